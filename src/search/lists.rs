//! Packs which documents hold a token: short lists whole, long ones as a head and tails.
//!
//! Postings in rising order of documents in, shards and files of tails out, in
//! the form that `postings` reads.

use super::bytes::{Malformed, Reader, write_bytes, write_number};
use super::postings::{Places, bigram};

/// Lists of up to this many documents stay whole in their shard …
const WHOLE: u32 = 1536;
/// … longer ones keep this many there, the best, which answer most queries.
const HEAD: u32 = 512;
/// The first tail has about this many bytes …
const FIRST_TAIL: usize = 6 * 1024;
/// … and further ones, and files of tails, this many at most.
const TAIL: usize = 16 * 1024;

/// The documents of one token, as they are written.
#[derive(Debug, Default)]
pub struct ListWriter {
    bytes: Vec<u8>,
    last: u32,
    documents: u32,
    listed: u32,
}

/// Puts the file of tails with this number.
pub type PutTail<'a, E> = &'a mut dyn FnMut(u32, Vec<u8>) -> Result<(), E>;

/// The file of tails that is being filled.
#[derive(Debug, Default)]
pub struct TailFile {
    number: u32,
    bytes: Vec<u8>,
}

/// A shard that is being filled: names of bigrams and of other tokens, then what each has.
#[derive(Debug, Default)]
pub struct ShardWriter {
    pairs: (u64, Vec<u8>),
    last: (u32, u32),
    others: (u64, Vec<u8>),
    heads: Vec<u8>,
    steps: Vec<u8>,
    eighths: Vec<u8>,
}

/// Some documents of a list: their first, and the columns of their postings from it on.
#[derive(Default)]
struct Part {
    first: u32,
    steps: Vec<u8>,
    eighths: Vec<u8>,
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

    /// Size of the postings that stay in the shard, in bytes, about.
    pub fn head_size(&self) -> usize {
        if self.listed <= WHOLE { self.bytes.len() } else { HEAD as usize * 2 }
    }

    /// The head and the tails.
    fn parts(&self) -> Result<Vec<Part>, Malformed> {
        let mut reader = Reader { bytes: &self.bytes };
        let mut parts: Vec<Part> = vec![Part::default()];
        let mut document = 0;
        while !reader.bytes.is_empty() {
            let mut step = reader.number()?;
            document += step >> 2;
            let full = |part: &Part, count: usize| match count {
                1 => self.listed > WHOLE && part.eighths.len() >= HEAD as usize,
                2 => part.size() + 6 > FIRST_TAIL,
                _ => part.size() + 6 > TAIL,
            };
            if parts.last().is_none_or(|last| full(last, parts.len())) {
                parts.push(Part { first: document, ..Part::default() });
                step &= 3;
            }
            let Some(part) = parts.last_mut() else { continue };
            write_number(&mut part.steps, u64::from(step));
            part.eighths.extend_from_slice(reader.take(1)?);
        }
        Ok(parts)
    }
}

impl Part {
    fn size(&self) -> usize {
        self.steps.len() + self.eighths.len()
    }
}

impl ShardWriter {
    /// Adds a token, and what is too long for the shard to files of tails. Bigrams come first; all rise.
    pub fn add<E>(
        &mut self,
        token: &str,
        list: &ListWriter,
        tails: &mut TailFile,
        put: PutTail<'_, E>,
    ) -> Result<(), E> {
        self.add_name(token);
        // Its own bytes always read.
        let mut parts = list.parts().unwrap_or_default().into_iter();
        let head = parts.next().unwrap_or_default();
        let long = parts.len() > 0 || list.listed < list.documents;
        write_number(&mut self.heads, u64::from(list.documents) << 1 | u64::from(long));
        if long {
            write_number(&mut self.heads, head.eighths.len() as u64);
            write_number(&mut self.heads, parts.len() as u64);
        }
        self.steps.extend(head.steps);
        self.eighths.extend(head.eighths);
        let mut before = 0;
        for part in parts {
            if tails.bytes.len() + part.size() > TAIL {
                tails.finish(put)?;
            }
            let step = u64::from(part.first - before);
            let (listed, file, start) = (part.eighths.len(), tails.number, tails.bytes.len());
            let numbers = [step, listed as u64, u64::from(file), start as u64, part.size() as u64];
            numbers.into_iter().for_each(|number| write_number(&mut self.heads, number));
            tails.bytes.extend_from_slice(&part.steps);
            tails.bytes.extend_from_slice(&part.eighths);
            before = part.first;
        }
        Ok(())
    }

