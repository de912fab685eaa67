//! Finds a quote in the text of a body.
//!
//! A quote in, a range of the plain text out. Forgives what markup alone puts in or takes away:
//! delimiters in the quote, and the space of a line break beside a wide character. Anything else
//! has to be equal.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::Event;

use super::body::Body;
use super::east_asian::{is_shared_mark, is_wide};

/// Where the quote first stands, within one line of the plain text.
pub(super) fn find(body: &Body, quote: &str) -> Option<Range<usize>> {
    if let Some(range) = find_text(body, quote) {
        return Some(range);
    }
    if !quote.contains(['*', '~', '`', '[', '<', '&', '\\', '\n', '_']) {
        return None;
    }
    let parsed = Body::parse(quote).ok()?;
    find_text(body, parsed.plain())
}

fn find_text(body: &Body, quote: &str) -> Option<Range<usize>> {
    if quote.is_empty() || quote.contains('\n') {
        return None;
    }
    match memmem::find(body.plain().as_bytes(), quote.as_bytes()) {
        Some(start) => Some(start..start + quote.len()),
        None => find_over_line_breaks(body, quote),
    }
}

/// Looks for the quote in the text without the spaces that line breaks beside wide characters left.
fn find_over_line_breaks(body: &Body, quote: &str) -> Option<Range<usize>> {
    let plain = body.plain();
    let breaks = body.texts.iter().map(|&text| &body.items[text]);
    let spaces: Vec<usize> = breaks
        .filter(|item| matches!(item.event, Event::SoftBreak | Event::HardBreak))
        .map(|item| item.plain.start)
        .filter(|&start| is_beside_wide(plain, start))
        .collect();
    if spaces.is_empty() {
        return None;
    }
    let mut joined = String::with_capacity(plain.len());
    let mut copied = 0;
    for &space in &spaces {
        joined.push_str(&plain[copied..space]);
        copied = space + 1;
    }
    joined.push_str(&plain[copied..]);
    let start = joined.find(quote)?;
    let end = start + quote.len();
    // The i-th space stands i bytes further on in the plain text than in the joined one.
    let before = |offset: usize, at_border: bool| {
        let stands_before = |(index, space): (usize, &usize)| {
            let joint = space - index;
            joint < offset || (at_border && joint == offset)
        };
        spaces.iter().enumerate().take_while(|&entry| stands_before(entry)).count()
    };
    Some(start + before(start, true)..end + before(end, false))
}

fn is_beside_wide(plain: &str, space: usize) -> bool {
    let is_chinese = |character: char| is_wide(character) || is_shared_mark(character);
    plain[..space].chars().next_back().is_some_and(is_chinese)
        || plain[space + 1..].chars().next().is_some_and(is_chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, quote: &str) -> Option<String> {
        let body = Body::parse(source).unwrap();
        find(&body, quote).map(|range| body.plain()[range].to_owned())
    }

    #[test]
    fn the_space_of_a_line_break_beside_a_hanzi_may_be_missing() {
        let source = "抓获\n7790\n人，返还\n2.45亿元";
        assert_eq!(found(source, "抓获7790人").as_deref(), Some("抓获 7790 人"));
        assert_eq!(found(source, "7790人").as_deref(), Some("7790 人"));
        assert_eq!(found(source, "人，返还").as_deref(), Some("人，返还"));
        assert_eq!(found(source, "2.45亿元").as_deref(), Some("2.45亿元"));
        assert_eq!(found(source, "返还2.45").as_deref(), Some("返还 2.45"));
    }

    #[test]
    fn a_written_space_and_one_between_latin_words_must_be_there() {
        assert_eq!(found("抓获 7790人", "抓获7790人"), None);
        assert_eq!(found("online\nfraud", "onlinefraud"), None);
        assert_eq!(found("online\nfraud", "online fraud").as_deref(), Some("online fraud"));
    }
}
