//! What is told about a figure besides its value: unit, quote, scope, scam, average, period.
//!
//! A scene of [`super::scene`] and a figure in, the parts of its proposal out.

use super::figure::{Figure, Role, is_filler};
use super::indicator::Reading;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::{Scene, agency};
use crate::domain::{Per, Period};
use crate::lexicon::{Accrual, EdgeRole, Table, WordRole};
use crate::text::Span;

/// A clause of no more characters in front of its number goes on with the clause before: 占.
const SHORTEST_CLAUSE: usize = 1;

/// What the table of scopes gives for words that only look like one.
const NO_SCOPE: &str = "-";

/// Characters behind the last matched word that still belong to a quote.
const LONGEST_TAIL: usize = 10;

impl Reader<'_> {
    /// What every proposal of a scene shares.
    pub(super) fn base(&self, scene: &Scene<'_>, figure: &Figure, period: Option<Period>) -> Proposal {
        let clause = Span::new(figure.clause.start.min(figure.left.start), figure.quantity.span.start);
        let before = Span::new(scene.sentence.start, figure.quantity.span.start);
        let period_origin = if period.is_some() { scene.period_origin.as_str() } else { "-" };
        Proposal {
            paragraph: scene.paragraph,
            quote: String::new(),
            indicator: String::new(),
            value: 0.0,
            unit: String::new(),
            qualifier: figure.quantity.qualifier,
            period,
            place: scene.place,
            scope: None,
            scam: scam(scene, clause),
            per: per(scene, clause, before).filter(|_| self.averages(scene, figure, clause)),
            agency: agency(scene.folded, clause).or(scene.agency).map(str::to_owned),
            change: None,
            support: Support::Part,
            confidence: 0.0,
            reason: ["; period ", period_origin, "; place ", &scene.place_origin].concat(),
        }
    }

    /// Whether an average is told in the clause or goes on from the figure before.
    fn averages(&self, scene: &Scene<'_>, figure: &Figure, clause: Span) -> bool {
        let own =
            [WordRole::PerDay, WordRole::PerMonth].into_iter().any(|role| scene.folded.holds(clause, role));
        own || self.found.last().is_some_and(|last| {
            let known = &last.proposal;
            let kind = |unit: Option<&str>| self.lexicon.units.get(unit?).map(|unit| unit.kind);
            kind(figure.quantity.unit) == kind(Some(&known.unit))
                && last.sentence == scene.number
                && known.per.is_some()
                && known.change.is_none()
                && !known.indicator.ends_with("_change")
        })
    }

    pub(super) fn unit(&self, figure: &Figure, usual: &str) -> String {
        match figure.quantity.unit {
            None if usual == "元" => self.local_yuan.unwrap_or(usual).to_owned(),
            None => usual.to_owned(),
            Some(unit) if unit == usual => unit.to_owned(),
            Some(unit) => self.lexicon.units.canonical(unit).to_owned(),
        }
    }

    /// Whether nothing is said in front of a number: small words, one more at most, a period.
    pub(super) fn is_bare(&self, scene: &Scene<'_>, left: Span) -> bool {
        let within = |period: &&Span| left.start <= period.start && period.end <= left.end;
        let from = scene.periods.iter().filter(within).map(|period| period.end).max();
        let words = scene.folded.slice(from.unwrap_or(left.start), left.end);
        is_filler(words, self.lexicon) || (from.is_none() && words.chars().nth(SHORTEST_CLAUSE).is_none())
    }

    /// The words that state a figure: what was matched, up to the end of the number.
    pub(super) fn quote(&self, scene: &Scene<'_>, figure: &Figure, reading: &Reading<'_>) -> Span {
        let left = scene.folded.slice(figure.left.start, figure.left.end);
        let last = self.found.last().filter(|last| last.sentence == scene.number);
        let mut start = reading.evidence.start.min(figure.quantity.span.start);
        // 掩饰、隐瞒犯罪所得罪2件: the whole name of the crime.
        if scene.folded.begins(start, WordRole::Crime).is_some_and(|crime| crime.end == figure.left.end) {
            start = figure.left.start + left.len() - left.trim_start_matches(['，', '、', '；']).len();
        }
        if reading.carried && !self.is_bare(scene, figure.left) {
            let edges = &self.lexicon.edges;
            let links = left.len() - edges.behind(left, EdgeRole::JoinsItems, &['，', '、', '；']).len();
            start = start.min(figure.left.start + links);
        } else if reading.carried {
            start = match (last, scene.last_end) {
                (Some(last), Some(end)) if last.number.end == end && self.goes_on(scene, figure, end) => {
                    last.quote.start
                }
                _ => scene.folded.clause_start(
                    scene.sentence.start,
                    figure.clause.start.saturating_sub('，'.len_utf8()).max(scene.sentence.start),
                ),
            };
        }
        let end = self.end_of(scene, figure);
        let behind = scene.folded.slice(reading.evidence.end, figure.right.end);
        if reading.evidence.end > end && behind.chars().count() <= LONGEST_TAIL {
            return Span::new(start, figure.right.end);
        }
        Span::new(start, reading.evidence.end.max(end))
    }

    /// Whether nothing is named between a figure and the end of the one before.
    fn goes_on(&self, scene: &Scene<'_>, figure: &Figure, end: usize) -> bool {
        is_filler(scene.folded.slice(end, figure.left.start), self.lexicon)
    }

    /// Where a figure ends, 以上 and 左右 included.
    pub(super) fn end_of(&self, scene: &Scene<'_>, figure: &Figure) -> usize {
        let end = figure.quantity.span.end;
        let behind = scene.folded.slice(end, figure.clause.end);
        end + self.lexicon.units.wordings().qualifier_after(behind).map_or(0, |(_, length)| length)
    }

    /// The part of the whole that the words of a figure name.
    pub(super) fn scope(
        &self,
        scene: &Scene<'_>,
        figures: &[Figure],
        figure: &Figure,
        quote: Span,
    ) -> Option<String> {
        let from = quote.start.min(figure.left.start);
        let mut limits = figures.iter().filter(|one| one.role == Role::Threshold).filter(|one| {
            figure.clause.start <= one.quantity.span.start
                && one.quantity.span.end <= figure.quantity.span.start
        });
        if let Some(limit) = limits.next() {
            // 5万元至10万元案件 has two.
            let last = limits.next_back().unwrap_or(limit);
            let amount = scene.folded.slice(limit.quantity.span.start, self.end_of(scene, last));
            return Some(format!("{amount}案件"));
        }
        let start = figure.left.start.max(from);
        let end = quote.end.min(figure.right.end).max(figure.quantity.span.end);
        let named = scene.folded.meanings(Span::new(start, end), Table::Scopes);
        let longest = named.max_by_key(|(word, _)| (word.end - word.start, word.start));
        // 线上平台 is no part of anything.
        longest.map(|(_, scope)| scope.to_owned()).filter(|scope| scope != NO_SCOPE)
    }
}

