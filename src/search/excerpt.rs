//! Finds phrases in folded texts and cuts the excerpt that shows one.
//!
//! Text and phrases in, a stretch of the text out, in the reader's own script.
//! Marks nothing up: whoever shows the excerpt highlights in it.

use super::FoldedText;
use super::token::{is_blank, is_word};

/// How much is shown before the phrase, and in all; a Han character counts two.
const BEFORE: usize = 40;
const WHOLE: usize = 200;

/// Ends of sentences, after which an excerpt may well begin.
const STOPS: [char; 5] = ['\n', '。', '！', '？', '；'];

/// A phrase to find, as folded characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase<'a> {
    /// What to find.
    pub chars: &'a [char],
    /// Not inside a longer word.
    pub word: bool,
}

/// Where a folded text holds a phrase first.
pub fn find(text: &[char], phrase: Phrase<'_>) -> Option<usize> {
    let length = phrase.chars.len();
    if length == 0 {
        return None;
    }
    let edge = |at: Option<usize>| !at.and_then(|at| text.get(at)).is_some_and(|&c| is_word(c));
    text.windows(length).enumerate().find_map(|(at, window)| {
        let found =
            window == phrase.chars && (!phrase.word || (edge(at.checked_sub(1)) && edge(Some(at + length))));
        found.then_some(at)
    })
}

/// The stretch of `text` around the first of the phrases that it holds, else its beginning.
pub fn excerpt(text: &str, folded: &FoldedText, phrases: &[Phrase<'_>]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let found = phrases.iter().find_map(|phrase| find(&folded.chars, *phrase));
    let at =
        found.and_then(|at| folded.origins.get(at)).map_or(0, |&origin| origin as usize).min(chars.len());
    let start = start_before(&chars, at);
    let end = end_after(&chars, start, at);
    let shown: String = chars[start..end].iter().map(|&c| if c == '\n' { ' ' } else { c }).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if end < chars.len() { "…" } else { "" };
    format!("{before}{}{after}", shown.trim_matches(is_blank))
}

fn start_before(chars: &[char], at: usize) -> usize {
    let (mut start, mut room) = (at, BEFORE);
    while start > 0 && !STOPS.contains(&chars[start - 1]) {
        let width = width(chars[start - 1]);
        if width > room {
            break;
        }
        room -= width;
        start -= 1;
    }
    while start > 0 && start < at && is_word(chars[start - 1]) && is_word(chars[start]) {
        start += 1;
    }
    start
}

fn end_after(chars: &[char], start: usize, at: usize) -> usize {
    let (mut end, mut room) = (start, WHOLE);
    while end < chars.len() && width(chars[end]) <= room {
        room -= width(chars[end]);
        end += 1;
    }
    let cut = end;
    while end > at && end < chars.len() && is_word(chars[end - 1]) && is_word(chars[end]) {
        end -= 1;
    }
    if end > at { end } else { cut }
}

fn width(character: char) -> usize {
    if character >= '\u{1100}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Fold;

    fn shown(text: &str, phrase: &str) -> String {
        let fold = Fold::standard();
        let chars = fold.text(phrase).chars;
        excerpt(text, &fold.text(text), &[Phrase { chars: &chars, word: false }])
    }

    #[test]
    fn a_word_is_not_found_inside_a_longer_one() {
        let text: Vec<char> = "antifraud fraud".chars().collect();
        let chars: Vec<char> = "fraud".chars().collect();
        assert_eq!(find(&text, Phrase { chars: &chars, word: true }), Some(10));
        assert_eq!(find(&text, Phrase { chars: &chars, word: false }), Some(4));
    }

    #[test]
    fn an_excerpt_begins_with_its_sentence_in_the_readers_script() {
        let text = format!("{}。重慶警方追贓返還2.45億元。{}", "前".repeat(90), "後".repeat(200));
        let shown = shown(&text, "追赃返还");
        assert!(shown.starts_with("…重慶警方追贓返還2.45億元。後"), "{shown}");
        assert!(shown.ends_with("後…"));
        assert!(shown.chars().count() < 110);
    }

    #[test]
    fn a_short_text_is_shown_whole_and_words_stay_whole() {
        assert_eq!(shown("第一段\n第二段", "没有"), "第一段 第二段");
        let text = "suspect ".repeat(60);
        assert!(shown(&text, "nothing").ends_with("suspect…"));
    }
}
