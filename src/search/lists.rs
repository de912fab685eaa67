//! Packs which documents hold a token: short lists whole, long ones as a head and tails.
//!
//! Postings in rising order of documents in, entries of shards and files of
//! tails out, in the form that `postings` reads.

use super::bytes::{Malformed, Reader, write_bytes, write_number};
use super::postings::Places;

/// Lists of up to this many documents stay whole in their shard …
const WHOLE: u32 = 1536;
/// … longer ones keep this many there, the best, which answer most queries.
const HEAD: u32 = 512;
/// The first tail has about this many bytes …
const FIRST_TAIL: usize = 8 * 1024;
/// … and further ones, and files of tails, this many at most.
const TAIL: usize = 24 * 1024;

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

/// Some documents of a list: their first, how many, and their postings from it on.
struct Part {
    first: u32,
    listed: u32,
    bytes: Vec<u8>,
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

    /// Appends the entry to its shard, and what is too long for it to files of tails.
    pub fn append_to<E>(
        &self,
        shard: &mut Vec<u8>,
        token: &str,
        corpus: u32,
        tails: &mut TailFile,
        put: PutTail<'_, E>,
    ) -> Result<(), E> {
        write_bytes(shard, token.as_bytes());
        write_number(shard, u64::from(weight(self.documents, corpus)));
        write_number(shard, u64::from(self.documents));
        if self.listed <= WHOLE {
            write_number(shard, u64::from(self.listed));
            write_bytes(shard, &self.bytes);
            write_number(shard, 0);
            return Ok(());
        }
        // Its own bytes always read.
        let mut parts = self.parts().unwrap_or_default().into_iter();
        if let Some(head) = parts.next() {
            write_number(shard, u64::from(head.listed));
            write_bytes(shard, &head.bytes);
        }
        write_number(shard, parts.len() as u64);
        let mut before = 0;
        for part in parts {
            if tails.bytes.len() + part.bytes.len() > TAIL {
                tails.finish(put)?;
            }
            let numbers = [part.first - before, part.listed, tails.number];
            numbers.into_iter().for_each(|number| write_number(shard, u64::from(number)));
            write_number(shard, tails.bytes.len() as u64);
            write_number(shard, part.bytes.len() as u64);
            tails.bytes.extend_from_slice(&part.bytes);
            before = part.first;
        }
        Ok(())
    }

    /// The head and the tails.
    fn parts(&self) -> Result<Vec<Part>, Malformed> {
        let mut reader = Reader { bytes: &self.bytes };
        let mut parts: Vec<Part> = Vec::new();
        let mut document = 0;
        while !reader.bytes.is_empty() {
            let step = reader.number()?;
            document += step >> 2;
            let full = |part: &Part, count: usize| match count {
                1 => part.listed >= HEAD,
                2 => part.bytes.len() + 6 > FIRST_TAIL,
                _ => part.bytes.len() + 6 > TAIL,
            };
            let count = parts.len();
            let step = match parts.last() {
                Some(last) if !full(last, count) => step,
                None => step,
                Some(_) => step & 3,
            };
            if parts.last().is_none_or(|last| full(last, count)) {
                parts.push(Part { first: document, listed: 0, bytes: Vec::new() });
            }
            let Some(part) = parts.last_mut() else { continue };
            write_number(&mut part.bytes, u64::from(step));
            part.bytes.extend_from_slice(reader.take(1)?);
            part.listed += 1;
        }
        Ok(parts)
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

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::search::postings::{TokenList, find};

    /// A shard with one list, and the files of its tails.
    fn written(list: &ListWriter) -> (Vec<u8>, Vec<Vec<u8>>) {
        let (mut shard, mut files, mut tails) = (Vec::new(), Vec::new(), TailFile::default());
        let mut put = |_, bytes| {
            files.push(bytes);
            Ok::<(), Infallible>(())
        };
        list.append_to(&mut shard, "断卡", 100_000, &mut tails, &mut put).expect("nothing fails");
        tails.finish(&mut put).expect("nothing fails");
        (shard, files)
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
        find(shard, "断卡").expect("a shard").expect("is filed")
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
        assert_eq!(find(&shard, "断流"), Ok(None));
        assert_eq!(find(&shard[..shard.len() - 1], "断卡"), Err(Malformed));
        assert_eq!(find(&[0xFF; 9], "断卡"), Err(Malformed));
    }

    #[test]
    fn weight_gains_sixteen_for_each_halving() {
        assert_eq!(weight(100, 100), 16);
        assert_eq!(weight(1, 1023), 160);
        assert_eq!(weight(1, 2047), 176);
        assert_eq!(weight(3, 5), 22);
        assert!(weight(1, u32::MAX) <= 512);
    }
}