/// The one type of scam that a stretch names.
pub(super) fn scam(scene: &Scene<'_>, clause: Span) -> Option<String> {
    let mut named = scene.folded.meanings(clause, Table::Scams);
    let (_, first) = named.next()?;
    named.all(|(_, scam)| scam == first).then(|| first.to_owned())
}

/// 日均 in the clause, or earlier in the sentence where no total was told since.
fn per(scene: &Scene<'_>, clause: Span, before: Span) -> Option<Per> {
    let last = |role| scene.folded.words_of(before, role).last().map(|word| word.start);
    let (day, month, total) = (last(WordRole::PerDay), last(WordRole::PerMonth), last(WordRole::Total));
    let told = day.max(month)?;
    if total.is_some_and(|total| total > told) && !scene.folded.holds(clause, WordRole::PerDay) {
        return None;
    }
    Some(if day > month { Per::Day } else { Per::Month })
}

/// The period of a figure, by how its kind takes one.
pub(super) fn period_of(scene: &Scene<'_>, accrual: Accrual) -> Option<Period> {
    match accrual {
        Accrual::Flow => scene.current.period,
        Accrual::Stock if scene.current.own => scene.current.period,
        Accrual::CarriedStock => scene.current.period,
        Accrual::Stock | Accrual::Never => None,
    }
}
