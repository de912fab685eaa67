//! A campaign: what, when, who, and what reports say it brought.
//!
//! One campaign with its events, figures and reports in, the page's context
//! out. Later pages of its reports are a [`super::list::ListPage`].

use serde::Serialize;

use super::parts::{ArticleCard, CountedLink, DateText, FigureGroup, Link, Pagination, Text, Timeline};
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
    /// Figures that its reports attribute to it, by place: those whose paragraph or scope names it.
    pub figures: Vec<FigureGroup>,
    /// Says that the newest of more figures are listed.
    pub figures_note: Option<String>,
    /// Reports of the first page that give further figures, newest first.
    pub further: Vec<FurtherFigures>,
    /// Formatted number of reports.
    pub article_count: String,
    /// Its reports, the first page of them, newest first.
    pub articles: Vec<ArticleCard>,
    /// Further pages of reports.
    pub pagination: Option<Pagination>,
}

/// A report that gives figures without saying that they are the campaign's.
#[derive(Debug, Clone, Serialize)]
pub struct FurtherFigures {
    /// The report's table of figures, its headline as the words.
    pub article: Link,
    /// Its day.
    pub date: DateText,
    /// Name of its source.
    pub source: Text,
    /// Formatted number of such figures ("26项数据").
    pub count: String,
}
