//! Cuts a folded paragraph into sentences and clauses.
//!
//! Folded text in, spans out. A point between digits ends nothing.

use crate::text::Span;

const ENDS: [char; 5] = ['。', '！', '？', '\n', '…'];
const CLAUSE_MARKS: [char; 6] = ['，', '；', '：', ':', '|', '—'];

/// Whether a sentence ends with a character.
pub(super) fn ends_sentence(character: char) -> bool {
    ENDS.contains(&character)
}

/// Whether a clause ends with a character, or a sentence.
pub(super) fn stops(character: char) -> bool {
    is_mark(character) || ends_sentence(character)
}

/// Where clauses and sentences of a text may end, in their order: the bytes of the characters that
/// [`stops`] tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stops<'s>(pub(super) &'s [u32]);

impl Stops<'_> {
    /// Where the clause that holds byte `at` begins, not before `floor`.
    pub(super) fn clause_start(self, text: &str, floor: usize, at: usize) -> usize {
        let before = self.0.get(..self.behind(at)).unwrap_or_default().iter().rev();
        let mut before = before.map(|stop| *stop as usize).take_while(|stop| *stop >= floor);
        let begins = before.find_map(|stop| {
            let mark = text.get(stop..)?.chars().next().filter(|mark| is_mark(*mark))?;
            let end = stop + mark.len_utf8();
            let parts = end <= at && (mark != '—' || !in_range(text, floor, Span::new(stop, end)));
            parts.then_some(end)
        });
        begins.unwrap_or(floor)
    }

    /// Where the clause that holds byte `at` ends, not behind `ceiling`.
    pub(super) fn clause_end(self, at: usize, ceiling: usize) -> usize {
        self.0.get(self.behind(at)).map_or(ceiling, |stop| ceiling.min(*stop as usize)).max(at)
    }

    /// The number of those before a byte.
    fn behind(self, at: usize) -> usize {
        self.0.partition_point(|stop| (*stop as usize) < at)
    }
}

fn is_mark(character: char) -> bool {
    CLAUSE_MARKS.contains(&character)
}

/// A dash between numbers (1—6月) parts no clauses.
fn in_range(text: &str, floor: usize, dash: Span) -> bool {
    let digit = |character: char| character.is_ascii_digit();
    let (before, behind) = (text.get(floor..dash.start), text.get(dash.end..));
    before.is_some_and(|head| head.ends_with(digit)) && behind.is_some_and(|tail| tail.starts_with(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_lies_between_commas() {
        let text = "今年1—6月，破案3.5起；抓获5人。";
        let at = |word| text.find(word).unwrap();
        let stops = text.char_indices().filter(|(_, one)| stops(*one));
        let stops: Vec<u32> = stops.map(|(at, _)| u32::try_from(at).unwrap()).collect();
        let all = Stops(&stops);
        let (start, end) = (all.clause_start(text, 0, at("3.5")), all.clause_end(at("3.5"), text.len()));
        assert_eq!(&text[start..end], "破案3.5起");
        assert_eq!(all.clause_start(text, 0, at("6月")), 0);
        assert_eq!(all.clause_start(text, at("今年1"), at("今年1")), at("今年1"));
        assert_eq!(all.clause_end(at("5人"), at("人。")), at("人。"));
    }
}
