//! Finds which file of the site an address means.
//!
//! The target of a request and the paths of the built files in; a file, a redirect or "not found" out.
//! Touches no disk: whatever an address says, only a path that the build gave can come out.

use std::collections::BTreeMap;

/// The files of a site by their path, such as `cities/chongqing/index.html`.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    /// The file at this path.
    File(&'a str),
    /// The same page lives at this address for good.
    Moved(String),
    /// For now, look at this address: the site lives in a folder.
    Elsewhere(String),
    /// Nothing is here; the path of the locale's own 404 page, where it has one.
    Missing(Option<&'a str>),
    /// Not an address.
    Malformed,
}

/// Where the site lives on the server, and which 404 page belongs to which part of it.
#[derive(Debug)]
pub(super) struct Layout {
    base_path: String,
    not_found: Vec<(String, String)>,
}

impl Layout {
    /// Takes the base path (`/` or `/folder/`) and pairs of URL prefix below it and file.
    pub(super) fn new(base_path: &str, not_found: &[(String, String)]) -> Self {
        let base_path = match base_path.trim_matches('/') {
            "" => "/".to_owned(),
            folder => format!("/{folder}/"),
        };
        let bare = |(prefix, file): &(String, String)| {
            (prefix.trim_matches('/').to_owned(), file.trim_start_matches('/').to_owned())
        };
        Layout { base_path, not_found: not_found.iter().map(bare).collect() }
    }

    /// `/`, or `/folder/`.
    pub(super) fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What the target of a request (`/cities/chongqing?x=1`) means.
    pub(super) fn meaning<'a>(&self, target: &str, files: &'a Files) -> Meaning<'a> {
        let (raw, query) = match target.split_once('?') {
            Some((raw, _)) => (raw, &target[raw.len()..]),
            None => (target, ""),
        };
        let Some(path) = decoded(raw).filter(|_| !query.contains(char::is_control)) else {
            return Meaning::Malformed;
        };
        if path == "/" && self.base_path != "/" {
            return Meaning::Elsewhere(encoded(&self.base_path));
        }
        let Some(below) = path.strip_prefix(&self.base_path) else {
            if self.base_path.strip_suffix('/') == Some(&path) {
                return Meaning::Moved(encoded(&self.base_path) + query);
            }
            return Meaning::Missing(self.not_found("", files));
        };
        let steps_aside = below.split('/').any(|part| part == "." || part == "..");
        if steps_aside {
            return Meaning::Missing(self.not_found("", files));
        }
        if below.is_empty() || below.ends_with('/') {
            if let Some(file) = known(files, &format!("{below}index.html")) {
                return Meaning::File(file);
            }
        } else if let Some(file) = known(files, below) {
            return Meaning::File(file);
        } else if files.contains_key(&format!("{below}/index.html")) {
            return Meaning::Moved(format!("{}/{query}", encoded(&path)));
        }
        Meaning::Missing(self.not_found(below, files))
    }

    /// The 404 page of the longest prefix that `below` lies under.
    fn not_found<'a>(&self, below: &str, files: &'a Files) -> Option<&'a str> {
        let covers = |prefix: &str| {
            let rest = below.strip_prefix(prefix);
            prefix.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let pages = self.not_found.iter().filter(|(prefix, _)| covers(prefix));
        let nearest = pages.max_by_key(|(prefix, _)| prefix.len());
        nearest.and_then(|(_, file)| known(files, file))
    }
}

/// The path as the build spells it.
fn known<'a>(files: &'a Files, path: &str) -> Option<&'a str> {
    files.get_key_value(path).map(|(path, _)| path.as_str())
}

/// The path an address spells; `None` where it spells none (not UTF-8, a broken escape, a control character).
fn decoded(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    let path = String::from_utf8(bytes).ok()?;
    let sound = path.starts_with('/') && !path.contains(|c: char| c.is_control() || c == '\\');
    sound.then_some(path)
}

/// A path as an address may hold it: ASCII only.
fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let paths = ["index.html", "404.html", "en/404.html", "cities/chongqing/index.html", "重 庆.txt"];
        paths.iter().map(|path| ((*path).to_owned(), Vec::new())).collect()
    }

    fn layout(base_path: &str) -> Layout {
        let pages = [("/", "404.html"), ("/en/", "en/404.html"), ("/fr/", "fr/404.html")];
        Layout::new(base_path, &pages.map(|(prefix, file)| (prefix.to_owned(), file.to_owned())))
    }

    #[test]
    fn a_folder_is_its_index_and_its_bare_name_moves_there() {
        let (files, layout) = (files(), layout("/"));
        assert_eq!(layout.meaning("/", &files), Meaning::File("index.html"));
        let city = Meaning::File("cities/chongqing/index.html");
        assert_eq!(layout.meaning("/cities/chongqing/?a=b", &files), city);
        let moved = Meaning::Moved("/cities/chongqing/?a=b".to_owned());
        assert_eq!(layout.meaning("/cities/chongqing?a=b", &files), moved);
    }

    #[test]
    fn escapes_are_read_once() {
        let (files, layout) = (files(), layout("/"));
        let text = Meaning::File("重 庆.txt");
        assert_eq!(layout.meaning("/%E9%87%8D%20%e5%ba%86.txt", &files), text);
        let missing = Meaning::Missing(Some("404.html"));
        assert_eq!(layout.meaning("/%2569ndex.html", &files), missing);
        for broken in ["/%", "/%4", "/%zz", "/%ff", "/a%00b", "/a%0d%0ab", "/a\\b", "x", "", "/?\u{b}"] {
            assert_eq!(layout.meaning(broken, &files), Meaning::Malformed, "{broken:?}");
        }
    }

    #[test]
    fn no_step_leads_out_of_the_site_or_to_another_host() {
        let (files, layout) = (files(), layout("/"));
        let sideways = ["/../etc/passwd", "/cities/..", "/%2e%2e/index.html", "/./", "//evil.example", "//"];
        for target in sideways {
            assert_eq!(layout.meaning(target, &files), Meaning::Missing(Some("404.html")), "{target}");
        }
    }

    #[test]
    fn each_locale_has_its_own_not_found_page() {
        let (files, layout) = (files(), layout("/"));
        assert_eq!(layout.meaning("/en/none/", &files), Meaning::Missing(Some("en/404.html")));
        assert_eq!(layout.meaning("/english/", &files), Meaning::Missing(Some("404.html")));
        assert_eq!(layout.meaning("/fr/none/", &files), Meaning::Missing(None));
    }

    #[test]
    fn a_site_in_a_folder_is_served_under_it_alone() {
        let (files, layout) = (files(), layout("folder"));
        assert_eq!(layout.base_path(), "/folder/");
        assert_eq!(layout.meaning("/", &files), Meaning::Elsewhere("/folder/".to_owned()));
        assert_eq!(layout.meaning("/folder?q", &files), Meaning::Moved("/folder/?q".to_owned()));
        assert_eq!(layout.meaning("/folder/", &files), Meaning::File("index.html"));
        let moved = Meaning::Moved("/folder/cities/chongqing/".to_owned());
        assert_eq!(layout.meaning("/folder/cities/chongqing", &files), moved);
        assert_eq!(layout.meaning("/index.html", &files), Meaning::Missing(Some("404.html")));
        assert_eq!(layout.meaning("/folder/en/x", &files), Meaning::Missing(Some("en/404.html")));
    }
}
