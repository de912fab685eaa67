//! No page shows readers of one script a character that only the other writes.
//!
//! Left out is what is in another language by its own `lang`, and what is quoted or copied as it is: titles of
//! sources (`<cite>`) and code.

use fanzha::hanzi::{is_simplified_only, is_traditional_only};

use crate::html::{Kind, Page};
use crate::shipped::site;

/// Attributes that people are shown or read out.
const SHOWN: &[&str] = &["title", "alt", "aria-label", "placeholder", "content"];

/// A text of a page in the page's own language.
fn own_texts<'a>(page: &'a Page, language: &'a str) -> impl Iterator<Item = &'a str> {
    let is_own = move |number: usize| {
        let itself = std::iter::once(&page.nodes[number]);
        let mut spoken = None;
        for node in itself.chain(page.holders(number)) {
            if matches!(node.name(), "cite" | "code" | "pre" | "script" | "style") {
                return false;
            }
            spoken = spoken.or(node.attribute("lang"));
        }
        spoken == Some(language)
    };
    page.nodes.iter().enumerate().filter(move |(number, _)| is_own(*number)).flat_map(|(_, node)| {
        let shown = node
            .attributes()
            .iter()
            .filter(|(name, _)| SHOWN.contains(&name.as_str()) || name.starts_with("data-text"));
        let text = match &node.kind {
            Kind::Text(text) => Some(text.as_str()),
            Kind::Element { .. } => None,
        };
        text.into_iter().chain(shown.map(|(_, value)| value.as_str()))
    })
}

/// Pages, characters, and the foreign ones with where they stand.
fn look(
    prefix: impl Fn(&str) -> bool,
    language: &str,
    is_foreign: fn(char) -> bool,
) -> (usize, usize, Vec<String>) {
    let (mut pages, mut characters, mut foreign) = (0, 0, Vec::new());
    for (path, page) in site().pages.iter().filter(|(path, _)| prefix(path)) {
        pages += 1;
        assert_eq!(page.first("html", "lang"), Some(language), "{path}");
        for text in own_texts(page, language) {
            characters += text.chars().filter(|character| !character.is_ascii()).count();
            if let Some(character) = text.chars().find(|character| is_foreign(*character)) {
                foreign.push(format!("{path}: {character} in {}", text.trim()));
            }
        }
    }
    println!("{language}: {pages} pages, {characters} characters, {} foreign", foreign.len());
    (pages, characters, foreign)
}

#[track_caller]
fn assert_clean((pages, characters, foreign): (usize, usize, Vec<String>)) {
    assert!(pages > 100 && characters > 50_000, "{pages} pages, {characters} characters");
    assert!(foreign.is_empty(), "{} texts:\n{}", foreign.len(), foreign[..foreign.len().min(40)].join("\n"));
}

#[test]
fn no_traditional_page_holds_a_simplified_character() {
    assert_clean(look(|path| path.starts_with("zh-hant/"), "zh-Hant", is_simplified_only));
}

#[test]
fn no_simplified_page_holds_a_traditional_character() {
    let is_simplified = |path: &str| !path.starts_with("zh-hant/") && !path.starts_with("en/");
    assert_clean(look(is_simplified, "zh-Hans", is_traditional_only));
}

/// Chinese on an English page says that it is Chinese, so that it is read out and drawn as such. What an editor
/// wrote stays as it is.
#[test]
fn chinese_on_an_english_page_says_that_it_is_chinese() {
    let mut unmarked = Vec::new();
    let mut pages = 0;
    for (path, page) in site().pages.iter().filter(|(path, _)| path.starts_with("en/")) {
        pages += 1;
        let written: String = texts_of_editors(page);
        for text in own_texts(page, "en").filter(|text| !written.contains(text.trim())) {
            if text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)) {
                unmarked.push(format!("{path}: {}", text.trim()));
            }
        }
    }
    assert!(pages > 100);
    assert!(
        unmarked.is_empty(),
        "{} texts:\n{}",
        unmarked.len(),
        unmarked[..unmarked.len().min(40)].join("\n")
    );
}

/// The text of a page's prose.
fn texts_of_editors(page: &Page) -> String {
    let prose = page.elements("div").find(|(_, node)| node.attribute("class") == Some("prose"));
    prose.map_or(String::new(), |(number, _)| page.text(number))
}

#[test]
fn a_foreign_character_would_be_seen() {
    let page =
        Page::parse("<html lang=\"zh-Hant\"><p>發<b lang=\"zh-Hans\">发</b><code>发</code>们</p></html>");
    let texts: String = own_texts(&page, "zh-Hant").collect();
    assert_eq!(texts, "發们");
    assert!(is_simplified_only('们') && !is_simplified_only('發') && is_traditional_only('發'));
}
