//! Reads counts of cases by kind of fraud that are told without a verb: 「猜猜我是谁」1677宗.
//!
//! A scene of [`super::scene`] and a figure that no wording reads in, a proposal into the reader
//! out: such a figure counts what the whole before it counts. Reads no other figures.

use super::attributes::scam;
use super::cells::name_of_row;
use super::figure::Figure;
use super::indicator::Reading;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use crate::lexicon::{Needs, RowPart, Table, UnitKind, WordRole};
use crate::text::Span;

/// The indicator of what victims lost.
const LOSSES: &str = "losses";

/// A number without a unit behind a count of cases is money from here on: 63件 7405.1万.
const LEAST_BARE: f64 = 10_000.0;

/// How many paragraphs back the whole may be told.
const NEAR: usize = 12;

impl Reader<'_> {
    /// Proposes a count of cases of the kind that is named before it; says whether it did.
    pub(super) fn propose_kind(&mut self, scene: &Scene<'_>, figure: &Figure) -> bool {
        if self.propose_loss_of_kind(scene, figure) {
            return true;
        }
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
        let scam = scam(scene, words);
        // An item of a list or a row has nothing but its name.
        let row = kind_of_row(scene, figure);
        let named_by = row.unwrap_or_else(|| item_named(scene, named, figure));
        let is_item = scene.heading || row.is_some();
        let quote = Span::new(if is_item { named_by.start.min(quote.start) } else { quote.start }, quote.end);
        let named_by = scene.folded.slice(named_by.start, named_by.end);
        let scope = (scam.is_none() && is_item).then(|| named_by.to_owned());
        let proposal = Proposal {
            indicator: whole.indicator,
            value: figure.quantity.value,
            unit: self.unit(figure, &whole.unit),
            scope,
            scam,
            support: Support::Part,
            reason: format!("kind {}{}", scene.folded.slice(named.start, named.end), base.reason),
            ..base
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
    }

    /// What was lost by the kind whose cases an item of a list counts right before: 刷单返利类 12起 35.2万元.
    fn propose_loss_of_kind(&mut self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let kind_of = |unit: &str| self.lexicon.units.get(unit).map(|unit| unit.kind);
        let is_money = match figure.quantity.unit {
            Some(unit) => kind_of(unit) == Some(UnitKind::Money),
            None => figure.quantity.value >= LEAST_BARE,
        };
        let lost = |one: &&Telling| {
            one.proposal.indicator == LOSSES
                && one.proposal.value >= figure.quantity.value
                && one.proposal.paragraph + NEAR >= scene.paragraph
        };
        let cases = self.found.last().filter(|last| {
            last.sentence == scene.number
                && last.proposal.support == Support::Part
                && scene.last_end == Some(last.number.end)
                && self.is_of_cases(&last.proposal.indicator)
        });
        let item = scene.heading && is_money && self.is_bare(scene, figure.left);
        let (Some(cases), Some(whole)) = (cases.filter(|_| item), self.found.iter().rev().find(lost)) else {
            return false;
        };
        let quote = Span::new(cases.quote.start, self.end_of(scene, figure));
        let proposal = Proposal {
            indicator: LOSSES.to_owned(),
            value: figure.quantity.value,
            unit: self.unit(figure, &whole.proposal.unit),
            qualifier: figure.quantity.qualifier,
            ..cases.proposal.clone()
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
        true
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
        let mark = scene.folded.slice(scene.sentence.start, left.start).chars().next_back()?;
        let end = left.start.checked_sub(mark.len_utf8()).filter(|end| *end > scene.sentence.start)?;
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
    let words = scene.folded.slice(start, end).trim_start_matches(is_of_number);
    (end < figure.quantity.span.start && !words.is_empty()).then(|| words.to_owned())
}

/// The kind of fraud that the row of a table names in front of its figures.
pub(super) fn kind_of_row(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    let is_kind = |name: &Span| !scene.folded.holds_verb(*name) && kind_within(scene, *name).is_some();
    name_of_row(scene, figure).filter(is_kind)
}

/// The whole name of an item, of which a kind of fraud is a part: 冒充领导、熟人类.
fn item_named(scene: &Scene<'_>, kind: Span, figure: &Figure) -> Span {
    let start = scene.folded.clause_start(scene.sentence.start, kind.start);
    let words = scene.folded.slice(start, figure.left.end);
    let bare = words.trim_start_matches(is_of_number);
    let name = bare.trim_end_matches(['：', ':', '（', '，', '、']);
    let start = start + words.len() - bare.len();
    if name.chars().count() > LONGEST_ITEM { kind } else { Span::new(start, start + name.len()) }
}

/// Characters of the longest name of an item.
const LONGEST_ITEM: usize = 20;

/// Whether a character belongs to the number of an item: 1、, （2）, ③.
fn is_of_number(one: char) -> bool {
    one.is_ascii_digit() || matches!(one, '.' | '、' | '（' | '）' | '①'..='⑳')
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
