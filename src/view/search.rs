//! The search page, and what stands there when no script runs.
//!
//! Addresses and topic lists in, the page's context out. The index itself is
//! read by the page's script from `manifest_url`. [`OpenSearch`] tells browsers
//! how to ask.

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
    /// Lists by place, campaign, year, scam type and indicator, for `<noscript>` and for browsing.
    pub topics: Vec<LinkGroup>,
    /// All reports.
    pub all_reports: Link,
}

/// How a browser asks the site's search, before it is XML.
#[derive(Debug, Clone)]
pub struct OpenSearch {
    /// Name of the search, at most [`OpenSearch::LONGEST_NAME`] characters.
    pub short_name: String,
    /// What is searched.
    pub description: String,
    /// BCP 47 tag of the results.
    pub lang: String,
    /// Absolute URL of an SVG icon.
    pub icon: String,
    /// Absolute URL of the search page.
    pub page: String,
    /// Its own absolute URL.
    pub url: String,
}

impl OpenSearch {
    /// The most characters that OpenSearch 1.1 allows a name.
    pub const LONGEST_NAME: usize = 16;

    /// A site's title as a name: the whole words that fit, or as much of the first as does.
    pub fn name_of(title: &str) -> String {
        let fits = |name: &&str| name.chars().count() <= Self::LONGEST_NAME;
        let ends = title.match_indices(' ').map(|(at, _)| at).chain([title.len()]);
        let whole = ends.map(|end| &title[..end]).rfind(fits).unwrap_or_default();
        let name = whole.trim_end_matches(|end: char| !end.is_alphanumeric());
        if name.is_empty() { title.chars().take(Self::LONGEST_NAME).collect() } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_named_by_the_whole_words_that_fit() {
        assert_eq!(OpenSearch::name_of("Fanzha: anti-fraud knowledge base"), "Fanzha");
        assert_eq!(OpenSearch::name_of("反诈知识库"), "反诈知识库");
        assert_eq!(OpenSearch::name_of(&"长".repeat(20)), "长".repeat(16));
    }
}
