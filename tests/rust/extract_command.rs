//! `fanzha extract` and what `import` shares with it: the binary on articles and pages, in both languages.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Stdio;

use regex::Regex;
use serde_json::{Value, json};

use crate::sandbox::{Run, Sandbox, files, project, run};

/// Front matter with one figure of the three that the body tells, comments of an editor, and a last table.
const ARTICLE: &str = r#"+++
title = "重庆：上半年通报" # 标题
date = 2025-07-17
places = ["chongqing"]

[source]
name = "重庆日报"
published = 2025-07-18

[[metrics]]   # 核对过
indicator = "suspects_arrested"
value = 7790
unit = "人"
qualifier = "over"
quote = "抓获犯罪嫌疑人7790余人"
# 这个数对过原文

# 时间线
[[events]]
date = 2025-07-17
title = "通报会"
kind = "conference"
+++
今年上半年，全市破获电信网络诈骗案件427起，抓获犯罪嫌疑人7790余人。

## 破获案件99起

**同比**：渝北区返还群众被骗资金2.45亿元，购置电脑30台。
"#;

const PATH: &str = "content/articles/2025/a.md";

fn site(article: &str) -> Sandbox {
    let sandbox = Sandbox::site();
    sandbox.write(PATH, article);
    sandbox
}

/// Runs the binary with a text on its standard input.
fn run_with_input(sandbox: &Sandbox, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = sandbox.command(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn indicators(found: &Value) -> Vec<&str> {
    let list = found.as_array().expect("an array");
    list.iter().map(|figure| figure["indicator"].as_str().expect("an id")).collect()
}

#[test]
fn what_the_front_matter_lacks_is_printed_ready_to_paste() {
    let sandbox = site(ARTICLE);
    let shown = sandbox.run(&["extract", PATH]).expect_code(0);
    let tables: toml::Table = toml::from_str(&shown.stdout).expect("TOML");
    let metrics = tables["metrics"].as_array().expect("tables");
    let told: Vec<_> = metrics.iter().filter_map(|metric| metric["indicator"].as_str()).collect();
    assert_eq!(told, ["cases_solved", "funds_returned"], "{}", shown.stdout);
    assert_eq!(metrics[0]["period"].as_array().map(Vec::len), Some(2));
    assert_eq!((metrics[0].get("place"), metrics[1]["place"].as_str()), (None, Some("yubei")));
    assert_eq!(metrics[1]["quote"].as_str(), Some("返还群众被骗资金2.45亿元"));
    assert!(shown.stdout.contains("[[metrics]]  # Cases solved"), "{}", shown.stdout);
    assert!(shown.stderr.contains("2 new figures"), "{}", shown.stderr);
    assert_eq!(sandbox.read(PATH), ARTICLE, "nothing is written unasked");
    let zh = sandbox.run_in_chinese(&["extract", PATH]).expect_code(0);
    assert!(zh.stdout.contains("[[metrics]]  # 破获案件"), "{}", zh.stdout);
    assert!(zh.stderr.contains("2 个新数字"), "{}", zh.stderr);
}

#[test]
fn json_holds_the_figures_of_the_contract_with_reason_and_confidence() {
    let sandbox = site(ARTICLE);
    let found = sandbox.run(&["extract", PATH, "--format", "json"]).expect_code(0).json();
    assert_eq!(indicators(&found), ["cases_solved", "funds_returned"]);
    let figure = &found[1];
    assert_eq!(figure["value"], json!(245_000_000));
    assert_eq!(figure["place"], json!("渝北"));
    assert!(figure["confidence"].as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)));
    assert!(figure["reason"].as_str().is_some_and(|reason| reason.starts_with("funds_returned/")));
    assert!(figure.get("change").is_some_and(Value::is_null) && figure.get("file").is_none());
}

#[test]
fn written_figures_stand_behind_the_last_one_and_nothing_else_moves() {
    let sandbox = site(ARTICLE);
    let run = sandbox.run(&["extract", PATH, "--write"]).expect_code(0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("2 new figures written"), "{}", run.stderr);
    let written = sandbox.read(PATH);
    let at = ARTICLE.find("\n# 时间线").expect("a comment");
    let (before, after) = ARTICLE.split_at(at);
    assert!(written.starts_with(before) && written.ends_with(after), "{written}");
    let added = &written[at..written.len() - after.len()];
    assert_eq!(added.matches("[[metrics]]\n").count(), 2, "{added}");
    assert!(!added.contains('#'), "{added}");
    sandbox.run(&["check"]).expect_code(0);
    let again = sandbox.run(&["extract", PATH, "--write"]).expect_code(0);
    assert!(again.stderr.contains("no new figures"), "{}", again.stderr);
    assert_eq!(sandbox.read(PATH), written, "a second run adds nothing");
    let folder = sandbox.files("content/articles/2025");
    assert_eq!(folder.keys().collect::<Vec<_>>(), ["a.md"]);
}

