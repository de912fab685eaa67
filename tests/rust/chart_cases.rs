//! Charts as pages show them: each file of `tests/cases/charts/` gives figures and the charts that follow.
//!
//! All cases are one site of three locales, each in a place of its own. The built site stays in
//! `CARGO_TARGET_TMPDIR/charts`, where browsers measure what is drawn. A case has
//!
//! - `about`, `place`, and, unless it is arrested suspects in 人, `indicator` and `unit`;
//! - `[[figure]]`: `period` (`2024`, `2024-h1` or `FROM/TO`), `value`, and `qualifier`, `scope`, `place` where set;
//! - `[[chart]]`, one for each chart of the place's page or of `page`: `id`, then `bars` with label and value of
//!   each as zh-Hans has them, `hant` and `en`; or `count` of bars and the `ticks` of an axis, and `ticks_en`;
//!   `subtitle`, `notes`, the number of `hatched` ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::html::Page;
use crate::sandbox::{SITE_TOML, Sandbox, files, project};
use crate::shipped::Built;

const LOCALES: [&str; 3] = ["", "zh-hant/", "en/"];

struct Case {
    name: String,
    table: Table,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let cases = files(&project().join("tests/cases/charts")).into_iter().map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("a case is UTF-8");
        let table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        Case { name: path.trim_end_matches(".toml").to_owned(), table }
    });
    cases.collect()
});

static SITE: LazyLock<Built> = LazyLock::new(|| {
    let site = Sandbox::with_settings(SITE_TOML);
    for (number, case) in CASES.iter().enumerate() {
        site.write(&format!("content/articles/2025/case-{number}.md"), &case.article());
    }
    let built = site.build();
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    if output.exists() {
        fs::remove_dir_all(&output).expect("an earlier site is removed");
    }
    for (path, bytes) in &built {
        let file = output.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
        fs::write(file, bytes).expect("the file is written");
    }
    Built::of(built)
});

/// First and last day of a period as cases write it.
fn days(period: &str) -> (String, String) {
    match (period.split_once('/'), period.split_once("-h")) {
        (Some((from, to)), _) => (from.to_owned(), to.to_owned()),
        (None, Some((year, "1"))) => (format!("{year}-01-01"), format!("{year}-06-30")),
        (None, Some((year, _))) => (format!("{year}-07-01"), format!("{year}-12-31")),
        (None, None) => (format!("{period}-01-01"), format!("{period}-12-31")),
    }
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).map(|value| value.as_str().unwrap_or_else(|| panic!("{key} is a text")))
}

fn texts(table: &Table, key: &str) -> Option<Vec<String>> {
    let list = table.get(key)?.as_array().unwrap_or_else(|| panic!("{key} is a list"));
    Some(list.iter().map(|text| text.as_str().expect("a text").to_owned()).collect())
}

fn tables<'t>(table: &'t Table, key: &str) -> Vec<&'t Table> {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten();
    list.map(|value| value.as_table().expect("a table")).collect()
}

fn number(table: &Table, key: &str) -> Option<f64> {
    table.get(key).map(|value| value.as_float().or(value.as_integer().map(|n| n as f64)).expect("a number"))
}

impl Case {
    fn place(&self) -> &str {
        text(&self.table, "place").expect("a case has a place")
    }

    /// An article that reports the figures, each in a sentence of its own.
    fn article(&self) -> String {
        let indicator = text(&self.table, "indicator").unwrap_or("suspects_arrested");
        let unit = text(&self.table, "unit").unwrap_or("人");
        let mut front = format!(
            "+++\ntitle = \"{}\"\ndate = 2025-12-31\nplaces = [\"{}\"]\n\n[source]\nname = \"{}报\"\n",
            self.name,
            self.place(),
            self.name
        );
        let mut body = "+++\n".to_owned();
        for (index, figure) in tables(&self.table, "figure").into_iter().enumerate() {
            let value = number(figure, "value").expect("a figure has a value");
            let qualifier = text(figure, "qualifier").unwrap_or("exact");
            let (from, to) = days(text(figure, "period").expect("a figure has a period"));
            let words = match qualifier {
                "over" => "超过",
                "about" => "约",
                "nearly" => "近",
                "at_least" => "至少",
                _ => "",
            };
            let way = if value < 0.0 { "下降" } else { "" };
            let quote = format!("第{}段的数字是{way}{words}{}{unit}", index + 1, value.abs());
            body += &format!("{quote}。\n\n");
            front += &format!(
                "\n[[metrics]]\nindicator = \"{indicator}\"\nvalue = {value}\nunit = \"{unit}\"\n\
                 qualifier = \"{qualifier}\"\nperiod = [{from}, {to}]\nquote = \"{quote}\"\n"
            );
            for key in ["scope", "place"] {
                if let Some(own) = text(figure, key) {
                    front += &format!("{key} = \"{own}\"\n");
                }
            }
        }
        front + &body
    }
}

