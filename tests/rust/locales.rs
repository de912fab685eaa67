//! Sites with other locales than the shipped one, and articles that are not in every language.

use crate::sandbox::{SITE_TOML, Sandbox, article};
use crate::shipped::Built;

/// Settings with these locales, in this order; a profile may follow a code.
fn settings(locales: &[&str]) -> String {
    let mut text = "title = \"反诈\"\nbase_url = \"https://example.org/\"\n".to_owned();
    for locale in locales {
        let (code, profile) = locale.split_once(' ').unwrap_or((locale, ""));
        text.push_str(&format!("\n[[locale]]\ncode = \"{code}\"\n"));
        if !profile.is_empty() {
            text.push_str(&format!("opencc = \"{profile}\"\n"));
        }
    }
    text
}

const ENGLISH: &str = "+++\ntitle = \"Chongqing: a report\"\nquotes = [\"more than 7,790 suspects\"]\n+++\n\
                       Police caught more than 7,790 suspects.\n";

fn site(locales: &[&str]) -> Sandbox {
    let site = Sandbox::with_settings(&settings(locales));
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    site
}

/// The headline of an article.
fn heading(built: &Built, path: &str) -> String {
    let page = built.page(path);
    let (number, _) = page.elements("h1").next().expect("a heading");
    page.text(number)
}

#[test]
fn a_site_may_be_in_english_alone() {
    let site = site(&["en"]);
    site.write("content/articles/report.en.md", ENGLISH);
    let built = Built::of(site.build());
    let page = built.page("articles/report/index.html");
    assert_eq!(page.first("html", "lang"), Some("en"));
    assert_eq!(heading(&built, "articles/report/index.html"), "Chongqing: a report");
    assert_eq!(
        page.elements("nav").filter(|(_, nav)| nav.attribute("class") == Some("languages")).count(),
        0
    );
    let english = "https://example.org/articles/report/";
    assert_eq!(page.alternates(), [("en", english), ("x-default", english)]);
    assert!(!built.files.keys().any(|path| path.starts_with("en/") || path.starts_with("zh")));
}

#[test]
fn traditional_may_come_first() {
    let built = Built::of(site(&["zh-Hant", "zh-Hans"]).build());
    assert_eq!(built.page("index.html").first("html", "lang"), Some("zh-Hant"));
    assert_eq!(heading(&built, "articles/report/index.html"), "重慶：report的通報");
    assert_eq!(heading(&built, "zh-hans/articles/report/index.html"), "重庆：report的通报");
    assert_eq!(
        built.page("articles/report/index.html").alternates()[2].1,
        "https://example.org/articles/report/"
    );
}

#[test]
fn hong_kong_and_taiwan_write_their_own_traditional() {
    let site = site(&["zh-Hans", "zh-Hant", "zh-Hant-HK s2hk"]);
    site.write("content/pages/about.md", "+++\ntitle = \"关于\"\n+++\n这里说明数据的来源。\n");
    let built = Built::of(site.build());
    let text = |path: &str| built.page(path).whole_text();
    assert!(text("zh-hant/about/index.html").contains("這裡說明"), "{}", text("zh-hant/about/index.html"));
    assert!(
        text("zh-hant-hk/about/index.html").contains("這裏説明"),
        "{}",
        text("zh-hant-hk/about/index.html")
    );
    let page = built.page("zh-hant-hk/about/index.html");
    assert_eq!(page.first("html", "lang"), Some("zh-Hant-HK"));
    let languages: Vec<_> = page.alternates().into_iter().map(|(language, _)| language).collect();
    assert_eq!(languages, ["zh-Hans", "zh-Hant", "zh-Hant-HK", "x-default"]);
}

#[test]
fn the_case_of_a_language_tag_makes_no_difference() {
    for tag in ["zh-hant", "zh-HANT", "zh-hant-tw"] {
        let site = site(&["zh-Hans", tag]);
        // A tag in another case is refused or means the same, but is never taken for the other script.
        if site.run(&["build"]).code == Some(0) {
            let built = Built::of(site.files("public"));
            let path = format!("{}/articles/report/index.html", tag.to_ascii_lowercase());
            assert_eq!(heading(&built, &path), "重慶：report的通報", "{tag}");
        }
    }
    site(&["zh-Hans", "zh-Hant", "zh-hant"]).run(&["check"]).expect_code(2);
}

