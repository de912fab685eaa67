//! Writes the index: documents in, files under `search/` out.
//!
//! Documents are numbered by importance, then date, so that the best come
//! first in every list. The same documents give the same bytes, in whatever
//! order they are handed in. Writes nothing to disk.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::edition::FoldedEdition;
use super::gather::Gathered;
use super::postings::write_ranges;
use super::record::{LocaleRecords, MANIFEST, Manifest, Record, RecordBlock, VERSION};
use super::{DocumentKind, Fold, SearchDocument};

/// Blocks of records hold about this many bytes each.
const BLOCK_BYTES: usize = 8 * 1024;
/// Paths and bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// Writes the index of all documents: `(path under search/, bytes)`, sorted by path.
///
/// `manifest.json` keeps its name; all other names change with the content.
/// A document without editions is left out.
pub fn write_index(documents: &[SearchDocument], fold: &Fold) -> Vec<(String, Vec<u8>)> {
    let documents = in_rank_order(documents);
    let mut gathered = Gathered::default();
    let mut records: BTreeMap<&str, BTreeMap<u32, Record>> = BTreeMap::new();
    for (number, document) in (0_u32..).zip(&documents) {
        let editions: Vec<_> =
            document.editions.iter().map(|edition| FoldedEdition::new(edition, fold)).collect();
        gathered.add(number, &editions);
        for edition in &editions {
            let record = edition.record(document, &editions);
            records.entry(&edition.edition.locale).or_default().insert(number, record);
        }
    }
    let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    let topics = documents.iter().take_while(|document| document.kind != DocumentKind::Article).count();
    let (shards, mut files) = gathered.into_shards(count);
    let mut locales = Vec::new();
    for (code, records) in records {
        locales.push(write_records(code, records, count, &mut files));
    }
    let fold_bytes = fold.to_bytes();
    let manifest = Manifest {
        version: VERSION,
        folder: format!("{:016x}", content_hash(&files)),
        fold: format!("fold-{:016x}.json", xxh3_64(&fold_bytes)),
        documents: count,
        topics: u32::try_from(topics).unwrap_or(u32::MAX),
        shards,
        locales,
    };
    for (path, _) in &mut files {
        path.insert_str(0, &manifest.folder);
    }
    files.push((manifest.fold.clone(), fold_bytes));
    files.push((MANIFEST.to_owned(), json(&manifest)));
    files.sort();
    files
}

/// Pages on a topic, then articles; each by importance, then date, then address.
fn in_rank_order(documents: &[SearchDocument]) -> Vec<&SearchDocument> {
    let mut documents: Vec<_> = documents.iter().filter(|document| !document.editions.is_empty()).collect();
    documents.sort_by(|a, b| {
        let url =
            |document: &SearchDocument| document.editions.iter().map(|edition| edition.url.clone()).min();
        let article = |document: &SearchDocument| document.kind == DocumentKind::Article;
        (article(a).cmp(&article(b)))
            .then_with(|| b.weight.cmp(&a.weight))
            .then_with(|| b.date.cmp(&a.date))
            .then_with(|| url(a).cmp(&url(b)))
    });
    documents
}

fn content_hash(files: &Files) -> u64 {
    let mut hash = Xxh3::new();
    for (path, bytes) in files {
        hash.update(&(path.len() as u64).to_le_bytes());
        hash.update(path.as_bytes());
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.digest()
}

/// The index's values are strings and numbers alone, which always serialise.
fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

/// Adds one locale's records, in blocks, to the files.
fn write_records(
    code: &str,
    mut records: BTreeMap<u32, Record>,
    count: u32,
    files: &mut Files,
) -> LocaleRecords {
    let numbers: Vec<u32> = records.keys().copied().collect();
    let size: usize = records.values().map(|record| record.text.len() + record.title.len() + 100).sum();
    let per_block = BLOCK_BYTES / (size / count.max(1) as usize).max(1);
    let block = u32::try_from(per_block.clamp(1, 64)).unwrap_or(1);
    let used: BTreeSet<u32> = numbers.iter().map(|number| number / block).collect();
    for file in used {
        let end = (file * block).saturating_add(block).min(count);
        let records: RecordBlock = (file * block..end).map(|number| records.remove(&number)).collect();
        files.push((format!("/{code}-{file}.json"), json(&records)));
    }
    let partial = numbers.len() < count as usize;
    if partial {
        files.push((format!("/{code}.bin"), write_ranges(&numbers)));
    }
    LocaleRecords { code: code.to_owned(), block, partial }
}
