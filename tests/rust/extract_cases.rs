//! Reads the figures of every sentence in `tests/cases/extract/`, in both scripts.
//!
//! A row has the text (`\n` parts paragraphs), the day of the event, the article's place and what
//! must be found. A figure is written as indicator, value, unit, then what is not the usual:
//! qualifier, `from..to`, `@place`, `[scope]`, `/day`, `(up 12% yoy)`, `{scam}`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use fanzha::domain::Qualifier;
use fanzha::extract::{Context, Match, Proposal, extract, states};
use fanzha::hanzi::{Converter, Glossary, Profile};
use fanzha::lexicon::Lexicon;
use proptest::prelude::*;

struct Case {
    text: String,
    date: String,
    place: String,
    expected: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/extract");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path| fs::read_to_string(path).unwrap();
    files.iter().flat_map(|path| read(path).lines().skip(1).map(read_case).collect::<Vec<_>>()).collect()
}

fn read_case(line: &str) -> Case {
    let cells: Vec<&str> = line.split('\t').collect();
    let [text, date, place, expected] = cells[..] else { panic!("{line}") };
    Case {
        text: text.replace("\\n", "\n"),
        date: date.to_owned(),
        place: place.to_owned(),
        expected: expected.to_owned(),
    }
}

fn read(case: &Case, text: &str) -> Vec<Proposal> {
    let lexicon = Lexicon::embedded();
    let context = Context {
        event_date: Some(case.date.parse().unwrap()),
        published: None,
        place: lexicon.gazetteer.get(&case.place),
        headline: None,
        lexicon,
    };
    assert!(context.place.is_some(), "{}", case.place);
    let paragraphs: Vec<&str> = text.split('\n').collect();
    let found = extract(&paragraphs, &context).proposals;
    for one in &found {
        assert!(paragraphs[one.paragraph].contains(&one.quote), "{one:?}");
        let stated = states(&one.quote, one.value, &one.unit, &lexicon.units);
        assert!(matches!(stated, Match::Equal(_)), "{one:?}");
        assert!((0.0..=1.0).contains(&one.confidence), "{one:?}");
    }
    found
}

fn describe(case: &Case, found: &[Proposal]) -> String {
    let described: Vec<String> = found.iter().map(|one| describe_one(case, one)).collect();
    described.join("; ")
}

fn describe_one(case: &Case, one: &Proposal) -> String {
    let mut text = format!("{} {} {}", one.indicator, one.value, one.unit);
    if one.qualifier != Qualifier::Exact {
        write!(text, " {}", one.qualifier.word()).unwrap();
    }
    if let Some(period) = one.period {
        write!(text, " {}..{}", period.from(), period.to()).unwrap();
    }
    if one.place != case.place {
        write!(text, " @{}", one.place).unwrap();
    }
    if let Some(scope) = &one.scope {
        write!(text, " [{scope}]").unwrap();
    }
    if let Some(per) = one.per {
        write!(text, " /{}", per.word()).unwrap();
    }
    if let Some(change) = &one.change {
        let basis = format!("{:?}", change.basis).to_lowercase();
        write!(text, " ({} {}{} {basis})", change.direction.word(), change.value, change.unit).unwrap();
    }
    if let Some(scam) = &one.scam {
        write!(text, " {{{scam}}}").unwrap();
    }
    text
}

#[test]
fn every_sentence_gives_its_figures() {
    let wrong: Vec<String> = cases()
        .iter()
        .filter_map(|case| {
            let found = describe(case, &read(case, &case.text));
            (found != case.expected)
                .then(|| format!("{}\n   found {found}\n   not   {}", case.text, case.expected))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_sentence_in_traditional_gives_the_same_figures() {
    let converter = Converter::new(Profile::S2t, &Glossary::default());
    for case in cases() {
        let text = converter.convert(&case.text);
        assert_eq!(describe(&case, &read(&case, &text)), case.expected, "{text}");
    }
}

#[test]
fn blanks_and_line_breaks_in_a_sentence_change_nothing() {
    for case in cases() {
        let spaced = case.text.replace("万", " 万 ").replace('起', " 起");
        assert_eq!(describe(&case, &read(&case, &spaced)), case.expected, "{spaced}");
    }
}

#[test]
fn each_kind_of_wording_is_used_by_a_case() {
    let mut used: Vec<String> = Vec::new();
    for case in cases() {
        let keys = read(&case, &case.text);
        used.extend(keys.iter().filter_map(|one| one.reason.split(' ').next().map(str::to_owned)));
    }
    let rows = Lexicon::embedded().wordings.rows().iter();
    let unused: Vec<&str> =
        rows.map(|row| row.key).filter(|key| !used.iter().any(|one| one == key)).collect();
    assert!(unused.is_empty(), "no case for {}", unused.join(" "));
}

#[test]
fn a_figure_told_twice_is_listed_once_and_not_from_the_heading() {
    let case =
        read_case("拦截诈骗电话80万次\\n今年上半年，全市拦截诈骗电话80万次。\t2025-07-17\tchongqing\t");
    let found = read(&case, &case.text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].paragraph, found[0].period.is_some()), (1, true));
}

#[test]
fn the_reason_names_the_row_the_period_and_the_place() {
    let case = read_case("今年以来，全市抓获犯罪嫌疑人12名。\t2025-07-17\tchongqing\t");
    let found = read(&case, &case.text);
    assert_eq!(found[0].reason, "suspects_arrested/verb 抓获 犯罪嫌疑人; period 今年以来; place 全市");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gives_quotes_that_state_their_values(text in "\\PC{0,120}") {
        read(&read_case("\t2025-07-17\tchongqing\t"), &text);
    }

    #[test]
    fn spliced_cases_give_quotes_that_state_their_values(cuts in prop::collection::vec((any::<usize>(), 0_usize..40, 0_usize..40), 1..8)) {
        let cases = cases();
        let mut text = String::new();
        for (index, from, length) in cuts {
            text.extend(cases[index % cases.len()].text.chars().skip(from).take(length));
        }
        read(&read_case("\t2025-07-17\tchongqing\t"), &text);
    }
}