#[test]
fn an_article_without_a_translation_says_so_and_claims_nothing() {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    site.write("content/articles/told.md", &article("told", "2025-07-18"));
    site.write("content/articles/told.en.md", ENGLISH);
    let built = Built::of(site.build());
    let page = built.page("en/articles/report/index.html");
    assert_eq!(page.linked("canonical"), Some("https://example.org/articles/report/"));
    assert!(page.alternates().is_empty(), "{:?}", page.alternates());
    assert!(page.elements("aside").any(|(_, notice)| notice.attribute("data-kind") == Some("digest")));
    assert_eq!(heading(&built, "en/articles/report/index.html"), "Chongqing: report of 17 July 2025");
    assert_eq!(page.elements("h1").next().and_then(|(_, heading)| heading.attribute("lang")), None);
    let original = page.elements("a").find(|(_, link)| {
        link.attribute("href") == Some("/articles/report/")
            && link.attribute("lang") == Some("zh-Hans")
            && link.attribute("hreflang").is_none()
    });
    assert_eq!(original.map(|(number, _)| page.text(number)).as_deref(), Some("重庆：report的通报"));
    assert!(!page.whole_text().contains("一句话的摘要"), "the text is left to the original");
    let quote = page.elements("q").find(|(_, quote)| quote.attribute("lang") == Some("zh-Hans"));
    assert_eq!(quote.map(|(number, _)| page.text(number)).as_deref(), Some("抓获犯罪嫌疑人7790余人"));
    let list = built.page("en/articles/index.html").whole_text();
    assert_eq!(list.matches("digest; article in Chinese").count(), 1, "{list}");
    for path in ["sitemap.xml", "en/feed.xml"] {
        assert!(!built.text(path).contains("/en/articles/report/"), "{path}");
        assert!(built.text(path).contains("/en/articles/told/"), "{path}");
    }
    for version in ["articles", "zh-hant/articles"] {
        let alternates = built.page(&format!("{version}/report/index.html")).alternates();
        let languages: Vec<_> = alternates.into_iter().map(|(language, _)| language).collect();
        assert_eq!(languages, ["zh-Hans", "zh-Hant", "x-default"]);
    }
    let search = site.run(&["search", "7790", "--locale", "en", "--format", "json"]).expect_code(0).json();
    let urls: Vec<_> =
        search["results"].as_array().expect("hits").iter().filter_map(|hit| hit["url"].as_str()).collect();
    assert!(!urls.contains(&"/en/articles/report/"), "{urls:?}");
}

#[test]
fn topics_without_a_translation_show_what_the_data_says() {
    let site = Sandbox::with_settings(SITE_TOML);
    let text = article("report", "2025-07-17")
        .replace("summary =", "campaigns = [\"duanka\"]\nscams = [\"brushing\"]\nsummary =");
    site.write("content/articles/report.md", &text);
    let campaign = "+++\nname = \"断卡\"\naliases = [\"断卡行动\"]\nlaunched = \"2020-10\"\nsummary = \"一句概括。\"\n+++\n正文如此。\n";
    site.write("content/campaigns/duanka.md", campaign);
    site.write(
        "content/scams/brushing.md",
        "+++\nname = \"刷单返利\"\nsummary = \"一句概括。\"\n+++\n正文如此。\n",
    );
    site.write("content/cities/chongqing.md", "+++\nsummary = \"一句概括。\"\n+++\n正文如此。\n");
    site.write(
        "content/pages/about.md",
        "+++\ntitle = \"关于\"\nsummary = \"一句概括。\"\n+++\n正文如此。\n",
    );
    let built = Built::of(site.build());
    for (path, real) in [("campaigns/duanka", false), ("scams/brushing", false), ("cities/chongqing", true)] {
        let page = built.page(&format!("en/{path}/index.html"));
        let text = page.whole_text();
        assert!(!text.contains("一句概括") && !text.contains("正文如此"), "{path}: {text}");
        assert!(
            text.contains("1 report") && text.contains("Chongqing: report of 17 July 2025"),
            "{path}: {text}"
        );
        let notice = page.elements("aside").find(|(_, it)| it.attribute("data-kind") == Some("digest_topic"));
        assert!(notice.is_some(), "{path}");
        assert_eq!(page.alternates().is_empty(), !real, "{path}");
        let title = page.elements("h1").next().map(|(number, _)| page.text(number)).unwrap_or_default();
        assert!(["Duanka", "Brushing", "Chongqing"].contains(&title.as_str()), "{title}");
        let original = format!("https://example.org/{path}/");
        assert_eq!(page.linked("canonical") == Some(original.as_str()), !real, "{path}");
    }
    // A page has no data to make a digest from.
    let about = built.page("en/about/index.html");
    assert!(about.whole_text().contains("正文如此"));
    assert!(about.elements("aside").any(|(_, it)| it.attribute("data-kind") == Some("fallback")));
    for list in ["en/campaigns/index.html", "en/scams/index.html", "en/index.html"] {
        let text = built.page(list).whole_text();
        assert!(text.contains("text in Chinese") && !text.contains("一句概括"), "{list}: {text}");
    }
    let sitemap = built.text("sitemap.xml");
    for path in ["campaigns/duanka", "scams/brushing", "about"] {
        assert!(!sitemap.contains(&format!("/en/{path}/")), "{path}");
    }
    assert!(sitemap.contains("/en/cities/chongqing/"));
}

