//! Reads OpenCC's dictionaries and merges those of a group.
//!
//! Text in, entries out, among which the longest match is OpenCC's choice. Knows
//! nothing of how entries are stored.

use std::collections::BTreeMap;

use super::configuration::Group;

/// An entry's key and its candidates, the first of which OpenCC takes.
pub type Entries = BTreeMap<String, Vec<String>>;

/// Reads a dictionary: a key, a tab, candidates separated by spaces; `#` starts a comment line.
pub fn parse_dictionary(file: &str, text: &str) -> Result<Entries, String> {
    let mut entries = Entries::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: &str| format!("{file}:{}: {what}", number + 1);
        let (key, values) = line.split_once('\t').ok_or_else(|| wrong("no tab"))?;
        let candidates: Vec<String> = values.split(' ').map(str::to_owned).collect();
        if key.is_ascii() || key.contains('\0') {
            return Err(wrong("the key is ASCII or empty"));
        }
        if candidates.iter().any(String::is_empty) {
            return Err(wrong("an empty candidate"));
        }
        if entries.insert(key.to_owned(), candidates).is_some() {
            return Err(wrong("the key occurs twice"));
        }
    }
    Ok(entries)
}

/// The one character of a one-character key.
pub fn single(key: &str) -> Option<char> {
    let mut characters = key.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Merges a group into entries among which the longest match is OpenCC's match.
pub fn merge(group: &Group, files: &BTreeMap<String, Entries>) -> Result<Entries, String> {
    let mut ranked: BTreeMap<&str, (usize, &Vec<String>)> = BTreeMap::new();
    for (rank, file) in group {
        let entries = files.get(file).ok_or_else(|| format!("{file} is not loaded"))?;
        for (key, candidates) in entries {
            ranked.entry(key).or_insert((*rank, candidates));
        }
    }
    let wins = |key: &str, rank: usize| {
        let mut prefixes = key.char_indices().skip(1).map(|(end, _)| &key[..end]);
        !prefixes.any(|prefix| ranked.get(prefix).is_some_and(|&(earlier, _)| earlier < rank))
    };
    Ok(ranked
        .iter()
        .filter(|&(key, &(rank, _))| wins(key, rank))
        .map(|(&key, &(_, candidates))| (key.to_owned(), candidates.clone()))
        .collect())
}
