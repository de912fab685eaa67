//! One edition of a document, folded once for all that the writer does with it.
//!
//! An [`Edition`] in, folded fields and the record of its hits out.

use super::record::Record;
use super::{Edition, Fold, SearchDocument};

/// An edition with its folded fields.
pub struct FoldedEdition<'a> {
    /// The edition itself.
    pub edition: &'a Edition,
    /// Its title.
    pub title: Vec<char>,
    /// Its place and keywords.
    pub names: Vec<Vec<char>>,
    /// Its text.
    pub text: Vec<char>,
}

impl<'a> FoldedEdition<'a> {
    /// Folds an edition.
    pub fn new(edition: &'a Edition, fold: &Fold) -> Self {
        let names = edition.place.iter().chain(&edition.keywords);
        Self {
            edition,
            title: fold.text(&edition.title).chars,
            names: names.map(|name| fold.text(name).chars).collect(),
            text: fold.text(&edition.text).chars,
        }
    }

    /// Whether both are the same words, in whatever script.
    pub fn reads_as(&self, other: &Self) -> bool {
        self.title == other.title && self.names == other.names && self.text == other.text
    }

    /// What a hit on it shows. `editions` are all of the document's.
    pub fn record(&self, document: &SearchDocument, editions: &[FoldedEdition<'_>]) -> Record {
        let mut others: Vec<&FoldedEdition<'_>> = Vec::new();
        for other in editions.iter().filter(|other| !other.reads_as(self)) {
            if !others.iter().any(|earlier| earlier.reads_as(other)) {
                others.push(other);
            }
        }
        Record {
            url: self.edition.url.clone(),
            title: self.edition.title.clone(),
            kind: document.kind,
            date: document.date.clone(),
            place: self.edition.place.clone(),
            keywords: self.edition.keywords.clone(),
            text: self.edition.text.clone(),
            also: others.iter().map(|other| other.edition.locale.clone()).collect(),
        }
    }
}
