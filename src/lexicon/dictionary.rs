//! Finds the words of a table in a text, all in one pass.
//!
//! Words with what each means in, [`Found`] words out: every one that stands anywhere in a text, or
//! those that stand at a place. Takes time in proportion to the text and to what is found, however
//! many words there are. Knows no meanings itself.

use yada::DoubleArray;
use yada::builder::DoubleArrayBuilder;

/// Words, each with one or more meanings.
#[derive(Clone)]
pub struct Dictionary<T> {
    /// From a word to the range of its meanings; none where there are no words.
    trie: Option<DoubleArray<Vec<u8>>>,
    /// Where the meanings of each word begin, and where the last one's end.
    bounds: Vec<u32>,
    meanings: Vec<T>,
    /// Bytes of the longest word.
    longest: usize,
    /// One bit for each character of the basic plane that opens a word.
    first: Vec<u64>,
    /// One bit for each character that is a word by itself.
    single: Vec<u64>,
    /// One bit, shared by some, for each pair of characters that opens a word.
    pairs: Vec<u64>,
}

/// A set of characters or of their pairs has so many bits.
const BITS: usize = 1 << 16;

fn bit_of(one: char) -> usize {
    u32::from(one) as usize
}

/// Where a pair stands among the bits; others may stand there, too.
fn bit_of_pair(one: char, other: char) -> usize {
    let mixed = u32::from(one).wrapping_mul(0x9E37_79B1) ^ u32::from(other).wrapping_mul(0x85EB_CA6B);
    (mixed >> 16) as usize
}

fn has(bits: &[u64], bit: usize) -> bool {
    bits.get(bit / 64).is_none_or(|word| word & (1 << (bit % 64)) != 0)
}

fn add(bits: &mut [u64], bit: usize) {
    if let Some(word) = bits.get_mut(bit / 64) {
        *word |= 1 << (bit % 64);
    }
}

/// A word that stands in a text.
#[derive(Debug)]
pub struct Found<'d, T> {
    /// The byte at which it begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// All it means.
    pub meanings: &'d [T],
}

impl<T> Clone for Found<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Found<'_, T> {}

impl<T> std::fmt::Debug for Dictionary<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Dictionary").field("words", &self.bounds.len().saturating_sub(1)).finish()
    }
}

impl<T> Dictionary<T> {
    /// A dictionary of these words; a word that comes several times has several meanings, in the
    /// order in which they come. Empty words and such with NUL are left out.
    pub fn new<W: AsRef<str>>(words: impl IntoIterator<Item = (W, T)>) -> Dictionary<T> {
        let mut words: Vec<(W, T)> = words.into_iter().collect();
        words.retain(|(word, _)| !word.as_ref().is_empty() && !word.as_ref().contains('\0'));
        words.sort_by(|(one, _), (other, _)| one.as_ref().cmp(other.as_ref()));
        let empty = || vec![0; BITS / 64];
        let mut dictionary = Dictionary {
            trie: None,
            bounds: Vec::new(),
            meanings: Vec::new(),
            longest: words.iter().map(|(word, _)| word.as_ref().len()).max().unwrap_or(0),
            first: empty(),
            single: empty(),
            pairs: empty(),
        };
        let mut keys: Vec<(W, u32)> = Vec::new();
        for (word, meaning) in words {
            if keys.last().is_none_or(|(last, _)| last.as_ref() != word.as_ref()) {
                dictionary.bounds.push(position(dictionary.meanings.len()));
                dictionary.mark(word.as_ref());
                keys.push((word, position(keys.len())));
            }
            dictionary.meanings.push(meaning);
        }
        dictionary.bounds.push(position(dictionary.meanings.len()));
        let keys: Vec<(&[u8], u32)> = keys.iter().map(|(word, id)| (word.as_ref().as_bytes(), *id)).collect();
        dictionary.trie =
            DoubleArrayBuilder::build(&keys).ok().and_then(|bytes| DoubleArray::new(bytes).ok());
        dictionary
    }

    fn mark(&mut self, word: &str) {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { return };
        add(&mut self.first, bit_of(first));
        match characters.next() {
            Some(second) => add(&mut self.pairs, bit_of_pair(first, second)),
            None => add(&mut self.single, bit_of(first)),
        }
    }

    /// Whether a word may begin with `first` where `second` follows it.
    fn may_stand(&self, first: char, second: Option<char>) -> bool {
        has(&self.single, bit_of(first))
            || second.is_some_and(|second| has(&self.pairs, bit_of_pair(first, second)))
    }

    /// Whether a word may begin with `character`.
    pub fn may_begin(&self, character: char) -> bool {
        has(&self.first, bit_of(character))
    }

    /// The words that begin at byte `at`, the shortest first.
    pub fn at<'t, 'd: 't>(
        &'d self,
        text: &'t str,
        at: usize,
    ) -> impl Iterator<Item = Found<'d, T>> + use<'t, 'd, T> {
        let rest = text.get(at..).unwrap_or("");
        let mut characters = rest.chars();
        let (first, second) = (characters.next(), characters.next());
        let stands = first.is_some_and(|first| self.may_stand(first, second));
        // NUL is the trie's own mark for the end of a word.
        let near = rest.as_bytes().get(..rest.len().min(self.longest)).unwrap_or_default();
        let near = if stands { near.split(|byte| *byte == 0).next() } else { None };
        self.within(near.unwrap_or_default(), at)
    }

    /// The longest word that begins at byte `at`.
    pub fn longest_at<'d>(&'d self, text: &str, at: usize) -> Option<Found<'d, T>> {
        self.at(text, at).last()
    }

    /// Every word in `text`, by where it begins, the shorter first; they may overlap.
    pub fn scan<'t, 'd: 't>(&'d self, text: &'t str) -> impl Iterator<Item = Found<'d, T>> + use<'t, 'd, T> {
        let mut following = text.chars();
        following.next();
        let stands = move |(at, first): (usize, char)| {
            let second = following.next();
            self.may_stand(first, second).then_some(at)
        };
        text.char_indices().filter_map(stands).flat_map(move |at| self.at(text, at))
    }

    fn within<'t, 'd: 't>(
        &'d self,
        rest: &'t [u8],
        at: usize,
    ) -> impl Iterator<Item = Found<'d, T>> + use<'t, 'd, T> {
        let found = self.trie.iter().flat_map(move |trie| trie.common_prefix_search(rest));
        found.filter_map(move |(id, length)| {
            let id = id as usize;
            let meanings = *self.bounds.get(id)? as usize..*self.bounds.get(id + 1)? as usize;
            Some(Found { start: at, end: at + length, meanings: self.meanings.get(meanings)? })
        })
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
