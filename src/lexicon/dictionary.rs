//! Finds the words of a table in a text, all in one pass.
//!
//! Words with what each means in, [`Found`] words out: every one that stands anywhere in a text, or
//! those that stand at a place. Takes time in proportion to the text and to what is found, however
//! many words there are: words are looked up by the two characters that open them. Knows no
//! meanings itself.

mod found;
mod pairs;

pub use found::{Found, Scan, Standing};
pub use pairs::PairSets;

/// Words, each with one or more meanings.
#[derive(Clone)]
pub struct Dictionary<T> {
    meanings: Vec<T>,
    /// In the order of their bytes, so that of two at a place the shorter comes first.
    words: Vec<Word>,
    /// What stands behind the first two characters of the words, in a row.
    letters: Vec<u8>,
    /// What words begin with, each at its place or the next free one.
    openings: Vec<Opening>,
    /// One bit for each character of the basic plane that opens a word.
    first: Vec<u64>,
    /// One bit for each character that is a word by itself.
    single: Vec<u64>,
}

/// A word of the table.
#[derive(Clone)]
struct Word {
    /// Its bytes behind the first two characters, among the letters.
    letters: (u32, u32),
    /// What it means.
    meanings: (u32, u32),
}

/// What words begin with, and the words; without words a free place.
#[derive(Clone, Copy, Default)]
struct Opening {
    key: u64,
    words: (u32, u32),
}

/// A set of characters has so many bits.
const BITS: u32 = 16;

/// What follows the first character of a word that has no second.
const NOTHING: u32 = u32::MAX;

/// The first two characters of a word.
fn key_of(first: char, second: Option<char>) -> u64 {
    u64::from(u32::from(first)) << 32 | u64::from(second.map_or(NOTHING, u32::from))
}

/// Spreads keys over all bits, the upper ones most.
fn mixed(key: u64) -> u64 {
    (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[inline]
fn has(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64).is_none_or(|word| word & (1 << (bit % 64)) != 0)
}

fn add(bits: &mut [u64], bit: usize) {
    if let Some(word) = bits.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

impl Opening {
    fn is_taken(&self) -> bool {
        self.words.1 != 0
    }
}

impl<T> std::fmt::Debug for Dictionary<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Dictionary").field("words", &self.words.len()).finish()
    }
}

