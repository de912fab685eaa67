//! Packs which documents hold a token, and finds it again in its shard.
//!
//! A shard is a row of entries, sorted by token:
//! `length, token (UTF-8), weight, documents, listed, bytes, postings`, all
//! numbers LEB128. A posting is `(step to the document << 2 | title << 1 | keyword)`
//! as LEB128, then one byte that tells which eighths of the text hold the token.
//! `search.js` reads the same bytes.

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

/// The documents of one token, as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenList {
    /// How much the token tells, 16 per halving of the documents that hold it.
    pub weight: u32,
    /// How many documents hold it.
    pub documents: u32,
    /// Document numbers, rising; fewer than `documents` when the list was cut.
    pub numbers: Vec<u32>,
    /// For each of them, where.
    pub places: Vec<Places>,
}

impl TokenList {
    /// Where a document holds the token.
    pub fn places_in(&self, document: u32) -> Option<Places> {
        self.numbers.binary_search(&document).ok().and_then(|at| self.places.get(at)).copied()
    }

    /// Whether documents that hold the token were left out.
    pub fn is_cut(&self) -> bool {
        (self.numbers.len() as u64) < u64::from(self.documents)
    }
}

/// The documents of one token, as they are written.
#[derive(Debug, Default)]
pub struct ListWriter {
    bytes: Vec<u8>,
    last: u32,
    documents: u32,
    listed: u32,
}

impl ListWriter {
    /// Adds a document with a number above those before; beyond `most` it is only counted.
    pub fn push(&mut self, document: u32, places: Places, most: u32) {
        self.documents += 1;
        if self.listed >= most {
            return;
        }
        let step = u64::from(document - self.last);
        let fields = u64::from(places.title) << 1 | u64::from(places.keyword);
        write_number(&mut self.bytes, step << 2 | fields);
        self.bytes.push(places.eighths);
        self.last = document;
        self.listed += 1;
    }

    /// Size of the postings in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Appends the entry to its shard.
    pub fn append_to(&self, shard: &mut Vec<u8>, token: &str, corpus: u32) {
        write_number(shard, token.len() as u64);
        shard.extend_from_slice(token.as_bytes());
        write_number(shard, u64::from(weight(self.documents, corpus)));
        write_number(shard, u64::from(self.documents));
        write_number(shard, u64::from(self.listed));
        write_number(shard, self.bytes.len() as u64);
        shard.extend_from_slice(&self.bytes);
    }
}

/// `16 · log2(1 + corpus / documents)`, rounded down, in integers: logarithms differ between machines.
fn weight(documents: u32, corpus: u32) -> u32 {
    let documents = u64::from(documents.max(1));
    // A number of 1 up to 2 with 30 binary places, after `whole` halvings.
    let mut ratio = ((documents + u64::from(corpus)) << 30) / documents;
    let whole = ratio.ilog2().saturating_sub(30);
    ratio >>= whole;
    let mut log = whole;
    for _ in 0..4 {
        ratio = (ratio * ratio) >> 30;
        let above = ratio >> 31;
        ratio >>= above;
        log = log << 1 | u32::from(above > 0);
    }
    log
}

/// The shard that a token is filed in: FNV-1a over its UTF-8, folded. `shards` is a power of two.
pub fn shard_of(token: &str, shards: u32) -> u32 {
    let hash =
        token.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 16) & shards.saturating_sub(1)
}

/// Name of a shard's file.
pub fn shard_name(folder: &str, shard: u32) -> String {
    format!("{folder}/{shard:03x}.bin")
}

/// Looks a token up in its shard. `Ok(None)`: no document holds it; `Err`: the bytes are no shard.
pub fn find(shard: &[u8], token: &str) -> Result<Option<TokenList>, Malformed> {
    let mut reader = Reader { bytes: shard };
    while !reader.bytes.is_empty() {
        let length = reader.size()?;
        let name = reader.take(length)?;
        let (weight, documents, listed) = (reader.number()?, reader.number()?, reader.number()?);
        let length = reader.size()?;
        let postings = reader.take(length)?;
        if name == token.as_bytes() {
            return read_list(postings, weight, documents, listed).map(Some);
        }
    }
    Ok(None)
}