#[test]
fn an_article_without_figures_gets_them_at_the_end_of_its_front_matter() {
    let text = "\u{feff}+++\r\ntitle = \"重慶\"\r\ndate = 2025-07-17\r\nplaces = [\"chongqing\"]\r\nscript = \"hant\"\r\n\
                [source]\r\nname = \"某報\"\r\n# 完\r\n+++\r\n今年上半年，全市搗毀境外詐騙窩點12個。\r\n";
    let sandbox = site(text);
    sandbox.run(&["extract", PATH, "--write"]).expect_code(0);
    let written = sandbox.read(PATH);
    let (before, after) = text.split_at(text.find("+++\r\n今").expect("a fence"));
    assert!(written.starts_with(before) && written.ends_with(after), "{written:?}");
    assert!(written.contains("\r\n\r\n[[metrics]]\r\nindicator = \"dens_destroyed\"\r\n"), "{written:?}");
    assert!(written.contains("scope = \"境外\"\r\nquote = \"搗毀境外詐騙窩點12個\"\r\n"), "{written:?}");
    assert!(!written.replace("\r\n", "").contains('\n'));
    sandbox.run(&["check"]).expect_code(0);
    let again = sandbox.run(&["extract", PATH, "--format", "json"]).expect_code(0);
    assert_eq!(again.json(), json!([]));
}

#[test]
fn a_figure_that_an_editor_described_otherwise_is_not_proposed_again() {
    let quote = "quote = \"抓获犯罪嫌疑人7790余人\"";
    let article = ARTICLE.replace(quote, &format!("scope = \"涉诈\"\nplace = \"yubei\"\n{quote}"));
    let found = site(&article).run(&["extract", PATH, "--format", "json"]).expect_code(0).json();
    assert_eq!(indicators(&found), ["cases_solved", "funds_returned"]);
}

#[test]
fn faults_of_the_front_matter_are_told_as_check_tells_them() {
    let broken = ARTICLE.replace("date = 2025-07-17\nplaces", "dat = 1\nplaces");
    let sandbox = site(&broken);
    sandbox.write("content/articles/2025/b.md", ARTICLE);
    let arguments = ["extract", PATH, "content/articles/2025/b.md", "--format", "json"];
    let run = sandbox.run(&arguments).expect_code(1);
    for part in ["error[unknown-key]", "error[missing-key]", "content/articles/2025/a.md:3:1", "2 errors"] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    let found = run.json();
    assert_eq!(
        indicators(&found),
        ["cases_solved", "funds_returned"],
        "the other article is read all the same"
    );
    assert_eq!(found[0]["file"], json!("content/articles/2025/b.md"));
    let written = sandbox.run(&["extract", PATH, "--write"]).expect_code(1);
    assert!(written.stderr.contains("missing-key"), "{}", written.stderr);
    assert_eq!(sandbox.read(PATH), broken);
    let nowhere = site(&ARTICLE.replace("\"chongqing\"", "\"chongqin\""));
    let run = nowhere.run(&["extract", PATH]).expect_code(1);
    assert!(
        run.stderr.contains("error[unknown-place]") && run.stderr.contains("chongqing"),
        "{}",
        run.stderr
    );
    let list = site(
        &ARTICLE.replace("[[metrics]]   # 核对过", "[x]").replace("\n[source]", "metrics = []\n[source]"),
    );
    list.run(&["extract", PATH, "--write"]).expect_code(1);
}

#[test]
fn figures_written_as_one_list_are_left_as_they_are() {
    let start = ARTICLE.find("[[metrics]]").expect("a table");
    let end = ARTICLE.find("\n# 时间线").expect("a comment");
    let article =
        [&ARTICLE[..start], &ARTICLE[end..]].concat().replace("\n[source]", "metrics = []\n\n[source]");
    let sandbox = site(&article);
    let run = sandbox.run(&["extract", PATH, "--write"]).expect_code(1);
    assert!(run.stderr.contains("error[metrics-in-one-list]"), "{}", run.stderr);
    assert_eq!(sandbox.read(PATH), article);
}

