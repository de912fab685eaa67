//! The tags and attributes that raw HTML may hold.
//!
//! A tag's name and attributes in; the tag written anew with what is listed, or nothing, out. Says
//! also which tags begin blocks, which hold text that is not to be converted, and what a tag says
//! its text is in a variant of Chinese. Reads no HTML.

use super::SENTINEL;
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
const ANY_TAG: &[&str] = &["dir", "lang", "title", "translate"];

/// What the names of attributes begin with that say what a `<span>`'s text is in a variant of Chinese.
const RENDERING: &str = "data-zh-";

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

/// What stands for a stretch of text in variants of Chinese: lower-case tag and words.
pub(super) type Renderings = Vec<(String, String)>;

/// A listed tag, written anew with its listed attributes.
pub(super) struct RawTag {
    pub offset: usize,
    pub text: String,
    name: &'static str,
    is_end: bool,
    /// Whether its text stays as it is: in a declared language, or not to be translated.
    keeps_text: bool,
    /// What its text is in variants of Chinese, by their tags in lower case.
    renderings: Renderings,
}

impl RawTag {
    /// The tag with its listed attributes; `None` when its lower-case name is not listed.
    pub fn written(offset: usize, name: &str, is_end: bool, attributes: &[(String, &str)]) -> Option<RawTag> {
        let &(name, listed) = TAGS.iter().find(|tag| tag.0 == name)?;
        let mut text = format!("<{}{name}", if is_end { "/" } else { "" });
        let mut keeps_text = false;
        let mut renderings = Renderings::new();
        let is_listed = |attribute: &str| listed.contains(&attribute) || ANY_TAG.contains(&attribute);
        for (attribute, value) in attributes.iter().filter(|_| !is_end) {
            if is_listed(attribute) {
                keeps_text |= attribute == "lang" || (attribute == "translate" && *value == "no");
                text.push(' ');
                text.push_str(attribute);
                text.push_str("=\"");
                escape::push_written_attribute(&mut text, value);
                text.push('"');
            } else if let Some(variant) = attribute.strip_prefix(RENDERING).filter(|_| name == "span") {
                renderings.push((format!("zh-{variant}"), words(value)));
            }
        }
        text.push('>');
        Some(RawTag { offset, text, name, is_end, keeps_text, renderings })
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

/// The value of an attribute as a line of text.
fn words(value: &str) -> String {
    const REFERENCES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = value.replace(['\n', '\r', SENTINEL], " ");
    REFERENCES.iter().fold(text, |text, (reference, character)| text.replace(reference, character))
}

/// An element that is open, and what it means for its text.
struct Open {
    name: &'static str,
    /// Whether it began in an HTML block, and so outlasts the Markdown block it stands in.
    in_block: bool,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its text stays as it is.
    Keeps,
    /// Its text is that of the variants with this number.
    Varies(usize),
    /// It only stands inside another one of its name, whose end tag is still to come.
    Nested,
}

/// The open raw elements that say how their text is converted: not at all (code, readings, declared
/// languages), or as they say themselves.
#[derive(Default)]
pub(super) struct Languages {
    open: Vec<Open>,
    variants: Vec<Renderings>,
}

impl Languages {
    /// Whether the text is not to be converted.
    pub fn keeps_text(&self) -> bool {
        self.open.iter().any(|open| open.role == Role::Keeps)
    }

    /// The number of the outermost element that says itself what its text is in variants.
    pub fn variant(&self) -> Option<usize> {
        self.open.iter().find_map(|open| match open.role {
            Role::Varies(number) => Some(number),
            Role::Keeps | Role::Nested => None,
        })
    }

    /// What the elements have said, by their numbers.
    pub fn into_variants(self) -> Vec<Renderings> {
        self.variants
    }

    /// Whether the text is a reading (`<rt>`), which stands beside the text and not in it.
    pub fn is_reading(&self) -> bool {
        self.open.last().is_some_and(|open| READINGS.contains(&open.name))
    }

    /// Takes note of a tag that stands in an HTML block or inside a line; tells whether it is to be written.
    pub fn see(&mut self, tag: &RawTag, in_block: bool) -> bool {
        // The end tags of readings may be left out.
        if self.is_reading() && (READINGS.contains(&tag.name) || tag.name == "ruby") {
            self.open.pop();
        }
        let is_innermost = self.open.last().is_some_and(|open| open.name == tag.name);
        if tag.is_end {
            let ended = if is_innermost { self.open.pop() } else { None };
            return !ended.is_some_and(|open| matches!(open.role, Role::Varies(_)));
        }
        let keeps_text = tag.keeps_text || CODE.contains(&tag.name) || READINGS.contains(&tag.name);
        let role = if keeps_text {
            Role::Keeps
        } else if !tag.renderings.is_empty() {
            self.variants.push(tag.renderings.clone());
            Role::Varies(self.variants.len() - 1)
        } else if is_innermost {
            Role::Nested
        } else {
            return true;
        };
        if !VOID.contains(&tag.name) {
            self.open.push(Open { name: tag.name, in_block, role });
        }
        !matches!(role, Role::Varies(_))
    }

    /// A Markdown block begins or ends: what was opened inside a line is over.
    pub fn end_block(&mut self) {
        self.open.retain(|open| open.in_block);
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
        assert!(languages.keeps_text());
        languages.see(&tag("span", true, &[]), false);
        assert!(!languages.keeps_text());
    }

    #[test]
    fn a_reading_ends_without_its_end_tag() {
        let mut languages = Languages::default();
        languages.see(&tag("ruby", false, &[]), false);
        languages.see(&tag("rt", false, &[]), false);
        assert!(languages.is_reading());
        languages.see(&tag("ruby", true, &[]), false);
        assert!(!languages.keeps_text());
    }

    #[test]
    fn what_was_opened_inside_a_line_ends_with_its_block() {
        let mut languages = Languages::default();
        languages.see(&tag("code", false, &[]), false);
        languages.end_block();
        assert!(!languages.keeps_text());
        languages.see(&tag("div", false, &[("lang".to_owned(), "en")]), true);
        languages.end_block();
        assert!(languages.keeps_text());
    }

    #[test]
    fn a_span_that_says_what_its_text_is_leaves_no_tags() {
        let mut languages = Languages::default();
        let attributes = [("data-zh-hant-hk".to_owned(), "a&quot;&amp;lt;"), ("data-x".to_owned(), "y")];
        assert!(!languages.see(&tag("span", false, &attributes), false));
        assert!(languages.see(&tag("span", false, &[]), false));
        assert_eq!(languages.variant(), Some(0));
        assert!(languages.see(&tag("span", true, &[]), false));
        assert!(!languages.see(&tag("span", true, &[]), false));
        assert_eq!(languages.variant(), None);
        let renderings = languages.into_variants().concat();
        assert_eq!(renderings, [("zh-hant-hk".to_owned(), "a\"&lt;".to_owned())]);
    }

    #[test]
    fn text_that_is_not_to_be_translated_is_kept() {
        let mut languages = Languages::default();
        let is_kept = |languages: &mut Languages, value| {
            languages.see(&tag("b", false, &[("translate".to_owned(), value)]), false);
            languages.keeps_text()
        };
        assert!(!is_kept(&mut languages, "yes"));
        assert!(is_kept(&mut languages, "no"));
    }

    #[test]
    fn tags_are_listed_once_and_in_order() {
        assert!(TAGS.is_sorted_by(|one, other| one.0 < other.0));
        assert!(BLOCKS.iter().all(|name| TAGS.iter().any(|tag| tag.0 == *name)));
    }
}
