//! The commands as a person or a program calls them: exit codes, languages, formats, what they write.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use crate::sandbox::{Run, Sandbox, article, assert_same, fanzha, run};

fn site() -> Sandbox {
    let site = Sandbox::site();
    site.write("content/articles/2025/report.md", &article("report", "2025-07-17"));
    site
}

fn draft() -> String {
    article("draft", "2025-07-18").replace("places =", "draft = true\nplaces =")
}

/// Nothing that only a terminal shows: no colours, no progress that writes over itself.
#[track_caller]
fn assert_plain(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains(['\u{1b}', '\r']), "{text:?}");
    }
}

#[test]
fn a_sound_site_builds_with_exit_code_0() {
    let site = site();
    let run = site.run(&["build"]).expect_code(0);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("built ") && run.stderr.lines().count() == 1, "{}", run.stderr);
    for path in
        ["index.html", "zh-hant/index.html", "en/index.html", "feed.xml", "sitemap.xml", "data/metrics.csv"]
    {
        assert!(site.has(&format!("public/{path}")), "{path}");
    }
}

#[test]
fn faulty_content_is_exit_code_1() {
    let site = site();
    site.write("content/articles/2025/report.md", "# 没有信息栏\n");
    for command in ["build", "check"] {
        let run = site.run(&[command]).expect_code(1);
        assert!(run.stderr.contains("--> content/articles/2025/report.md:1:1"), "{}", run.stderr);
    }
    assert!(!site.has("public"));
}

#[test]
fn a_faulty_call_is_exit_code_2() {
    let site = site();
    let calls: &[&[&str]] = &[
        &[],
        &["publish"],
        &["build", "--threads", "0"],
        &["build", "--threads", "many"],
        &["build", "--base-url", "example.org"],
        &["build", "--output", "."],
        &["build", "--output", "content/public"],
        &["check", "--format", "xml"],
        &["check", "--root", "nowhere"],
        &["build", "--root", "nowhere"],
        &["search", "重庆", "--root", "nowhere"],
        &["serve", "--root", "nowhere"],
        &["new", "article", "x", "--root", "nowhere"],
        &["new", "article", "Bad_Slug"],
        &["new", "article", "../../etc/passwd"],
        &["new", "city", "atlantis"],
        &["new", "poem", "x"],
        &["search", "重庆"],
        &["search", "重庆", "--locale", "ja"],
        &["completions", "tcsh-ish"],
    ];
    let before = site.files("");
    for call in calls {
        let run = site.run(call);
        assert_eq!(run.code, Some(2), "{call:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty(), "{call:?} says why");
        assert_plain(&run);
    }
    assert_same(&before, &site.files(""));
}

#[test]
fn a_site_is_found_from_another_folder() {
    let (site, elsewhere) = (site(), Sandbox::empty());
    let root = site.root().to_str().expect("a plain path");
    let run = run(fanzha().current_dir(elsewhere.root()).args(["build", "--root", root])).expect_code(0);
    assert!(run.stderr.contains(&format!("in {root}/public")), "{}", run.stderr);
    assert!(site.has("public/index.html"));
    assert!(elsewhere.files("").is_empty());
    site.write("content/articles/2025/report.md", "");
    let run = elsewhere.run(&["check", "--root", root, "--format", "concise"]).expect_code(1);
    assert!(run.stdout.starts_with("content/articles/2025/report.md:1:1: "), "{}", run.stdout);
}

#[test]
fn the_output_goes_where_the_caller_stands() {
    let (site, elsewhere) = (site(), Sandbox::empty());
    let root = site.root().to_str().expect("a plain path");
    elsewhere.run(&["build", "--root", root, "--output", "deep/site"]).expect_code(0);
    assert!(elsewhere.has("deep/site/index.html"));
    assert!(!site.has("public"));
    let beside = fs::read_dir(elsewhere.path("deep")).expect("readable").filter_map(Result::ok);
    let beside =
        beside.map(|entry| entry.file_name()).filter(|name| !name.to_string_lossy().starts_with('.'));
    assert_eq!(beside.count(), 1, "nothing that shows is left beside the site");
}

#[test]
fn quiet_says_nothing_but_errors() {
    let site = site();
    site.write("content/notes/later.md", "x");
    for call in [&["build", "--quiet"][..], &["check", "-q"], &["new", "page", "about", "--quiet"]] {
        let run = site.run(call).expect_code(0);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""), "{call:?}");
    }
    site.write("content/articles/2025/report.md", "");
    let run = site.run(&["check", "--quiet"]).expect_code(1);
    assert!(run.stderr.contains("error[no-front-matter]"), "{}", run.stderr);
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
}

