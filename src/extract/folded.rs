//! A paragraph in one script and one style of punctuation, with its words and the way back.
//!
//! A paragraph in, [`Folded`] out: Simplified character by character, variants made usual, digits
//! ASCII, punctuation full-width, blanks gone. Every byte knows the character of the paragraph it
//! came from, and every word of the tables is found once. Converts no words: this text is only
//! read, never shown.

use super::folding::{Folding, Piece};
use super::sentence::{Stops, ends_sentence};
use super::starts::{PERIOD, PLACE, QUANTITY, STOP, Starts, WORD};
use super::stretches::Stretches;
use crate::lexicon::{Lexicon, RowPart, Table, Told, WordRole, WordRoles};
use crate::text::Span;

/// A text to read figures from.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded<'a> {
    /// The folded text.
    pub(super) text: String,
    original: &'a str,
    /// Where the stretches of the text came from, by where they begin.
    pieces: Vec<Piece>,
    /// Where something may begin.
    starts: Starts,
    /// The words of the tables, by where they begin.
    words: Vec<Word<'a>>,
    /// What begins in each of its stretches.
    stretches: Stretches,
    /// What all of them do in sentences.
    roles: WordRoles,
    /// Rows of wordings, each with a word of its context.
    contexts: Vec<(usize, Span)>,
}

/// A word of the tables where it stands in a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) roles: WordRoles,
    pub(super) told: &'a Told,
}

/// Words of contexts in a usual paragraph.
const CONTEXTS: usize = 24;

/// No word of the tables is longer, in bytes; a test holds it.
const LONGEST_WORD: usize = 48;

