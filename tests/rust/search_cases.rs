//! Asks a small index the queries of `tests/cases/search/queries.tsv`, in Rust and in JavaScript.
//!
//! The index is written in memory from `documents.json`; for Node it goes to a
//! temporary folder with what Rust answered, and `search.test.mjs` compares.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use fanzha::search::{
    DocumentKind, Edition, Fold, Index, Options, Results, SearchDocument, StatedFigure, write_index,
};
use serde::Deserialize;

use crate::search_parity::{answers, javascript_agrees};

#[derive(Deserialize)]
struct DocumentCase {
    kind: DocumentKind,
    weight: u8,
    date: Option<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    campaigns: Vec<String>,
    editions: Vec<EditionCase>,
}

#[derive(Deserialize)]
struct EditionCase {
    locale: String,
    url: String,
    title: String,
    place: Option<String>,
    text: String,
    keywords: Vec<String>,
    #[serde(default)]
    campaigns: Vec<String>,
    /// Words of the text, indicator, figure.
    #[serde(default)]
    figures: Vec<(String, String, String)>,
}

struct QueryCase {
    locale: String,
    query: String,
    mode: String,
    expected: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn case_file(name: &str) -> String {
    let path = root().join("tests/cases/search").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn documents() -> Vec<SearchDocument> {
    let cases: Vec<DocumentCase> =
        serde_json::from_str(&case_file("documents.json")).expect("documents.json holds documents");
    let edition = |case: EditionCase| Edition {
        figures: case.figures.iter().enumerate().filter_map(|(n, row)| figure(&case.text, n, row)).collect(),
        locale: case.locale,
        url: case.url,
        title: case.title,
        place: case.place,
        campaigns: case.campaigns,
        text: case.text,
        keywords: case.keywords,
    };
    let document = |case: DocumentCase| SearchDocument {
        kind: case.kind,
        weight: case.weight,
        date: case.date,
        place: case.place,
        campaigns: case.campaigns,
        editions: case.editions.into_iter().map(edition).collect(),
    };
    cases.into_iter().map(document).collect()
}

fn figure(
    text: &str,
    number: usize,
    (words, label, value): &(String, String, String),
) -> Option<StatedFigure> {
    let start = text.find(words.as_str())?;
    let (label, value) = (label.clone(), value.clone());
    let fragment = format!("#q-{}", number + 1);
    Some(StatedFigure { range: start..start + words.len(), label, value, fragment })
}

/// The files of an index.
pub fn written(documents: Vec<SearchDocument>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let put = |path, bytes| {
        files.push((path, bytes));
        Ok::<(), std::convert::Infallible>(())
    };
    write_index(documents, &Fold::standard(), put).expect("memory takes every file");
    files.sort();
    files
}

fn queries() -> Vec<QueryCase> {
    let text = case_file("queries.tsv");
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let row: Vec<&str> = line.split('\t').collect();
        assert_eq!(row.len(), 5, "{line}");
        QueryCase {
            locale: row[1].into(),
            query: row[2].into(),
            mode: row[3].into(),
            expected: row[4].into(),
        }
    });
    rows.collect()
}

pub fn open(files: Vec<(String, Vec<u8>)>) -> Index {
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    Index::open(move |path| files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)))
        .expect("an index just written opens")
}

fn case_index() -> Index {
    open(written(documents()))
}

/// What is wrong with the results of a case, if anything.
fn complaint(case: &QueryCase, found: &Results) -> Option<String> {
    let urls: Vec<&str> = found.results.iter().map(|hit| hit.url.as_str()).collect();
    let relaxed = found.results.iter().any(|hit| hit.relaxed);
    let mode = if urls.is_empty() {
        "none"
    } else if relaxed {
        "relaxed"
    } else {
        "found"
    };
    let expected: Vec<&str> = case.expected.split_whitespace().collect();
    let right = match expected.as_slice() {
        [count] if count.starts_with('{') => *count == format!("{{{}}}", found.total),
        ["*", any @ ..] => urls.iter().collect::<BTreeSet<_>>() == any.iter().collect::<BTreeSet<_>>(),
        [first @ .., "…"] => urls.starts_with(first),
        all => urls == all,
    };
    let counted = found.total == urls.len();
    (mode != case.mode || !right || !counted).then(|| {
        format!(
            "{} [{}]: {mode} {} {}, not {} {}",
            case.query,
            case.locale,
            found.total,
            urls.join(" "),
            case.mode,
            case.expected
        )
    })
}

