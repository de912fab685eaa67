//! What stands around a mention of a period and decides what it says of a figure.
//!
//! A folded sentence and a mention's place in it in; whether the mention is what something is
//! compared with, how long something goes on, or when it was launched out.

use super::folded::Folded;
use super::period::Meaning;
use crate::lexicon::WordRole;
use crate::text::Span;

/// How far 以来 may stand behind a date, in bytes: 2020年10月“断卡”行动开展以来.
const FARTHEST_SINCE: usize = 60;

/// The byte behind 以来, where something began on the date in front of byte `at`.
pub(super) fn end_of_launch(folded: &Folded<'_>, sentence: Span, at: usize) -> Option<usize> {
    let rest = folded.slice(at, sentence.end);
    let clause = rest.split(['，', '。', '；', '：']).next().unwrap_or(rest);
    let (word, since) = folded
        .words_of(Span::new(at, at + clause.len()), WordRole::Since)
        .map(|word| (word, word.end))
        .next()?;
    (word.start - at <= FARTHEST_SINCE).then_some(since)
}

/// Whether the mention says only how long something has gone on: 从6月开始发案连续6个月下降.
pub(super) fn is_of_a_run(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let rest = folded.slice(span.end, sentence.end);
    let Some((between, run)) = rest.split_once("连续") else { return false };
    let months = run.trim_start_matches(|digit: char| {
        digit.is_ascii_digit() || super::digits::chinese_digit(digit).is_some() || digit == '十'
    });
    between.len() <= FARTHEST_SINCE && months.len() < run.len() && months.starts_with("个月")
}

/// Whether the mention is what a figure is compared with: 较去年, 去年同期.
pub(super) fn is_comparison(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let before = |role| folded.ends(sentence.start, span.start, role);
    (!before(WordRole::Yoy) && before(WordRole::ComparedWith))
        || before(WordRole::Record)
        || folded.begins(span.end, WordRole::Compared).is_some()
}

/// What 去年同期 means where a sentence opens with it: the same period of the year before.
pub(super) fn year_before(folded: &Folded<'_>, sentence: Span, span: Span) -> Option<Meaning> {
    let behind = folded.begins(span.end, WordRole::Compared)?;
    let opens = span.start == sentence.start && folded.slice(behind.end, sentence.end).starts_with('，');
    (opens && folded.slice(span.start, span.end) == "去年").then_some(Meaning::YearBefore)
}
