//! Finds the words of a table in a text, all in one pass.
//!
//! Words with what each means in, [`Found`] words out: every one that stands anywhere in a text, or
//! those that stand at a place. Takes time in proportion to the text and to what is found, however
//! many words there are: a word is read from its first two characters on, one by one, as long as
//! some word goes on so. Knows no meanings itself.

mod found;
mod pairs;

pub use found::{Found, Scan, Standing};
pub use pairs::PairSets;

/// Words, each with one or more meanings.
#[derive(Clone)]
pub struct Dictionary<T> {
    /// What the words mean, word by word.
    meanings: Vec<T>,
    /// What words begin with, two characters and more, each at its place or the next free one.
    beginnings: Vec<Beginning>,
    /// One bit for each character of the basic plane that opens a word.
    first: Vec<u64>,
    /// One bit for each character that is a word by itself.
    single: Vec<u64>,
}

/// What some words begin with.
// Hundreds are looked up for each page, from all over the table: four lie in a line of the cache.
#[derive(Clone, Copy, Default)]
struct Beginning {
    /// Its characters, see [`opening_key`] and [`longer_key`]; 0 where the place is free.
    key: u64,
    /// Where the meanings of the word begin that it is.
    meanings: u32,
    /// How many it has; none where it is no word.
    count: u16,
    /// One bit for the last four bits of each character with which some word goes on.
    next: u16,
}

/// So many places for each beginning, that most stand at their own.
const ROOM: usize = 4;
/// A set of characters has so many bits.
const BITS: u32 = 16;
/// A character has so many bits.
const CODE_BITS: u32 = 21;
/// What follows the first character of a word that has no second: no character.
const NOTHING: u64 = (1 << CODE_BITS) - 1;
/// Tells two characters from a longer beginning.
const OPENING: u64 = 1 << 63;

/// The first two characters of a word.
#[inline]
fn opening_key(first: char, second: Option<char>) -> u64 {
    OPENING | u64::from(u32::from(first)) << CODE_BITS | second.map_or(NOTHING, |code| u32::from(code).into())
}

/// What stands at a place, and one character more.
#[inline]
fn longer_key(place: usize, next: char) -> u64 {
    (place as u64 + 1) << CODE_BITS | u64::from(u32::from(next))
}

/// Spreads keys over all bits, the upper ones most.
#[inline]
fn mixed(key: u64) -> u64 {
    (key ^ key >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The bit of [`Beginning::next`] for a character.
#[inline]
fn next_bit(character: char) -> u16 {
    1 << (u32::from(character) % u16::BITS)
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

impl<T> std::fmt::Debug for Dictionary<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Dictionary").field("meanings", &self.meanings.len()).finish()
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
        let beginnings = count_beginnings(words.iter().map(|(word, _)| word.as_ref()));
        let places = (beginnings * ROOM).next_power_of_two();
        let mut dictionary = Dictionary {
            meanings: Vec::with_capacity(words.len()),
            beginnings: vec![Beginning::default(); places],
            first: empty(),
            single: empty(),
        };
        for (word, meaning) in words {
            dictionary.add(word.as_ref());
            dictionary.meanings.push(meaning);
        }
        dictionary
    }

    /// Adds one meaning to a word; all of a word come one after the other.
    fn add(&mut self, word: &str) {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { return };
        let second = characters.next();
        add(&mut self.first, first as usize);
        if second.is_none() {
            add(&mut self.single, first as usize);
        }
        let mut place = self.place_for(opening_key(first, second));
        for next in characters {
            if let Some(here) = self.beginnings.get_mut(place) {
                here.next |= next_bit(next);
            }
            place = self.place_for(longer_key(place, next));
        }
        let behind = self.meanings.len();
        if let Some(here) = self.beginnings.get_mut(place) {
            if here.count == 0 {
                here.meanings = position(behind);
            }
            here.count = here.count.saturating_add(1);
        }
    }

    /// The place of a beginning, which is taken from now on.
    fn place_for(&mut self, key: u64) -> usize {
        let (Ok(place) | Err(place)) = self.find(key);
        if let Some(here) = self.beginnings.get_mut(place) {
            here.key = key;
        }
        place
    }

    /// The place of a beginning; else a free one for it.
    #[inline]
    fn find(&self, key: u64) -> Result<usize, usize> {
        // Most of the places are free, so that there is an end.
        let last = self.beginnings.len() - 1;
        let mut place = (mixed(key) >> 20) as usize & last;
        loop {
            match self.beginnings.get(place) {
                Some(here) if here.key == key => return Ok(place),
                Some(here) if here.key != 0 => place = (place + 1) & last,
                _ => return Err(place),
            }
        }
    }

    /// The first two characters of every word, each pair once; words of one character have no second.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        let opening = self.beginnings.iter().filter(|beginning| beginning.key & OPENING != 0);
        opening.filter_map(|beginning| {
            let first = u32::try_from((beginning.key & !OPENING) >> CODE_BITS).ok()?;
            let second = u32::try_from(beginning.key & NOTHING).ok()?;
            Some((char::from_u32(first)?, char::from_u32(second)))
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
            standing.single = self.find(opening_key(first, None)).ok();
        }
        if let Some(second) = following.next() {
            standing.longer = self.find(opening_key(first, Some(second))).ok();
            standing.longer_end = standing.end + second.len_utf8();
            standing.following = following;
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

/// How many beginnings words have, or a few more; `words` are in the order of their bytes.
fn count_beginnings<'w>(words: impl Iterator<Item = &'w str>) -> usize {
    let mut last = "";
    let mut count = 0;
    for word in words {
        let shared = word.chars().zip(last.chars()).take_while(|(one, other)| one == other).count();
        count += word.chars().count() - shared;
        last = word;
    }
    count
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
    fn words_that_begin_alike_are_found_wherever_they_stand() {
        // Every third of all words of up to five of these characters.
        let letters = ["诈", "骗", "a", "𠮷"];
        let longer = |words: &[String]| -> Vec<String> {
            words.iter().flat_map(|word| letters.map(|letter| format!("{word}{letter}"))).collect()
        };
        let lengths = std::iter::successors(Some(vec![String::new()]), |words| Some(longer(words)));
        let all: Vec<String> = lengths.skip(1).take(5).flatten().step_by(3).collect();
        let dictionary = Dictionary::new(all.iter().map(|word| (word, word.len() as u8)));
        let text: String = (0..400_usize).map(|at| letters[(at * at / 7 + at / 3) % 4]).collect();
        let mut naive = Vec::new();
        for (at, _) in text.char_indices() {
            let mut here: Vec<&str> =
                all.iter().map(String::as_str).filter(|word| text[at..].starts_with(word)).collect();
            here.sort_by_key(|word| word.len());
            naive.extend(here);
        }
        let found = words(&dictionary, &text);
        assert!(found.len() > 500 && found.iter().all(|(word, meanings)| *meanings == [word.len() as u8]));
        assert_eq!(found.into_iter().map(|(word, _)| word).collect::<Vec<_>>(), naive);
    }

    #[test]
    fn a_dictionary_without_words_finds_none() {
        let dictionary: Dictionary<u8> = Dictionary::new::<&str>([]);
        assert_eq!(dictionary.scan("案件").count(), 0);
    }
}
