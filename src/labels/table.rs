//! Labels by dotted key, as TOML states them.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use toml::Value;

/// Why a table of labels can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelFault(pub String);

/// Labels in nested tables of texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LabelTable {
    flat: HashMap<String, String>,
}

impl LabelTable {
    /// Reads a table; every value must be a text.
    pub fn parse(text: &str) -> Result<Self, LabelFault> {
        let table: toml::Table = toml::from_str(text).map_err(|error| LabelFault(error.to_string()))?;
        let mut flat = HashMap::new();
        flatten("", &Value::Table(table), &mut flat)?;
        Ok(LabelTable { flat })
    }

    /// The label of a dotted key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.flat.get(key).map(String::as_str)
    }

    /// Every key with its label, in order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut entries: Vec<_> = self.flat.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        entries.sort_unstable();
        entries.into_iter()
    }

    /// The same keys with other texts.
    pub fn map(&self, mut change: impl FnMut(&str) -> String) -> Self {
        LabelTable { flat: self.flat.iter().map(|(key, text)| (key.clone(), change(text))).collect() }
    }

    /// Takes over every label of another table, which wins.
    pub fn overlaid(mut self, other: LabelTable) -> Self {
        self.flat.extend(other.flat);
        self
    }

    /// The labels as nested maps, for templates.
    pub fn nested(&self) -> Nested {
        let mut root = BTreeMap::new();
        for (key, text) in &self.flat {
            let parts: Vec<&str> = key.split('.').collect();
            insert(&mut root, &parts, text);
        }
        Nested::Table(root)
    }
}

/// Labels as nested maps.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Nested {
    /// A label.
    Text(String),
    /// A table of labels.
    Table(BTreeMap<String, Nested>),
}

fn insert(table: &mut BTreeMap<String, Nested>, parts: &[&str], text: &str) {
    match parts {
        [] => {}
        [last] => {
            table.insert((*last).to_owned(), Nested::Text(text.to_owned()));
        }
        [first, rest @ ..] => {
            let inner = table.entry((*first).to_owned()).or_insert_with(|| Nested::Table(BTreeMap::new()));
            if let Nested::Table(inner) = inner {
                insert(inner, rest, text);
            }
        }
    }
}

fn flatten(prefix: &str, value: &Value, flat: &mut HashMap<String, String>) -> Result<(), LabelFault> {
    match value {
        Value::String(text) => {
            flat.insert(prefix.to_owned(), text.clone());
            Ok(())
        }
        Value::Table(table) => table.iter().try_for_each(|(key, value)| {
            let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            flatten(&key, value, flat)
        }),
        other => Err(LabelFault(format!("{prefix} is {}, not a text", other.type_str()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_dotted_and_a_later_table_wins() {
        let base = LabelTable::parse("[a]\nb = \"1\"\nc = \"2\"\n").expect("a table");
        let over = LabelTable::parse("a.c = \"3\"\n").expect("a table");
        let both = base.overlaid(over);
        assert_eq!(both.get("a.b"), Some("1"));
        assert_eq!(both.get("a.c"), Some("3"));
    }

    #[test]
    fn a_number_is_no_label() {
        assert!(LabelTable::parse("a = 1").is_err());
    }
}
