//! Answers queries from the files of an index.
//!
//! A function that reads a file by its path under `search/` in, hits out, the
//! same in the same order as `search.js`. A file that can't be read is named
//! in the results, and the rest of the index still answers.

use std::io;

use super::answer::Session;
use super::files::Files;
use super::plan::Plan;
use super::record::{MANIFEST, Manifest, VERSION};
use super::{DocumentKind, Fold, SearchError};

/// Reads a file by its path under `search/`.
pub(super) type Read = Box<dyn Fn(&str) -> io::Result<Vec<u8>>>;

/// An index, opened.
pub struct Index {
    read: Read,
    manifest: Manifest,
    fold: Fold,
}

/// What is wanted of a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// How many hits at most.
    pub limit: usize,
    /// What hits must be.
    pub filters: Filters,
    /// Whether results are counted by kind, year, place and campaign, which reads all of their lists.
    pub facets: bool,
}

impl Options {
    /// Some hits of any kind, not counted.
    pub fn first(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }
}

/// What hits must be; nothing set lets all pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Kind of page.
    pub kind: Option<DocumentKind>,
    /// Year of the date.
    pub year: Option<u32>,
    /// Id of the main place.
    pub place: Option<String>,
    /// Id of a campaign.
    pub campaign: Option<String>,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// How many documents match.
    pub total: usize,
    /// Whether just as many match; else at least, as far as was read.
    pub exact: bool,
    /// Nothing holds all of the query; the results come close.
    pub relaxed: bool,
    /// The best of them.
    pub results: Vec<Hit>,
    /// How many have which value, when that was asked for and could be read.
    pub facets: Option<Facets>,
    /// Files of the index that couldn't be read, by path; what they hold is missing.
    pub unread: Vec<String>,
}

/// A document found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// Address of its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Where its text speaks of the query.
    pub excerpt: String,
    /// ISO date, empty without one.
    pub date: String,
    /// Name of its main place, empty without one.
    pub place: String,
    /// What kind of page it is.
    pub kind: DocumentKind,
    /// How well it matches; means nothing beyond its query.
    pub score: u32,
    /// It doesn't hold all of the query, and nothing does.
    pub relaxed: bool,
    /// The figure in whose words the query stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<HitFigure>,
}

/// A figure that a hit states.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HitFigure {
    /// Name of its indicator.
    pub label: String,
    /// The figure as the page writes it.
    pub value: String,
    /// Address of its words on the page.
    pub url: String,
}

/// A value of a facet, and how many results have it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FacetCount {
    /// What a filter asks for.
    pub id: String,
    /// What a reader sees; the id where the locale has no name for it.
    pub name: String,
    /// How many results have it.
    pub count: usize,
}

/// Values, those of most results first.
pub type Facet = Vec<FacetCount>;

/// Results by what they are. Each facet counts what passes all filters but its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Facets {
    /// Kinds of pages.
    pub kind: Facet,
    /// Years, the latest first.
    pub year: Facet,
    /// Main places.
    pub place: Facet,
    /// Campaigns.
    pub campaign: Facet,
}

impl Index {
    /// Opens an index: reads its manifest and fold table.
    ///
    /// `read` gets paths under `search/`. Fails when one of the two can't be
    /// read or is of another version.
    pub fn open(read: impl Fn(&str) -> io::Result<Vec<u8>> + 'static) -> Result<Self, SearchError> {
        let file = |name: &str| {
            read(name).map_err(|reason| SearchError::Unreadable { file: name.to_owned(), reason })
        };
        let malformed = |name: &str| SearchError::Malformed { file: name.to_owned() };
        let manifest: Manifest = serde_json::from_slice(&file(MANIFEST)?).map_err(|_| malformed(MANIFEST))?;
        if manifest.version != VERSION {
            return Err(malformed(MANIFEST));
        }
        let fold = Fold::from_bytes(&file(&manifest.fold)?).ok_or_else(|| malformed(&manifest.fold))?;
        Ok(Self { read: Box::new(read), manifest, fold })
    }

    /// The best documents for a query among those that a locale has.
    ///
    /// A locale that the index doesn't know has none.
    pub fn query(&self, query: &str, locale: &str, options: &Options) -> Results {
        let plans = Plan::all(query, &self.fold);
        match self.manifest.locale(locale) {
            Some(locale) if !plans.is_empty() => {
                let files = Files::new(&self.read, &self.manifest);
                Session::new(files, &self.fold, &plans).answer(locale, options)
            }
            _ => Results { exact: true, ..Results::default() },
        }
    }
}
