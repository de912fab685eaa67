//! Packs OpenCC's configurations and dictionaries into the form the crate embeds.
//!
//! Dictionary text and configuration JSON in, a pack (see `layout.rs`) and the string
//! of values out. Runs in the build script; the crate compiles it for its tests only.
//! Opens no file: the caller hands in a way to read one by name.
//!
//! A group of dictionaries becomes one longest-match table. In a `short_circuit` group
//! an earlier dictionary's shorter match beats a later one's longer match, so an entry
//! can only ever win if no earlier dictionary holds a prefix of it; the others are
//! dropped, after which "longest match" and OpenCC's rule are the same thing.

mod classes;
mod configuration;
mod dictionary;
mod json;
mod sections;

use std::collections::BTreeMap;

use yada::builder::DoubleArrayBuilder;

use super::layout;
use configuration::{Configuration, Group};
use dictionary::{Entries, merge, parse_dictionary, single};
use sections::{character_table, join_sections, pair_filter, words_to_bytes};

/// The ideographic description operators.
const DESCRIPTION_OPERATORS: std::ops::RangeInclusive<char> = '\u{2FF0}'..='\u{2FFF}';

/// What the build script writes to disk.
pub struct Packed {
    /// The sections.
    pub pack: Vec<u8>,
    /// The text that the records point into.
    pub values: String,
}

/// Packs every profile.
///
/// `read` returns the text of a file named relative to the data folder. Fails on data
/// that does not have the form the engine rests on, naming the file.
pub fn pack(read: &dyn Fn(&str) -> Result<String, String>) -> Result<Packed, String> {
    let mut packer = Packer::default();
    let mut configurations = Vec::new();
    for name in layout::PROFILE_NAMES {
        let configuration = Configuration::read(read, name)?;
        packer.load(read, &configuration)?;
        configurations.push(configuration);
    }
    packer.intern_characters()?;
    let mut profiles = Vec::new();
    for configuration in &configurations {
        profiles.extend(packer.profile_row(configuration)?);
    }
    let classes = classes::classes(&packer.files)?;
    let mut sections = vec![Vec::new(); layout::CLASSES + 1];
    sections[layout::PROFILES] = words_to_bytes(&profiles);
    sections[layout::MATCHERS] = words_to_bytes(&packer.matcher_rows);
    sections[layout::CLASSES] = words_to_bytes(&character_table(&classes));
    sections.append(&mut packer.sections);
    Ok(Packed { pack: join_sections(&sections), values: packer.values })
}

/// Collects matchers and values, each once.
#[derive(Default)]
struct Packer {
    files: BTreeMap<String, Entries>,
    /// The sections after the fixed ones.
    sections: Vec<Vec<u8>>,
    matcher_rows: Vec<u32>,
    matcher_of: BTreeMap<Group, u32>,
    phrases_of: BTreeMap<Vec<(String, u32)>, [u32; 2]>,
    values: String,
    record_of: BTreeMap<Vec<String>, u32>,
}

impl Packer {
    fn load(
        &mut self,
        read: &dyn Fn(&str) -> Result<String, String>,
        configuration: &Configuration,
    ) -> Result<(), String> {
        for (_, file) in configuration.groups().flatten() {
            if !self.files.contains_key(file) {
                let entries = parse_dictionary(file, &read(file)?)?;
                self.files.insert(file.clone(), entries);
            }
        }
        Ok(())
    }

    /// Puts the values of characters side by side: they are read far more often than phrases'.
    fn intern_characters(&mut self) -> Result<(), String> {
        let files = std::mem::take(&mut self.files);
        for entries in files.values() {
            for (_, candidates) in entries.iter().filter(|(key, _)| single(key).is_some()) {
                self.record(candidates)?;
            }
        }
        self.files = files;
        Ok(())
    }

