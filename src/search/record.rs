//! What the index says of itself and of each hit: the manifest and the records.
//!
//! Plain values, written and read as JSON. Records come in blocks of a fixed
//! number of documents, a file each, so that a number alone tells the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DocumentKind;

/// The version of all files of the index; raised when a reader of the old ones would go wrong.
pub const VERSION: u32 = 3;

/// Name of the one file whose name never changes.
pub const MANIFEST: &str = "manifest.json";

/// What the index consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// See [`VERSION`].
    pub version: u32,
    /// Folder of shards and records, named for their content.
    pub folder: String,
    /// File of the fold table.
    pub fold: String,
    /// How many documents there are.
    pub documents: u32,
    /// How many of them, from the first, are pages on a topic rather than articles.
    pub topics: u32,
    /// How many shards there are.
    pub shards: u32,
    /// How many shards of single characters.
    pub singles: u32,
    /// The locales that have records, by code.
    pub locales: Vec<LocaleRecords>,
}

/// Where one locale's records are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocaleRecords {
    /// Its code.
    pub code: String,
    /// The locale in whose files its records stand, mostly as what differs; none: in files of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// Documents per block.
    pub block: u32,
    /// Whether documents are missing, and a file tells which are there.
    pub partial: bool,
}

impl Manifest {
    /// The file that holds a document's record.
    pub fn record_file(&self, locale: &LocaleRecords, document: u32) -> String {
        let code = locale.like.as_ref().unwrap_or(&locale.code);
        format!("{}/{code}-{}.json", self.folder, document / locale.block.max(1))
    }

    /// The file that tells what characters become in a locale that is like another.
    pub fn script_file(&self, locale: &LocaleRecords) -> String {
        format!("{}/{}.json", self.folder, locale.code)
    }

    /// The file that tells which documents a partial locale has.
    pub fn presence_file(&self, locale: &LocaleRecords) -> String {
        format!("{}/{}.bin", self.folder, locale.code)
    }

    /// The file of a shard.
    pub fn shard_file(&self, shard: u32) -> String {
        format!("{}/{shard:03x}.bin", self.folder)
    }

    /// The file of a shard of single characters.
    pub fn singles_file(&self, shard: u32) -> String {
        format!("{}/s{shard}.bin", self.folder)
    }

    /// The file of tails with a number.
    pub fn tail_file(&self, number: u32) -> String {
        format!("{}/t{number}.bin", self.folder)
    }

    /// The file of the columns that results are counted by.
    pub fn facets_file(&self) -> String {
        format!("{}/facets.bin", self.folder)
    }

    /// A locale by its code.
    pub fn locale(&self, code: &str) -> Option<&LocaleRecords> {
        self.locales.iter().find(|locale| locale.code == code)
    }
}

/// What a hit shows, and the text that phrases are verified on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Address of the page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// What kind of page it is.
    pub kind: DocumentKind,
    /// ISO date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Name of its main place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Other names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Its text, a paragraph a line.
    pub text: String,
    /// The figures that it states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<StoredFigure>,
    /// Locales whose edition has other words than this one, even folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// A figure: where the words that state it start and end in the text, in characters; its indicator's name,
/// the figure as written, the fragment of its place on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFigure(pub u32, pub u32, pub String, pub String, pub String);

impl Record {
    /// The names it is known by besides its title.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.place.iter().chain(&self.keywords).map(String::as_str)
    }
}

/// A document in the files of one locale: its own record, and those of the locales that are like it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record of the locale that the file is named for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Record>,
    /// By locale, what differs from it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alike: BTreeMap<String, Alike>,
    /// By locale, records that differ in more.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub apart: BTreeMap<String, Record>,
}

/// How a record differs from another that says the same in another script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Address of the page.
    pub url: String,
    /// Characters that don't become what they mostly become, see `alike`.
    pub changes: String,
}

/// One file of records, a document a line after a line without; `None` where no locale in it has an edition.
pub type RecordBlock = Vec<Option<Row>>;
