//! Cuts documents into tokens, gathers the postings of all and packs them into shards.
//!
//! Folded editions in, one document after the other; files of shards and tails
//! out. Memory holds the packed lists and the tokens of one document.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Fold;
use super::edition::FoldedEdition;
use super::lists::{ListWriter, ShardWriter, TailFile};
use super::postings::{Places, shard_of};
use super::record::Manifest;
use super::token::{Token, TokenKind, name, tokens};

/// Shards of an index with less than so many bytes of lists hold about so many each, and of all larger ones
/// [`SHARD_BYTES`]: few files for a small site, little to read from a large one.
const SHARD_STEPS: [(usize, usize); 4] = [
    (512 * 1024, 48 * 1024),
    (1536 * 1024, 40 * 1024),
    (2560 * 1024, 32 * 1024),
    (8 * 1024 * 1024, 18 * 1024),
];
const SHARD_BYTES: usize = 12 * 1024 + 512;
/// Shards of single characters, which are seldom asked for, hold about this many bytes.
const SINGLES_BYTES: usize = 96 * 1024;
/// More files than this serve no one.
const MOST_SHARDS: usize = 16_384;
/// What an entry has besides its postings, about, in bytes.
const ENTRY: usize = 5;
/// Single characters are listed for this many of the best documents.
const MOST_FOR_SINGLES: u32 = 1000;
/// An eighth of a text is at least this many characters, so that neighbouring
/// tokens of a phrase stand in the same eighth or in neighbouring ones.
const LEAST_EIGHTH: usize = 32;

/// One or two characters as a number.
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

/// The tokens of one document, each once, with all its places.
pub struct Tokens {
    han: Vec<(Key, Places)>,
    words: Vec<(String, Places)>,
}

impl Tokens {
    /// Cuts the editions of a document into tokens; one that reads as an earlier one adds nothing.
    pub fn of(editions: &[FoldedEdition], fold: &Fold) -> Self {
        let mut all = Self { han: Vec::new(), words: Vec::new() };
        for (at, edition) in editions.iter().enumerate() {
            if editions[..at].iter().any(|earlier| earlier.reads_as(edition)) {
                continue;
            }
            all.add_field(&edition.title, fold, |_| Places { title: true, ..Places::default() });
            for name in &edition.names {
                all.add_field(name, fold, |_| Places { keyword: true, ..Places::default() });
            }
            let eighth = edition.text.len().div_ceil(8).max(LEAST_EIGHTH);
            all.add_field(&edition.text, fold, |token| {
                let bits = |at: usize| 1_u8 << (at / eighth).min(7);
                Places { eighths: bits(token.start) | bits(token.end - 1), ..Places::default() }
            });
        }
        all.han = merged(all.han);
        all.words = merged(all.words);
        all
    }

    fn add_field(&mut self, chars: &[char], fold: &Fold, places: impl Fn(Token) -> Places) {
        for token in tokens(chars) {
            match token.kind {
                TokenKind::Single | TokenKind::Pair => {
                    self.han.push((packed(&chars[token.start..token.end]), places(token)));
                }
                TokenKind::Word | TokenKind::Part => {
                    self.words.push((name(chars, token, &fold.stems), places(token)));
                }
            }
        }
    }
}

/// Each token once, with all its places.
fn merged<T: Ord>(mut tokens: Vec<(T, Places)>) -> Vec<(T, Places)> {
    tokens.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    tokens.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 = kept.1.and(later.1);
        }
        same
    });
    tokens
}

/// All lists while documents are added in order of their numbers.
#[derive(Default)]
pub struct Gathered {
    han: HashMap<Key, ListWriter, BuildHasherDefault<KeyHasher>>,
    words: HashMap<String, ListWriter>,
}

impl Gathered {
    /// Adds a document; numbers rise from call to call.
    pub fn add(&mut self, number: u32, tokens: Tokens) {
        for (key, places) in tokens.han {
            let most = if is_single(key) { MOST_FOR_SINGLES } else { u32::MAX };
            self.han.entry(key).or_default().push(number, places, most);
        }
        for (word, places) in tokens.words {
            self.words.entry(word).or_default().push(number, places, u32::MAX);
        }
    }

    /// Whether all tokens of a folded text stand in some document.
    pub fn may_hold(&self, chars: &[char], fold: &Fold) -> bool {
        tokens(chars).into_iter().all(|token| match token.kind {
            TokenKind::Single | TokenKind::Pair => {
                self.han.contains_key(&packed(&chars[token.start..token.end]))
            }
            TokenKind::Word | TokenKind::Part => self.words.contains_key(&name(chars, token, &fold.stems)),
        })
    }

