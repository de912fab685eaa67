//! The table of findings against the program: every code, help and value that one has, the other has.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde::Deserialize;

use crate::sandbox::{fanzha, files, project, run};

#[derive(Deserialize)]
struct Entry {
    message: BTreeMap<String, String>,
    #[serde(default)]
    help: BTreeMap<String, BTreeMap<String, String>>,
}

fn table() -> BTreeMap<String, Entry> {
    let text = std::fs::read_to_string(project().join("src/diag/data/catalogue.toml")).expect("readable");
    toml::from_str(&text).expect("the catalogue is TOML")
}

/// What the program is made of, by path, without unit tests.
fn program() -> BTreeMap<String, String> {
    let sources = files(&project().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    sources
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("sources are UTF-8");
            let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
            (path, text[..end].to_owned())
        })
        .collect()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}

/// Where each code is used: as a literal of `Diagnostic::new`, or passed to a function that takes a `code`.
fn used_codes() -> BTreeMap<String, BTreeSet<String>> {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let takes_code = pattern(
        r"fn (\w+)(?:<[^>]*>)?\(\s*(?:&(?:mut )?self,\s*)?code: &'static str|let (?:mut )?(\w+) = \|code\b",
    );
    let new = pattern(r#"Diagnostic::new\(\s*"([^"]+)""#);
    for (path, text) in program() {
        let mut add = |code: &str| used.entry(code.to_owned()).or_default().insert(path.clone());
        new.captures_iter(&text).for_each(|found| {
            add(&found[1]);
        });
        for taker in takes_code.captures_iter(&text) {
            let name = taker.get(1).or(taker.get(2)).map_or("", |name| name.as_str());
            let call = pattern(&format!(r#"\b{name}\(\s*"([^"]+)""#));
            call.captures_iter(&text).for_each(|found| {
                add(&found[1]);
            });
        }
    }
    used
}

fn placeholders(entry: &Entry) -> BTreeSet<String> {
    let name = pattern(r"\{(\w+)\}");
    let texts = entry.message.values().chain(entry.help.values().flat_map(BTreeMap::values));
    texts
        .flat_map(|text| name.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_code_of_the_program_has_an_entry_and_every_entry_is_used() {
    let listed: BTreeSet<String> = table().into_keys().collect();
    let used: BTreeSet<String> = used_codes().into_keys().collect();
    assert!(used.len() > 50, "{used:?}");
    assert_eq!(used.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "used without an entry");
    assert_eq!(listed.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "listed without a use");
}

#[test]
fn every_entry_speaks_both_languages_and_helps() {
    for (code, entry) in table() {
        for wording in std::iter::once(&entry.message).chain(entry.help.values()) {
            let languages: Vec<_> = wording.keys().map(String::as_str).collect();
            assert_eq!(languages, ["en", "zh"], "{code}");
            assert!(wording.values().all(|text| !text.trim().is_empty()), "{code}");
        }
        assert!(!entry.help.is_empty(), "{code} says what to do");
    }
}

/// Each `.help("…")` belongs to the finding begun last before it.
#[test]
fn a_help_that_the_program_chooses_is_in_the_entry_it_chooses_for() {
    let table = table();
    let step =
        pattern(r#"Diagnostic::new\((?:\s*"([^"]+)"|\w)|\.help\("([^"]+)"\)|wrong_type\(\w+, "([^"]+)""#);
    let mut chosen = 0;
    for (path, text) in program() {
        let mut code = None;
        for found in step.captures_iter(&text) {
            if let Some(variant) = found.get(3) {
                assert!(
                    table["wrong-type"].help.contains_key(variant.as_str()),
                    "{path}: {}",
                    variant.as_str()
                );
                chosen += 1;
            } else if let Some(variant) = found.get(2) {
                // A code that was passed in: every code of this file that has helps to choose from will do.
                let fits = |code: &str| {
                    table.get(code).is_some_and(|entry| entry.help.contains_key(variant.as_str()))
                };
                let known = match code {
                    Some(code) => fits(code),
                    None => table.keys().any(|code| fits(code)),
                };
                assert!(known, "{path}: {code:?} has no help `{}`", variant.as_str());
                chosen += 1;
            } else {
                code = found.get(1).map(|code| code.as_str());
            }
        }
    }
    assert!(chosen > 15, "{chosen}");
}

#[test]
fn no_help_of_an_entry_is_beyond_reach() {
    let program: String = program().into_values().collect();
    for (code, entry) in table() {
        for variant in entry.help.keys().filter(|variant| *variant != "usual") {
            assert!(program.contains(&format!("\"{variant}\"")), "{code}: help `{variant}` is never chosen");
        }
        let chosen_always = ["wrong-type"].contains(&code.as_str());
        assert_eq!(entry.help.contains_key("usual"), !chosen_always, "{code}: the usual help");
    }
}

#[test]
fn every_value_that_a_wording_names_is_given() {
    let (table, program) = (table(), program());
    for (code, paths) in used_codes() {
        let given: BTreeSet<String> = paths
            .iter()
            .flat_map(|path| {
                let with = pattern(r#"\.with(?:_words)?\(\s*"(\w+)""#);
                with.captures_iter(&program[path]).map(|found| found[1].to_owned()).collect::<Vec<_>>()
            })
            .collect();
        let wanted = placeholders(&table[&code]);
        let missing: Vec<_> = wanted.difference(&given).collect();
        assert!(missing.is_empty(), "{code}: {missing:?} is never given in {paths:?}");
    }
}

#[test]
fn every_code_can_be_explained_in_both_languages() {
    for (code, entry) in table() {
        for (language, locale) in [("zh", "zh_CN.UTF-8"), ("en", "en_GB.UTF-8")] {
            let shown = run(fanzha().env("LANG", locale).args(["check", "--explain", &code])).expect_code(0);
            assert!(shown.stdout.starts_with(&code), "{}", shown.stdout);
            assert!(shown.stdout.contains(&entry.message[language]), "{code}: {}", shown.stdout);
            for help in entry.help.values() {
                assert!(shown.stdout.contains(&help[language]), "{code}: {}", shown.stdout);
            }
            assert_eq!(shown.stderr, "", "{code}");
        }
    }
}

#[test]
fn a_code_that_nobody_knows_is_the_callers_slip() {
    let shown = run(fanzha().args(["check", "--explain", "quote-lost"])).expect_code(2);
    assert!(
        shown.stderr.contains("error[unknown-code]: there is no finding `quote-lost`"),
        "{}",
        shown.stderr
    );
}
