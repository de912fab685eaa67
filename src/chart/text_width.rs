//! Estimates how wide a text is drawn, and breaks it into lines.
//!
//! A text in, its width in em out, on the wide side for common fonts, since
//! the reader's font is not known. Shapes no glyphs.

use unicode_width::UnicodeWidthChar;

/// Width of `text` in em: a hanzi is 1, a Latin letter about 0.6.
pub(super) fn width_in_em(text: &str) -> f64 {
    text.chars().map(character_width).sum()
}

fn character_width(character: char) -> f64 {
    match character {
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '≥' | '≈' => 1.0,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '−' | '+' => 0.95,
        'A'..='Z' => 0.75,
        '0'..='9' => 0.64,
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.36,
        _ => match character.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.64,
            Some(_) => 1.0,
        },
    }
}

/// `text` in lines of at most `limit` em, broken at spaces and between hanzi;
/// a longer word is broken where it must.
pub(super) fn wrap(text: &str, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width_in_em(&line) + width_in_em(piece.trim_end()) > limit {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        for character in piece.chars() {
            if !line.is_empty() && width_in_em(&line) + character_width(character) > limit {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            line.push(character);
        }
    }
    let last = line.trim_end();
    if !last.is_empty() || lines.is_empty() {
        lines.push(last.to_owned());
    }
    lines
}

/// Words with the spaces behind them, and hanzi each with the punctuation behind it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, character) in text.char_indices() {
        let breaks = last.is_some_and(|last| {
            (last == ' ' && character != ' ')
                || (is_hanzi(character) && !is_opening(last))
                || (is_hanzi(last) && (character.is_alphanumeric() || is_opening(character)))
        });
        if breaks && let Some(piece) = text.get(start..at) {
            pieces.push(piece);
            start = at;
        }
        last = Some(character);
    }
    pieces.extend(text.get(start..).filter(|piece| !piece.is_empty()));
    pieces
}

fn is_hanzi(character: char) -> bool {
    character.is_alphanumeric() && character.width() == Some(2)
}

fn is_opening(character: char) -> bool {
    matches!(character, '（' | '“' | '‘' | '《' | '「' | '『' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hanzi_is_an_em() {
        assert!((width_in_em("重庆") - 2.0).abs() < 1e-9);
        assert!(width_in_em("Chongqing") < 6.0);
    }

    #[test]
    fn lines_break_at_spaces_and_between_hanzi() {
        assert_eq!(wrap("first half of 2025", 7.0), ["first half", "of 2025"]);
        assert_eq!(wrap("重庆，上半年", 4.0), ["重庆，上", "半年"]);
        assert_eq!(wrap("", 4.0), [""]);
    }

    #[test]
    fn no_line_is_wider_than_the_limit() {
        for limit in [2.0, 3.5, 9.0] {
            for line in wrap("Anti-fraudoperations（打击治理）2025年 上半年 WWWW", limit) {
                assert!(width_in_em(&line) <= limit + 1e-9, "{line}");
            }
        }
    }
}
