//! The search page, and what stands there when no script runs.
//!
//! Addresses and topic lists in, the page's context out. The index itself is
//! read by the page's script from `manifest_url`.

use serde::Serialize;

use super::parts::{Link, LinkGroup};
use super::shell::PageShell;

/// Context of `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// Head and frame.
    pub shell: PageShell,
    /// Where the script finds the index, for `data-search-manifest`.
    pub manifest_url: String,
    /// Lists by place, campaign, scam type and indicator, for `<noscript>` and for browsing.
    pub topics: Vec<LinkGroup>,
    /// All reports.
    pub all_reports: Link,
}
