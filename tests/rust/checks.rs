//! Every finding that files of a site can cause, from `tests/cases/checks/CODE.md`.
//!
//! A case is a text for people with blocks between lines of `~~~~`: a block named by a path is a file of the
//! site, the blocks `en` and `zh` are what `check --format concise` says. What a case doesn't bring is taken
//! from a small site without faults. `CODE.variant.md` is a further case of a code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fanzha::diag::{Catalogue, Class, Severity};

use crate::sandbox::{SITE_TOML, Sandbox, article, assert_same, project};

/// Findings that no file of a site causes: they are shown by the tests of the commands.
const NOT_BY_FILES: &[&str] = &[
    "bad-index",
    "convert-needs-file",
    "convert-needs-output",
    "convert-no-locale",
    "file-exists",
    "io-read",
    "io-write",
    "metrics-in-one-list",
    "missing-site-toml",
    "no-index",
    "no-such-locale",
    "no-such-translation",
    "open-browser",
    "output-busy",
    "output-holds-site",
    "output-not-ours",
    "port-taken",
    "serve-stopped",
    "unknown-code",
    "watch",
    "write-needs-file",
];

/// Their files hold what a case's text can't show.
const OWN_TESTS: &[&str] = &["labels", "not-utf8", "reserved-character", "template"];

/// Ids, slugs and reserved names keep files apart today; the finding guards page types to come.
const OUT_OF_REACH: &[&str] = &["duplicate-url"];

struct Case {
    name: String,
    files: BTreeMap<String, String>,
    en: String,
    zh: String,
}

impl Case {
    fn code(&self) -> &str {
        self.name.split('.').next().unwrap_or_default()
    }

