//! The open data, feeds and sitemap of the shipped site against its front matter and its pages.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::sandbox::{files, project};
use crate::shipped::{ORIGIN, file_of, site};

const LOCALES: &[&str] = &["", "zh-hant/", "en/"];

/// An XML element: its name, attributes and text.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

/// Every element of an XML text, in the order in which they end. Fails where the text isn't well-formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut open, mut done): (Vec<Element>, Vec<Element>) = (Vec::new(), Vec::new());
    let begun = |start: &quick_xml::events::BytesStart<'_>| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| attribute.expect("well-formed attributes"))
            .map(|attribute| {
                let value = quick_xml::escape::unescape(&attribute.value).expect("entities").into_owned();
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect(),
        text: String::new(),
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => done.push(begun(&start)),
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name))
                    .expect("a known entity")
                    .into_owned();
                open.last_mut().expect("within an element").text.push_str(&text);
            }
            Event::End(_) => done.push(open.pop().expect("it was begun")),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "every element is closed");
    done
}

fn texts<'a>(all: &'a [Element], name: &'a str) -> impl Iterator<Item = &'a str> {
    all.iter().filter(move |element| element.name == name).map(|element| element.text.as_str())
}

/// The front matter of every article, newest first, as the site orders them.
fn articles() -> Vec<(String, toml::Table)> {
    let mut articles: Vec<_> = files(&project().join("content/articles"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md") && path.matches('.').count() == 1)
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let front = text.split("+++").nth(1).expect("front matter").to_owned();
            let slug = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".md").to_owned();
            (slug, front.parse::<toml::Table>().unwrap_or_else(|error| panic!("{path}: {error}")))
        })
        .collect();
    let date = |front: &toml::Table| front["date"].as_datetime().expect("a date").to_string();
    articles.sort_by(|a, b| date(&b.1).cmp(&date(&a.1)).then_with(|| a.0.cmp(&b.0)));
    articles
}

fn number(value: &toml::Value) -> Value {
    match value {
        toml::Value::Integer(whole) => json!(whole),
        toml::Value::Float(float) if float.fract() == 0.0 => json!(*float as i64),
        toml::Value::Float(float) => json!(float),
        other => panic!("{other:?} is no number"),
    }
}

/// The record that a metric's front matter must become.
fn record(slug: &str, position: usize, front: &toml::Table, metric: &toml::Table) -> Value {
    let text = |key: &str| metric.get(key).map_or(Value::Null, |value| json!(value.as_str()));
    let source = |key: &str| front["source"].get(key).map_or(Value::Null, |value| json!(value.as_str()));
    let period = metric.get("period").map_or(Value::Null, |days| {
        days.as_array()
            .expect("two days")
            .iter()
            .map(|day| json!(day.as_datetime().expect("a day").to_string()))
            .collect()
    });
    let change = metric.get("change").map_or(Value::Null, |change| {
        json!({
            "direction": change["direction"].as_str(),
            "value": number(&change["value"]).as_f64(),
            "unit": change["unit"].as_str(),
            "basis": change["basis"].as_str(),
        })
    });
    json!({
        "article": slug,
        "url": format!("{ORIGIN}/articles/{slug}/#m-{position}"),
        "source": source("name"),
        "source_url": source("url"),
        "indicator": text("indicator"),
        "value": number(&metric["value"]),
        "unit": text("unit"),
        "qualifier": metric.get("qualifier").map_or(json!("exact"), |value| json!(value.as_str())),
        "period": period,
        "place": metric.get("place").unwrap_or(&front["places"][0]).as_str(),
        "agency": text("agency"),
        "scope": text("scope"),
        "scam": text("scam"),
        "per": text("per"),
        "change": change,
        "quote": text("quote"),
    })
}

fn expected_records() -> Vec<Value> {
    let mut records = Vec::new();
    for (slug, front) in articles() {
        let metrics = front["metrics"].as_array().expect("a list");
        for (index, metric) in metrics.iter().enumerate() {
            records.push(record(&slug, index + 1, &front, metric.as_table().expect("a section")));
        }
    }
    records
}

