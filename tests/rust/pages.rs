//! Every page of the shipped site: its tags, language, addresses, and where its links lead.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::Page;
use crate::shipped::{Built, ORIGIN, file_of, site};

/// Values of `<body data-page>`.
const KINDS: &[&str] = &["article", "city", "campaign", "indicator", "scam", "search", "home", "page"];

/// The language of a page by its path.
fn language_of(path: &str) -> &'static str {
    match path.split('/').next() {
        Some("zh-hant") => "zh-Hant",
        Some("en") => "en",
        _ => "zh-Hans",
    }
}

fn own_url(path: &str) -> String {
    format!("{ORIGIN}/{}", path.trim_end_matches("index.html"))
}

fn is_not_found(path: &str) -> bool {
    path.ends_with("404.html")
}

/// Pages with an address of their own.
fn addressed(site: &Built) -> impl Iterator<Item = (&String, &Page)> {
    site.pages.iter().filter(|(path, _)| !is_not_found(path))
}

/// Holds that no page has a fault.
#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
}

#[test]
fn every_page_closes_what_it_opens() {
    let mut faults = Vec::new();
    for (path, page) in &site().pages {
        faults.extend(page.faults.iter().map(|fault| format!("{path}: {fault}")));
    }
    assert!(site().pages.len() > 300, "{}", site().pages.len());
    assert_none(&faults);
}

#[test]
fn every_page_says_its_language_kind_and_title() {
    let mut kinds = BTreeSet::new();
    for (path, page) in &site().pages {
        assert_eq!(page.first("html", "lang"), Some(language_of(path)), "{path}");
        let kind = page.first("body", "data-page").unwrap_or_else(|| panic!("{path} has no data-page"));
        assert!(KINDS.contains(&kind), "{path}: {kind}");
        kinds.insert(kind);
        let title = page.elements("title").next().map(|(number, _)| page.text(number));
        assert!(title.is_some_and(|title| !title.trim().is_empty()), "{path}");
        assert_eq!(page.elements("h1").count(), 1, "{path} has one first heading");
    }
    assert_eq!(kinds.len(), KINDS.len(), "{kinds:?}");
}

#[test]
fn the_kind_of_a_page_follows_from_its_address() {
    let expected = [
        ("index.html", "home"),
        ("articles/yuxi-2024-h1/index.html", "article"),
        ("cities/dazhou/index.html", "city"),
        ("campaigns/duanka/index.html", "campaign"),
        ("indicators/suspects-arrested/index.html", "indicator"),
        ("scams/brushing/index.html", "scam"),
        ("search/index.html", "search"),
        ("about/index.html", "page"),
        ("articles/index.html", "page"),
    ];
    for prefix in ["", "zh-hant/", "en/"] {
        for (path, kind) in expected {
            assert_eq!(
                site().page(&format!("{prefix}{path}")).first("body", "data-page"),
                Some(kind),
                "{prefix}{path}"
            );
        }
    }
}

#[test]
fn every_page_is_canonical_to_itself() {
    for (path, page) in addressed(site()) {
        assert_eq!(page.linked("canonical"), Some(own_url(path).as_str()), "{path}");
    }
}

#[test]
fn language_versions_point_at_each_other() {
    let mut checked = 0;
    for (path, page) in addressed(site()) {
        let alternates = page.alternates();
        let languages: Vec<_> = alternates.iter().map(|(language, _)| *language).collect();
        assert_eq!(languages, ["zh-Hans", "zh-Hant", "en", "x-default"], "{path}");
        assert_eq!(alternates[3].1, alternates[0].1, "{path}: the default is the first locale");
        assert!(alternates.contains(&(language_of(path), own_url(path).as_str())), "{path} names itself");
        for (language, url) in &alternates[..3] {
            let other = file_of(url.strip_prefix(ORIGIN).expect("a page of this site"));
            assert_eq!(language_of(&other), *language, "{path}");
            assert_eq!(site().page(&other).alternates(), alternates, "{path} and {other}");
            checked += 1;
        }
    }
    assert!(checked > 900, "{checked}");
}

#[test]
fn the_404_page_of_each_language_claims_no_address() {
    for prefix in ["", "zh-hant/", "en/"] {
        let page = site().page(&format!("{prefix}404.html"));
        assert_eq!(page.linked("canonical"), None);
        assert!(page.alternates().is_empty());
        assert!(page.elements("meta").any(|(_, meta)| meta.attribute("content") == Some("noindex")));
    }
}

#[test]
fn no_page_has_an_id_twice() {
    let mut faults = Vec::new();
    for (path, page) in &site().pages {
        let mut seen = BTreeSet::new();
        for id in page.nodes.iter().filter_map(|node| node.attribute("id")) {
            if !seen.insert(id) {
                faults.push(format!("{path}: {id}"));
            }
        }
    }
    assert_none(&faults);
}

