//! An article: its figures, its text, its source.
//!
//! One report in, the page's context out. The marks `q-N` around the sentences
//! stand in `body_html` already and lead back to the rows `m-N`.

use serde::Serialize;

use super::parts::{ArticleCard, Correction, DateText, EventEntry, FigureGroup, Link, SourceBox, Text};
use super::shell::PageShell;

/// Context of `article.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    /// Head and frame.
    pub shell: PageShell,
    /// Day of the event, else of publication.
    pub date: DateText,
    /// Day of the last change of substance.
    pub updated: Option<DateText>,
    /// Where it is about, the main place first.
    pub places: Vec<Link>,
    /// Campaigns that it reports on.
    pub campaigns: Vec<Link>,
    /// Types of scam that it is about.
    pub scams: Vec<Link>,
    /// Whether the page is made from the article's data, without its text.
    pub is_digest: bool,
    /// On a digest, the page with the article's text, under its own headline.
    pub original: Option<Link>,
    /// One or two sentences.
    pub summary: Option<Text>,
    /// Formatted number of figures ("18项数据"); `None` when there are none.
    pub figure_count: Option<String>,
    /// Figures by kind, rows with `id` and `#q-N`.
    pub figures: Vec<FigureGroup>,
    /// Other reports that give some of the same figures, and whether they agree; newest first.
    pub checked: Vec<CheckedReport>,
    /// The text, sanitised.
    pub body_html: String,
    /// BCP 47 tag of the text when it is not in the page's language.
    pub body_lang: Option<String>,
    /// Where it comes from.
    pub source: SourceBox,
    /// Corrections, newest first.
    pub corrections: Vec<Correction>,
    /// Events that it tells of, in order of time.
    pub events: Vec<EventEntry>,
    /// The report before it in time.
    pub previous: Option<ArticleCard>,
    /// The report after it in time.
    pub next: Option<ArticleCard>,
    /// Other reports about the same place or campaign.
    pub related: Vec<RelatedArticles>,
}

/// Other reports under a heading such as “More about Chongqing”.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedArticles {
    /// Formatted heading.
    pub heading: String,
    /// The reports, newest first.
    pub articles: Vec<ArticleCard>,
    /// The rest of them.
    pub more: Option<Link>,
}

/// Another report, checked against this one.
#[derive(Debug, Clone, Serialize)]
pub struct CheckedReport {
    /// The other report.
    pub article: Link,
    /// Name of its source.
    pub source: Text,
    /// Whether all figures that both give agree.
    pub agrees: bool,
    /// Formatted count ("两篇都有22项数据，全部一致").
    pub text: String,
}
