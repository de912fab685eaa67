//! Reads the files of an index for one query.
//!
//! Names in, lists, records and columns out. Files are read once; one that
//! can't be read is noted, and what it holds is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Script;
use super::bytes::read_presence;
use super::facets::Columns;
use super::index::Read;
use super::postings::{Tail, TokenList, find, shard_of};
use super::record::{LocaleRecords, Manifest, Record, RecordBlock};
use super::token::is_ideograph;

/// The files of an index, as far as a query has read them.
pub struct Files<'a> {
    read: &'a Read,
    /// What the index consists of.
    pub manifest: &'a Manifest,
    blocks: BTreeMap<String, RecordBlock>,
    scripts: BTreeMap<String, Script>,
    unread: BTreeSet<String>,
}

impl<'a> Files<'a> {
    /// None read yet.
    pub fn new(read: &'a Read, manifest: &'a Manifest) -> Self {
        Self { read, manifest, blocks: BTreeMap::new(), scripts: BTreeMap::new(), unread: BTreeSet::new() }
    }

    /// The files that couldn't be read, sorted.
    pub fn into_unread(self) -> Vec<String> {
        self.unread.into_iter().collect()
    }

    /// Whether all files could be read so far.
    pub fn all_read(&self) -> bool {
        self.unread.is_empty()
    }

    /// A token's list: empty when no document holds it, none when its shard can't be read.
    pub fn list(&mut self, token: &str) -> Option<TokenList> {
        let single = token.chars().count() == 1 && token.chars().all(is_ideograph);
        let file = match single {
            true => self.manifest.singles_file(shard_of(token, self.manifest.singles)),
            false => self.manifest.shard_file(shard_of(token, self.manifest.shards)),
        };
        let bytes = self.bytes(&file)?;
        let list = find(&bytes, token, self.manifest.documents).map(Option::unwrap_or_default).ok();
        self.noted(&file, list)
    }

    /// Adds a tail to its list; one that can't be read adds nothing.
    pub fn append(&mut self, list: &mut TokenList, tail: Tail) {
        let file = self.manifest.tail_file(tail.file);
        if let Some(bytes) = self.bytes(&file) {
            let appended = list.append(tail, &bytes).ok();
            self.noted(&file, appended);
        }
    }

    /// For each document, whether a locale has it; none when it has all.
    pub fn presence(&mut self, locale: &LocaleRecords) -> Option<Vec<bool>> {
        if !locale.partial {
            return None;
        }
        let file = self.manifest.presence_file(locale);
        let bytes = self.bytes(&file)?;
        let present = read_presence(&bytes, self.manifest.documents).ok();
        self.noted(&file, present)
    }

    /// What results are counted and narrowed by.
    pub fn columns(&mut self) -> Option<Columns> {
        let file = self.manifest.facets_file();
        let bytes = self.bytes(&file)?;
        let columns = Columns::from_bytes(&bytes, self.manifest.documents).ok();
        self.noted(&file, columns)
    }

    /// A locale's record of a document; none when it has no edition or its file can't be read.
    pub fn record(&mut self, locale: &LocaleRecords, document: u32) -> Option<Record> {
        let file = self.manifest.record_file(locale, document);
        if !self.blocks.contains_key(&file) {
            let bytes = self.bytes(&file)?;
            let block = serde_json::from_slice(&bytes).ok();
            let block = self.noted(&file, block)?;
            self.blocks.insert(file.clone(), block);
        }
        let at = document % locale.block.max(1);
        let row = self.blocks.get(&file)?.get(at as usize)?.as_ref()?;
        if locale.like.is_none() {
            return row.own.clone();
        }
        if let Some(record) = row.apart.get(&locale.code) {
            return Some(record.clone());
        }
        let (own, alike) = (row.own.clone()?, row.alike.get(&locale.code)?.clone());
        self.script(locale).map(|script| script.rewritten(&own, &alike))
    }

    /// What characters become in a locale that is like another.
    fn script(&mut self, locale: &LocaleRecords) -> Option<&Script> {
        if !self.scripts.contains_key(&locale.code) {
            let file = self.manifest.script_file(locale);
            let bytes = self.bytes(&file)?;
            let script = self.noted(&file, Script::from_bytes(&bytes))?;
            self.scripts.insert(locale.code.clone(), script);
        }
        self.scripts.get(&locale.code)
    }

    fn bytes(&mut self, file: &str) -> Option<Vec<u8>> {
        let bytes = if self.unread.contains(file) { None } else { (self.read)(file).ok() };
        self.noted(file, bytes)
    }

    fn noted<T>(&mut self, file: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.unread.insert(file.to_owned());
        }
        value
    }
}
