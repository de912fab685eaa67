//! An article's parts as Markdown.

use std::borrow::Cow;

use crate::import::{Part, PartKind};

/// The texts that state figures: everything but headings.
pub fn paragraphs(parts: &[Part]) -> Vec<&str> {
    parts.iter().filter(|part| part.kind != PartKind::Heading).map(|part| part.text.as_str()).collect()
}

/// The body, of the parts' texts as it shall have them.
pub fn markdown<'t>(parts: &[Part], texts: impl Iterator<Item = &'t str>) -> String {
    let mut body = String::with_capacity(parts.iter().map(|part| part.text.len() + PART).sum());
    let mut before: Option<PartKind> = None;
    for (part, text) in parts.iter().zip(texts) {
        let text = escaped(text);
        let in_table = part.kind == PartKind::Row && before == Some(PartKind::Row);
        if before.is_some() {
            body.push_str(if in_table { "\n" } else { "\n\n" });
        }
        match part.kind {
            PartKind::Heading => body.extend(["## ", &text]),
            PartKind::Paragraph => body.push_str(&text),
            PartKind::Row => body.push_str(&row(&text, !in_table)),
        }
        before = Some(part.kind);
    }
    body.push('\n');
    body
}

/// Bytes that a part usually takes beside its text.
const PART: usize = 4;

/// A row of a table; the first one is its head.
fn row(text: &str, is_first: bool) -> String {
    let cells: Vec<&str> = text.trim().trim_matches('|').split('|').map(str::trim).collect();
    let line = format!("| {} |", cells.join(" | "));
    if is_first { format!("{line}\n|{}", " --- |".repeat(cells.len())) } else { line }
}

/// The text with a backslash before what Markdown would read as markup.
fn escaped(text: &str) -> Cow<'_, str> {
    // What opens a block of Markdown is ASCII.
    let begun = text.trim_start();
    let opens = begun.as_bytes().first().is_some_and(u8::is_ascii);
    let marker = if opens { begun.split_whitespace().next().unwrap_or_default() } else { "" };
    let numbered = marker.strip_suffix(['.', ')']).is_some_and(|digits| {
        !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let bulleted = matches!(marker, "-" | "+" | "=" | "---" | "===") || marker.starts_with(['#', '>']);
    let bytes = text.as_bytes();
    let special = memchr::memchr3(b'*', b'`', b'<', bytes).or_else(|| memchr::memchr(b'\\', bytes));
    if special.is_none() && !numbered && !bulleted {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + PART);
    if bulleted {
        safe.push('\\');
    }
    let mut taken = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escapes = match byte {
            b'*' | b'`' => true,
            b'<' => {
                text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || "/!?".contains(next))
            }
            b'\\' => text[at + 1..].starts_with(|next: char| next.is_ascii_punctuation()),
            _ => numbered && at + 1 == marker.len() && text.is_char_boundary(at),
        };
        if escapes {
            safe.push_str(&text[taken..at]);
            safe.push('\\');
            taken = at;
        }
    }
    safe.push_str(&text[taken..]);
    safe.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: PartKind, text: &str) -> Part {
        Part { kind, text: text.to_owned() }
    }

    #[test]
    fn rows_make_a_table_with_a_head() {
        let parts = [
            part(PartKind::Paragraph, "甲。"),
            part(PartKind::Row, "类型 | 占比"),
            part(PartKind::Row, "刷单 | 25%"),
        ];
        let body = markdown(&parts, parts.iter().map(|part| &*part.text));
        assert_eq!(body, "甲。\n\n| 类型 | 占比 |\n| --- | --- |\n| 刷单 | 25% |\n");
    }

    #[test]
    fn what_markdown_would_read_is_escaped() {
        for (text, safe) in [
            ("1. 刷单", "1\\. 刷单"),
            ("1.刷单", "1.刷单"),
            ("a*b", "a\\*b"),
            ("<b>", "\\<b>"),
            ("3<5", "3<5"),
            ("# 甲", "\\# 甲"),
        ] {
            assert_eq!(escaped(text), safe);
        }
    }
}