/// A figure's link leads to a sentence, also where the page shows no text of its own.
#[test]
fn figures_of_an_article_without_a_translation_lead_to_the_sentence() {
    for locales in [&["zh-Hans", "en"][..], &["en"]] {
        let built = Built::of(site(locales).build());
        let path =
            if locales.len() == 2 { "en/articles/report/index.html" } else { "articles/report/index.html" };
        let page = built.page(path);
        let (_, link) =
            page.elements("a").find(|(_, link)| link.attribute("class") == Some("figure")).expect("a figure");
        let (target, fragment) =
            link.attribute("href").and_then(|href| href.split_once('#')).expect("a place in a page");
        let file = if target.is_empty() { path.to_owned() } else { crate::shipped::file_of(target) };
        assert!(built.page(&file).by_id(fragment).is_some(), "{locales:?}: {target}#{fragment}");
    }
}

#[test]
fn what_is_written_in_traditional_is_derived_in_simplified() {
    let site = Sandbox::with_settings(SITE_TOML);
    let text = article("report", "2025-07-17")
        .replace("places =", "script = \"hant\"\nplaces =")
        .replace("重庆：report的通报", "重慶：report的通報")
        .replace("一句话的摘要。", "一句話的摘要。")
        .replace("抓获犯罪嫌疑人7790余人", "抓獲犯罪嫌疑人7790餘人")
        .replace("发布会通报，警方", "發布會通報，警方")
        .replace("案件数同比下降", "案件數同比下降");
    site.write("content/articles/report.md", &text);
    let built = Built::of(site.build());
    assert_eq!(heading(&built, "articles/report/index.html"), "重庆：report的通报");
    assert_eq!(heading(&built, "zh-hant/articles/report/index.html"), "重慶：report的通報");
    let (simplified, traditional) =
        (built.page("articles/report/index.html"), built.page("zh-hant/articles/report/index.html"));
    let sentence = |page: &crate::html::Page| page.text(page.by_id("q-1").expect("a sentence"));
    assert!(sentence(simplified).starts_with("抓获犯罪嫌疑人7790余人"));
    assert!(sentence(traditional).starts_with("抓獲犯罪嫌疑人7790餘人"));
    let is_converted = |page: &crate::html::Page| {
        page.elements("aside").any(|(_, notice)| notice.attribute("data-kind") == Some("converted"))
    };
    assert!(is_converted(simplified) && !is_converted(traditional));
}

#[test]
fn a_traditional_text_written_by_hand_beats_conversion() {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    let by_hand =
        "+++\ntitle = \"重慶通報，親手寫的\"\nquotes = [\"逮獲嫌犯7790餘人\"]\n+++\n警方逮獲嫌犯7790餘人。\n";
    site.write("content/articles/report.zh-Hant.md", by_hand);
    let built = Built::of(site.build());
    assert_eq!(heading(&built, "zh-hant/articles/report/index.html"), "重慶通報，親手寫的");
    let page = built.page("zh-hant/articles/report/index.html");
    assert!(page.text(page.by_id("q-1").expect("a sentence")).starts_with("逮獲嫌犯7790餘人"));
    assert!(!page.elements("aside").any(|(_, notice)| notice.attribute("data-kind") == Some("converted")));
    assert_eq!(page.alternates().len(), 4 - 1, "both scripts and the default");
    assert_eq!(heading(&built, "articles/report/index.html"), "重庆：report的通报");
}

#[test]
fn the_glossary_of_the_site_beats_the_dictionaries() {
    let site = Sandbox::with_settings(&format!("{SITE_TOML}\n[glossary.zh-Hant]\n\"通报\" = \"通告\"\n"));
    site.write("content/articles/report.md", &article("report", "2025-07-17"));
    let built = Built::of(site.build());
    assert_eq!(heading(&built, "zh-hant/articles/report/index.html"), "重慶：report的通告");
    assert_eq!(heading(&built, "articles/report/index.html"), "重庆：report的通报");
}

#[test]
fn a_phrase_is_converted_whole_though_markup_cuts_it() {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write(
        "content/pages/about.md",
        "+++\ntitle = \"关于\"\n+++\n头**发**与发**展**，`头发`，[理发](https://example.org/头发)。\n",
    );
    let built = Built::of(site.build());
    let page = built.page("zh-hant/about/index.html");
    let text = page.whole_text();
    assert!(text.contains("頭髮與發展，头发，理髮。"), "{text}");
    assert!(!page.nodes.iter().any(|node| node.attribute("href").is_some_and(|href| href.contains('髮'))));
}