#[test]
fn a_plain_text_on_standard_input_takes_its_day_and_place_from_the_call() {
    let sandbox = Sandbox::empty();
    let text = "今年以来，全市抓获犯罪嫌疑人120余人。\n渝北区破案30起。\n";
    let call = ["extract", "-", "--format", "json", "--date", "2025-07-17", "--place", "重庆"];
    let found = run_with_input(&sandbox, &call, text.as_bytes()).expect_code(0).json();
    assert_eq!(indicators(&found), ["suspects_arrested", "cases_solved"]);
    assert_eq!(found[0]["period"], json!(["2025-01-01", "2025-07-17"]));
    assert_eq!(found[0]["place"], json!("重庆"));
    let bare = run_with_input(&sandbox, &call[..4], text.as_bytes()).expect_code(0).json();
    assert_eq!((&bare[0]["period"], &bare[0]["place"]), (&Value::Null, &json!("全国")));
    let article = run_with_input(&sandbox, &call[..4], ARTICLE.as_bytes()).expect_code(0).json();
    assert_eq!(indicators(&article), ["cases_solved", "funds_returned"]);
}

#[test]
fn slips_of_the_call_end_with_2() {
    let sandbox = site(ARTICLE);
    let write = run_with_input(&sandbox, &["extract", "-", "--write"], b"").expect_code(2);
    assert!(write.stderr.contains("error[write-needs-file]"), "{}", write.stderr);
    let place = sandbox.run(&["extract", PATH, "--place", "chongqin"]).expect_code(2);
    assert!(place.stderr.contains("error[unknown-place]"), "{}", place.stderr);
    sandbox.run(&["extract"]).expect_code(2);
    sandbox.run(&["extract", PATH, "--date", "gestern"]).expect_code(2);
    sandbox.run(&["extract", PATH, "--write", "--quantities"]).expect_code(2);
    sandbox.run(&["extract", "absent.md"]).expect_code(3);
    let latin = run_with_input(&sandbox, &["extract", "-"], b"\xff\xfe").expect_code(1);
    assert!(latin.stderr.contains("error[not-utf8]"), "{}", latin.stderr);
    sandbox.write("notes.txt", "抓获嫌疑人3名。");
    let notes = sandbox.run(&["extract", "notes.txt", "--write"]).expect_code(1);
    assert!(notes.stderr.contains("error[no-front-matter]"), "{}", notes.stderr);
}

#[test]
fn every_quantity_is_listed_metric_or_not() {
    let sandbox = site(ARTICLE);
    let told = sandbox.run(&["extract", PATH, "--quantities", "--format", "json"]).expect_code(0).json();
    let texts: Vec<_> =
        told.as_array().expect("an array").iter().map(|one| one["text"].as_str().unwrap_or("")).collect();
    assert_eq!(texts, ["427起", "7790余人", "99起", "2.45亿元", "30台"]);
    assert_eq!(
        told[1],
        json!({ "text": "7790余人", "value": 7790, "unit": "人", "qualifier": "over",
                "period": ["2025-01-01", "2025-06-30"] })
    );
    let lines = sandbox.run(&["extract", PATH, "--quantities"]).expect_code(0).stdout;
    assert!(lines.contains("2.45亿元\t245000000 元\texact\t"), "{lines}");
}

#[test]
fn why_a_figure_was_read_so_is_said_in_the_users_language() {
    let sandbox = site(ARTICLE);
    let en = sandbox.run(&["extract", PATH, "--explain"]).expect_code(0).stdout;
    for part in [
        "# read by: “破获” “案件” in the text, row cases_solved/verb of wordings.tsv",
        "# period: 2025-01-01 to 2025-06-30, carried on from “今年上半年” before it; place: Chongqing, from “全市” in the text",
        "# confidence: ",
    ] {
        assert!(en.contains(part), "{part}\n{en}");
    }
    let zh = sandbox.run_in_chinese(&["extract", PATH, "--explain"]).expect_code(0).stdout;
    for part in ["# 读法：原文 “破获”“案件”", "沿用上文的“今年上半年”；地点：重庆，原文“全市”", "# 把握："]
    {
        assert!(zh.contains(part), "{part}\n{zh}");
    }
    assert!(toml::from_str::<toml::Table>(&zh).is_ok(), "{zh}");
    let written = sandbox.run_in_chinese(&["extract", PATH, "--explain", "--write"]).expect_code(0);
    assert!(
        written.stderr.contains("读法：") && !sandbox.read(PATH).contains("读法："),
        "{}",
        written.stderr
    );
    let page = project().join("tests/cases/import/unknown-campaign.txt");
    let draft = sandbox.run(&["import", "--explain", &page.to_string_lossy()]).expect_code(0).stdout;
    assert!(draft.contains("# read by: ") && draft.contains("# confidence: "), "{draft}");
}

