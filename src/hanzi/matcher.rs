//! Finds the longest dictionary entry at each position of a text.
//!
//! A group of dictionaries (a row of the pack) and a text in, the text's matches and
//! what lies between them out, in order. Chooses nothing beyond the longest match: how
//! matches make up a conversion is `converter.rs`'s business.
//!
//! Most characters of a text start no phrase there, so the trie is asked last: a table
//! says what the character itself becomes and whether any phrase starts with it, a
//! filter whether one starts with it and its neighbour.

use std::sync::{LazyLock, OnceLock};

use yada::DoubleArray;

use super::embedded::{CandidateList, CharacterTable, Record, Words, section, words};
use super::layout;

/// Mask of the bits in which a character differs from what it becomes.
const DIFFERENCE: u32 = !(layout::STARTS_PHRASE | layout::SPECIAL);

/// A piece of the text that [`Matcher::walk`] met.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// Text in which nothing can match.
    Kept(&'a str),
    /// A character and what it becomes: itself if nothing matches.
    Character(char, char),
    /// A text and what it becomes.
    Phrase(&'a str, &'static str),
}

/// A group of dictionaries as one longest-match table.
pub(super) struct Matcher {
    characters: CharacterTable,
    candidates: CandidateList,
    phrases: Option<Phrases>,
    /// The least first byte of a character with an entry, the least and greatest byte after it.
    lead: u8,
    next: [u8; 2],
}

struct Phrases {
    filter: Words,
    filter_bits: u32,
    trie: DoubleArray<&'static [u8]>,
}

static MATCHERS: LazyLock<Vec<OnceLock<Matcher>>> = LazyLock::new(|| {
    let rows = words(layout::MATCHERS as u32).len() / layout::MATCHER_WORDS;
    (0..rows).map(|_| OnceLock::new()).collect()
});

impl Matcher {
    /// The matcher of a row of the pack, opened at first use.
    pub(super) fn of_row(row: u32) -> &'static Self {
        let row = row as usize;
        MATCHERS[row].get_or_init(|| Self::open(row))
    }

    fn open(row: usize) -> Self {
        let rows = words(layout::MATCHERS as u32);
        let column = |column: usize| rows.get(row * layout::MATCHER_WORDS + column);
        let characters = CharacterTable::open(column(0));
        let candidates = CandidateList::open(column(1));
        let (lead, next) = first_bytes(candidates);
        Self { characters, candidates, phrases: Phrases::open(column(2), column(3)), lead, next }
    }

    /// Whether the matcher, which has no phrases, has an entry for any character of the text.
    pub(super) fn touches(&self, text: &str) -> bool {
        const CHUNK: usize = 256;
        let (first, [low, high]) = (self.lead, self.next);
        let bytes = text.as_bytes();
        let follow = bytes.get(1..).unwrap_or_default();
        let touched = |start: usize| {
            let character = text.get(start..).and_then(|rest| rest.chars().next());
            character.is_some_and(|found| self.characters.get(found) & !layout::SPECIAL != 0)
        };
        bytes.chunks(CHUNK).zip(follow.chunks(CHUNK)).enumerate().any(|(number, (chunk, follow))| {
            // No early end, so that the compiler can compare many bytes at once.
            let suspected = chunk.iter().zip(follow).fold(false, |found, (&lead, &next)| {
                found | (lead > first) | ((lead == first) & (next >= low) & (next <= high))
            });
            let leads = chunk.iter().enumerate().filter(|&(_, &byte)| suspected && byte >= first);
            leads.map(|(offset, _)| number * CHUNK + offset).any(touched)
        })
    }

    /// The characters that may become something else.
    pub(super) fn characters_with_candidates(&self) -> impl Iterator<Item = char> + use<> {
        self.candidates.characters()
    }

    /// What a single character may become, the usual rendering first; nothing if it stays.
    pub(super) fn candidates(&self, character: char) -> Vec<&'static str> {
        let record = self.candidates.get(character);
        record.map_or_else(Vec::new, Record::candidates)
    }

    /// Goes through the text from left to right, longest match first.
    #[inline]
    pub(super) fn walk<'a>(&self, text: &'a str, mut emit: impl FnMut(Token<'a>)) {
        let mut kept = 0;
        let mut characters = text.chars();
        while let Some(first) = characters.next() {
            let word = self.characters.get(first);
            if word == 0 {
                continue;
            }
            let position = text.len() - characters.as_str().len() - first.len_utf8();
            let token = self.token(&text[position..], first, word);
            let end = position + token.length();
            if kept < position {
                emit(Token::Kept(&text[kept..position]));
            }
            if end > position + first.len_utf8() {
                characters = text[end..].chars();
            }
            kept = end;
            emit(token);
        }
        if kept < text.len() {
            emit(Token::Kept(&text[kept..]));
        }
    }

    /// What the text, which has this first character with this word, starts with.
    #[inline(always)]
    fn token<'a>(&self, text: &'a str, first: char, word: u32) -> Token<'a> {
        if word & (layout::STARTS_PHRASE | layout::SPECIAL) != 0
            && let Some(token) = self.longer(text, first, word)
        {
            return token;
        }
        let rendering = u32::from(first) ^ (word & DIFFERENCE);
        Token::Character(first, char::from_u32(rendering).unwrap_or(first))
    }

    /// Hands on the phrases of the text and the stretches between them.
    pub(super) fn cut(&self, text: &str, mut segment: impl FnMut(&str)) {
        let (mut start, mut position) = (0, 0);
        self.walk(text, |token| {
            let end = position + token.length();
            if let Token::Phrase(phrase, _) = token {
                segment(&text[start..position]);
                segment(phrase);
                start = end;
            }
            position = end;
        });
        segment(&text[start..]);
    }

    /// Bytes of the longest entry that the text starts with; 0 if there is none.
    pub(super) fn longest_length(&self, text: &str) -> usize {
        let Some(first) = text.chars().next() else {
            return 0;
        };
        match self.longest_phrase(text, first, self.characters.get(first)) {
            Some((length, _)) => length,
            None if self.candidates.get(first).is_some() => first.len_utf8(),
            None => 0,
        }
    }

    /// What starts here that is not one character for one character.
    fn longer<'a>(&self, text: &'a str, first: char, word: u32) -> Option<Token<'a>> {
        if let Some((length, record)) = self.longest_phrase(text, first, word) {
            return Some(Token::Phrase(&text[..length], record.first()));
        }
        if word & layout::SPECIAL == 0 {
            return None;
        }
        if let Some(record) = self.candidates.get(first) {
            return Some(Token::Phrase(&text[..first.len_utf8()], record.first()));
        }
        description_length(text).map(|length| Token::Kept(&text[..length]))
    }

    /// The longest phrase that the text starts with, given its first character and that one's word.
    fn longest_phrase(&self, text: &str, first: char, word: u32) -> Option<(usize, Record)> {
        if word & layout::STARTS_PHRASE == 0 {
            return None;
        }
        let phrases = self.phrases.as_ref()?;
        let second = text[first.len_utf8()..].chars().next()?;
        if !phrases.may_start_with(first, second) {
            return None;
        }
        phrases.longest_at(text)
    }
}

