//! The words of a page that state its figures, as the draft's body has them.
//!
//! A page's paragraphs and the draft's body in, for a proposal its quote and whether words stand in the
//! body out. Judges no figure.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use memchr::memmem;

use crate::extract::Proposal;
use crate::hanzi::{Aligned, Converter};
use crate::markdown::Body;

/// A paragraph that may state figures.
pub struct Paragraph<'a> {
    original: &'a str,
    /// As the draft has it.
    text: &'a str,
    /// The same with the way back, once somebody has asked.
    aligned: OnceCell<Aligned>,
}

impl<'a> Paragraph<'a> {
    /// A paragraph with what it becomes in the draft.
    pub fn new(original: &'a str, text: &'a str) -> Self {
        Paragraph { original, text, aligned: OnceCell::new() }
    }
}

/// What quotes are looked up in.
pub struct Quotes<'a> {
    /// Makes the draft's script of the page's, where they differ.
    converter: Option<&'a Converter>,
    paragraphs: Vec<Paragraph<'a>>,
    body: Option<Body>,
    /// Where in the body the last one stood: the figures come in the order of the page.
    last: Cell<usize>,
}

/// So far in front of the last quote the next one may begin, in bytes: they overlap.
const BACK: usize = 1_024;

impl<'a> Quotes<'a> {
    /// Of a page whose draft has this Markdown body; a converter where the draft isn't in the page's script.
    pub fn new(converter: Option<&'a Converter>, paragraphs: Vec<Paragraph<'a>>, markdown: &str) -> Self {
        Quotes { converter, paragraphs, body: Body::parse(markdown).ok(), last: Cell::new(0) }
    }

    /// The quote as the body has it, which converts as a whole.
    pub fn of<'p>(&'p self, proposal: &'p Proposal) -> Cow<'p, str> {
        let Some(converter) = self.converter else { return Cow::Borrowed(&proposal.quote) };
        let quote = converter.convert(&proposal.quote);
        match self.paragraphs.get(proposal.paragraph) {
            Some(paragraph) if memmem::find(paragraph.text.as_bytes(), quote.as_bytes()).is_none() => {
                within(paragraph, &proposal.quote, converter).map_or(quote, Cow::Borrowed)
            }
            _ => quote,
        }
    }

    /// Whether the words stand in the body.
    pub fn has(&self, words: &str) -> bool {
        let Some(body) = &self.body else { return false };
        let is_plain = !words.is_empty() && !words.contains('\n');
        let from = self.last.get().saturating_sub(BACK);
        let rest = body.plain().as_bytes().get(from..).unwrap_or_default();
        let near = if is_plain { memmem::find(rest, words.as_bytes()) } else { None };
        if let Some(at) = near {
            self.last.set(from + at);
        }
        near.is_some() || body.find(words).is_some()
    }
}

/// What the first such words of a paragraph become where the whole of it is converted.
fn within<'p>(paragraph: &'p Paragraph<'_>, words: &str, converter: &Converter) -> Option<&'p str> {
    let start = paragraph.original.find(words)?;
    let end = start + words.len();
    let aligned = paragraph.aligned.get_or_init(|| converter.convert_aligned(paragraph.original));
    let mut inside = aligned.pieces.iter().filter(|piece| piece.input.start < end && piece.input.end > start);
    let first = inside.next()?;
    let last = inside.next_back().unwrap_or(first);
    aligned.text.get(first.output.start..last.output.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let markdown = format!("甲乙。\n\n{}\n\n丙\\*丁。\n", "戊".repeat(BACK));
        let quotes = Quotes::new(None, Vec::new(), &markdown);
        assert!(quotes.has("丙*丁") && quotes.has("甲乙") && quotes.has("丙*丁"));
        assert!(!quotes.has("甲丙") && !quotes.has("") && !quotes.has("甲乙。\n戊"));
    }
}
