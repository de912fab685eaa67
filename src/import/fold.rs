//! Text as the tables spell it: Simplified, ASCII digits and letters, no case.
//!
//! Character by character, so that the n-th character of the result stands for the n-th of the
//! text. Pages converted without regard to words (注冊, 采取) fold like any other.

use std::ops::Range;

use crate::hanzi;

/// One character, folded.
pub(super) fn character(character: char) -> char {
    match character {
        '\u{3400}'..='\u{9FFF}' => hanzi::simplified(character),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            let ascii = u32::from(character) - 0xFEE0;
            char::from_u32(ascii).unwrap_or(character).to_ascii_lowercase()
        }
        '「' | '『' | '﹁' => '“',
        '」' | '』' | '﹂' => '”',
        '\u{00A0}' | '\u{3000}' => ' ',
        other => other.to_ascii_lowercase(),
    }
}

/// A text, folded; as many characters as before.
pub(super) fn folded(text: &str) -> String {
    rewritten(text, |one| Some(character(one)))
}

/// The part of a text that bytes of the folded text stand for.
pub(super) fn unfolded<'t>(text: &'t str, folded: &str, part: Range<usize>) -> &'t str {
    let behind = |text: &'t str, count: usize| {
        let mut rest = text.chars();
        count.checked_sub(1).and_then(|last| rest.nth(last));
        rest.as_str()
    };
    let from = behind(text, folded[..part.start].chars().count());
    let rest = behind(from, folded[part].chars().count());
    from.strip_suffix(rest).unwrap_or(from)
}

/// A text folded and without blanks, for comparing with a table's wording.
pub(super) fn squeezed(text: &str) -> String {
    rewritten(text, |one| if one.is_whitespace() { None } else { Some(character(one)) })
}

/// The text with each character changed or dropped; what stays is copied in long stretches.
#[inline]
fn rewritten(text: &str, change: impl Fn(char) -> Option<char>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut taken = 0;
    for (at, one) in text.char_indices() {
        let is_hanzi = matches!(one, '\u{4E00}'..='\u{9FFF}');
        let changed = if is_hanzi { Some(hanzi::simplified(one)) } else { change(one) };
        if changed == Some(one) {
            continue;
        }
        written.push_str(text.get(taken..at).unwrap_or(""));
        written.extend(changed);
        taken = at + one.len_utf8();
    }
    written.push_str(text.get(taken..).unwrap_or(""));
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_and_both_widths_fold_to_one() {
        assert_eq!(folded("電信網絡詐騙１２ＡＰＰ「斷卡」"), "电信网络诈骗12app“断卡”");
        assert_eq!(folded("注冊 A").chars().count(), 4);
        assert_eq!(squeezed("來　 源"), "来源");
    }

    #[test]
    fn a_part_is_found_again_in_the_text() {
        let text = "１２來源：某報";
        let folded = folded(text);
        let part = |word: &str| folded.find(word).map(|at| at..at + word.len()).unwrap_or_default();
        assert_eq!(unfolded(text, &folded, part("来源")), "來源");
        assert_eq!(unfolded(text, &folded, part("12")), "１２");
        assert_eq!(unfolded(text, &folded, part("报")), "報");
        assert_eq!(unfolded(text, &folded, 2..2), "");
    }
}
