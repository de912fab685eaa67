//! Lists the rows of the rule tables that no case uses, and finds none.
//!
//! The tables of `src/lexicon/data` and `src/import/data` and all cases are read from disk. What
//! makes a row used stands with each table: for figures in `figures`, `sentences`, `edges` and `no_metrics`,
//! for pages in `page_tables`. Cases of figures are those of `tests/cases/extract`, read as they are
//! written and in Traditional characters; those of pages `tests/cases/import_lines`.

mod edges;
mod figures;
mod no_metrics;
mod page_tables;
mod pages;
mod readings;
mod sentences;
mod topics;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::sync::{LazyLock, Mutex};

use crate::sandbox::project;

/// A table's rows below its header, each with as many cells as the header has.
pub(super) fn rows(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(project().join(path)).expect("a table");
    let width = text.lines().next().map_or(0, |header| header.split('\t').count());
    let row = |line: &str| {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        cells.resize(width, String::new());
        cells
    };
    text.lines().skip(1).filter(|line| !line.is_empty()).map(row).collect()
}

type Words = BTreeMap<&'static str, &'static [(String, String)]>;

/// A table of words on disk, the longest first, each with what its second cell says.
pub(super) fn words(table: &'static str) -> &'static [(String, String)] {
    static TABLES: LazyLock<Mutex<Words>> = LazyLock::new(Mutex::default);
    let read = || {
        let rows = rows(&format!("src/lexicon/data/{table}.tsv"));
        let mut words: Vec<_> = rows.into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        &*Vec::leak(words)
    };
    TABLES.lock().expect("no test panics in reading").entry(table).or_insert_with(read)
}

/// The longest word of a table that a text begins with, and what its second cell says.
pub(super) fn begins(table: &'static str, text: &str) -> Option<(&'static str, &'static str)> {
    let found = words(table).iter().find(|(word, _)| text.starts_with(word.as_str()));
    found.map(|(word, meaning)| (word.as_str(), meaning.as_str()))
}

/// The lines of every file of a folder of cases, headers left out.
pub(super) fn lines_of(folder: &str) -> Vec<String> {
    let folder = project().join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let read = |path| fs::read_to_string(path).expect("UTF-8");
    files.iter().flat_map(|path| read(path).lines().skip(1).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Where a word stands in a text.
pub(super) fn places(text: &str, word: &str) -> Vec<(usize, usize)> {
    text.match_indices(word).map(|(at, _)| (at, at + word.len())).collect()
}

/// Whether a text holds a word by itself, not as a part of a longer one of the table, and no other
/// word of the table elsewhere: then what was read comes from this row alone.
pub(super) fn names_only<'w>(text: &str, word: &str, table: impl Iterator<Item = &'w str>) -> bool {
    let own = places(text, word);
    let mut free = own.clone();
    for other in table.filter(|other| *other != word) {
        for (start, end) in places(text, other) {
            free.retain(|(from, to)| !(start <= *from && *to <= end));
            if !own.iter().any(|(from, to)| *from < end && start < *to) {
                return false;
            }
        }
    }
    !free.is_empty()
}

#[test]
fn every_row_of_a_table_of_figures_is_used_by_a_case() {
    let readings = readings::all();
    let mut unused = figures::unused(&readings);
    unused.extend(sentences::unused(&readings));
    assert!(unused.is_empty(), "{} rows without a case:\n{}", unused.len(), unused.join("\n"));
}

#[test]
fn every_row_of_a_table_of_pages_is_used_by_a_case() {
    let unused = page_tables::unused(&pages::cases());
    assert!(unused.is_empty(), "{} rows without a case:\n{}", unused.len(), unused.join("\n"));
}

#[test]
fn every_line_of_a_page_is_read_as_expected() {
    let wrong: Vec<String> = pages::cases().iter().filter_map(pages::difference).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
