//! Lets the browser's engine answer in Node what Rust answered, and compares.
//!
//! An index goes to a temporary folder with Rust's answers; `tests/js/search.test.mjs` reads both.

use std::collections::BTreeMap;
use std::process::Command;

use fanzha::search::{Facets, Fold, Hit, Index, Options, Results};
use serde::Serialize;

use crate::sandbox::project;

/// An answer as `search.test.mjs` reads it.
#[derive(Serialize)]
pub struct Answer<'a> {
    query: &'a str,
    locale: &'a str,
    limit: usize,
    total: usize,
    exact: bool,
    relaxed: bool,
    facets: Option<Facets>,
    results: Vec<Hit>,
}

/// Asks an index every query, for several limits.
pub fn answers<'a>(index: &Index, queries: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Answer<'a>> {
    let asked = queries.flat_map(|query| [1, 3, 100].map(|limit| (query, limit)));
    asked
        .map(|((query, locale), limit)| {
            let options = Options { facets: limit == 3, ..Options::first(limit) };
            let found = index.query(query, locale, &options);
            let Results { total, exact, relaxed, results, facets, .. } = found;
            Answer { query, locale, limit, total, exact, relaxed, facets, results }
        })
        .collect()
}

/// Lets `search.test.mjs` ask an index in Node and compare with Rust's answers.
pub fn javascript_agrees(files: &BTreeMap<String, Vec<u8>>, answers: &[Answer<'_>]) {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: there is no node to run search.js with");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a temporary file can be written");
    };
    files.iter().for_each(|(path, bytes)| put(path, bytes));
    let table = files.iter().find(|(path, _)| path.starts_with("fold-")).expect("a fold table");
    let fold = Fold::from_bytes(table.1).expect("a fold table");
    let folds: Vec<(String, String)> = (0x20..=0xFFFF_u32)
        .filter_map(char::from_u32)
        .map(|c| (c.to_string(), fold.text(&format!("a{c}a")).chars.into_iter().collect()))
        .collect();
    put("answers.json", &serde_json::to_vec(&answers).expect("answers serialise"));
    put("folds.json", &serde_json::to_vec(&folds).expect("folds serialise"));
    let run = Command::new("node")
        .args(["--test", "tests/js/search.test.mjs"])
        .env("FANZHA_SEARCH_CASES", folder.path())
        .current_dir(project())
        .output()
        .expect("node runs");
    let told = format!("{}\n{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{told}");
}
