//! The packed dictionaries inside the binary, read in place.
//!
//! Section numbers in, words, records and character tables out; nothing is copied or
//! decoded ahead of use. Knows the layout (`layout.rs`) but not what a match is.

use std::cmp::Ordering;

use super::layout;

static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/hanzi.pack"));
static VALUES: &str = include_str!(concat!(env!("OUT_DIR"), "/hanzi.values"));

/// Little-endian words of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(&'static [[u8; 4]]);

impl Words {
    /// The word at an index; 0 beyond the end.
    #[inline]
    pub(super) fn get(self, index: usize) -> u32 {
        self.0.get(index).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.0.len()
    }
}

/// The bytes of a section; none for [`layout::ABSENT`].
pub(super) fn section(number: u32) -> &'static [u8] {
    let directory = Words(PACK.as_chunks().0);
    if number >= directory.get(0) {
        return &[];
    }
    let row = 1 + 2 * number as usize;
    let start = directory.get(row) as usize;
    let length = directory.get(row + 1) as usize;
    PACK.get(start..start + length).unwrap_or_default()
}

/// A section as words.
pub(super) fn words(number: u32) -> Words {
    Words(section(number).as_chunks().0)
}

/// The candidates of a character or phrase; see `layout.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record(pub(super) u32);

impl Record {
    /// The candidate that OpenCC takes.
    #[inline]
    pub(super) fn first(self) -> &'static str {
        let start = (self.0 & layout::START_MASK) as usize;
        let length = ((self.0 >> layout::LENGTH_SHIFT) & layout::LENGTH_MASK) as usize;
        VALUES.get(start..start + length).unwrap_or_default()
    }

    /// All candidates, the one that OpenCC takes first.
    pub(super) fn candidates(self) -> Vec<&'static str> {
        if self.0 & layout::MANY == 0 {
            return vec![self.first()];
        }
        let start = (self.0 & layout::START_MASK) as usize;
        let line = VALUES.get(start..).and_then(|rest| rest.lines().next());
        line.unwrap_or_default().split(' ').collect()
    }
}

/// A word per character.
#[derive(Debug, Clone, Copy)]
pub(super) struct CharacterTable {
    words: Words,
    pages: u32,
}

impl CharacterTable {
    /// The table in a section.
    pub(super) fn open(number: u32) -> Self {
        let words = words(number);
        let pages = words.get(0);
        Self { words, pages }
    }

    /// The character's word, 0 where the table has none.
    #[inline]
    pub(super) fn get(self, character: char) -> u32 {
        let code = u32::from(character);
        let page = code >> layout::PAGE_BITS;
        if page >= self.pages {
            return 0;
        }
        match self.words.get(1 + page as usize) {
            0 => 0,
            start => {
                let slot = code & ((1 << layout::PAGE_BITS) - 1);
                self.words.get((start + slot) as usize)
            }
        }
    }
}

/// The candidates of single characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct CandidateList(Words);

impl CandidateList {
    /// The list in a section.
    pub(super) fn open(number: u32) -> Self {
        Self(words(number))
    }

    /// The characters that have an entry, in ascending order.
    pub(super) fn characters(self) -> impl Iterator<Item = char> {
        (0..self.0.len() / 2).filter_map(move |entry| char::from_u32(self.0.get(2 * entry)))
    }

    /// The character's candidates, if the dictionaries have an entry for it.
    pub(super) fn get(self, character: char) -> Option<Record> {
        let code = u32::from(character);
        let (mut low, mut high) = (0, self.0.len() / 2);
        while low < high {
            let middle = (low + high) / 2;
            match self.0.get(2 * middle).cmp(&code) {
                Ordering::Equal => return Some(Record(self.0.get(2 * middle + 1))),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_that_does_not_exist_is_empty() {
        assert!(section(layout::ABSENT).is_empty());
        assert_eq!(words(layout::ABSENT).get(7), 0);
    }

    #[test]
    fn every_profile_has_a_row() {
        let rows = words(layout::PROFILES as u32);
        assert_eq!(rows.len(), layout::PROFILE_NAMES.len() * layout::PROFILE_WORDS);
    }
}
