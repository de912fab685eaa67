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
    /// One bit for each character of the basic plane that opens a word.
    first: Vec<u64>,
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
        let mut dictionary =
            Dictionary { trie: None, bounds: Vec::new(), meanings: Vec::new(), first: vec![0; 1024] };
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
        let first = word.chars().next().map_or(0, u32::from) as usize;
        if let Some(bits) = self.first.get_mut(first / 64) {
            *bits |= 1 << (first % 64);
        }
    }

    /// Whether a word may begin with `character`.
    pub fn may_begin(&self, character: char) -> bool {
        let first = u32::from(character) as usize;
        self.first.get(first / 64).is_none_or(|bits| bits & (1 << (first % 64)) != 0)
    }

    /// The words that begin at byte `at`, the shortest first.
    pub fn at<'t, 'd: 't>(
        &'d self,
        text: &'t str,
        at: usize,
    ) -> impl Iterator<Item = Found<'d, T>> + use<'t, 'd, T> {
        let rest = text.get(at..).unwrap_or("").as_bytes();
        // NUL is the trie's own mark for the end of a word.
        let rest = rest.split(|byte| *byte == 0).next().unwrap_or_default();
        self.within(rest, at)
    }

    /// The longest word that begins at byte `at`.
    pub fn longest_at<'d>(&'d self, text: &str, at: usize) -> Option<Found<'d, T>> {
        self.at(text, at).last()
    }

    /// Every word in `text`, by where it begins, the shorter first; they may overlap.
    pub fn scan<'t, 'd: 't>(&'d self, text: &'t str) -> impl Iterator<Item = Found<'d, T>> + use<'t, 'd, T> {
        let bytes = text.as_bytes();
        let mut nul = 0;
        text.char_indices().filter(|(_, character)| self.may_begin(*character)).flat_map(move |(at, _)| {
            if nul <= at {
                let next = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0));
                nul = next.map_or(bytes.len(), |next| at + next);
            }
            self.within(bytes.get(at..nul.max(at)).unwrap_or_default(), at)
        })
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
