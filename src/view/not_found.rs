//! The page for addresses that lead nowhere, one per locale.
//!
//! Ways back into the site in, the page's context out. URLs in it must be
//! absolute paths, since it is served at any depth.

use serde::Serialize;

use super::parts::Link;
use super::shell::PageShell;

/// Context of `404.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// Head and frame; its kind is `page`, it has no canonical URL.
    pub shell: PageShell,
    /// Lists to go on from.
    pub links: Vec<Link>,
}
