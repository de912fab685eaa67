//! What programs are told of the shipped site: structured data, feeds of topics, manifests, files of each indicator.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::html::Page;
use crate::sandbox::{SITE_TOML, Sandbox, article};
use crate::shipped::{ORIGIN, site};

/// The nodes of a page's structured data.
fn nodes(page: &Page) -> Vec<Value> {
    let data =
        page.elements("script").find(|(_, node)| node.attribute("type") == Some("application/ld+json"));
    let Some((number, _)) = data else { return Vec::new() };
    let graph: Value = serde_json::from_str(&page.text(number)).expect("JSON");
    assert_eq!(graph["@context"], "https://schema.org");
    graph["@graph"].as_array().expect("a list").clone()
}

fn node(path: &str, kind: &str) -> Value {
    let all = nodes(site().page(path));
    let found = all.iter().find(|node| node["@type"] == kind).cloned();
    found.unwrap_or_else(|| panic!("{path} has no {kind}: {all:?}"))
}

#[test]
fn each_kind_of_page_is_told_as_what_it_is() {
    let report = node("en/articles/chongqing-2025-h1/index.html", "Report");
    assert_eq!(report["inLanguage"], "en");
    assert_eq!(report["datePublished"], "2025-07-17");
    assert_eq!(report["citation"]["name"], "今年来重庆追赃返还2.45亿元");
    assert_eq!(report["spatialCoverage"][0]["name"], "Chongqing");
    assert_eq!(report["translationOfWork"]["url"], format!("{ORIGIN}/articles/chongqing-2025-h1/"));
    assert_eq!(node("articles/chongqing-2025-h1/index.html", "Report").get("translationOfWork"), None);

    let home = node("zh-hant/index.html", "WebSite");
    let target = home["potentialAction"]["target"]["urlTemplate"].as_str().expect("an address");
    assert_eq!(target, format!("{ORIGIN}/zh-hant/search/?q={{query}}"));

    let dataset = node("indicators/suspects-arrested/index.html", "Dataset");
    assert_eq!(dataset["temporalCoverage"], "2016-01-01/2025-07-17");
    assert_eq!(dataset["variableMeasured"]["unitText"], "人");
    assert_eq!(
        node("data/index.html", "Dataset")["version"],
        site().json("data/datapackage.json")["version"]
    );
}

#[test]
fn the_way_to_a_page_is_the_one_that_it_shows() {
    let mut checked = 0;
    for (path, page) in &site().pages {
        let told = nodes(page).into_iter().find(|node| node["@type"] == "BreadcrumbList");
        let shown: Vec<usize> = page
            .elements("nav")
            .filter(|(_, list)| list.attribute("class").is_some_and(|class| class.contains("breadcrumbs")))
            .map(|(number, _)| number)
            .collect();
        let Some(told) = told else { continue };
        let steps = told["itemListElement"].as_array().expect("a list");
        let last = steps.last().expect("a step");
        let canonical = page.linked("canonical").expect("an address");
        assert_eq!(last["item"], canonical, "{path}");
        for list in shown {
            for step in &steps[..steps.len() - 1] {
                let name = step["name"].as_str().expect("a name");
                assert!(page.text(list).contains(name), "{path}: {name}");
            }
        }
        checked += 1;
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn every_address_told_is_one_of_the_site() {
    fn addresses<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::String(text) if text.starts_with(ORIGIN) => found.push(text),
            Value::Array(all) => all.iter().for_each(|value| addresses(value, found)),
            Value::Object(all) => all.values().for_each(|value| addresses(value, found)),
            _ => {}
        }
    }
    for (path, page) in &site().pages {
        let all = nodes(page);
        let mut found = Vec::new();
        all.iter().for_each(|node| addresses(node, &mut found));
        for address in found {
            let address = address.split('?').next().unwrap_or(address);
            let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
            let file = crate::shipped::file_of(address.trim_start_matches(ORIGIN));
            assert!(site().files.contains_key(&file), "{path}: {address}");
            assert!(
                fragment.is_empty() || site().page(&file).by_id(fragment).is_some(),
                "{path}: #{fragment}"
            );
        }
    }
}