    fn parse(name: &str, text: &str) -> Self {
        let mut blocks: BTreeMap<String, String> = BTreeMap::new();
        let mut open: Option<&str> = None;
        for line in text.lines() {
            match (open, line.strip_prefix("~~~~")) {
                (None, Some(title)) => {
                    let title = title.trim();
                    assert!(!title.is_empty(), "{name}: a block without a name");
                    assert!(
                        blocks.insert(title.to_owned(), String::new()).is_none(),
                        "{name}: {title} stands twice"
                    );
                    open = Some(title);
                }
                (Some(_), Some(_)) => open = None,
                (Some(title), None) => {
                    let block = blocks.get_mut(title).expect("it was begun");
                    block.push_str(line);
                    block.push('\n');
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{name}: the last block isn't closed");
        let mut said =
            |language| blocks.remove(language).unwrap_or_else(|| panic!("{name}: no block `{language}`"));
        let (en, zh) = (said("en"), said("zh"));
        Case { name: name.to_owned(), files: blocks, en, zh }
    }

    /// The case's site.
    fn site(&self) -> Sandbox {
        let site = sound_site();
        for (path, text) in &self.files {
            site.write(path, text);
        }
        site
    }

    /// The exit code that the catalogue wants for what is said.
    fn exit_code(&self) -> i32 {
        let codes = self.en.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0));
        let entries = codes.map(|code| Catalogue::embedded().get(code).unwrap_or_else(|| panic!("{code}")));
        let errors = entries.filter(|entry| entry.severity == Severity::Error);
        errors.map(|entry| entry.class.exit_code()).max().unwrap_or(0).into()
    }
}

/// A site without faults: an article, a campaign, a scam type.
fn sound_site() -> Sandbox {
    let site = Sandbox::with_settings(SITE_TOML);
    site.write("content/articles/2025/sound.md", &article("sound", "2025-07-17"));
    site.write("content/campaigns/duanka.md", "+++\nname = \"断卡\"\n+++\n打击贩卖电话卡和银行卡的行动。\n");
    site.write("content/scams/brushing.md", "+++\nname = \"刷单返利\"\n+++\n先给小利，再骗大钱。\n");
    site
}

fn cases() -> Vec<Case> {
    let folder = project().join("tests/cases/checks");
    let entries = fs::read_dir(folder).expect("the folder of cases is readable");
    let mut cases: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("readable").path();
            let name = path.file_stem().expect("a case has a name").to_string_lossy().into_owned();
            Case::parse(&name, &fs::read_to_string(&path).expect("a case is text"))
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

#[test]
fn a_sound_site_has_no_findings() {
    let run = sound_site().run(&["check", "--strict", "--format", "concise"]).expect_code(0);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr, "no findings: 1 article, 1 figure, each with its sentence\n");
}

#[test]
fn every_case_says_what_it_should_in_both_languages() {
    let mut faults = String::new();
    let cases = cases();
    for case in &cases {
        let site = case.site();
        let arguments = ["check", "--format", "concise"];
        let (en, zh) = (site.run(&arguments), site.run_in_chinese(&arguments));
        for (language, expected, found) in [("en", &case.en, &en.stdout), ("zh", &case.zh, &zh.stdout)] {
            if expected != found {
                faults.push_str(&format!("== {} {language}\n{expected}-- found\n{found}", case.name));
            }
        }
        let expected = Some(case.exit_code());
        if (en.code, zh.code) != (expected, expected) {
            faults
                .push_str(&format!("== {}: exit {:?}, not {expected:?}\n{}", case.name, en.code, en.stderr));
        }
        if !case.en.contains(&format!("[{}]", case.code())) {
            faults.push_str(&format!("== {} doesn't show its code\n", case.name));
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(cases.len() > 40, "{}", cases.len());
}

#[test]
fn every_code_that_files_can_cause_has_a_case() {
    let cases = cases();
    let shown: BTreeSet<&str> = cases.iter().map(Case::code).collect();
    let elsewhere: BTreeSet<&str> =
        NOT_BY_FILES.iter().chain(OWN_TESTS).chain(OUT_OF_REACH).copied().collect();
    // What pages that are imported cause is shown by the import's own cases.
    let all: BTreeSet<&str> =
        Catalogue::embedded().codes().filter(|code| !code.starts_with("import-")).collect();
    assert_eq!(all.difference(&elsewhere).copied().collect::<BTreeSet<_>>(), shown);
}

#[test]
fn every_case_stops_a_build_or_lets_it_go_on_as_the_check_says() {
    for case in cases() {
        let site = case.site();
        let built = site.run(&["build"]);
        assert_eq!(built.code, Some(case.exit_code()), "{}: {}", case.name, built.stderr);
        assert_eq!(site.has("public/index.html"), case.exit_code() == 0, "{}", case.name);
    }
}

#[test]
fn a_text_in_another_encoding_is_shown_where_it_begins() {
    let site = sound_site();
    site.write_bytes("content/articles/gb.md", b"+++\ntitle = \"\xd6\xd8\xc7\xec\"\n+++\n");
    let run = site.run(&["check", "--format", "concise"]).expect_code(1);
    let expected = "content/articles/gb.md:2:10: error[not-utf8]: the file isn't UTF-8 from here on; ";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
}

#[test]
fn an_invisible_character_that_fanzha_needs_itself_is_shown() {
    let site = sound_site();
    let text = article("sound", "2025-07-17").replace("案件数", "案件\u{2005}数");
    site.write("content/articles/2025/sound.md", &text);
    let run = site.run_in_chinese(&["check", "--format", "concise"]).expect_code(1);
    let expected =
        "content/articles/2025/sound.md:18:25: error[reserved-character]: 正文里有不能使用的字符 U+2005；";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
}

#[test]
fn a_template_that_cannot_be_read_is_one_line_of_a_concise_report() {
    let site = sound_site();
    site.write("templates/home.html", "<p>\n{% if page %}\n");
    let run = site.run(&["check", "--format", "concise"]).expect_code(2);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert!(
        run.stdout.contains("error[template]: a template failed: ") && run.stdout.contains("home.html:3"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_text_that_a_locale_lacks_is_told_by_its_key() {
    let site = sound_site();
    site.write("site.toml", &SITE_TOML.replace("\"en\"", "\"fr\""));
    let labels = fs::read_to_string(project().join("themes/default/i18n/en.toml")).expect("readable");
    site.write("themes/default/i18n/fr.toml", &labels.replacen("button = ", "bouton = ", 1));
    let run = site.run(&["check", "--format", "concise"]).expect_code(2);
    let expected = "error[labels]: the theme's labels in i18n/fr.toml are at fault: search.button; ";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
}

#[test]
fn ten_faults_in_one_site_are_all_told() {
    let broken = project().join("tests/sites/broken");
    let site = Sandbox::copy_of("tests/sites/broken");
    fs::remove_dir_all(site.path("content")).expect("removed");
    site.write("content/articles/before.md", &article("before", "2025-01-02"));
    let before = site.build();
    fs::remove_dir_all(site.path("content")).expect("removed");
    for (path, bytes) in crate::sandbox::files(&broken.join("content")) {
        site.write_bytes(&format!("content/{path}"), &bytes);
    }
    let expected = fs::read_to_string(broken.join("expected.txt")).expect("readable");
    for command in ["check", "build"] {
        let run = site.run(&[command]).expect_code(1);
        for line in expected.lines() {
            let (place, rest) = line.split_once(": ").expect("a place");
            let (finding, help) = rest.split_once("; ").expect("a help");
            let shown = run
                .stderr
                .split("\n\n")
                .find(|shown| shown.starts_with(finding) && shown.contains(&format!("--> {place}\n")));
            let shown = shown.unwrap_or_else(|| panic!("{command}: {line}\nis not in\n{}", run.stderr));
            assert!(shown.ends_with(&format!("= help: {help}")), "{shown}");
        }
        assert!(
            run.stderr.ends_with(&format!("\n{} errors, 0 warnings\n", expected.lines().count())),
            "{}",
            run.stderr
        );
    }
    let concise = site.run(&["check", "--format", "concise"]).expect_code(1);
    assert_eq!(concise.stdout, expected);
    let codes: BTreeSet<_> = expected.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert!(codes.len() >= 10, "{codes:?}");
    assert_same(&before, &site.files("public"));
}

#[test]
fn a_warning_stops_nothing_unless_the_build_is_strict() {
    let site = sound_site();
    site.write("content/notes/later.md", "x");
    let run = site.run(&["build"]).expect_code(0);
    assert!(run.stderr.contains("warning[stray-file]"), "{}", run.stderr);
    for command in ["build", "check"] {
        let before = site.files("public");
        let run = site.run(&[command, "--strict"]).expect_code(1);
        assert!(run.stderr.contains("0 errors, 1 warning\n"), "{}", run.stderr);
        assert_same(&before, &site.files("public"));
    }
}

#[test]
fn codes_of_each_class_are_counted_among_the_cases() {
    let count = |class: Class| {
        let of_class =
            |case: &&Case| Catalogue::embedded().get(case.code()).is_some_and(|entry| entry.class == class);
        cases().iter().filter(of_class).count()
    };
    assert!(count(Class::Content) >= 25, "{}", count(Class::Content));
    assert!(count(Class::Call) >= 8, "{}", count(Class::Call));
}
