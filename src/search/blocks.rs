//! Writes the records of all locales, block by block, as documents come.
//!
//! Records in order of their documents in, files out; holds one block of each locale. A locale whose records mostly
//! say what another's do, in another script, has none of its own: they stand in the other's as what differs.

use std::collections::BTreeMap;

use super::alike::Script;
use super::bytes::write_presence;
use super::record::{LocaleRecords, Manifest, Record, RecordBlock, Row};

/// Locales with less text than so many bytes have blocks of about so many each, and those with more of [`MANY`]:
/// few files for a small site, and ten hits that cost little in a large one.
const STEPS: [(usize, usize); 4] = [
    (512 * 1024, 64 * 1024),
    (1280 * 1024, 40 * 1024),
    (2304 * 1024, 32 * 1024),
    (8 * 1024 * 1024, 22 * 1024),
];
const MANY: usize = 16 * 1024;
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
    scripts: BTreeMap<String, Script>,
}

/// One locale's block under way.
#[derive(Default)]
struct Block {
    number: u32,
    rows: RecordBlock,
    present: Vec<u32>,
}

/// How a locale's records are cut into blocks. `documents` is how many the site has.
pub fn layout(code: &str, amount: Amount, documents: u32) -> LocaleRecords {
    let step = STEPS.iter().find(|(most, _)| amount.bytes < *most);
    let size = step.map_or(MANY, |(_, size)| *size);
    let each = amount.bytes / documents.max(1) as usize + FRAME;
    LocaleRecords {
        code: code.to_owned(),
        like: None,
        block: u32::try_from((size / each).max(1)).unwrap_or(1),
        partial: amount.documents < documents as usize,
    }
}

impl Blocks {
    /// None begun. The first documents tell which locales say the same in another script.
    pub fn learn<'a>(
        manifest: &mut Manifest,
        documents: impl Iterator<Item = &'a [(String, Record)]> + Clone,
    ) -> Self {
        let mut scripts = BTreeMap::new();
        for at in 1..manifest.locales.len() {
            let (before, rest) = manifest.locales.split_at_mut(at);
            let Some(locale) = rest.first_mut() else { continue };
            for base in before.iter().filter(|base| base.like.is_none()) {
                let of = |records: &'a [(String, Record)], code: &str| {
                    records.iter().find(|(own, _)| own == code).map(|(_, record)| record)
                };
                let pairs =
                    documents.clone().filter_map(|all| of(all, &base.code).zip(of(all, &locale.code)));
                let Some(script) = Script::learn(pairs) else { continue };
                locale.like = Some(base.code.clone());
                locale.block = base.block;
                scripts.insert(locale.code.clone(), script);
                break;
            }
        }
        let locales = manifest.locales.iter().map(|locale| (locale.code.clone(), Block::default()));
        Self { locales: locales.collect(), scripts }
    }

    /// Adds the records of a document, by locale; documents rise from call to call.
    pub fn add<E>(
        &mut self,
        manifest: &Manifest,
        document: u32,
        records: Vec<(String, Record)>,
        put: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        let mut alike = Vec::new();
        for (code, record) in records {
            let Some(locale) = manifest.locale(&code) else { continue };
            if locale.partial
                && let Some(block) = self.locales.get_mut(&code)
            {
                block.present.push(document);
            }
            match &locale.like {
                Some(base) => alike.push((base, code, record)),
                None => rows.entry(&locale.code).or_default().own = Some(record),
            }
        }
        for (base, code, record) in alike {
            let row = rows.entry(base).or_default();
            let own = row.own.as_ref().zip(self.scripts.get(&code));
            match own.and_then(|(own, script)| script.difference(own, &record)) {
                Some(difference) => drop(row.alike.insert(code, difference)),
                None => drop(row.apart.insert(code, record)),
            }
        }
        for (code, row) in rows {
            let (Some(locale), Some(block)) = (manifest.locale(code), self.locales.get_mut(code)) else {
                continue;
            };
            let (number, at) = (document / locale.block, document % locale.block);
            if number != block.number {
                block.finish(manifest, locale, put)?;
                block.number = number;
            }
            block.rows.resize(at as usize, None);
            block.rows.push(Some(row));
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
            if let Some(script) = self.scripts.get(&locale.code) {
                put(manifest.script_file(locale), script.to_bytes())?;
            }
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
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let first = self.number * locale.block;
        // Strings and numbers always serialise. A document a line, so that a reader needn't parse those around it.
        let lines: Vec<String> =
            rows.iter().map(|row| serde_json::to_string(row).unwrap_or_default()).collect();
        put(manifest.record_file(locale, first), format!("[\n{}\n]\n", lines.join(",\n")).into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_locale_has_few_blocks_and_a_large_one_small_ones() {
        let amount = |bytes| Amount { bytes, documents: 10 };
        assert_eq!(layout("x", amount(10 * 4000), 10).block, 15);
        assert_eq!(layout("x", amount(100_000 * 4000), 100_000).block, 3);
        assert!(layout("x", amount(40_000), 13).partial);
    }
}
