//! Reads which documents hold a token: the head from its shard, the tails when asked.
//!
//! A shard is a row of entries, sorted by token:
//! `token, weight, documents, listed, head, tails, (step to first, listed, file, start, length) …`,
//! texts with their length before them and all numbers LEB128. A posting is
//! `(step to the document << 2 | title << 1 | keyword)` as LEB128, then one byte that
//! tells which eighths of the text hold the token. A tail's first step counts from its
//! first document. `search.js` reads the same bytes.

use super::bytes::{Malformed, Reader};

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
        self.read(bytes, tail.first, tail.listed)
    }

    fn read(&mut self, bytes: &[u8], mut document: u32, listed: u32) -> Result<(), Malformed> {
        let mut reader = Reader { bytes };
        for _ in 0..listed {
            let step = reader.number()?;
            document = document.checked_add(step >> 2).ok_or(Malformed)?;
            let &[eighths] = reader.take(1)? else {
                return Err(Malformed);
            };
            self.numbers.push(document);
            self.places.push(Places { title: step & 2 > 0, keyword: step & 1 > 0, eighths });
        }
        Ok(())
    }
}

/// The shard that a token is filed in: FNV-1a over its UTF-8, folded. `shards` is a power of two.
pub fn shard_of(token: &str, shards: u32) -> u32 {
    let hash =
        token.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) & shards.saturating_sub(1)
}

/// Looks a token up in its shard. `Ok(None)`: no document holds it; `Err`: the bytes are no shard.
pub fn find(shard: &[u8], token: &str) -> Result<Option<TokenList>, Malformed> {
    let mut reader = Reader { bytes: shard };
    let mut found = None;
    while !reader.bytes.is_empty() {
        let name = reader.sized()?;
        let (weight, documents, listed) = (reader.number()?, reader.number()?, reader.number()?);
        let head = reader.sized()?;
        let mut list = TokenList { weight, documents, ..TokenList::default() };
        let mut all = u64::from(listed);
        let mut first = 0_u32;
        for _ in 0..reader.number()? {
            first = first.checked_add(reader.number()?).ok_or(Malformed)?;
            let (listed, file) = (reader.number()?, reader.number()?);
            list.tails.push(Tail { first, listed, file, start: reader.size()?, length: reader.size()? });
            all += u64::from(listed);
        }
        if name == token.as_bytes() {
            list.cut = all < u64::from(documents);
            list.read(head, 0, listed)?;
            found = Some(list);
        }
    }
    Ok(found)
}
