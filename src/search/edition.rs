//! One edition of a document, folded once for all that the writer does with it.
//!
//! An [`Edition`] in, folded fields and the record of its hits out.

use super::record::{Record, StoredFigure};
use super::{DocumentKind, Edition, Fold};

/// An edition with its folded fields.
pub struct FoldedEdition {
    /// The edition itself.
    pub edition: Edition,
    /// Its title.
    pub title: Vec<char>,
    /// Its place and keywords.
    pub names: Vec<Vec<char>>,
    /// Its text.
    pub text: Vec<char>,
}

impl FoldedEdition {
    /// Folds an edition.
    pub fn new(edition: Edition, fold: &Fold) -> Self {
        let names = edition.place.iter().chain(&edition.keywords);
        Self {
            title: fold.text(&edition.title).chars,
            names: names.map(|name| fold.text(name).chars).collect(),
            text: fold.text(&edition.text).chars,
            edition,
        }
    }

    /// Whether both are the same words, in whatever script.
    pub fn reads_as(&self, other: &Self) -> bool {
        self.title == other.title && self.names == other.names && self.text == other.text
    }

    /// The locales of editions that say other things than this one, each thing once.
    pub fn others(&self, editions: &[FoldedEdition]) -> Vec<String> {
        let mut others: Vec<&FoldedEdition> = Vec::new();
        for other in editions.iter().filter(|other| !other.reads_as(self)) {
            if !others.iter().any(|earlier| earlier.reads_as(other)) {
                others.push(other);
            }
        }
        others.iter().map(|other| other.edition.locale.clone()).collect()
    }

    /// The edition with nothing but what facets call it.
    pub fn names_only(&self) -> Edition {
        let Edition { locale, place, campaigns, .. } = &self.edition;
        let (locale, place, campaigns) = (locale.clone(), place.clone(), campaigns.clone());
        Edition { locale, place, campaigns, ..Edition::default() }
    }

    /// What a hit on it shows.
    pub fn into_record(self, kind: DocumentKind, date: Option<String>, also: Vec<String>) -> Record {
        let edition = self.edition;
        let characters = |end: usize| edition.text.get(..end).map(|before| before.chars().count() as u32);
        let figures = edition.figures.iter().filter_map(|figure| {
            let (start, end) = (characters(figure.range.start)?, characters(figure.range.end)?);
            let (label, value) = (figure.label.clone(), figure.value.clone());
            Some(StoredFigure(start, end, label, value, figure.fragment.clone()))
        });
        Record {
            figures: figures.collect(),
            url: edition.url,
            title: edition.title,
            kind,
            date,
            place: edition.place,
            keywords: edition.keywords,
            text: edition.text,
            also,
        }
    }
}
