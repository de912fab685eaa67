//! Which URLs may stand in a page.
//!
//! A URL in, yes or no out. The list holds for links and images, in Markdown and in raw HTML.
//! Resolves nothing: what an address means on this site is the caller's.

/// The schemes that a link or an image may have; a URL without a scheme is relative and allowed.
pub(super) const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Whether the URL is relative or has one of [`SCHEMES`], read as a browser reads it: leading
/// controls and spaces and all tabs and line breaks do not count.
pub(super) fn is_allowed(url: &str) -> bool {
    match scheme(url) {
        Some(scheme) => SCHEMES.contains(&scheme.as_str()),
        None => true,
    }
}

/// Whether the URL leads to another host.
pub(super) fn is_external(url: &str) -> bool {
    match scheme(url) {
        Some(scheme) => scheme == "http" || scheme == "https",
        None => {
            let mut start = significant(url);
            matches!((start.next(), start.next()), (Some('/' | '\\'), Some('/' | '\\')))
        }
    }
}

fn scheme(url: &str) -> Option<String> {
    let mut scheme = String::new();
    for character in significant(url) {
        match character {
            ':' if !scheme.is_empty() => return Some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(character.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(character),
            _ => return None,
        }
    }
    None
}

fn significant(url: &str) -> impl Iterator<Item = char> {
    url.trim_start_matches(|character: char| character <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_schemes_and_relative_urls_are_allowed() {
        for url in [
            "https://a.cn/",
            "HTTP://a",
            "mailto:a@b",
            "tel:96110",
            "/a/",
            "a.md",
            "#m-1",
            "",
            "?a:b",
            "第1章:二.md",
        ] {
            assert!(is_allowed(url), "{url}");
        }
    }

    #[test]
    fn other_schemes_are_not_however_they_are_written() {
        for url in [
            "javascript:alert(1)",
            " JavaScript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
        ] {
            assert!(!is_allowed(url), "{url:?}");
        }
    }

    #[test]
    fn a_url_with_a_host_is_external() {
        assert!(is_external("https://a.cn/"));
        assert!(is_external("//a.cn/"));
        assert!(!is_external("/articles/x/"));
        assert!(!is_external("mailto:a@b"));
    }
}
