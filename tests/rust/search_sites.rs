//! Asks the shipped site and a generated one the queries of `tests/cases/search/site_queries.tsv`.
//!
//! What a query should find is scanned out of the texts of the index itself: every document that holds it,
//! folded. What should come first stands in the case file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use fanzha::search::{Fold, Index, Options};
use serde_json::Value;

use crate::sandbox::project;
use crate::search_cases::{case_file, open, written};
use crate::search_corpus::Corpus;
use crate::search_parity::{answers, javascript_agrees};
use crate::shipped;

/// How many n-grams of the shipped content are asked for.
const GRAMS: usize = 20_000;

/// An index and the texts it was made from.
struct Site {
    files: BTreeMap<String, Vec<u8>>,
    documents: Vec<Document>,
}

/// A document: its address by locale, and the folded fields of all its editions.
struct Document {
    urls: BTreeMap<String, String>,
    names: Vec<String>,
    fields: Vec<String>,
}

struct Case {
    site: String,
    locale: String,
    query: String,
    /// Other words that count as the query, parted by `|`.
    means: Vec<String>,
    mode: String,
    first: Vec<String>,
}

static FOLD: LazyLock<Fold> = LazyLock::new(Fold::standard);

static SHIPPED: LazyLock<Site> = LazyLock::new(|| {
    let files = shipped::site().files.iter();
    let files =
        files.filter_map(|(path, bytes)| Some((path.strip_prefix("search/")?.to_owned(), bytes.clone())));
    Site::of(files.collect())
});

static GENERATED: LazyLock<Site> = LazyLock::new(|| {
    let corpus = Corpus::new(project(), &[], 0);
    let articles = (0..300).map(|number| corpus.article(number));
    Site::of(written(corpus.topics().into_iter().chain(articles).collect()).into_iter().collect())
});

/// What characters become in another script.
fn script(bytes: &[u8]) -> BTreeMap<char, char> {
    let text: String = serde_json::from_slice(bytes).expect("a text");
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

/// A record in another script: what each character becomes, but for the places that are told.
fn rewritten(own: &Value, alike: &Value, script: &BTreeMap<char, char>) -> Value {
    let mut record = own.clone();
    record["url"] = alike["url"].clone();
    let (mut told, mut at, mut number) = (BTreeMap::new(), 0, String::new());
    for character in alike["changes"].as_str().unwrap_or_default().chars() {
        if character.is_ascii() {
            number.push(character);
        } else {
            at += usize::from_str_radix(&std::mem::take(&mut number), 36).expect("a number");
            told.insert(at, character);
        }
    }
    let mut place = 0;
    let mut rewrite = |value: &mut Value| {
        let Some(text) = value.as_str() else { return };
        let change = |character: char| {
            place += 1;
            *told.get(&(place - 1)).unwrap_or(script.get(&character).unwrap_or(&character))
        };
        *value = Value::String(text.chars().map(change).collect());
    };
    ["title", "text", "place"].into_iter().for_each(|field| rewrite(&mut record[field]));
    record["keywords"].as_array_mut().into_iter().flatten().for_each(rewrite);
    record
}

fn fold(text: &str) -> String {
    FOLD.text(text).chars.into_iter().collect()
}

impl Site {
    fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("a manifest");
        let number = |value: &Value| value.as_u64().expect("a number") as usize;
        let (count, topics) = (number(&manifest["documents"]), number(&manifest["topics"]));
        let new = || Document { urls: BTreeMap::new(), names: Vec::new(), fields: Vec::new() };
        let mut documents: Vec<Document> = (0..count).map(|_| new()).collect();
        for locale in manifest["locales"].as_array().expect("locales") {
            let code = locale["code"].as_str().expect("a code");
            let block = number(&locale["block"]);
            let folder = manifest["folder"].as_str().expect("a folder");
            let base = locale["like"].as_str();
            let script = base.map(|_| script(&files[&format!("{folder}/{code}.json")]));
            for (at, document) in documents.iter_mut().enumerate() {
                let path = format!("{folder}/{}-{}.json", base.unwrap_or(code), at / block);
                let Some(bytes) = files.get(&path) else { continue };
                let records: Value = serde_json::from_slice(bytes).expect("records");
                let row = &records[at % block];
                match &script {
                    None => document.add(code, &row["own"], at < topics),
                    Some(_) if row["apart"][code].is_object() => {
                        document.add(code, &row["apart"][code], at < topics);
                    }
                    Some(script) => {
                        document.add(code, &rewritten(&row["own"], &row["alike"][code], script), at < topics);
                    }
                }
            }
        }
        Self { files, documents }
    }

    fn index(&self) -> Index {
        open(self.files.clone().into_iter().collect())
    }

    /// The addresses of the documents that a locale has and that hold the query, or what it means.
    fn holding(&self, case: &Case) -> BTreeSet<&str> {
        let holds = |document: &&Document| case.ways().any(|way| document.fields_hold(way));
        self.documents.iter().filter(holds).filter_map(|document| document.url(&case.locale)).collect()
    }

    /// The addresses of the documents one of whose names is the query, topics before others.
    fn named(&self, case: &Case) -> BTreeSet<&str> {
        let is = |document: &&Document| case.ways().any(|way| document.names.contains(&fold(way)));
        self.documents.iter().filter(is).filter_map(|document| document.url(&case.locale)).collect()
    }
}

