//! A parsed Markdown text and what can be asked of it.
//!
//! Made by `parse` and `convert`; read by views, checks and search. Offsets into the plain text and
//! into the source are bytes. Renders no HTML itself (`html` does) and changes nothing.

use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::convert::{self, Converted, Variant};
use super::find;
use super::html::{self, HtmlOptions};
use super::nearest;
use super::parse;
use super::raw_tags::Renderings;
use crate::hanzi::Aligned;

/// One parsed Markdown text: its events with their places in the source, and its plain text.
#[derive(Clone, Debug)]
pub struct Body {
    pub(super) items: Vec<Item>,
    /// The items that hold a piece of the plain text, ascending.
    pub(super) texts: Vec<usize>,
    pub(super) plain: String,
    pub(super) headings: Vec<HeadingPlace>,
    pub(super) first_paragraph: Option<Range<usize>>,
    pub(super) has_raw_html: bool,
    /// What stretches of the text are in variants of Chinese, by number.
    pub(super) variants: Vec<Renderings>,
}

/// An event and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub event: Event<'static>,
    pub source: Range<usize>,
    /// What it covers of the plain text; empty where it stands for none.
    pub plain: Range<usize>,
    pub kind: Kind,
    /// Whether the text equals the source byte for byte, so that offsets within it correspond.
    pub exact: bool,
    /// The number of the variants that the text belongs to.
    pub variant: Option<usize>,
}

/// What an event is to conversion and rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Structure: tags, breaks, rules.
    Markup,
    /// Text that conversion may rewrite.
    Prose,
    /// Text that stays as it is: code, foreign words.
    Verbatim,
    /// Text inside an image: its description, no part of the plain text.
    Description,
}

#[derive(Clone, Debug)]
pub(super) struct HeadingPlace {
    pub level: u8,
    pub plain: Range<usize>,
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level it is rendered at, 2 to 6: the page has a level 1 of its own.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its anchor, `s-1`, `s-2` … by order, so that it changes with neither wording nor script.
    pub id: String,
    /// Where its text stands in [`Body::plain`].
    pub plain: Range<usize>,
}

/// Why a source cannot be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkdownError {
    /// The source holds U+2005, which parsing needs for itself; `offset` is its first byte.
    ReservedCharacter {
        /// Byte offset in the source.
        offset: usize,
    },
}

impl fmt::Display for MarkdownError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MarkdownError::ReservedCharacter { offset } => {
                write!(formatter, "the character U+2005 at byte {offset} is reserved")
            }
        }
    }
}

impl std::error::Error for MarkdownError {}

impl Body {
    /// Parses CommonMark with tables and strikethrough (`~~` only: a single `~` is a range mark).
    ///
    /// # Errors
    /// [`MarkdownError::ReservedCharacter`] when the source holds U+2005.
    pub fn parse(source: &str) -> Result<Body, MarkdownError> {
        parse::parse(source)
    }

    /// The text without markup: line breaks resolved, one line per block, code included, raw HTML
    /// tags and image descriptions left out.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The offset in the source of what stands at `plain_offset` in the plain text.
    ///
    /// To the byte where the text stands in the source as it is; else the start of the event. An
    /// offset past the end gives the end of the last text.
    pub fn source_offset(&self, plain_offset: usize) -> usize {
        let plain_offset = floor_boundary(&self.plain, plain_offset);
        let after = self.texts.partition_point(|&index| self.items[index].plain.start <= plain_offset);
        let Some(item) = after.checked_sub(1).map(|last| &self.items[self.texts[last]]) else {
            return self.items.first().map_or(0, |item| item.source.start);
        };
        let within = plain_offset - item.plain.start;
        if plain_offset >= item.plain.end {
            item.source.end
        } else if item.exact {
            (item.source.start + within).min(item.source.end)
        } else {
            item.source.start
        }
    }

    /// Where a quote first stands in the plain text, within one block.
    ///
    /// Exact but for what markup puts in or takes away: delimiters in the quote, and the space that
    /// a line break between a wide character and another leaves.
    pub fn find(&self, quote: &str) -> Option<Range<usize>> {
        find::find(self, quote)
    }

    /// The stretch of the plain text most like a quote that is not in it, for a message's help.
    ///
    /// As long as the quote or shorter, within one block; `None` when nothing is much like it.
    pub fn nearest(&self, quote: &str) -> Option<&str> {
        nearest::nearest(&self.plain, quote)
    }

    /// Rewrites the prose, joined across inline markup, and says where each stretch of it went.
    ///
    /// `convert` sees each stretch of prose once; image descriptions and titles too. Code, URLs, raw
    /// HTML and text that is marked to stay (`<span lang="…">`, `<span translate="no">`) stay as they are.
    pub fn convert(&self, convert: &dyn Fn(&str) -> Aligned) -> Converted {
        self.in_variant(&Variant { tags: &[], convert: Some(convert) })
    }

    /// The body as a variant of Chinese has it: what the text says of itself
    /// (`<span data-zh-hant="…">`) as it says, the rest rewritten as by [`Body::convert`].
    pub fn in_variant(&self, variant: &Variant<'_>) -> Converted {
        convert::convert(self, variant)
    }

    /// A range of the plain text as [`Body::in_variant`] has it. Only the prose around it is rewritten.
    pub fn excerpt_in(&self, variant: &Variant<'_>, plain_range: Range<usize>) -> String {
        convert::excerpt(self, variant, plain_range)
    }

