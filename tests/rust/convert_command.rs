//! `fanzha convert`: texts in the other script, the review, decisions, digests.

use std::io::Write;
use std::process::Stdio;

use crate::sandbox::{Run, SITE_TOML, Sandbox, article, fanzha, project};

const HAIR: &str = "+++\nname = \"清网\"\n[convert]\n\"面条\" = \"面條\"\n+++\n头**发**短，发很少。`头发` [面条](https://example.net/后 \"后面\")\n";

fn site() -> Sandbox {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write("content/articles/2025/sound.md", &article("sound", "2025-07-17"));
    site.write("content/campaigns/hair.md", HAIR);
    site
}

/// Runs the command outside of any site with a text on its standard input.
fn piped(arguments: &[&str], text: &str) -> Run {
    let empty = Sandbox::empty();
    let mut command = fanzha();
    command.current_dir(empty.root()).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("the text is read");
    Run::of(child.wait_with_output().expect("it ends"))
}

#[test]
fn a_profile_converts_plain_text_without_a_site() {
    let run = piped(&["convert", "-", "--profile", "s2tw"], "头发和皇后\n").expect_code(0);
    assert_eq!(run.stdout, "頭髮和皇后\n");
    let run = piped(&["convert", "-", "--profile", "t2s"], "頭髮").expect_code(0);
    assert_eq!(run.stdout, "头发");
    piped(&["convert", "-", "--profile", "s2x"], "").expect_code(2);
    piped(&["convert", "--profile", "s2tw"], "").expect_code(2);
}

#[test]
fn a_file_is_converted_as_the_site_shows_it() {
    let site = site();
    let run = site.run(&["convert", "content/campaigns/hair.md"]).expect_code(0);
    let (front, _) = HAIR.split_once("头").expect("a body");
    let wanted = format!("{front}頭**髮**短，發很少。`头发` [面條](https://example.net/后 \"後面\")\n");
    assert_eq!(run.stdout, wanted);
    let run = site.run(&["convert", "content/campaigns/hair.md", "--to", "zh-Hans"]).expect_code(0);
    assert_eq!(run.stdout, HAIR);
    site.run(&["convert", "content/campaigns/hair.md", "--to", "fr"]).expect_code(2);
}

#[test]
fn the_whole_site_is_written_to_a_folder_and_never_over_the_content() {
    let site = site();
    site.run(&["convert"]).expect_code(2);
    site.run(&["convert", "--output", "out"]).expect_code(0);
    assert!(site.read("out/content/campaigns/hair.md").contains("頭**髮**短"));
    assert!(site.has("out/content/articles/2025/sound.md"));
    assert_eq!(site.read("content/campaigns/hair.md"), HAIR);
}

#[test]
fn the_review_lists_each_doubt_and_decisions_settle_it_once() {
    let site = site();
    let open = |site: &Sandbox| {
        let review = site.run(&["convert", "--review", "--format", "json"]).expect_code(0).json();
        review["open"].as_array().expect("a list").clone()
    };
    let found = open(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0]["line"].as_u64(), found[0]["column"].as_u64()), (Some(6), Some(9)));
    assert_eq!((found[0]["char"].as_str(), found[0]["chosen"].as_str()), (Some("发"), Some("發")));
    assert_eq!(found[0]["context"].as_str(), Some("发短，发很少。"));
    let human = site.run(&["convert", "--review"]).expect_code(0);
    assert!(
        human.stdout.starts_with("content/campaigns/hair.md:6:9: zh-Hant “发短，发很少。”"),
        "{}",
        human.stdout
    );
    site.run(&["convert", "--review", "--pin"]).expect_code(0);
    assert!(open(&site).is_empty());
    let pins = site.read("content/conversions.toml");
    site.run(&["convert", "--review", "--pin"]).expect_code(0);
    assert_eq!(site.read("content/conversions.toml"), pins);
    site.write("content/conversions.toml", &pins.replace("\"發\"", "\"髮\""));
    let run = site.run(&["convert", "content/campaigns/hair.md"]).expect_code(0);
    assert!(run.stdout.contains("頭**髮**短，髮很少"), "{}", run.stdout);
    let page = String::from_utf8(site.build().remove("zh-hant/campaigns/hair/index.html").expect("a page"));
    assert!(page.expect("UTF-8").contains("短，髮很少"));
}

#[test]
fn a_digest_tells_which_pages_another_glossary_changes() {
    let site = site();
    site.run(&["convert", "--digest", "--output", "before.txt"]).expect_code(0);
    let same = site.run(&["convert", "--digest-against", "before.txt"]).expect_code(0);
    assert_eq!(same.stdout, "");
    site.write("site.toml", &format!("{SITE_TOML}\n[glossary.zh-Hant]\n\"很少\" = \"甚少\"\n"));
    let changed = site.run(&["convert", "--digest-against", "before.txt"]).expect_code(0);
    assert_eq!(changed.stdout, "changed  zh-Hant  content/campaigns/hair.md\n");
}

#[test]
fn the_shipped_content_has_no_open_choice() {
    let root = project().to_string_lossy().into_owned();
    let review = Sandbox::empty().run(&["convert", "--review", "--format", "json", "--root", &root]);
    let review = review.expect_code(0).json();
    assert_eq!(review["open"].as_array().map(Vec::len), Some(0), "{review:#}");
    assert!(review["settled"]["pin"].as_u64().is_some_and(|pins| pins > 0));
}
