//! Widths of characters, and what follows from them for line breaks and emphasis.
//!
//! Characters in, answers out. Holds the CSS Text rule on line breaks between wide characters and the
//! classes that emphasis beside Chinese punctuation needs. Knows nothing of Markdown.

use unicode_width::UnicodeWidthChar;

/// Punctuation that Chinese shares with Latin text; its width is ambiguous.
const SHARED_MARKS: &str = "“”‘’…—·";

/// How far a line break looks past shared marks for a character that decides.
const MARKS_PASSED: usize = 8;

/// Whether the character is East Asian Wide, Fullwidth or Halfwidth and not Hangul.
pub(super) fn is_wide(character: char) -> bool {
    if character < '\u{1100}' || is_hangul(character) {
        return false;
    }
    character.width() == Some(2) || matches!(character, '\u{FF61}'..='\u{FFDC}' | '\u{FFE8}'..='\u{FFEE}')
}

/// Whether the character is one of the marks that Chinese shares with Latin text.
pub(super) fn is_shared_mark(character: char) -> bool {
    SHARED_MARKS.contains(character)
}

/// Whether the character counts as punctuation for emphasis: neither letter, digit, space nor a
/// combining mark. Symbols count, as in CommonMark 0.31.
pub(super) fn is_punctuation(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_punctuation();
    }
    !character.is_alphanumeric() && !character.is_whitespace() && character.width().unwrap_or(0) > 0
}

/// Whether the character is a letter of a script that is written without spaces, or Hangul.
pub(super) fn is_cjk_letter(character: char) -> bool {
    (is_wide(character) || is_hangul(character)) && !is_punctuation(character)
}

/// Whether a line break between `before` and `after` leaves nothing behind.
///
/// The rule of CSS Text: it vanishes when both sides are wide and neither is Hangul. A shared mark
/// (`“`, `…`) takes the width of the wide character beside it.
pub(super) fn line_break_vanishes(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    match (is_wide(left), is_wide(right)) {
        (true, true) => true,
        (true, false) => is_shared_mark(right),
        (false, true) => is_shared_mark(left),
        (false, false) => {
            let beyond = [first_after_marks(before.chars().rev()), first_after_marks(after.chars())];
            is_shared_mark(left)
                && is_shared_mark(right)
                && beyond.iter().flatten().next().is_some()
                && beyond.into_iter().flatten().all(is_wide)
        }
    }
}

fn first_after_marks(characters: impl Iterator<Item = char>) -> Option<char> {
    characters.take(MARKS_PASSED).find(|&character| !is_shared_mark(character))
}

fn is_hangul(character: char) -> bool {
    matches!(
        character,
        '\u{1100}'..='\u{11FF}'
            | '\u{302E}'..='\u{302F}'
            | '\u{3130}'..='\u{318F}'
            | '\u{3200}'..='\u{321E}'
            | '\u{3260}'..='\u{327E}'
            | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}'
            | '\u{FFA0}'..='\u{FFDC}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_between_two_hanzi_vanishes() {
        assert!(line_break_vanishes("警方抓获", "嫌疑人"));
        assert!(line_break_vanishes("返还。", "（续）"));
    }

    #[test]
    fn a_break_beside_latin_digits_or_hangul_stays() {
        assert!(!line_break_vanishes("抓获", "7790余人"));
        assert!(!line_break_vanishes("English", "text"));
        assert!(!line_break_vanishes("한국", "어"));
        assert!(!line_break_vanishes("中", "한"));
    }

    #[test]
    fn a_shared_mark_takes_the_width_of_its_neighbour() {
        assert!(line_break_vanishes("他说", "“好”"));
        assert!(line_break_vanishes("“好”", "他说"));
        assert!(line_break_vanishes("“断卡”", "“断流”"));
        assert!(line_break_vanishes("“断流”", "……"));
        assert!(!line_break_vanishes("he said “yes”", "“no” she said"));
    }

    #[test]
    fn symbols_are_punctuation_and_combining_marks_are_not() {
        for character in ['¥', '😀', '“', '。', '*', '～'] {
            assert!(is_punctuation(character), "{character}");
        }
        for character in ['断', 'a', '7', ' ', '\u{3000}', '\u{FE0F}', '\u{301}'] {
            assert!(!is_punctuation(character), "{character:?}");
        }
    }
}
