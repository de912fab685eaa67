//! Sentences of the commands that are no findings: comments in drafts, explanations, closing lines.
//!
//! An id and values in, the words in the user's language out. The words stand in `data/phrases.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diag::Language;

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    zh: String,
    en: String,
}

static TABLE: LazyLock<BTreeMap<String, Wording>> = LazyLock::new(|| {
    // The table is part of the program; a test parses it.
    toml::from_str(include_str!("data/phrases.toml")).unwrap_or_default()
});

/// The words of a phrase, each `{name}` replaced by its value.
pub fn phrase(language: Language, id: &'static str, values: &[(&str, &str)]) -> String {
    let wording = TABLE.get(id).map_or("", |wording| language.pick(&wording.zh, &wording.en));
    let mut text = String::with_capacity(wording.len() + 32);
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("…", |(_, value)| value));
        rest = behind;
    }
    text + rest
}

/// The phrase `id` with a number, which English says differently of one: `id` is that of many.
pub fn counted(language: Language, (one, many): (&'static str, &'static str), number: usize) -> String {
    let id = if language.has_singular(number) { one } else { many };
    phrase(language, id, &[("number", &number.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_fill_the_same_places() {
        let table: BTreeMap<String, Wording> =
            toml::from_str(include_str!("data/phrases.toml")).expect("the table parses");
        for (id, wording) in &table {
            assert!(!wording.zh.is_empty() && !wording.en.is_empty(), "{id}");
            assert_eq!(places(&wording.zh), places(&wording.en), "{id}");
        }
        assert!(table.len() > 20);
    }

    #[test]
    fn values_stand_where_the_wording_names_them() {
        let text = phrase(Language::En, "extract-none", &[("name", "a.md")]);
        assert!(text.starts_with("a.md: "), "{text}");
    }
}
