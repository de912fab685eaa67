//! A theme's assets under names that hold the hash of their bytes, so that they can be cached for ever.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::style_sheet::squeezed;
use super::theme::Theme;

/// How the paths of scripts and style sheets begin that a site without search goes without.
const OF_SEARCH: &[&str] = &["js/search", "css/search"];

/// Assets that stand at the site's root under their own names: a service worker rules what lies below it, and is
/// updated by its address.
const AT_ROOT: &[&str] = &["js/search-worker.js"];

/// Assets by the path that templates know, with the path they are published under. Style sheets are published
/// without their comments and indents.
#[derive(Debug, Clone)]
pub struct Assets {
    published: BTreeMap<String, String>,
    style_sheets: BTreeMap<String, String>,
}

impl Assets {
    /// Names every asset of a theme, those of search where the site has it.
    pub fn of(theme: &Theme, search: bool) -> Self {
        let is_of_search = |path: &str| OF_SEARCH.iter().any(|start| path.starts_with(start));
        let assets = || theme.assets().filter(|(path, _)| search || !is_of_search(path));
        let sheets = assets().filter(|(path, _)| path.ends_with(".css"));
        let style_sheets: BTreeMap<String, String> = sheets
            .filter_map(|(path, bytes)| Some((path.to_owned(), squeezed(std::str::from_utf8(bytes).ok()?))))
            .collect();
        let published = assets().map(|(path, bytes)| {
            let bytes = style_sheets.get(path).map_or(bytes, String::as_bytes);
            (path.to_owned(), hashed(path, bytes))
        });
        Assets { published: published.collect(), style_sheets }
    }

    /// Where an asset such as `css/site.css` is published, below the site's root.
    pub fn path(&self, asset: &str) -> Option<&str> {
        self.published.get(asset).map(String::as_str)
    }

    /// Every published path with its bytes.
    pub fn files<'a>(&'a self, theme: &'a Theme) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        theme.assets().filter_map(|(path, bytes)| {
            let bytes = self.style_sheets.get(path).map_or(bytes, String::as_bytes);
            self.path(path).map(|published| (published, bytes))
        })
    }
}

/// `css/site.css` → `assets/css/site.0123456789ab.css`; `js/search-worker.js` → `search-worker.js`.
fn hashed(path: &str, bytes: &[u8]) -> String {
    if AT_ROOT.contains(&path) {
        return path.rsplit('/').next().unwrap_or(path).to_owned();
    }
    let hash = format!("{:032x}", xxh3_128(bytes));
    let short = &hash[..12];
    match path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("assets/{stem}.{short}.{extension}"),
        _ => format!("assets/{path}.{short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_changes_with_the_bytes_alone() {
        assert_eq!(hashed("css/a.css", b"x"), hashed("css/a.css", b"x"));
        assert_ne!(hashed("css/a.css", b"x"), hashed("css/a.css", b"y"));
        assert!(hashed("css/a.css", b"x").starts_with("assets/css/a."));
        assert!(hashed("css/a.css", b"x").ends_with(".css"));
    }

    #[test]
    fn a_service_worker_stands_at_the_root_under_a_lasting_name() {
        assert_eq!(hashed("js/search-worker.js", b"x"), "search-worker.js");
    }
}