impl Document {
    fn add(&mut self, code: &str, record: &Value, topic: bool) {
        let Some(url) = record["url"].as_str() else { return };
        self.urls.insert(code.to_owned(), url.to_owned());
        let text = |value: &Value| value.as_str().map(fold);
        let keywords = record["keywords"].as_array().into_iter().flatten();
        let names: Vec<String> =
            [&record["title"], &record["place"]].into_iter().chain(keywords).filter_map(text).collect();
        if topic {
            self.names.extend(names.iter().cloned());
        }
        self.fields.extend(names);
        self.fields.extend(text(&record["text"]));
    }

    fn url(&self, locale: &str) -> Option<&str> {
        self.urls.get(locale).map(String::as_str)
    }

    /// Whether each part of the query stands in some field: words whole, all else anywhere.
    fn fields_hold(&self, query: &str) -> bool {
        let parts = query.split_whitespace().map(fold).collect::<Vec<_>>();
        let is_part = |c: char| c.is_alphanumeric() || c == '.';
        let parts: Vec<&str> = parts
            .iter()
            .flat_map(|part| part.split(|c| !is_part(c)))
            .filter(|part| !part.is_empty())
            .collect();
        !parts.is_empty() && parts.into_iter().all(|part| self.fields.iter().any(|field| holds(field, part)))
    }
}

fn holds(field: &str, part: &str) -> bool {
    if !part.is_ascii() {
        return field.contains(part);
    }
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    field.match_indices(part).any(|(at, _)| {
        let (before, after) = (&field[..at], &field[at + part.len()..]);
        let mut after = after.chars();
        let decimal =
            after.clone().next() == Some('.') && after.clone().nth(1).is_some_and(|c| c.is_ascii_digit());
        !inside(before.chars().next_back()) && !before.ends_with('.') && !inside(after.next()) && !decimal
    })
}

impl Case {
    fn site(&self) -> &'static Site {
        if self.site == "shipped" { &SHIPPED } else { &GENERATED }
    }

    fn ways(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.query.as_str()).chain(self.means.iter().map(String::as_str))
    }
}

fn cases() -> Vec<Case> {
    let text = case_file("site_queries.tsv");
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let row: Vec<&str> = line.split('\t').collect();
        assert_eq!(row.len(), 7, "{line}");
        let parts = |text: &str, by: char| {
            text.split(by).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let [site, locale, query, mode] = [row[1], row[2], row[3], row[5]].map(str::to_owned);
        Case { site, locale, query, means: parts(row[4], '|'), mode, first: parts(row[6], ' ') }
    });
    rows.collect()
}

