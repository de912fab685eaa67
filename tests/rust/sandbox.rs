//! A site in a temporary folder, and the binary that is run on it.
//!
//! Files in, exit code and what was said out. The environment of a run is the same on every machine: English,
//! no colours asked for or refused, the current folder at the site's root.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The settings of a site in three locales.
pub const SITE_TOML: &str = r#"title = "反诈"
base_url = "https://example.org/"

[[locale]]
code = "zh-Hans"

[[locale]]
code = "zh-Hant"
opencc = "s2tw"

[[locale]]
code = "en"
title = "Anti-fraud"
"#;

/// A site's folder, removed with the value.
pub struct Sandbox {
    room: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// Exit code; `None` where a signal ended the process.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// How a process ended that said this.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what fanzha says is UTF-8");
        Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The run itself, when it ended with this exit code.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}:\n{}", self.stdout))
    }
}

/// The binary with an environment of its own.
pub fn fanzha() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fanzha"));
    for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "RAYON_NUM_THREADS"] {
        command.env_remove(name);
    }
    command.env("LANG", "en_US.UTF-8").env("TERM", "xterm-256color").stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    Run::of(command.output().expect("the command starts"))
}

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Self {
        Sandbox { room: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A site in three locales without any content.
    pub fn site() -> Self {
        Sandbox::with_settings(SITE_TOML)
    }

    /// A site with these settings without any content.
    pub fn with_settings(settings: &str) -> Self {
        let sandbox = Sandbox::empty();
        sandbox.write("site.toml", settings);
        sandbox
    }

    /// A copy of a folder below the project's own, such as `tests/sites/broken`.
    pub fn copy_of(folder: &str) -> Self {
        let sandbox = Sandbox::empty();
        for (path, bytes) in files(&project().join(folder)) {
            sandbox.write_bytes(&path, &bytes);
        }
        sandbox
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.room.path()
    }

    /// A path below it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.room.path().join(path)
    }

    /// Writes a text file and the folders above it.
    pub fn write(&self, path: &str, text: &str) -> &Self {
        self.write_bytes(path, text.as_bytes())
    }

    /// Writes a file and the folders above it.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) -> &Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("the folder is made");
        fs::write(&file, bytes).expect("the file is written");
        self
    }

    /// A text file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether a file or folder is there.
    pub fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file below a folder of the site, hidden ones too.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(folder))
    }

    /// The binary in the site's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = fanzha();
        command.current_dir(self.root()).args(arguments);
        command
    }

    /// Runs the binary in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    /// Runs it for a person whose messages are Chinese.
    pub fn run_in_chinese(&self, arguments: &[&str]) -> Run {
        run(self.command(arguments).env("LANG", "zh_CN.UTF-8"))
    }

    /// Builds the site without a fault and returns its files.
    #[track_caller]
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        self.run(&["build"]).expect_code(0);
        self.files("public")
    }
}

/// Every file below a folder by its path, `/` between the parts.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the folder is readable");
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).expect("it stands below the folder");
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), fs::read(entry.path()).expect("the file is readable"));
        }
    }
    files
}

/// Holds that two sites have the same files with the same bytes, and names those that differ.
#[track_caller]
pub fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    let paths: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differing: Vec<_> = paths.into_iter().filter(|path| left.get(*path) != right.get(*path)).collect();
    assert!(differing.is_empty(), "these files differ: {differing:?}");
    assert!(!left.is_empty(), "there are files to compare");
}

/// A small article; `slug` makes its title and figure its own.
pub fn article(slug: &str, date: &str) -> String {
    format!(
        r#"+++
title = "重庆：{slug}的通报"
date = {date}
places = ["chongqing"]
summary = "一句话的摘要。"

[source]
name = "重庆日报"
published = {date}

[[metrics]]
indicator = "suspects_arrested"
value = 7790
unit = "人"
qualifier = "over"
quote = "抓获犯罪嫌疑人7790余人"
+++
发布会通报，警方抓获犯罪嫌疑人7790余人，案件数同比下降。
"#
    )
}
