//! Rewrites the prose of a body and keeps track of where everything went.
//!
//! A body and a conversion of text in; a new body and a map between the plain texts out. Prose is
//! joined across inline markup before it is converted, since phrases cross it, and split again at
//! the borders of pieces. Never touches code, URLs, raw HTML or text in a declared language.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::body::{Body, HeadingPlace, Item, Kind};
use super::pieces::{Pieces, same_lengths};
use crate::hanzi::Aligned;

/// A converted body and the way back to the text it was made from.
#[derive(Clone, Debug)]
pub struct Converted {
    /// The body in the other script; its source offsets are those of the original.
    pub body: Body,
    alignment: Alignment,
}

impl Converted {
    /// The range of the converted plain text for one of the original plain text.
    ///
    /// A range that cuts through a phrase whose length changed is widened to the whole phrase.
    pub fn map(&self, plain_range: Range<usize>) -> Range<usize> {
        let start = self.alignment.floor(plain_range.start);
        start..self.alignment.ceiling(plain_range.end).max(start)
    }
}

/// Stretches of the two plain texts that correspond; ascending and without gaps.
#[derive(Clone, Debug, Default)]
struct Alignment {
    stretches: Vec<Stretch>,
}

#[derive(Clone, Debug)]
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
    /// Whether offsets within correspond one to one.
    linear: bool,
}

impl Alignment {
    fn push(&mut self, old: Range<usize>, new: Range<usize>, linear: bool) {
        match self.stretches.last_mut() {
            Some(last) if last.linear && linear => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => self.stretches.push(Stretch { old, new, linear }),
        }
    }

    fn floor(&self, offset: usize) -> usize {
        match self.at(offset) {
            Some(stretch) if stretch.linear => stretch.new.start + offset - stretch.old.start,
            Some(stretch) => stretch.new.start,
            None => self.end(),
        }
    }

    fn ceiling(&self, offset: usize) -> usize {
        match self.at(offset) {
            Some(stretch) if stretch.linear => stretch.new.start + offset - stretch.old.start,
            Some(stretch) if offset == stretch.old.start => stretch.new.start,
            Some(stretch) => stretch.new.end,
            None => self.end(),
        }
    }

    fn end(&self) -> usize {
        self.stretches.last().map_or(0, |last| last.new.end)
    }

    fn at(&self, offset: usize) -> Option<&Stretch> {
        let index = self.stretches.partition_point(|stretch| stretch.old.end <= offset);
        self.stretches.get(index)
    }
}

pub(super) fn convert(body: &Body, convert: &dyn Fn(&str) -> Aligned) -> Converted {
    let mut conversion = Conversion {
        old: body,
        items: body.items.clone(),
        plain: String::new(),
        alignment: Alignment::default(),
        convert,
    };
    conversion.prose();
    conversion.descriptions();
    conversion.markup();
    let Conversion { items, plain, alignment, .. } = conversion;
    let moved = |range: &Range<usize>| alignment.floor(range.start)..alignment.ceiling(range.end);
    let headings = body.headings.iter();
    let body = Body {
        items,
        texts: body.texts.clone(),
        plain,
        headings: headings
            .map(|place| HeadingPlace { level: place.level, plain: moved(&place.plain) })
            .collect(),
        first_paragraph: body.first_paragraph.as_ref().map(moved),
        has_raw_html: body.has_raw_html,
    };
    Converted { body, alignment }
}

struct Conversion<'body> {
    old: &'body Body,
    items: Vec<Item>,
    plain: String,
    alignment: Alignment,
    convert: &'body dyn Fn(&str) -> Aligned,
}

