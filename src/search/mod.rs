//! Search over static files: the index that a site carries, and the questions asked of it.
//!
//! Documents in, files under `search/` out ([`write_index`]); a query and those
//! files in, ranked hits out ([`Index`]). The browser's `search.js` does what
//! [`Index`] does, step for step, over the same bytes. Reads no content and
//! knows no page's layout; the files are read through a function it is given.
//!
//! One index serves every locale: each word is folded to one form ([`Fold`])
//! and filed under the document's number, whatever the edition it stands in.
//! - `token`: folded text → Han bigrams, single characters, whole words, amounts
//! - `postings`: token → documents, packed into hash shards
//! - `record`: what a hit shows, per locale, and the manifest
//! - `plan`: query → what to look up and what to verify
//! - `edition`, `gather`, `write`: documents → files
//! - `files`, `rank`, `answer`, `index`: lookup, ranking, verification; `excerpt`: the text of a hit

mod answer;
mod edition;
mod excerpt;
mod files;
mod fold;
mod gather;
mod index;
mod plan;
mod postings;
mod rank;
mod record;
mod token;
mod write;

use std::fmt;

pub use fold::{Fold, FoldedText};
pub use index::{Hit, Index, Results};
pub use write::write_index;

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

/// One document, in every locale that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDocument {
    /// What kind of page it is; all but articles rank first for their own names.
    pub kind: DocumentKind,
    /// Importance: of two equal matches the one with more comes first.
    pub weight: u8,
    /// ISO date; of two equal matches the later comes first.
    pub date: Option<String>,
    /// The pages that are real in their locale; a page that falls back to another language is left out.
    pub editions: Vec<Edition>,
}

/// A document's page in one locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Code of the locale, as in `site.toml`.
    pub locale: String,
    /// Address of the page, as links give it.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Name of its main place.
    pub place: Option<String>,
    /// Its plain text, a paragraph a line.
    pub text: String,
    /// Other names it is known by: aliases, names of its indicators and campaigns.
    pub keywords: Vec<String>,
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
