//! What each locale of a site covers: `check --coverage`, fingerprints of originals, stale translations.

use crate::sandbox::{SITE_TOML, Sandbox, article, fanzha, project, run};

const ENGLISH: &str = "+++\ntitle = \"Chongqing: a report\"\nquotes = [\"more than 7,790 suspects\"]\n\n\
                       [terms]\n\"重庆日报\" = \"Chongqing Daily\"\n+++\n\
                       Police caught more than 7,790 suspects.\n";

/// A site with an article that is translated and one that isn't.
fn site() -> Sandbox {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write("content/articles/told.md", &article("told", "2025-07-18"));
    site.write("content/articles/told.en.md", ENGLISH);
    site.write("content/articles/untold.md", &article("untold", "2025-07-17"));
    site
}

fn english(site: &Sandbox) -> serde_json::Value {
    let report = site.run(&["check", "--coverage", "--format", "json"]).expect_code(0).json();
    let locales = report["locales"].as_array().expect("locales").clone();
    locales.into_iter().find(|locale| locale["locale"] == "en").expect("English")
}

#[test]
fn the_shipped_content_is_covered_whole_in_every_locale() {
    let run =
        run(fanzha().args(["check", "--coverage", "--strict", "--format", "json", "--root"]).arg(project()));
    let report = run.expect_code(0).json();
    for locale in report["locales"].as_array().expect("locales") {
        for list in ["stale", "unrecorded", "fallback", "missing_labels"] {
            assert_eq!(locale[list].as_array().map(Vec::len), Some(0), "{locale}");
        }
        let count = |key: &str| locale[key].as_u64().unwrap_or_default();
        assert_eq!(count("documents"), count("original") + count("converted") + count("translated"));
    }
}

#[test]
fn each_document_is_counted_once_for_each_locale() {
    let site = site();
    let locale = english(&site);
    assert_eq!((locale["documents"].as_u64(), locale["translated"].as_u64()), (Some(2), Some(1)));
    assert_eq!(locale["fallback"], serde_json::json!(["content/articles/untold.md"]));
    assert_eq!(locale["unrecorded"], serde_json::json!(["content/articles/told.en.md"]));
    let text = site.run(&["check", "--coverage"]).expect_code(0).stdout;
    assert!(
        text.contains("en: 50% of 2: original 0, converted 0, translated 1, stale 0, fallback 1"),
        "{text}"
    );
    assert!(text.contains("zh-Hant: 100% of 2: original 0, converted 2"), "{text}");
    site.run(&["check", "--coverage", "--strict"]).expect_code(1);
}

#[test]
fn a_translation_is_stale_once_the_words_of_its_original_change() {
    let site = site();
    site.run(&["check", "--accept", "content/articles/told.en.md"]).expect_code(0);
    assert!(site.read("content/articles/told.en.md").starts_with("+++\noriginal = \"xxh3:"));
    assert_eq!(english(&site)["unrecorded"], serde_json::json!([]));
    site.run(&["check", "--strict"]).expect_code(0);

    // What isn't translated may change: here the day of publication, and the ends of lines.
    let text = site.read("content/articles/told.md");
    let other = text.replace("published = 2025-07-18", "published = 2025-07-19").replace('\n', "\r\n");
    site.write("content/articles/told.md", &other);
    assert_eq!(english(&site)["stale"], serde_json::json!([]));

    site.write("content/articles/told.md", &text.replace("案件数同比下降", "案件数同比上升"));
    let stale = english(&site)["stale"].clone();
    assert_eq!(stale[0]["file"], "content/articles/told.en.md");
    assert_eq!(stale[0]["original"], "content/articles/told.md");
    let found = site.run(&["check", "--strict", "--format", "concise"]).expect_code(1).stdout;
    assert!(found.contains("warning[stale-translation]"), "{found}");

    // The original may be named too, and the fingerprint is replaced.
    site.run(&["check", "--accept", "content/articles/told.md"]).expect_code(0);
    assert_eq!(site.read("content/articles/told.en.md").matches("original = ").count(), 1);
    assert_eq!(english(&site)["stale"], serde_json::json!([]));
}

#[test]
fn only_a_translation_can_be_accepted() {
    let site = site();
    for path in ["content/articles/untold.md", "content/none.md"] {
        let told = site.run(&["check", "--accept", path]).expect_code(2).stderr;
        assert!(told.contains("error[no-such-translation]") && told.contains(path), "{told}");
    }
}

#[test]
fn words_that_a_locale_lacks_are_named_with_the_file_that_should_say_them() {
    let site = site();
    let text = site.read("content/articles/told.md");
    let scoped = text.replace("quote = ", "scope = \"某小区\"\nquote = ");
    site.write("content/articles/told.md", &scoped);
    site.write("content/articles/told.en.md", &ENGLISH.replace("\"重庆日报\"", "\"别的报\""));
    let told = site.run(&["check", "--coverage", "--format", "concise"]).expect_code(0).stdout;
    for line in [
        "en: missing label: content/articles/told.en.md: scope 某小区",
        "en: missing label: content/articles/told.en.md: term 重庆日报",
        "en: fallback: content/articles/untold.md",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}\n{told}");
    }
    let chinese = site.run_in_chinese(&["check", "--coverage", "--format", "concise"]).stdout;
    assert!(chinese.contains("en: 没有译文：content/articles/untold.md"), "{chinese}");
}

/// A label that a locale lacks is a line of the report; a build refuses it.
#[test]
fn a_missing_label_of_the_interface_is_a_line_of_the_report() {
    let site = site();
    let labels = std::fs::read_to_string(project().join("themes/default/i18n/en.toml")).expect("readable");
    let labels = labels.replacen("button = ", "bouton = ", 1).replacen(
        "articles = { one = \"{n} report\", other = \"{n} reports\" }",
        "articles = { other = \"{n} reports\" }",
        1,
    );
    site.write("themes/default/i18n/en.toml", &labels);
    let told = site.run(&["check", "--coverage", "--format", "concise"]).expect_code(0).stdout;
    assert!(told.contains("en: missing label: i18n/en.toml: interface search.button\n"), "{told}");
    assert!(told.contains("en: missing label: i18n/en.toml: interface count.articles.one\n"), "{told}");
    site.run(&["build"]).expect_code(2);
}
