//! Puts the texts of a converted body into the Markdown that the body was read from.
//!
//! A source and its body before and after conversion in, a source out that differs in those texts
//! alone. Converts nothing itself.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::body::{Body, Item};

impl Body {
    /// The source with the texts of `converted`, which was made from this body.
    pub fn rewritten_source(&self, source: &str, converted: &Body) -> String {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for (old, new) in self.items.iter().zip(&converted.items) {
            edits.extend(text_edit(source, old, new));
            edits.extend(title_edit(source, old, new));
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(source.len());
        let mut end = 0;
        for (range, rendering) in edits.into_iter().filter(|(range, _)| range.end <= source.len()) {
            if range.start >= end {
                text.push_str(&source[end..range.start]);
                text.push_str(&rendering);
                end = range.end;
            }
        }
        text + &source[end..]
    }
}

fn text_edit(source: &str, old: &Item, new: &Item) -> Option<(Range<usize>, String)> {
    let (Event::Text(before), Event::Text(after)) = (&old.event, &new.event) else { return None };
    if before == after {
        return None;
    }
    let written = source.get(old.source.clone())?;
    Some((old.source.clone(), rewritten(written, before, after)))
}

/// The title of a link or image: the last place between its brackets where it stands.
fn title_edit(source: &str, old: &Item, new: &Item) -> Option<(Range<usize>, String)> {
    let (Some(before), Some(after)) = (title(&old.event), title(&new.event)) else { return None };
    if before == after {
        return None;
    }
    let start = old.source.start + source.get(old.source.clone())?.rfind(before)?;
    Some((start..start + before.len(), after.to_owned()))
}

fn title<'a>(event: &'a Event<'_>) -> Option<&'a str> {
    match event {
        Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => Some(title),
        _ => None,
    }
}

/// Text as it is written, with the characters of `before` exchanged for those of `after`: escapes and
/// references between them stay. Where the lengths differ, the new text.
fn rewritten(written: &str, before: &str, after: &str) -> String {
    if written == before || before.chars().count() != after.chars().count() {
        return after.to_owned();
    }
    let mut pairs = before.chars().zip(after.chars()).peekable();
    let exchanged = written.chars().map(|character| match pairs.next_if(|pair| pair.0 == character) {
        Some((_, new)) => new,
        None => character,
    });
    exchanged.collect()
}

#[cfg(test)]
mod tests {
    use super::super::Variant;
    use super::*;
    use crate::hanzi::{Converter, Glossary, Profile};

    fn converted(source: &str) -> String {
        let converter = Converter::new(Profile::S2tw, &Glossary::default());
        let body = Body::parse(source).unwrap();
        let convert = |text: &str| converter.convert_aligned(text);
        let converted = body.in_variant(&Variant { tags: &[], convert: Some(&convert) });
        body.rewritten_source(source, &converted.body)
    }

    #[test]
    fn texts_are_converted_and_markup_stays() {
        let source = "# 头*发*\n\n- [发布](/发/ \"发布会\")`发`\n- ![头发](发.png)\n\n> 后\\*面&amp;发\n\n```\n发\n```\n<!-- 发 -->\n";
        let wanted = "# 頭*髮*\n\n- [發佈](/发/ \"發佈會\")`发`\n- ![頭髮](发.png)\n\n> 後\\*面&amp;發\n\n```\n发\n```\n<!-- 发 -->\n";
        assert_eq!(converted(source), wanted);
    }

    #[test]
    fn line_breaks_of_the_source_stay() {
        assert_eq!(converted("头\n发，\r\n发\n"), "頭\n髮，\r\n發\n");
    }
}