impl<T> Dictionary<T> {
    /// A dictionary of these words; a word that comes several times has several meanings, in the
    /// order in which they come. Empty words are left out.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>) -> Dictionary<T> {
        let mut words: Vec<(W, T)> =
            words.into_iter().filter(|(word, _)| !word.as_ref().is_empty()).collect();
        words.sort_by(|(one, _), (other, _)| one.as_ref().cmp(other.as_ref()));
        let empty = || vec![0; (1 << BITS) / 64];
        let mut dictionary = Dictionary {
            meanings: Vec::with_capacity(words.len()),
            words: Vec::new(),
            letters: Vec::new(),
            openings: Vec::new(),
            first: empty(),
            single: empty(),
        };
        let mut last: Option<W> = None;
        for (word, meaning) in words {
            dictionary.meanings.push(meaning);
            if last.as_ref().is_none_or(|last| last.as_ref() != word.as_ref()) {
                dictionary.add(word.as_ref());
                last = Some(word);
            }
            if let Some(word) = dictionary.words.last_mut() {
                word.meanings.1 = position(dictionary.meanings.len());
            }
        }
        dictionary.place_openings();
        dictionary
    }

    /// Adds a word that comes behind all others; the last meaning is its own.
    fn add(&mut self, word: &str) {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { return };
        let second = characters.next();
        let key = key_of(first, second);
        add(&mut self.first, first as usize);
        if second.is_none() {
            add(&mut self.single, first as usize);
        }
        let index = position(self.words.len());
        if self.openings.last().is_none_or(|last| last.key != key) {
            self.openings.push(Opening { key, words: (index, index) });
        }
        if let Some(opening) = self.openings.last_mut() {
            opening.words.1 = index + 1;
        }
        let meaning = position(self.meanings.len().saturating_sub(1));
        let from = position(self.letters.len());
        let opening = first.len_utf8() + second.map_or(0, char::len_utf8);
        self.letters.extend_from_slice(word.as_bytes().get(opening..).unwrap_or_default());
        let letters = (from, position(self.letters.len()));
        self.words.push(Word { letters, meanings: (meaning, meaning) });
    }

    /// Brings the openings from their order to their places.
    fn place_openings(&mut self) {
        let places = vec![Opening::default(); (self.openings.len() * 2).next_power_of_two()];
        for opening in std::mem::replace(&mut self.openings, places) {
            let mut place = self.place_of(opening.key);
            while self.openings.get(place).is_some_and(Opening::is_taken) {
                place = (place + 1) % self.openings.len();
            }
            if let Some(free) = self.openings.get_mut(place) {
                *free = opening;
            }
        }
    }

    fn place_of(&self, key: u64) -> usize {
        (mixed(key) >> 20) as usize & (self.openings.len() - 1)
    }

    /// The range of the words with an opening; they are the longer the later.
    fn opened_by(&self, key: u64) -> (u32, u32) {
        let mut place = self.place_of(key);
        while let Some(opening) = self.openings.get(place).filter(|opening| opening.is_taken()) {
            if opening.key == key {
                return opening.words;
            }
            place = (place + 1) & (self.openings.len() - 1);
        }
        (0, 0)
    }

    /// The first two characters of every word, each pair once; words of one character have no second.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.openings.iter().filter(|opening| opening.is_taken()).filter_map(|opening| {
            let first = char::from_u32(u32::try_from(opening.key >> 32).ok()?)?;
            let second = u32::try_from(opening.key & u64::from(u32::MAX)).ok()?;
            Some((first, char::from_u32(second)))
        })
    }

    /// Whether a word may begin with the character of a code point.
    #[inline]
    pub fn may_begin(&self, code: u32) -> bool {
        has(&self.first, code as usize)
    }

    /// The words that may stand at byte `at`, where `first` does, with `following` behind it.
    #[inline]
    fn candidates<'t, 'd>(
        &'d self,
        at: usize,
        first: char,
        mut following: std::str::Chars<'t>,
    ) -> Standing<'t, 'd, T> {
        let mut standing = Standing::none(self, at);
        standing.end = at + first.len_utf8();
        if has(&self.single, first as usize) {
            standing.single = self.opened_by(key_of(first, None));
        }
        let behind_first = following.as_str().len();
        if let Some(second) = following.next() {
            standing.longer = self.opened_by(key_of(first, Some(second)));
            standing.behind = following.as_str().as_bytes();
            standing.opening_end = standing.end + behind_first - standing.behind.len();
        }
        standing
    }

    /// The words that begin at byte `at`, the shortest first.
    #[inline]
    pub fn at<'t, 'd>(&'d self, text: &'t str, at: usize) -> Standing<'t, 'd, T> {
        let mut characters = text.get(at..).unwrap_or("").chars();
        match characters.next() {
            Some(first) if self.may_begin(first.into()) => self.candidates(at, first, characters),
            _ => Standing::none(self, at),
        }
    }

    /// The longest word that begins at byte `at`.
    pub fn longest_at<'d>(&'d self, text: &str, at: usize) -> Option<Found<'d, T>> {
        self.at(text, at).last()
    }

    /// Every word in `text`, by where it begins, the shorter first; they may overlap.
    pub fn scan<'t, 'd>(&'d self, text: &'t str) -> Scan<'t, 'd, T> {
        let mut following = text.chars();
        let first = following.next();
        Scan { here: Standing::none(self, 0), at: 0, first, following }
    }
}

/// Tables have far fewer rows than this can count.
fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'d>(dictionary: &'d Dictionary<u8>, text: &'d str) -> Vec<(&'d str, &'d [u8])> {
        dictionary.scan(text).map(|found| (&text[found.start..found.end], found.meanings)).collect()
    }

    #[test]
    fn words_that_overlap_are_all_found_with_all_they_mean() {
        let dictionary = Dictionary::new([("反诈", 1), ("诈骗", 2), ("诈骗案", 3), ("诈骗", 4), ("", 5)]);
        let found = words(&dictionary, "反诈骗案");
        assert_eq!(found, [("反诈", &[1][..]), ("诈骗", &[2, 4]), ("诈骗案", &[3])]);
        assert_eq!(dictionary.longest_at("反诈骗案", 3).map(|found| found.end), Some(12));
    }

    #[test]
    fn nul_and_characters_beyond_the_basic_plane_break_nothing() {
        let dictionary = Dictionary::new([("𠮷田", 1), ("田", 2)]);
        assert_eq!(words(&dictionary, "田\0𠮷田\0"), [("田", &[2][..]), ("𠮷田", &[1]), ("田", &[2])]);
        assert_eq!(dictionary.at("\0田", 0).count(), 0);
    }

    #[test]
    fn a_dictionary_without_words_finds_none() {
        let dictionary: Dictionary<u8> = Dictionary::new::<&str>([]);
        assert_eq!(dictionary.scan("案件").count(), 0);
    }
}
