//! The house: which module uses which, what each file begins with, how long it may be, who touches the disk.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::sandbox::project;

/// The modules in the order in which data flows; each uses only those before it.
const ORDER: &[&str] = &[
    "text",
    "diag",
    "domain",
    "fsio",
    "strict_toml",
    "lexicon",
    "hanzi",
    "config",
    "labels",
    "markdown",
    "import",
    "extract",
    "content",
    "model",
    "conversion",
    "checks",
    "chart",
    "view",
    "render",
    "search",
    "output",
    "site",
    "serve",
    "cli",
];

/// These join the others and may use all.
const JOINTS: &[&str] = &["site", "serve", "cli"];

/// These never see each other.
const STRANGERS: &[&str] = &["import", "extract", "content"];

/// Methods of paths that ask the disk without naming `std::fs`.
const DISK_METHODS: &[&str] = &[
    ".canonicalize()",
    ".read_dir()",
    ".is_file()",
    ".is_dir()",
    ".metadata()",
    ".symlink_metadata()",
    ".read_link()",
];

/// Where the disk is touched beside `fsio.rs`, and why that is no call of it.
const DISK_EXCEPTIONS: &[(&str, &str)] = &[
    // Holds the locked file that `fsio::lock` opened.
    ("output/staging.rs", "use std::fs::File;"),
    // The watcher compares the paths that the system tells with the root as the system writes it.
    ("serve/watch.rs", ".canonicalize()"),
];

/// A file below `src/`.
struct File {
    path: String,
    text: String,
    is_test: bool,
}

impl File {
    /// The module of the first level that it belongs to.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// The text without what only tests see; unit tests stand at a file's end, or in a file of their own.
    fn program(&self) -> &str {
        if self.is_test {
            return "";
        }
        self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
    }
}

fn sources() -> Vec<File> {
    let files = crate::sandbox::files(&project().join("src"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let rust = rust.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("sources are UTF-8")));
    let mut rust: Vec<_> = rust.map(|(path, text)| File { path, text, is_test: false }).collect();
    assert!(rust.len() > 100, "all of src/ is read");
    let tests: Vec<String> = rust.iter().flat_map(test_files).collect();
    for file in &mut rust {
        file.is_test =
            tests.iter().any(|test| file.path == *test || file.path.ends_with(&format!("/{test}")));
    }
    rust
}

/// Files that another one declares as `#[cfg(test)] mod name;`.
fn test_files(file: &File) -> Vec<String> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    let own =
        if matches!(stem, "mod" | "lib" | "main") { folder.to_owned() } else { format!("{folder}/{stem}") };
    let declared = file.text.split("#[cfg(test)]\nmod ").skip(1);
    let names = declared.filter_map(|rest| rest.split_once(';').map(|(name, _)| name));
    names
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .map(|name| format!("{own}/{name}.rs"))
        .collect()
}

/// Modules named after `crate::`, inline or in a `use`, each with its line.
fn used_modules(text: &str) -> Vec<(usize, String)> {
    let path = Regex::new(r"\bcrate::(?:\{([^}]*)\}|(\w+))").expect("a pattern");
    let line_of = |at: usize| text[..at].matches('\n').count() + 1;
    let mut used = Vec::new();
    for found in path.captures_iter(text) {
        let line = line_of(found.get(0).map_or(0, |whole| whole.start()));
        if let Some(list) = found.get(1) {
            let names = list.as_str().split(',').filter_map(|part| part.trim().split("::").next());
            used.extend(names.filter(|name| !name.is_empty()).map(|name| (line, name.to_owned())));
        }
        used.extend(found.get(2).map(|name| (line, name.as_str().to_owned())));
    }
    used
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|known| *known == module)
}

#[test]
fn a_module_uses_only_those_before_it() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for file in sources() {
        let own = file.module();
        if matches!(own, "lib" | "main") {
            continue;
        }
        let own_place = place(own).unwrap_or_else(|| panic!("{} stands in no listed module", file.path));
        for (line, used) in used_modules(&file.text) {
            seen += 1;
            let Some(used_place) = place(&used) else {
                faults.push(format!("{}:{line} names `{used}`, which is no module", file.path));
                continue;
            };
            let strangers = own != used && STRANGERS.contains(&own) && STRANGERS.contains(&used.as_str());
            if strangers || (used_place > own_place && !JOINTS.contains(&own)) {
                faults.push(format!("{}:{line} uses {used}", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(seen > 200, "only {seen} uses were read");
}

#[test]
fn the_library_lists_its_modules_in_that_order() {
    let library = fs::read_to_string(project().join("src/lib.rs")).expect("readable");
    let listed: Vec<_> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(listed, ORDER);
}

#[test]
fn a_use_of_several_modules_is_read_whole() {
    let used = used_modules("use crate::{diag, text::Span};\nlet x = crate::model::Route::Home;");
    assert_eq!(used, [(1, "diag".into()), (1, "text".into()), (2, "model".into())]);
}

#[test]
fn only_fsio_touches_the_disk() {
    let mut faults = Vec::new();
    let mut used_exceptions = 0;
    for file in sources().iter().filter(|file| file.path != "fsio.rs") {
        for (number, line) in file.program().lines().enumerate() {
            let code = line.trim();
            let touches = code.contains("std::fs") || DISK_METHODS.iter().any(|method| code.contains(method));
            if code.starts_with("//") || !touches {
                continue;
            }
            if DISK_EXCEPTIONS.iter().any(|(path, part)| file.path == *path && code.contains(part)) {
                used_exceptions += 1;
            } else {
                faults.push(format!("{}:{}: {code}", file.path, number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(used_exceptions, DISK_EXCEPTIONS.len(), "an exception that nothing needs is deleted");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let lacking: Vec<_> =
        sources().into_iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let lines = sources().into_iter().map(|file| (file.path, file.text.lines().count()));
    let long: Vec<_> = lines.filter(|(_, lines)| *lines > 500).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn nothing_is_left_to_do_or_waved_through() {
    let forbidden = ["todo!", "unimplemented!", "dbg!", "#[allow", "#![allow", "TODO", "FIXME", "XXX"];
    let mut faults = Vec::new();
    let build_script = Path::new("build.rs");
    let script = fs::read_to_string(project().join(build_script)).expect("readable");
    let script = File { path: "../build.rs".to_owned(), text: script, is_test: false };
    for file in sources().into_iter().chain([script]) {
        for (number, line) in file.text.lines().enumerate() {
            for word in forbidden.iter().filter(|word| line.contains(*word)) {
                faults.push(format!("{}:{}: {word}", file.path, number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_program_never_gives_up_on_what_it_is_given() {
    let panics = Regex::new(r"\.unwrap\(\)|\.expect\(|\bpanic!|\bunreachable!").expect("a pattern");
    let mut faults = Vec::new();
    // The build script's packer runs before there is a program: a broken dictionary must stop the build.
    for file in sources().iter().filter(|file| !file.path.starts_with("hanzi/pack/")) {
        for (number, line) in file.program().lines().enumerate() {
            if !line.trim_start().starts_with("//") && panics.is_match(line) {
                faults.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