fn read_list(bytes: &[u8], weight: u32, documents: u32, listed: u32) -> Result<TokenList, Malformed> {
    let mut reader = Reader { bytes };
    let mut list = TokenList { weight, documents, ..TokenList::default() };
    let mut document = 0_u32;
    for _ in 0..listed {
        let step = reader.number()?;
        document = document.checked_add(step >> 2).ok_or(Malformed)?;
        let &[eighths] = reader.take(1)? else {
            return Err(Malformed);
        };
        list.numbers.push(document);
        list.places.push(Places { title: step & 2 > 0, keyword: step & 1 > 0, eighths });
    }
    Ok(list)
}

/// Numbers `from`, `from + length` … as steps and lengths: which documents a locale has.
pub fn write_ranges(numbers: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut end = 0;
    for range in numbers.chunk_by(|before, after| before + 1 == *after) {
        if let Some(&first) = range.first() {
            write_number(&mut bytes, u64::from(first - end));
            write_number(&mut bytes, range.len() as u64);
            end = first + u32::try_from(range.len()).unwrap_or(u32::MAX);
        }
    }
    bytes
}

/// Reads [`write_ranges`]: for each document up to `corpus`, whether it is among them.
pub fn read_ranges(bytes: &[u8], corpus: u32) -> Result<Vec<bool>, Malformed> {
    let mut reader = Reader { bytes };
    let mut present = vec![false; corpus as usize];
    let mut at = 0_usize;
    while !reader.bytes.is_empty() {
        let start = at.checked_add(reader.size()?).ok_or(Malformed)?;
        at = start.checked_add(reader.size()?).ok_or(Malformed)?;
        present.get_mut(start..at).ok_or(Malformed)?.fill(true);
    }
    Ok(present)
}

/// The bytes aren't what this version writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Result<u32, Malformed> {
        let mut number = 0_u64;
        for shift in [0, 7, 14, 21, 28] {
            let (&byte, rest) = self.bytes.split_first().ok_or(Malformed)?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| Malformed);
            }
        }
        Err(Malformed)
    }

    fn size(&mut self) -> Result<usize, Malformed> {
        self.number().map(|number| number as usize)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard() -> Vec<u8> {
        let places = Places { title: true, keyword: false, eighths: 0b101 };
        let (mut first, mut second) = (ListWriter::default(), ListWriter::default());
        for document in [0, 3, 70_000] {
            first.push(document, places, 2);
            second.push(document, Places { keyword: true, ..places }, 9);
        }
        let mut shard = Vec::new();
        first.append_to(&mut shard, "断卡", 100_000);
        second.append_to(&mut shard, "usdt", 100_000);
        shard
    }

    #[test]
    fn a_list_reads_back_as_written() {
        let list = find(&shard(), "usdt").expect("a shard").expect("is filed");
        assert_eq!(list.numbers, [0, 3, 70_000]);
        assert_eq!(list.places_in(3), Some(Places { title: true, keyword: true, eighths: 0b101 }));
        assert_eq!(list.places_in(4), None);
        assert!(!list.is_cut());
    }

    #[test]
    fn a_cut_list_still_counts_all() {
        let list = find(&shard(), "断卡").expect("a shard").expect("is filed");
        assert_eq!((list.numbers.len(), list.documents, list.is_cut()), (2, 3, true));
    }

    #[test]
    fn absent_tokens_and_broken_shards_differ() {
        assert_eq!(find(&shard(), "断流"), Ok(None));
        let whole = shard();
        assert_eq!(find(&whole[..whole.len() - 1], "usdt"), Err(Malformed));
        assert_eq!(find(&[0xFF; 9], "usdt"), Err(Malformed));
    }

    #[test]
    fn weight_gains_sixteen_for_each_halving() {
        assert_eq!(weight(100, 100), 16);
        assert_eq!(weight(1, 1023), 160);
        assert_eq!(weight(1, 2047), 176);
        assert_eq!(weight(3, 5), 22);
        assert!(weight(1, u32::MAX) <= 512);
    }

    #[test]
    fn ranges_read_back() {
        let numbers = [2, 3, 4, 9];
        let present = read_ranges(&write_ranges(&numbers), 10).expect("ranges");
        let read: Vec<u32> = (0..10).filter(|&number| present[number as usize]).collect();
        assert_eq!(read, numbers);
        assert_eq!(read_ranges(&write_ranges(&numbers), 9), Err(Malformed));
    }
}