/// The least first byte of the characters listed, the least and greatest byte that follow it.
fn first_bytes(candidates: CandidateList) -> (u8, [u8; 2]) {
    let bytes = |character: char| {
        let mut buffer = [0; 4];
        character.encode_utf8(&mut buffer);
        (buffer[0], buffer[1])
    };
    let mut pairs = candidates.characters().map(bytes);
    // In the order of the characters, which is that of their bytes.
    let Some((lead, low)) = pairs.next() else {
        return (u8::MAX, [0, 0]);
    };
    let high = pairs.take_while(|&(other, _)| other == lead).last().map_or(low, |(_, high)| high);
    (lead, [low, high])
}

impl Token<'_> {
    /// Bytes of the text that it stands for.
    #[inline]
    pub(super) fn length(&self) -> usize {
        match self {
            Token::Kept(text) | Token::Phrase(text, _) => text.len(),
            Token::Character(from, _) => from.len_utf8(),
        }
    }
}

impl Phrases {
    fn open(filter: u32, trie: u32) -> Option<Self> {
        let filter = words(filter);
        // Fails only for a group without phrases, whose section is empty.
        let trie = DoubleArray::new(section(trie)).ok()?;
        Some(Self { filter, filter_bits: (filter.len() * 32).trailing_zeros(), trie })
    }

    #[inline]
    fn may_start_with(&self, first: char, second: char) -> bool {
        let bit = layout::filter_bit(first, second, self.filter_bits);
        self.filter.get((bit >> 5) as usize) >> (bit & 31) & 1 != 0
    }

    fn longest_at(&self, text: &str) -> Option<(usize, Record)> {
        let (record, length) = self.trie.common_prefix_search(text).last()?;
        Some((length, Record(record)))
    }
}

/// How far to go on where nothing matches: an ideographic description sequence, else a character.
pub(super) fn unmatched_length(text: &str, first: char) -> usize {
    description_length(text).unwrap_or(first.len_utf8())
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

/// Whether a description sequence that begins before a place may reach beyond it.
pub(super) fn may_be_in_description(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.chars().rev().take(MAX_CHARACTERS).any(|character| operands(character) > 0)
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
        assert_eq!(unmatched_length("⿰讠羊羊", '⿰'), "⿰讠羊".len());
    }

    #[test]
    fn an_incomplete_description_is_taken_by_the_character() {
        assert_eq!(description_length("⿰讠"), None);
        assert_eq!(unmatched_length("⿰讠", '⿰'), '⿰'.len_utf8());
    }

    #[test]
    fn a_description_deeper_than_sixteen_is_none() {
        let nested = |depth: usize| "⿾".repeat(depth) + "木";
        assert_eq!(description_length(&nested(15)), Some(nested(15).len()));
        assert_eq!(description_length(&nested(16)), None);
    }

    #[test]
    fn an_entry_is_noticed_wherever_it_stands() {
        let rows = words(layout::PROFILES as u32);
        let normalization = Matcher::of_row(rows.get(0));
        for before in [0, 1, 84, 85, 86, 170, 171, 400] {
            let text = "，".repeat(before) + "\u{F90A}";
            assert!(normalization.touches(&text), "{before}");
            assert!(normalization.touches(&(text + "。")), "{before}");
            assert!(!normalization.touches(&"。\u{1F600}，".repeat(before)));
        }
    }

    #[test]
    fn every_row_with_a_phrase_starter_has_its_phrases() {
        let rows = words(layout::MATCHERS as u32).len() / layout::MATCHER_WORDS;
        for row in 0..rows {
            let matcher = Matcher::open(row);
            let mut starters = ('\u{0}'..='\u{3FFFF}')
                .filter(|&first| matcher.characters.get(first) & layout::STARTS_PHRASE != 0);
            assert_eq!(starters.next().is_some(), matcher.phrases.is_some());
        }
    }
}
