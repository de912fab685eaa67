//! What pages set side by side: sources of one figure, figures of a campaign, like periods, lanes of time.

use std::collections::BTreeSet;

use crate::html::Page;
use crate::sandbox::Sandbox;
use crate::shipped::{Built, file_of, site};

/// An article of a place with figures of arrested suspects: value, qualifier, further keys.
fn article(place: &str, source: &str, front: &str, figures: &[(f64, &str, &str)]) -> String {
    let mut text = format!(
        "+++\ntitle = \"{source}的通报\"\ndate = 2025-07-17\nplaces = [\"{place}\"]\n{front}\n\n[source]\nname = \"{source}\"\n"
    );
    let mut body = "+++\n".to_owned();
    for (number, (value, qualifier, keys)) in figures.iter().enumerate() {
        let words = if *qualifier == "over" { "超过" } else { "" };
        let quote = format!("第{}组抓获{words}{value}人", number + 1);
        text += &format!(
            "\n[[metrics]]\nindicator = \"suspects_arrested\"\nvalue = {value}\nunit = \"人\"\n\
             qualifier = \"{qualifier}\"\nquote = \"{quote}\"\n{keys}\n"
        );
        body += &format!("{quote}。\n\n");
    }
    text + &body
}

const HALF: &str = "period = [2025-01-01, 2025-06-30]";

fn classed<'p>(page: &'p Page, element: &'p str, class: &'p str) -> impl Iterator<Item = usize> + 'p {
    let of_class = move |node: &crate::html::Node| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    };
    page.elements(element).filter(move |(_, node)| of_class(node)).map(|(number, _)| number)
}

/// Elements of a name within another.
fn within(page: &Page, name: &str, holder: usize) -> Vec<usize> {
    let is_within = |number: usize| {
        let mut above = page.nodes[number].parent;
        while let Some(found) = above {
            if found == holder {
                return true;
            }
            above = page.nodes[found].parent;
        }
        false
    };
    page.elements(name).map(|(number, _)| number).filter(|number| is_within(*number)).collect()
}

fn links(page: &Page, holder: usize) -> Vec<&str> {
    within(page, "a", holder).into_iter().filter_map(|link| page.nodes[link].attribute("href")).collect()
}

fn section(page: &Page, id: &str) -> usize {
    page.by_id(id).unwrap_or_else(|| panic!("there is no #{id}"))
}

// ---- sources of one figure ----

#[test]
fn the_two_papers_of_chongqing_agree_and_lead_to_each_other() {
    let expected = [
        ("", "两家来源一致", "重庆法治报"),
        ("zh-hant/", "兩家來源一致", "重慶法治報"),
        ("en/", "Two sources agree", "Chongqing Legal News"),
    ];
    for (locale, words, source) in expected {
        let page = site().page(&format!("{locale}articles/chongqing-2025-h1/index.html"));
        let said: Vec<usize> = classed(page, "span", "agreement").collect();
        let rows: Vec<_> =
            said.iter().filter(|said| links(page, **said).iter().any(|link| link.contains("#q-"))).collect();
        assert!(rows.len() >= 20, "{locale}: {}", rows.len());
        for row in &rows {
            assert_eq!(page.text(**row), words, "{locale}");
            let other = within(page, "a", **row)[0];
            assert_eq!(page.nodes[other].attribute("title"), Some(source));
            let link = links(page, **row)[0];
            let (path, mark) = link.split_once('#').expect("a sentence");
            let other = site().page(&file_of(path));
            assert!(path.ends_with("chongqing-2025-h1-fazhi/") && other.by_id(mark).is_some(), "{link}");
        }
        let checked = section(page, "checked");
        assert_eq!(links(page, checked).len(), 1);
        assert!(page.text(checked).contains(&rows.len().to_string()), "{}", page.text(checked));
    }
    let back = site().page("articles/chongqing-2025-h1-fazhi/index.html");
    assert!(back.text(section(back, "checked")).contains("重庆日报"));
}

