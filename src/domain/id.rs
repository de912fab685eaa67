//! Ids and the part they play in URLs.

/// Whether `text` may name a document: ASCII lower-case letters, digits and single hyphens between them.
///
/// URLs are made of these and never change with a text, so nothing else is let in.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// The URL segment of an id: `_` becomes `-` (indicator `cases_solved` lives at `cases-solved`).
pub fn url_segment(id: &str) -> String {
    id.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_lower_case_ascii_with_single_hyphens() {
        assert!(is_slug("chongqing-2025-h1"));
        for wrong in ["", "-a", "a-", "a--b", "重庆", "Chongqing", "a_b", "a/b", ".."] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_underscore_becomes_a_hyphen_in_urls() {
        assert_eq!(url_segment("cases_solved"), "cases-solved");
    }
}