#[test]
fn each_place_where_a_person_must_decide_is_marked_and_counted() {
    let sandbox = Sandbox::site();
    let page = "<html><body><h1>守住群众的钱袋子</h1><p>警方介绍，“清源”专项行动期间，破获电信网络诈骗案件12起，\
                抓获犯罪嫌疑人30名，返还被骗资金120万元。</p><p>警方还介绍，今年以来破获电信网络诈骗案件15起，\
                民警提醒广大群众，凡是要求转账的都是诈骗。</p></body></html>";
    sandbox.write("page.html", page);
    let run = sandbox.run_in_chinese(&["import", "page.html", "--out", "content/articles"]).expect_code(0);
    let draft = sandbox.read("content/articles/page.md");
    let marks = draft.matches("# 待核：").count();
    assert!(marks >= 5, "{draft}");
    assert!(draft.contains(&format!("有 {marks} 处“待核”")), "{draft}");
    assert!(run.stderr.contains(&format!("写好 1 份草稿，{marks} 处待核")), "{}", run.stderr);
    assert!(run.stderr.contains("搜索“待核”") && !run.stderr.contains("移到"), "{}", run.stderr);
    for asked in ["# date = 0000-00-00", "# places = []", "# name = \"\"", "“清源”行动"] {
        assert!(draft.contains(asked), "{asked}\n{draft}");
    }
    // What a person forgets to fill in is an error, not a gap on the site.
    let forgotten = draft.replace("# places = []", "places = []").replace("# name = \"\"", "name = \"\"");
    sandbox.write("content/articles/page.md", &forgotten.replace("# date = ", "date = "));
    let check = sandbox.run(&["check", "--drafts", "--format", "concise"]).expect_code(1).stdout;
    for code in ["bad-date", "empty-value", "no-places"] {
        assert!(check.contains(code), "{code}\n{check}");
    }
    let en = sandbox.run(&["import", "page.html", "--out", "elsewhere"]).expect_code(0);
    assert!(
        en.stderr.contains("places to check") && en.stderr.contains("content/articles/YEAR/"),
        "{}",
        en.stderr
    );
    assert_eq!(sandbox.read("elsewhere/page.md").matches("# TO CHECK: ").count(), marks);
}

#[test]
fn checks_ask_only_what_drafts_have_marked_and_drafts_hold_every_figure() {
    let pages = files(&project().join("tests/cases/import"));
    let mut drafts = 0;
    for (name, _) in pages.iter().filter(|(name, _)| !name.ends_with(".json")) {
        let sandbox = Sandbox::site();
        let page = project().join("tests/cases/import").join(name);
        let import = ["import", &page.to_string_lossy(), "--out", "content/articles"];
        sandbox.run(&import).expect_code(0);
        let draft = sandbox.files("content/articles").into_keys().next().expect("a draft");
        let path = format!("content/articles/{draft}");
        let marks = sandbox.read(&path).matches("# TO CHECK: ").count();
        let found = sandbox.run(&["check", "--drafts", "--format", "concise"]).stdout;
        // How a character is converted is asked of every text, imported or not.
        let asked = found.lines().filter(|line| !line.contains("[doubtful-conversion]")).count();
        assert!(asked <= marks, "{name}: {marks} marks\n{found}");
        if !found.contains("error") {
            let again = sandbox.run(&["extract", &path, "--format", "json"]).expect_code(0);
            // What is doubtful stands in the draft as a comment, so it is asked again.
            let sure = |figure: &serde_json::Value| figure["confidence"].as_f64() >= Some(0.9);
            let again = again.json();
            assert!(!again.as_array().expect("figures").iter().any(sure), "{name}: {again}");
            drafts += 1;
        }
    }
    assert!(drafts >= 8, "{drafts}");
}

