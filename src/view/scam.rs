//! A type of scam: how it goes, how to tell, what to do.
//!
//! One scam type with its figures and reports in, the page's context out.

use serde::Serialize;

use super::parts::{ArticleCard, FigureGroup, Link, Pagination, Text};
use super::shell::PageShell;

/// Context of `scam.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ScamPage {
    /// Head and frame.
    pub shell: PageShell,
    /// Other names.
    pub aliases: Vec<Text>,
    /// The one sentence that saves someone.
    pub summary: Option<Text>,
    /// How it works, how to tell, what to do; sanitised.
    pub body_html: Option<String>,
    /// BCP 47 tag of the text when it is not in the page's language.
    pub body_lang: Option<String>,
    /// Figures about this type alone, by kind.
    pub figures: Vec<FigureGroup>,
    /// Formatted number of reports.
    pub article_count: String,
    /// Reports that name it, the first page of them, newest first.
    pub articles: Vec<ArticleCard>,
    /// Further pages of reports.
    pub pagination: Option<Pagination>,
    /// The other types.
    pub others: Vec<Link>,
}
