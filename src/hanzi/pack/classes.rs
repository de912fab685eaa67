//! Tells the characters that only one script writes.
//!
//! Dictionaries in, a class per character out. Looks only at which dictionary holds a
//! character on which side, never at text.

use std::collections::{BTreeMap, BTreeSet};

use super::super::layout;
use super::dictionary::Entries;

/// The characters that only one script writes.
///
/// A character is Simplified only if `s2t` changes it, no dictionary offers it as a
/// Traditional form, and no Traditional key contains it; likewise the other way.
pub fn classes(files: &BTreeMap<String, Entries>) -> Result<BTreeMap<char, u32>, String> {
    let keys = |file: &str| -> Result<BTreeSet<char>, String> {
        let entries = files
            .get(file)
            .ok_or_else(|| format!("{file} is missing"))?;
        Ok(entries.keys().flat_map(|key| key.chars()).collect())
    };
    let values = |file: &str| -> Result<BTreeSet<char>, String> {
        let entries = files
            .get(file)
            .ok_or_else(|| format!("{file} is missing"))?;
        Ok(entries
            .values()
            .flatten()
            .flat_map(|value| value.chars())
            .collect())
    };
    let union =
        |parts: Vec<BTreeSet<char>>| parts.into_iter().flatten().collect::<BTreeSet<char>>();
    let traditional = union(vec![
        values("STCharacters.txt")?,
        values("STPhrases.txt")?,
        values("STPhrases_GeneratedFromRegionalPhrases.txt")?,
        keys("TSCharacters.txt")?,
        keys("TSPhrases.txt")?,
        values("TWVariants.txt")?,
        values("TWVariantsPhrases.txt")?,
        values("TWPhrases.txt")?,
        values("HKVariants.txt")?,
        values("HKVariantsPhrases.txt")?,
        values("HKPhrases.txt")?,
    ]);
    let simplified = union(vec![
        keys("STCharacters.txt")?,
        keys("STPhrases.txt")?,
        keys("STPhrases_GeneratedFromRegionalPhrases.txt")?,
        values("TSCharacters.txt")?,
        values("TSCharactersExt.txt")?,
        values("TSPhrases.txt")?,
    ]);
    let mut classes = BTreeMap::new();
    for character in keys("STCharacters.txt")?.difference(&traditional) {
        classes.insert(*character, layout::SIMPLIFIED_EXCLUSIVE);
    }
    for character in keys("TSCharacters.txt")?.difference(&simplified) {
        classes.insert(*character, layout::TRADITIONAL_EXCLUSIVE);
    }
    Ok(classes)
}