/// What is wrong with the results of a case, and which share of the first ones are those wanted first.
fn judged(case: &Case, index: &Index) -> (Option<String>, Option<f64>) {
    let found = index.query(&case.query, &case.locale, &Options::first(1000));
    let urls: Vec<&str> = found.results.iter().map(|hit| hit.url.as_str()).collect();
    let set: BTreeSet<&str> = urls.iter().copied().collect();
    let holding = case.site().holding(case);
    let right = match case.mode.as_str() {
        "found" => !found.relaxed && set == holding && !holding.is_empty(),
        "relaxed" => found.relaxed && holding.is_empty() && found.results.iter().all(|hit| hit.relaxed),
        _ => urls.is_empty() && holding.is_empty(),
    };
    let lacking: Vec<_> = holding.difference(&set).take(3).collect();
    let beyond: Vec<_> = set.difference(&holding).take(3).collect();
    let complaint = (!right).then(|| {
        let (query, mode, count, of) = (&case.query, &case.mode, urls.len(), holding.len());
        let relaxed = found.relaxed;
        format!("{query} ({mode}): {count} of {of}, relaxed {relaxed}, lacks {lacking:?}, beyond {beyond:?}")
    });
    let named = case.site().named(case);
    let first: BTreeSet<&str> = match case.first.as_slice() {
        [mark] if mark == "named" => named,
        urls => urls.iter().map(String::as_str).collect(),
    };
    let wanted = urls.iter().take(first.len()).filter(|url| first.contains(**url)).count();
    (complaint, (!first.is_empty()).then(|| wanted as f64 / first.len() as f64))
}

#[test]
fn every_query_finds_all_that_holds_it_and_the_right_pages_first() {
    let cases = cases();
    assert!(cases.len() >= 100);
    let indexes = [("shipped", SHIPPED.index()), ("generated", GENERATED.index())];
    let (mut complaints, mut shares, mut low) = (Vec::new(), Vec::new(), Vec::new());
    for case in &cases {
        let (_, index) = indexes.iter().find(|(name, _)| *name == case.site).expect("a site of the two");
        let (complaint, share) = judged(case, index);
        complaints.extend(complaint);
        shares.extend(share);
        if share.is_some_and(|share| share < 1.0) {
            low.push(format!("{} {share:?}", case.query));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    println!("R-precision {mean:.3} over {} queries; below one: {low:?}", shares.len());
    assert!(shares.len() >= 60 && mean >= 0.95, "R-precision {mean}: {low:?}");
}

/// FNV-1a: an order of the n-grams that has nothing to do with what they are.
fn fixed_order(gram: &str) -> u64 {
    gram.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

fn grams(site: &Site) -> Vec<String> {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut grams = BTreeSet::new();
    for field in site.documents.iter().flat_map(|document| &document.fields) {
        let chars: Vec<char> = field.chars().collect();
        for length in 2..=4 {
            let windows = chars.windows(length).filter(|gram| {
                gram.iter().all(|&c| is_han(c) || c.is_ascii_alphanumeric())
                    && gram.iter().any(|&c| is_han(c))
            });
            grams.extend(windows.map(|gram| gram.iter().collect::<String>()));
        }
    }
    let mut grams: Vec<String> = grams.into_iter().collect();
    grams.sort_by_key(|gram| fixed_order(gram));
    grams.truncate(GRAMS);
    grams
}

#[test]
fn no_n_gram_of_the_shipped_content_is_missed() {
    let grams = grams(&SHIPPED);
    assert!(grams.len() > 10_000, "{}", grams.len());
    let missed = std::thread::scope(|scope| {
        let ask = |part: Vec<String>| {
            let index = SHIPPED.index();
            let missed = part.into_iter().filter(|gram| {
                let found = index.query(gram, "zh-Hans", &Options::first(1000));
                let found: BTreeSet<&str> = found.results.iter().map(|hit| hit.url.as_str()).collect();
                let holding = SHIPPED
                    .documents
                    .iter()
                    .filter(|document| document.fields.iter().any(|field| field.contains(gram.as_str())));
                !holding.filter_map(|document| document.url("zh-Hans")).all(|url| found.contains(url))
            });
            missed.collect::<Vec<_>>()
        };
        let parts: Vec<_> = grams.chunks(grams.len().div_ceil(4)).map(<[String]>::to_vec).collect();
        let asked: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || ask(part))).collect();
        asked.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect::<Vec<String>>()
    });
    assert!(missed.is_empty(), "{} of {}: {:?}", missed.len(), grams.len(), &missed[..missed.len().min(20)]);
}

#[test]
fn javascript_answers_for_both_sites_as_rust_does() {
    let cases = cases();
    for (name, site) in [("shipped", &*SHIPPED), ("generated", &*GENERATED)] {
        let own = cases.iter().filter(|case| case.site == name);
        let answers = answers(&site.index(), own.map(|case| (case.query.as_str(), case.locale.as_str())));
        javascript_agrees(&site.files, &answers);
    }
}
