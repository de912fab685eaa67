//! What stands in the output folder when a build fails, is killed, or meets a disk that takes no more.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::sandbox::{SITE_TOML, Sandbox, article, assert_same, run};

/// How long a test waits for anything before it fails.
const DEADLINE: Duration = Duration::from_secs(60);

fn site_of(articles: usize) -> Sandbox {
    let site = Sandbox::site();
    for number in 0..articles {
        let slug = format!("report-{number}");
        site.write(&format!("content/articles/{slug}.md"), &article(&slug, "2025-07-17"));
    }
    site
}

/// Where a build writes before it swaps the site in.
const NEXT: &str = ".fanzha/public.next";

#[test]
fn a_folder_that_fanzha_did_not_make_is_left_alone() {
    let site = site_of(1);
    site.write("public/thesis.txt", "years of work");
    let run = site.run(&["build"]).expect_code(2);
    assert!(run.stderr.contains("error[output-not-ours]"), "{}", run.stderr);
    assert_eq!(site.files("public").len(), 1);
    assert_eq!(site.read("public/thesis.txt"), "years of work");
    fs::remove_file(site.path("public/thesis.txt")).expect("removed");
    site.run(&["build"]).expect_code(0);
}

#[test]
fn a_page_that_is_gone_from_the_content_is_gone_from_the_site() {
    let site = site_of(2);
    site.build();
    fs::remove_file(site.path("content/articles/report-1.md")).expect("removed");
    site.build();
    assert!(site.has("public/articles/report-0/index.html"));
    assert!(!site.has("public/articles/report-1"));
}

/// Renames the site.
fn rename(site: &Sandbox, name: &str) {
    site.write("site.toml", &SITE_TOML.replace("反诈", name));
}

/// Begins a build and kills it when it has written the home page, if the build isn't faster.
fn kill_in_the_middle(site: &Sandbox, name: &str) {
    let mut build = site.command(&["build", "--threads", "1"]);
    let mut build = build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let home = site.path(NEXT).join("index.html");
    let has_begun = || fs::read_to_string(&home).is_ok_and(|page| page.contains(name));
    while !has_begun() && build.try_wait().expect("asked").is_none() {
        std::thread::yield_now();
    }
    build.kill().expect("killed");
    build.wait().expect("gone");
}

/// The folder in the making holds files of the site before last, so a killed build leaves a mixture there.
#[test]
fn a_killed_build_leaves_the_old_site_and_does_not_hinder_the_next() {
    let site = site_of(300);
    site.build();
    rename(&site, "第二版");
    let before = site.build();
    let started = Instant::now();
    for attempt in 0.. {
        assert!(started.elapsed() < DEADLINE, "no build was met in the middle");
        let name = format!("第三版之{attempt}");
        rename(&site, &name);
        kill_in_the_middle(&site, &name);
        if !site.read("public/index.html").contains(&name) {
            break;
        }
        // The build was faster: the site before is put back.
        rename(&site, "第二版");
        site.build();
    }
    assert!(site.has(NEXT), "the build was met while it wrote");
    assert_same(&before, &site.files("public"));
    let after = site.build();
    assert!(site.read("public/index.html").contains("第三版"));
    fs::remove_dir_all(site.path(".fanzha")).expect("removed");
    fs::remove_dir_all(site.path("public")).expect("removed");
    assert_same(&after, &site.build());
}

#[test]
fn two_builds_at_once_never_mix() {
    let site = site_of(100);
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut build = site.command(&["build"]);
            build.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    let mut built = 0;
    for build in runs {
        let output = build.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => built += 1,
            code => {
                assert_eq!(code, Some(3), "{said}");
                assert!(said.contains("error[output-busy]"), "{said}");
            }
        }
    }
    assert!(built >= 1);
    let raced = site.files("public");
    assert_same(&raced, &site.build());
}

#[test]
fn a_template_that_fails_leaves_the_old_site_and_is_named_with_its_line() {
    let site = site_of(3);
    let before = site.build();
    site.write("templates/article.html", "<!DOCTYPE html>\n<title>{{ page.shell.titel }}</title>\n");
    let run = site.run(&["build"]).expect_code(2);
    assert!(run.stderr.contains("error[template]"), "{}", run.stderr);
    assert!(run.stderr.contains("article.html:2"), "{}", run.stderr);
    assert!(run.stderr.contains("titel"), "{}", run.stderr);
    assert!(run.stderr.ends_with("1 error, 0 warnings\n"), "one fault is told once: {}", run.stderr);
    assert_same(&before, &site.files("public"));
}

#[test]
fn a_template_that_cannot_be_read_is_told_before_anything_is_written() {
    let site = site_of(1);
    site.write("templates/home.html", "<p>\n{% if page %}\n");
    for command in ["check", "build"] {
        let run = site.run(&[command]).expect_code(2);
        assert!(run.stderr.contains("home.html:3"), "{}", run.stderr);
    }
    assert!(!site.has("public"));
}

#[test]
fn an_output_folder_that_cannot_be_made_is_the_machines_fault() {
    let site = site_of(1);
    site.write("file", "x");
    let run = site.run(&["build", "--output", "file/public"]).expect_code(3);
    assert!(run.stderr.contains("error[io-write]"), "{}", run.stderr);
    assert!(run.stderr.contains("/file/"), "the path is named: {}", run.stderr);
    assert_eq!(site.read("file"), "x");
}

/// The system refuses files beyond a size as it refuses bytes beyond a disk: after some were written.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site() {
    let site = site_of(20);
    let before = site.build();
    rename(&site, "改名的反诈");
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" build";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_fanzha")]).current_dir(site.root()).env("LANG", "C");
    let run = run(&mut command).expect_code(3);
    assert!(run.stderr.contains("error[io-write]: cannot write "), "{}", run.stderr);
    assert_same(&before, &site.files("public"));
}

/// A real full disk, where the tests may mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let site = site_of(20);
    fs::create_dir(site.path("disk")).expect("made");
    site.run(&["build", "--output", "old"]).expect_code(0);
    let script = "mount -t tmpfs -o size=8m none disk || exit 77\n\
                  \"$0\" build --output disk/public || exit 98\n\
                  dd if=/dev/zero of=disk/ballast bs=64k 2>/dev/null; truncate -s -131072 disk/ballast\n\
                  echo >>content/articles/report-0.md; sed -i 's/反诈/改名的反诈/' site.toml\n\
                  \"$0\" build --output disk/public; code=$?\n\
                  diff -r old disk/public >&2 || exit 99\n\
                  exit $code";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_fanzha")]).current_dir(site.root());
    let Ok(output) = command.env("LANG", "C").output() else { return skipped() };
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(77) || said.contains("unshare failed") {
        return skipped();
    }
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("error[io-write]") && said.contains("No space left"), "{said}");
}

#[cfg(target_os = "linux")]
fn skipped() {
    eprintln!("skipped: no disk may be mounted here");
}
