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
use super::record::{MANIFEST, Manifest, VERSION};
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
    mut put: impl FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    documents.retain(|document| !document.editions.is_empty());
    sort_by_rank(&mut documents);
    let mut manifest = manifest(&documents, &fold.to_bytes(|_| true));
    let (mut gathered, mut facets) = (Gathered::default(), FacetWriter::default());
    let mut blocks = Blocks::new(&manifest);
    let mut number = 0;
    let mut documents = documents.into_iter();
    loop {
        let some: Vec<SearchDocument> = documents.by_ref().take(AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let read: Vec<_> = some.into_par_iter().map(|document| read_through(document, fold)).collect();
        for (mut document, editions, tokens) in read {
            gathered.add(number, tokens);
            let also: Vec<_> = editions.iter().map(|edition| edition.others(&editions)).collect();
            facets.add(&mut document, editions.iter().map(|edition| &edition.edition));
            for (edition, also) in editions.into_iter().zip(also) {
                let code = edition.edition.locale.clone();
                let record = edition.into_record(document.kind, document.date.clone(), also);
                blocks.add(&manifest, &code, number, record, &mut put)?;
            }
            number += 1;
        }
    }
    blocks.finish(&manifest, &mut put)?;
    put(manifest.facets_file(), facets.into_bytes())?;
    let fold_bytes = fold.to_bytes(|word| gathered.may_hold(&fold.text(word).chars, fold));
    manifest.fold = format!("fold-{:016x}.json", xxh3_64(&fold_bytes));
    put(manifest.fold.clone(), fold_bytes)?;
    manifest.shards = gathered.write(&manifest, &mut put)?;
    // Strings and numbers always serialise.
    put(MANIFEST.to_owned(), serde_json::to_vec(&manifest).unwrap_or_default())
}

/// Folds the editions of a document and cuts them into tokens.
fn read_through(mut document: SearchDocument, fold: &Fold) -> (SearchDocument, Vec<FoldedEdition>, Tokens) {
    let editions = std::mem::take(&mut document.editions);
    let editions: Vec<_> = editions.into_iter().map(|edition| FoldedEdition::new(edition, fold)).collect();
    let tokens = Tokens::of(&editions, fold);
    (document, editions, tokens)
}

/// What can be told before anything is written; the number of shards and the name of the fold table come last.
fn manifest(documents: &[SearchDocument], fold: &[u8]) -> Manifest {
    let topics = documents.iter().take_while(|document| document.kind != DocumentKind::Article).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (all, topics) = (count(documents.len()), count(topics));
    let mut amounts: BTreeMap<&str, Amount> = BTreeMap::new();
    for edition in documents.iter().flat_map(|document| &document.editions) {
        let amount = amounts.entry(&edition.locale).or_default();
        amount.bytes += edition.text.len() + edition.title.len();
        amount.documents += 1;
    }
    let locales = amounts.into_iter().map(|(code, amount)| layout(code, amount, all));
    Manifest {
        version: VERSION,
        folder: format!("{:016x}", content_hash(documents, fold)),
        fold: String::new(),
        documents: all,
        topics,
        shards: 1,
        locales: locales.collect(),
    }
}

/// Pages on a topic, then articles; each by importance, then date, then address.
fn sort_by_rank(documents: &mut [SearchDocument]) {
    let url = |document: &SearchDocument| document.editions.iter().map(|edition| edition.url.clone()).min();
    let article = |document: &SearchDocument| document.kind == DocumentKind::Article;
    documents.sort_by(|a, b| {
        (article(a).cmp(&article(b)))
            .then_with(|| b.weight.cmp(&a.weight))
            .then_with(|| b.date.cmp(&a.date))
            .then_with(|| url(a).cmp(&url(b)))
    });
}

/// Of all that the files are made from, so that they are named before they are made.
fn content_hash(documents: &[SearchDocument], fold: &[u8]) -> u64 {
    let mut hash = Xxh3::new();
    let mut add = |bytes: &[u8]| {
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(&VERSION.to_le_bytes());
    add(fold);
    for document in documents {
        add(&[document.kind as u8, document.weight]);
        let texts = [&document.date, &document.place].map(|text| text.as_deref().unwrap_or_default());
        texts.into_iter().for_each(|text| add(text.as_bytes()));
        document.campaigns.iter().for_each(|id| add(id.as_bytes()));
        for edition in &document.editions {
            let texts = [&edition.locale, &edition.url, &edition.title, &edition.text];
            let place = edition.place.iter();
            let lists = place.chain(&edition.keywords).chain(&edition.campaigns);
            texts.into_iter().chain(lists).for_each(|text| add(text.as_bytes()));
            for figure in &edition.figures {
                let texts = [&figure.label, &figure.value, &figure.fragment];
                texts.into_iter().for_each(|text| add(text.as_bytes()));
                add(&(figure.range.start as u64).to_le_bytes());
                add(&(figure.range.end as u64).to_le_bytes());
            }
        }
        add(b"document");
    }
    hash.digest()
}
