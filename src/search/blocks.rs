//! Writes the records of each locale, block by block, as documents come.
//!
//! Records in order of their documents in, files out; holds one block of each locale.

use std::collections::BTreeMap;

use super::bytes::write_presence;
use super::record::{LocaleRecords, Manifest, Record, RecordBlock};

/// Locales with less text than this have blocks of [`FEW`] bytes about, so that a small site has few files.
const SMALL: usize = 512 * 1024;
const FEW: usize = 64 * 1024;
/// A middling site's …
const MIDDLING: usize = 2 * 1024 * 1024;
const SOME: usize = 24 * 1024;
/// … and a large one's, so that ten hits cost little.
const MANY: usize = 12 * 1024;
/// What a record has besides its texts, about, in bytes.
const FRAME: usize = 100;

/// What there is of a locale.
#[derive(Debug, Clone, Copy, Default)]
pub struct Amount {
    /// Bytes of texts.
    pub bytes: usize,
    /// How many documents the locale has.
    pub documents: usize,
}

/// The blocks under way.
pub struct Blocks {
    locales: BTreeMap<String, Block>,
}

/// One locale's block under way.
#[derive(Default)]
struct Block {
    number: u32,
    records: RecordBlock,
    present: Vec<u32>,
}

/// How a locale's records are cut into blocks. `documents` is how many the site has.
pub fn layout(code: &str, amount: Amount, documents: u32) -> LocaleRecords {
    let size = match amount.bytes {
        bytes if bytes < SMALL => FEW,
        bytes if bytes < MIDDLING => SOME,
        _ => MANY,
    };
    let each = amount.bytes / documents.max(1) as usize + FRAME;
    LocaleRecords {
        code: code.to_owned(),
        block: u32::try_from((size / each).max(1)).unwrap_or(1),
        partial: amount.documents < documents as usize,
    }
}

impl Blocks {
    /// None begun.
    pub fn new(manifest: &Manifest) -> Self {
        Self {
            locales: manifest.locales.iter().map(|locale| (locale.code.clone(), Block::default())).collect(),
        }
    }

    /// Adds the record that a locale has of a document; documents rise from call to call.
    pub fn add<E>(
        &mut self,
        manifest: &Manifest,
        code: &str,
        document: u32,
        record: Record,
        put: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (Some(locale), Some(block)) = (manifest.locale(code), self.locales.get_mut(code)) else {
            return Ok(());
        };
        let (number, at) = (document / locale.block, document % locale.block);
        if number != block.number {
            block.finish(manifest, locale, put)?;
            block.number = number;
        }
        block.records.resize(at as usize, None);
        block.records.push(Some(record));
        if locale.partial {
            block.present.push(document);
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish<E>(
        mut self,
        manifest: &Manifest,
        put: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        for locale in &manifest.locales {
            let Some(block) = self.locales.get_mut(&locale.code) else { continue };
            block.finish(manifest, locale, put)?;
            if locale.partial {
                put(manifest.presence_file(locale), write_presence(&block.present, manifest.documents))?;
            }
        }
        Ok(())
    }
}

impl Block {
    fn finish<E>(
        &mut self,
        manifest: &Manifest,
        locale: &LocaleRecords,
        put: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let records = std::mem::take(&mut self.records);
        if records.is_empty() {
            return Ok(());
        }
        let first = self.number * locale.block;
        // Strings and numbers always serialise.
        put(manifest.record_file(locale, first), serde_json::to_vec(&records).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_locale_has_few_blocks_and_a_large_one_small_ones() {
        let amount = |bytes| Amount { bytes, documents: 10 };
        assert_eq!(layout("x", amount(10 * 4000), 10).block, 15);
        assert_eq!(layout("x", amount(100_000 * 4000), 100_000).block, 2);
        assert!(layout("x", amount(40_000), 13).partial);
    }
}
