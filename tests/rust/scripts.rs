//! No page shows readers of one script a character that only the other writes.
//!
//! Left out is what is in another language by its own `lang`, what is marked to stay (`translate="no"`), and
//! what is quoted or copied as it is: titles of sources (`<cite>`) and code.

use fanzha::domain::LocaleCode;
use fanzha::hanzi::{foreign_characters, is_simplified_only, is_traditional_only};

use crate::golden_words::rows;
use crate::html::{Kind, Page};
use crate::sandbox::Sandbox;
use crate::shipped::{Built, site};

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
            if node.attribute("translate") == Some("no") {
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

/// What a site's pages in one language hold.
struct Look {
    pages: usize,
    characters: usize,
    /// Characters of the other script, with where they stand.
    foreign: Vec<String>,
}

/// Reads every text of a site's pages in a language, for the characters of the other script.
fn look(site: &Built, is_of: impl Fn(&str) -> bool, language: &str) -> Look {
    let script = LocaleCode::new(language).and_then(|code| code.script()).expect("a language with a script");
    let mut look = Look { pages: 0, characters: 0, foreign: Vec::new() };
    for (path, page) in site.pages.iter().filter(|(path, _)| is_of(path)) {
        look.pages += 1;
        assert_eq!(page.first("html", "lang"), Some(language), "{path}");
        for text in own_texts(page, language) {
            look.characters += text.chars().filter(|character| !character.is_ascii()).count();
            let foreign = foreign_characters(text, script);
            look.foreign.extend(foreign.map(|(_, found)| format!("{path}: {found} in {}", text.trim())));
        }
    }
    println!(
        "{language}: {} pages, {} characters, {} of the other script",
        look.pages,
        look.characters,
        look.foreign.len()
    );
    look
}

#[track_caller]
fn assert_clean(look: &Look, pages: usize, characters: usize) {
    assert!(look.pages > pages && look.characters > characters, "{} pages", look.pages);
    let foreign = &look.foreign;
    assert!(
        foreign.is_empty(),
        "{} characters:\n{}",
        foreign.len(),
        foreign[..foreign.len().min(40)].join("\n")
    );
}

#[test]
fn no_traditional_page_holds_a_simplified_character() {
    assert_clean(&look(site(), |path| path.starts_with("zh-hant/"), "zh-Hant"), 100, 50_000);
}

#[test]
fn no_simplified_page_holds_a_traditional_character() {
    let is_simplified = |path: &str| !path.starts_with("zh-hant/") && !path.starts_with("en/");
    assert_clean(&look(site(), is_simplified, "zh-Hans"), 100, 50_000);
}

/// Five hundred articles of golden words, a fifth of them written in Traditional, in three Chinese locales.
#[test]
fn five_hundred_articles_hold_no_character_of_the_other_script() {
    let site = Sandbox::with_settings(SETTINGS);
    let words = rows("golden.tsv");
    for number in 0..500 {
        site.write(&format!("content/articles/made-{number}.md"), &made_article(number, &words));
    }
    let built = Built::of(site.build());
    let is_simplified = |path: &str| !path.starts_with("zh-hant");
    assert_clean(&look(&built, is_simplified, "zh-Hans"), 500, 400_000);
    assert_clean(&look(&built, |path| path.starts_with("zh-hant/"), "zh-Hant"), 500, 400_000);
    assert_clean(&look(&built, |path| path.starts_with("zh-hant-hk/"), "zh-Hant-HK"), 500, 400_000);
}

const SETTINGS: &str = r#"title = "反诈知识库"
base_url = "https://example.org/"

[[locale]]
code = "zh-Hans"

[[locale]]
code = "zh-Hant"
opencc = "s2tw"

[[locale]]
code = "zh-Hant-HK"
opencc = "s2hk"

[search]
enabled = false
"#;

/// An article of some fifty words of the golden table, its figure and its quote among them.
fn made_article(number: usize, words: &[Vec<String>]) -> String {
    let is_hant = number % 5 == 4;
    let said = |hans: &'static str, hant: &'static str| if is_hant { hant } else { hans };
    let mut body = String::new();
    for line in 0..12 {
        let word =
            |index: usize| &words[(number * 53 + line * 7 + index * 131) % words.len()][usize::from(is_hant)];
        body.push_str(&format!(
            "{}**{}**{}“{}”{}{}。\n\n",
            said("民警在", "民警在"),
            word(0),
            said("的案件里发现", "的案件裡發現"),
            word(1),
            said("，还提到了", "，還提到了"),
            word(2),
        ));
    }
    let quote = said("抓获犯罪嫌疑人7790余人", "抓獲犯罪嫌疑人7790餘人");
    format!(
        r#"+++
title = "{title}{number}"
date = 2025-0{month}-17
places = ["chongqing"]
script = "{script}"
summary = "{summary}{word}。"

[source]
name = "{source}"
published = 2025-0{month}-18

[[metrics]]
indicator = "suspects_arrested"
value = 7790
unit = "人"
qualifier = "over"
quote = "{quote}"
+++
{body}{opening}{quote}。
"#,
        title = said("重庆警方通报", "重慶警方通報"),
        month = number % 9 + 1,
        script = said("hans", "hant"),
        summary = said("警方提醒：", "警方提醒："),
        word = words[number % words.len()][usize::from(is_hant)],
        source = said("重庆日报", "重慶日報"),
        opening = said("警方", "警方"),
    )
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
