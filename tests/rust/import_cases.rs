//! Imports each page of `tests/cases/import/` and compares what was found with the JSON beside it.
//!
//! A page is `NAME.html` or `NAME.txt`, in UTF-8; `first` and `last` open the article's first part and
//! close its last one, `parts` is how many it has, `gone` must not be left in it. The same pages are
//! read again in GB18030 and Big5, cut short, and run together.

use std::fs;
use std::path::PathBuf;

use encoding_rs::{BIG5, Encoding, GB18030};
use fanzha::import::{CampaignNames, Imported, read};
use serde::Deserialize;

use crate::sandbox::{Sandbox, project};

#[derive(Debug, PartialEq, Deserialize)]
struct Expected {
    title: Option<String>,
    date: Option<String>,
    event_date: Option<String>,
    place: Option<String>,
    script: String,
    campaigns: Vec<String>,
    source: Option<String>,
    first: String,
    last: String,
    parts: usize,
    gone: Vec<String>,
    #[serde(default)]
    warnings: Vec<String>,
}

struct Case {
    name: String,
    page: String,
    expected: Expected,
}

fn cases() -> Vec<Case> {
    let folder = project().join("tests/cases/import");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "json"));
    paths.sort();
    let read_case = |path: &PathBuf| Case {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        page: fs::read_to_string(path).expect("UTF-8"),
        expected: serde_json::from_str(
            &fs::read_to_string(path.with_extension("json")).expect("a JSON beside it"),
        )
        .expect("as expected"),
    };
    paths.iter().map(read_case).collect()
}

fn names() -> CampaignNames {
    CampaignNames::new([])
}

/// What differs from what was expected, as lines.
fn differences(case: &Case, imported: &Imported) -> Vec<String> {
    let expected = &case.expected;
    let mut wrong = Vec::new();
    let mut compare = |what: &str, wanted: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        let (wanted, got) = (format!("{wanted:?}"), format!("{got:?}"));
        if wanted != got {
            wrong.push(format!("{}: {what}: want {wanted} got {got}", case.name));
        }
    };
    compare("title", &expected.title, &imported.title);
    compare("date", &expected.date, &imported.published.map(|date| date.to_string()));
    compare("event_date", &expected.event_date, &imported.event.map(|date| date.to_string()));
    compare("place", &expected.place, &imported.place.map(|place| place.short.to_owned()));
    compare("script", &format!("zh-{}", expected.script), &imported.script.lang().to_lowercase());
    let campaigns: Vec<&str> = imported.campaigns.iter().map(|campaign| campaign.name.as_str()).collect();
    compare("campaigns", &expected.campaigns, &campaigns);
    if expected.source.is_some() {
        compare("source", &expected.source, &imported.origin.source);
    }
    let texts: Vec<&str> = imported.parts.iter().map(|part| part.text.as_str()).collect();
    compare("parts", &expected.parts, &texts.len());
    compare("first", &true, &texts.first().is_some_and(|text| text.starts_with(&expected.first)));
    compare("last", &true, &texts.last().is_some_and(|text| text.ends_with(&expected.last)));
    for gone in &expected.gone {
        compare(gone, &false, &texts.concat().contains(gone.as_str()));
    }
    for warning in &expected.warnings {
        compare(warning, &true, &imported.warnings.iter().any(|found| found.code == warning));
    }
    if !wrong.is_empty() {
        wrong.push(format!("{texts:#?}"));
    }
    wrong
}

#[test]
fn each_page_becomes_its_article() {
    let cases = cases();
    assert!(cases.len() >= 12);
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|case| match read(case.page.as_bytes(), &case.name, &names()) {
            Ok(imported) => differences(case, &imported),
            Err(fault) => vec![format!("{}: {}", case.name, fault.code)],
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pages_in_older_encodings_read_as_their_utf8_twins() {
    let text = |imported: &Imported| imported.parts.iter().map(|part| part.text.clone()).collect::<Vec<_>>();
    let mut seen = [0, 0];
    for case in cases() {
        let plain = read(case.page.as_bytes(), &case.name, &names()).expect("an article");
        for (number, encoding) in [GB18030, BIG5].into_iter().enumerate() {
            let encoding: &'static Encoding = encoding;
            let (bytes, _, unmappable) = encoding.encode(&case.page);
            if unmappable {
                continue;
            }
            seen[number] += 1;
            let again = read(&bytes, &case.name, &names()).expect("an article");
            assert_eq!(text(&again), text(&plain), "{} in {}", case.name, encoding.name());
        }
    }
    assert!(seen[0] >= 12 && seen[1] >= 2, "{seen:?}");
}

#[test]
fn cut_and_spliced_pages_never_stop_the_import() {
    let cases = cases();
    for (case, other) in cases.iter().zip(cases.iter().cycle().skip(1)) {
        let (bytes, more) = (case.page.as_bytes(), other.page.as_bytes());
        for part in 0..24 {
            let cut = bytes.len() * part / 24;
            let _ = read(&bytes[..cut], &case.name, &names());
            let _ = read(&bytes[cut..], &case.name, &names());
            let _ = read(&[&bytes[..cut], &more[more.len() * part / 24..]].concat(), &case.name, &names());
        }
    }
}

#[test]
fn drafts_are_written_once_and_a_bad_file_does_not_stop_the_others() {
    let sandbox = Sandbox::site();
    let good = project().join("tests/cases/import/guangdong-bank-text.txt");
    let good = good.to_string_lossy();
    sandbox.write_bytes("junk.bin", &[0, 1, 2, 3, 255, 254].repeat(4000));
    let run = sandbox.run(&["import", "junk.bin", &good, "--out", "drafts"]).expect_code(1);
    assert!(run.stderr.contains("import-binary"), "{}", run.stderr);
    let draft = sandbox.read("drafts/zhaoqing-2024-07-30.md");
    assert!(draft.contains("draft = true") && draft.contains("places = [\"zhaoqing\"]"), "{draft}");
    let again = sandbox.run(&["import", &good, "--out", "drafts"]).expect_code(2);
    assert!(again.stderr.contains("file-exists"), "{}", again.stderr);
    assert_eq!(sandbox.read("drafts/zhaoqing-2024-07-30.md"), draft);
}

#[test]
fn a_traditional_page_becomes_a_draft_in_the_sites_script_unless_it_is_kept() {
    let sandbox = Sandbox::site();
    let page = project().join("tests/cases/import/taiwan-police-text.txt");
    let page = page.to_string_lossy();
    let converted = sandbox.run(&["import", &page]).expect_code(0).stdout;
    assert!(converted.contains("script = \"hans\"") && converted.contains("内政部警政署统计"), "{converted}");
    let kept = sandbox.run(&["import", "--keep-script", &page]).expect_code(0).stdout;
    assert!(kept.contains("script = \"hant\"") && kept.contains("內政部警政署統計"), "{kept}");
}

#[test]
fn what_was_cut_is_listed_with_its_reason() {
    let sandbox = Sandbox::site();
    let page = project().join("tests/cases/import/spam-inside-and-crlf.txt");
    let run = sandbox
        .run(&["import", "--format", "json", "--show-removed", &page.to_string_lossy()])
        .expect_code(0);
    let removed = run.json()["removed"].clone();
    let has_spam =
        |cut: &serde_json::Value| cut["reason"] == "spam" && cut["text"].to_string().contains("百家乐");
    assert!(removed.as_array().is_some_and(|cuts| cuts.iter().any(has_spam)), "{removed}");
}
