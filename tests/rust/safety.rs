//! Hostile text in every place where an editor or an imported page may put it: it stays text wherever it comes out.

use std::sync::LazyLock;

use crate::html::Page;
use crate::sandbox::{SITE_TOML, Sandbox};
use crate::shipped::{Built, site as shipped};

/// What each hostile text holds; the marker finds it again.
const SCRIPT: &str = "<script>alert('PWNED')</script>";
const IMAGE: &str = "\"><img src=x onerror=alert('PWNED')>";
const TEMPLATE: &str = "{{ 7*7 }}{% raw %}PWNED{{ __tera_context }}";
const CLOSERS: &str = "</title></textarea></style></script><svg onload=PWNED>";
const BREAKS: &str = "PWNED \u{2028}\u{2029}]]>'\"&<!--";

/// Elements that no page of fanzha has.
const FORBIDDEN: &[&str] =
    &["iframe", "object", "embed", "base", "style", "applet", "frame", "math", "audio", "video"];

/// A TOML text, quoted.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text").replace("\\u2028", "\u{2028}")
}

fn hostile(kind: &str) -> String {
    format!("{kind} {SCRIPT}{IMAGE}{TEMPLATE}{CLOSERS}{BREAKS}")
}

fn article() -> String {
    let quote = "抓获嫌疑人7790余人<b onclick=PWNED>{{ 7*7 }} PWNED";
    format!(
        "+++\ntitle = {title}\ndate = 2025-07-17\nplaces = [\"chongqing\"]\ncampaigns = [\"duanka\"]\nscams = [\"brushing\"]\n\
         summary = {summary}\n\n[source]\nname = {name}\ntitle = {source}\nvia = {via}\nurl = {url}\npublished = 2025-07-17\n\n\
         [[metrics]]\nindicator = \"suspects_arrested\"\nvalue = 7790\nunit = \"人\"\nqualifier = \"over\"\nscope = {scope}\n\
         quote = {quote}\n\n[[corrections]]\ndate = 2025-07-18\ntext = {correction}\n\n[[events]]\ndate = 2025-07-17\n\
         title = {event}\nkind = \"launch\"\ncampaign = \"duanka\"\n+++\n{body}",
        title = quoted(&hostile("title")),
        summary = quoted(&hostile("summary")),
        name = quoted(&hostile("source")),
        source = quoted(&hostile("source title")),
        via = quoted(&hostile("via")),
        url = quoted("https://example.org/'\"><script>PWNED</script>{{7*7}}"),
        scope = quoted(&hostile("scope")),
        quote = quoted(quote),
        correction = quoted(&hostile("correction")),
        event = quoted(&hostile("event")),
        body = body(),
    )
}

/// Markdown with raw HTML, links and images of every bad kind.
fn body() -> String {
    format!(
        "警方抓获嫌疑人7790余人\\<b onclick=PWNED>{{{{ 7*7 }}}} PWNED。\n\n\
         {script}\n\n<div style=\"position:fixed\" onmouseover=\"alert('PWNED')\" id=\"main\">框</div>\n\n\
         [链接](javascript:alert('PWNED')) [大写](JaVaScRiPt:alert('PWNED')) [数据](data:text/html,PWNED) \
         [空白](<java\tscript:alert('PWNED')>) [图](vbscript:PWNED)\n\n![图](javascript:PWNED) <javascript:PWNED>\n\n\
         <a href=\"javascript:PWNED\" target=_blank>甲</a><img src=x onerror=PWNED><iframe src=//evil.example></iframe>\n\n\
         <form action=//evil.example><input name=q></form><base href=//evil.example><meta http-equiv=refresh content=0>\n\n\
         <svg onload=PWNED><script>PWNED</script></svg><math><mi xlink:href=javascript:PWNED></math>\n\n\
         # 标题 {image}{template}\n\n`{closers}` 和\n\n```{closers}\n{script}\n```\n\n[^1]: {breaks}\n\n| {script} |\n|---|\n| {image} |\n",
        script = SCRIPT,
        image = IMAGE,
        template = TEMPLATE,
        closers = CLOSERS,
        breaks = BREAKS,
    )
}

