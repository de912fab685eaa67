//! Writes the index: documents in, files under `search/` out.
//!
//! Documents are numbered by importance, then date, so that the best come
//! first in every list. The same documents give the same bytes, in whatever
//! order they are handed in. Touches no disk, and holds neither the files nor,
//! once they are read, the documents.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::blocks::{Amount, Blocks, layout};
use super::edition::FoldedEdition;
use super::facets::FacetWriter;
use super::gather::{Gathered, Tokens};
use super::record::{MANIFEST, Manifest, Record, VERSION};
use super::{DocumentKind, Fold, SearchDocument};

/// Documents are folded and cut into tokens so many at a time, in parallel.
const AT_ONCE: usize = 256;

/// Writes the index of all documents: `put` gets every path under `search/` with its bytes.
///
/// `manifest.json` keeps its name and comes last; all other names change with the content.
/// A document without editions is left out. Fails when `put` does, with its error.
pub fn write_index<E>(
    mut documents: Vec<SearchDocument>,
    fold: &Fold,
    put: impl FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    sort_by_rank(&mut documents);
    let mut outline = Outline::new(fold);
    documents.iter().for_each(|document| outline.add(document));
    write_ranked(outline, documents.into_iter(), fold, put)
}

/// Writes the index of documents that come one by one, so that memory needn't hold them all.
///
/// They come in the order that [`sort_by_rank`] gives; `outline` was told of the same in the same order.
pub fn write_ranked<E>(
    outline: Outline,
    documents: impl Iterator<Item = SearchDocument>,
    fold: &Fold,
    mut put: impl FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let mut manifest = outline.manifest();
    let (mut gathered, mut facets) = (Gathered::default(), FacetWriter::default());
    let mut blocks: Option<Blocks> = None;
    let mut number = 0;
    let mut documents = documents.filter(|document| !document.editions.is_empty());
    loop {
        let some: Vec<SearchDocument> = documents.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let read: Vec<Read> = some.into_par_iter().map(|document| read_through(document, fold)).collect();
        let blocks = blocks.get_or_insert_with(|| {
            Blocks::learn(&mut manifest, read.iter().map(|read| read.records.as_slice()))
        });
        for mut read in read {
            gathered.add(number, read.tokens);
            facets.add(&mut read.document);
            blocks.add(&manifest, number, read.records, &mut put)?;
            number += 1;
        }
    }
    if let Some(blocks) = blocks {
        blocks.finish(&manifest, &mut put)?;
    }
    put(manifest.facets_file(), facets.into_bytes())?;
    let fold_bytes = fold.to_bytes(|word| gathered.may_hold(&fold.text(word).chars, fold));
    manifest.fold = format!("fold-{:016x}.json", xxh3_64(&fold_bytes));
    put(manifest.fold.clone(), fold_bytes)?;
    (manifest.shards, manifest.singles) = gathered.write(&manifest, &mut put)?;
    // Strings and numbers always serialise.
    put(MANIFEST.to_owned(), serde_json::to_vec(&manifest).unwrap_or_default())
}

/// What must be known of all documents before the first is written.
pub struct Outline {
    documents: u32,
    topics: u32,
    amounts: BTreeMap<String, Amount>,
    hash: Xxh3,
}

/// A document as the parts of the index take it.
struct Read {
    document: SearchDocument,
    tokens: Tokens,
    records: Vec<(String, Record)>,
}

/// Folds the editions of a document and cuts them into tokens.
fn read_through(mut document: SearchDocument, fold: &Fold) -> Read {
    let editions = std::mem::take(&mut document.editions);
    let editions: Vec<_> = editions.into_iter().map(|edition| FoldedEdition::new(edition, fold)).collect();
    let tokens = Tokens::of(&editions, fold);
    document.editions = editions.iter().map(|edition| edition.names_only()).collect();
    let also: Vec<_> = editions.iter().map(|edition| edition.others(&editions)).collect();
    let records = editions.into_iter().zip(also).map(|(edition, also)| {
        (edition.edition.locale.clone(), edition.into_record(document.kind, document.date.clone(), also))
    });
    let records = records.collect();
    Read { document, tokens, records }
}

impl Outline {
    /// No documents yet.
    pub fn new(fold: &Fold) -> Self {
        let mut outline = Self { documents: 0, topics: 0, amounts: BTreeMap::new(), hash: Xxh3::new() };
        outline.hashed([env!("CARGO_PKG_VERSION").as_bytes(), &VERSION.to_le_bytes()]);
        outline.hashed([&fold.to_bytes(|_| true)]);
        outline
    }

    /// Adds the next document; one without editions is left out.
    pub fn add(&mut self, document: &SearchDocument) {
        if document.editions.is_empty() {
            return;
        }
        self.documents += 1;
        self.topics += u32::from(document.kind != DocumentKind::Article);
        for edition in &document.editions {
            if !self.amounts.contains_key(&edition.locale) {
                self.amounts.insert(edition.locale.clone(), Amount::default());
            }
            if let Some(amount) = self.amounts.get_mut(&edition.locale) {
                amount.bytes += edition.text.len() + edition.title.len();
                amount.documents += 1;
            }
        }
        self.hash_document(document);
    }

    /// What can be told before anything is written; how records lie, the number of shards and the name of the
    /// fold table come later. The folder is named for all that the files are made from.
    fn manifest(&self) -> Manifest {
        let locales = self.amounts.iter().map(|(code, amount)| layout(code, *amount, self.documents));
        Manifest {
            version: VERSION,
            folder: format!("{:016x}", self.hash.digest()),
            fold: String::new(),
            documents: self.documents,
            topics: self.topics,
            shards: 1,
            singles: 1,
            locales: locales.collect(),
        }
    }

    fn hash_document(&mut self, document: &SearchDocument) {
        let texts = [&document.date, &document.place].map(|text| text.as_deref().unwrap_or_default());
        self.hashed([&[document.kind as u8, document.weight]]);
        self.hashed(texts);
        self.hashed(&document.campaigns);
        for edition in &document.editions {
            self.hashed([&edition.locale, &edition.url, &edition.title, &edition.text]);
            self.hashed(edition.place.iter().chain(&edition.keywords).chain(&edition.campaigns));
            for figure in &edition.figures {
                self.hashed([&figure.label, &figure.value, &figure.fragment]);
                self.hashed([figure.range.start, figure.range.end].map(|place| (place as u64).to_le_bytes()));
            }
        }
        self.hashed(["document"]);
    }

    fn hashed(&mut self, texts: impl IntoIterator<Item = impl AsRef<[u8]>>) {
        for text in texts {
            self.hash.update(&(text.as_ref().len() as u64).to_le_bytes());
            self.hash.update(text.as_ref());
        }
    }
}

/// Puts pages on a topic first, then articles; each by importance, then date, then address.
pub fn sort_by_rank(documents: &mut [SearchDocument]) {
    let url = |document: &SearchDocument| document.editions.iter().map(|edition| edition.url.clone()).min();
    let article = |document: &SearchDocument| document.kind == DocumentKind::Article;
    documents.sort_by(|a, b| {
        (article(a).cmp(&article(b)))
            .then_with(|| b.weight.cmp(&a.weight))
            .then_with(|| b.date.cmp(&a.date))
            .then_with(|| url(a).cmp(&url(b)))
    });
}
