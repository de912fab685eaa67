//! Rewrites the prose of a body and keeps track of where everything went.
//!
//! A body and a conversion of text in; a new body and a map between the plain texts out. Prose is
//! joined across inline markup before it is converted, since phrases cross it, and split again at
//! the borders of pieces. What a text says of itself (`<span data-zh-hant="…">`) beats conversion.
//! Never touches code, URLs, raw HTML or text that is marked to stay.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::body::{Body, HeadingPlace, Item, Kind};
use super::pieces::{Pieces, append, same_lengths};
use crate::hanzi::Aligned;

/// A variant of Chinese that a body is wanted in.
#[derive(Clone, Copy)]
pub struct Variant<'a> {
    /// The tags by which a text may name the variant, in lower case, the strongest first:
    /// `zh-hant-hk`, `zh-hant`.
    pub tags: &'a [String],
    /// What rewrites prose; `None` where it is written in the variant already.
    pub convert: Option<&'a dyn Fn(&str) -> Aligned>,
}

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

pub(super) fn convert(body: &Body, variant: &Variant<'_>) -> Converted {
    let mut conversion = Conversion::new(body, *variant, body.items.clone());
    conversion.prose(0..body.texts.len());
    conversion.copy(body.plain.len());
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
        variants: body.variants.clone(),
    };
    Converted { body, alignment }
}

/// A range of the plain text, with the prose it stands in rewritten.
pub(super) fn excerpt(body: &Body, variant: &Variant<'_>, range: Range<usize>) -> String {
    let (texts, items) = (&body.texts, &body.items);
    let mut first = texts.partition_point(|&text| items[text].plain.end <= range.start);
    let mut end = texts.partition_point(|&text| items[text].plain.start < range.end);
    if first >= end {
        return body.plain.get(range).unwrap_or_default().to_owned();
    }
    let whole = Conversion::new(body, *variant, Vec::new());
    while first > 0 && whole.continues(texts[first - 1], texts[first]) {
        first -= 1;
    }
    while end < texts.len() && whole.continues(texts[end - 1], texts[end]) {
        end += 1;
    }
    let start = items[texts[first]].plain.start.min(range.start);
    let mut conversion = Conversion { start, ..whole };
    conversion.prose(first..end);
    conversion.copy(range.end);
    let Conversion { plain, alignment, .. } = conversion;
    let start = alignment.floor(range.start);
    plain.get(start..alignment.ceiling(range.end).max(start)).unwrap_or_default().to_owned()
}

struct Conversion<'body> {
    old: &'body Body,
    variant: Variant<'body>,
    /// Where in the old plain text it begins.
    start: usize,
    /// The new items; none where only the text is wanted.
    items: Vec<Item>,
    plain: String,
    alignment: Alignment,
    /// The number of the last variants whose words were written.
    written: Option<usize>,
}

