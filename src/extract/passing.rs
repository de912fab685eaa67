//! What stands around a mention of a period and decides what it says of a figure.
//!
//! A folded sentence and a mention's place in it in; whether the mention is what something is
//! compared with, how long something goes on, or when it was launched out.

use memchr::memmem;

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
    const RUNS: &str = "连续";
    let rest = folded.slice(span.end, sentence.end);
    let near = rest.as_bytes().get(..FARTHEST_SINCE + RUNS.len()).unwrap_or(rest.as_bytes());
    let behind = memmem::find(near, RUNS.as_bytes()).and_then(|at| rest.get(at + RUNS.len()..));
    let Some(run) = behind else { return false };
    let months = run.trim_start_matches(|digit: char| {
        digit.is_ascii_digit() || super::digits::chinese_digit(digit).is_some() || digit == '十'
    });
    months.len() < run.len() && months.starts_with("个月")
}

/// Whether the mention is what a figure is compared with: 较去年, 去年同期.
pub(super) fn is_comparison(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let before = |role| folded.ends(sentence.start, span.start, role);
    (!before(WordRole::Yoy) && before(WordRole::ComparedWith))
        || before(WordRole::Record)
        || folded.begins(span.end, WordRole::Compared).is_some()
        || is_origin(folded, sentence, span)
}

/// Whether nothing but 和 stands between a mention and the one before.
pub(super) fn is_listed(folded: &Folded<'_>, before: Span, span: Span) -> bool {
    let behind = folded.begins(span.end, WordRole::Compared).is_some();
    !behind && folded.begins(before.end, WordRole::Link).is_some_and(|link| link.end == span.start)
}

/// Whether the mention is of what a figure came from: 由2023年的4120起下降至3120起.
fn is_origin(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let inside = folded.words_of(span, WordRole::From).next().is_some_and(|word| word.start == span.start);
    let counted = folded.slice(span.end, sentence.end).strip_prefix('的').is_some_and(|number| {
        number.trim_start_matches(['约', '近', '超', '逾']).starts_with(|digit: char| digit.is_ascii_digit())
    });
    counted && (inside || folded.ends(sentence.start, span.start, WordRole::From))
}

/// What 去年同期 means where a sentence opens with it: the same period of the year before.
pub(super) fn year_before(folded: &Folded<'_>, sentence: Span, span: Span) -> Option<Meaning> {
    let behind = folded.begins(span.end, WordRole::Compared)?;
    let opens = span.start == sentence.start && folded.slice(behind.end, sentence.end).starts_with('，');
    (opens && folded.slice(span.start, span.end) == "去年").then_some(Meaning::YearBefore)
}

/// Whether a beginning inside a year only says since when something goes on: 8月以来发案持续下降.
pub(super) fn runs_on(folded: &Folded<'_>, sentence: Span, span: Span, meaning: Option<Meaning>) -> bool {
    let Some(Meaning::Since(from)) = meaning else { return false };
    let clause = Span::new(span.end, folded.clause_end(span.end, sentence.end));
    let states = folded.slice(clause.start, clause.end).contains(|one: char| one.is_ascii_digit());
    from.day_of_year() != 1 && !states && folded.holds(clause, WordRole::Run)
}

/// Where the words end, in the clause from byte `at` on, that say that something began: 启动,
/// 启动“断卡”行动.
pub(super) fn launches(folded: &Folded<'_>, sentence: Span, at: usize) -> Vec<usize> {
    let end = folded.clause_end(at, sentence.end).min(at + FARTHEST_SINCE);
    let clause = Span::new(at, end);
    let mut ends: Vec<usize> = folded.words_of(clause, WordRole::Launches).map(|word| word.end).collect();
    if let Some(first) = ends.first().copied() {
        let behind = Span::new(first, end);
        ends.extend(folded.words_of(behind, WordRole::Campaign).map(|word| word.end));
    }
    ends
}