#[test]
fn over_so_much_agrees_with_a_little_more_and_a_difference_shows_both() {
    let site = Sandbox::site();
    let figures = |other: f64| {
        [(7790.0, "over", HALF), (other, "exact", "scope = \"跨境\"\nperiod = [2025-01-01, 2025-06-30]")]
    };
    site.write("content/articles/2025/a.md", &article("chongqing", "甲报", "", &figures(40.0)));
    let mut second = figures(41.0);
    (second[0].0, second[0].1) = (7794.0, "exact");
    site.write("content/articles/2025/b.md", &article("chongqing", "乙报", "", &second));
    let built = Built::of(site.build());
    let page = built.page("articles/a/index.html");
    let differing: Vec<usize> = classed(page, "span", "differs").collect();
    let said: Vec<(bool, String)> = classed(page, "span", "agreement")
        .map(|number| (!differing.contains(&number), page.text(number)))
        .collect();
    assert_eq!(said[0], (true, "两家来源一致".to_owned()));
    assert_eq!(said[1], (false, "来源不一，本文为40人：乙报 41人".to_owned()));
    assert_eq!(said[2], (false, "两篇都有2项数据：1项一致，1项不一。".to_owned()));
    let english = built.page("en/articles/a/index.html");
    let said: Vec<String> =
        classed(english, "span", "agreement").map(|number| english.text(number)).collect();
    assert!(
        said[1].starts_with("Sources differ; here 40 people: ") && said[1].ends_with("41 people"),
        "{said:?}"
    );
}

#[test]
fn figures_of_another_period_scope_or_place_are_not_the_same() {
    let site = Sandbox::site();
    let whole =
        [(100.0, "exact", HALF), (7.0, "exact", "scope = \"跨境\"\nperiod = [2025-01-01, 2025-06-30]")];
    site.write("content/articles/2025/a.md", &article("chongqing", "甲报", "", &whole));
    let other_period = [(100.0, "exact", "period = [2025-01-01, 2025-07-17]"), (100.0, "exact", "")];
    site.write("content/articles/2025/b.md", &article("chongqing", "乙报", "", &other_period));
    site.write("content/articles/2025/c.md", &article("dazhou", "丙报", "", &[(100.0, "exact", HALF)]));
    let built = Built::of(site.build());
    for name in ["a", "b", "c"] {
        let page = built.page(&format!("articles/{name}/index.html"));
        assert_eq!(classed(page, "span", "agreement").count(), 0, "{name}");
        assert!(page.by_id("checked").is_none(), "{name}");
    }
}

#[test]
fn a_paper_that_writes_twice_is_one_source_and_three_are_three() {
    let site = Sandbox::site();
    for (slug, source) in [("a", "甲报"), ("b", "甲报")] {
        site.write(
            &format!("content/articles/2025/{slug}.md"),
            &article("chongqing", source, "", &[(9.0, "exact", HALF)]),
        );
    }
    let said = |site: &Sandbox| {
        let built = Built::of(site.build());
        let page = built.page("articles/a/index.html");
        page.text(classed(page, "span", "agreement").next().expect("a verdict"))
    };
    assert_eq!(said(&site), "同一来源的另一篇通报一致");
    for (slug, source) in [("c", "乙报"), ("d", "丙报")] {
        site.write(
            &format!("content/articles/2025/{slug}.md"),
            &article("chongqing", source, "", &[(9.0, "exact", HALF)]),
        );
    }
    assert_eq!(said(&site), "3家来源一致：甲报、乙报、丙报");
}

// ---- figures of a campaign ----

#[test]
fn a_campaign_lists_the_figures_of_paragraphs_that_name_it_and_counts_the_rest() {
    let page = site().page("campaigns/bading/index.html");
    let text = page.text(classed(page, "table", "figures").next().expect("a table"));
    for named in ["7790余人", "4722人", "427起", "1011人"] {
        assert!(text.contains(named), "{named}: {text}");
    }
    for not_named in ["2.45亿元", "4620.97万次", "1293件"] {
        assert!(!text.contains(not_named), "{not_named} is of the whole city");
    }
    assert!(page.text(section(page, "figures")).contains("只列与行动名称写在同一段里"), "the rule is told");
    assert_eq!(text.matches("7790余人").count(), 2, "in a cell and its quote: told twice, listed once");
    let further = classed(page, "ul", "further").next().expect("the reports' further figures");
    assert_eq!(within(page, "li", further).len(), 3);
    assert!(links(page, further).iter().all(|link| link.ends_with("/#figures")));
    assert!(page.text(further).contains("28项数据"), "{}", page.text(further));
}

#[test]
fn a_scope_that_names_a_campaign_makes_a_figure_its_own() {
    let site = Sandbox::site();
    site.write("content/campaigns/duanka.md", "+++\nname = \"断卡\"\n+++\n一段话。\n");
    site.write("content/campaigns/yunjian.md", "+++\nname = \"云剑\"\n+++\n一段话。\n");
    let figures = [(11.0, "exact", "scope = \"“断卡”行动\""), (22.0, "exact", "")];
    let front = "campaigns = [\"duanka\", \"yunjian\"]";
    site.write("content/articles/2025/a.md", &article("chongqing", "甲报", front, &figures));
    let built = Built::of(site.build());
    let duanka = built.page("campaigns/duanka/index.html");
    let text = duanka.text(section(duanka, "figures"));
    assert!(text.contains("11人") && !text.contains("22人") && text.contains("1项数据"), "{text}");
    let yunjian = built.page("campaigns/yunjian/index.html");
    let text = yunjian.text(section(yunjian, "figures"));
    assert!(text.contains("还没有通报说明") && text.contains("2项数据"), "{text}");
}

