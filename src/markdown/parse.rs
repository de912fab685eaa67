//! Markdown source → `Body`.
//!
//! Puts sentinels into a copy of the source, parses it once, takes them out of every event again and
//! maps all offsets back. Cuts raw HTML into tags and text, so that text stays text. Renders nothing.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::SENTINEL;
use super::body::{Body, HeadingPlace, Kind, MarkdownError};
use super::emphasis::sentinel_places;
use super::plain::PlainBuilder;
use super::raw_html::{self, Token};
use super::raw_tags::{Languages, RawTag};

const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

pub(super) fn parse(source: &str) -> Result<Body, MarkdownError> {
    if let Some(offset) = source.find(SENTINEL) {
        return Err(MarkdownError::ReservedCharacter { offset });
    }
    let places = sentinel_places(source, OPTIONS);
    let prepared = with_sentinels(source, &places);
    let mut reader = Reader::new(source, places);
    for (event, range) in Parser::new_ext(&prepared, OPTIONS).into_offset_iter() {
        let range = reader.source_range(range);
        reader.read(event, range);
    }
    Ok(reader.finish())
}

fn with_sentinels<'source>(source: &'source str, places: &[usize]) -> Cow<'source, str> {
    if places.is_empty() {
        return Cow::Borrowed(source);
    }
    let mut prepared = String::with_capacity(source.len() + places.len() * SENTINEL.len_utf8());
    let mut copied = 0;
    for &place in places {
        prepared.push_str(&source[copied..place]);
        prepared.push(SENTINEL);
        copied = place;
    }
    prepared.push_str(&source[copied..]);
    Cow::Owned(prepared)
}

/// How many raw elements may be open at once: the sanitiser's time grows with the square of it.
const RAW_DEPTH: isize = 4000;

/// Without sentinels: those put in, and those an entity (`&emsp14;`) would make.
fn clean(text: &str) -> CowStr<'static> {
    if text.contains(SENTINEL) {
        CowStr::from(text.replace(SENTINEL, ""))
    } else {
        CowStr::from(text.to_owned())
    }
}

struct Reader<'source> {
    source: &'source str,
    places: Vec<usize>,
    builder: PlainBuilder,
    headings: Vec<HeadingPlace>,
    first_paragraph: Option<Range<usize>>,
    has_raw_html: bool,
    languages: Languages,
    raw_depth: isize,
    in_code: bool,
    /// How many images are open; what is inside them is description.
    images: usize,
    /// The raw HTML block that is being gathered, with where each part of it stands.
    html: Option<HtmlBlock>,
}

#[derive(Default)]
struct HtmlBlock {
    text: String,
    /// Offsets in `text` and in the source of each part.
    parts: Vec<(usize, usize)>,
}

impl HtmlBlock {
    fn source_offset(&self, offset: usize) -> usize {
        let after = self.parts.partition_point(|part| part.0 <= offset);
        after.checked_sub(1).map_or(0, |index| self.parts[index].1 + offset - self.parts[index].0)
    }
}

