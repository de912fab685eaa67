//! Headlines whose numbers stay together with the words that follow them.
//!
//! Text in, HTML out. A line of Chinese may end after any character, and browsers know no words of it; one that ends
//! between 427 and 起 makes a reader stumble. Does not know which words are units: the first three characters after
//! a number hold the scale and the measure word of all that is counted (余万元).

use tera::{Kwargs, State, TeraResult, Value};

/// How many Chinese characters stay with the number before them.
const FOLLOWING: usize = 3;

/// Template filter `unbroken`: escapes a text and puts the last digit of each number and the Chinese characters after
/// it into `<span class="unbroken">`.
///
/// The last digit, since numbers don't break anyway, and since browsers leave the space between Chinese and a number
/// at the start of a line if an element begins there (Chromium 156).
pub fn unbroken(text: &str, _: Kwargs, state: &State) -> TeraResult<Value> {
    let mut html = String::with_capacity(text.len() + 64);
    for (piece, is_number) in pieces(text) {
        let escaped = state.escape(piece)?;
        if is_number {
            html.push_str("<span class=\"unbroken\">");
            html.push_str(&escaped);
            html.push_str("</span>");
        } else {
            html.push_str(&escaped);
        }
    }
    Ok(Value::safe_string(&html))
}

/// The text in order, each piece with whether it is the end of a number with what follows it.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let digits = rest[start..]
            .find(|character: char| !matches!(character, '0'..='9' | '.' | ','))
            .map_or(rest.len(), |length| start + length);
        let following: usize = rest[digits..]
            .chars()
            .take(FOLLOWING)
            .take_while(|character| is_han(*character))
            .map(char::len_utf8)
            .sum();
        if following > 0 {
            pieces.push((&rest[..digits - 1], false));
            pieces.push((&rest[digits - 1..digits + following], true));
        } else {
            pieces.push((&rest[..digits], false));
        }
        rest = &rest[digits + following..];
    }
    pieces.push((rest, false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Whether a character is one of the Unified Ideographs that modern Chinese is written with.
fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<&str> {
        pieces(text).into_iter().filter(|(_, is_number)| *is_number).map(|(piece, _)| piece).collect()
    }

    #[test]
    fn scale_and_measure_word_stay_with_their_number() {
        assert_eq!(numbers("追赃返还2.45亿元，移送起诉4722人"), ["5亿元", "2人"]);
        assert_eq!(numbers("罚金3300余万元"), ["0余万元"]);
    }

    #[test]
    fn what_follows_a_number_is_chinese_or_left_alone() {
        assert!(numbers("99.18%").is_empty());
        assert!(numbers("1,011 suspects").is_empty());
        assert_eq!(numbers("2025年，5 days"), ["5年"]);
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", "7", "案件427起", "a 5 b 6起c", "１２起"] {
            let whole: String = pieces(text).into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(whole, text);
        }
    }
}