    fn add_name(&mut self, token: &str) {
        let Some(pair) = bigram(token) else {
            self.others.0 += 1;
            return write_bytes(&mut self.others.1, token.as_bytes());
        };
        self.pairs.0 += 1;
        if pair.0 == self.last.0 {
            write_number(&mut self.pairs.1, u64::from(pair.1 - self.last.1) << 1);
        } else {
            write_number(&mut self.pairs.1, u64::from(pair.0 - self.last.0) << 1 | 1);
            write_number(&mut self.pairs.1, u64::from(pair.1));
        }
        self.last = pair;
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (count, names) in [self.pairs, self.others] {
            write_number(&mut bytes, count);
            bytes.extend(names);
        }
        bytes.extend([self.heads, self.steps, self.eighths].concat());
        bytes
    }
}

impl TailFile {
    /// Puts what was gathered, if anything, and begins the next file.
    pub fn finish<E>(&mut self, put: PutTail<'_, E>) -> Result<(), E> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        put(self.number, std::mem::take(&mut self.bytes))?;
        self.number += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::search::postings::{TokenList, find};

    /// A shard with one list, and the files of its tails.
    fn written(list: &ListWriter) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut shard, mut files, mut tails) = (ShardWriter::default(), Vec::new(), TailFile::default());
        let other = ListWriter { bytes: vec![4, 1], last: 1, documents: 1, listed: 1 };
        let mut put = |_, bytes| {
            files.push(bytes);
            Ok::<(), Infallible>(())
        };
        for (token, list) in [("断一", &other), ("断卡", list), ("流断", &other), ("45亿", &other)] {
            shard.add(token, list, &mut tails, &mut put).expect("nothing fails");
        }
        tails.finish(&mut put).expect("nothing fails");
        (shard.into_bytes(), files)
    }

    fn list(documents: impl Iterator<Item = u32>, most: u32) -> ListWriter {
        let mut list = ListWriter::default();
        for document in documents {
            let places =
                Places { title: document % 2 > 0, keyword: document % 3 > 0, eighths: document as u8 };
            list.push(document, places, most);
        }
        list
    }

    fn found(shard: &[u8]) -> TokenList {
        find(shard, "断卡", 100_000).expect("a shard").expect("is filed")
    }

    #[test]
    fn a_short_list_reads_back_as_written() {
        let (shard, files) = written(&list([0, 3, 70_000].into_iter(), 9));
        let list = found(&shard);
        assert_eq!(
            (list.numbers.as_slice(), list.cut, list.tails.len(), files.len()),
            (&[0, 3, 70_000][..], false, 0, 0)
        );
        assert_eq!(list.places_in(3), Some(Places { title: true, keyword: false, eighths: 3 }));
        assert_eq!(list.places_in(4), None);
        assert!(list.has_between(3, 4) && !list.has_between(4, 70_000));
    }

    #[test]
    fn a_long_list_reads_back_from_its_head_and_tails() {
        let whole: Vec<u32> = (0..30_000).map(|number| number * 3).collect();
        let (shard, files) = written(&list(whole.iter().copied(), u32::MAX));
        assert!(shard.len() < 2000 && files.iter().all(|file| file.len() <= TAIL));
        let mut list = found(&shard);
        assert_eq!((list.numbers.len(), list.cut), (HEAD as usize, false));
        for tail in std::mem::take(&mut list.tails) {
            list.append(tail, &files[tail.file as usize]).expect("a tail");
        }
        assert_eq!(list.numbers, whole);
        assert_eq!(list.places_in(59_997).map(|places| places.eighths), Some(59_997_u32 as u8));
    }

    #[test]
    fn a_cut_list_still_counts_all() {
        let list = found(&written(&list([0, 3, 70_000].into_iter(), 2)).0);
        assert_eq!((list.numbers.len(), list.documents, list.cut), (2, 3, true));
    }

    #[test]
    fn absent_tokens_and_broken_shards_differ() {
        let (shard, _) = written(&list([0, 3].into_iter(), 9));
        assert_eq!(find(&shard, "断流", 9), Ok(None));
        assert_eq!(find(&shard, "45亿", 9).expect("a shard").expect("is filed").numbers, [1]);
        assert_eq!(find(&shard[..5], "断卡", 9), Err(Malformed));
        assert_eq!(find(&[0xFF; 9], "断卡", 9), Err(Malformed));
    }
}