#[test]
fn drafts_are_part_of_the_site_only_when_asked_for() {
    let site = site();
    site.write("content/articles/2025/draft.md", &draft());
    site.build();
    assert!(!site.has("public/articles/draft/index.html"));
    assert!(!site.read("public/data/metrics.json").contains("draft"));
    site.run(&["build", "--drafts"]).expect_code(0);
    assert!(site.has("public/articles/draft/index.html"));
    site.write("content/articles/2025/draft.md", &draft().replace("7790余人\"", "7791余人\""));
    site.run(&["check"]).expect_code(0);
    site.run(&["check", "--drafts"]).expect_code(1);
}

#[test]
fn another_base_url_stands_for_the_one_of_the_settings() {
    let site = site();
    site.run(&["build", "--base-url", "https://mirror.example.net/kb"]).expect_code(0);
    let page = site.read("public/articles/report/index.html");
    assert!(page.contains("href=\"https://mirror.example.net/kb/articles/report/\""));
    assert!(page.contains("href=\"/kb/cities/chongqing/\""));
    for (path, bytes) in site.files("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("example.org"), "{path}");
    }
}

#[test]
fn a_build_tells_programs_what_it_made() {
    let site = site();
    let run = site.run(&["build", "--format", "json"]).expect_code(0);
    let report = run.json();
    assert_eq!(report["output"], "./public");
    assert_eq!(report["pages"]["en"]["article"], 1);
    assert_eq!(report["warnings"], 0);
    let files = site.files("public");
    let written: Vec<_> = files.iter().filter(|(path, _)| !path.starts_with('.')).collect();
    assert_eq!(report["files"], written.len());
    assert_eq!(report["bytes"], written.iter().map(|(_, bytes)| bytes.len()).sum::<usize>());
    let pages = files.keys().filter(|path| path.ends_with(".html")).count();
    let counted: u64 = ["zh-Hans", "zh-Hant", "en"]
        .iter()
        .flat_map(|locale| report["pages"][locale].as_object().expect("counts").values())
        .filter_map(serde_json::Value::as_u64)
        .sum();
    assert_eq!(counted, pages as u64);
}

#[test]
fn a_check_tells_programs_each_finding() {
    let site = site();
    assert_eq!(
        site.run(&["check", "--format", "json"]).expect_code(0).json()["diagnostics"],
        serde_json::json!([])
    );
    site.write(
        "content/articles/2025/report.md",
        &article("report", "2025-07-17").replace("\"chongqing\"", "\"chonqing\""),
    );
    let report = site.run(&["check", "--format", "json"]).expect_code(1).json();
    assert_eq!((&report["errors"], &report["warnings"]), (&1.into(), &0.into()));
    let expected = serde_json::json!({
        "code": "unknown-place", "severity": "error", "message": "no place `chonqing` in the gazetteer",
        "help": "did you mean `chongqing` (Chongqing)?", "file": "content/articles/2025/report.md",
        "line": 4, "column": 11, "end_line": 4, "end_column": 21,
    });
    assert_eq!(report["diagnostics"][0], expected);
    let github = site.run(&["check", "--format", "github"]).expect_code(1);
    let expected = "::error file=content/articles/2025/report.md,line=4,col=11,endLine=4,endColumn=21,title=unknown-place::";
    assert!(github.stdout.starts_with(expected), "{}", github.stdout);
}

#[test]
fn a_search_tells_programs_its_hits_in_either_script() {
    let site = site();
    site.build();
    let hits = |query: &str, locale: &str| {
        site.run(&["search", query, "--locale", locale, "--format", "json"]).expect_code(0).json()
    };
    let simplified = hits("案件数同比下降", "zh-Hans");
    assert_eq!(simplified["total"], 1);
    let first = &simplified["results"][0];
    let keys: Vec<_> = first.as_object().expect("a hit").keys().map(String::as_str).collect();
    assert_eq!(keys, ["date", "excerpt", "kind", "place", "relaxed", "score", "title", "url"]);
    assert_eq!((&first["kind"], &simplified["exact"]), (&"article".into(), &true.into()));
    assert_eq!(first["url"], "/articles/report/");
    assert_eq!(hits("案件數同比下降", "zh-Hans"), simplified);
    assert_eq!(hits("案件数同比下降", "zh-Hant")["results"][0]["url"], "/zh-hant/articles/report/");
    let cities = &["search", "重庆", "--kind", "city", "--facets", "--format", "json"];
    let cities = site.run(cities).expect_code(0).json();
    assert_eq!(cities["results"][0]["url"], "/cities/chongqing/");
    assert_eq!(
        cities["total"],
        cities["facets"]["kind"]
            .as_array()
            .expect("kinds")
            .iter()
            .find(|kind| kind["id"] == "city")
            .expect("cities")["count"]
    );
    let one = site.run(&["search", "重庆", "--limit", "1", "--format", "json"]).expect_code(0).json();
    assert_eq!(one["results"].as_array().map(Vec::len), Some(1));
    assert!(one["total"].as_u64() > Some(1));
    assert_eq!(site.run(&["search", "qqzzx"]).expect_code(0).stderr, "nothing found\n");
}