// ---- time ----

/// Marks of a drawing, those in rings with a number counted as many.
fn marks(page: &Page, drawing: usize) -> usize {
    let single = ["path", "circle"].into_iter().flat_map(|name| within(page, name, drawing));
    let is_mark = |number: &usize| {
        page.nodes[*number].attribute("class").is_some_and(|class| class.starts_with("mark"))
    };
    let key = within(page, "text", drawing).into_iter();
    let counts = key.filter(|number| page.nodes[*number].attribute("class") == Some("count"));
    let counted: usize = counts.filter_map(|number| page.text(number).parse::<usize>().ok()).sum();
    single.filter(is_mark).count() + counted
}

#[test]
fn a_campaign_has_a_lane_per_city_and_the_same_as_a_list() {
    for locale in ["", "zh-hant/", "en/"] {
        let page = site().page(&format!("{locale}campaigns/bading/index.html"));
        let drawing = section(page, "chart-timeline");
        let labels = within(page, "text", drawing).into_iter();
        let labels = labels.filter(|number| page.nodes[*number].attribute("class") == Some("label"));
        assert!(labels.count() >= 3, "{locale}: its own and two cities");
        let listed: usize = classed(page, "ol", "timeline").map(|list| within(page, "li", list).len()).sum();
        let kinds: BTreeSet<_> =
            page.elements("li").filter_map(|(_, entry)| entry.attribute("data-kind")).collect();
        assert_eq!(
            marks(page, drawing),
            listed + kinds.len(),
            "{locale}: each entry, and each kind in the key"
        );
    }
}

#[test]
fn a_long_time_axis_lists_the_newest_and_the_launch_and_says_so() {
    let site = Sandbox::site();
    let campaign = "+++\nname = \"断卡\"\nlaunched = 2020-10-10\n+++\n一段话。\n";
    site.write("content/campaigns/duanka.md", campaign);
    for number in 0..70 {
        let front = "campaigns = [\"duanka\"]";
        let text = article("chongqing", "甲报", front, &[(11.0, "exact", "")]);
        site.write(&format!("content/articles/2025/a{number}.md"), &text);
    }
    let built = Built::of(site.build());
    for page in ["campaigns/duanka/index.html", "cities/chongqing/index.html"] {
        let page = built.page(page);
        let timeline = section(page, "timeline");
        let listed = within(page, "li", timeline).into_iter().map(|entry| page.text(entry));
        let listed: Vec<String> = listed.collect();
        assert_eq!(listed.len(), 60);
        assert!(listed[0].contains("2020年10月10日") && listed[0].contains("启动"), "{}", listed[0]);
        assert!(page.text(timeline).contains("最新的60条，共71条"));
    }
    let short = crate::shipped::site().page("campaigns/bading/index.html");
    assert!(!short.text(section(short, "timeline")).contains("共"));
}

#[test]
fn a_city_has_reports_events_and_campaigns_on_one_axis() {
    let page = site().page("cities/chongqing/index.html");
    let drawing = section(page, "chart-timeline");
    let text = page.text(drawing);
    for lane in ["通报与事件", "拔钉", "斩链"] {
        assert!(text.contains(lane), "{lane}: {text}");
    }
    let listed = page.text(section(page, "timeline"));
    assert!(listed.contains("2022年6月9日") && listed.contains("发布会"), "{listed}");
}

#[test]
fn the_home_page_has_campaigns_on_a_strip_and_one_card_for_a_press_conference() {
    for locale in ["", "zh-hant/", "en/"] {
        let page = site().page(&format!("{locale}index.html"));
        let campaigns = section(page, "campaigns");
        assert!(within(page, "svg", campaigns).len() == 1, "{locale}");
        let reports = section(page, "reports");
        let cards = within(page, "article", reports);
        assert_eq!(cards.len(), 4, "{locale}: five reports, two of one day and place");
        let first = links(page, cards[0]);
        for slug in ["chongqing-2025-h1/", "chongqing-2025-h1-fazhi/"] {
            assert!(first.iter().any(|link| link.ends_with(slug)), "{locale}: {first:?}");
        }
        for card in cards {
            let figures = within(page, "dt", card).len();
            assert!((4..=5).contains(&figures), "{locale}: {figures}");
        }
    }
}

// ---- places and indicators ----

