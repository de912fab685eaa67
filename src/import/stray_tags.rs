//! Tags that were left in plain text.
//!
//! A line in, the line without them out. Knows no element: what looks like a tag or a comment goes,
//! what only compares (3<5) stays.

use std::borrow::Cow;

/// Characters of the longest name of an element.
const LONGEST_NAME: usize = 16;
/// Characters of the longest list of attributes.
const LONGEST_ATTRIBUTES: usize = 300;
/// Characters of the longest comment.
const LONGEST_COMMENT: usize = 500;

/// The line without tags and comments.
pub(super) fn without_tags(line: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut taken = 0;
    for at in memchr::memchr_iter(b'<', line.as_bytes()) {
        let tag = line.get(at..).filter(|_| at >= taken);
        if let Some(length) = tag.and_then(|tag| length_of_comment(tag).or_else(|| length_of_tag(tag))) {
            kept.push_str(line.get(taken..at).unwrap_or(""));
            taken = at + length;
        }
    }
    if taken == 0 {
        return line.into();
    }
    kept.push_str(line.get(taken..).unwrap_or(""));
    kept.into()
}

/// The bytes of the comment that a text begins with.
fn length_of_comment(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("<!--")?;
    let (inside, behind) = inside.split_once('>')?;
    let inside = inside.strip_suffix("--")?;
    (inside.chars().count() <= LONGEST_COMMENT).then_some(text.len() - behind.len())
}

/// The bytes of the tag that a text begins with.
fn length_of_tag(text: &str) -> Option<usize> {
    let begun = text.strip_prefix('<')?;
    let name = begun.strip_prefix('/').unwrap_or(begun);
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let attributes = name.trim_start_matches(|next: char| next.is_ascii_alphanumeric());
    let end = attributes.find(['<', '>']).filter(|end| attributes[*end..].starts_with('>'))?;
    let inside = &attributes[..end];
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let fits = match inside.strip_prefix(char::is_whitespace) {
        Some(listed) => listed.chars().count() <= LONGEST_ATTRIBUTES,
        None => inside.is_empty(),
    };
    let named = name.len() - attributes.len() <= LONGEST_NAME;
    (named && fits).then_some(text.len() - attributes.len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_comments_go_and_comparisons_stay() {
        for (line, without) in [
            ("<li id=\"a\">甲</li> 3<5", "甲 3<5"),
            ("甲<br/>乙<br />丙", "甲乙丙"),
            ("<!-- 注 -->甲<!---->乙", "甲乙"),
            ("甲<!-->乙", "甲<!-->乙"),
            ("a<b>c<1>d", "ac<1>d"),
            ("<a/b>", "<a/b>"),
            ("<a <b>甲", "<a 甲"),
        ] {
            assert_eq!(without_tags(line), without);
        }
    }

    #[test]
    fn what_is_too_long_for_a_tag_stays() {
        for (line, stays) in [
            (format!("<{}>", "a".repeat(LONGEST_NAME)), false),
            (format!("<{}>", "a".repeat(LONGEST_NAME + 1)), true),
            (format!("<a {}/>", "b".repeat(LONGEST_ATTRIBUTES)), false),
            (format!("<a {}>", "b".repeat(LONGEST_ATTRIBUTES + 1)), true),
            (format!("<!--{}-->", "b".repeat(LONGEST_COMMENT + 1)), true),
        ] {
            assert_eq!(without_tags(&line) == line, stays, "{line}");
        }
    }
}
