//! A place: city, province or the whole country.
//!
//! One place with its figures, events and reports in, the page's context out.
//! Later pages of its reports are a [`super::list::ListPage`].

use serde::Serialize;

use super::parts::{
    ArticleCard, ChartView, CountedLink, FigureGroup, Link, Pagination, ReportLink, Text, Timeline,
};
use super::shell::PageShell;

/// Context of `place.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PlacePage {
    /// Head and frame; its breadcrumbs lead through the province.
    pub shell: PageShell,
    /// Formatted rank and official name ("直辖市", "地级市 · 云南省").
    pub level: String,
    /// One sentence.
    pub summary: Option<Text>,
    /// The editors' text, sanitised; `None` when there is none.
    pub body_html: Option<String>,
    /// BCP 47 tag of the text when it is not in the page's language.
    pub body_lang: Option<String>,
    /// The newest figure of each indicator, by kind.
    pub latest: Vec<FigureGroup>,
    /// The one report that all of those figures come from; neither groups nor rows name it then.
    pub latest_report: Option<ReportLink>,
    /// A chart per indicator with two or more comparable periods.
    pub charts: Vec<ChartView>,
    /// Events and campaigns on one axis.
    pub timeline: Timeline,
    /// Campaigns that its reports name.
    pub campaigns: Vec<CountedLink>,
    /// Formatted number of reports.
    pub article_count: String,
    /// Its reports, the first page of them, newest first.
    pub articles: Vec<ArticleCard>,
    /// Further pages of reports.
    pub pagination: Option<Pagination>,
    /// Places within it that have pages.
    pub parts: Vec<CountedLink>,
    /// Other places of the same province that have pages.
    pub neighbours: Vec<Link>,
}