    /// Whether the text says anywhere of itself what it is in a variant of Chinese.
    pub fn has_variants(&self) -> bool {
        !self.variants.is_empty()
    }

    /// The headings in order. Levels are shifted by one when the text holds a level 1.
    pub fn headings(&self) -> Vec<Heading> {
        let shift = self.level_shift();
        let place = |(index, place): (usize, &HeadingPlace)| Heading {
            level: (place.level + shift).min(6),
            text: self.plain[place.plain.clone()].to_owned(),
            id: format!("s-{}", index + 1),
            plain: place.plain.clone(),
        };
        self.headings.iter().enumerate().map(place).collect()
    }

    /// The plain text of the first paragraph that has any.
    pub fn first_paragraph(&self) -> Option<&str> {
        self.first_paragraph.clone().and_then(|range| self.plain.get(range))
    }

    /// The stretches of [`Body::plain`] that conversion may rewrite: no code, no text whose language
    /// is declared.
    pub fn prose_ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let items = self.texts.iter().map(|&index| &self.items[index]);
        items.filter(|item| item.kind == Kind::Prose).map(|item| item.plain.clone())
    }

    /// The targets of links and images as written in Markdown, each with its offset in the source.
    pub fn targets(&self) -> impl Iterator<Item = (&str, usize)> {
        self.items.iter().filter_map(|item| match &item.event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some((&**dest_url, item.source.start))
            }
            _ => None,
        })
    }

    /// The HTML of the body. Safe: raw HTML is cut down to a list of tags, URLs to a list of schemes.
    pub fn html(&self, options: &HtmlOptions<'_>) -> String {
        html::render(self, options)
    }

    /// How much heading levels move so that none is level 1.
    pub(super) fn level_shift(&self) -> u8 {
        u8::from(self.headings.iter().any(|heading| heading.level == 1))
    }
}

/// The offset, or the nearest character boundary before it.
pub(super) fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(source: &str) -> Body {
        Body::parse(source).unwrap()
    }

    #[test]
    fn the_plain_text_has_a_line_for_each_block() {
        let source = "# 标题\n\n第一段**“粗”**体\n续行\n\n- 甲\n- 乙\n\n| 列 | 二 |\n|---|---|\n| 1 | 2 |\n\n```\na\nb\n```\n\n尾<b>巴</b>";
        assert_eq!(body(source).plain(), "标题\n第一段“粗”体续行\n甲\n乙\n列\n二\n1\n2\na\nb\n尾巴");
    }

    #[test]
    fn every_offset_of_the_plain_text_leads_to_its_source() {
        let source = "共**“跑分”**嫌疑人\n7790 `代码`人&amp;后";
        let body = body(source);
        for word in ["共", "跑分", "嫌疑人", "7790", "代码", "人&", "后"] {
            let plain = body.plain().find(word).unwrap();
            let first = &word[..word.chars().next().unwrap().len_utf8()];
            assert!(source[body.source_offset(plain)..].starts_with(first), "{word}");
        }
        assert!(body.source_offset(usize::MAX) <= source.len());
    }

    #[test]
    fn a_quote_is_found_over_markup_and_line_breaks_but_not_over_blocks() {
        let body = body("抓获犯罪嫌疑人**7790余**\n人。\n\n返还2.45亿元");
        let found = |quote: &str| body.find(quote).map(|range| &body.plain()[range]);
        assert_eq!(found("嫌疑人7790余人"), Some("嫌疑人7790余人"));
        assert_eq!(found("嫌疑人**7790余**人"), Some("嫌疑人7790余人"));
        assert_eq!(found("抓获犯罪嫌疑人7790余名"), None);
        assert_eq!(found("人。返还"), None);
        assert_eq!(found("人。\n返还"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn headings_move_down_only_when_one_is_of_the_first_level() {
        let levels =
            |source: &str| body(source).headings().iter().map(|heading| heading.level).collect::<Vec<_>>();
        assert_eq!(levels("# 一\n\n## 二\n\n###### 六"), [2, 3, 6]);
        assert_eq!(levels("## 二\n\n### 三"), [2, 3]);
        assert_eq!(body("## 甲*乙*\n\n## 丙").headings()[1].id, "s-2");
        assert_eq!(body("## 甲*乙*").headings()[0].text, "甲乙");
    }

    #[test]
    fn the_first_paragraph_is_neither_heading_nor_image() {
        assert_eq!(body("# 题\n\n![图](a.png)\n\n首**段**\n\n二").first_paragraph(), Some("首段"));
        assert_eq!(body("# 题").first_paragraph(), None);
    }

    #[test]
    fn a_source_with_the_reserved_character_is_refused() {
        assert_eq!(Body::parse("ab\u{2005}").err(), Some(MarkdownError::ReservedCharacter { offset: 2 }));
        assert!(!body("a&emsp14;b").plain().contains('\u{2005}'));
    }

    #[test]
    fn prose_leaves_out_code_and_words_in_another_language() {
        let body = body("见**粗**体`代码`和<span lang=\"zh-Hant\">後來</span>尾\n\n```\n块\n```");
        let prose: String = body.prose_ranges().map(|range| &body.plain()[range]).collect();
        assert_eq!(prose, "见粗体和尾");
    }

    #[test]
    fn targets_are_told_with_their_places() {
        let body = body("见[甲](/a/)和![乙](b.png)");
        assert_eq!(body.targets().collect::<Vec<_>>(), [("/a/", 3), ("b.png", 16)]);
    }
}
