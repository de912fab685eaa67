//! The home page: what the latest reports say, and the ways into the site.
//!
//! A selection in, the page's context out. Chooses nothing itself.

use serde::Serialize;

use super::parts::{ArticleCard, Drawing, Link, LinkGroup, Text};
use super::shell::PageShell;

/// Context of `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Head and frame.
    pub shell: PageShell,
    /// Size of the collection, formatted ("5篇通报", "123项数据", "3座城市").
    pub counts: Vec<String>,
    /// Latest reports with their leading figures, newest first; reports of one place and day are one card.
    pub reports: Vec<ArticleCard>,
    /// All reports.
    pub all_reports: Link,
    /// Campaigns on one axis of time, for screens that have the room.
    pub campaign_strip: Option<Drawing>,
    /// Campaigns, newest first.
    pub campaigns: Vec<TopicCard>,
    /// All campaigns.
    pub all_campaigns: Link,
    /// Cities with reports, by province; places for the whole country first.
    pub regions: Vec<LinkGroup>,
    /// All places.
    pub all_places: Link,
    /// Scam types with the sentence that saves someone.
    pub scams: Vec<TopicCard>,
    /// All scam types.
    pub all_scams: Link,
    /// Indicators by kind.
    pub indicators: Vec<LinkGroup>,
    /// All indicators.
    pub all_indicators: Link,
}

/// A campaign or scam type with its one sentence.
#[derive(Debug, Clone, Serialize)]
pub struct TopicCard {
    /// Name and page.
    pub link: Link,
    /// Other names; may be empty.
    pub aliases: Vec<String>,
    /// The one sentence.
    pub summary: Option<Text>,
    /// Formatted time or count ("2020年10月起", "3篇通报").
    pub detail: Option<String>,
}
