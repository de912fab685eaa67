//! Gathers the postings of all documents and packs them into shards.
//!
//! Folded editions in, one document after the other; shards out. Memory holds
//! the packed lists and the tokens of one document.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::edition::FoldedEdition;
use super::postings::{ListWriter, Places, shard_name, shard_of};
use super::token::{Token, TokenKind, name, tokens};
use super::write::Files;

/// Shards hold up to about this many bytes each, so that a query reads little …
const SHARD_BYTES: usize = 8 * 1024;
/// … but a small site's may hold this many, so that it has few files.
const SMALL_SITE_SHARD_BYTES: usize = 32 * 1024;
/// A small site's shards hold less than this many bytes together.
const SMALL_SITE_BYTES: usize = 4 * 1024 * 1024;
/// More files than this serve no one.
const MOST_SHARDS: usize = 4096;
/// Single characters are listed for this many of the best documents.
const MOST_FOR_SINGLES: u32 = 1000;
/// An eighth of a text is at least this many characters, so that neighbouring
/// tokens of a phrase stand in the same eighth or in neighbouring ones.
const LEAST_EIGHTH: usize = 32;

/// A token as a number: characters packed, or the number of a word.
type Key = u64;

/// Spreads keys by one multiplication: they are looked up once for each token of each document.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// All lists while documents are added in order of their numbers.
#[derive(Default)]
pub struct Gathered {
    lists: HashMap<Key, ListWriter, BuildHasherDefault<KeyHasher>>,
    words: HashMap<String, Key>,
    of_document: Vec<(Key, Places)>,
}

impl Gathered {
    /// Adds a document; numbers rise from call to call.
    pub fn add(&mut self, number: u32, editions: &[FoldedEdition<'_>]) {
        for (at, edition) in editions.iter().enumerate() {
            if editions[..at].iter().any(|earlier| earlier.reads_as(edition)) {
                continue;
            }
            self.add_field(&edition.title, |_| Places { title: true, ..Places::default() });
            for name in &edition.names {
                self.add_field(name, |_| Places { keyword: true, ..Places::default() });
            }
            let eighth = edition.text.len().div_ceil(8).max(LEAST_EIGHTH);
            self.add_field(&edition.text, |token| {
                let bits = |at: usize| 1_u8 << (at / eighth).min(7);
                Places { eighths: bits(token.start) | bits(token.end - 1), ..Places::default() }
            });
        }
        self.file(number);
    }

    /// Moves what the document's fields gave into the lists, each token once.
    fn file(&mut self, number: u32) {
        self.of_document.sort_unstable_by_key(|(key, _)| *key);
        for group in self.of_document.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(key, _)) = group.first() else {
                continue;
            };
            let places = group.iter().fold(Places::default(), |all, (_, places)| all.and(*places));
            let most = if is_single(key) { MOST_FOR_SINGLES } else { u32::MAX };
            self.lists.entry(key).or_default().push(number, places, most);
        }
        self.of_document.clear();
    }

    fn add_field(&mut self, chars: &[char], places: impl Fn(Token) -> Places) {
        for token in tokens(chars) {
            let key = self.key(chars, token);
            self.of_document.push((key, places(token)));
        }
    }

    fn key(&mut self, chars: &[char], token: Token) -> Key {
        match (token.kind, &chars[token.start..token.end]) {
            (TokenKind::Single | TokenKind::Pair, han) => {
                han.iter().fold(0, |key, &c| key << 21 | Key::from(u32::from(c)))
            }
            (TokenKind::Word | TokenKind::Amount, _) => {
                let next = WORD | self.words.len() as Key;
                *self.words.entry(name(chars, token)).or_insert(next)
            }
        }
    }

    /// How many shards there are, and their files; `corpus` is the number of documents.
    pub fn into_shards(self, corpus: u32) -> (u32, Files) {
        let size: usize = self.lists.values().map(|list| list.size() + 12).sum();
        let count = shard_count(size);
        let shards = u32::try_from(count).unwrap_or(1);
        let words: HashMap<Key, String> = self.words.into_iter().map(|(word, key)| (key, word)).collect();
        let mut sorted: Vec<BTreeMap<String, ListWriter>> = (0..count).map(|_| BTreeMap::new()).collect();
        for (key, list) in self.lists {
            let token = words.get(&key).cloned().unwrap_or_else(|| unpack(key));
            if let Some(shard) = sorted.get_mut(shard_of(&token, shards) as usize) {
                shard.insert(token, list);
            }
        }
        let files = (0_u32..).zip(sorted).map(|(number, lists)| {
            let mut bytes = Vec::new();
            for (token, list) in lists {
                list.append_to(&mut bytes, &token, corpus);
            }
            (shard_name("", number), bytes)
        });
        (shards, files.collect())
    }
}

/// Marks the keys that are numbers of words.
const WORD: Key = 1 << 63;

fn is_single(key: Key) -> bool {
    key < 1 << 21
}

fn unpack(key: Key) -> String {
    let character = |code: Key| u32::try_from(code & 0x1F_FFFF).ok().and_then(char::from_u32);
    let first = if is_single(key) { None } else { character(key >> 21) };
    first.into_iter().chain(character(key)).collect()
}

fn shard_count(size: usize) -> usize {
    let small = size < SMALL_SITE_BYTES;
    let shard = if small { SMALL_SITE_SHARD_BYTES } else { SHARD_BYTES };
    size.div_ceil(shard).next_power_of_two().min(MOST_SHARDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_the_characters_of_han_tokens() {
        let mut gathered = Gathered::default();
        let chars = ['𠮷', '万', '5'];
        let key =
            |gathered: &mut Gathered, kind, start, end| gathered.key(&chars, Token { kind, start, end });
        let single = key(&mut gathered, TokenKind::Single, 0, 1);
        let pair = key(&mut gathered, TokenKind::Pair, 0, 2);
        let word = key(&mut gathered, TokenKind::Word, 2, 3);
        assert_eq!((unpack(single), unpack(pair)), ("𠮷".to_owned(), "𠮷万".to_owned()));
        assert!(is_single(single) && !is_single(pair) && !is_single(word));
    }

    #[test]
    fn a_small_site_has_a_handful_of_shards_and_none_too_many() {
        assert_eq!(shard_count(0), 1);
        assert_eq!(shard_count(200_000), 8);
        assert_eq!(shard_count(usize::MAX / 2), MOST_SHARDS);
    }
}