impl<'body> Conversion<'body> {
    fn new(old: &'body Body, variant: Variant<'body>, items: Vec<Item>) -> Conversion<'body> {
        Conversion {
            old,
            variant,
            start: 0,
            items,
            plain: String::new(),
            alignment: Alignment::default(),
            written: None,
        }
    }

    /// Rewrites the plain text and the items that hold it, those with these numbers among the texts.
    fn prose(&mut self, numbers: Range<usize>) {
        let texts = &self.old.texts;
        let mut first = numbers.start;
        while first < numbers.end {
            let item = &self.old.items[texts[first]];
            self.copy(item.plain.start);
            let mut last = first;
            if self.is_rewritten(texts[first]) {
                while last + 1 < numbers.end && self.continues(texts[last], texts[last + 1]) {
                    last += 1;
                }
                self.rewrite(&texts[first..=last]);
            } else {
                let start = self.plain.len();
                self.copy(item.plain.end);
                if let Some(item) = self.items.get_mut(texts[first]) {
                    item.plain = start..self.plain.len();
                }
            }
            first = last + 1;
        }
    }

    fn is_rewritten(&self, item: usize) -> bool {
        let is_prose = self.old.items[item].kind == Kind::Prose;
        (is_prose && self.variant.convert.is_some()) || self.rendering(item).is_some()
    }

    /// Whether what is rewritten of one item goes on in the next without anything between.
    fn continues(&self, item: usize, next: usize) -> bool {
        let touch = self.old.items[item].plain.end == self.old.items[next].plain.start;
        touch && self.is_rewritten(item) && self.is_rewritten(next)
    }

    /// What the text itself says it is in the variant: the number of the words, and the words.
    fn rendering(&self, item: usize) -> Option<(usize, &'body str)> {
        let number = self.old.items[item].variant?;
        let renderings = self.old.variants.get(number)?;
        let of_tag = |tag: &String| renderings.iter().find(|(known, _)| known == tag);
        self.variant.tags.iter().find_map(of_tag).map(|(_, words)| (number, words.as_str()))
    }

    /// Copies the old plain text up to `end`.
    fn copy(&mut self, end: usize) {
        let start = self.alignment.stretches.last().map_or(self.start, |last| last.old.end);
        if start < end {
            let new_start = self.plain.len();
            self.plain.push_str(&self.old.plain[start..end]);
            self.alignment.push(start..end, new_start..self.plain.len(), true);
        }
    }

    /// The joined text of items, rewritten: each stretch of prose, and each that the text itself tells.
    fn rewritten(&mut self, texts: &[usize]) -> Aligned {
        let mut whole = Aligned { text: String::new(), pieces: Vec::new() };
        let mut written = self.written;
        let number = |text: usize| self.rendering(text).map(|found| found.0);
        for stretch in texts.chunk_by(|&one, &other| number(one) == number(other)) {
            let (Some(&first), Some(&last)) = (stretch.first(), stretch.last()) else {
                continue;
            };
            let input = &self.old.plain[self.old.items[first].plain.start..self.old.items[last].plain.end];
            match (self.rendering(first), self.variant.convert) {
                (Some((number, words)), _) => {
                    // Code inside the words cuts them in two: they are written once all the same.
                    let words = if written == Some(number) { "" } else { words };
                    written = Some(number);
                    let pieces = Vec::new();
                    append(&mut whole, input, &Aligned { text: words.to_owned(), pieces });
                }
                (None, Some(convert)) => append(&mut whole, input, &convert(input)),
                (None, None) => {}
            }
        }
        self.written = written;
        whole
    }

    /// Rewrites the joined text of items and splits the result over them.
    fn rewrite(&mut self, texts: &[usize]) {
        let (Some(&first), Some(&last)) = (texts.first(), texts.last()) else {
            return;
        };
        let start = self.old.items[first].plain.start;
        let input = &self.old.plain[start..self.old.items[last].plain.end];
        let lengths: Vec<usize> = texts.iter().map(|&text| self.old.items[text].plain.len()).collect();
        let converted = self.rewritten(texts);
        let aligned = Pieces::checked(input, &converted);
        let new_start = self.plain.len();
        self.plain.push_str(aligned.text);
        for piece in &aligned.pieces {
            let old = start + piece.input.start..start + piece.input.end;
            let new = new_start + piece.output.start..new_start + piece.output.end;
            self.alignment.push(old, new, aligned.is_linear(piece));
        }
        for (&text, range) in texts.iter().zip(aligned.split(&lengths)) {
            let Some(item) = self.items.get_mut(text) else {
                return;
            };
            let output = &aligned.text[range.clone()];
            item.exact &= same_lengths(&self.old.plain[item.plain.clone()], output);
            item.plain = new_start + range.start..new_start + range.end;
            item.event = Event::Text(CowStr::from(output.to_owned()));
        }
    }

    /// Rewrites the descriptions of images, each joined as prose is, and titles.
    fn descriptions(&mut self) {
        let Some(convert) = self.variant.convert else {
            return;
        };
        let mut index = 0;
        while index < self.items.len() {
            if let Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) =
                &mut self.items[index].event
                && !title.is_empty()
            {
                let converted = convert(title);
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
            self.description(convert, index..end);
            index = end;
        }
    }

    fn description(&mut self, convert: &dyn Fn(&str) -> Aligned, range: Range<usize>) {
        let mut input = String::new();
        let mut lengths = Vec::new();
        let mut places = Vec::new();
        for index in range {
            if let (Kind::Description, Event::Text(text)) = (self.items[index].kind, &self.items[index].event)
            {
                input.push_str(text);
                lengths.push(text.len());
                places.push(index);
            }
        }
        let converted = convert(&input);
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

    const VARIANTS: &str = "共<span data-zh-hant=\"髮展\" data-zh-hant-hk=\"\">**发**展</span>后`后`";

    fn in_variant(source: &str, tags: &[&str], convert: bool) -> Converted {
        let tags: Vec<String> = tags.iter().map(|&tag| tag.to_owned()).collect();
        let convert = convert.then_some(&traditional as &dyn Fn(&str) -> Aligned);
        Body::parse(source).unwrap().in_variant(&Variant { tags: &tags, convert })
    }

    #[test]
    fn a_text_says_itself_what_it_is_in_a_variant() {
        let html =
            |tags: &[&str], convert| in_variant(VARIANTS, tags, convert).body.html(&HtmlOptions::default());
        let code = "<code>后</code></p>\n";
        assert_eq!(html(&["zh-hant"], true), format!("<p>共<strong>髮</strong>展後{code}"));
        assert_eq!(html(&["zh-hant-hk", "zh-hant"], true), format!("<p>共<strong></strong>後{code}"));
        assert_eq!(html(&["zh-hans"], false), format!("<p>共<strong>发</strong>展后{code}"));
        assert_eq!(html(&["zh-hant"], false), format!("<p>共<strong>髮</strong>展后{code}"));
        assert_eq!(html(&[], true), format!("<p>共<strong>發</strong>展後{code}"));
    }

    #[test]
    fn ranges_map_over_words_that_the_text_tells() {
        let body = Body::parse(VARIANTS).unwrap();
        let converted = in_variant(VARIANTS, &["zh-hant"], true);
        let map = |quote: &str| &converted.body.plain()[converted.map(body.find(quote).unwrap())];
        assert_eq!((map("共发展"), map("展后")), ("共髮展", "展後"));
        let hidden = in_variant(VARIANTS, &["zh-hant-hk"], true);
        assert!(hidden.map(body.find("发展").unwrap()).is_empty());
        assert_eq!(hidden.body.plain(), "共後后");
    }

    #[test]
    fn an_excerpt_is_what_the_whole_has_there() {
        let source = "头\n发*头*发\n\n`后`鼠标**器后**\n\n<span data-zh-hant=\"\">头</span>后";
        let body = Body::parse(source).unwrap();
        let tags = ["zh-hant".to_owned()];
        let variant = Variant { tags: &tags, convert: Some(&traditional) };
        let converted = body.in_variant(&variant);
        let cuts: Vec<usize> =
            (0..=body.plain().len()).filter(|&cut| body.plain().is_char_boundary(cut)).collect();
        for (number, &start) in cuts.iter().enumerate() {
            for &end in &cuts[number + 1..] {
                let whole = &converted.body.plain()[converted.map(start..end)];
                assert_eq!(body.excerpt_in(&variant, start..end), whole, "{start}..{end}");
            }
        }
    }

    #[test]
    fn words_around_code_are_written_once() {
        let converted = in_variant("<span data-zh-hant=\"甲\">头`x`发</span>", &["zh-hant"], true);
        assert_eq!(converted.body.plain(), "甲");
        let converted = in_variant("<span data-zh-hant=\"甲\">头<b>发</b></span>发", &["zh-hant"], true);
        assert_eq!(converted.body.plain(), "甲發");
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
