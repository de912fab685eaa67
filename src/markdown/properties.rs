//! What holds for every source, tried on random Markdown with Chinese in it.

use proptest::prelude::*;

use super::{Body, HtmlOptions, Mark, SENTINEL};
use crate::hanzi::{Aligned, Piece};

/// Bits of Markdown that meet each other in bad ways.
const BITS: &[&str] = &[
    "断卡",
    "发展",
    "“",
    "”",
    "「",
    "」",
    "。",
    "，",
    "…",
    "¥10",
    "7790",
    "abc",
    "한국",
    "😀",
    " ",
    "  \n",
    "\n",
    "\n\n",
    "*",
    "**",
    "***",
    "~",
    "~~",
    "`",
    "```\n",
    "[",
    "](/x/)",
    "](javascript:x)",
    "![",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "| 甲 | 乙 |\n|---|:-:|\n| ",
    " | ",
    "<b>",
    "</b>",
    "<span lang=\"en\">",
    "</span>",
    "<a href=\"/y/\">",
    "</a>",
    "<details>\n",
    "</details>\n",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<div id=q-1>\n",
    "<td>",
    "<mark>",
    "&emsp14;",
    "&amp;",
    "&lt;",
    "\\",
    "<",
    ">",
    "\"",
    "\t",
    "    ",
    "\r\n",
    "\0",
    "https://a.cn",
    "<https://a.cn>",
    "===\n",
    "---\n",
];

fn source() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        9 => prop::sample::select(BITS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(bit, 0..60).prop_map(|bits| bits.concat().replace(SENTINEL, ""))
}

/// Emphasis as a writer of Chinese writes it, with the text that it stands for: each element between
/// texts, nested in one of another kind, no closing mark at its beginning.
fn emphasis() -> impl Strategy<Value = (String, String)> {
    const INNER: &[&str] = &[
        "“跑分”",
        "断卡",
        "（内部）",
        "¥10,000",
        "《法》",
        "2.45亿元。",
        "——要",
        "7790",
        "😀",
        "“甲”和“乙”",
        "「流」",
        "A",
        "涉案…",
    ];
    const BEFORE: &[&str] = &["嫌疑人", "说：", "7790人", "“和”", "행동은", "了"];
    const AFTER: &[&str] = &["嫌疑人", "，后", "App", "7790人", "。其中", "（注）", "了", "”"];
    const RUNS: &[[&str; 2]] =
        &[["**", "*"], ["*", "**"], ["~~", "**"], ["**", "~~"], ["*", "~~"], ["~~", "*"]];
    let parts = (prop::sample::select(BEFORE), prop::sample::select(INNER), prop::sample::select(AFTER));
    let outer = (prop::sample::select(BEFORE), prop::sample::select(AFTER));
    (parts, prop::sample::select(RUNS), prop::option::of(outer)).prop_map(|(parts, runs, outer)| {
        let write = |outer_run: &str, inner_run: &str| {
            let (before, inner, after) = parts;
            let element = format!("{before}{inner_run}{inner}{inner_run}{after}");
            match outer {
                Some((before, after)) => format!("{before}{outer_run}{element}{outer_run}{after}"),
                None => element,
            }
        };
        (write(runs[0], runs[1]), write("", ""))
    })
}

fn identity(text: &str) -> Aligned {
    let piece = |(start, character): (usize, char)| {
        let range = start..start + character.len_utf8();
        Piece { input: range.clone(), output: range }
    };
    Aligned { text: text.to_owned(), pieces: text.char_indices().map(piece).collect() }
}

/// Longer, shorter, joined: what a conversion may do to lengths.
fn distortion(text: &str) -> Aligned {
    let mut aligned = Aligned { text: String::new(), pieces: Vec::new() };
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (number, pair) in characters.chunks(2).enumerate() {
        let start = pair.first().map_or(0, |first| first.0);
        let end = pair.last().map_or(0, |last| last.0 + last.1.len_utf8());
        let output = aligned.text.len();
        match number % 3 {
            0 => aligned.text.push_str(&text[start..end]),
            1 => aligned.text.push('換'),
            _ => aligned.text.extend(pair.iter().flat_map(|_| "長長".chars())),
        }
        aligned.pieces.push(Piece { input: start..end, output: output..aligned.text.len() });
    }
    aligned
}