#[test]
fn pages_of_one_name_get_names_of_their_own_also_in_later_calls() {
    let sandbox = Sandbox::site();
    let page = |title: &str, cases: &str| {
        format!(
            "{title}\n2025-07-17 10:00 来源：重庆日报\n\n重庆市公安局7月17日通报，今年上半年，全市破获电信网络诈骗案件{cases}起，抓获犯罪嫌疑人30名，有力维护了群众财产安全。\n"
        )
    };
    for (name, title) in [
        ("1.txt", "重庆上半年反诈成效明显"),
        ("2.txt", "重庆通报反诈工作情况"),
        ("3.txt", "重庆打击电诈再出重拳"),
    ] {
        sandbox.write(name, &page(title, "12"));
    }
    sandbox.run(&["import", "1.txt", "2.txt", "--out", "d"]).expect_code(0);
    sandbox.run(&["import", "3.txt", "--out", "d"]).expect_code(0);
    let names = |sandbox: &Sandbox| sandbox.files("d").into_keys().collect::<Vec<_>>();
    let three = ["chongqing-2025-07-17-2.md", "chongqing-2025-07-17-3.md", "chongqing-2025-07-17.md"];
    assert_eq!(names(&sandbox), three);
    sandbox.write(
        "d/chongqing-2025-07-17-2.md",
        &sandbox.read("d/chongqing-2025-07-17-2.md").replace("= 12", "= 13"),
    );
    let checked = sandbox.files("d");
    let again = sandbox.run(&["import", "2.txt", "3.txt", "--out", "d"]).expect_code(0);
    assert_eq!(again.stderr.matches("warning[import-known]").count(), 2, "{}", again.stderr);
    assert_eq!(sandbox.files("d"), checked, "a draft that somebody worked on is never touched");
    for _ in 0..2 {
        sandbox.run(&["import", "1.txt", "2.txt", "--format", "json", "--out", "j"]).expect_code(0);
        assert_eq!(sandbox.files("j").len(), 2);
    }
}

#[test]
fn an_article_of_the_same_page_is_told_and_the_draft_written() {
    let sandbox = Sandbox::site();
    sandbox.write("1.html", "<html><head><link rel=\"canonical\" href=\"https://example.org/1\"></head><body><h1>重庆上半年反诈成效明显</h1>\
                  <p>重庆市公安局7月17日通报，今年上半年，全市破获电信网络诈骗案件12起，抓获犯罪嫌疑人30名。</p></body></html>");
    let with_address =
        ARTICLE.replace("published = 2025-07-18", "published = 2025-07-18\nurl = \"http://example.org/1/\"");
    sandbox.write(PATH, &with_address);
    let run = sandbox.run(&["import", "1.html", "--out", "d"]).expect_code(0);
    assert!(run.stderr.contains("warning[import-twice]") && run.stderr.contains(PATH), "{}", run.stderr);
    assert_eq!(sandbox.files("d").len(), 1);
}

#[test]
fn drafts_are_converted_with_the_sites_own_profile_and_glossary() {
    let sandbox = Sandbox::with_settings(
        "title = \"反詐\"\nbase_url = \"https://example.org/\"\n[[locale]]\ncode = \"zh-Hant-HK\"\nopencc = \"s2hk\"\n\
         [[locale]]\ncode = \"zh-Hans\"\n[glossary.zh-Hant-HK]\n\"嫌疑人\" = \"疑犯\"\n",
    );
    let page = project().join("tests/cases/import/unknown-campaign.txt");
    let page = page.to_string_lossy();
    let draft = sandbox.run(&["import", &page]).expect_code(0).stdout;
    assert!(draft.contains("script = \"hant\"") && draft.contains("quote = \"抓獲疑犯4017人\""), "{draft}");
    let name = ["--out", "content/articles"];
    sandbox.run(&["import", &page, name[0], name[1]]).expect_code(0);
    sandbox.run(&["check", "--drafts"]).expect_code(0);
}

