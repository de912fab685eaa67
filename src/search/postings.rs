//! Reads which documents hold a token: the head from its shard, the tails when asked.
//!
//! A shard is a row of columns, all numbers LEB128: how many bigrams, and each as the step from the one before
//! (`step of the second << 1`, or `step of the first << 1 | 1` and the second); how many other tokens, and each with
//! its length before it; of each token, in the same order, `documents << 1`, or where its list is cut or has tails
//! `documents << 1 | 1, listed, tails, (step to first, listed, file, start, length) …`; then of all postings
//! `step to the document << 2 | title << 1 | keyword`; then of each the byte that tells which eighths of the text
//! hold the token. A list's first step counts from 0. A tail is such two columns; its first step counts from its
//! first document. `search.js` reads the same bytes.

use super::bytes::{Malformed, Reader};
use super::token::is_ideograph;

/// Where in a document a token stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Places {
    /// In the title.
    pub title: bool,
    /// In the name of its place or a keyword.
    pub keyword: bool,
    /// Bit n: in the n-th eighth of the text.
    pub eighths: u8,
}

impl Places {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            title: self.title || other.title,
            keyword: self.keyword || other.keyword,
            eighths: self.eighths | other.eighths,
        }
    }

    /// How much of a match this is: fields first, then how widely the text speaks of it.
    pub fn strength(self) -> u32 {
        const BY_EIGHTHS: [u32; 9] = [0, 10, 14, 17, 19, 21, 22, 23, 24];
        let spread = self.eighths.count_ones() as usize;
        u32::from(self.title) * 32 + u32::from(self.keyword) * 20 + BY_EIGHTHS[spread]
    }
}

/// Further documents of a token, not read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tail {
    /// The first of its documents.
    pub first: u32,
    /// How many there are.
    pub listed: u32,
    /// Number of the file that holds it.
    pub file: u32,
    /// Where in the file it starts.
    pub start: usize,
    /// How many bytes it has.
    pub length: usize,
}

/// The documents of one token, as far as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenList {
    /// How much the token tells, 16 per halving of the documents that hold it.
    pub weight: u32,
    /// How many documents hold it.
    pub documents: u32,
    /// Whether documents that hold the token were left out of the index.
    pub cut: bool,
    /// Document numbers, rising.
    pub numbers: Vec<u32>,
    /// For each of them, where.
    pub places: Vec<Places>,
    /// What wasn't read yet, rising.
    pub tails: Vec<Tail>,
}

impl TokenList {
    /// Where a document holds the token.
    pub fn places_in(&self, document: u32) -> Option<Places> {
        self.numbers.binary_search(&document).ok().and_then(|at| self.places.get(at)).copied()
    }

    /// Whether one of the documents read is from `start` to before `end`.
    pub fn has_between(&self, start: u32, end: u32) -> bool {
        let at = self.numbers.partition_point(|&number| number < start);
        self.numbers.get(at).is_some_and(|&number| number < end)
    }

    /// Adds the documents of a tail, whose file's bytes are given.
    pub fn append(&mut self, tail: Tail, file: &[u8]) -> Result<(), Malformed> {
        let bytes = file.get(tail.start..tail.start + tail.length).ok_or(Malformed)?;
        let listed = tail.listed as usize;
        let (steps, eighths) =
            bytes.split_at_checked(bytes.len() - listed.min(bytes.len())).ok_or(Malformed)?;
        self.read(&mut Reader { bytes: steps }, eighths, tail.first)
    }

    fn read(&mut self, steps: &mut Reader<'_>, eighths: &[u8], mut document: u32) -> Result<(), Malformed> {
        for &eighths in eighths {
            let step = steps.number()?;
            document = document.checked_add(step >> 2).ok_or(Malformed)?;
            self.numbers.push(document);
            self.places.push(Places { title: step & 2 > 0, keyword: step & 1 > 0, eighths });
        }
        Ok(())
    }
}

/// A bigram as two numbers; other tokens are none.
pub fn bigram(token: &str) -> Option<(u32, u32)> {
    let mut chars = token.chars().map(u32::from);
    let pair = chars.next().zip(chars.next()).filter(|_| chars.next().is_none());
    let ideograph = |code: u32| char::from_u32(code).is_some_and(is_ideograph);
    pair.filter(|(first, second)| ideograph(*first) || ideograph(*second))
}

