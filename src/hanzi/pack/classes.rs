//! Tells the characters that only one script writes.
//!
//! Dictionaries in, a class per character out. Looks only at which dictionary holds a
//! character on which side, never at text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::layout;
use super::dictionary::Entries;

/// What the characters standard in Traditional text are taken from; words exchanged for
/// others (`TWPhrases.txt` …) are no evidence.
const TRADITIONAL_VALUES: [&str; 5] = [
    "STCharacters.txt",
    "TWVariants.txt",
    "TWVariantsPhrases.txt",
    "HKVariants.txt",
    "HKVariantsPhrases.txt",
];

/// What the characters standard in Simplified text are taken from.
const SIMPLIFIED_VALUES: [&str; 2] = ["TSCharacters.txt", "TSCharactersExt.txt"];

/// The characters that only one script writes, by `EXCLUSIVE` bit.
///
/// A character is Simplified only if a dictionary changes it into Traditional, none
/// offers it as a Traditional form, and none changes it into Simplified; likewise the
/// other way. A character that either script may contain is in neither class. A phrase
/// that its own script's dictionaries would change once more (不可赀計) is a slip in the
/// data and no evidence.
pub fn classes(files: &BTreeMap<String, Entries>) -> Result<BTreeMap<char, u32>, String> {
    let simplified = characters(files, &["STCharacters.txt"], Side::Keys)?;
    let traditional = characters(files, &["TSCharacters.txt"], Side::Keys)?;
    let mut in_traditional = characters(files, &TRADITIONAL_VALUES, Side::Values)?;
    in_traditional.extend(settled(files, "STPhrases.txt", "STCharacters.txt")?);
    let mut in_simplified = characters(files, &SIMPLIFIED_VALUES, Side::Values)?;
    in_simplified.extend(settled(files, "TSPhrases.txt", "TSCharacters.txt")?);
    let mut classes = BTreeMap::new();
    for character in simplified.difference(&in_traditional) {
        if !traditional.contains(character) {
            classes.insert(*character, layout::SIMPLIFIED_EXCLUSIVE);
        }
    }
    for character in traditional.difference(&in_simplified) {
        if !simplified.contains(character) {
            classes.insert(*character, layout::TRADITIONAL_EXCLUSIVE);
        }
    }
    Ok(classes)
}

/// The characters of the phrases' values that a second conversion would leave alone.
fn settled(
    files: &BTreeMap<String, Entries>,
    phrases: &str,
    characters: &str,
) -> Result<BTreeSet<char>, String> {
    let phrases = dictionary(files, phrases)?;
    let characters = dictionary(files, characters)?;
    let is_settled = |value: &&String| {
        let mut rest = value.as_str();
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(start, found)| start + found.len_utf8());
            let longest = ends.rev().find(|&end| phrases.contains_key(&rest[..end]));
            let end = longest.unwrap_or(first.len_utf8());
            let entries = if longest.is_some() { phrases } else { characters };
            if entries.get(&rest[..end]).is_some_and(|candidates| candidates[0] != rest[..end]) {
                return false;
            }
            rest = &rest[end..];
        }
        true
    };
    let values = phrases.values().flatten().filter(is_settled);
    Ok(values.flat_map(|value| value.chars()).collect())
}

enum Side {
    Keys,
    Values,
}

/// All characters on one side of these dictionaries.
fn characters(
    files: &BTreeMap<String, Entries>,
    names: &[&str],
    side: Side,
) -> Result<BTreeSet<char>, String> {
    let mut found = BTreeSet::new();
    for &name in names {
        for (key, candidates) in dictionary(files, name)? {
            match side {
                Side::Keys => found.extend(key.chars()),
                Side::Values => found.extend(candidates.iter().flat_map(|text| text.chars())),
            }
        }
    }
    Ok(found)
}

fn dictionary<'a>(files: &'a BTreeMap<String, Entries>, name: &str) -> Result<&'a Entries, String> {
    files.get(name).ok_or_else(|| format!("{name} is missing"))
}
