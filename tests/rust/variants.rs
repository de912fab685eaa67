//! One article in several variants of Chinese: what decides on each rendering, and in which order.

use crate::html::Page;
use crate::sandbox::Sandbox;
use crate::shipped::Built;

const SETTINGS: &str = r#"title = "反诈"
base_url = "https://example.org/"

[[locale]]
code = "zh-Hans"

[[locale]]
code = "zh-Hant-TW"
opencc = "s2tw"
quotes = "corner"

[[locale]]
code = "zh-Hant-HK"

[names]
people = ["范后余"]

[glossary.zh-Hant]
"专班" = "專責小組"
"软件" = "軟體"

[glossary.zh-Hant-HK]
"软件" = "應用程式"
"#;

const ARTICLE: &str = r#"+++
title = "“专班”的通报：软件里的面子"
date = 2025-07-17
places = ["chongqing"]
summary = "范后余说“‘面子’工程”。"

[source]
name = "重庆日报"
title = "“专班”说了什么"
published = 2025-07-17

[[metrics]]
indicator = "suspects_arrested"
value = 7790
unit = "人"
qualifier = "over"
quote = "“跑分”和**发**展中抓获犯罪嫌疑人7790余人"

[[metrics]]
indicator = "cases_solved"
value = 12
unit = "起"
quote = "只给简体的破案12起"

[convert]
"面子" = "面仔"

[convert.zh-Hant-HK]
"面子" = "顏面"
+++
## 里程

警方在“跑分”和**发**展中抓获犯罪嫌疑人7790余人。

范后余说：“我们‘专班’的*软*件里有<span translate="no">头发</span>和<span lang="en">Don’t</span>。”

他的<span data-zh-hant="髮型" data-zh-hant-hk="頭<b>">头**发**</span>留在`里面`，[里面](https://example.org/里面 "里面")。

<span data-zh-hant="">只给简体的破案12起，</span>完<span data-zh-hans="" data-zh-hant="繁體專有">占位</span>。

這個段落原本就是繁體，她說：“那后裏的發現”。
"#;

fn built() -> Built {
    let site = Sandbox::with_settings(SETTINGS);
    site.write("content/articles/report.md", ARTICLE);
    site.write(
        "content/campaigns/hou.md",
        "+++\nname = \"万里\"\n[convert]\n\"万里\" = \"万里\"\n+++\n万里与千里。\n",
    );
    Built::of(site.build())
}

fn article<'a>(built: &'a Built, prefix: &str) -> &'a Page {
    built.page(&format!("{prefix}articles/report/index.html"))
}

#[track_caller]
fn assert_holds(page: &Page, texts: &[&str]) {
    let whole = page.whole_text();
    for text in texts {
        assert!(whole.contains(text), "`{text}` in\n{whole}");
    }
}

#[test]
fn each_locale_has_its_own_renderings() {
    let built = built();
    assert_holds(
        article(&built, ""),
        &[
            "“专班”的通报：软件里的面子",
            "范后余说：“我们‘专班’的软件里有头发和Don’t。”",
            "他的头发留在里面，里面。",
            "只给简体的破案12起",
            "，完。",
            "這個段落原本就是繁體，她說：“那后裏的發現”。",
        ],
    );
    assert_holds(
        article(&built, "zh-hant-tw/"),
        &[
            "「專責小組」的通報：軟體裡的面仔",
            "范後餘說「『面仔』工程」。",
            "范後餘說：「我們『專責小組』的軟體裡有头发和Don’t。」",
            "他的髮型留在里面，裡面。",
            "完繁體專有。",
            "這個段落原本就是繁體，她說：“那后裏的發現”。",
        ],
    );
    assert_holds(
        article(&built, "zh-hant-hk/"),
        &[
            "“專責小組”的通報：應用程式裏的顏面",
            "范後餘説：“我們‘專責小組’的應用程式裏有头发和Don’t。”",
            "他的頭<b>留在里面，裏面。",
            "完繁體專有。",
        ],
    );
}

#[test]
fn readers_can_tell_two_locales_of_a_script_apart() {
    assert_holds(built().page("index.html"), &["简体中文", "繁體中文（台灣）", "繁體中文（香港）"]);
}

#[test]
fn what_a_text_says_of_itself_leaves_no_trace() {
    for (path, bytes) in &built().files {
        if path.ends_with(".html") {
            assert!(!String::from_utf8_lossy(bytes).contains("data-zh-"), "{path}");
        }
    }
}

#[test]
fn headlines_of_sources_stay_as_they_were_printed() {
    let built = built();
    for prefix in ["", "zh-hant-tw/", "zh-hant-hk/"] {
        assert_holds(article(&built, prefix), &["“专班”说了什么"]);
    }
}

/// The row of a figure quotes what its mark holds.
#[test]
fn quotes_and_marks_are_the_same_words() {
    let built = built();
    let of = |prefix: &str| {
        let page = article(&built, prefix);
        let sentence = page.text(page.by_id("q-1").expect("a sentence"));
        let mut quotes = page.elements("q").map(|(quote, _)| page.text(quote));
        (sentence, quotes.find(|quote| quote.contains("7790")).expect("a quotation"))
    };
    let (sentence, quote) = of("zh-hant-tw/");
    assert!(sentence.starts_with("「跑分」和"), "{sentence}");
    assert_eq!(quote, "『跑分』和發展中抓獲犯罪嫌疑人7790餘人");
    let (_, quote) = of("zh-hant-hk/");
    assert_eq!(quote, "‘跑分’和發展中抓獲犯罪嫌疑人7790餘人");
}

