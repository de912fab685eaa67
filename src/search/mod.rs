//! Search over static files: the index that a site carries, and the questions asked of it.
//!
//! Documents in, files under `search/` out ([`write_index`]); a query and those
//! files in, ranked hits out ([`Index`]). The browser's `search.js` does what
//! [`Index`] does, step for step, over the same bytes. Reads no content and
//! knows no page's layout; the files are read through a function it is given.
//!
//! One index serves every locale: each word is folded to one form ([`Fold`])
//! and filed under the document's number, whatever the edition it stands in.
//! - `token`, `stem`: folded text → Han bigrams, single characters, words without endings, amounts
//! - `postings`, `lists`, `bytes`: token → documents, packed into hash shards and tails
//! - `record`, `blocks`, `alike`: what a hit shows, per locale, and the manifest; `facets`: what hits are counted by
//! - `plan`, `words`: query → what to look up and what to verify, in the mainland's words too
//! - `edition`, `gather`, `write`: documents → files
//! - `files`, `lookup`, `rank`, `answer`, `index`: lookup, ranking, verification; `hit`, `excerpt`: what is shown

mod alike;
mod answer;
mod blocks;
mod bytes;
mod edition;
mod excerpt;
mod facets;
mod files;
mod fold;
mod gather;
mod hit;
mod index;
mod lists;
mod lookup;
mod plan;
mod postings;
mod rank;
mod record;
mod stem;
mod token;
mod words;
mod write;

use std::fmt;

pub use fold::{Fold, FoldedText};
pub use index::{Facet, FacetCount, Facets, Filters, Hit, HitFigure, Index, Options, Results};
pub use write::{Outline, sort_by_rank, write_index, write_ranked};

/// What kind of page a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    /// A report.
    Article,
    /// A place.
    City,
    /// A police campaign.
    Campaign,
    /// A measure that figures are given for.
    Indicator,
    /// A type of scam.
    Scam,
    /// Any other page: about, method.
    Page,
}

impl DocumentKind {
    /// All kinds, in the order of their numbers in the index.
    pub const ALL: [DocumentKind; 6] =
        [Self::Article, Self::City, Self::Campaign, Self::Indicator, Self::Scam, Self::Page];

    /// Its name in records, filters and facets.
    pub fn id(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::City => "city",
            Self::Campaign => "campaign",
            Self::Indicator => "indicator",
            Self::Scam => "scam",
            Self::Page => "page",
        }
    }
}

/// One document, in every locale that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDocument {
    /// What kind of page it is; all but articles rank first for their own names.
    pub kind: DocumentKind,
    /// Importance: of two equal matches the one with more comes first.
    pub weight: u8,
    /// ISO date; of two equal matches the later comes first.
    pub date: Option<String>,
    /// Id of its main place, for filters and facets.
    pub place: Option<String>,
    /// Ids of its campaigns, for filters and facets.
    pub campaigns: Vec<String>,
    /// The pages that are real in their locale; a page that falls back to another language is left out.
    pub editions: Vec<Edition>,
}

/// A document's page in one locale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// Code of the locale, as in `site.toml`.
    pub locale: String,
    /// Address of the page, as links give it.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Name of its main place.
    pub place: Option<String>,
    /// Names of the document's campaigns, in their order.
    pub campaigns: Vec<String>,
    /// Its plain text, a paragraph a line.
    pub text: String,
    /// Other names it is known by: aliases, names of its indicators and campaigns.
    pub keywords: Vec<String>,
    /// The figures that its text states.
    pub figures: Vec<StatedFigure>,
}

/// A figure and the words that state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFigure {
    /// Where the words stand in the edition's text, in bytes.
    pub range: std::ops::Range<usize>,
    /// Name of its indicator.
    pub label: String,
    /// The figure as the page writes it.
    pub value: String,
    /// Fragment of its place on the page, `#q-3`.
    pub fragment: String,
}

/// Why an index can't be used at all.
#[derive(Debug)]
pub enum SearchError {
    /// A file of the index couldn't be read.
    Unreadable {
        /// Its path under `search/`.
        file: String,
        /// What the reader said.
        reason: std::io::Error,
    },
    /// A file of the index isn't what this version writes.
    Malformed {
        /// Its path under `search/`.
        file: String,
    },
}

impl fmt::Display for SearchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, reason } => {
                write!(formatter, "search/{file} can't be read: {reason}")
            }
            Self::Malformed { file } => {
                write!(formatter, "search/{file} is not an index of this version")
            }
        }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { reason, .. } => Some(reason),
            Self::Malformed { .. } => None,
        }
    }
}
