//! The shipped content to Traditional and back: what differs is known and has its reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fanzha::domain::Script;
use fanzha::hanzi::{Converter, Glossary, Profile, detect};

use crate::golden_words::{rows, site_terms};
use crate::sandbox::project;

/// The lines of the shipped content that are in Chinese, with their files.
fn lines() -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for entry in walkdir::WalkDir::new(project().join("content")).sort_by_file_name() {
        let entry = entry.expect("the content can be listed");
        let name = entry.file_name().to_string_lossy();
        if !name.ends_with(".md") || name.ends_with(".en.md") || name.contains(".zh-Hant") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("content is UTF-8");
        // Titles of sources stay in the script they were published in, and are converted in neither direction.
        let converted = text.lines().filter(|line| !detect(line).is_clearly(Script::Hant));
        lines.extend(converted.map(|line| (name.to_string(), line.to_owned())));
    }
    lines
}

/// What differs between two texts: the stretches of the first and what stands for each in the second.
fn differences(before: &str, after: &str) -> Vec<(String, String)> {
    let (a, b): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    // Length of the longest common subsequence of what follows each pair of places.
    let mut common = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] =
                if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j, open) = (i + 1, j + 1, false);
            continue;
        }
        if !open {
            found.push(Default::default());
            open = true;
        }
        let last = found.last_mut().expect("one was just begun");
        if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            last.0.push(a[i]);
            i += 1;
        } else {
            last.1.push(b[j]);
            j += 1;
        }
    }
    found
}

/// Characters before and after, with how often they differ and where first.
type Differences = BTreeMap<(String, String), (usize, String)>;

/// What differs after the way there and back, each with how often and where first.
fn after_the_round_trip(there: &Converter, back: &Converter) -> (usize, Differences) {
    let mut characters = 0;
    let mut found: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    for (file, line) in lines() {
        characters += line.chars().filter(|character| !character.is_ascii()).count();
        let returned = back.convert(&there.convert(&line)).into_owned();
        for difference in differences(&line, &returned) {
            found.entry(difference).or_insert_with(|| (0, format!("{file}: {line}"))).0 += 1;
        }
    }
    (characters, found)
}

#[test]
fn what_differs_after_a_round_trip_is_explained() {
    let rows = rows("round_trip.tsv");
    let mut used = BTreeSet::new();
    let mut unexplained = Vec::new();
    let of_site = [
        ("s2tw", Profile::S2tw, Profile::Tw2s, site_terms()),
        ("s2hk", Profile::S2hk, Profile::Hk2s, Vec::new()),
        ("s2t", Profile::S2t, Profile::T2s, Vec::new()),
    ];
    for (name, there, back, terms) in of_site {
        let there = Converter::new(there, &Glossary::of_site(Script::Hant, terms));
        let back = Converter::new(back, &Glossary::of_site(Script::Hans, []));
        let (characters, found) = after_the_round_trip(&there, &back);
        let differing: usize =
            found.iter().map(|((before, _), (times, _))| before.chars().count() * times).sum();
        println!("{name} and back: {characters} characters, {differing} differ");
        assert!(characters > 5_000, "{characters}");
        for ((before, after), (times, example)) in found {
            let row = rows.iter().position(|row| [&row[0], &row[1], &row[2]] == [name, &before, &after]);
            match row {
                Some(row) => {
                    println!("  {before} -> {after}, {times} times: {}", rows[row][3]);
                    used.insert(row);
                }
                None => unexplained.push(format!("{name}: {before} -> {after}, {times} times, in {example}")),
            }
        }
    }
    assert!(unexplained.is_empty(), "{} unexplained:\n{}", unexplained.len(), unexplained.join("\n"));
    let unused: Vec<_> = (0..rows.len()).filter(|row| !used.contains(row)).map(|row| &rows[row]).collect();
    assert!(unused.is_empty(), "no longer true: {unused:?}");
}

#[test]
fn a_difference_is_found_with_its_extent() {
    let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    assert_eq!(differences("甲乙丙丁", "甲戊己丙丁"), [pair("乙", "戊己")]);
    assert_eq!(differences("甲乙", "甲乙"), []);
    assert_eq!(differences("甲", "甲乙"), [pair("", "乙")]);
}