#[test]
fn a_figure_whose_sentence_is_hidden_leads_to_the_original() {
    let built = built();
    assert!(article(&built, "").by_id("q-2").is_some());
    let page = article(&built, "zh-hant-tw/");
    assert!(page.by_id("q-2").is_none());
    assert!(page.elements("a").any(|(_, link)| link.attribute("href") == Some("/articles/report/#q-2")));
    assert!(!page.elements("a").any(|(_, link)| link.attribute("href") == Some("#q-2")));
}

#[test]
fn terms_of_a_topic_hold_for_its_name_everywhere() {
    let built = built();
    let page = built.page("zh-hant-tw/campaigns/hou/index.html");
    assert_holds(page, &["万里與千里。"]);
    assert_holds(built.page("zh-hant-tw/campaigns/index.html"), &["万里"]);
    assert!(!built.page("zh-hant-tw/campaigns/index.html").whole_text().contains("萬里"));
}

#[test]
fn feed_and_search_say_the_same_as_the_page() {
    let built = built();
    assert!(built.text("zh-hant-tw/feed.xml").contains("「專責小組」的通報：軟體裡的面仔"));
    let site = Sandbox::with_settings(SETTINGS);
    site.write("content/articles/report.md", ARTICLE);
    site.build();
    let found =
        site.run(&["search", "髮型", "--locale", "zh-Hant-TW", "--format", "json"]).expect_code(0).json();
    let hits = found["results"].as_array().expect("hits");
    assert_eq!(hits.len(), 1, "{found}");
    assert_eq!(hits[0]["title"], "「專責小組」的通報：軟體裡的面仔");
}

const TRADITIONAL: &str = r#"+++
title = "「專班」的軟體"
date = 2025-07-17
places = ["chongqing"]
script = "hant"

[source]
name = "重慶日報"

[[metrics]]
indicator = "suspects_arrested"
value = 7790
unit = "人"
qualifier = "over"
quote = "逮捕「車手『頭』」7790餘人"

[convert]
"車手" = "取款人"
+++
警方逮捕「車手『頭』」7790餘人，<span data-zh-hans="头">腦袋</span>裡有乾坤和滑鼠，范後餘說。

这一段本来就是简体，他说：「这里」。
"#;

#[test]
fn simplified_is_derived_from_what_is_written_in_traditional() {
    let site = Sandbox::with_settings(&SETTINGS.replace("\"s2tw\"", "\"s2twp\""));
    site.write("content/articles/report.md", TRADITIONAL);
    let built = Built::of(site.build());
    let simplified = article(&built, "");
    assert_holds(
        simplified,
        &[
            "“专班”的软件",
            "从繁体中文转换",
            "警方逮捕“取款人‘头’”7790余人",
            "，头里有乾坤和鼠标，范后余说。",
            "这一段本来就是简体，他说：「这里」。",
        ],
    );
    let sentence = simplified.text(simplified.by_id("q-1").expect("a sentence"));
    assert!(sentence.starts_with("逮捕“取款人‘头’”7790余人"), "{sentence}");
    assert_holds(
        article(&built, "zh-hant-tw/"),
        &["警方逮捕「車手『頭』」7790餘人", "，腦袋裡有乾坤和滑鼠，范後餘說。"],
    );
}

#[test]
fn a_text_by_hand_counts_for_every_locale_of_its_script_and_for_what_it_holds() {
    let site = Sandbox::with_settings(SETTINGS);
    site.write("content/articles/report.md", ARTICLE);
    site.write("content/articles/report.zh-Hant.md", "+++\ntitle = \"親手寫的“標題”\"\n+++\n");
    site.write(
        "content/articles/report.zh-Hant-HK.md",
        "+++\ntitle = \"香港標題\"\nquotes = [\"拘捕7790多人\", \"破案12起\"]\n+++\n警方拘捕7790多人<span data-zh-hant-hk=\"啦\">了</span>，破案12起。\n",
    );
    site.run(&["check"]).expect_code(0);
    let built = Built::of(site.build());
    assert_holds(
        article(&built, "zh-hant-tw/"),
        &["親手寫的“標題”", "他的髮型留在", "范後餘說「『面仔』工程」。"],
    );
    let by_hand = article(&built, "zh-hant-hk/");
    assert_holds(by_hand, &["香港標題", "警方拘捕7790多人", "啦，"]);
    assert!(!by_hand.whole_text().contains("髮"));
}

#[test]
fn settings_that_convert_the_wrong_way_are_refused() {
    for (from, to) in [("\"s2tw\"", "\"tw2s\""), ("\"s2tw\"", "\"t2tw\""), ("\"corner\"", "\"straight\"")] {
        Sandbox::with_settings(&SETTINGS.replace(from, to)).run(&["check"]).expect_code(2);
    }
    Sandbox::with_settings(&SETTINGS.replace("[glossary.zh-Hant]", "[glossary.en]"))
        .run(&["check"])
        .expect_code(2);
}
