//! A paragraph in one script and one style of punctuation, with the way back.
//!
//! A paragraph in, [`Folded`] out: Simplified character by character, variants made usual, digits
//! ASCII, punctuation full-width, blanks gone. Every byte knows the stretch of the paragraph it
//! came from. Converts no words: this text is only read, never shown.

use super::digits::arabic_digit;
use crate::hanzi::simplified;
use crate::lexicon::Wordings;
use crate::text::Span;

/// A text to read figures from.
#[derive(Debug, Clone)]
pub(super) struct Folded {
    /// The folded text.
    pub(super) text: String,
    /// For each byte of it, the stretch of the original that its character came from.
    origins: Vec<Span>,
}

impl Folded {
    /// Folds a paragraph.
    pub(super) fn new(paragraph: &str, wordings: &Wordings) -> Folded {
        let mut folded = Folded { text: String::new(), origins: Vec::new() };
        let characters: Vec<(usize, char)> = paragraph.char_indices().collect();
        let mut previous = None;
        for (index, (start, character)) in characters.iter().enumerate() {
            let following = characters.get(index + 1..).unwrap_or_default();
            let next = following.iter().map(|(_, next)| *next).find(|next| !is_blank(*next));
            let one = if is_blank(*character) {
                let glued = previous.is_none_or(is_wide) || next.is_none_or(is_wide) || *character == '\n';
                if glued { None } else { Some(' ') }
            } else if *character == ',' && !groups_thousands(previous, following) {
                Some('，')
            } else {
                Some(fold(*character, wordings))
            };
            let Some(one) = one else { continue };
            folded.text.push(one);
            let origin = Span::new(*start, start + character.len_utf8());
            folded.origins.extend(std::iter::repeat_n(origin, one.len_utf8()));
            previous = Some(one);
        }
        folded
    }

    /// The stretch of the paragraph that a stretch of the folded text came from.
    pub(super) fn origin(&self, span: Span) -> Option<Span> {
        let first = self.origins.get(span.start)?;
        let last = self.origins.get(span.end.checked_sub(1)?)?;
        Some(Span::new(first.start, last.end))
    }

    /// A stretch of the folded text; empty where there is none.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Whether a blank beside the character parts no words: Chinese, digits, punctuation.
fn is_wide(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_digit() || character.is_ascii_punctuation()
}

fn groups_thousands(previous: Option<char>, following: &[(usize, char)]) -> bool {
    let digits = following.iter().take_while(|(_, next)| next.is_ascii_digit()).take(4).count();
    previous.is_some_and(|last| last.is_ascii_digit()) && digits == 3
}

fn fold(character: char, wordings: &Wordings) -> char {
    match character {
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ if character.is_ascii() => character,
        '％' | '﹪' => '%',
        '０'..='９' => arabic_digit(character)
            .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
            .unwrap_or(character),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => wordings.usual(simplified(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn folded(text: &str) -> Folded {
        Folded::new(text, &Lexicon::embedded().wordings)
    }

    #[test]
    fn both_scripts_fold_to_one_text() {
        assert_eq!(folded("攔截詐騙電話10萬餘次,凍結帳戶").text, "拦截诈骗电话10万余次，冻结账户");
    }

    #[test]
    fn a_stretch_leads_back_to_the_paragraph() {
        let paragraph = "清理號卡 76.9 萬\n張";
        let folded = folded(paragraph);
        let found = folded.text.find("76.9万张").map(|at| Span::new(at, at + "76.9万张".len()));
        let origin = found.and_then(|span| folded.origin(span)).unwrap();
        assert_eq!(&paragraph[origin.start..origin.end], "76.9 萬\n張");
    }

    #[test]
    fn commas_between_thousands_stay() {
        assert_eq!(folded("1,164宗,626人, 30").text, "1,164宗，626人，30");
    }
}
