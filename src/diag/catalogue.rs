//! The table of every kind of finding: severity, wording, help, explanation, in two languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::language::Language;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A build is refused.
    Error,
    /// A build goes on, unless it is strict.
    Warning,
}

/// Who is at fault; the exit code follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// The content: exit code 1.
    Content,
    /// The call or `site.toml`: exit code 2.
    Call,
    /// The machine, such as its disk or permissions: exit code 3.
    Machine,
}

impl Class {
    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            Class::Content => 1,
            Class::Call => 2,
            Class::Machine => 3,
        }
    }
}

/// One text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    zh: String,
    en: String,
}

impl Wording {
    /// The text of a language.
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// A kind of finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Error or warning.
    #[serde(default = "error")]
    pub severity: Severity,
    /// Who is at fault.
    #[serde(default = "content")]
    pub class: Class,
    /// The fact.
    pub message: Wording,
    /// Helps by variant; `usual` is taken unless a finding chooses another.
    #[serde(default)]
    pub help: BTreeMap<String, Wording>,
    /// Why it matters, for `--explain`.
    pub why: Wording,
    /// A right example, for `--explain`.
    #[serde(default)]
    pub example: Option<String>,
}

fn error() -> Severity {
    Severity::Error
}

fn content() -> Class {
    Class::Content
}

/// The whole table.
#[derive(Debug)]
pub struct Catalogue(BTreeMap<String, Entry>);

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| {
    // The table is part of the program; a test parses it.
    Catalogue(toml::from_str(include_str!("data/catalogue.toml")).unwrap_or_default())
});

static UNLISTED: LazyLock<Entry> = LazyLock::new(|| Entry {
    severity: Severity::Error,
    class: Class::Content,
    message: Wording {
        zh: "未列入目录的问题".to_owned(), en: "a finding without an entry".to_owned()
    },
    help: BTreeMap::new(),
    why: Wording { zh: String::new(), en: String::new() },
    example: None,
});

impl Catalogue {
    /// The table in the binary.
    pub fn embedded() -> &'static Catalogue {
        &EMBEDDED
    }

    /// The entry of a code that fanzha itself uses.
    pub fn entry(&self, code: &str) -> &Entry {
        self.get(code).unwrap_or(&UNLISTED)
    }

    /// The entry of a code that somebody typed.
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.0.get(code)
    }

    /// Every code, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(text: &str) -> Vec<&str> {
        let mut names: Vec<_> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    #[test]
    fn the_table_parses() {
        let table: Result<BTreeMap<String, Entry>, _> = toml::from_str(include_str!("data/catalogue.toml"));
        assert!(table.is_ok(), "{:?}", table.err().map(|e| e.to_string()));
    }

    #[test]
    fn both_languages_name_the_same_values() {
        for (code, entry) in &Catalogue::embedded().0 {
            for wording in std::iter::once(&entry.message).chain(entry.help.values()) {
                assert_eq!(placeholders(&wording.zh), placeholders(&wording.en), "{code}");
            }
        }
    }

    #[test]
    fn english_messages_are_lower_case_without_a_stop() {
        for (code, entry) in &Catalogue::embedded().0 {
            let text = &entry.message.en;
            assert!(!text.ends_with('.'), "{code}");
            let first = text.chars().next().unwrap_or('a');
            assert!(!first.is_uppercase() || text.starts_with("TOML"), "{code}: {text}");
        }
    }
}