    fn record(&mut self, candidates: &[String]) -> Result<u32, String> {
        if let Some(&record) = self.record_of.get(candidates) {
            return Ok(record);
        }
        let start = self.values.len() as u32;
        let length = candidates[0].len() as u32;
        self.values.push_str(&candidates.join(" "));
        self.values.push('\n');
        if length > layout::LENGTH_MASK || self.values.len() as u32 > layout::START_MASK {
            return Err("the values no longer fit the record".to_owned());
        }
        let many = if candidates.len() > 1 { layout::MANY } else { 0 };
        let record = many | (length << layout::LENGTH_SHIFT) | start;
        self.record_of.insert(candidates.to_vec(), record);
        Ok(record)
    }

    fn profile_row(&mut self, configuration: &Configuration) -> Result<[u32; layout::PROFILE_WORDS], String> {
        let segmentation = match &configuration.segmentation {
            None => layout::ABSENT,
            Some(group) if self.has_single(group) => {
                return Err("a segmentation with one-character words".to_owned());
            }
            Some(group) if self.merges(group, &configuration.stages[0]) => layout::MERGED,
            Some(group) => self.matcher(group)?,
        };
        let second = match configuration.stages.get(1) {
            None => layout::ABSENT,
            Some(group) => self.matcher(group)?,
        };
        Ok([
            self.matcher(&configuration.normalization)?,
            segmentation,
            self.matcher(&configuration.stages[0])?,
            second,
        ])
    }

    /// Whether the first stage's phrase matches are the segmentation's words: it begins
    /// with the segmentation's dictionaries, and all else in it is characters for characters.
    fn merges(&self, segmentation: &Group, stage: &Group) -> bool {
        let (first, later): (Group, Group) = stage.iter().cloned().partition(|(rank, _)| *rank == 0);
        let characters = |(_, file): &(usize, String)| {
            let mut entries = self.files[file].iter();
            entries.all(|(key, found)| single(key).and(single(&found[0])).is_some())
        };
        first == *segmentation && later.iter().all(characters)
    }

    /// Whether the group has an entry for a character.
    fn has_single(&self, group: &Group) -> bool {
        let mut keys = group.iter().flat_map(|(_, file)| self.files[file].keys());
        keys.any(|key| single(key).is_some())
    }

    /// The row number of the group's matcher, packing it at first use.
    fn matcher(&mut self, group: &Group) -> Result<u32, String> {
        if let Some(&row) = self.matcher_of.get(group) {
            return Ok(row);
        }
        let mut characters: BTreeMap<char, u32> =
            DESCRIPTION_OPERATORS.map(|operator| (operator, layout::SPECIAL)).collect();
        let (mut candidate_list, mut phrases) = (Vec::new(), Vec::new());
        for (key, candidates) in merge(group, &self.files)? {
            let record = self.record(&candidates)?;
            if let Some(character) = single(&key) {
                *characters.entry(character).or_default() |= match single(&candidates[0]) {
                    Some(rendering) => u32::from(character) ^ u32::from(rendering),
                    None => layout::SPECIAL,
                };
                candidate_list.extend([u32::from(character), record]);
            } else {
                let first = key.chars().next().unwrap_or_default();
                *characters.entry(first).or_default() |= layout::STARTS_PHRASE;
                phrases.push((key, record));
            }
        }
        let table = self.add(words_to_bytes(&character_table(&characters)));
        let candidate_list = self.add(words_to_bytes(&candidate_list));
        let [filter, trie] = self.phrases(phrases)?;
        let row = (self.matcher_rows.len() / layout::MATCHER_WORDS) as u32;
        self.matcher_rows.extend([table, candidate_list, filter, trie]);
        self.matcher_of.insert(group.clone(), row);
        Ok(row)
    }

    /// The sections of the filter and the trie of these phrases.
    fn phrases(&mut self, phrases: Vec<(String, u32)>) -> Result<[u32; 2], String> {
        if phrases.is_empty() {
            return Ok([layout::ABSENT; 2]);
        }
        if let Some(&sections) = self.phrases_of.get(&phrases) {
            return Ok(sections);
        }
        let bytes: Vec<(&[u8], u32)> =
            phrases.iter().map(|(key, record)| (key.as_bytes(), *record)).collect();
        let trie = DoubleArrayBuilder::build(&bytes).map_err(|error| error.to_string())?;
        let filter = self.add(words_to_bytes(&pair_filter(&phrases)));
        let trie = self.add(trie);
        self.phrases_of.insert(phrases, [filter, trie]);
        Ok([filter, trie])
    }

