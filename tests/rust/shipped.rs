//! The site of the shipped content, built once for all tests that look at it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use crate::html::Page;
use crate::sandbox::{fanzha, files, project, run};

/// Where the shipped site says it lives.
pub const ORIGIN: &str = "https://example.org";

/// A built site.
pub struct Built {
    /// Bytes by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Pages by path.
    pub pages: BTreeMap<String, Page>,
}

static SITE: LazyLock<Built> = LazyLock::new(|| {
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shipped");
    run(fanzha().arg("build").arg("--root").arg(project()).arg("--output").arg(&output)).expect_code(0);
    Built::of(files(&output))
});

/// The site of the shipped content.
pub fn site() -> &'static Built {
    &SITE
}

impl Built {
    /// Reads the pages among some files.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
        let pages = pages.map(|(path, bytes)| (path.clone(), Page::parse(text(bytes)))).collect();
        Built { files, pages }
    }

    /// A text file.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        text(self.files.get(path).unwrap_or_else(|| panic!("{path} was not built")))
    }

    /// A JSON file.
    #[track_caller]
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(self.text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A page.
    #[track_caller]
    pub fn page(&self, path: &str) -> &Page {
        self.pages.get(path).unwrap_or_else(|| panic!("{path} was not built"))
    }
}

#[track_caller]
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the file is UTF-8")
}

/// The file that a static host serves for a path such as `/cities/chongqing/`.
pub fn file_of(path: &str) -> String {
    let below = path.trim_start_matches('/');
    if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() }
}
