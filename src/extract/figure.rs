//! Sorts the numbers of a sentence: values, changes, thresholds, starting points, no metrics.
//!
//! A folded sentence and its quantities in, [`Figure`]s out, each with the words around it. Does
//! not ask what is counted (that is `indicator`).

use super::folded::Folded;
use super::quantity::Quantity;
use super::sentence::{clause_end, clause_start};
use crate::lexicon::{Lexicon, UnitKind};
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
}

/// Sorts the quantities that lie in `sentence`.
pub(super) fn figures(
    folded: &Folded,
    sentence: Span,
    quantities: Vec<Quantity>,
    lexicon: &Lexicon,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let starts: Vec<usize> = quantities.iter().map(|quantity| quantity.span.start).collect();
    for (index, quantity) in quantities.into_iter().enumerate() {
        let Span { start, end } = quantity.span;
        let clause_from = clause_start(&folded.text, sentence.start, start);
        let clause_to = clause_end(&folded.text, end, sentence.end);
        let before = figures
            .iter()
            .rev()
            .find(|one| one.role != Role::Threshold)
            .map_or(0, |one| one.quantity.span.end);
        let next = starts.get(index + 1).copied().unwrap_or(sentence.end);
        let mut figure = Figure {
            role: Role::Value,
            left: Span::new(clause_from.max(before).min(start), start),
            right: Span::new(end, right_end(folded, end, clause_to, next)),
            clause: Span::new(clause_from, clause_to),
            quantity,
        };
        let sorter = Sorter { folded, lexicon };
        figure.role = sorter.role(&figure);
        if sorter.is_target(figures.last(), &figure)
            && let Some(last) = figures.last_mut()
        {
            last.role = Role::Origin;
            figure.role = Role::Value;
            figure.left = last.left;
        }
        figures.push(figure);
    }
    figures
}

/// Where the words behind a number end: a list goes on with the next figure's.
fn right_end(folded: &Folded, end: usize, clause_to: usize, next: usize) -> usize {
    if next >= clause_to {
        return clause_to;
    }
    let words = folded.slice(end, next);
    let list = words.find('、').or_else(|| words.starts_with(['和', '及', '与']).then_some(0));
    end + list.unwrap_or(words.len())
}

struct Sorter<'t> {
    folded: &'t Folded,
    lexicon: &'t Lexicon,
}

impl Sorter<'_> {
    fn role(&self, figure: &Figure) -> Role {
        let behind = self.folded.slice(figure.quantity.span.end, figure.clause.end);
        if self.is_threshold(figure, behind) {
            return Role::Threshold;
        }
        if figure.quantity.direction.is_some() {
            return Role::Change;
        }
        if self.is_nothing(figure, behind) { Role::Nothing } else { Role::Value }
    }

    /// 50万元以上案件, 百万元以上大案: a bound in front of the noun that it describes.
    fn is_threshold(&self, figure: &Figure, behind: &str) -> bool {
        let words = &self.lexicon.wordings.not_metrics;
        let Some(bound) = words.of("threshold_unit").find(|word| behind.starts_with(word)) else {
            return words.of("threshold_noun").any(|word| behind.starts_with(word)) && self.is_money(figure);
        };
        let noun = behind.get(bound.len()..).unwrap_or("").trim_start_matches(['（', '含', '）', '的']);
        self.is_money(figure) && words.of("threshold_noun").any(|word| noun.starts_with(word))
    }

    fn is_money(&self, figure: &Figure) -> bool {
        let unit = figure.quantity.unit.as_deref().and_then(|unit| self.lexicon.units.get(unit));
        unit.is_some_and(|unit| unit.kind == UnitKind::Money)
    }

    /// A head-count, a hotline's hours, a crowd that was sent out.
    fn is_nothing(&self, figure: &Figure, behind: &str) -> bool {
        let words = &self.lexicon.wordings.not_metrics;
        let left = self.folded.slice(figure.left.start, figure.left.end);
        let left = strip_fillers_behind(left, self.lexicon);
        let counted = |word: &'static str| behind.starts_with(word) || left.ends_with(word);
        words.of("counted").any(counted)
            || words
                .of("body")
                .any(|word| self.folded.slice(figure.right.start, figure.right.end).contains(word))
            || words.of("crowd").any(|word| left.contains(word))
    }

    /// Whether the figure is what another was brought to: 由24小时缩短至30分钟.
    fn is_target(&self, last: Option<&Figure>, figure: &Figure) -> bool {
        let Some(last) = last.filter(|last| last.quantity.span.end >= figure.clause.start) else {
            return false;
        };
        let words = &self.lexicon.wordings.sentence;
        let between = self.folded.slice(last.quantity.span.end, figure.quantity.span.start);
        let left = self.folded.slice(last.left.start, last.left.end);
        let left = left.trim_end_matches(|last: char| "约近的超".contains(last));
        let from = words.of("from").any(|word| left.ends_with(word) || self.origin_follows(last, word));
        from && words.of("towards").any(|word| between.ends_with(word))
    }

    /// 由原来的24小时, 从最初24小时.
    fn origin_follows(&self, last: &Figure, word: &str) -> bool {
        let left = self.folded.slice(last.left.start, last.left.end);
        left.rfind(word).is_some_and(|at| left.len() - at <= word.len() + 15)
    }
}

/// Takes small words off the end of `text`.
pub(super) fn strip_fillers_behind<'t>(text: &'t str, lexicon: &Lexicon) -> &'t str {
    let mut rest = text;
    while let Some(shorter) = lexicon.wordings.sentence.of("filler").find_map(|word| rest.strip_suffix(word))
    {
        rest = shorter;
    }
    rest
}

/// Whether `text` holds nothing but small words, figures aside.
pub(super) fn is_filler(text: &str, lexicon: &Lexicon) -> bool {
    strip_fillers_behind(text, lexicon).trim_matches(|mark: char| "，、；： ".contains(mark)).is_empty()
}
