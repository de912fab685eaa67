//! A paragraph in one script and one style of punctuation, with its words and the way back.
//!
//! A paragraph in, [`Folded`] out: Simplified character by character, variants made usual, digits
//! ASCII, punctuation full-width, blanks gone. Every byte knows the character of the paragraph it
//! came from, and every word of the tables is found once. Converts no words: this text is only
//! read, never shown.

use super::digits::arabic_digit;
use crate::hanzi::simplified;
use crate::lexicon::{Found, Lexicon, RowPart, Sense, Table, Wordings};
use crate::text::Span;

/// A text to read figures from.
#[derive(Debug, Clone)]
pub(super) struct Folded<'a> {
    /// The folded text.
    pub(super) text: String,
    original: &'a str,
    /// For each byte of the text, where its character stands in the original.
    origins: Vec<usize>,
    /// The words of the tables, by where they begin.
    words: Vec<Found<'a, Sense>>,
}

/// No word of the tables is longer, in bytes; a test holds it.
const LONGEST_WORD: usize = 48;

impl<'a> Folded<'a> {
    /// Folds a paragraph; in a row of a table the words of its column's head stand in place of the
    /// mark before each cell but the first: 刷单返利类占比29.4%.
    pub(super) fn new(original: &'a str, heads: &[String], lexicon: &'a Lexicon) -> Folded<'a> {
        let wordings = &lexicon.wordings;
        let mut text = String::with_capacity(original.len());
        let mut origins = Vec::with_capacity(original.len());
        let mut previous = None;
        // A row may open with a mark, too.
        let opens = usize::from(!original.trim_start().starts_with('|'));
        let empty = String::new();
        let mut columns = std::iter::once(&empty).chain(heads.iter().skip(1)).skip(opens);
        if heads.is_empty() {
            columns.by_ref().for_each(drop);
        }
        for (start, character) in original.char_indices() {
            let following = original.get(start + character.len_utf8()..).unwrap_or("");
            let one = if is_blank(character) {
                let next = following.chars().find(|next| !is_blank(*next));
                let glued = previous.is_none_or(is_wide) || next.is_none_or(is_wide) || character == '\n';
                if glued { None } else { Some(' ') }
            } else if character == '，' && groups_thousands(previous, following, is_wide_digit) {
                Some(',')
            } else if character == ',' && !groups_thousands(previous, following, |next| next.is_ascii_digit())
            {
                Some('，')
            } else {
                Some(fold(character, wordings))
            };
            let Some(one) = one else { continue };
            if one == '|'
                && let Some(head) = columns.next()
            {
                let head: String = head.chars().map(|one| fold(one, wordings)).collect();
                text.push_str(&head);
                origins.extend(std::iter::repeat_n(start, head.len()));
                continue;
            }
            text.push(one);
            origins.extend(std::iter::repeat_n(start, one.len_utf8()));
            previous = Some(one);
        }
        let words = wordings.words_in(&text).collect();
        Folded { text, original, origins, words }
    }

    /// The stretch of the paragraph that a stretch of the folded text came from.
    pub(super) fn origin(&self, span: Span) -> Option<Span> {
        let first = *self.origins.get(span.start)?;
        let last = *self.origins.get(span.end.checked_sub(1)?)?;
        let length = self.original.get(last..)?.chars().next()?.len_utf8();
        Some(Span::new(first, last + length))
    }

    /// A stretch of the folded text; empty where there is none.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The words that stand within a stretch, by where they begin, the shorter first.
    pub(super) fn words(&self, span: Span) -> impl Iterator<Item = Found<'a, Sense>> + use<'a, '_> {
        let from = self.words.partition_point(|word| word.start < span.start);
        let begun = self.words.get(from..).unwrap_or_default().iter();
        begun.take_while(move |word| word.start < span.end).filter(move |word| word.end <= span.end).copied()
    }

    /// The words of a table and a meaning within a stretch.
    pub(super) fn words_of(
        &self,
        span: Span,
        table: Table,
        meaning: &'static str,
    ) -> impl Iterator<Item = Span> + use<'a, '_> {
        let sense = Sense::Word(table, meaning);
        let held = self.words(span).filter(move |word| word.meanings.contains(&sense));
        held.map(|word| Span::new(word.start, word.end))
    }

    /// Whether a stretch holds a word of a table and a meaning.
    pub(super) fn holds(&self, span: Span, table: Table, meaning: &'static str) -> bool {
        self.words_of(span, table, meaning).next().is_some()
    }

    /// The words of a table within a stretch, each with what it means.
    pub(super) fn meanings(
        &self,
        span: Span,
        table: Table,
    ) -> impl Iterator<Item = (Span, &'static str)> + use<'a, '_> {
        self.words(span).flat_map(move |word| {
            let of_table = move |sense: &Sense| match sense {
                Sense::Word(of, meaning) if *of == table => Some((Span::new(word.start, word.end), *meaning)),
                _ => None,
            };
            word.meanings.iter().filter_map(of_table)
        })
    }

    /// Whether a stretch has a verb of some row of wordings, of more than one character, or one that
    /// counts other things.
    pub(super) fn holds_verb(&self, span: Span) -> bool {
        self.words(span).any(|word| {
            let single = self.slice(word.start, word.end).chars().nth(1).is_none();
            word.meanings.iter().any(|sense| match sense {
                Sense::Row(_, RowPart::Verb) => !single,
                Sense::Word(Table::Sentence, role) => *role == "verb",
                _ => false,
            })
        })
    }

    /// The longest word of a table and a meaning that stands at byte `at`.
    pub(super) fn begins(&self, at: usize, table: Table, meaning: &'static str) -> Option<Span> {
        let near = Span::new(at, at + LONGEST_WORD);
        self.words_of(near, table, meaning).take_while(|word| word.start == at).last()
    }

    /// Whether a word of a table and a meaning ends at byte `at`, not begun before `floor`.
    pub(super) fn ends(&self, floor: usize, at: usize, table: Table, meaning: &'static str) -> bool {
        let near = Span::new(floor.max(at.saturating_sub(LONGEST_WORD)), at);
        self.words_of(near, table, meaning).any(|word| word.end == at)
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\0' | '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Whether a blank beside the character parts no words: Chinese, digits, punctuation.
fn is_wide(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_digit() || character.is_ascii_punctuation()
}

fn is_wide_digit(character: char) -> bool {
    matches!(character, '０'..='９')
}

/// Whether a comma stands between digits and three more of a kind; `previous` is folded.
fn groups_thousands(previous: Option<char>, following: &str, is_digit: fn(char) -> bool) -> bool {
    let digits = following.chars().take_while(|next| is_digit(*next)).take(4).count();
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
    fn folded(text: &str) -> Folded<'_> {
        Folded::new(text, &[], Lexicon::embedded())
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