impl<'source> Reader<'source> {
    fn new(source: &'source str, places: Vec<usize>) -> Reader<'source> {
        Reader {
            source,
            places,
            builder: PlainBuilder::default(),
            headings: Vec::new(),
            first_paragraph: None,
            has_raw_html: false,
            languages: Languages::default(),
            raw_depth: 0,
            in_code: false,
            images: 0,
            html: None,
        }
    }

    /// A range of the prepared text as one of the source.
    fn source_range(&self, range: Range<usize>) -> Range<usize> {
        if self.places.is_empty() {
            return range;
        }
        self.source_offset(range.start)..self.source_offset(range.end)
    }

    fn source_offset(&self, offset: usize) -> usize {
        let width = SENTINEL.len_utf8();
        let (mut low, mut high) = (0, self.places.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.places[middle] + (middle + 1) * width <= offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        offset - low * width
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(block) = &mut self.html {
            match event {
                Event::Html(text) | Event::Text(text) => {
                    block.parts.push((block.text.len(), range.start));
                    block.text.push_str(&clean(&text));
                }
                _ => self.end_html_block(),
            }
            return;
        }
        match event {
            Event::Text(text) if self.in_code => self.read_code_line(&clean(&text), range),
            Event::Text(text) => self.read_text(clean(&text), range),
            Event::Code(text) => self.read_code_span(clean(&text), range),
            Event::InlineHtml(text) => self.read_raw_html(&clean(&text), false, |_| range.start),
            Event::SoftBreak | Event::HardBreak if self.images > 0 => {
                self.builder.description(" ".to_owned(), range);
            }
            Event::SoftBreak => self.builder.line_break(Event::SoftBreak, range),
            Event::HardBreak => self.builder.line_break(Event::HardBreak, range),
            Event::Rule => self.builder.block(Event::Rule, range),
            Event::Start(Tag::HtmlBlock) => self.html = Some(HtmlBlock::default()),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            _ => {}
        }
    }

    fn read_text(&mut self, text: CowStr<'static>, range: Range<usize>) {
        if self.images > 0 {
            return self.builder.description(text.into_string(), range);
        }
        if self.languages.is_reading() {
            return self.builder.markup(Event::Text(text), range);
        }
        let exact = self.source.get(range.clone()) == Some(&*text);
        let kind = if self.languages.keeps_text() { Kind::Verbatim } else { Kind::Prose };
        let copy = text.clone();
        self.builder.text(Event::Text(text), &copy, range, kind, exact);
    }

    fn read_code_span(&mut self, text: CowStr<'static>, range: Range<usize>) {
        if self.images > 0 {
            return self.builder.description(text.into_string(), range);
        }
        // The text stands between back-ticks, so that its place has to be looked for.
        let within = self.source.get(range.clone()).and_then(|source| source.find(&*text));
        let (range, exact) = match within {
            Some(offset) => (range.start + offset..range.start + offset + text.len(), true),
            None => (range, false),
        };
        let copy = text.clone();
        self.builder.text(Event::Code(text), &copy, range, Kind::Verbatim, exact);
    }

    /// Code keeps its line ends on the page; the plain text has them between lines only.
    fn read_code_line(&mut self, text: &str, range: Range<usize>) {
        let line = text.strip_suffix('\n').unwrap_or(text);
        let exact = self.source.get(range.start..range.start + line.len()) == Some(line);
        let end = range.end;
        self.builder.text(Event::Text(CowStr::from(line.to_owned())), line, range, Kind::Verbatim, exact);
        if line.len() < text.len() {
            self.builder.block(Event::Text(CowStr::Borrowed("\n")), end..end);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match &tag {
            Tag::Strikethrough if !self.is_double(&range) => {
                return self.read_text(CowStr::Borrowed("~"), range.start..range.start + 1);
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {
                return self.builder.markup(Event::Start(cleaned(tag)), range);
            }
            Tag::Image { .. } => {
                self.images += 1;
                self.builder.before_object();
                return self.builder.markup(Event::Start(cleaned(tag)), range);
            }
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::Heading { .. } | Tag::Paragraph => self.builder.begin_block(),
            _ => {}
        }
        self.end_block();
        self.builder.block(Event::Start(cleaned(tag)), range);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strikethrough if !self.is_double(&range) => {
                let end = range.end;
                return self.read_text(CowStr::Borrowed("~"), end.saturating_sub(1)..end);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                return self.builder.markup(Event::End(tag), range);
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                return self.builder.markup(Event::End(tag), range);
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Heading(level) => {
                let here = self.builder.plain.len();
                let plain = self.builder.block_range().unwrap_or(here..here);
                self.headings.push(HeadingPlace { level: level as u8, plain });
            }
            TagEnd::Paragraph if self.first_paragraph.is_none() => {
                self.first_paragraph = self.builder.block_range();
            }
            _ => {}
        }
        self.end_block();
        self.builder.block(Event::End(tag), range);
    }

    /// Whether strikethrough is written with two tildes; one is a range mark in Chinese (`3~5年`).
    fn is_double(&self, range: &Range<usize>) -> bool {
        self.source.get(range.clone()).is_some_and(|text| text.starts_with("~~"))
    }

    fn end_html_block(&mut self) {
        let Some(block) = self.html.take() else {
            return;
        };
        self.end_block();
        self.builder.end_line();
        self.read_raw_html(&block.text, true, |offset| block.source_offset(offset));
        self.builder.end_line();
    }

    fn read_raw_html(&mut self, html: &str, is_block: bool, source_offset: impl Fn(usize) -> usize) {
        if self.images > 0 {
            return;
        }
        for token in raw_html::tokens(html) {
            match token {
                Token::Tag(tag) => {
                    let start = source_offset(tag.offset);
                    self.read_raw_tag(tag, is_block, start);
                }
                Token::Text { offset, text } => {
                    let start = source_offset(offset);
                    self.read_text(CowStr::from(text.to_owned()), start..start + text.len());
                }
                Token::Entity { offset, text } => {
                    self.has_raw_html = true;
                    let start = source_offset(offset);
                    self.builder.markup(Event::Html(text.to_owned().into()), start..start);
                }
                Token::LineEnd { offset } => {
                    let start = source_offset(offset);
                    self.builder.line_break(Event::SoftBreak, start..start);
                }
            }
        }
    }

    fn read_raw_tag(&mut self, tag: RawTag, is_block: bool, start: usize) {
        let depth = self.raw_depth + tag.depth();
        if depth > RAW_DEPTH {
            return;
        }
        self.raw_depth = depth.max(0);
        let is_written = self.languages.see(&tag, is_block);
        self.builder.variant = self.languages.variant();
        if !is_written {
            return;
        }
        self.has_raw_html = true;
        let begins_line = tag.is_block();
        let event = Event::Html(tag.text.into());
        if begins_line {
            self.builder.block(event, start..start);
        } else {
            self.builder.markup(event, start..start);
        }
    }

    fn finish(mut self) -> Body {
        self.end_html_block();
        self.builder.end_line();
        self.builder.close_ranges();
        Body {
            items: self.builder.items,
            texts: self.builder.texts,
            plain: self.builder.plain,
            headings: self.headings,
            first_paragraph: self.first_paragraph,
            has_raw_html: self.has_raw_html,
            variants: self.languages.into_variants(),
        }
    }

    /// A Markdown block begins or ends.
    fn end_block(&mut self) {
        self.languages.end_block();
        self.builder.variant = self.languages.variant();
    }
}

fn cleaned(tag: Tag<'_>) -> Tag<'static> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: clean(&dest_url), title: clean(&title), id: clean(&id) }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: clean(&dest_url), title: clean(&title), id: clean(&id) }
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(clean(&info))),
        other => other.into_static(),
    }
}
