//! Finds the longest dictionary entry at each position of a text.
//!
//! A group of dictionaries (a row of the pack) and a text in, the text's matches and
//! what lies between them out, in order. Chooses nothing beyond the longest match: how
//! matches make up a conversion is `converter.rs`'s business.
//!
//! Most characters of a text start no phrase there, so the trie is asked last: a table
//! says what the character itself becomes and whether any phrase starts with it, a
//! filter whether one starts with it and its neighbour.

use yada::DoubleArray;

use super::embedded::{CharacterTable, Record, Words, section, words};
use super::layout;

/// A piece of the text that [`Matcher::walk`] met.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// Characters that match nothing, as many as there are in a row.
    Kept(&'a str),
    /// One character and what it becomes.
    Character(&'a str, &'static str),
    /// Two characters or more and what they become.
    Phrase(&'a str, &'static str),
}

/// A match at the start of a text: its length in bytes and what it becomes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) length: usize,
    pub(super) record: Record,
    phrase: bool,
}

/// A group of dictionaries as one longest-match table.
pub(super) struct Matcher {
    characters: CharacterTable,
    phrases: Option<Phrases>,
    /// Bit `n`: an entry starts with the ASCII character `n`.
    ascii: u128,
}

struct Phrases {
    filter: Words,
    filter_bits: u32,
    trie: DoubleArray<&'static [u8]>,
}

impl Matcher {
    /// The matcher of a row of the pack.
    pub(super) fn open(row: u32) -> Self {
        let rows = words(layout::MATCHERS as u32);
        let start = row as usize * layout::MATCHER_WORDS;
        let characters = CharacterTable::open(rows.get(start));
        let ascii = (0..128u8).filter(|&byte| !characters.record(char::from(byte)).is_empty());
        Self {
            characters,
            phrases: Phrases::open(rows.get(start + 1), rows.get(start + 2)),
            ascii: ascii.fold(0, |bits, byte| bits | 1 << byte),
        }
    }

    /// Whether any entry could start at any character of the text.
    pub(super) fn touches(&self, text: &str) -> bool {
        let mut characters = text.chars();
        characters.any(|character| !self.characters.record(character).is_empty())
    }

    /// What a single character may become, the usual rendering first.
    pub(super) fn candidates(&self, character: char) -> Vec<&'static str> {
        self.characters.record(character).candidates()
    }

    /// Goes through the text from left to right, longest match first.
    #[inline]
    pub(super) fn walk<'a>(&self, text: &'a str, mut emit: impl FnMut(Token<'a>)) {
        let bytes = text.as_bytes();
        let (mut position, mut kept) = (0, 0);
        while let Some(&byte) = bytes.get(position) {
            if byte < 0x80 && self.ascii >> byte & 1 == 0 {
                position += 1;
                continue;
            }
            let rest = &text[position..];
            let Some(found) = self.longest_at(rest) else {
                position += unmatched_length(rest);
                continue;
            };
            if kept < position {
                emit(Token::Kept(&text[kept..position]));
            }
            let matched = &rest[..found.length];
            emit(if found.phrase {
                Token::Phrase(matched, found.record.first())
            } else {
                Token::Character(matched, found.record.first())
            });
            position += found.length;
            kept = position;
        }
        if kept < position {
            emit(Token::Kept(&text[kept..]));
        }
    }

    /// The longest entry that the text starts with.
    #[inline]
    pub(super) fn longest_at(&self, text: &str) -> Option<Match> {
        let mut characters = text.chars();
        let first = characters.next()?;
        let record = self.characters.record(first);
        if record.starts_phrase()
            && let Some(phrases) = &self.phrases
            && let Some(second) = characters.next()
            && phrases.may_start_with(first, second)
            && let Some(found) = phrases.longest_at(text)
        {
            return Some(found);
        }
        record.has_value().then_some(Match {
            length: first.len_utf8(),
            record,
            phrase: false,
        })
    }
}

impl Phrases {
    fn open(filter: u32, trie: u32) -> Option<Self> {
        let filter = words(filter);
        // Fails only for a group without phrases, whose section is empty.
        let trie = DoubleArray::new(section(trie)).ok()?;
        Some(Self {
            filter,
            filter_bits: (filter.len() * 32).trailing_zeros(),
            trie,
        })
    }

    #[inline]
    fn may_start_with(&self, first: char, second: char) -> bool {
        let bit = layout::filter_bit(first, second, self.filter_bits);
        self.filter.get((bit >> 5) as usize) >> (bit & 31) & 1 != 0
    }

    fn longest_at(&self, text: &str) -> Option<Match> {
        let (record, length) = self.trie.common_prefix_search(text).last()?;
        Some(Match {
            length,
            record: Record(record),
            phrase: true,
        })
    }
}

/// How far to go on where nothing matches: an ideographic description sequence, else a character.
pub(super) fn unmatched_length(text: &str) -> usize {
    description_length(text).unwrap_or_else(|| text.chars().next().map_or(0, char::len_utf8))
}

/// Deepest nesting of a description sequence that OpenCC accepts.
const MAX_DEPTH: usize = 16;
/// Most characters of a description sequence that OpenCC accepts.
const MAX_CHARACTERS: usize = 64;

/// Bytes of the complete ideographic description sequence that the text starts with.
fn description_length(text: &str) -> Option<usize> {
    if operands(text.chars().next()?) == 0 {
        return None;
    }
    // Operands still missing at each level of nesting.
    let mut missing = vec![1];
    for (count, (start, character)) in text.char_indices().enumerate() {
        if missing.len() > MAX_DEPTH || count == MAX_CHARACTERS {
            return None;
        }
        *missing.last_mut()? -= 1;
        match operands(character) {
            0 => {}
            more => missing.push(more),
        }
        while missing.last() == Some(&0) {
            missing.pop();
        }
        if missing.is_empty() {
            return Some(start + character.len_utf8());
        }
    }
    None
}

/// How many descriptions follow an ideographic description operator; 0 for other characters.
fn operands(character: char) -> usize {
    match character {
        '\u{2FF2}' | '\u{2FF3}' => 3,
        '\u{2FFE}' | '\u{2FFF}' => 1,
        '\u{2FF0}'..='\u{2FFD}' => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_description_is_one_unit() {
        assert_eq!(description_length("⿱艹⿰钅只干"), Some("⿱艹⿰钅只".len()));
        assert_eq!(unmatched_length("⿰讠羊羊"), "⿰讠羊".len());
    }

    #[test]
    fn an_incomplete_description_is_taken_by_the_character() {
        assert_eq!(description_length("⿰讠"), None);
        assert_eq!(unmatched_length("⿰讠"), '⿰'.len_utf8());
    }

    #[test]
    fn a_description_deeper_than_sixteen_is_none() {
        let nested = |depth: usize| "⿾".repeat(depth) + "木";
        assert_eq!(description_length(&nested(15)), Some(nested(15).len()));
        assert_eq!(description_length(&nested(16)), None);
    }

    #[test]
    fn every_row_with_a_phrase_starter_has_its_phrases() {
        let rows = words(layout::MATCHERS as u32).len() / layout::MATCHER_WORDS;
        for row in 0..rows as u32 {
            let matcher = Matcher::open(row);
            let mut starters = ('\u{0}'..='\u{3FFFF}')
                .filter(|&character| matcher.characters.record(character).starts_phrase());
            assert_eq!(starters.next().is_some(), matcher.phrases.is_some());
        }
    }
}
