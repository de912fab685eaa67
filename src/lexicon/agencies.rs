//! Who reports a figure: police, courts, the central bank and so on.
//!
//! `data/agencies.tsv` in, [`Agencies`] out.

use super::{suggestion, table};

/// A kind of agency, not one office of it: the place of a figure says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// As written in the front matter's `agency`.
    pub id: &'static str,
    /// Simplified Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
}

/// The table of agencies.
#[derive(Debug)]
pub struct Agencies {
    by_id: Vec<Agency>,
}

impl Agencies {
    pub(super) fn embedded() -> Agencies {
        let by_id = table::rows(include_str!("data/agencies.tsv"))
            .map(|[id, zh, en]| Agency { id, zh, en })
            .collect();
        Agencies { by_id }
    }

    /// The agency with this id.
    pub fn get(&self, id: &str) -> Option<&Agency> {
        let found = self.by_id.binary_search_by(|agency| agency.id.cmp(id));
        found.ok().map(|index| &self.by_id[index])
    }

    /// The known id that `typed` was probably meant to be.
    pub fn nearest(&self, typed: &str) -> Option<&'static str> {
        suggestion::closest_id(typed, self.iter().map(|agency| agency.id), 3)
    }

    /// All agencies, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.by_id.iter()
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn every_agency_has_both_languages_and_an_ascii_id() {
        for agency in Lexicon::embedded().agencies.iter() {
            assert!(agency.id.is_ascii() && !agency.id.is_empty());
            assert!(!agency.zh.is_empty() && !agency.en.is_empty(), "{agency:?}");
        }
    }

    #[test]
    fn unknown_agency_suggests_the_nearest_id() {
        let agencies = &Lexicon::embedded().agencies;
        assert_eq!(agencies.get("polise"), None);
        assert_eq!(agencies.nearest("polise"), Some("police"));
        assert_eq!(agencies.nearest("central-bank"), Some("central_bank"));
        assert_eq!(agencies.nearest("orchestra"), None);
    }
}