#[test]
fn every_case_query_finds_what_it_should() {
    let index = case_index();
    let cases = queries();
    assert!(cases.len() >= 60);
    let complaints: Vec<String> = cases
        .iter()
        .filter_map(|case| complaint(case, &index.query(&case.query, &case.locale, &Options::first(100))))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn results_hold_every_document_that_holds_the_folded_query() {
    let (documents, fold, index) = (documents(), Fold::standard(), case_index());
    let fields = |edition: &Edition| {
        let names = edition.place.iter().chain(&edition.keywords).cloned();
        let all = [edition.title.clone(), edition.text.clone()].into_iter().chain(names);
        all.map(|field| fold.text(&field).chars.into_iter().collect::<String>()).collect::<Vec<_>>()
    };
    let han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let texts: Vec<(&str, Vec<String>)> = documents
        .iter()
        .map(|document| (document.editions[0].url.as_str(), fields(&document.editions[0])))
        .collect();
    let mut grams = BTreeSet::new();
    for field in texts.iter().flat_map(|(_, fields)| fields) {
        let chars: Vec<char> = field.chars().collect();
        for length in 1..=6 {
            let windows = chars.windows(length).filter(|gram| {
                gram.iter().all(|&c| han(c) || c.is_ascii_digit()) && gram.iter().any(|&c| han(c))
            });
            grams.extend(windows.map(|gram| gram.iter().collect::<String>()));
        }
    }
    let (count, mut wider) = (grams.len(), 0);
    assert!(count > 2000);
    for gram in grams {
        let holding: BTreeSet<&str> = texts
            .iter()
            .filter(|(_, fields)| fields.iter().any(|field| field.contains(&gram)))
            .map(|(url, _)| *url)
            .collect();
        let found = index.query(&gram, "zh-Hans", &Options::first(100));
        let found: BTreeSet<&str> = found.results.iter().map(|hit| hit.url.as_str()).collect();
        assert!(found.is_superset(&holding), "{gram}: {found:?} {holding:?}");
        wider += usize::from(found != holding);
    }
    // Words of Taiwan and Hong Kong find what the mainland says instead.
    assert!(wider * 100 < count, "{wider} of {count} find more than holds them");
}

#[test]
fn the_order_of_documents_changes_no_byte() {
    let mut documents = documents();
    let first = written(documents.clone());
    documents.reverse();
    assert_eq!(written(documents), first);
}

/// Enough other words that the index needs several shards.
fn filler() -> impl Iterator<Item = SearchDocument> {
    (0..200_u32).map(|number| SearchDocument {
        kind: DocumentKind::Article,
        weight: 1,
        date: None,
        place: None,
        campaigns: Vec::new(),
        editions: vec![Edition {
            locale: "zh-Hans".into(),
            url: format!("/articles/filler-{number}/"),
            title: format!("Filler {number}"),
            text: (0..300)
                .filter_map(|at| char::from_u32(0x5000 + (number * 97 + at * at) % 0x4000))
                .collect(),
            ..Edition::default()
        }],
    })
}

#[test]
fn a_shard_that_cannot_be_read_is_named_and_the_rest_answers() {
    let documents: Vec<SearchDocument> = documents().into_iter().chain(filler()).collect();
    let files: BTreeMap<String, Vec<u8>> = written(documents).into_iter().collect();
    let whole = open(files.clone().into_iter().collect());
    assert_eq!(whole.query("追赃返还 重庆", "zh-Hans", &Options::first(10)).unread, Vec::<String>::new());
    let is_shard = |name: &&String| name.ends_with(".bin") && !name.contains("/zh") && !name.contains("/en");
    let mut told = 0;
    for lost in files.keys().filter(is_shard) {
        let mut rest = files.clone();
        rest.remove(lost);
        let found = open(rest.into_iter().collect()).query("追赃返还 重庆", "zh-Hans", &Options::first(10));
        if !found.unread.is_empty() {
            told += 1;
            assert_eq!(found.unread, std::slice::from_ref(lost));
            assert!(
                found.results.iter().any(|hit| hit.url == "/articles/chongqing-2025-h1/"),
                "without {lost}"
            );
        }
    }
    assert!(told > 1);
}

#[test]
fn an_index_without_documents_opens_and_finds_nothing() {
    let found = open(written(Vec::new())).query("断卡", "zh-Hans", &Options::first(10));
    assert_eq!(found, Results { exact: true, ..Results::default() });
}

#[test]
fn an_index_of_another_version_is_refused() {
    let mut files = written(documents());
    for (path, bytes) in &mut files {
        if path == "manifest.json" {
            *bytes = String::from_utf8_lossy(bytes).replace("\"version\":3", "\"version\":99").into_bytes();
        }
    }
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    let opened = Index::open(move |path| {
        files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    });
    assert!(opened.is_err_and(|error| error.to_string().contains("manifest.json")));
}

#[test]
fn javascript_gives_the_same_results_in_the_same_order() {
    let (files, cases) = (written(documents()), queries());
    let index = open(files.clone());
    let asked = cases.iter().map(|case| (case.query.as_str(), case.locale.as_str()));
    javascript_agrees(&files.into_iter().collect(), &answers(&index, asked));
}