/// Attributes that hold an address a browser follows.
const ADDRESSES: &[(&str, &str)] = &[
    ("a", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("form", "action"),
    ("use", "href"),
    ("q", "cite"),
];

/// A link within the site as file and fragment; `None` for one that leads elsewhere.
fn resolve<'a>(from: &str, href: &'a str) -> Option<(String, &'a str)> {
    let href = href.strip_prefix(ORIGIN).unwrap_or(href);
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let path = path.split('?').next().unwrap_or_default();
    match path {
        "" => Some((from.to_owned(), fragment)),
        _ if path.starts_with("//") => None,
        _ if path.starts_with('/') => Some((file_of(path), fragment)),
        _ => None,
    }
}

#[test]
fn every_link_within_the_site_leads_to_a_file_and_a_place_in_it() {
    let site = site();
    let ids: BTreeMap<&String, BTreeSet<&str>> =
        site.pages.iter().map(|(path, page)| (path, page.ids())).collect();
    let (mut faults, mut followed, mut fragments) = (Vec::new(), 0, 0);
    for (path, page) in &site.pages {
        for node in &page.nodes {
            let Some((_, attribute)) = ADDRESSES.iter().find(|(name, _)| *name == node.name()) else {
                continue;
            };
            let Some(href) = node.attribute(attribute) else { continue };
            let Some((file, fragment)) = resolve(path, href) else {
                let outward =
                    ["https://", "http://", "tel:", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
                if !outward {
                    faults.push(format!("{path}: {href}"));
                }
                continue;
            };
            followed += 1;
            if href.is_empty() || !site.files.contains_key(&file) {
                faults.push(format!("{path}: `{href}` leads nowhere"));
            } else if !fragment.is_empty() {
                fragments += 1;
                if !ids.get(&file).is_some_and(|ids| ids.contains(fragment)) {
                    faults.push(format!("{path}: `{href}` has no such place"));
                }
            }
        }
    }
    assert_none(&faults);
    assert!(followed > 10_000 && fragments > 1_000, "{followed} {fragments}");
}

#[test]
fn every_figure_of_an_article_leads_to_its_sentence_and_back() {
    let articles = site().pages.iter().filter(|(_, page)| page.first("body", "data-page") == Some("article"));
    let (mut pages, mut rows) = (0, 0);
    for (path, page) in articles {
        pages += 1;
        let numbers: BTreeSet<usize> =
            page.ids().iter().filter_map(|id| id.strip_prefix("m-")?.parse().ok()).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect(), "{path}");
        for number in numbers {
            let (row, mark) = (page.by_id(&format!("m-{number}")), page.by_id(&format!("q-{number}")));
            let (row, mark) = row.zip(mark).unwrap_or_else(|| panic!("{path}: {number} has no sentence"));
            assert_eq!(page.nodes[row].name(), "tr", "{path}");
            assert_eq!(page.nodes[mark].name(), "mark", "{path}");
            assert!(links_within(page, row).contains(&format!("#q-{number}").as_str()), "{path}: {number}");
            assert!(links_within(page, mark).contains(&format!("#m-{number}").as_str()), "{path}: {number}");
            assert!(page.text(mark).chars().any(|character| character.is_alphanumeric()), "{path}: {number}");
            rows += 1;
        }
    }
    assert_eq!(pages, 15);
    assert!(rows > 300, "{rows}");
}

fn links_within(page: &Page, element: usize) -> Vec<&str> {
    let within = |number: usize| {
        let mut next = page.nodes[number].parent;
        std::iter::from_fn(|| {
            let holder = next?;
            next = page.nodes[holder].parent;
            Some(holder)
        })
        .any(|holder| holder == element)
    };
    let links = page.elements("a").filter(|(number, _)| within(*number));
    links.filter_map(|(_, link)| link.attribute("href")).collect()
}

#[test]
fn the_sentence_of_a_figure_holds_its_quote() {
    let metrics = site().json("data/metrics.json");
    let mut number_in = BTreeMap::new();
    for metric in metrics.as_array().expect("a list") {
        let slug = metric["article"].as_str().expect("a slug");
        let number = number_in.entry(slug).and_modify(|number| *number += 1).or_insert(1);
        let page = site().page(&format!("articles/{slug}/index.html"));
        let mark = page.by_id(&format!("q-{number}")).expect("its sentence");
        let told = page.text(mark).replace('↩', "");
        assert_eq!(told, metric["quote"].as_str().expect("a quote"), "{slug} {number}");
    }
    assert_eq!(number_in.len(), 5);
}

#[test]
fn assets_are_named_by_what_they_hold() {
    let assets: Vec<_> = site().files.keys().filter(|path| path.starts_with("assets/")).collect();
    assert!(assets.len() >= 3);
    for path in assets {
        let hash = path.rsplit('.').nth(1).unwrap_or_default();
        assert!(hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}");
    }
}