#[test]
fn the_reasons_of_what_was_cut_are_words() {
    let sandbox = Sandbox::site();
    let page = project().join("tests/cases/import/spam-inside-and-crlf.txt");
    let page = page.to_string_lossy();
    let zh = sandbox.run_in_chinese(&["import", "--show-removed", &page]).expect_code(0).stderr;
    let en = sandbox.run(&["import", "--show-removed", &page]).expect_code(0).stderr;
    assert!(zh.contains("删去（垃圾信息）：") && en.contains("cut (spam): "), "{zh}\n{en}");
    let quiet = sandbox.run(&["import", "--show-removed", "--quiet", &page]).expect_code(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn figures_of_other_crime_are_named_but_not_listed() {
    let sandbox = Sandbox::site();
    let page = "渝北警方通报上半年工作\n2025-07-17 来源：渝北日报\n\n7月17日，渝北区公安分局召开新闻发布会，通报上半年工作情况。\n\n\
        上半年，全区破获电信网络诈骗案件300起，抓获犯罪嫌疑人120人；破获命案12起，全部告破。\n\n\
        全区群众安全感持续上升，警方将继续加大打击力度，切实守护群众的财产安全。\n";
    std::fs::write(sandbox.path("page.txt"), page).expect("written");
    let draft = sandbox.run(&["import", "page.txt"]).expect_code(0).stdout;
    let (front, _) = draft.split_once("\n+++\n").expect("a front matter");
    let (listed, left_out) = front.split_once("# ---- left out: 1, ").expect("a heading");
    assert!(listed.contains("value = 300") && !listed.contains("命案"), "{draft}");
    assert!(left_out.lines().nth(1).is_some_and(|line| line.starts_with("# ") && line.contains("命案12起")));
    let told =
        sandbox.run(&["import", "--format", "json", "--show-removed", "page.txt"]).expect_code(0).json();
    let removed = told["removed"].as_array().expect("an array");
    let is_other = |one: &serde_json::Value| one["reason"] == "other_crime" && one["text"] == "破获命案12起";
    assert!(removed.iter().any(is_other), "{told}");
    std::fs::write(sandbox.path("text.txt"), page).expect("written");
    let shown = sandbox
        .run_in_chinese(&["extract", "--date", "2025-07-17", "--place", "渝北", "text.txt"])
        .expect_code(0);
    assert!(
        shown.stderr.contains("另有 1 个数字看来说的是别的案件，没有列出：破获命案12起"),
        "{}",
        shown.stderr
    );
}

#[test]
fn every_reason_for_cutting_has_words_and_no_words_are_left_over() {
    let mut given: BTreeSet<String> = BTreeSet::new();
    let pattern = r#"Role::(?:Noise|Stop)\("(\w+)"|Err\("(\w+)"\)|reason: "(\w+)"|\.remove\(\w+, "(\w+)"\)|OTHER_CRIME: &str = "(\w+)""#;
    let pattern = Regex::new(pattern).expect("a pattern");
    for (path, bytes) in
        files(&project().join("src/import")).into_iter().chain(files(&project().join("src/cli/import")))
    {
        let text = String::from_utf8(bytes).expect("UTF-8");
        if path == "data/noise.tsv" {
            let rows = text.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
            given.extend(rows.filter(|row| row[2] != "keep").map(|row| row[3].to_owned()));
        } else if path.ends_with(".rs") {
            let program = text.split("#[cfg(test)]").next().unwrap_or("");
            for found in pattern.captures_iter(program) {
                given.extend(found.iter().skip(1).flatten().map(|reason| reason.as_str().to_owned()));
            }
        }
    }
    let table =
        std::fs::read_to_string(project().join("src/cli/import/data/removed.toml")).expect("readable");
    let table: toml::Table = toml::from_str(&table).expect("TOML");
    assert!(table.values().all(|words| words["zh"].as_str().zip(words["en"].as_str()).is_some()));
    assert_eq!(given, table.keys().cloned().collect());
}

#[test]
fn every_phrase_is_used_and_every_used_one_is_there() {
    let table = std::fs::read_to_string(project().join("src/cli/data/phrases.toml")).expect("readable");
    let table: toml::Table = toml::from_str(&table).expect("TOML");
    let sources = files(&project().join("src/cli")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let program: String = sources.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect();
    for id in table.keys() {
        assert!(program.contains(&format!("\"{id}\"")), "{id} is never said");
    }
    let call = Regex::new(r#"phrase\((?:\w+(?:\.\w+)*,\s*)?"([\w-]+)""#).expect("a pattern");
    let said: BTreeSet<&str> =
        call.captures_iter(&program).filter_map(|found| found.get(1)).map(|id| id.as_str()).collect();
    assert!(said.len() > 20);
    let missing: Vec<_> = said.into_iter().filter(|id| !table.contains_key(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_help_of_the_command_speaks_the_users_language() {
    let sandbox = Sandbox::empty();
    let zh = run(sandbox.command(&["extract", "--help"]).env("LANG", "zh_CN.UTF-8")).expect_code(0).stdout;
    let en = sandbox.run(&["extract", "--help"]).expect_code(0).stdout;
    assert!(zh.contains("用法") && zh.contains("列出读到的每个数量"), "{zh}");
    assert!(en.contains("list every quantity that is read"), "{en}");
    assert!(sandbox.run(&["completions", "bash"]).expect_code(0).stdout.contains("--quantities"));
}