static SITE: LazyLock<Built> = LazyLock::new(|| {
    let settings = SITE_TOML.replace("title = \"反诈\"", &format!("title = {}", quoted(&hostile("site"))));
    let site = Sandbox::with_settings(&format!(
        "{settings}\n[glossary.zh-Hant]\n\"警方\" = {}\n",
        quoted(&hostile("term"))
    ));
    site.write("content/articles/report.md", &article());
    let english = format!(
        "+++\ntitle = {}\nsummary = {}\n[terms]\n",
        quoted(&hostile("english")),
        quoted(&hostile("lead"))
    );
    site.write(
        "content/articles/report.en.md",
        &format!("{english}{} = {}\n+++\n{}", quoted("甲"), quoted(&hostile("term")), body()),
    );
    for (path, key) in [("campaigns/duanka", "name"), ("scams/brushing", "name"), ("pages/about", "title")] {
        let text = format!(
            "+++\n{key} = {}\nsummary = {}\n+++\n{}",
            quoted(&hostile(key)),
            quoted(&hostile("summary")),
            body()
        );
        site.write(&format!("content/{path}.md"), &text);
    }
    site.write(
        "content/campaigns/duanka.en.md",
        &format!(
            "+++\nname = {}\naliases = [{}]\nagencies = [{}]\n+++\n{}",
            quoted(&hostile("name")),
            quoted(&hostile("alias")),
            quoted(&hostile("agency")),
            body()
        ),
    );
    site.write(
        "content/cities/chongqing.md",
        &format!("+++\nsummary = {}\n+++\n{}", quoted(&hostile("city")), body()),
    );
    Built::of(site.build())
});

/// Whether a script element holds data alone, which no browser runs and no text in it can end.
fn is_data(page: &Page, number: usize) -> bool {
    let text = page.text(number);
    let is_typed = page.nodes[number].attributes() == [("type".to_owned(), "application/ld+json".to_owned())];
    is_typed && !text.contains('<') && serde_json::from_str::<serde_json::Value>(&text).is_ok()
}

/// What a page may not hold, whatever it was built from.
fn faults(page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, node) in page.nodes.iter().enumerate() {
        let name = node.name();
        if FORBIDDEN.contains(&name) {
            faults.push(format!("<{name}>"));
        }
        let is_own = node.attribute("src").is_some_and(|source| source.starts_with("/assets/"));
        if name == "script" && !is_own && !is_data(page, number) {
            faults.push(format!("<script {:?}>", node.attributes()));
        }
        for (attribute, value) in node.attributes() {
            let lower: String = value
                .chars()
                .filter(|character| !character.is_whitespace())
                .collect::<String>()
                .to_lowercase();
            let is_address = matches!(
                attribute.as_str(),
                "href" | "src" | "action" | "xlink:href" | "formaction" | "cite"
            );
            let is_bad_address = is_address
                && ["javascript:", "data:", "vbscript:", "//"].iter().any(|bad| lower.starts_with(bad));
            if attribute.starts_with("on") || attribute == "style" || attribute == "srcdoc" || is_bad_address
            {
                faults.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
    }
    faults
}

#[test]
fn nothing_hostile_becomes_markup_on_any_page() {
    let mut all = Vec::new();
    for (path, page) in &SITE.pages {
        all.extend(
            faults(page)
                .into_iter()
                .chain(page.faults.iter().cloned())
                .map(|fault| format!("{path}: {fault}")),
        );
    }
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all[..all.len().min(30)].join("\n"));
    assert!(SITE.pages.len() > 30);
}

#[test]
fn hostile_text_is_shown_as_the_text_it_is() {
    let page = SITE.page("articles/report/index.html");
    let (heading, _) = page.elements("h1").next().expect("a heading");
    assert_eq!(page.text(heading), hostile("title"));
    let (title, _) = page.elements("title").next().expect("a title");
    assert!(page.text(title).starts_with(&hostile("title")), "{}", page.text(title));
    let description = page.elements("meta").find(|(_, meta)| meta.attribute("name") == Some("description"));
    assert_eq!(
        description.and_then(|(_, meta)| meta.attribute("content")),
        Some(hostile("summary").as_str())
    );
    assert!(page.whole_text().contains(&hostile("scope")));
    assert!(page.whole_text().contains(&hostile("correction")));
}

