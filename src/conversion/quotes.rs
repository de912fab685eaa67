//! Quotation marks of one kind as those of the other.
//!
//! A text in, the same text with the marks of a style out, as long in bytes. Touches no apostrophe
//! and no straight mark.

use crate::config::QuoteStyle;

/// The text with its quotation marks in a style; `None` where nothing changes.
pub(super) fn written(text: &str, style: QuoteStyle) -> Option<String> {
    let other: [char; 4] = match style {
        QuoteStyle::Corner => ['“', '”', '‘', '’'],
        QuoteStyle::Curly => ['「', '」', '『', '』'],
    };
    if !text.contains(other) {
        return None;
    }
    let changed = match style {
        QuoteStyle::Corner => corner(text),
        QuoteStyle::Curly => text.chars().map(curly).collect(),
    };
    (changed != text).then_some(changed)
}

fn curly(character: char) -> char {
    match character {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        other => other,
    }
}

fn corner(text: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    // Single quotation marks that are open on the line.
    let mut open = 0usize;
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        changed.push(match character {
            '“' => '「',
            '”' => '」',
            '‘' if is_elision(before, after) => character,
            '‘' => {
                open += 1;
                '『'
            }
            '’' if is_apostrophe(before, after, open > 0) => character,
            '’' => {
                open = open.saturating_sub(1);
                '』'
            }
            other => {
                open = if other == '\n' { 0 } else { open };
                other
            }
        });
        before = Some(character);
    }
    changed
}

fn is_latin(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_alphanumeric() && character < '\u{2E80}')
}

/// A mark within a word (don’t), or behind one where no quotation is open (the students’).
fn is_apostrophe(before: Option<char>, after: Option<char>, is_open: bool) -> bool {
    is_latin(before) && (is_latin(after) || !is_open)
}

/// A mark that some type for what is left out (rock ‘n’ roll): only inside a word can it be told.
fn is_elision(before: Option<char>, after: Option<char>) -> bool {
    is_latin(before) && is_latin(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner(text: &str) -> String {
        let changed = written(text, QuoteStyle::Corner).unwrap_or_else(|| text.to_owned());
        assert_eq!(changed.len(), text.len());
        changed
    }

    #[test]
    fn marks_nest_as_they_were() {
        assert_eq!(corner("他说：“甲‘乙’丙”。"), "他说：「甲『乙』丙」。");
        assert_eq!(corner("“甲‘乙“丙”’”"), "「甲『乙「丙」』」");
        assert_eq!(corner("‘断卡’"), "『断卡』");
    }

    #[test]
    fn apostrophes_stay() {
        assert_eq!(corner("“Don’t pay” 和 McDonald’s"), "「Don’t pay」 和 McDonald’s");
        assert_eq!(corner("‘Don’t’和students’ cards"), "『Don’t』和students’ cards");
        assert_eq!(written("it’s", QuoteStyle::Corner), None);
    }

    #[test]
    fn a_closing_mark_whose_opening_one_stands_elsewhere_is_one_all_the_same() {
        assert_eq!(corner("跑分’和"), "跑分』和");
    }

    #[test]
    fn corner_marks_become_curly_ones() {
        assert_eq!(written("「甲『乙』丙」", QuoteStyle::Curly).as_deref(), Some("“甲‘乙’丙”"));
        assert_eq!(written("“甲”", QuoteStyle::Curly), None);
        assert_eq!(written("it's \"x\"", QuoteStyle::Corner), None);
    }
}
