//! Markdown cases: `tests/cases/markdown/NAME.md` must render as `NAME.html`.
//!
//! Where `NAME.quotes` lies beside them, each of its lines is a quote that must be found in the text
//! and is marked, the n-th as `q-n`.

use std::fs;
use std::path::{Path, PathBuf};

use fanzha::markdown::{Body, HtmlOptions, Mark};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/markdown")
}

fn sources() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of Markdown cases is readable");
    let paths = entries.map(|entry| entry.expect("each case is readable").path());
    let mut sources: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    sources.sort();
    sources
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn marks(body: &Body, path: &Path) -> Vec<Mark> {
    if !path.exists() {
        return Vec::new();
    }
    let mark = |(index, quote): (usize, &str)| Mark {
        range: body.find(quote).unwrap_or_else(|| panic!("{}: `{quote}` is not in the text", path.display())),
        id: format!("q-{}", index + 1),
        href: format!("#m-{}", index + 1),
        label: format!("回到数据{}", index + 1),
    };
    read(path).lines().enumerate().map(mark).collect()
}

/// The case's HTML; links to articles lead to a folder of the site.
fn render(source: &Path) -> String {
    let body = Body::parse(&read(source)).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
    let marks = marks(&body, &source.with_extension("quotes"));
    let resolve_link = |target: &str| {
        let path = target.strip_prefix("/articles/")?;
        Some(format!("/zh-hant/articles/{path}"))
    };
    body.html(&HtmlOptions { marks: &marks, resolve_link: &resolve_link, ..HtmlOptions::default() })
}

/// The first line that differs, as a message.
fn difference(name: &Path, actual: &str, expected: &str) -> Option<String> {
    if actual == expected {
        return None;
    }
    let (mut actual, mut expected) = (actual.lines(), expected.lines());
    for number in 1.. {
        let (is, should) = (actual.next(), expected.next());
        if is != should || is.is_none() {
            let show = |line: Option<&str>| line.unwrap_or("(end)").to_owned();
            let (is, should) = (show(is), show(should));
            return Some(format!("{}:{number}\n  is     {is}\n  should {should}", name.display()));
        }
    }
    None
}

#[test]
fn markdown_cases_render_as_their_html() {
    let sources = sources();
    assert!(!sources.is_empty(), "no cases in {}", folder().display());
    let failures: Vec<String> = sources
        .iter()
        .filter_map(|source| {
            let expected = source.with_extension("html");
            difference(&expected, &render(source), &read(&expected))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_markdown_case_lets_a_sentinel_script_or_style_through() {
    for source in sources() {
        let html = render(&source);
        assert!(!html.contains('\u{2005}'), "{}", source.display());
        assert!(!html.contains("<script"), "{}", source.display());
        assert!(!html.contains("style="), "{}", source.display());
    }
}
