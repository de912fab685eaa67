//! What a build depends on and what it doesn't: threads, folders, templates, addresses, the length of lists.

use std::collections::BTreeSet;

use crate::html::Page;
use crate::sandbox::{SITE_TOML, Sandbox, article, assert_same, fanzha, files, project, run};
use crate::shipped::{Built, file_of};

/// The shipped content in a folder of its own.
fn shipped_content(sandbox: &Sandbox, folder: &str) {
    for (path, bytes) in files(&project().join("content")) {
        sandbox.write_bytes(&format!("{folder}/content/{path}"), &bytes);
    }
    let settings = std::fs::read(project().join("site.toml")).expect("readable");
    sandbox.write_bytes(&format!("{folder}/site.toml"), &settings);
}

/// A site with this many articles of one place, a day each.
fn site_of(articles: usize) -> Sandbox {
    let site = Sandbox::site();
    for number in 0..articles {
        let slug = format!("report-{number:03}");
        let date = format!("2025-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        let text = article(&slug, &date)
            .replace("places =", "campaigns = [\"duanka\"]\nscams = [\"brushing\"]\nplaces =");
        site.write(&format!("content/articles/{slug}.md"), &text);
    }
    site.write("content/campaigns/duanka.md", "+++\nname = \"断卡\"\n+++\n行动。\n");
    site.write("content/scams/brushing.md", "+++\nname = \"刷单返利\"\n+++\n骗局。\n");
    site
}

#[test]
fn the_same_content_gives_the_same_bytes_on_any_machine() {
    let (one, other) = (Sandbox::empty(), Sandbox::empty());
    shipped_content(&one, "site");
    shipped_content(&other, "some/where/else");
    run(one.command(&["build", "--root", "site"]).env("TZ", "America/New_York")).expect_code(0);
    let mut alone = other.command(&["build", "--threads", "1"]);
    alone.current_dir(other.path("some/where/else")).env("TZ", "Asia/Shanghai").env("LANG", "zh_CN.UTF-8");
    run(&mut alone).expect_code(0);
    assert_same(&one.files("site/public"), &other.files("some/where/else/public"));
}

#[test]
fn a_second_build_into_the_same_folder_changes_nothing() {
    let site = site_of(5);
    let first = site.build();
    assert_same(&first, &site.build());
    site.run(&["build", "--clean"]).expect_code(0);
    assert_same(&first, &site.files("public"));
}

#[test]
fn a_site_needs_no_copy_of_the_theme() {
    let site = site_of(1);
    assert!(!site.has("themes"));
    let built = Built::of(site.build());
    assert!(built.files.keys().any(|path| path.starts_with("assets/css/")));
    assert_eq!(built.page("index.html").first("body", "data-page"), Some("home"));
}

#[test]
fn a_template_of_the_site_shadows_the_themes() {
    let site = site_of(1);
    site.write(
        "templates/components/mark.html",
        "{% component mark.seal() -%}<b id=\"own-mark\"></b>{%- endcomponent mark.seal %}",
    );
    let built = Built::of(site.build());
    assert!(
        built.pages.values().all(|page| page.by_id("own-mark").is_some()),
        "every page has the site's own mark"
    );
}

#[test]
fn a_theme_of_the_site_takes_what_it_lacks_from_the_default_one() {
    let site = site_of(1);
    site.write("site.toml", &SITE_TOML.replace("base_url", "theme = \"bamboo\"\nbase_url"));
    site.write("themes/bamboo/theme.toml", "name = \"bamboo\"\n");
    site.write("themes/bamboo/assets/css/site.css", "body { color: green }\n");
    let built = Built::of(site.build());
    let sheet = built.page("index.html").linked("stylesheet").expect("a style sheet").to_owned();
    assert_eq!(built.text(&file_of(&sheet)), "body{color:green}");
}

#[test]
fn a_site_below_a_path_links_within_that_path() {
    let site = site_of(60);
    site.write("site.toml", &SITE_TOML.replace("https://example.org/", "https://example.org/some/where/"));
    let built = Built::of(site.build());
    let mut followed = 0;
    for (path, page) in &built.pages {
        for node in &page.nodes {
            for name in ["href", "src", "action"] {
                let Some(link) = node.attribute(name).filter(|link| link.starts_with('/')) else { continue };
                let below = link.strip_prefix("/some/where/").unwrap_or_else(|| panic!("{path}: {link}"));
                let file = file_of(below.split(['#', '?']).next().unwrap_or_default());
                assert!(built.files.contains_key(&file), "{path}: {link}");
                followed += 1;
            }
        }
    }
    assert!(followed > 1_000, "{followed}");
    assert!(built.text("sitemap.xml").contains("<loc>https://example.org/some/where/en/</loc>"));
    assert!(
        built.json("data/metrics.json")[0]["url"]
            .as_str()
            .is_some_and(|url| url.contains("/some/where/articles/"))
    );
    let manifest = built.page("search/index.html").first("main", "data-search-manifest");
    assert_eq!(manifest, Some("/some/where/search/manifest.json"));
    let worker = built.page("en/search/index.html").first("main", "data-search-worker");
    assert_eq!(worker, Some("/some/where/search-worker.js"), "it rules what lies below the site's root");
    assert!(built.files.contains_key("search-worker.js"));
    let asked = "template=\"https://example.org/some/where/en/search/?q={searchTerms}\"";
    assert!(built.text("en/opensearch.xml").contains(asked), "{}", built.text("en/opensearch.xml"));
    let described = built.page("en/index.html").linked("search");
    assert_eq!(described, Some("/some/where/en/opensearch.xml"));
}

/// Articles that the cards of a page link to.
fn listed(page: &Page) -> Vec<String> {
    let in_main = |number: usize| page.holders(number).any(|node| node.name() == "article");
    let links = page
        .elements("a")
        .filter(|(number, _)| in_main(*number))
        .filter_map(|(_, link)| link.attribute("href"));
    let mut slugs: Vec<_> = links
        .filter_map(|link| Some(link.strip_prefix("/articles/")?.strip_suffix('/')?.to_owned()))
        .collect();
    slugs.dedup();
    slugs
}

#[test]
fn long_lists_are_cut_into_pages_of_50() {
    let built = Built::of(site_of(120).build());
    for list in ["articles", "cities/chongqing", "campaigns/duanka", "scams/brushing"] {
        let mut seen = Vec::new();
        for (path, entries) in [("", 50), ("page/2/", 50), ("page/3/", 20)] {
            let file = format!("{list}/{path}index.html");
            let slugs = listed(built.page(&file));
            assert_eq!(slugs.len(), entries, "{file}");
            seen.extend(slugs);
        }
        let newest_first: Vec<_> = (0..120).rev().map(|number| format!("report-{number:03}")).collect();
        assert_eq!(seen, newest_first, "{list}");
        assert!(!built.files.contains_key(&format!("{list}/page/4/index.html")));
        assert!(
            !built.files.contains_key(&format!("{list}/page/1/index.html")),
            "the first page has one address"
        );
    }
}

#[test]
fn figures_of_an_indicator_are_cut_into_pages_too() {
    let built = Built::of(site_of(120).build());
    let mut rows = BTreeSet::new();
    for path in ["", "page/2/", "page/3/"] {
        let page = built.page(&format!("indicators/suspects-arrested/{path}index.html"));
        let links = page.elements("a").filter(|(_, link)| link.attribute("class") == Some("figure"));
        let links: Vec<_> = links.filter_map(|(_, link)| link.attribute("href")).collect();
        assert!(links.len() <= 50, "{path}: {}", links.len());
        rows.extend(links.into_iter().map(str::to_owned));
    }
    assert_eq!(rows.len(), 120, "each figure stands on one page");
}

#[test]
fn pages_of_a_list_lead_to_each_other() {
    let built = Built::of(site_of(120).build());
    let page = |path: &str| built.page(path);
    assert_eq!(page("articles/index.html").linked("prev"), None);
    assert_eq!(page("articles/index.html").linked("next"), Some("/articles/page/2/"));
    assert_eq!(page("articles/page/2/index.html").linked("prev"), Some("/articles/"));
    assert_eq!(page("articles/page/3/index.html").linked("prev"), Some("/articles/page/2/"));
    assert_eq!(page("articles/page/3/index.html").linked("next"), None);
    assert_eq!(
        page("articles/page/2/index.html").linked("canonical"),
        Some("https://example.org/articles/page/2/")
    );
}

#[test]
fn years_lead_to_where_they_begin_in_the_list_of_all_reports() {
    let site = site_of(60);
    for day in [2, 1] {
        let slug = format!("older-{day}");
        site.write(&format!("content/articles/{slug}.md"), &article(&slug, &format!("2024-03-0{day}")));
    }
    let built = Built::of(site.build());
    let headings = |file: &str| -> Vec<String> {
        let sections = built.page(file).elements("section");
        sections.filter_map(|(_, section)| Some(section.attribute("id")?.to_owned())).collect()
    };
    assert_eq!(headings("articles/index.html"), ["y-2025"]);
    assert_eq!(headings("articles/page/2/index.html"), ["y-2025", "y-2024"]);
    for page in ["search/index.html", "articles/index.html", "articles/page/2/index.html"] {
        let links = built.page(page).elements("a").filter_map(|(_, link)| link.attribute("href"));
        let years: Vec<_> = links.filter(|link| link.contains("#y-")).collect();
        assert_eq!(years, ["/articles/#y-2025", "/articles/page/2/#y-2024"], "{page}");
    }
    assert_eq!(listed(built.page("articles/page/2/index.html")).len(), 12);
}

#[test]
fn a_site_without_search_has_neither_page_nor_index_nor_form() {
    let site = site_of(2);
    site.write("site.toml", &format!("{SITE_TOML}\n[search]\nenabled = false\n"));
    let built = Built::of(site.build());
    let of_search: Vec<_> = built.files.keys().filter(|path| path.contains("search")).collect();
    assert!(of_search.is_empty(), "{of_search:?}");
    assert!(built.pages.values().all(|page| page.elements("form").count() == 0));
}

#[test]
fn a_site_without_content_is_still_a_site() {
    let built = Built::of(Sandbox::site().build());
    assert_eq!(built.json("data/metrics.json"), serde_json::json!([]));
    for path in ["index.html", "articles/index.html", "en/404.html", "feed.xml"] {
        assert!(built.files.contains_key(path), "{path}");
    }
    assert!(built.pages.values().all(|page| page.faults.is_empty()));
}

#[test]
fn a_link_in_a_file_system_is_followed_as_what_it_leads_to() {
    let site = site_of(1);
    let elsewhere = Sandbox::empty();
    elsewhere.write("report-b.md", &article("report-b", "2025-07-17"));
    #[cfg(unix)]
    std::os::unix::fs::symlink(elsewhere.path("report-b.md"), site.path("content/articles/report-b.md"))
        .expect("linked");
    #[cfg(not(unix))]
    site.write("content/articles/report-b.md", &elsewhere.read("report-b.md"));
    site.build();
    assert!(site.has("public/articles/report-b/index.html"));
    // The binary itself may stand anywhere.
    run(fanzha().current_dir("/").arg("check").arg("--root").arg(site.root())).expect_code(0);
}
