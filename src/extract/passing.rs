//! What stands around a mention of a period and decides what it says of a figure.
//!
//! A folded sentence and a mention's place in it in, with the tables of words beside numbers and periods; whether the mention is what something is
//! compared with, how long something goes on, or when it was launched out.

use super::folded::Folded;
use super::meaning::Meaning;
use crate::lexicon::{Lexicon, QuantityWordings, WordRole, Words};
use crate::text::Span;

/// How far 以来 may stand behind a date, in bytes: 2020年10月“断卡”行动开展以来.
const FARTHEST_SINCE: usize = 60;

/// How far 连续 may end behind a date, in bytes.
const FARTHEST_RUN: usize = 66;

/// No remark in brackets goes on for more bytes behind a date.
const LONGEST_REMARK: usize = 60;

/// How far 成立 may stand behind a date, in bytes: 2016年9月我省率先成立.
const FARTHEST_FOUNDING: usize = 30;

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
    let near = Span::new(span.end, sentence.end.min(span.end + FARTHEST_RUN));
    folded.words_of(near, WordRole::Run).next().is_some_and(|run| {
        // 今年1月发案下降52%，连续8个月下降: another figure is of that time.
        let counted = folded.slice(span.end, run.start).contains(|one: char| one.is_ascii_digit());
        !counted && begins_with_months(folded.slice(run.end, sentence.end))
    })
}

/// Whether a text begins with a number of months; 个月 is their unit.
fn begins_with_months(text: &str) -> bool {
    let unit = text.trim_start_matches(|digit: char| {
        digit.is_ascii_digit() || super::digits::chinese_digit(digit).is_some() || digit == '十'
    });
    unit.len() < text.len() && unit.starts_with("个月")
}

/// Whether the mention is what a figure is compared with: 较去年, 去年同期.
pub(super) fn is_comparison(folded: &Folded<'_>, sentence: Span, span: Span, lexicon: &Lexicon) -> bool {
    let wordings = lexicon.units.wordings();
    let before = |role| folded.ends(sentence.start, span.start, role);
    (!before(WordRole::Yoy) && before(WordRole::ComparedWith))
        || before(WordRole::Record)
        || folded.begins(span.end, WordRole::Compared).is_some()
        || is_origin(folded, sentence, span, wordings)
        || is_measure(folded.slice(span.end, sentence.end), wordings)
}

/// Whether a figure is told as so many times that of the mention, in the unit 倍: 是2021年的1.2倍.
fn is_measure(behind: &str, wordings: &QuantityWordings) -> bool {
    number_behind(behind, wordings).is_some_and(|number| {
        let unit = number.trim_start_matches(|one: char| one.is_ascii_digit() || one == '.');
        let inside = wordings.qualifier_inside(unit).map_or(0, |(_, length)| length);
        unit.get(inside..).is_some_and(|unit| unit.starts_with('倍'))
    })
}

/// The text from the digits on that stand behind 的, qualifiers aside: 的近1.2倍.
fn number_behind<'t>(behind: &'t str, wordings: &QuantityWordings) -> Option<&'t str> {
    let words = behind.strip_prefix('的')?;
    let (qualifiers, number) = words.split_at(words.find(|one: char| one.is_ascii_digit())?);
    wordings.without_qualifiers(qualifiers).is_empty().then_some(number)
}

/// Whether the words behind a time only say what it saw the most or the first of: 近六年来最高, 近年来首次.
pub(super) fn is_of_extreme(folded: &Folded<'_>, at: usize) -> bool {
    let of = if folded.slice(at, folded.text.len()).starts_with('的') { at + '的'.len_utf8() } else { at };
    let of = folded.begins(of, WordRole::Compared).map_or(of, |word| word.end);
    folded.begins(of, WordRole::Ranked).is_some()
}

/// Whether a mention is a remark in brackets that have no other number: 破15起（含1至6月立案）.
pub(super) fn is_remark(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let inside = |text: &str| !text.contains(|one: char| one == '）' || one.is_ascii_digit());
    let Some((tail, _)) = near(folded.slice(span.end, sentence.end)).split_once('）') else { return false };
    let Some((_, lead)) = folded.slice(sentence.start, span.start).rsplit_once('（') else { return false };
    inside(lead) && inside(tail) && !tail.contains('（') && !(lead.is_empty() && tail.is_empty())
}

/// The first characters of a text, as many as a remark has.
fn near(text: &str) -> &str {
    let mut end = LONGEST_REMARK.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Whether a mention only dates what was founded then: 2012年即成立信息安全中心，….
pub(super) fn founds(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let Some(word) = folded.words_of(Span::new(span.end, sentence.end), WordRole::Founds).next() else {
        return false;
    };
    word.start - span.end <= FARTHEST_FOUNDING
        && word.end <= folded.clause_end(span.end, sentence.end)
        && !folded.slice(word.end, sentence.end).contains(|one: char| one.is_ascii_digit())
}

/// Whether nothing but 和 stands between a mention and the one before.
pub(super) fn is_listed(folded: &Folded<'_>, before: Span, span: Span) -> bool {
    let behind = folded.begins(span.end, WordRole::Compared).is_some();
    !behind && folded.begins(before.end, WordRole::Link).is_some_and(|link| link.end == span.start)
}

/// Whether the mention is of what a figure came from: 由2023年的4120起下降至3120起.
fn is_origin(folded: &Folded<'_>, sentence: Span, span: Span, wordings: &QuantityWordings) -> bool {
    let inside = folded.words_of(span, WordRole::From).next().is_some_and(|word| word.start == span.start);
    let counted = number_behind(folded.slice(span.end, sentence.end), wordings).is_some();
    let from = inside || folded.ends(sentence.start, span.start, WordRole::From);
    counted && from && !opens_course(folded, sentence, span)
}

/// Whether a rate of change is told both for this time and for a later one: 升幅由1至3月的22%回落到1至6月的8%.
fn opens_course(folded: &Folded<'_>, sentence: Span, span: Span) -> bool {
    let clause = Span::new(folded.clause_start(sentence.start, span.start), span.start);
    let end = folded.clause_end(span.end, sentence.end);
    folded.holds(clause, WordRole::Rises) && folded.slice(span.end, end).contains(['年', '月', '季'])
}

/// What 去年同期 means where a sentence opens with it: the same period of the year before.
pub(super) fn year_before(
    folded: &Folded<'_>,
    sentence: Span,
    span: Span,
    periods: &Words,
) -> Option<Meaning> {
    let behind = folded.begins(span.end, WordRole::Compared)?;
    let opens = span.start == sentence.start && folded.slice(behind.end, sentence.end).starts_with('，');
    let last_year = || periods.longest_at(&folded.text, span.start) == Some((span.end, "last_year"));
    (opens && last_year()).then_some(Meaning::YearBefore)
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
