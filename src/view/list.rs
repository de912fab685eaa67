//! A list: articles, cities, campaigns, indicators, scam types, or the later
//! pages of one place's or campaign's reports.
//!
//! Sorted, grouped entries in, the page's context out.

use serde::Serialize;

use super::parts::{ArticleCard, CountedLink, DateText, GroupHeading, Link, Pagination, Text};
use super::shell::PageShell;

/// Context of `list.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Head and frame.
    pub shell: PageShell,
    /// Formatted number of entries ("共320篇通报").
    pub count: String,
    /// The page whose reports these are, on later pages of a place or campaign.
    pub owner: Option<Link>,
    /// Entries other than articles, under headings.
    pub groups: Vec<ListGroup>,
    /// Every year with reports and where it begins, newest first; of the list of all articles alone.
    pub years: Vec<CountedLink>,
    /// Articles of the list of all articles under their years, newest first.
    pub articles_by_year: Vec<ArticleYear>,
    /// Articles of other lists, newest first.
    pub articles: Vec<ArticleCard>,
    /// Position among the pages; `None` when there is one only.
    pub pagination: Option<Pagination>,
}

/// Articles of one year.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleYear {
    /// Fragment identifier, `y-2025`.
    pub id: String,
    /// Formatted year ("2025年", "2025").
    pub heading: String,
    /// The articles, newest first; on a page of several those of the page.
    pub articles: Vec<ArticleCard>,
}

/// Entries under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct ListGroup {
    /// Fragment identifier, unique on the page.
    pub id: String,
    /// The heading; `None` when the list has one group only.
    pub heading: Option<GroupHeading>,
    /// The entries, in reading order.
    pub entries: Vec<ListEntry>,
}

/// One place, campaign, indicator or scam type.
#[derive(Debug, Clone, Serialize)]
pub struct ListEntry {
    /// Name and page.
    pub link: Link,
    /// Formatted count or unit ("3篇通报", "元").
    pub detail: Option<String>,
    /// When it began, or when it was last reported on.
    pub date: Option<DateText>,
    /// One sentence.
    pub summary: Option<Text>,
}
