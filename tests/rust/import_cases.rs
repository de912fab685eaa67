//! Imports each page of `tests/cases/import/` and compares what was found with what stands beside it.
//!
//! A page is `NAME.html` or `NAME.txt`, in UTF-8. `NAME.md` is the cleaned body, to the byte. `NAME.json`
//! holds what must be found, in the words of `import --format json`; a key that is not there is not
//! compared. Beside those, `first` and `last` open the article's first part and close its last one,
//! `parts` is how many it has, `gone` must not be left in it. A figure's `quote` is the shortest wording:
//! what is found may be longer, or leave an adverb out. A figure that is `optional` may be found or not,
//! since readers would not agree whether it is one.
//!
//! The same pages are read again in GB18030 and Big5, cut short, and run together.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use encoding_rs::{BIG5, Encoding, GB18030};
use fanzha::hanzi::{Converter, Glossary, Profile};
use fanzha::import::{CampaignNames, Imported, read};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::sandbox::{Sandbox, project};

struct Case {
    name: String,
    path: PathBuf,
    page: String,
    body: String,
    expected: Value,
}

fn cases() -> Vec<Case> {
    let folder = project().join("tests/cases/import");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "json" && extension != "md"));
    paths.sort();
    let text = |path: PathBuf| {
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let read_case = |path: &PathBuf| Case {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        path: path.clone(),
        page: text(path.clone()),
        body: text(path.with_extension("md")),
        expected: serde_json::from_str(&text(path.with_extension("json"))).expect("JSON"),
    };
    paths.iter().map(read_case).collect()
}

fn names() -> CampaignNames {
    CampaignNames::new([])
}

