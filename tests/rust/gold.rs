//! The shipped articles against the right answers for the pages they were written from.
//!
//! Runs where the folder `../shared/gold` is there; says that it is skipped elsewhere.

use std::fs;

use serde_json::Value;

use crate::sandbox::project;
use crate::shipped::site;

/// Each page's number with the article written from it.
const ARTICLES: &[(&str, &str)] = &[
    ("00", "chongqing-2025-h1"),
    ("01", "dazhou-2023-h1"),
    ("02", "chongqing-2025-h1-fazhi"),
    ("03", "national-2016"),
    ("04", "yuxi-2024-h1"),
];

/// What must be equal.
fn fact(metric: &Value) -> (String, String, String, String) {
    let text = |key: &str| metric[key].as_str().unwrap_or_default().to_owned();
    let value = metric["value"].as_f64().map(|value| value.to_string()).unwrap_or_default();
    (text("indicator"), value, text("unit"), metric["period"].to_string())
}

#[test]
fn every_figure_of_the_gold_pages_is_in_its_article() {
    let folder = project().join("../shared/gold");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: no folder ../shared/gold");
        return;
    };
    let mut pages: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    pages.sort();
    let built = site().json("data/metrics.json");
    let mut missing = Vec::new();
    let mut compared = 0;
    println!("{:26} {:>6} {:>8} {:>6}", "article", "gold", "article", "equal");
    for (number, slug) in ARTICLES {
        let is_page = |path: &&std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number))
        };
        let page = pages.iter().find(is_page).unwrap_or_else(|| panic!("no page {number}"));
        let text = fs::read_to_string(page.join("gold.json")).expect("readable");
        let gold: Value = serde_json::from_str(&text).expect("JSON");
        let wanted = gold["metrics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|metric| metric["indicator"] != "other");
        let own: Vec<_> =
            built.as_array().expect("a list").iter().filter(|metric| metric["article"] == *slug).collect();
        // Each figure of the article answers for one of the page: a figure told of two subjects is there twice.
        let mut left: Vec<_> = own.iter().map(|metric| fact(metric)).collect();
        let (mut gold_count, mut equal) = (0, 0);
        for metric in wanted {
            gold_count += 1;
            match left.iter().position(|found| *found == fact(metric)) {
                Some(found) => {
                    left.swap_remove(found);
                    equal += 1;
                }
                None => missing.push(format!("{slug}: {:?} {}", fact(metric), metric["quote"])),
            }
        }
        println!("{slug:26} {gold_count:>6} {:>8} {equal:>6}", own.len());
        compared += gold_count;
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(compared > 50, "{compared}");
}
