//! A page in a sitemap before it is XML.

use super::shell::Alternate;

/// A page.
#[derive(Debug, Clone)]
pub struct SitemapUrl {
    /// Absolute URL.
    pub url: String,
    /// ISO day of its last change, where one is known.
    pub last_modified: Option<String>,
    /// Its language versions, itself included.
    pub alternates: Vec<Alternate>,
}