#[test]
fn messages_are_in_the_language_of_the_environment() {
    let site = site();
    let said = |environment: &[(&str, &str)]| {
        let mut command = site.command(&["check"]);
        command.env_remove("LANG").envs(environment.iter().copied());
        run(&mut command).expect_code(0).stderr
    };
    for chinese in
        [&[("LANG", "zh_CN.UTF-8")][..], &[("LANG", "zh_TW.UTF-8")], &[("LANG", "C"), ("LC_ALL", "zh_HK")]]
    {
        assert!(said(chinese).starts_with("没有问题"), "{chinese:?}");
    }
    for english in [&[][..], &[("LANG", "de_DE.UTF-8")], &[("LANG", "zh_CN"), ("LC_ALL", "C.UTF-8")]] {
        assert!(said(english).starts_with("no findings"), "{english:?}");
    }
    let help = site.run_in_chinese(&["--help"]).expect_code(0).stdout;
    assert!(help.contains("生成网站"), "{help}");
    assert!(site.run_in_chinese(&["build"]).expect_code(0).stderr.starts_with("已生成"));
}

#[test]
fn a_pipe_gets_no_colours_and_no_progress() {
    let site = site();
    site.write("content/notes/later.md", "x");
    for call in [
        &["build"][..],
        &["check"],
        &["check", "--strict"],
        &["search", "重庆"],
        &["--help"],
        &["build", "--nope"],
    ] {
        assert_plain(&site.run(call));
    }
}

#[test]
fn a_check_writes_nothing() {
    let site = site();
    let before = site.files("");
    site.run(&["check", "--drafts", "--strict"]).expect_code(0);
    assert_same(&before, &site.files(""));
}

#[test]
fn what_new_begins_can_be_checked_and_built() {
    let site = Sandbox::site();
    let kinds = [
        ("article", "draft-one"),
        ("city", "chongqing"),
        ("campaign", "duanka"),
        ("scam", "loan"),
        ("page", "about"),
    ];
    for (kind, slug) in kinds {
        let run = site.run(&["new", kind, slug]).expect_code(0);
        let path = run.stderr.split([' ', ':']).nth(1).expect("the path is told");
        assert!(site.has(path), "{}", run.stderr);
    }
    assert!(site.has("content/campaigns/duanka.md") && site.has("content/cities/chongqing.md"));
    let check = site.run(&["check", "--drafts", "--format", "concise"]).expect_code(0);
    assert!(
        !check.stdout.is_empty() && check.stdout.lines().all(|line| line.contains("warning[placeholder]"))
    );
    site.run(&["check", "--strict", "--drafts"]).expect_code(1);
    site.build();
    assert!(!site.has("public/articles/draft-one/index.html"), "a new article is a draft");
    site.run(&["build", "--drafts"]).expect_code(0);
    for page in ["articles/draft-one", "cities/chongqing", "campaigns/duanka", "scams/loan", "about"] {
        assert!(site.has(&format!("public/{page}/index.html")), "{page}");
    }
}

#[test]
fn new_never_writes_over_a_file() {
    let site = Sandbox::site();
    site.write("content/campaigns/duanka.md", "mine\n");
    let run = site.run(&["new", "campaign", "duanka"]).expect_code(2);
    assert!(run.stderr.contains("content/campaigns/duanka.md exists already"), "{}", run.stderr);
    assert_eq!(site.read("content/campaigns/duanka.md"), "mine\n");
}

#[test]
fn shells_get_their_completions() {
    for (shell, mark) in
        [("bash", "complete -F _fanzha"), ("zsh", "#compdef fanzha"), ("fish", "complete -c fanzha")]
    {
        let script = run(fanzha().args(["completions", shell])).expect_code(0).stdout;
        assert!(script.contains(mark), "{shell}");
        for command in ["build", "check", "serve", "new", "search", "completions"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn serve_shows_the_site_and_keeps_the_last_good_pages() {
    let site = site();
    let mut command = site.command(&["serve", "--port", "0"]);
    let mut server = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut said = BufReader::new(server.stderr.take().expect("piped")).lines().map_while(Result::ok);
    let url = said.find_map(|line| Some(line.strip_prefix("serving at ")?.split(' ').next()?.to_owned()));
    let address =
        url.expect("the address is told").trim_start_matches("http://").trim_end_matches('/').to_owned();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(&address).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer
    };
    assert!(get("/articles/report/").contains("抓获犯罪嫌疑人7790余人"));
    assert!(get("/en/nowhere/").starts_with("HTTP/1.1 404"));
    site.write("content/articles/2025/report.md", "broken\n");
    assert!(said.any(|line| line == "the content is at fault; pages stay as they were"));
    assert!(get("/articles/report/").contains("抓获犯罪嫌疑人7790余人"));
    site.write("content/articles/2025/report.md", &article("mended", "2025-07-17"));
    assert!(said.any(|line| line.starts_with("built ")));
    assert!(get("/articles/report/").contains("mended"));
    assert!(!site.has("public"), "a preview writes nothing");
    server.kill().expect("ended");
    server.wait().expect("gone");
}