#[test]
fn the_files_of_the_indicators_hold_each_figure_once() {
    let all = site().json("data/metrics.json");
    let all = all.as_array().expect("a list");
    let mut seen = 0;
    let indicators: BTreeSet<&str> = all.iter().filter_map(|record| record["indicator"].as_str()).collect();
    for id in &indicators {
        let path = format!("data/indicators/{}", id.replace('_', "-"));
        let own = site().json(&format!("{path}.json"));
        let own = own.as_array().expect("a list");
        assert!(own.iter().all(|record| record["indicator"] == *id && all.contains(record)), "{id}");
        let mut reader = csv::Reader::from_reader(site().text(&format!("{path}.csv")).as_bytes());
        assert_eq!(reader.records().count(), own.len(), "{id}");
        seen += own.len();
    }
    assert_eq!(seen, all.len());
    let files = site().files.keys().filter(|path| path.starts_with("data/indicators/")).count();
    assert_eq!(files, 2 * indicators.len());
}

#[test]
fn the_data_page_names_every_file_and_every_field() {
    for prefix in ["", "zh-hant/", "en/"] {
        let page = site().page(&format!("{prefix}data/index.html"));
        let links: BTreeSet<&str> =
            page.elements("a").filter_map(|(_, link)| link.attribute("href")).collect();
        let files = site().files.keys().filter(|path| path.starts_with("data/") && !path.ends_with(".html"));
        for file in files {
            assert!(links.contains(format!("/{file}").as_str()), "{prefix}: {file}");
        }
        let text = page.whole_text();
        let header = site().text("data/metrics.csv").lines().next().expect("a header");
        for field in header.split(',') {
            assert!(text.contains(field.trim()), "{prefix}: {field}");
            assert!(!text.contains(&format!("data_field.{field}")), "{prefix}: {field} isn't described");
        }
    }
}

#[test]
fn the_version_of_the_data_changes_with_a_figure_alone() {
    let version = |site: &Sandbox| {
        let package: Value = serde_json::from_str(&site.read("public/data/datapackage.json")).expect("JSON");
        package["version"].as_str().expect("a version").to_owned()
    };
    let site = Sandbox::site();
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    site.build();
    let first = version(&site);
    assert!(first.starts_with("2025-07-17-"), "{first}");
    site.write("site.toml", &SITE_TOML.replace("反诈", "另一个名字"));
    site.build();
    assert_eq!(version(&site), first);
    site.write("content/articles/report.md", &article("report", "2025-07-17").replace("7790", "7791"));
    site.build();
    assert_ne!(version(&site), first);
}

#[test]
fn a_topics_feed_holds_its_articles_and_its_page_leads_there() {
    let feed = site().text("en/cities/dazhou/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 1);
    assert!(feed.contains(&format!("<id>{ORIGIN}/en/articles/dazhou-2023-h1/</id>")), "{feed}");
    for (path, page) in &site().pages {
        let own = path.strip_suffix("index.html").map(|folder| format!("{folder}feed.xml"));
        let Some(own) = own.filter(|own| site().files.contains_key(own)) else { continue };
        let links =
            page.elements("link").filter(|(_, link)| link.attribute("type") == Some("application/atom+xml"));
        let first = links.filter_map(|(_, link)| link.attribute("href")).next();
        assert_eq!(first, Some(format!("/{own}").as_str()), "{path}");
        assert!(page.elements("a").any(|(_, link)| link.attribute("href") == first), "{path} shows its feed");
    }
    let feeds = site().files.keys().filter(|path| path.ends_with("/feed.xml")).count();
    assert!(feeds > 20, "{feeds}");
}

#[test]
fn a_topic_without_an_article_in_a_language_has_no_feed_there() {
    let site = Sandbox::site();
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    site.build();
    assert!(site.has("public/cities/chongqing/feed.xml"));
    assert!(site.has("public/en/cities/chongqing/index.html"));
    assert!(!site.has("public/en/cities/chongqing/feed.xml"));
    assert!(!site.read("public/en/cities/chongqing/index.html").contains("chongqing/feed.xml"));
}

#[test]
fn each_language_can_be_kept_among_the_apps_of_a_phone() {
    for prefix in ["", "zh-hant/", "en/"] {
        let manifest = site().json(&format!("{prefix}manifest.webmanifest"));
        assert_eq!(manifest["start_url"], format!("/{prefix}"));
        let home = site().page(&format!("{prefix}index.html"));
        assert_eq!(manifest["lang"].as_str(), home.first("html", "lang"));
        assert_eq!(home.linked("manifest"), Some(format!("/{prefix}manifest.webmanifest").as_str()));
        let icons = manifest["icons"].as_array().expect("icons");
        assert_eq!(icons.len(), 3);
        for icon in icons {
            let file = icon["src"].as_str().expect("an address").trim_start_matches('/');
            assert!(site().files.contains_key(file), "{file}");
        }
    }
}
