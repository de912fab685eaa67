//! Asks a small index the queries of `tests/cases/search/queries.tsv`, in Rust and in JavaScript.
//!
//! The index is written in memory from `documents.json`; for Node it goes to a
//! temporary folder with what Rust answered, and `search.test.mjs` compares.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use fanzha::search::{DocumentKind, Edition, Fold, Index, Results, SearchDocument, write_index};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct DocumentCase {
    kind: DocumentKind,
    weight: u8,
    date: Option<String>,
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
}

struct QueryCase {
    locale: String,
    query: String,
    mode: String,
    expected: String,
}

/// An answer as `search.test.mjs` reads it.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    locale: &'a str,
    limit: usize,
    total: usize,
    results: Vec<AnswerHit>,
}

#[derive(Serialize)]
struct AnswerHit {
    url: String,
    title: String,
    excerpt: String,
    score: u32,
    relaxed: bool,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn case_file(name: &str) -> String {
    let path = root().join("tests/cases/search").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn documents() -> Vec<SearchDocument> {
    let cases: Vec<DocumentCase> =
        serde_json::from_str(&case_file("documents.json")).expect("documents.json holds documents");
    let edition = |case: EditionCase| Edition {
        locale: case.locale,
        url: case.url,
        title: case.title,
        place: case.place,
        text: case.text,
        keywords: case.keywords,
    };
    let document = |case: DocumentCase| SearchDocument {
        kind: case.kind,
        weight: case.weight,
        date: case.date,
        editions: case.editions.into_iter().map(edition).collect(),
    };
    cases.into_iter().map(document).collect()
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

fn open(files: Vec<(String, Vec<u8>)>) -> Index {
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    Index::open(move |path| files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound)))
        .expect("an index just written opens")
}

fn case_index() -> Index {
    open(write_index(&documents(), &Fold::standard()))
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
        .filter_map(|case| complaint(case, &index.query(&case.query, &case.locale, 100)))
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
    assert!(grams.len() > 2000);
    for gram in grams {
        let holding: BTreeSet<&str> = texts
            .iter()
            .filter(|(_, fields)| fields.iter().any(|field| field.contains(&gram)))
            .map(|(url, _)| *url)
            .collect();
        let found = index.query(&gram, "zh-Hans", 100);
        let found: BTreeSet<&str> = found.results.iter().map(|hit| hit.url.as_str()).collect();
        assert_eq!(found, holding, "{gram}");
    }
}

#[test]
fn the_order_of_documents_changes_no_byte() {
    let mut documents = documents();
    let first = write_index(&documents, &Fold::standard());
    documents.reverse();
    assert_eq!(write_index(&documents, &Fold::standard()), first);
}

/// Enough other words that the index needs several shards.
fn filler() -> impl Iterator<Item = SearchDocument> {
    (0..200_u32).map(|number| SearchDocument {
        kind: DocumentKind::Article,
        weight: 1,
        date: None,
        editions: vec![Edition {
            locale: "zh-Hans".into(),
            url: format!("/articles/filler-{number}/"),
            title: format!("Filler {number}"),
            place: None,
            text: (0..300)
                .filter_map(|at| char::from_u32(0x5000 + (number * 97 + at * at) % 0x4000))
                .collect(),
            keywords: Vec::new(),
        }],
    })
}

#[test]
fn a_shard_that_cannot_be_read_is_named_and_the_rest_answers() {
    let documents: Vec<SearchDocument> = documents().into_iter().chain(filler()).collect();
    let files: BTreeMap<String, Vec<u8>> = write_index(&documents, &Fold::standard()).into_iter().collect();
    let whole = open(files.clone().into_iter().collect());
    assert_eq!(whole.query("追赃返还 重庆", "zh-Hans", 10).unread, Vec::<String>::new());
    let is_shard = |name: &&String| name.ends_with(".bin") && !name.contains("/zh") && !name.contains("/en");
    let mut told = 0;
    for lost in files.keys().filter(is_shard) {
        let mut rest = files.clone();
        rest.remove(lost);
        let found = open(rest.into_iter().collect()).query("追赃返还 重庆", "zh-Hans", 10);
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
    assert_eq!(open(write_index(&[], &Fold::standard())).query("断卡", "zh-Hans", 10), Results::default());
}

#[test]
fn an_index_of_another_version_is_refused() {
    let mut files = write_index(&documents(), &Fold::standard());
    for (path, bytes) in &mut files {
        if path == "manifest.json" {
            *bytes = String::from_utf8_lossy(bytes).replace("\"version\":1", "\"version\":99").into_bytes();
        }
    }
    let files: BTreeMap<String, Vec<u8>> = files.into_iter().collect();
    let opened = Index::open(move |path| {
        files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    });
    assert!(opened.is_err_and(|error| error.to_string().contains("manifest.json")));
}

fn write_for_node(folder: &Path) {
    let files = write_index(&documents(), &Fold::standard());
    for (path, bytes) in &files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a temporary folder can be written");
        std::fs::write(path, bytes).expect("a temporary file can be written");
    }
    let (index, cases) = (open(files), queries());
    let answers: Vec<Answer<'_>> = cases
        .iter()
        .flat_map(|case| [1, 3, 100].map(|limit| (case, limit)))
        .map(|(case, limit)| {
            let found = index.query(&case.query, &case.locale, limit);
            let hit = |hit: fanzha::search::Hit| AnswerHit {
                url: hit.url,
                title: hit.title,
                excerpt: hit.excerpt,
                score: hit.score,
                relaxed: hit.relaxed,
            };
            let results = found.results.into_iter().map(hit).collect();
            Answer { query: &case.query, locale: &case.locale, limit, total: found.total, results }
        })
        .collect();
    let fold = Fold::standard();
    let folds: Vec<(String, String)> = (0x20..=0xFFFF_u32)
        .filter_map(char::from_u32)
        .map(|c| (c.to_string(), fold.text(&format!("a{c}a")).chars.into_iter().collect()))
        .collect();
    std::fs::write(folder.join("answers.json"), serde_json::to_vec(&answers).expect("answers serialise"))
        .expect("a temporary file can be written");
    std::fs::write(folder.join("folds.json"), serde_json::to_vec(&folds).expect("folds serialise"))
        .expect("a temporary file can be written");
}

#[test]
fn javascript_gives_the_same_results_in_the_same_order() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: there is no node to run search.js with");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write_for_node(folder.path());
    let run = Command::new("node")
        .args(["--test", "tests/js/search.test.mjs"])
        .env("FANZHA_SEARCH_CASES", folder.path())
        .current_dir(root())
        .output()
        .expect("node runs");
    assert!(
        run.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}
