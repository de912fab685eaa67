//! A new locale is an i18n file and nothing else: Japanese, and Hong Kong's Traditional without a file at all.

use crate::html::Page;
use crate::sandbox::{Sandbox, files, project};
use crate::shipped::Built;

const SITE: &str = "tests/sites/japanese";

fn figures(page: &Page) -> Vec<String> {
    let cells = page.elements("td").filter(|(_, cell)| cell.attribute("class") == Some("number"));
    cells.map(|(number, _)| page.text(number)).collect()
}

#[test]
fn japanese_is_one_file_with_its_names_and_its_numbers() {
    let site = Sandbox::copy_of(SITE);
    let built = Built::of(site.build());
    let page = built.page("ja/articles/told/index.html");
    assert_eq!(page.first("html", "lang"), Some("ja"));
    assert_eq!(figures(page), ["7,790人余り", "CN¥2.45億", "4,620.97万回 前年同期比157%増"]);
    let text = page.whole_text();
    for words in ["検挙した容疑者", "公安機関", "越境", "2025年上半期", "重慶", "重慶日報", "数字3件"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let place = built.page("ja/cities/chongqing/index.html");
    assert!(place.whole_text().contains("発表1件"), "{}", place.whole_text());
    let indicator = built.page("ja/indicators/suspects-arrested/index.html").whole_text();
    assert!(indicator.contains("警察が検挙した容疑者の数。"), "{indicator}");
}

#[test]
fn what_is_not_in_japanese_is_a_digest_in_japanese() {
    let built = Built::of(Sandbox::copy_of(SITE).build());
    let page = built.page("ja/articles/untold/index.html");
    let text = page.whole_text();
    assert!(
        text.contains("中国（全国）：2025年7月18日の発表") && text.contains("数字から作成した要約です"),
        "{text}"
    );
    assert_eq!(page.linked("canonical"), Some("https://example.org/articles/untold/"));
    assert!(!built.text("sitemap.xml").contains("/ja/articles/untold/"));
    assert!(built.text("sitemap.xml").contains("/ja/articles/told/"));
}

#[test]
fn hong_kong_needs_a_profile_and_no_file() {
    let built = Built::of(Sandbox::copy_of(SITE).build());
    let page = built.page("zh-hant-hk/articles/told/index.html");
    assert_eq!(page.first("html", "lang"), Some("zh-Hant-HK"));
    let text = page.whole_text();
    assert!(text.contains("重慶通報：抓獲嫌疑人7790餘人") && text.contains("後台"), "{text}");
    let languages: Vec<_> = page.alternates().into_iter().map(|(language, _)| language).collect();
    assert_eq!(languages, ["zh-Hans", "zh-Hant-HK", "ja", "x-default"]);
}

#[test]
fn coverage_names_what_a_new_locale_still_lacks() {
    let site = Sandbox::copy_of(SITE);
    let told = site.run(&["check", "--coverage", "--format", "concise"]).expect_code(0).stdout;
    let expected = "ja: fallback: content/articles/2025/untold.md\n\
                    ja: no record of its original: content/articles/2025/told.ja.md\n";
    assert_eq!(told, expected);
    let path = "themes/default/i18n/ja.toml";
    let labels = site.read(path);
    let without = labels
        .replacen("chongqing = \"重慶\"", "", 1)
        .replacen("\"次\" = \"回\"", "", 1)
        .replacen("police = ", "court = ", 1)
        .replacen("contents = ", "content = ", 1);
    site.write(path, &without);
    let told = site.run(&["check", "--coverage", "--format", "concise"]).expect_code(0).stdout;
    for missing in ["interface page.contents", "agency police", "place chongqing", "unit 次"] {
        let line = format!("ja: missing label: i18n/ja.toml: {missing}");
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
}

/// The file of the test site is one that an editor could have made: the keys of the shipped English one, and names.
#[test]
fn the_japanese_file_has_every_key_of_the_english_one() {
    let keys = |text: &str| {
        let table: toml::Table = toml::from_str(text).expect("labels are TOML");
        let mut keys = Vec::new();
        collect("", &toml::Value::Table(table), &mut keys);
        keys.sort();
        keys
    };
    let labels = files(&project().join("themes/default/i18n"));
    let english = keys(std::str::from_utf8(&labels["en.toml"]).expect("text"));
    let path = project().join(SITE).join("themes/default/i18n/ja.toml");
    let japanese = keys(&std::fs::read_to_string(path).expect("readable"));
    let lacking: Vec<_> = english
        .iter()
        .filter(|key| !key.starts_with("count.") || !key.ends_with(".one"))
        .filter(|key| !japanese.contains(key))
        .collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    let own: Vec<_> = japanese
        .iter()
        .filter(|key| !english.contains(key) && !key.starts_with("name.") && !key.starts_with("number."))
        .collect();
    assert!(own.is_empty(), "{own:?}");
}

fn collect(prefix: &str, value: &toml::Value, keys: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| {
            let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            collect(&key, value, keys);
        }),
        _ => keys.push(prefix.to_owned()),
    }
}