/// The pages as the binary tells them, in one call; those that are no article are missing.
fn told(sandbox: &Sandbox, paths: &[String]) -> Vec<Value> {
    let mut arguments = vec!["import", "--format", "json"];
    arguments.extend(paths.iter().map(String::as_str));
    let run = sandbox.run(&arguments);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON on each line")).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What of the page itself differs from what was expected, as lines.
fn differences(case: &Case, imported: &Imported) -> Vec<String> {
    let expected = &case.expected;
    let texts: Vec<&str> = imported.parts.iter().map(|part| part.text.as_str()).collect();
    let has_source = expected.get("source").is_some();
    let mut codes: Vec<&str> = imported.warnings.iter().map(|warning| warning.code).collect();
    codes.retain(|code| has_source || *code != "import-no-source");
    let found = json!({
        "title": imported.title,
        "date": imported.published.map(|date| date.to_string()),
        "event_date": imported.event.map(|date| date.to_string()),
        "place": imported.place.map(|place| place.short),
        "script": imported.script.lang().to_lowercase().trim_start_matches("zh-"),
        "campaigns": imported.campaigns.iter().map(|campaign| campaign.name.as_str()).collect::<Vec<_>>(),
        "source": imported.origin.source,
        "via": imported.origin.via,
        "reporter": imported.origin.reporter,
        "parts": texts.len(),
        "warnings": codes,
    });
    let mut wrong = Vec::new();
    for (key, got) in found.as_object().into_iter().flatten() {
        if let Some(wanted) = expected.get(key).filter(|wanted| *wanted != got) {
            wrong.push(format!("{}: {key}: want {wanted} got {got}", case.name));
        }
    }
    if !texts.first().is_some_and(|first| first.starts_with(text(&expected["first"]))) {
        wrong.push(format!("{}: first: want {} got {:?}", case.name, expected["first"], texts.first()));
    }
    if !texts.last().is_some_and(|last| last.ends_with(text(&expected["last"]))) {
        wrong.push(format!("{}: last: want {} got {:?}", case.name, expected["last"], texts.last()));
    }
    let left = list(&expected["gone"]).iter().filter(|gone| texts.concat().contains(text(gone)));
    wrong.extend(left.map(|gone| format!("{}: is left: {gone}", case.name)));
    wrong
}

/// What of the body and the figures differs, as lines.
fn told_otherwise(case: &Case, told: &Value) -> Vec<String> {
    let body = text(&told["body"]);
    let mut wrong = Vec::new();
    let paragraphs = |text: &'_ str| text.trim_end().split("\n\n").map(str::to_owned).collect::<Vec<_>>();
    let (wanted, got) = (paragraphs(&case.body), paragraphs(body));
    wrong.extend(wanted.iter().filter(|one| !got.contains(one)).map(|one| format!("body: lost: {one}")));
    wrong
        .extend(got.iter().filter(|one| !wanted.contains(one)).map(|one| format!("body: is no part: {one}")));
    if wrong.is_empty() && body != case.body {
        wrong.push(format!("body: want {:?} got {body:?}", case.body));
    }
    let mut left: Vec<&Value> = list(&told["metrics"]).iter().collect();
    for wanted in list(&case.expected["metrics"]) {
        let same = |found: &&&Value| is_stated_by(wanted, found);
        let best = left.iter().filter(same).max_by_key(|found| found["indicator"] == wanted["indicator"]);
        match best.copied() {
            Some(found) => {
                left.retain(|one| !std::ptr::eq(*one, found));
                wrong.extend(figure_otherwise(wanted, found));
            }
            None if wanted["optional"] == true => {}
            None => {
                wrong.push(format!("missing {} {} {}", wanted["indicator"], wanted["value"], wanted["quote"]))
            }
        }
    }
    let told = |one: &&Value| {
        format!("none: {} {} {} ({})", one["indicator"], one["value"], one["quote"], one["reason"])
    };
    wrong.extend(left.iter().map(told));
    wrong.iter().map(|line| format!("{}: {line}", case.name)).collect()
}

/// Whether two figures are of one value and told by the same words.
fn is_stated_by(wanted: &Value, found: &Value) -> bool {
    let value = |metric: &Value| metric["value"].as_f64().expect("a number");
    let (long, short) = (squeezed(text(&wanted["quote"])), squeezed(text(&found["quote"])));
    (value(wanted) - value(found)).abs() < 1e-4 && (long.contains(&short) || short.contains(&long))
}

fn figure_otherwise(wanted: &Value, found: &Value) -> Option<String> {
    let keys =
        wanted.as_object()?.iter().filter(|(key, _)| !matches!(key.as_str(), "quote" | "value" | "optional"));
    let differing = keys.filter(|(key, value)| found[key.as_str()] != **value);
    let lines: Vec<String> =
        differing.map(|(key, value)| format!("{key} want {value} got {}", found[key.as_str()])).collect();
    (!lines.is_empty() && wanted["optional"] != true)
        .then(|| format!("{}: {}", wanted["quote"], lines.join(", ")))
}

#[test]
fn each_page_becomes_its_article() {
    let cases = cases();
    assert!(cases.len() >= 41);
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|case| match read(case.page.as_bytes(), &case.name, &names()) {
            Ok(imported) => differences(case, &imported),
            Err(fault) => vec![format!("{}: {}", case.name, fault.code)],
        })
        .collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_page_gives_its_text_and_its_figures() {
    let cases = cases();
    let paths: Vec<String> = cases.iter().map(|case| case.path.display().to_string()).collect();
    let told = told(&Sandbox::empty(), &paths);
    assert_eq!(told.len(), cases.len());
    let wrong: Vec<String> =
        cases.iter().zip(&told).flat_map(|(case, told)| told_otherwise(case, told)).collect();
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_pages_are_expected_to_say_is_in_them() {
    for case in cases() {
        let body = squeezed(&case.body);
        for metric in list(&case.expected["metrics"]) {
            assert!(body.contains(&squeezed(text(&metric["quote"]))), "{}: {metric}", case.name);
        }
        for gone in list(&case.expected["gone"]) {
            let is_noise = case.page.contains(text(gone)) && !case.body.contains(text(gone));
            assert!(is_noise, "{}: {gone}", case.name);
        }
    }
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
    let again = sandbox.run(&["import", &good, "--out", "drafts"]).expect_code(0);
    assert!(again.stderr.contains("warning[import-known]"), "{}", again.stderr);
    assert_eq!(sandbox.read("drafts/zhaoqing-2024-07-30.md"), draft);
    assert_eq!(sandbox.files("drafts").len(), 1);
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

/// What a figure says, in whichever script its page is.
fn said(page: &Value) -> Vec<String> {
    let keys =
        ["indicator", "value", "unit", "qualifier", "period", "place", "scope", "change", "scam", "per"];
    let figure = |figure: &Value| keys.iter().map(|key| format!("{} ", figure[*key])).collect::<String>();
    list(&page["metrics"]).iter().map(figure).collect()
}

#[test]
fn a_page_in_traditional_gives_the_figures_that_it_gives_in_simplified() {
    let sandbox = Sandbox::site();
    let converter = Converter::new(Profile::S2t, &Glossary::default());
    let pages: Vec<Case> = cases().into_iter().filter(|case| case.expected["script"] == "hans").collect();
    assert!(pages.len() >= 20, "{}", pages.len());
    let mut paths: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    for case in &pages {
        for (folder, text) in [(0, case.page.clone()), (1, converter.convert(&case.page).into_owned())] {
            let name = format!("{folder}/{}", case.name);
            sandbox.write(&name, &text);
            paths[folder].push(name);
        }
    }
    let [simplified, traditional] = paths.map(|paths| told(&sandbox, &paths));
    for ((case, one), other) in pages.iter().zip(&simplified).zip(&traditional) {
        assert_eq!(said(one), said(other), "{}", case.name);
        assert_eq!(one["date"], other["date"], "{}", case.name);
        assert_eq!(one["place"], other["place"], "{}", case.name);
        assert_eq!(one["campaigns"], other["campaigns"], "{}", case.name);
    }
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

/// The page as it would be saved in another encoding that it claims; `None` where characters are missing there.
fn encoded(page: &str, encoding: &'static Encoding, claimed: &str) -> Option<Vec<u8>> {
    let own = page.split_once("charset=")?.1.trim_start_matches('"').split(['"', '>']).next()?;
    let (bytes, _, unmappable) = encoding.encode(page);
    let claim = |label: &str| format!("charset={label}");
    let page = page.replacen(&format!("charset=\"{own}"), &claim(&format!("\"{claimed}")), 1);
    let page = page.replacen(&claim(own), &claim(claimed), 1);
    let again = encoding.encode(&page).0.into_owned();
    (!unmappable && bytes.len().abs_diff(again.len()) < 20).then_some(again)
}

#[test]
fn html_pages_that_claim_an_encoding_import_as_their_utf8_twins() {
    let sandbox = Sandbox::empty();
    let pages: Vec<Case> =
        cases().into_iter().filter(|case| case.path.extension().is_some_and(|end| end == "html")).collect();
    let kinds = [(GB18030, "gb18030"), (GB18030, "gb2312"), (BIG5, "big5"), (BIG5, "utf-8"), (BIG5, "gbk")];
    let mut seen = [0; 5];
    for (kind, (encoding, claimed)) in kinds.into_iter().enumerate() {
        let files: Vec<(&Case, Vec<u8>)> =
            pages.iter().filter_map(|case| Some((case, encoded(&case.page, encoding, claimed)?))).collect();
        let mut paths = Vec::new();
        for (case, bytes) in &files {
            sandbox.write_bytes(&format!("plain/{}.html", case.name), case.page.as_bytes());
            sandbox.write_bytes(&format!("{claimed}/{}.html", case.name), bytes);
            paths.push((format!("plain/{}.html", case.name), format!("{claimed}/{}.html", case.name)));
        }
        let (plain, other): (Vec<String>, Vec<String>) = paths.into_iter().unzip();
        for (mut plain, mut other) in told(&sandbox, &plain).into_iter().zip(told(&sandbox, &other)) {
            let name = other["file"].take();
            assert!(other["encoding"] != "UTF-8" && plain["encoding"] == "UTF-8", "{name}");
            for page in [&mut plain, &mut other] {
                let codes = list(&page["warnings"]).iter().map(|warning| warning["code"].clone()).collect();
                (page["file"], page["encoding"], page["warnings"]) =
                    (Value::Null, Value::Null, Value::Array(codes));
            }
            for (key, wanted) in plain.as_object().expect("an object") {
                assert_eq!(&other[key], wanted, "{key} of {name}");
            }
            seen[kind] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count >= 1) && seen[0] >= 8 && seen[2] >= 2, "{seen:?}");
}

#[test]
fn quotes_of_cut_pages_stand_in_their_bodies() {
    let sandbox = Sandbox::empty();
    let mut paths = Vec::new();
    for case in cases() {
        for part in 1..8 {
            let bytes = case.page.as_bytes();
            let cut = bytes.len() * part / 8;
            for (end, bytes) in [("head", &bytes[..cut]), ("tail", &bytes[cut..])] {
                let path = format!("{}-{part}-{end}.page", case.name);
                sandbox.write_bytes(&path, bytes);
                paths.push(path);
            }
        }
    }
    let told = told(&sandbox, &paths);
    let mut quotes = 0;
    for page in &told {
        let body = squeezed(text(&page["body"])).replace(['\\', '|'], "");
        for metric in list(&page["metrics"]) {
            let quote = squeezed(text(&metric["quote"])).replace(['\\', '|'], "");
            assert!(!quote.is_empty() && body.contains(&quote), "{}: {metric}", page["file"]);
            quotes += 1;
        }
    }
    assert!(told.len() > 300 && quotes > 1000, "{} pages, {quotes} quotes", told.len());
}

/// Peak memory of a process so far in KiB, where the system tells it.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[test]
fn a_large_file_of_junk_is_a_clear_error_in_little_memory() {
    let sandbox = Sandbox::empty();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let random = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    let junk: Vec<u8> = random.take(50 * 1024 * 1024 / 8).flatten().collect();
    sandbox.write_bytes("junk.html", &junk);
    drop(junk);
    let mut command = sandbox.command(&["import", "junk.html"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let process = child.id();
    let watch = std::thread::spawn(move || {
        let mut peak = 0;
        while let Some(now) = peak_memory(process) {
            peak = now.max(peak);
            std::thread::sleep(Duration::from_millis(1));
        }
        peak
    });
    let output = child.wait_with_output().expect("it ends");
    let peak = watch.join().expect("no panic");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("import-binary") || said.contains("import-too-large"), "{said}");
    assert!(peak < 300 * 1024, "{peak} KiB");
}

/// The first cells of the tables that pages are read with: what a random page is made of.
fn words() -> Vec<String> {
    let tables = [
        "import/data/noise.tsv",
        "import/data/labels.tsv",
        "import/data/campaigns.tsv",
        "import/data/events.tsv",
        "import/data/page_words.tsv",
        "import/data/place_cues.tsv",
        "import/data/topic.tsv",
        "lexicon/data/period_words.tsv",
        "lexicon/data/units.tsv",
        "lexicon/data/qualifiers.tsv",
        "lexicon/data/change_words.tsv",
        "lexicon/data/scam_words.tsv",
        "lexicon/data/wordings.tsv",
        "lexicon/data/directions.tsv",
    ];
    let mut words = Vec::new();
    for table in tables {
        let table = fs::read_to_string(project().join("src").join(table)).expect("a table");
        let cells =
            table.lines().skip(1).flat_map(|line| line.split('\t').take(5).flat_map(str::split_whitespace));
        words.extend(cells.map(str::to_owned));
    }
    words
}

/// A page out of words of the tables, numbers, punctuation, and what else the last one adds.
fn page_of(other: &'static str) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(words()),
        2 => "[0-9０-９一二三十百千]{1,4}[.．,，]?[0-9]{0,3}[万亿萬億]?",
        1 => Just("\n今年以来，全市公安机关破获电信网络诈骗案件320起，抓获犯罪嫌疑人410人，".to_owned()),
        1 => "\n(警方提醒广大群众，切勿轻信陌生来电|本市去年发案数同比下降[1-9]成)，[1-9]{1,3}万人次[a-z ]{0,2}受到劝阻。\n",
        2 => "[，。；：、！？“”「」（）·—…\\n \u{3000}]{1,2}",
        1 => "[全市省县今年月日起人名元个张网詐騙案件]{1,6}",
        1 => other,
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Whether all characters of a part stand in the whole, one behind the other.
fn in_order(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|one| rest.any(|other| other == one))
}

const MARKUP: &str = "<(p|/p|br|div class=\"(nav|share|x)\"|/div|li|td|tr|table|h1|/h1|script|/script|title|!--|meta charset=\"big5\")[ >]?|&(nbsp|amp|lt|#x4e2d|#99999999);|--[>]|[a-zàǎǐ]{1,5}[)]|[\\u{0}-\\u{1f}\\u{7f}-\\u{9f}\\u{200b}\\u{feff}\\u{fffd}]|[|*`\\\\]{1,3}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_page_is_read_or_refused(page in page_of(MARKUP), junk in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>()) {
        let _ = read(page.as_bytes(), "page", &names());
        let _ = read(&junk, "page", &names());
        let mut bytes = page.into_bytes();
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..at, junk);
        let _ = read(&bytes, "page", &names());
    }

    #[test]
    fn every_part_of_a_random_page_stands_in_it(page in page_of("[a-zA-Z:/.]{1,6}|[|*`_#>]{1,3}|\r?\n")) {
        if let Ok(imported) = read(page.as_bytes(), "page", &names()) {
            let whole = squeezed(&page);
            for part in &imported.parts {
                let part = squeezed(&part.text);
                // A tag that stands in plain text goes, and what stood around it is one.
                let stands = if page.contains('<') { in_order(&part, &whole) } else { whole.contains(&part) };
                prop_assert!(stands, "{part:?}\n{page:?}");
            }
        }
    }

    #[test]
    fn random_pages_give_quotes_that_stand_in_their_parts(page in page_of(MARKUP)) {
        if let Ok(imported) = read(page.as_bytes(), "page", &names()) {
            let parts: Vec<&str> = imported.parts.iter().map(|part| part.text.as_str()).collect();
            let lexicon = fanzha::lexicon::Lexicon::embedded();
            let context = fanzha::extract::Context { event_date: imported.event, published: imported.published, place: imported.place, headline: None, lexicon };
            for one in fanzha::extract::extract(&parts, &context).proposals {
                prop_assert!(parts[one.paragraph].contains(&one.quote), "{one:?}");
            }
        }
    }
}
