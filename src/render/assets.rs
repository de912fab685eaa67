//! A theme's assets under names that hold the hash of their bytes, so that they can be cached for ever.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::theme::Theme;

/// Assets by the path that templates know, with the path they are published under.
#[derive(Debug, Clone)]
pub struct Assets {
    published: BTreeMap<String, String>,
}

impl Assets {
    /// Names every asset of a theme.
    pub fn of(theme: &Theme) -> Self {
        let published = theme.assets().map(|(path, bytes)| (path.to_owned(), hashed(path, bytes))).collect();
        Assets { published }
    }

    /// Where an asset such as `css/site.css` is published, below the site's root.
    pub fn path(&self, asset: &str) -> Option<&str> {
        self.published.get(asset).map(String::as_str)
    }

    /// Every published path with its bytes.
    pub fn files<'a>(&'a self, theme: &'a Theme) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        theme.assets().filter_map(|(path, bytes)| self.path(path).map(|published| (published, bytes)))
    }
}

/// `css/site.css` → `assets/css/site.0123456789ab.css`.
fn hashed(path: &str, bytes: &[u8]) -> String {
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
}
