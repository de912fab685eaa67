//! The files of a theme: the default one in the binary, the site's own over it, single templates over both.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::fsio;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files by their path below its folder.
#[derive(Debug, Clone)]
pub struct Theme {
    files: BTreeMap<String, Vec<u8>>,
}

#[derive(Deserialize)]
struct Manifest {
    min_fanzha: Option<String>,
}

impl Theme {
    /// Finds the theme `name` for the site at `root`.
    ///
    /// Files that a theme doesn't have are taken from the default theme, and `templates/` of the site
    /// shadows single templates of either.
    pub fn load(root: &Path, name: &str) -> Result<Theme, Diagnostic> {
        let mut files = BTreeMap::new();
        collect(&DEFAULT, &mut files);
        let folder = root.join("themes").join(name);
        if fsio::is_folder(&folder) {
            overlay(&folder, "", &mut files)?;
        } else if name != "default" {
            return Err(Diagnostic::new("missing-theme").with("theme", name));
        }
        overlay(&root.join("templates"), "templates/", &mut files)?;
        let theme = Theme { files };
        theme.check_version(name)?;
        Ok(theme)
    }

    /// Templates by name, in order.
    pub fn templates(&self) -> Result<Vec<(&str, &str)>, Diagnostic> {
        self.texts_below("templates/")
    }

    /// The i18n file of a locale, if there is one.
    pub fn labels(&self, locale: &str) -> Option<&str> {
        self.files.get(&format!("i18n/{locale}.toml")).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// Assets by path below `assets/`, in order.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .filter_map(|(path, bytes)| path.strip_prefix("assets/").map(|path| (path, bytes.as_slice())))
    }

    fn texts_below(&self, folder: &str) -> Result<Vec<(&str, &str)>, Diagnostic> {
        let mut texts = Vec::new();
        for (path, bytes) in &self.files {
            let Some(name) = path.strip_prefix(folder) else { continue };
            let text = std::str::from_utf8(bytes)
                .map_err(|error| Diagnostic::new("template").with("reason", format!("{path}: {error}")))?;
            texts.push((name, text));
        }
        Ok(texts)
    }

    fn check_version(&self, name: &str) -> Result<(), Diagnostic> {
        let text =
            self.files.get("theme.toml").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("");
        let fault = |reason: String| Diagnostic::new("bad-theme").with("theme", name).with("reason", reason);
        let manifest: Manifest = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
        let wanted = manifest.min_fanzha.unwrap_or_default();
        let own = env!("CARGO_PKG_VERSION");
        if version(&wanted) > version(own) {
            return Err(fault(format!("fanzha {own} < {wanted}")));
        }
        Ok(())
    }
}

/// `1.2.3` as numbers that compare; a part that is no number counts as 0.
fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

fn collect(folder: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, file.contents().to_vec());
    }
    folder.dirs().for_each(|inner| collect(inner, files));
}

fn overlay(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Diagnostic> {
    for path in fsio::files_below(folder)? {
        let name = fsio::shown_path(&path, folder);
        files.insert(format!("{prefix}{name}"), fsio::read_bytes(&path)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_of_the_site_shadows_the_themes() {
        let room = tempfile::tempdir().expect("a temporary folder");
        fsio::create_folder(&room.path().join("templates")).expect("made");
        fsio::write(&room.path().join("templates/home.html"), b"own").expect("written");
        let theme = Theme::load(room.path(), "default").expect("a theme");
        let templates = theme.templates().expect("texts");
        assert!(templates.contains(&("home.html", "own")));
        assert!(templates.iter().any(|(name, _)| *name == "article.html"));
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_by_name() {
        let room = tempfile::tempdir().expect("a temporary folder");
        let fault = Theme::load(room.path(), "none").expect_err("no theme");
        assert_eq!(fault.code, "missing-theme");
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("0.10.0") > version("0.9.9"));
    }
}