impl Conversion<'_> {
    /// Rewrites the plain text and the items that hold it.
    fn prose(&mut self) {
        let texts = &self.old.texts;
        let mut first = 0;
        while first < texts.len() {
            let item = &self.old.items[texts[first]];
            self.copy(item.plain.start);
            let mut last = first;
            if item.kind == Kind::Prose {
                while last + 1 < texts.len() && self.continues(texts[last], texts[last + 1]) {
                    last += 1;
                }
                self.rewrite(&texts[first..=last]);
            } else {
                let start = self.plain.len();
                self.copy(item.plain.end);
                self.items[texts[first]].plain = start..self.plain.len();
            }
            first = last + 1;
        }
        self.copy(self.old.plain.len());
    }

    /// Whether the prose of one item goes on in the next without anything between.
    fn continues(&self, item: usize, next: usize) -> bool {
        let (item, next) = (&self.old.items[item], &self.old.items[next]);
        next.kind == Kind::Prose && item.plain.end == next.plain.start
    }

    /// Copies the old plain text up to `end`.
    fn copy(&mut self, end: usize) {
        let start = self.alignment.stretches.last().map_or(0, |last| last.old.end);
        if start < end {
            let new_start = self.plain.len();
            self.plain.push_str(&self.old.plain[start..end]);
            self.alignment.push(start..end, new_start..self.plain.len(), true);
        }
    }

    /// Rewrites the joined text of prose items and splits the result over them.
    fn rewrite(&mut self, texts: &[usize]) {
        let (Some(&first), Some(&last)) = (texts.first(), texts.last()) else {
            return;
        };
        let start = self.old.items[first].plain.start;
        let input = &self.old.plain[start..self.old.items[last].plain.end];
        let lengths: Vec<usize> = texts.iter().map(|&text| self.old.items[text].plain.len()).collect();
        let converted = (self.convert)(input);
        let aligned = Pieces::checked(input, &converted);
        let new_start = self.plain.len();
        self.plain.push_str(aligned.text);
        for piece in &aligned.pieces {
            let old = start + piece.input.start..start + piece.input.end;
            let new = new_start + piece.output.start..new_start + piece.output.end;
            self.alignment.push(old, new, aligned.is_linear(piece));
        }
        for (&text, range) in texts.iter().zip(aligned.split(&lengths)) {
            let item = &mut self.items[text];
            let output = &aligned.text[range.clone()];
            item.exact &= same_lengths(&self.old.plain[item.plain.clone()], output);
            item.plain = new_start + range.start..new_start + range.end;
            item.event = Event::Text(CowStr::from(output.to_owned()));
        }
    }

    /// Rewrites the descriptions of images, each joined as prose is, and titles.
    fn descriptions(&mut self) {
        let mut index = 0;
        while index < self.items.len() {
            if let Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) =
                &mut self.items[index].event
                && !title.is_empty()
            {
                let converted = (self.convert)(title);
                *title = CowStr::from(Pieces::checked(title, &converted).text.to_owned());
            }
            if self.items[index].kind != Kind::Description {
                index += 1;
                continue;
            }
            let run = self.items[index..]
                .iter()
                .take_while(|item| !matches!(item.event, Event::Start(Tag::Image { .. })));
            let texts = run.take_while(|item| item.kind == Kind::Description || is_inline_tag(&item.event));
            let end = index + texts.count();
            self.description(index, end);
            index = end;
        }
    }

    fn description(&mut self, start: usize, end: usize) {
        let mut input = String::new();
        let mut lengths = Vec::new();
        let mut places = Vec::new();
        for index in start..end {
            if let (Kind::Description, Event::Text(text)) = (self.items[index].kind, &self.items[index].event)
            {
                input.push_str(text);
                lengths.push(text.len());
                places.push(index);
            }
        }
        let converted = (self.convert)(&input);
        let aligned = Pieces::checked(&input, &converted);
        for (index, range) in places.into_iter().zip(aligned.split(&lengths)) {
            self.items[index].event = Event::Text(CowStr::from(aligned.text[range].to_owned()));
        }
    }

    /// Moves the ranges of items that hold no text to where the texts beside them went.
    fn markup(&mut self) {
        let mut texts = self.old.texts.iter().copied().peekable();
        let mut here = 0;
        // Where each old end of text went; ends ascend, so a binary search finds them.
        let ends: Vec<(usize, usize)> = self
            .old
            .texts
            .iter()
            .map(|&text| (self.old.items[text].plain.end, self.items[text].plain.end))
            .collect();
        for index in 0..self.items.len() {
            if texts.peek() == Some(&index) {
                texts.next();
                here = self.items[index].plain.end;
                continue;
            }
            let old = self.old.items[index].plain.clone();
            let start = match texts.peek() {
                Some(&next) if self.old.items[next].plain.start == old.start => self.items[next].plain.start,
                _ => here,
            };
            let end = match ends.binary_search_by_key(&old.end, |end| end.0) {
                Ok(found) if !old.is_empty() => ends[found].1,
                _ => start,
            };
            self.items[index].plain = start..end.max(start);
        }
    }
}