#[test]
fn no_template_runs_in_what_an_editor_wrote() {
    for (path, page) in &SITE.pages {
        let text = page.whole_text();
        assert!(!text.contains("49"), "{path}");
        for node in &page.nodes {
            assert!(node.attributes().iter().all(|(_, value)| !value.contains("49")), "{path}");
        }
    }
    assert!(SITE.page("articles/report/index.html").whole_text().contains("{{ 7*7 }}"));
}

#[test]
fn an_address_that_would_run_code_stops_the_build() {
    for address in [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
    ] {
        let site = Sandbox::site();
        let text = crate::sandbox::article("report", "2025-07-17")
            .replace("published =", &format!("url = \"{address}\"\npublished ="));
        site.write("content/articles/report.md", &text);
        let run = site.run(&["build"]).expect_code(1);
        assert!(run.stderr.contains("error[bad-url]"), "{address}: {}", run.stderr);
    }
}

#[test]
fn an_id_in_a_text_takes_nothing_from_the_page() {
    for (path, page) in &SITE.pages {
        let mains = page.nodes.iter().filter(|node| node.attribute("id") == Some("main"));
        let names: Vec<_> = mains.map(|node| node.name()).collect();
        assert_eq!(names, ["main"], "{path}");
    }
}

#[test]
fn feeds_and_the_sitemap_hold_hostile_text_as_text() {
    for path in ["feed.xml", "zh-hant/feed.xml", "en/feed.xml", "sitemap.xml"] {
        let xml = SITE.text(path);
        let mut reader = quick_xml::Reader::from_str(xml);
        let known = [
            "feed",
            "id",
            "title",
            "updated",
            "link",
            "author",
            "name",
            "entry",
            "published",
            "summary",
            "content",
            "category",
            "urlset",
            "url",
            "loc",
            "lastmod",
            "xhtml:link",
            "source",
            "subtitle",
            "rights",
        ];
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    assert!(known.contains(&name.as_str()), "{path}: <{name}>");
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
    }
    assert!(SITE.text("feed.xml").contains("&lt;script&gt;"));
}

#[test]
fn open_data_holds_hostile_text_as_text() {
    let json = SITE.json("data/metrics.json");
    assert_eq!(json[0]["scope"], hostile("scope"));
    assert_eq!(json[0]["source"], hostile("source"));
    let mut reader = csv::Reader::from_reader(SITE.text("data/metrics.csv").as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].iter().any(|cell| cell == hostile("scope")));
    let package = SITE.json("data/datapackage.json");
    assert!(package["title"].as_str().is_some_and(|title| title.contains("PWNED")));
}

#[test]
fn every_page_allows_itself_nothing_from_elsewhere() {
    for built in [&*SITE, shipped()] {
        for (path, page) in &built.pages {
            let policy = page.elements("meta").find_map(|(_, meta)| {
                let is_policy = meta
                    .attribute("http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"));
                meta.attribute("content").filter(|_| is_policy)
            });
            let policy = policy.unwrap_or_else(|| panic!("{path} has no policy"));
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(
                policy.contains("base-uri 'none'") && policy.contains("form-action 'self'"),
                "{path}: {policy}"
            );
            assert!(
                !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"),
                "{path}: {policy}"
            );
        }
    }
}

#[test]
fn no_page_of_the_shipped_site_holds_inline_scripts_or_styles() {
    for (path, page) in &shipped().pages {
        let found = faults(page);
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn the_watch_for_hostile_markup_sees_it() {
    for bad in [
        "<p onclick=\"x\">a</p>",
        "<p style=\"color:red\">a</p>",
        "<script>x</script>",
        "<script type=\"application/ld+json\">alert(1)</script>",
        "<script type=\"application/ld+json\">{\"name\": \"<b>\"}</script>",
        "<script type=\"application/ld+json\" id=\"x\">{}</script>",
        "<a href=\" java\nscript:x\">a</a>",
        "<iframe src=\"https://x\"></iframe>",
    ] {
        assert_eq!(faults(&Page::parse(bad)).len(), 1, "{bad}");
    }
    let text = Page::parse("<p>&lt;script&gt;</p>");
    assert!(faults(&text).is_empty());
    assert_eq!(text.whole_text(), "<script>");
}
