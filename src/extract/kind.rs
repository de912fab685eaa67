//! Reads counts of cases by kind of fraud that are told without a verb: 「猜猜我是谁」1677宗.
//!
//! A scene of [`super::scene`] and a figure that no wording reads in, a proposal into the reader
//! out: such a figure counts what the whole before it counts. Reads no other figures.

use super::attributes::scam;
use super::figure::Figure;
use super::indicator::Reading;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use crate::lexicon::{Needs, RowPart, Table, WordRole};
use crate::text::Span;

/// How many paragraphs back the whole may be told.
const NEAR: usize = 12;

impl Reader<'_> {
    /// Proposes a count of cases of the kind that is named before it; says whether it did.
    pub(super) fn propose_kind(&mut self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let named = kind_before(scene, figure).or_else(|| self.kind_in_clause_before(scene, figure));
        let Some(named) = named else { return false };
        let Some(whole) = self.whole(scene, figure).cloned() else { return false };
        self.propose_of_kind(scene, figure, named, whole);
        true
    }

    /// Proposes a kind of what the sentence says was done to the whole: 侦破的案件中，求职骗案共19宗.
    ///
    /// Says whether it did; a reading with a verb of its own stays.
    pub(super) fn propose_kind_of_whole(
        &mut self,
        scene: &Scene<'_>,
        figure: &Figure,
        readings: &[Reading<'_>],
    ) -> bool {
        let Some(reading) = readings.first().filter(|one| one.row.needs == Needs::Object) else {
            return false;
        };
        let Some(whole) = self.whole(scene, figure).cloned() else { return false };
        let other =
            whole.proposal.indicator != reading.row.indicator && self.is_of_cases(reading.row.indicator);
        let named = kind_before(scene, figure).or_else(|| self.kind_in_clause_before(scene, figure));
        let Some(named) = named.filter(|_| other) else { return false };
        let done = Span::new(scene.sentence.start, named.start);
        let rows = self.lexicon.wordings.rows();
        let done_so = scene.folded.words(done).any(|word| {
            let of_whole =
                |row: usize| rows.get(row).is_some_and(|row| row.indicator == whole.proposal.indicator);
            word.told.rows.iter().any(|(row, part)| *part == RowPart::Verb && of_whole(*row))
        });
        if done_so {
            self.propose_of_kind(scene, figure, named, whole);
        }
        done_so
    }

    fn propose_of_kind(&mut self, scene: &Scene<'_>, figure: &Figure, named: Span, whole: Telling) {
        let quote = Span::new(named.start, self.end_of(scene, figure));
        let base = self.base(scene, figure, scene.current.period);
        let words = Span::new(named.start.min(figure.left.start), figure.left.end);
        let Telling { proposal: whole, .. } = whole;
        let proposal = Proposal {
            indicator: whole.indicator,
            value: figure.quantity.value,
            unit: self.unit(figure, &whole.unit),
            scam: scam(scene, words),
            support: Support::Part,
            reason: format!("kind {}{}", scene.folded.slice(named.start, named.end), base.reason),
            ..base
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
    }

    fn is_of_cases(&self, indicator: &str) -> bool {
        self.lexicon.indicators.get(indicator).is_some_and(|one| one.group == "cases")
    }

    /// The kind that the clause before names, where none but small words stand before the number:
    /// 电话骗案回落，全年615宗.
    fn kind_in_clause_before(&self, scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
        let left = figure.left;
        let total = scene.folded.words_of(left, WordRole::Total).last().map(|word| word.end);
        let rest = Span::new(total.unwrap_or(left.start), left.end);
        let end = left.start.checked_sub('，'.len_utf8()).filter(|end| *end > scene.sentence.start)?;
        let floor = scene.last_end.unwrap_or(scene.sentence.start);
        let start = scene.folded.clause_start(scene.sentence.start, end).max(floor);
        let clause = Span::new(start.min(end), end);
        self.is_bare(scene, rest).then(|| kind_within(scene, clause)).flatten()
    }

    /// The cases told before, in the same unit and no fewer.
    fn whole(&self, scene: &Scene<'_>, figure: &Figure) -> Option<&Telling> {
        let unit = figure.quantity.unit?;
        self.found.iter().rev().find(|telling| {
            let known = &telling.proposal;
            self.is_of_cases(&known.indicator)
                && known.value >= figure.quantity.value
                && known.paragraph + NEAR >= scene.paragraph
                && self.lexicon.units.canonical(unit) == self.lexicon.units.canonical(&known.unit)
        })
    }
}

/// The name of the kind of fraud that a bracket or a colon counts cases of: 机票改签诈骗（156起.
pub(super) fn kind_named(scene: &Scene<'_>, figure: &Figure, reading: &Reading<'_>) -> Option<String> {
    let object = reading.object?;
    let name = scene.folded.slice(object.start, object.end).strip_suffix(['（', '：'])?;
    let end = object.start + name.len();
    let start = scene.folded.clause_start(scene.sentence.start, end);
    let number = |one: char| one.is_ascii_digit() || matches!(one, '.' | '、' | '（' | '）' | '①'..='⑳');
    let words = scene.folded.slice(start, end).trim_start_matches(number);
    (end < figure.quantity.span.start && !words.is_empty()).then(|| words.to_owned())
}

/// The kind of fraud that the words before a figure name; none where they have a verb.
fn kind_before(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    let bracketed = scene.folded.slice(figure.left.start, figure.left.end) == "（";
    let end = figure.left.end;
    let start =
        if bracketed { scene.folded.clause_start(scene.sentence.start, end) } else { figure.left.start };
    let words = Span::new(start, end);
    if scene.folded.holds_verb(words) && !bracketed {
        return None;
    }
    kind_within(scene, words)
}

/// The last kind of fraud that a stretch names.
fn kind_within(scene: &Scene<'_>, words: Span) -> Option<Span> {
    let kinds = scene.folded.words_of(words, WordRole::KindOfCase);
    let scams = scene.folded.meanings(words, Table::Scams).map(|(word, _)| word);
    kinds.chain(scams).max_by_key(|word| (word.end, word.end - word.start))
}