#[test]
fn the_open_data_says_what_the_front_matter_says() {
    let (expected, found) = (expected_records(), site().json("data/metrics.json"));
    let found = found.as_array().expect("a list");
    assert!(expected.len() > 100, "{}", expected.len());
    assert_eq!(found.len(), expected.len());
    for (expected, found) in expected.iter().zip(found) {
        // Whole changes may be written with or without a decimal point.
        let mut found = found.clone();
        if let Some(value) = found["change"].get("value").and_then(Value::as_f64) {
            found["change"]["value"] = json!(value);
        }
        assert_eq!(&found, expected);
    }
}

#[test]
fn the_csv_has_the_rows_of_the_json() {
    let json = site().json("data/metrics.json");
    let mut reader = csv::Reader::from_reader(site().text("data/metrics.csv").as_bytes());
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), json.as_array().map_or(0, Vec::len));
    let plain = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    for (row, record) in rows.iter().zip(json.as_array().expect("a list")) {
        for (column, cell) in columns.iter().zip(row) {
            let expected = match column.as_str() {
                "period_start" => plain(&record["period"][0]),
                "period_end" => plain(&record["period"][1]),
                "change_value" => {
                    record["change"]["value"].as_f64().map_or(String::new(), |value| value.to_string())
                }
                _ => match column.strip_prefix("change_") {
                    Some(key) => plain(&record["change"][key]),
                    None => plain(&record[column]),
                },
            };
            assert_eq!(cell, expected, "{column} of {record}");
        }
    }
}

#[test]
fn the_data_package_describes_each_column_of_the_csv() {
    let package = site().json("data/datapackage.json");
    let header = site().text("data/metrics.csv").lines().next().expect("a header").to_owned();
    let fields = package["resources"][0]["schema"]["fields"].as_array().expect("fields");
    let names: Vec<_> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
    assert_eq!(names.join(","), header);
    for resource in package["resources"].as_array().expect("resources") {
        let path = resource["path"].as_str().expect("a path");
        assert!(site().files.contains_key(&format!("data/{path}")), "{path}");
    }
}

#[test]
fn each_feed_lists_the_articles_of_its_language_newest_first() {
    for prefix in LOCALES {
        let feed = elements(site().text(&format!("{prefix}feed.xml")));
        let expected: Vec<_> =
            articles().iter().map(|(slug, _)| format!("{ORIGIN}/{prefix}articles/{slug}/")).collect();
        let ids: Vec<_> = texts(&feed, "id").filter(|id| !id.ends_with("feed.xml")).collect();
        assert_eq!(ids, expected);
        let titles: Vec<_> = texts(&feed, "title").collect();
        for (url, title) in ids.iter().zip(&titles[..]) {
            let page = site().page(&file_of(url.trim_start_matches(ORIGIN)));
            let (heading, _) = page.elements("h1").next().expect("a heading");
            assert!(titles.contains(&page.text(heading).as_str()), "{title}");
        }
        assert!(feed.iter().all(|element| element.name != "script"));
    }
}

#[test]
fn the_sitemap_lists_exactly_the_pages_for_search_engines() {
    let sitemap = elements(site().text("sitemap.xml"));
    let listed: Vec<&str> = texts(&sitemap, "loc").collect();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(unique.len(), listed.len(), "no page is listed twice");
    let indexed: BTreeSet<&str> = site()
        .pages
        .values()
        .filter(|page| !page.elements("meta").any(|(_, meta)| meta.attribute("content") == Some("noindex")))
        .map(|page| page.linked("canonical").expect("an address"))
        .collect();
    assert_eq!(unique, indexed);
    assert!(unique.len() > 300);
}

#[test]
fn the_sitemap_names_the_language_versions_that_the_page_names() {
    let sitemap = elements(site().text("sitemap.xml"));
    let mut versions = Vec::new();
    let mut address = "";
    for element in &sitemap {
        match element.name.as_str() {
            "loc" => address = &element.text,
            "xhtml:link" => {
                versions.push((element.attributes["hreflang"].as_str(), element.attributes["href"].as_str()))
            }
            "url" => {
                let page = site().page(&file_of(address.trim_start_matches(ORIGIN)));
                assert_eq!(page.alternates(), versions, "{address}");
                versions.clear();
            }
            _ => {}
        }
    }
}

#[test]
fn robots_are_shown_the_sitemap() {
    assert!(site().text("robots.txt").contains(&format!("Sitemap: {ORIGIN}/sitemap.xml")));
}
