//! A theme's assets under names that hold the hash of their bytes, so that they can be cached for ever.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::scripts::published;
use super::theme::Theme;

/// Scripts that a site without search goes without.
const OF_SEARCH: &str = "js/search";

/// Assets that stand at the site's root under their own names: a service worker rules what lies below it, and is
/// updated by its address.
const AT_ROOT: &[&str] = &["js/search-worker.js"];

/// Assets by the path that templates know, with the path they are published under.
#[derive(Debug, Clone)]
pub struct Assets {
    published: BTreeMap<String, String>,
    scripts: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    /// Names every asset of a theme, those of search where the site has it.
    pub fn of(theme: &Theme, search: bool) -> Self {
        let assets = || theme.assets().filter(|(path, _)| search || !path.starts_with(OF_SEARCH));
        let scripts = assets().filter(|(path, _)| path.ends_with(".js"));
        let scripts: BTreeMap<_, _> =
            scripts.map(|(path, bytes)| (path.to_owned(), published(bytes))).collect();
        let bytes = |path: &str, own| scripts.get(path).map_or(own, Vec::as_slice);
        let published =
            assets().map(|(path, own)| (path.to_owned(), hashed(path, bytes(path, own)))).collect();
        Assets { published, scripts }
    }

    /// Where an asset such as `css/site.css` is published, below the site's root.
    pub fn path(&self, asset: &str) -> Option<&str> {
        self.published.get(asset).map(String::as_str)
    }

    /// Every published path with its bytes, scripts without their comments.
    pub fn files<'a>(&'a self, theme: &'a Theme) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let bytes = |path: &str, own: &'a [u8]| self.scripts.get(path).map_or(own, Vec::as_slice);
        theme.assets().filter_map(move |(path, own)| Some((self.path(path)?, bytes(path, own))))
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
