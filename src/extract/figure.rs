//! Sorts the numbers of a sentence: values, changes, thresholds, starting points, no metrics.
//!
//! A folded sentence and its quantities in, [`Figure`]s out, each with the words around it. Does
//! not ask what is counted (that is `indicator`).

use super::digits::power_of;
use super::folded::Folded;
use super::quantity::Quantity;
use crate::domain::Direction;
use crate::lexicon::{EdgeRole, EdgeWords, Lexicon, UnitKind, WordRole};
use crate::text::Span;

/// What a number is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A figure of its own.
    Value,
    /// How much another figure rose or fell.
    Change,
    /// A limit that describes what is counted (50万元以上案件).
    Threshold,
    /// The 24小时 of 由24小时缩短至30分钟.
    Origin,
    /// 38个部门, 出动警力300人.
    Nothing,
}

/// A number of a sentence with the words around it.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) quantity: Quantity,
    pub(super) role: Role,
    /// The words in front, from the clause's start or the figure before.
    pub(super) left: Span,
    /// The words behind, up to the clause's end or the next figure.
    pub(super) right: Span,
    /// The clause.
    pub(super) clause: Span,
    /// Whether it is a rate of change that another came from or went to: 升幅由1至3月的22%回落到1至6月的8%.
    pub(super) of_course: bool,
}

/// Sorts the quantities that lie in `sentence`.
pub(super) fn figures(
    folded: &Folded<'_>,
    sentence: Span,
    quantities: Vec<Quantity>,
    lexicon: &Lexicon,
) -> Vec<Figure> {
    let sorter = Sorter { folded, lexicon };
    let mut figures: Vec<Figure> = Vec::new();
    let starts: Vec<usize> = quantities.iter().map(|quantity| quantity.span.start).collect();
    for (index, quantity) in quantities.into_iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(sentence.end);
        let figure = sorter.with_words(&figures, sentence, quantity, next);
        sorter.sort(&mut figures, figure);
    }
    figures
}

/// Where the last figure ends that counts something by itself.
fn end_of_last(figures: &[Figure]) -> usize {
    let counts = |one: &&Figure| one.role != Role::Threshold && !is_age(one);
    figures.iter().rev().find(counts).map_or(0, |one| one.quantity.span.end)
}

/// Where the words behind a number end: a list goes on with the next figure's.
fn right_end(folded: &Folded<'_>, end: usize, clause_to: usize, next: usize, edges: &EdgeWords) -> usize {
    if next >= clause_to {
        return clause_to;
    }
    let words = folded.slice(end, next);
    let list = words.find('、').or_else(|| edges.begins(words, EdgeRole::JoinsNumbers).map(|_| 0));
    end + list.unwrap_or(words.len())
}

/// An age only describes who is counted: 26至35岁84人.
fn is_age(figure: &Figure) -> bool {
    figure.quantity.unit == Some("岁")
}

/// Whether a text only says from one number to another; 至 and 到 are such marks, too.
fn is_range_mark(text: &str) -> bool {
    matches!(text, "至" | "到" | "—" | "-" | "~" | "－" | "–")
}

struct Sorter<'t> {
    folded: &'t Folded<'t>,
    lexicon: &'t Lexicon,
}

