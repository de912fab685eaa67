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
use super::{Fold, SearchError};

/// Reads a file by its path under `search/`.
pub(super) type Read = Box<dyn Fn(&str) -> io::Result<Vec<u8>>>;

/// An index, opened.
pub struct Index {
    read: Read,
    manifest: Manifest,
    fold: Fold,
}

/// What a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// How many documents match.
    pub total: usize,
    /// The best of them.
    pub results: Vec<Hit>,
    /// Files of the index that couldn't be read, by path; what they hold is missing.
    pub unread: Vec<String>,
}

/// A document found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Address of its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Where its text speaks of the query.
    pub excerpt: String,
    /// How well it matches; means nothing beyond its query.
    pub score: u32,
    /// It doesn't hold all of the query, and nothing does.
    pub relaxed: bool,
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
        if manifest.version != VERSION || !manifest.shards.is_power_of_two() {
            return Err(malformed(MANIFEST));
        }
        let fold = Fold::from_bytes(&file(&manifest.fold)?).ok_or_else(|| malformed(&manifest.fold))?;
        Ok(Self { read: Box::new(read), manifest, fold })
    }

    /// The best `limit` documents for a query among those that a locale has.
    ///
    /// A locale that the index doesn't know has none.
    pub fn query(&self, query: &str, locale: &str, limit: usize) -> Results {
        let plan = Plan::new(query, &self.fold);
        match self.manifest.locale(locale) {
            Some(locale) if !plan.tokens.is_empty() => {
                Session::new(Files::new(&self.read, &self.manifest), &self.fold, &plan).answer(locale, limit)
            }
            _ => Results::default(),
        }
    }
}
