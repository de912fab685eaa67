//! The tags and attributes that raw HTML may hold.
//!
//! A tag's name and attributes in; the tag written anew with what is listed, or nothing, out. Says
//! also which tags begin blocks and which hold text that is not to be converted. Reads no HTML.

use super::escape;

/// The tags that raw HTML may hold, each with the attributes it may have beside [`ANY_TAG`].
const TAGS: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("ins", &[]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("ol", &["start", "reversed"]),
    ("p", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// The attributes that every listed tag may have.
const ANY_TAG: &[&str] = &["dir", "lang", "title"];

/// Tags that begin a line of their own in the plain text.
const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

const VOID: &[&str] = &["br", "hr", "wbr"];

/// Tags whose text is no prose.
const CODE: &[&str] = &["code", "kbd", "samp", "var"];

/// Tags whose text is said beside the text: readings.
const READINGS: &[&str] = &["rp", "rt"];

/// Tags whose content goes with them.
const WITH_CONTENT: &[&str] = &[
    "iframe", "math", "noembed", "noframes", "noscript", "object", "script", "style", "svg", "template",
    "textarea", "title", "xmp",
];

/// The names and attributes that may stay, for the sanitiser behind this.
pub(super) fn allowed() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    TAGS.iter().copied()
}

/// The attributes that may stay on any tag.
pub(super) fn allowed_on_any() -> &'static [&'static str] {
    ANY_TAG
}

/// The listed name when the content of such an element goes with it.
pub(super) fn goes_with_content(name: &str) -> Option<&'static str> {
    WITH_CONTENT.iter().copied().find(|&listed| listed == name)
}

/// A listed tag, written anew with its listed attributes.
pub(super) struct RawTag {
    pub offset: usize,
    pub text: String,
    name: &'static str,
    is_end: bool,
    declares_language: bool,
}

impl RawTag {
    /// The tag with its listed attributes; `None` when its lower-case name is not listed.
    pub fn written(offset: usize, name: &str, is_end: bool, attributes: &[(String, &str)]) -> Option<RawTag> {
        let &(name, listed) = TAGS.iter().find(|tag| tag.0 == name)?;
        let mut text = format!("<{}{name}", if is_end { "/" } else { "" });
        let mut declares_language = false;
        let is_listed = |attribute: &str| listed.contains(&attribute) || ANY_TAG.contains(&attribute);
        for (attribute, value) in attributes.iter().filter(|_| !is_end) {
            if is_listed(attribute) {
                declares_language |= attribute == "lang";
                text.push(' ');
                text.push_str(attribute);
                text.push_str("=\"");
                escape::push_written_attribute(&mut text, value);
                text.push('"');
            }
        }
        text.push('>');
        Some(RawTag { offset, text, name, is_end, declares_language })
    }

    /// By how much the tag deepens the nesting, if end tags are not left out.
    pub fn depth(&self) -> isize {
        match self.is_end {
            true => -1,
            false if VOID.contains(&self.name) => 0,
            false => 1,
        }
    }

    /// Whether the tag begins or ends a block of text.
    pub fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name)
    }
}

/// The open raw elements whose text is not to be converted: code, readings, declared languages.
#[derive(Default)]
pub(super) struct Languages {
    open: Vec<(&'static str, bool)>,
}

impl Languages {
    /// Whether one is open.
    pub fn any(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether the text is a reading (`<rt>`), which stands beside the text and not in it.
    pub fn is_reading(&self) -> bool {
        self.open.last().is_some_and(|open| READINGS.contains(&open.0))
    }

    /// Takes note of a tag that stands in an HTML block or inside a line.
    pub fn see(&mut self, tag: &RawTag, in_block: bool) {
        // The end tags of readings may be left out.
        if self.is_reading() && (READINGS.contains(&tag.name) || tag.name == "ruby") {
            self.open.pop();
        }
        let innermost = self.open.last().map(|open| open.0);
        let holds_back = tag.declares_language
            || CODE.contains(&tag.name)
            || READINGS.contains(&tag.name)
            || innermost == Some(tag.name);
        if tag.is_end {
            if innermost == Some(tag.name) {
                self.open.pop();
            }
        } else if holds_back && !VOID.contains(&tag.name) {
            self.open.push((tag.name, in_block));
        }
    }

    /// A Markdown block begins or ends: what was opened inside a line is over.
    pub fn end_block(&mut self) {
        self.open.retain(|open| open.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str, is_end: bool, attributes: &[(String, &str)]) -> RawTag {
        RawTag::written(0, name, is_end, attributes).unwrap()
    }

    #[test]
    fn only_listed_tags_and_attributes_are_written() {
        let attributes = [("id".to_owned(), "m-1"), ("title".to_owned(), "a\"<b>&amp;")];
        assert_eq!(tag("abbr", false, &attributes).text, "<abbr title=\"a&quot;&lt;b&gt;&amp;\">");
        assert!(RawTag::written(0, "form", false, &[]).is_none());
    }

    #[test]
    fn a_declared_language_lasts_to_its_end_tag() {
        let mut languages = Languages::default();
        languages.see(&tag("span", false, &[("lang".to_owned(), "ja")]), false);
        languages.see(&tag("span", false, &[]), false);
        languages.see(&tag("span", true, &[]), false);
        assert!(languages.any());
        languages.see(&tag("span", true, &[]), false);
        assert!(!languages.any());
    }

    #[test]
    fn a_reading_ends_without_its_end_tag() {
        let mut languages = Languages::default();
        languages.see(&tag("ruby", false, &[]), false);
        languages.see(&tag("rt", false, &[]), false);
        assert!(languages.is_reading());
        languages.see(&tag("ruby", true, &[]), false);
        assert!(!languages.any());
    }

    #[test]
    fn what_was_opened_inside_a_line_ends_with_its_block() {
        let mut languages = Languages::default();
        languages.see(&tag("code", false, &[]), false);
        languages.end_block();
        assert!(!languages.any());
        languages.see(&tag("div", false, &[("lang".to_owned(), "en")]), true);
        languages.end_block();
        assert!(languages.any());
    }

    #[test]
    fn tags_are_listed_once_and_in_order() {
        assert!(TAGS.is_sorted_by(|one, other| one.0 < other.0));
        assert!(BLOCKS.iter().all(|name| TAGS.iter().any(|tag| tag.0 == *name)));
    }
}