/// A bar's row as it is drawn.
#[derive(Debug, Default)]
struct Row {
    label: String,
    value: String,
    /// Left and right of its solid part.
    bar: Option<(f64, f64)>,
    hatched: bool,
    missing: bool,
}

/// A drawing, read back.
#[derive(Debug)]
struct Drawing {
    rows: Vec<Row>,
    ticks: Vec<String>,
    title: String,
    description: String,
}

fn attribute(page: &Page, node: usize, name: &str) -> f64 {
    page.nodes[node]
        .attribute(name)
        .and_then(|value| value.parse().ok())
        .unwrap_or_else(|| panic!("no {name}"))
}

/// Elements within another, in order.
fn within(page: &Page, holder: usize) -> Vec<usize> {
    let is_within = |number: &usize| {
        let mut above = page.nodes[*number].parent;
        std::iter::from_fn(|| {
            let found = above?;
            above = page.nodes[found].parent;
            Some(found)
        })
        .any(|found| found == holder)
    };
    (0..page.nodes.len()).filter(is_within).collect()
}

impl Drawing {
    fn of(page: &Page, figure: usize) -> Drawing {
        let parts = within(page, figure);
        let mut drawing =
            Drawing { rows: Vec::new(), ticks: Vec::new(), title: String::new(), description: String::new() };
        for part in parts {
            let node = &page.nodes[part];
            match (node.name(), node.attribute("class").unwrap_or_default()) {
                ("title", _) => drawing.title = page.text(part),
                ("desc", _) => drawing.description = page.text(part),
                ("text", "tick") => drawing.ticks.push(page.text(part)),
                ("text", "label") => drawing.rows.push(Row { label: page.text(part), ..Row::default() }),
                ("text", class) => {
                    let row = drawing.rows.last_mut().expect("a value follows its label");
                    row.value = page.text(part);
                    row.missing = class.contains("missing");
                }
                ("rect", class) => {
                    let row = drawing.rows.last_mut().expect("a bar follows its label");
                    let (x, width) = (attribute(page, part, "x"), attribute(page, part, "width"));
                    if class == "bar" { row.bar = Some((x, x + width)) } else { row.hatched = true }
                }
                _ => {}
            }
        }
        drawing
    }

    fn written(&self) -> Vec<String> {
        self.rows.iter().map(|row| format!("{} {}", row.label, row.value)).collect()
    }
}

/// The charts of a page by their ids.
fn charts(page: &Page) -> BTreeMap<&str, usize> {
    let figures = page.elements("figure");
    figures.filter_map(|(number, figure)| Some((figure.attribute("id")?, number))).collect()
}

fn page_of(case: &Case, chart: Option<&Table>) -> String {
    let own = chart.and_then(|chart| text(chart, "page")).map(str::to_owned);
    own.unwrap_or_else(|| format!("cities/{}/", case.place()))
}