    /// Writes shards and tails; returns how many shards there are, and how many of single characters.
    pub fn write<E>(
        self,
        manifest: &Manifest,
        put: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(u32, u32), E> {
        let size = |lists: &mut dyn Iterator<Item = &ListWriter>| -> usize {
            lists.map(|list| list.head_size() + ENTRY).sum()
        };
        let of_han = |single: bool| self.han.iter().filter(move |(key, _)| is_single(**key) == single);
        let pairs = of_han(false).map(|(_, list)| list);
        let shards = shard_count(size(&mut pairs.chain(self.words.values())));
        let singles = size(&mut of_han(true).map(|(_, list)| list)).div_ceil(SINGLES_BYTES).max(1);
        let none = |count: usize| (0..count).map(|_| Shard::default()).collect::<Vec<Shard>>();
        let (mut sorted, mut sorted_singles) = (none(shards), none(singles));
        for (key, list) in self.han {
            let sorted = if is_single(key) { &mut sorted_singles } else { &mut sorted };
            shard_for(sorted, &unpack(key)).han.push((key, list));
        }
        for (word, list) in self.words {
            shard_for(&mut sorted, &word).words.push((word, list));
        }
        let mut tails = TailFile::default();
        for (number, shard) in (0_u32..).zip(sorted) {
            let bytes =
                shard.into_bytes(&mut tails, &mut |tail, bytes| put(manifest.tail_file(tail), bytes))?;
            put(manifest.shard_file(number), bytes)?;
        }
        for (number, shard) in (0_u32..).zip(sorted_singles) {
            let bytes =
                shard.into_bytes(&mut tails, &mut |tail, bytes| put(manifest.tail_file(tail), bytes))?;
            put(manifest.singles_file(number), bytes)?;
        }
        tails.finish(&mut |number, bytes| put(manifest.tail_file(number), bytes))?;
        let count = |count: usize| u32::try_from(count).unwrap_or(1);
        Ok((count(shards), count(singles)))
    }
}

/// The lists of one shard.
#[derive(Default)]
struct Shard {
    han: Vec<(Key, ListWriter)>,
    words: Vec<(String, ListWriter)>,
}

impl Shard {
    /// Its file; what is too long for it goes to files of tails.
    fn into_bytes<E>(
        mut self,
        tails: &mut TailFile,
        put: &mut dyn FnMut(u32, Vec<u8>) -> Result<(), E>,
    ) -> Result<Vec<u8>, E> {
        self.han.sort_unstable_by_key(|(key, _)| *key);
        self.words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let mut writer = ShardWriter::default();
        for (key, list) in &self.han {
            writer.add(&unpack(*key), list, tails, put)?;
        }
        for (word, list) in &self.words {
            writer.add(word, list, tails, put)?;
        }
        Ok(writer.into_bytes())
    }
}

fn shard_for<'a>(shards: &'a mut [Shard], token: &str) -> &'a mut Shard {
    let count = u32::try_from(shards.len()).unwrap_or(1);
    &mut shards[shard_of(token, count) as usize]
}

fn packed(characters: &[char]) -> Key {
    characters.iter().fold(0, |key, &c| key << 21 | Key::from(u32::from(c)))
}

fn is_single(key: Key) -> bool {
    key < 1 << 21
}

fn unpack(key: Key) -> String {
    let character = |code: Key| u32::try_from(code & 0x1F_FFFF).ok().and_then(char::from_u32);
    let first = if is_single(key) { None } else { character(key >> 21) };
    first.into_iter().chain(character(key)).collect()
}

fn shard_count(size: usize) -> usize {
    let step = SHARD_STEPS.iter().find(|(most, _)| size < *most);
    size.div_ceil(step.map_or(SHARD_BYTES, |(_, bytes)| *bytes)).clamp(1, MOST_SHARDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Edition;

    fn tokens_of(text: &str) -> Tokens {
        let fold = Fold::standard();
        let edition = |text: &str| Edition { text: text.to_owned(), ..Edition::default() };
        Tokens::of(&[FoldedEdition::new(edition(text), &fold)], &fold)
    }

    #[test]
    fn keys_keep_the_characters_of_han_tokens() {
        let han = tokens_of("𠮷万").han.into_iter().map(|(key, _)| (unpack(key), is_single(key)));
        let expected = [("万", true), ("𠮷", true), ("𠮷万", false)];
        assert_eq!(han.collect::<Vec<_>>(), expected.map(|(name, single)| (name.to_owned(), single)));
    }

    #[test]
    fn a_token_comes_once_with_all_its_places() {
        let tokens = tokens_of(&format!("追赃{}追赃 frauds fraud", "，".repeat(100)));
        let eighths = |text: &str| {
            let found = tokens.han.iter().find(|(key, _)| unpack(*key) == text);
            found.map(|(_, places)| places.eighths)
        };
        assert_eq!(eighths("追赃"), Some(0b1001));
        assert_eq!(tokens.words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), ["fraud"]);
    }

    #[test]
    fn a_small_site_has_a_handful_of_shards_and_none_too_many() {
        assert_eq!(shard_count(0), 1);
        assert_eq!(shard_count(150_000), 4);
        assert_eq!(shard_count(1024 * 1024), 26);
        assert!(shard_count(4 * 1024 * 1024) < 250);
        assert_eq!(shard_count(usize::MAX / 2), MOST_SHARDS);
    }
}