fn marks(plain: &str, cuts: &[(usize, usize)]) -> Vec<Mark> {
    let boundary = |offset: usize| super::body::floor_boundary(plain, offset % (plain.len() + 1));
    let mark = |(index, &(one, other)): (usize, &(usize, usize))| {
        let (one, other) = (boundary(one), boundary(other));
        Mark {
            range: one.min(other)..one.max(other),
            id: format!("q-{index}"),
            href: format!("#m-{index}"),
            label: "回".into(),
        }
    };
    cuts.iter().enumerate().map(mark).collect()
}

/// The tags of generated HTML, each closed by its like.
fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let name: String = part
            .chars()
            .take_while(|&character| character.is_ascii_alphanumeric() || character == '/')
            .collect();
        match name.strip_prefix('/') {
            Some(end) if open.pop().as_deref() != Some(end) => return false,
            Some(_) => {}
            None if ["br", "hr", "img", "wbr"].contains(&name.as_str()) => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn html_is_balanced_and_harmless(source in source(), cuts in prop::collection::vec((0usize..400, 0usize..400), 0..5)) {
        let body = Body::parse(&source).unwrap();
        let marks = marks(body.plain(), &cuts);
        let html = body.html(&HtmlOptions { marks: &marks, ..HtmlOptions::default() });
        prop_assert!(is_balanced(&html), "{html}");
        prop_assert!(!html.contains(SENTINEL));
        prop_assert!(!html.contains("javascript:") || !html.contains("=\"javascript:"));
        prop_assert!(!html.contains("<script"));
        for mark in &marks {
            let ids = html.matches(&format!("id=\"{}\"", mark.id)).count();
            let back = html.matches(&format!("href=\"{}\"", mark.href)).count();
            let empty = body.plain()[mark.range.clone()].trim_matches('\n').is_empty();
            prop_assert_eq!((ids, back), if empty { (0, 0) } else { (1, 1) });
        }
    }

    #[test]
    fn every_run_that_a_writer_means_works(elements in prop::collection::vec(emphasis(), 1..5)) {
        let (sources, texts): (Vec<String>, Vec<String>) = elements.into_iter().unzip();
        let body = Body::parse(&sources.concat()).unwrap();
        prop_assert_eq!(body.plain(), texts.concat(), "{}", sources.concat());
    }

    #[test]
    fn plain_text_and_offsets_fit(source in source()) {
        let body = Body::parse(&source).unwrap();
        prop_assert!(!body.plain().contains(SENTINEL));
        for offset in 0..=body.plain().len() + 2 {
            prop_assert!(source.is_char_boundary(body.source_offset(offset)));
        }
        let ends: Vec<usize> = body.texts.iter().map(|&text| body.items[text].plain.start).collect();
        prop_assert!(ends.is_sorted());
        for quote in body.plain().split('\n').filter(|line| !line.is_empty()) {
            prop_assert!(body.find(quote).is_some());
        }
        body.nearest(&source);
    }

    #[test]
    fn identity_changes_nothing(source in source()) {
        let body = Body::parse(&source).unwrap();
        let converted = body.convert(&identity);
        let options = HtmlOptions::default();
        prop_assert_eq!(converted.body.html(&options), body.html(&options));
        prop_assert_eq!(converted.body.plain(), body.plain());
        prop_assert_eq!(converted.map(0..body.plain().len()), 0..body.plain().len());
    }

    #[test]
    fn any_conversion_keeps_structure(source in source(), cuts in prop::collection::vec((0usize..400, 0usize..400), 0..5)) {
        let body = Body::parse(&source).unwrap();
        let converted = body.convert(&distortion);
        for text in &converted.body.texts {
            let item = &converted.body.items[*text];
            if let pulldown_cmark::Event::Text(text) = &item.event {
                prop_assert_eq!(&converted.body.plain()[item.plain.clone()], &**text);
            }
        }
        let mut marks = marks(body.plain(), &cuts);
        for mark in &mut marks {
            mark.range = converted.map(mark.range.clone());
            prop_assert!(converted.body.plain().get(mark.range.clone()).is_some());
        }
        let html = converted.body.html(&HtmlOptions { marks: &marks, ..HtmlOptions::default() });
        prop_assert!(is_balanced(&html), "{html}");
        prop_assert_eq!(converted.body.headings().len(), body.headings().len());
    }
}
