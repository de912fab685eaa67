//! An article's parts as Markdown.

use crate::import::{Part, PartKind};

/// The texts that state figures: everything but headings.
pub fn paragraphs(parts: &[Part]) -> Vec<&str> {
    parts.iter().filter(|part| part.kind != PartKind::Heading).map(|part| part.text.as_str()).collect()
}

/// The body, with `change` applied to each part's text.
pub fn markdown(parts: &[Part], change: &dyn Fn(&str) -> String) -> String {
    let mut body = String::new();
    let mut before: Option<PartKind> = None;
    for part in parts {
        let text = escaped(&change(&part.text));
        let in_table = part.kind == PartKind::Row && before == Some(PartKind::Row);
        if before.is_some() {
            body.push_str(if in_table { "\n" } else { "\n\n" });
        }
        match part.kind {
            PartKind::Heading => body.push_str(&format!("## {text}")),
            PartKind::Paragraph => body.push_str(&text),
            PartKind::Row => body.push_str(&row(&text, !in_table)),
        }
        before = Some(part.kind);
    }
    body.push('\n');
    body
}

/// A row of a table; the first one is its head.
fn row(text: &str, is_first: bool) -> String {
    let cells: Vec<&str> = text.trim().trim_matches('|').split('|').map(str::trim).collect();
    let line = format!("| {} |", cells.join(" | "));
    if is_first { format!("{line}\n|{}", " --- |".repeat(cells.len())) } else { line }
}

/// The text with a backslash before what Markdown would read as markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let marker = text.split_whitespace().next().unwrap_or_default();
    let numbered = marker.strip_suffix(['.', ')']).is_some_and(|digits| {
        !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let bulleted = matches!(marker, "-" | "+" | "=" | "---" | "===") || marker.starts_with(['#', '>']);
    if bulleted {
        safe.push('\\');
    }
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let opens_tag =
            character == '<' && next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c));
        let closes_number = numbered && at + 1 == marker.len();
        let escapes = character == '\\' && next.is_some_and(|c| c.is_ascii_punctuation());
        if opens_tag || closes_number || escapes || matches!(character, '*' | '`') {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
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
        let body = markdown(&parts, &|text| text.to_owned());
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
