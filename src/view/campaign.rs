//! A campaign: what, when, who, and what reports say it brought.
//!
//! One campaign with its events, figures and reports in, the page's context
//! out. Later pages of its reports are a [`super::list::ListPage`].

use serde::Serialize;

use super::parts::{ArticleCard, CountedLink, DateText, FigureGroup, Pagination, Text, Timeline};
use super::shell::PageShell;

/// Context of `campaign.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CampaignPage {
    /// Head and frame.
    pub shell: PageShell,
    /// Other names.
    pub aliases: Vec<Text>,
    /// When it began, as exactly as known.
    pub launched: Option<DateText>,
    /// Who launched it.
    pub agencies: Vec<Text>,
    /// One sentence.
    pub summary: Option<Text>,
    /// What it is, sanitised; `None` when there is no text.
    pub body_html: Option<String>,
    /// BCP 47 tag of the text when it is not in the page's language.
    pub body_lang: Option<String>,
    /// Events and reports by year.
    pub timeline: Timeline,
    /// Places whose reports name it.
    pub places: Vec<CountedLink>,
    /// Figures of its reports, by place.
    pub figures: Vec<FigureGroup>,
    /// Formatted number of reports.
    pub article_count: String,
    /// Its reports, the first page of them, newest first.
    pub articles: Vec<ArticleCard>,
    /// Further pages of reports.
    pub pagination: Option<Pagination>,
}