/// Every expected chart with its page and figure in a locale.
fn each_chart(mut check: impl FnMut(&Case, &Table, &str, &Page, usize)) {
    let mut seen = 0;
    for case in CASES.iter() {
        for locale in LOCALES {
            for chart in tables(&case.table, "chart") {
                let page = SITE.page(&format!("{locale}{}index.html", page_of(case, Some(chart))));
                let id = text(chart, "id").expect("a chart has an id");
                let figure = charts(page).remove(id);
                let figure =
                    figure.unwrap_or_else(|| panic!("{}: {locale}{id} of {:?}", case.name, charts(page)));
                check(case, chart, locale, page, figure);
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_place_has_the_charts_of_its_case_and_no_other() {
    for case in CASES.iter() {
        for locale in LOCALES {
            let page = SITE.page(&format!("{locale}cities/{}/index.html", case.place()));
            let own = tables(&case.table, "chart").into_iter().filter(|chart| text(chart, "page").is_none());
            let mut expected: Vec<_> = own.filter_map(|chart| text(chart, "id")).collect();
            expected.sort_unstable();
            assert_eq!(charts(page).into_keys().collect::<Vec<_>>(), expected, "{} {locale}", case.name);
        }
    }
    assert!(CASES.len() >= 12, "{}", CASES.len());
}

#[test]
fn bars_are_labelled_and_written_in_the_words_of_each_locale() {
    each_chart(|case, chart, locale, page, figure| {
        let drawing = Drawing::of(page, figure);
        let key = match locale {
            "" => "bars",
            "zh-hant/" => "hant",
            _ => "en",
        };
        if let Some(expected) = texts(chart, key) {
            assert_eq!(drawing.written(), expected, "{} {locale}", case.name);
        }
        let key = if locale == "en/" { "ticks_en" } else { "ticks" };
        let expected = texts(chart, key).filter(|_| locale != "zh-hant/");
        if let Some(expected) = expected {
            assert_eq!(drawing.ticks, expected, "{} {locale}", case.name);
        }
        if let Some(count) = number(chart, "count") {
            assert_eq!(drawing.rows.len() as f64, count, "{} {locale}", case.name);
            assert!(drawing.rows.iter().all(|row| row.value.is_empty()), "{} {locale}", case.name);
        } else {
            assert!(drawing.ticks.is_empty(), "{}: values are written, no axis is needed", case.name);
        }
    });
}

#[test]
fn bars_are_as_long_as_their_values_are_large() {
    each_chart(|case, chart, locale, page, figure| {
        let drawing = Drawing::of(page, figure);
        let mut values: Vec<f64> = tables(&case.table, "figure")
            .into_iter()
            .filter(|figure| text(chart, "id").is_some_and(|id| belongs(case, figure, id)))
            .filter_map(|figure| number(figure, "value"))
            .collect();
        let by_places = text(chart, "page").is_some();
        if by_places {
            values.sort_by(|one, other| other.total_cmp(one));
        }
        let known: Vec<&Row> = drawing.rows.iter().filter(|row| !row.missing).collect();
        if !by_places && case.name == "another-length" {
            values.sort_by(f64::total_cmp);
        }
        assert_eq!(known.len(), values.len(), "{} {locale}: {values:?}", case.name);
        let longest =
            known.iter().filter_map(|row| row.bar.map(|(left, right)| right - left)).fold(0.0, f64::max);
        let largest = values.iter().copied().map(f64::abs).fold(0.0, f64::max);
        for (row, value) in known.iter().zip(&values) {
            let Some((left, right)) = row.bar else {
                assert_eq!(*value, 0.0, "{} {locale}: {row:?} has no bar", case.name);
                continue;
            };
            // What is nearly nothing is still seen.
            let expected = f64::max(value.abs() / largest * longest, 1.5);
            assert!((right - left - expected).abs() < 0.05, "{} {locale}: {row:?} {expected}", case.name);
        }
        let falls =
            known.iter().zip(&values).filter(|(_, value)| **value < 0.0).filter_map(|(row, _)| row.bar);
        let rises =
            known.iter().zip(&values).filter(|(_, value)| **value > 0.0).filter_map(|(row, _)| row.bar);
        for (fall, rise) in falls.zip(rises.cycle()) {
            assert!((fall.1 - rise.0).abs() < 0.05, "{}: both begin at zero", case.name);
        }
    });
}

/// Whether a figure of a case is drawn in the chart with this id.
fn belongs(case: &Case, figure: &Table, id: &str) -> bool {
    let period = text(figure, "period").unwrap_or_default();
    match case.name.as_str() {
        "half-years-and-years" => id.ends_with("-h1") == period.ends_with("-h1"),
        "another-length" => period.ends_with("07-17"),
        "places" => !matches!(text(figure, "place"), Some("sichuan" | "national")),
        _ => true,
    }
}

#[test]
fn a_missing_period_has_words_and_no_bar() {
    let mut missing = 0;
    each_chart(|case, _, locale, page, figure| {
        for row in Drawing::of(page, figure).rows.iter().filter(|row| row.missing) {
            assert!(row.bar.is_none() && !row.hatched, "{} {locale}: {row:?}", case.name);
            assert!(row.value.chars().any(char::is_alphabetic), "{} {locale}: {row:?}", case.name);
            missing += 1;
        }
    });
    assert_eq!(missing, 6, "two in each locale");
}

#[test]
fn lower_bounds_are_hatched_and_signs_explained() {
    each_chart(|case, chart, locale, page, figure| {
        let drawing = Drawing::of(page, figure);
        let hatched = drawing.rows.iter().filter(|row| row.hatched).count();
        assert_eq!(hatched as f64, number(chart, "hatched").unwrap_or(0.0), "{} {locale}", case.name);
        let notes = page.elements("p").filter(|(_, node)| node.attribute("class") == Some("note"));
        let notes: Vec<String> = notes
            .filter(|(number, _)| page.nodes[*number].parent == Some(figure))
            .map(|(n, _)| page.text(n))
            .collect();
        let expected = texts(chart, "notes").unwrap_or_default();
        assert_eq!(notes.len(), expected.len(), "{} {locale}: {notes:?}", case.name);
        if locale.is_empty() {
            assert_eq!(notes, expected, "{}", case.name);
        }
    });
}

#[test]
fn each_chart_says_what_it_shows_in_words() {
    each_chart(|case, chart, locale, page, figure| {
        let drawing = Drawing::of(page, figure);
        let whole = page.text(figure);
        assert!(!drawing.title.is_empty() && whole.contains(&drawing.title), "{} {locale}", case.name);
        let told = drawing
            .rows
            .iter()
            .all(|row| drawing.description.contains(row.value.trim_start_matches(['≥', '≈', '<', '≤', ' '])));
        let told = told || locale == "en/" || case.name == "three-to-billions" || case.name == "falls";
        assert!(!drawing.description.is_empty() && told, "{} {locale}: {}", case.name, drawing.description);
        if let Some(subtitle) = text(chart, "subtitle").filter(|_| locale.is_empty()) {
            assert!(whole.contains(subtitle), "{}: {whole}", case.name);
        }
    });
}

#[test]
fn each_chart_has_its_table_its_address_its_data_and_its_citation() {
    each_chart(|case, chart, locale, page, figure| {
        let parts = within(page, figure);
        let drawing = Drawing::of(page, figure);
        let id = text(chart, "id").expect("an id");
        let count = |name: &str| parts.iter().filter(|part| page.nodes[**part].name() == name).count();
        assert_eq!(count("details"), 1, "{} {locale}", case.name);
        assert_eq!(count("tr"), drawing.rows.len() + 1, "{} {locale}", case.name);
        let links: Vec<&str> = parts.iter().filter_map(|part| page.nodes[*part].attribute("href")).collect();
        assert!(links.contains(&format!("#{id}").as_str()), "{} {locale}: {links:?}", case.name);
        let data = text(&case.table, "indicator").unwrap_or("suspects_arrested").replace('_', "-");
        assert!(
            links.contains(&format!("/data/indicators/{data}.csv").as_str()),
            "{} {locale}: {links:?}",
            case.name
        );
        let sentences = links.iter().filter(|link| link.contains("#q-")).count();
        let known = drawing.rows.iter().filter(|row| !row.missing).count();
        assert_eq!(sentences, known, "{} {locale}: each figure leads to its sentence", case.name);
        let address = format!("https://example.org/{locale}{}#{id}", page_of(case, Some(chart)));
        let whole = page.text(figure);
        for words in [&address, &case.name] {
            assert!(whole.contains(words.as_str()), "{} {locale}: {words} in {whole}", case.name);
        }
    });
}