fn is_inline_tag(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
    )
}

#[cfg(test)]
mod tests {
    use super::super::HtmlOptions;
    use super::*;
    use crate::hanzi::Piece;

    /// Converts by the longest of a few entries, one piece per match.
    fn traditional(text: &str) -> Aligned {
        let entries = [("发展", "發展"), ("头发", "頭髮"), ("鼠标器", "滑鼠"), ("发", "發"), ("后", "後")];
        let mut aligned = Aligned { text: String::new(), pieces: Vec::new() };
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let entry = entries.iter().find(|entry| text[at..].starts_with(entry.0));
            let (length, output) = match entry {
                Some(entry) => (entry.0.len(), entry.1.to_owned()),
                None => (character.len_utf8(), character.to_string()),
            };
            let start = aligned.text.len();
            aligned.text.push_str(&output);
            aligned.pieces.push(Piece { input: at..at + length, output: start..aligned.text.len() });
            at += length;
        }
        aligned
    }

    fn html(source: &str) -> String {
        Body::parse(source).unwrap().convert(&traditional).body.html(&HtmlOptions::default())
    }

    #[test]
    fn phrases_cross_markup_and_line_breaks() {
        assert_eq!(html("**发**展，头\n发，头*发*"), "<p><strong>發</strong>展，頭髮，頭<em>髮</em></p>\n");
    }

    #[test]
    fn code_urls_and_declared_languages_stay() {
        assert_eq!(
            html("`发`[发](/发/ \"后\")<span lang=\"zh-Hans\">发</span>后"),
            "<p><code>发</code><a href=\"/%E5%8F%91/\" title=\"後\">發</a><span lang=\"zh-Hans\">发</span>後</p>\n"
        );
        assert_eq!(html("```\n头发\n```"), "<pre><code>头发\n</code></pre>\n");
    }

    #[test]
    fn descriptions_of_images_are_converted() {
        assert_eq!(
            html("![**头**发](a.png \"后\")"),
            "<p><img src=\"a.png\" alt=\"頭髮\" title=\"後\" loading=\"lazy\"></p>\n"
        );
    }

    #[test]
    fn a_range_maps_to_the_converted_text_and_widens_to_a_phrase() {
        let body = Body::parse("## 头发\n\n用鼠标器**发展**后").unwrap();
        let converted = body.convert(&traditional);
        let map = |quote: &str| &converted.body.plain()[converted.map(body.find(quote).unwrap())];
        assert_eq!(converted.body.plain(), "頭髮\n用滑鼠發展後");
        assert_eq!(map("发展后"), "發展後");
        assert_eq!(map("展"), "展");
        assert_eq!(map("标"), "滑鼠");
        assert_eq!(converted.body.headings()[0].text, "頭髮");
        assert_eq!(converted.body.first_paragraph(), Some("用滑鼠發展後"));
    }

    #[test]
    fn marks_on_a_converted_body_keep_their_tags() {
        let body = Body::parse("共**发展**后").unwrap();
        let converted = body.convert(&traditional);
        let range = converted.map(body.find("共发").unwrap());
        let marks =
            [super::super::Mark { range, id: "q-1".into(), href: "#m-1".into(), label: String::new() }];
        let html = converted.body.html(&HtmlOptions { marks: &marks, ..HtmlOptions::default() });
        assert!(html.starts_with("<p><mark id=\"q-1\">共</mark><strong><mark>發<a "), "{html}");
    }
}
