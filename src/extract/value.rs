//! Turns the figures of a sentence into proposals.
//!
//! A scene of [`super::scene`] and a figure in, proposals into the reader out.

use super::attributes::{period_of, scam};
use super::figure::Figure;
use super::indicator::{Reading, Regions};
use super::kind::{kind_named, kind_of_row};
use super::part::Part;
use super::part_lists::names_each;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::reached::compared_with;
use super::scene::Scene;
use super::subjects::each_subject;
use crate::lexicon::{UnitKind, WordRole};
use crate::text::Span;

impl<'a> Reader<'a> {
    /// Proposes what a figure counts, once for each of several subjects.
    pub(super) fn value(&mut self, scene: &mut Scene<'_>, figures: &[Figure], index: usize) {
        let Some(figure) = figures.get(index) else { return };
        if self.level(scene, figures, figure) {
            scene.last_end = Some(figure.quantity.span.end);
            return;
        }
        if let Some(behind) = compared_with(scene, figure) {
            // What rises behind a comparison that has its own verb is told before it.
            if scene.folded.holds_verb(behind) {
                scene.last_end = Some(figure.quantity.span.end);
            }
            return;
        }
        let regions = self.regions(scene, figure);
        let readings = self.readings(scene, figures, index, &regions);
        let carried = readings.first().is_some_and(|reading| reading.carried);
        if carried && self.is_share_of_part(scene, figure) {
            return;
        }
        let listed = carried && self.goes_on_with_named_parts(scene, figure);
        let of_kinds = || readings.first().is_some_and(|one| kind_named(scene, figure, one).is_some());
        let is_item = listed || names_each(scene, figure) && of_kinds();
        if !(is_item && self.propose_item(scene, figures, index)) {
            self.propose_read(scene, figures, index, &readings, &regions);
        }
        scene.last_end = Some(figure.quantity.span.end);
    }

    /// Proposes what a figure counts by the best of its readings.
    fn propose_read(
        &mut self,
        scene: &mut Scene<'_>,
        figures: &[Figure],
        index: usize,
        readings: &[Reading<'a>],
        regions: &Regions,
    ) {
        let Some(figure) = figures.get(index) else { return };
        let subset = scene.folded.holds(figure.left, WordRole::Subset);
        if let Some(reading) = self.in_turn(scene, figures, index, readings) {
            self.propose_value(scene, figures, index, &reading, 0);
        } else if self.propose_kind_of_whole(scene, figure, readings) {
            scene.root = Some(figure.left);
        } else if let Some(reading) = readings.first().filter(|reading| !(subset && reading.carried)) {
            let rivals = readings.iter().filter(|one| one.row.indicator != reading.row.indicator).count();
            if !reading.carried {
                scene.root = Some(Span::new(reading.evidence.start.min(figure.left.start), figure.left.end));
            } else if scene.root.is_none() {
                scene.root = regions.carried;
            }
            for one in each_subject(scene, figure, readings, self.lexicon) {
                let one = self.led(scene, figure, one);
                self.propose_value(scene, figures, index, &one, rivals);
            }
        } else if subset {
            let own = readings.iter().find(|reading| !reading.carried);
            let is_part = self.propose_part(scene, figure);
            if let Some(reading) = own.filter(|_| !is_part) {
                self.propose_value(scene, figures, index, reading, 0);
            }
        } else {
            self.propose_of_list(scene, figures, index);
        }
    }

    /// Proposes a figure that no row of wordings reads, as an item or a part of what was told before.
    fn propose_of_list(&mut self, scene: &mut Scene<'_>, figures: &[Figure], index: usize) {
        let Some(figure) = figures.get(index) else { return };
        if let Some(whole) = self.list_of(scene, figure) {
            self.propose_listed(scene, figure, whole);
        } else if let Some(whole) = self.part_before(scene, figure) {
            let start = figure.left.start;
            self.part_of(scene, figure, whole, Part { from: start, named: start, mark: "其中" });
        } else if !self.propose_kind_or_item(scene, figures, index) {
            let told = [figure.left, figure.right].into_iter().find(|words| scene.folded.holds_verb(*words));
            scene.root = told.or(scene.root);
        }
    }

    fn propose_value(
        &mut self,
        scene: &Scene<'_>,
        figures: &[Figure],
        index: usize,
        reading: &Reading<'_>,
        rivals: usize,
    ) {
        let indicator = self.lexicon.indicators.get(reading.row.indicator);
        let (Some(figure), Some(indicator)) = (figures.get(index), indicator) else { return };
        let row = kind_of_row(scene, figure);
        let mut quote = self.quote(scene, figure, reading);
        quote.start = row.map_or(quote.start, |row| row.start.min(quote.start));
        let unit = self.unit(figure, &indicator.unit);
        if scene.anecdote && self.is_of_a_victim(&indicator.group, &unit) && !self.is_of_police(scene) {
            return;
        }
        let of_row = row.map(|row| scene.folded.slice(row.start, row.end).to_owned());
        let kind = kind_named(scene, figure, reading);
        let is_part = kind.is_some() || of_row.is_some();
        let words = || self.support(reading, rivals, &unit, &indicator.unit);
        let support = if is_part { Support::Part } else { words() };
        let mut base = self.base(scene, figure, period_of(scene, reading.row.accrual));
        let scam = base.scam.take().or_else(|| scam(scene, quote));
        let proposal = Proposal {
            indicator: indicator.id.clone(),
            value: figure.quantity.value,
            unit,
            qualifier: figure.quantity.qualifier,
            scope: match kind {
                Some(kind) => scam.is_none().then_some(kind),
                None => self.scope(scene, figures, figure, quote).or(of_row.filter(|_| scam.is_none())),
            },
            scam,
            support,
            reason: reason(scene, reading, &base.reason),
            ..base
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
    }

    /// The words that a figure rests on, as `unit` is that of the number and `usual` its indicator's.
    fn support(&self, reading: &Reading<'_>, rivals: usize, unit: &str, usual: &str) -> Support {
        let both = reading.verb.is_some() && reading.object.is_some();
        let is_usual = self.lexicon.units.same_kind(unit, usual) || self.is_money(unit, usual);
        Support::Words { both, rivals: rivals > 0, other_unit: !is_usual }
    }

    /// Whether the sentence has told what the police did, and of no person: 收网抓获9人，冻结资金31万元.
    fn is_of_police(&self, scene: &Scene<'_>) -> bool {
        let group = |id: &str| self.lexicon.indicators.get(id).map(|one| one.group.as_str());
        let mut here = self.found.iter().rev().take_while(|one| one.sentence == scene.number);
        here.any(|one| group(&one.proposal.indicator) == Some("people"))
            && !scene.folded.holds(scene.sentence, WordRole::Person)
    }

    /// Whether a figure of a story about one person is that person's: money, warnings, calls.
    fn is_of_a_victim(&self, group: &str, unit: &str) -> bool {
        let money = self.lexicon.units.get(unit).is_some_and(|unit| unit.kind == UnitKind::Money);
        money || matches!(group, "money" | "prevention")
    }
}

/// The row that was read, the words that were matched, then where period and place come from.
pub(super) fn reason(scene: &Scene<'_>, reading: &Reading<'_>, origins: &str) -> String {
    let span = |word: Option<Span>| word.map_or("", |word| scene.folded.slice(word.start, word.end));
    let (verb, object) = (span(reading.verb), span(reading.object));
    let between = if reading.verb.is_some() && reading.object.is_some() { " " } else { "" };
    [reading.row.key, " ", verb, between, object, origins].concat()
}
