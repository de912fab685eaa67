//! Finds phrases in folded texts and cuts the excerpt that shows one.
//!
//! Text and phrases in, a stretch of the text out, in the reader's own script.
//! Marks nothing up: whoever shows the excerpt highlights in it.

use super::stem::Stems;
use super::token::{LONGEST_WORD, continues_word, is_blank, is_word};

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
    /// A word without its ending: found as a whole word, whatever its ending.
    pub word: bool,
}

/// Where a folded text holds a phrase first.
pub fn find(text: &[char], phrase: Phrase<'_>, stems: &Stems) -> Option<usize> {
    let first = *phrase.chars.first()?;
    if !phrase.word {
        return text.windows(phrase.chars.len()).position(|window| window == phrase.chars);
    }
    let starts = (0..text.len()).filter(|&at| text[at] == first && !is_within_word(text, at));
    starts.into_iter().find(|&at| {
        let length = (at + 1..text.len()).find(|&end| !continues_word(text, end)).unwrap_or(text.len()) - at;
        let stem = stems.stem(&text[at..at + length.min(LONGEST_WORD)]);
        stem.chars().eq(phrase.chars.iter().copied())
    })
}

fn is_within_word(text: &[char], at: usize) -> bool {
    at > 0 && (is_word(text[at - 1]) && continues_word(text, at) || ends_number(text, at))
}

/// Whether the characters before are a number's digits and point.
fn ends_number(text: &[char], at: usize) -> bool {
    at > 1 && text[at - 1] == '.' && continues_word(text, at - 1)
}

/// The stretch of `text` around a place in it, in characters.
pub fn excerpt(text: &str, at: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at.min(chars.len());
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
        let folded = fold.text(text);
        let at = find(&folded.chars, Phrase { chars: &chars, word: false }, &fold.stems);
        excerpt(text, at.map_or(0, |at| folded.origins[at] as usize))
    }

    fn found(text: &str, phrase: &str, word: bool) -> Option<usize> {
        let [text, chars] = [text, phrase].map(|text| text.chars().collect::<Vec<char>>());
        find(&text, Phrase { chars: &chars, word }, &Stems::standard())
    }

    #[test]
    fn a_word_is_not_found_inside_a_longer_one() {
        assert_eq!(found("antifraud fraud", "fraud", true), Some(10));
        assert_eq!(found("antifraud fraud", "fraud", false), Some(4));
        assert_eq!(found("12.45 and 45", "45", true), Some(10));
    }

    #[test]
    fn a_word_is_found_with_any_ending() {
        assert_eq!(found("the scammers scammed", "scam", true), Some(13));
        assert_eq!(found("骗局scams等", "scam", true), Some(2));
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
