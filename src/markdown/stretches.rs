//! The texts of a body that conversion rewrites, each as conversion sees it.
//!
//! A parsed body in, its stretches out with the way back to the source. Converts nothing.

use pulldown_cmark::{Event, Tag};

use super::body::{Body, Item, Kind};

/// A text that is converted in one go: prose joined across inline markup, a description, a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The text.
    pub text: String,
    parts: Vec<Part>,
}

/// Where a part of the text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    start: usize,
    source: usize,
    /// Whether the text equals the source from here on.
    exact: bool,
}

impl Stretch {
    /// The offset in the source of what stands at an offset of the text; the start of its part where
    /// the source is written differently.
    pub fn source_offset(&self, offset: usize) -> usize {
        let after = self.parts.partition_point(|part| part.start <= offset);
        let part = after.checked_sub(1).and_then(|last| self.parts.get(last));
        part.map_or(0, |part| part.source + if part.exact { offset - part.start } else { 0 })
    }
}

impl Body {
    /// Every text that is converted for a variant with these tags ([`super::Variant::tags`]), in the
    /// order of the source: what the text says itself is none of them.
    pub fn stretches(&self, tags: &[String]) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = self.prose(tags).into_iter().chain(self.descriptions()).collect();
        found.extend(self.titles());
        found.sort_by_key(|stretch| stretch.source_offset(0));
        found
    }

    fn prose(&self, tags: &[String]) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        let mut end = None;
        for item in self.texts.iter().map(|&index| &self.items[index]) {
            if item.kind != Kind::Prose || self.says_itself(item, tags) {
                end = None;
                continue;
            }
            let part = |start| Part { start, source: item.source.start, exact: item.exact };
            let text = &self.plain[item.plain.clone()];
            match found.last_mut().filter(|_| end == Some(item.plain.start)) {
                Some(last) => {
                    last.parts.push(part(last.text.len()));
                    last.text.push_str(text);
                }
                None => found.push(Stretch { text: text.to_owned(), parts: vec![part(0)] }),
            }
            end = Some(item.plain.end);
        }
        found
    }

    /// Whether the text says itself what it is in the variant.
    fn says_itself(&self, item: &Item, tags: &[String]) -> bool {
        let renderings = item.variant.and_then(|number| self.variants.get(number));
        renderings.is_some_and(|renderings| renderings.iter().any(|(tag, _)| tags.contains(tag)))
    }

    fn descriptions(&self) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        let mut image_begins = true;
        for item in &self.items {
            match (&item.event, item.kind) {
                (Event::Start(Tag::Image { .. }), _) => image_begins = true,
                (Event::Text(text), Kind::Description) => {
                    let part = |start| Part { start, source: item.source.start, exact: item.exact };
                    match found.last_mut().filter(|_| !image_begins) {
                        Some(last) => {
                            last.parts.push(part(last.text.len()));
                            last.text.push_str(text);
                        }
                        None => found.push(Stretch { text: text.to_string(), parts: vec![part(0)] }),
                    }
                    image_begins = false;
                }
                _ => {}
            }
        }
        found
    }

    fn titles(&self) -> impl Iterator<Item = Stretch> {
        self.items.iter().filter_map(|item| match &item.event {
            Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) if !title.is_empty() => {
                let part = Part { start: 0, source: item.source.start, exact: false };
                Some(Stretch { text: title.to_string(), parts: vec![part] })
            }
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::super::Variant;
    use super::*;
    use crate::hanzi::Aligned;

    const SOURCE: &str = "# 题\n\n**发**展，头\n发`代码`后\n\n![图*里*](a.png \"题名\")\n\n<span lang=\"ja\">発</span>尾&amp;巴，<span data-zh-hant=\"髮\">发</span>\n";

    #[test]
    fn they_are_what_conversion_sees() {
        let body = Body::parse(SOURCE).unwrap();
        let seen = RefCell::new(Vec::new());
        let convert = |text: &str| {
            seen.borrow_mut().push(text.to_owned());
            Aligned { text: text.to_owned(), pieces: Vec::new() }
        };
        let tags = ["zh-hant".to_owned()];
        body.in_variant(&Variant { tags: &tags, convert: Some(&convert) });
        let mut seen = seen.into_inner();
        let mut found: Vec<String> = body.stretches(&tags).into_iter().map(|stretch| stretch.text).collect();
        seen.sort();
        found.sort();
        assert_eq!(found, seen);
    }

    #[test]
    fn each_character_leads_to_its_source() {
        let body = Body::parse(SOURCE).unwrap();
        for stretch in body.stretches(&[]) {
            for word in ["发", "展", "头", "后", "图", "里", "尾", "巴"] {
                if let Some(offset) = stretch.text.find(word) {
                    assert!(SOURCE[stretch.source_offset(offset)..].starts_with(word), "{word}");
                }
            }
        }
    }
}