impl Sorter<'_> {
    /// A number with the words around it, up to those of the figures `before` it and to the `next` number.
    fn with_words(&self, before: &[Figure], sentence: Span, quantity: Quantity, next: usize) -> Figure {
        let Span { start, end } = quantity.span;
        let clause_from = self.folded.clause_start(sentence.start, start);
        let clause_to = self.folded.clause_end(end, sentence.end);
        let left = clause_from.max(end_of_last(before)).min(start);
        Figure {
            role: Role::Value,
            left: Span::new(left, start),
            right: Span::new(end, right_end(self.folded, end, clause_to, next, &self.lexicon.edges)),
            clause: Span::new(clause_from, clause_to),
            of_course: false,
            quantity,
        }
    }

    /// Adds a figure in its role; one before it that it goes on from changes its own.
    fn sort(&self, figures: &mut Vec<Figure>, mut figure: Figure) {
        let end_before = end_of_last(figures);
        figure.role = self.role(&figure);
        if self.starts_a_course(&figure) {
            figure.role = Role::Origin;
        }
        if self.is_target(figures.last(), &figure)
            && let Some(last) = figures.last_mut()
        {
            last.role = Role::Origin;
            figure.role = Role::Value;
            figure.left = last.left;
        }
        if let Some(from) = self.course(&figure) {
            // 升幅由22%回落到8%: only the second is of the time that is told.
            let dated = self.folded.slice(from, figure.quantity.span.start).contains(['年', '月', '季']);
            let first = end_before <= from;
            figure.quantity.direction = Some(Direction::Up);
            figure.role = if dated || !first { Role::Change } else { Role::Origin };
            figure.of_course = true;
        }
        if self.goes_on_course(figures.last(), &figure) {
            figure.quantity.direction = figure.quantity.direction.or(Some(Direction::Up));
            figure.role = Role::Change;
            figure.of_course = true;
        }
        if figure.role == Role::Threshold
            && let Some(last) = figures.last_mut().filter(|last| self.is_lower_limit(last, &figure))
        {
            last.role = Role::Threshold;
        }
        figures.push(figure);
    }

    fn role(&self, figure: &Figure) -> Role {
        if self.is_money(figure) && self.is_threshold(figure) {
            return Role::Threshold;
        }
        // 力争全年发案再下降10%以上.
        if self.folded.holds(figure.left, WordRole::Aims) {
            return Role::Nothing;
        }
        if figure.quantity.direction.is_some() {
            return Role::Change;
        }
        if self.is_nothing(figure) { Role::Nothing } else { Role::Value }
    }

    /// 50万元以上案件, 百万元以上大案: a bound in front of the noun that it describes.
    fn is_threshold(&self, figure: &Figure) -> bool {
        let end = figure.quantity.span.end;
        let names = |at| self.folded.begins(at, WordRole::ThresholdNoun).is_some();
        let Some(bound) = self.folded.begins(end, WordRole::ThresholdUnit) else {
            // 拦截2亿元的诈骗款项: the sum itself, and no cases of that size.
            let is_sum = self.folded.holds(figure.right, WordRole::SumNoun)
                && !self.folded.holds(figure.right, WordRole::CaseNoun);
            let of = self.folded.slice(end, figure.clause.end).starts_with('的');
            return names(end) && !is_sum || (of && self.counts_behind(end, figure.clause.end));
        };
        let behind = self.folded.slice(bound.end, figure.clause.end);
        let noun = self.behind_limit(behind);
        self.counts_behind(bound.end, figure.clause.end) || names(bound.end + behind.len() - noun.len())
    }

    /// 10万元以上的9起, 5万元以上223起: what is counted follows, and no other sum.
    fn counts_behind(&self, at: usize, end: usize) -> bool {
        let behind = self.folded.slice(at, end);
        let rest = self.behind_limit(behind);
        let unit = rest.trim_start_matches(|one: char| one.is_ascii_digit());
        let of = behind.starts_with('的');
        unit.len() < rest.len() && (of || !self.goes_on_as_sum(unit))
    }

    /// What stands behind a limit, 的 and （含） left out.
    fn behind_limit<'w>(&self, words: &'w str) -> &'w str {
        self.lexicon.edges.behind(words, EdgeRole::Inclusive, &['（', '）', '的'])
    }

    /// Whether what stands behind digits makes them a sum of money: 5万元, 200余元.
    fn goes_on_as_sum(&self, text: &str) -> bool {
        let scales = |first: char| first == '.' || power_of(first).is_some_and(|power| power >= 4);
        text.starts_with(scales)
            || text.starts_with('元')
            || self.lexicon.units.wordings().qualifier_inside(text).is_some()
    }

    /// 5万元至10万元: the limit below another.
    fn is_lower_limit(&self, last: &Figure, figure: &Figure) -> bool {
        let between = self.folded.slice(last.quantity.span.end, figure.quantity.span.start);
        last.role == Role::Value && self.is_money(last) && is_range_mark(between)
    }

    fn is_money(&self, figure: &Figure) -> bool {
        let unit = figure.quantity.unit.and_then(|unit| self.lexicon.units.get(unit));
        unit.is_some_and(|unit| unit.kind == UnitKind::Money)
    }

    /// A head-count, a hotline's hours, a crowd that was sent out.
    fn is_nothing(&self, figure: &Figure) -> bool {
        let left = self.folded.slice(figure.left.start, figure.left.end);
        let left = Span::new(
            figure.left.start,
            figure.left.start + self.lexicon.wordings.without_fillers_behind(left).len(),
        );
        let behind = [WordRole::Counted, WordRole::CountedBehind];
        behind.into_iter().any(|role| self.folded.begins(figure.quantity.span.end, role).is_some())
            || self.folded.ends(left.start, left.end, WordRole::Counted)
            || self.folded.ends(left.start, left.end, WordRole::Extreme)
            || self.folded.holds(figure.right, WordRole::Body)
            || self.folded.holds(left, WordRole::Crowd)
            || (self.folded.holds(left, WordRole::OneCase) && !self.folded.holds(left, WordRole::PerDay))
    }

    /// Whether the figure is what another was brought to: 由24小时缩短至30分钟.
    fn is_target(&self, last: Option<&Figure>, figure: &Figure) -> bool {
        let Some(last) = last.filter(|last| last.quantity.span.end >= figure.clause.start) else {
            return false;
        };
        // 由原来的24小时, 从最初24小时.
        let from = self.folded.words_of(last.left, WordRole::From).last();
        let from = from.is_some_and(|from| last.left.end - from.end <= FARTHEST_ORIGIN);
        let between = Span::new(last.quantity.span.end, figure.quantity.span.start);
        let end = between.start + self.before_year(self.folded.slice(between.start, between.end)).len();
        from && (self.folded.ends(between.start, end, WordRole::Towards) || self.leads_to(between))
    }

    /// The words before the year whose figure follows: 下降至2024年的3120起.
    fn before_year<'w>(&self, words: &'w str) -> &'w str {
        let Some(dated) = words.strip_suffix('的') else { return words };
        let years = [EdgeRole::ThisYear, EdgeRole::LastYear, EdgeRole::YearBeforeLast];
        let named = years.into_iter().find_map(|year| self.lexicon.edges.before(dated, year));
        let digits = || Some(dated.strip_suffix('年')?.trim_end_matches(|one: char| one.is_ascii_digit()));
        named.or_else(digits).unwrap_or(words)
    }

    /// The byte behind 由 where a rate of increase is told that fell or grew: 升幅由22%回落到8%.
    fn course(&self, figure: &Figure) -> Option<usize> {
        if figure.quantity.unit != Some("%") || figure.quantity.direction.is_some() {
            return None;
        }
        let before = Span::new(figure.clause.start, figure.quantity.span.start);
        let mut from = self.folded.words_of(before, WordRole::From);
        let from = from.find(|from| self.folded.ends(before.start, from.start, WordRole::Rises));
        from.map(|from| from.end)
    }

    /// Whether a rate goes on, a clause later, with the course of another: ，逐月回落到1至6月的7.8%.
    fn goes_on_course(&self, last: Option<&Figure>, figure: &Figure) -> bool {
        let last = last.filter(|last| last.role == Role::Change && figure.quantity.unit == Some("%"));
        let Some(last) = last.filter(|last| last.of_course || figure.quantity.direction.is_some()) else {
            return false;
        };
        let between = Span::new(last.quantity.span.end, figure.quantity.span.start);
        let from = self.folded.words_of(last.left, WordRole::From).next().is_some();
        let mut towards = self.folded.words_of(between, WordRole::Towards);
        from && towards.any(|word| self.folded.slice(word.end, between.end).contains(['年', '月', '季']))
    }

    /// 增至2022年, 下降到今年的: what stands between two figures says when the second was reached.
    fn leads_to(&self, between: Span) -> bool {
        let towards =
            self.folded.words_of(between, WordRole::Towards).find(|word| word.start == between.start);
        towards.is_some_and(|word| {
            word.end - word.start > '至'.len_utf8() && between.end - word.end <= FARTHEST_ORIGIN
        })
    }

    /// 从月均700余个下降至个位数: where nothing that is counted was reached.
    fn starts_a_course(&self, figure: &Figure) -> bool {
        let from = self.folded.words_of(figure.left, WordRole::From).last();
        let near = from.is_some_and(|from| figure.left.end - from.end <= FARTHEST_ORIGIN);
        let mut behind = self.folded.words_of(figure.right, WordRole::Towards);
        near && behind.any(|word| word.start == figure.right.start && word.end - word.start > '至'.len_utf8())
    }
}

/// The bytes that may stand between 由 and the figure that something started from.
const FARTHEST_ORIGIN: usize = 15;

/// Whether `text` holds nothing but small words, figures aside.
pub(super) fn is_filler(text: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .wordings
        .without_fillers_behind(text)
        .trim_matches(|mark| matches!(mark, '，' | '、' | '；' | '：' | ' '))
        .is_empty()
}