#[test]
fn a_city_leads_to_its_province_also_where_that_has_no_page() {
    let page = site().page("cities/dazhou/index.html");
    let way = classed(page, "nav", "breadcrumbs").next().expect("a way");
    assert!(links(page, way).contains(&"/cities/#p-sichuan"), "{:?}", links(page, way));
    assert!(site().page("cities/index.html").by_id("p-sichuan").is_some());
}

#[test]
fn the_newest_figure_stands_beside_like_periods_only() {
    let site = Sandbox::site();
    let years = [
        (
            500.0,
            "exact",
            "period = [2025-01-01, 2025-06-30]\nchange = { direction = \"up\", value = 25, unit = \"%\", basis = \"yoy\" }",
        ),
        (400.0, "exact", "period = [2024-01-01, 2024-06-30]"),
        (900.0, "exact", "period = [2024-01-01, 2024-12-31]"),
    ];
    site.write("content/articles/2025/a.md", &article("chongqing", "甲报", "", &years));
    let built = Built::of(site.build());
    let page = built.page("cities/chongqing/index.html");
    let latest = page.text(section(page, "latest"));
    assert!(
        latest.contains("500人") && latest.contains("同比上升25%") && latest.contains("2024年上半年 400人"),
        "{latest}"
    );
    assert!(!latest.contains("900人"), "{latest}");
}

#[test]
fn a_report_that_all_figures_come_from_is_named_once() {
    let source = "达州市委宣传部";
    let city = site().page("cities/dazhou/index.html");
    let latest = city.text(section(city, "latest"));
    assert_eq!(latest.matches(source).count(), 1, "{latest}");
    // Of two papers, each kind of figures that has one of them names it, and the rows of the others do.
    let city = site().page("cities/chongqing/index.html");
    let named = |group: &str| {
        let tbody = section(city, group);
        city.text(tbody).contains("重庆日报")
    };
    assert!(named("g-courts") && !named("g-money"));
    let campaign = site().page("campaigns/bading/index.html");
    let figures = campaign.text(section(campaign, "figures-table-caption"));
    assert!(!figures.contains(source), "only one of its two places: {figures}");
    assert!(campaign.text(section(campaign, "g-dazhou")).contains(source));
}

#[test]
fn what_two_papers_give_stands_once_in_the_table_of_an_indicator() {
    let page = site().page("indicators/funds-returned/index.html");
    let table = classed(page, "table", "places").next().expect("a table");
    let text = page.text(table);
    assert_eq!(text.matches("2.45亿元").count(), 2, "the figure and its sentence: {text}");
    assert!(text.contains("两家来源一致"), "{text}");
}

#[test]
fn reports_before_and_after_are_not_listed_again_as_others_of_the_place() {
    let page = site().page("articles/chongqing-2025-h1/index.html");
    assert!(page.by_id("neighbours").is_some() && page.by_id("related-1").is_none());
}

#[test]
fn an_indicator_lists_place_by_place_the_newest_first() {
    let page = site().page("indicators/suspects-arrested/index.html");
    let table = classed(page, "table", "places").next().expect("a table");
    let rows = within(page, "tr", table);
    let order: Vec<_> = rows.iter().filter_map(|row| page.nodes[*row].attribute("data-order")).collect();
    assert_eq!(order, (1..=order.len()).map(|number| number.to_string()).collect::<Vec<_>>());
    let text = page.text(table);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(at("全国") < at("重庆") && at("重庆") < at("达州"), "in the order of GB/T 2260");
    let all = links(page, section(page, "main"));
    for file in ["csv", "json"] {
        assert!(all.contains(&format!("/data/indicators/suspects-arrested.{file}").as_str()), "{all:?}");
    }
}

// ---- weight ----

/// Bytes of the theme's file `assets/START….END`.
fn published(start: &str, end: &str) -> usize {
    let of_theme = |path: &str| path.strip_prefix("assets/").is_some_and(|rest| rest.starts_with(start));
    let found = site().files.iter().find(|(path, _)| of_theme(path) && path.ends_with(end));
    found.map(|(_, bytes)| bytes.len()).expect("the theme's file")
}

#[test]
fn pages_stay_light() {
    let (css, js) = (published("css/site.", ".css"), published("js/site.", ".js"));
    let search_css = published("css/search.", ".css");
    assert!(css + search_css <= 25_000, "style sheets: {css} and {search_css} bytes");
    assert!(js <= 5_000, "script: {js} bytes");
    for (path, bytes) in &site().files {
        if path.contains("articles/") && path.ends_with("/index.html") && !path.contains("/page/") {
            let all = bytes.len() + css + js;
            assert!(all <= 60_000, "{path}: {all} bytes");
        }
    }
}