    fn add(&mut self, section: Vec<u8>) -> u32 {
        self.sections.push(section);
        (layout::CLASSES + self.sections.len()) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DICTIONARY: &str = r#"{ "type": "text", "file": "F" }"#;

    /// Packs sixteen equal profiles of one stage with this group.
    fn pack_group(group: &str, files: &[(&str, &str)]) -> Result<Packed, String> {
        let normalization = DICTIONARY.replace('F', "empty.txt");
        let json = format!(
            r#"{{ "normalization": [ {{ "dict": {normalization} }} ],
                  "conversion_chain": [ {{ "dict": {group} }} ] }}"#
        );
        pack(&|name: &str| {
            if name.starts_with("config/") {
                return Ok(json.clone());
            }
            let found = files.iter().find(|(file, _)| *file == name);
            Ok(found.map_or_else(String::new, |(_, text)| (*text).to_owned()))
        })
    }

    #[test]
    fn what_is_embedded_is_what_the_data_packs_to() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/hanzi/data/opencc-1.4.2/");
        let read = |name: &str| {
            std::fs::read_to_string(format!("{folder}{name}")).map_err(|error| error.to_string())
        };
        let packed = pack(&read).unwrap();
        let embedded: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/hanzi.pack"));
        assert!(packed.pack == embedded);
        assert!(packed.values == include_str!(concat!(env!("OUT_DIR"), "/hanzi.values")));
    }

    #[test]
    fn an_entry_that_can_never_win_is_dropped() {
        let group: Group = vec![(0, "a".to_owned()), (1, "b".to_owned())];
        let files = [("a", "甲乙\t一\n"), ("b", "甲乙\t二\n甲乙丙\t三\n甲\t四\n")];
        let files = files.map(|(name, text)| (name.to_owned(), parse_dictionary(name, text).unwrap()));
        let merged = merge(&group, &files.into()).unwrap();
        let keys: Vec<_> = merged.iter().map(|(key, found)| (key.as_str(), found[0].as_str())).collect();
        assert_eq!(keys, [("甲", "四"), ("甲乙", "一")]);
    }

    #[test]
    fn a_union_keeps_the_longer_entry_of_a_later_dictionary() {
        let group: Group = vec![(0, "a".to_owned()), (0, "b".to_owned())];
        let files = [("a", "甲乙\t一\n"), ("b", "甲乙丙\t三\n")];
        let files = files.map(|(name, text)| (name.to_owned(), parse_dictionary(name, text).unwrap()));
        assert_eq!(merge(&group, &files.into()).unwrap().len(), 2);
    }

    #[test]
    fn data_of_another_form_is_refused_with_its_place() {
        for (line, complaint) in [
            ("甲 乙", "no tab"),
            ("甲\t", "an empty candidate"),
            ("a\t乙", "the key is ASCII or empty"),
            ("甲\t乙\n甲\t丙", "the key occurs twice"),
        ] {
            let group = DICTIONARY.replace('F', "bad.txt");
            let error = pack_group(&group, &[("bad.txt", line)]).err();
            let error = error.unwrap_or_default();
            assert!(error.starts_with("bad.txt:") && error.ends_with(complaint), "{error}");
        }
    }

    #[test]
    fn a_short_circuit_group_inside_a_group_is_refused() {
        let inner = r#"{ "type": "group", "dicts": [D, D] }"#;
        let group = inner.replace('D', &inner.replace('D', DICTIONARY));
        let error = pack_group(&group, &[]).err().unwrap_or_default();
        assert!(error.contains("a short-circuit group inside a group"), "{error}");
    }
}