/// The shard, of so many, that a token is filed in: FNV-1a over its UTF-8, folded.
pub fn shard_of(token: &str, shards: u32) -> u32 {
    let hash =
        token.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) % shards.max(1)
}

/// Looks a token up in its shard, in an index of `corpus` documents. `Ok(None)`: no document holds it;
/// `Err`: the bytes are no shard.
pub fn find(shard: &[u8], token: &str, corpus: u32) -> Result<Option<TokenList>, Malformed> {
    let mut reader = Reader { bytes: shard };
    let (at, tokens) = place_of(&mut reader, token)?;
    let (mut before, mut all) = (0, 0);
    let mut found = None;
    for entry in 0..tokens {
        let (list, listed) = read_head(&mut reader, corpus)?;
        if at == Some(entry) {
            before = all;
            found = Some((list, listed));
        }
        all += listed;
    }
    let Some((mut list, listed)) = found else { return Ok(None) };
    let start = reader.bytes.len().checked_sub(all).ok_or(Malformed)?;
    let (steps, eighths) = reader.bytes.split_at(start);
    let mut steps = Reader { bytes: steps };
    steps.skip_numbers(before)?;
    list.read(&mut steps, eighths.get(before..before + listed).ok_or(Malformed)?, 0)?;
    Ok(Some(list))
}

/// Which of the tokens of a shard this one is, and how many there are; passes over their names.
fn place_of(reader: &mut Reader<'_>, token: &str) -> Result<(Option<usize>, usize), Malformed> {
    let (wanted, mut found) = (bigram(token), None);
    let pairs = reader.size()?;
    let mut pair = (0_u32, 0_u32);
    for at in 0..pairs {
        let step = reader.number()?;
        pair = match step & 1 {
            0 => (pair.0, pair.1.checked_add(step >> 1).ok_or(Malformed)?),
            _ => (pair.0.checked_add(step >> 1).ok_or(Malformed)?, reader.number()?),
        };
        if Some(pair) == wanted {
            found = Some(at);
        }
    }
    let others = reader.size()?;
    for at in pairs..pairs + others {
        if reader.sized()? == token.as_bytes() {
            found = Some(at);
        }
    }
    Ok((found, pairs + others))
}

/// What a shard says of one list besides its postings, and how many of those it has.
fn read_head(reader: &mut Reader<'_>, corpus: u32) -> Result<(TokenList, usize), Malformed> {
    let head = reader.number()?;
    let mut list = TokenList { documents: head >> 1, ..TokenList::default() };
    list.weight = weight(list.documents, corpus);
    if head & 1 == 0 {
        return Ok((list, (head >> 1) as usize));
    }
    let listed = reader.size()?;
    let (mut all, mut first) = (listed as u64, 0_u32);
    for _ in 0..reader.number()? {
        first = first.checked_add(reader.number()?).ok_or(Malformed)?;
        let (listed, file) = (reader.number()?, reader.number()?);
        list.tails.push(Tail { first, listed, file, start: reader.size()?, length: reader.size()? });
        all += u64::from(listed);
    }
    list.cut = all < u64::from(list.documents);
    Ok((list, listed))
}

/// `16 · log2(1 + corpus / documents)`, rounded down, in integers: logarithms differ between machines.
///
/// The numbers stay below those that JavaScript counts exactly.
fn weight(documents: u32, corpus: u32) -> u32 {
    let documents = u64::from(documents.max(1));
    // A number of 1 up to 2 with 20 binary places, after `log` halvings.
    let mut ratio = ((documents + u64::from(corpus)) << 20) / documents;
    let mut log = ratio.ilog2().saturating_sub(20);
    ratio >>= log;
    for _ in 0..4 {
        ratio = (ratio * ratio) >> 20;
        let above = ratio >> 21;
        ratio >>= above;
        log = log << 1 | u32::from(above > 0);
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_gains_sixteen_for_each_halving() {
        assert_eq!(weight(100, 100), 16);
        assert_eq!(weight(1, 1023), 160);
        assert_eq!(weight(1, 2047), 176);
        assert_eq!(weight(3, 5), 22);
        assert!(weight(1, u32::MAX) <= 512);
    }

    #[test]
    fn bigrams_have_han_and_two_characters() {
        assert_eq!(bigram("追赃"), Some((0x8FFD, 0x8D43)));
        assert!(bigram("5万").is_some());
        assert!(["12", "追", "45亿", ""].iter().all(|token| bigram(token).is_none()));
    }
}