impl<'a> Folded<'a> {
    /// Folds a paragraph; in a row of a table the words of its column's head stand in place of the
    /// mark before each cell but the first: 刷单返利类占比29.4%.
    pub(super) fn new(original: &'a str, heads: &[String], lexicon: &'a Lexicon) -> Folded<'a> {
        let Folding { text, pieces, starts, .. } = Folding::of(original, heads, lexicon);
        let mut folded = Folded { text, original, pieces, starts, ..Folded::default() };
        folded.find_words(lexicon);
        folded
    }

    /// Finds the words of the tables.
    fn find_words(&mut self, lexicon: &'a Lexicon) {
        let starts = self.starts.of(WORD).iter().map(|start| *start as usize);
        self.words.reserve(starts.len() * 3 / 2);
        self.contexts.reserve(CONTEXTS);
        for start in starts {
            for found in lexicon.wordings.words_at(&self.text, start) {
                for told in found.meanings {
                    self.roles = self.roles.and(told.roles);
                    if !told.contexts.is_empty() {
                        let span = Span::new(start, found.end);
                        self.contexts.extend(told.contexts.iter().map(|row| (*row, span)));
                    }
                    self.words.push(Word { start, end: found.end, roles: told.roles, told });
                }
            }
        }
        self.stretches = Stretches::of(&self.words, self.text.len());
    }

    /// Whether a word of a role may begin in a span: most have none of most roles.
    fn may_hold(&self, span: Span, role: WordRole) -> bool {
        self.roles.has(role) && self.stretches.may_hold(span, role)
    }

    /// Where quantities may begin.
    pub(super) fn quantity_starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.starts.of(QUANTITY).iter().map(|start| *start as usize)
    }

    /// Where within a stretch a period may begin.
    pub(super) fn period_starts(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        self.starts.within(PERIOD, span)
    }

    /// Where within a stretch the name of a place may begin.
    pub(super) fn place_starts(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        self.starts.within(PLACE, span)
    }

    /// Where the clause that holds byte `at` begins, not before `floor`.
    pub(super) fn clause_start(&self, floor: usize, at: usize) -> usize {
        Stops(self.starts.of(STOP)).clause_start(&self.text, floor, at)
    }

    /// Where the clause that holds byte `at` ends, not behind `ceiling`.
    pub(super) fn clause_end(&self, at: usize, ceiling: usize) -> usize {
        Stops(self.starts.of(STOP)).clause_end(at, ceiling)
    }

    /// The sentences, their final stop included.
    pub(super) fn sentences(&self) -> Vec<Span> {
        let mut start = 0;
        let stops = self.starts.of(STOP);
        let mut spans = Vec::with_capacity(stops.len() / 2 + 1);
        let stop = |at: usize| self.text.get(at..).and_then(|rest| rest.chars().next());
        let ends = stops.iter().map(|at| *at as usize).filter_map(|at| {
            let end = stop(at).filter(|one| ends_sentence(*one))?;
            Some(at + end.len_utf8())
        });
        for end in ends.chain([self.text.len()]) {
            if start < end {
                spans.push(Span::new(start, end));
            }
            start = end;
        }
        spans
    }

    /// The stretch of the paragraph that a stretch of the folded text came from.
    pub(super) fn origin(&self, span: Span) -> Option<Span> {
        let first = self.origin_of(span.start)?;
        let last = self.origin_of(span.end.checked_sub(1)?)?;
        let length = self.original.get(last..)?.chars().next()?.len_utf8();
        Some(Span::new(first, last + length))
    }

    /// Where the character begins that a byte came from.
    pub(super) fn origin_of(&self, at: usize) -> Option<usize> {
        let behind = self.pieces.partition_point(|piece| piece.folded <= at);
        let piece = self.pieces.get(behind.checked_sub(1)?).filter(|_| at < self.text.len())?;
        let within = if piece.even { at - piece.folded } else { 0 };
        let mut origin = piece.original + within;
        while !self.original.is_char_boundary(origin) {
            origin -= 1;
        }
        Some(origin)
    }

    /// A stretch of the folded text; empty where there is none.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The words that stand within a stretch, by where they begin, the shorter first.
    pub(super) fn words(&self, span: Span) -> impl Iterator<Item = Word<'a>> + use<'a, '_> {
        let from = self.stretches.first_word(span.start);
        let near = from.and_then(|from| self.words.get(from..)).unwrap_or_default().iter();
        let begun = near.skip_while(move |word| word.start < span.start);
        begun.take_while(move |word| word.start < span.end).filter(move |word| word.end <= span.end).copied()
    }

    /// The words of a role within a stretch.
    pub(super) fn words_of(&self, span: Span, role: WordRole) -> impl Iterator<Item = Span> + use<'a, '_> {
        self.words_with(span, role).map(|word| Span::new(word.start, word.end))
    }

    /// The words of a role within a stretch, with all that they stand for.
    pub(super) fn words_with(
        &self,
        span: Span,
        role: WordRole,
    ) -> impl Iterator<Item = Word<'a>> + use<'a, '_> {
        let span = if self.may_hold(span, role) { span } else { Span::default() };
        self.words(span).filter(move |word| word.roles.has(role))
    }

    /// Whether a stretch holds a word of a role.
    pub(super) fn holds(&self, span: Span, role: WordRole) -> bool {
        self.words_of(span, role).next().is_some()
    }

    /// The words of a table within a stretch, each with what it means.
    pub(super) fn meanings(
        &self,
        span: Span,
        table: Table,
    ) -> impl Iterator<Item = (Span, &'static str)> + use<'a, '_> {
        self.words_with(span, table.role()).flat_map(move |word| {
            let of_table = word.told.names.iter().filter(move |(of, _)| *of == table);
            of_table.map(move |(_, meaning)| (Span::new(word.start, word.end), *meaning))
        })
    }

    /// Whether a stretch holds a word of the context of a row of wordings.
    pub(super) fn holds_context(&self, span: Span, row: usize) -> bool {
        let within = |word: &Span| span.start <= word.start && word.end <= span.end;
        self.contexts.iter().any(|(of, word)| *of == row && within(word))
    }

    /// Whether a stretch has a verb of some row of wordings, of more than one character, or one that
    /// counts other things.
    pub(super) fn holds_verb(&self, span: Span) -> bool {
        self.words(span).any(|word| {
            let single = self.slice(word.start, word.end).chars().nth(1).is_none();
            let counts = |(_, part): &(usize, RowPart)| *part == RowPart::Verb;
            word.roles.has(WordRole::Verb) || (!single && word.told.rows.iter().any(counts))
        })
    }

    /// The longest word of a role that stands at byte `at`.
    pub(super) fn begins(&self, at: usize, role: WordRole) -> Option<Span> {
        if !self.may_hold(Span::new(at, at), role) {
            return None;
        }
        let here = self.words(Span::new(at, at + LONGEST_WORD)).take_while(|word| word.start == at);
        here.filter(|word| word.roles.has(role)).last().map(|word| Span::new(word.start, word.end))
    }

    /// Whether a word of a role ends at byte `at`, not begun before `floor`.
    pub(super) fn ends(&self, floor: usize, at: usize, role: WordRole) -> bool {
        let near = Span::new(floor.max(at.saturating_sub(LONGEST_WORD)), at);
        self.words_of(near, role).any(|word| word.end == at)
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
    fn words_are_found_wherever_they_stand() {
        for before in 0..70 {
            let text = format!("{}抓获{}抓获", "—".repeat(before), "—".repeat(40));
            let folded = folded(&text);
            let (first, last) = ("—".len() * before, text.len() - "抓获".len());
            let role = WordRole::OfRow;
            let found = |from, to| -> Vec<Span> { folded.words_of(Span::new(from, to), role).collect() };
            let all = found(0, text.len());
            assert!(all.contains(&Span::new(first, first + 6)) && all.contains(&Span::new(last, last + 6)));
            let within = |from, to| -> Vec<Span> {
                all.iter().filter(|word| from <= word.start && word.end <= to).copied().collect()
            };
            for (from, to) in [(first + 3, text.len()), (0, last + 3), (first + 6, last), (last, text.len())]
            {
                assert_eq!(found(from, to), within(from, to));
            }
            assert!(folded.begins(first, role).is_some() && folded.begins(last - 3, role).is_none());
            assert!(folded.ends(0, text.len(), role) && !folded.ends(0, last, role));
        }
    }

    #[test]
    fn commas_between_thousands_stay() {
        assert_eq!(folded("1,164宗,626人, 30").text, "1,164宗，626人，30");
    }

    #[test]
    fn a_point_between_digits_ends_no_sentence() {
        assert_eq!(folded("今年破案3.5万起；抓获5人。成效明显").sentences().len(), 2);
    }
}
