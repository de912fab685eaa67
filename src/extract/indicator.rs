//! Decides what a figure counts.
//!
//! A figure with the words around it and the rows of wordings in, the best [`Reading`] out: the row
//! whose verb and object stand nearest the number and say most. Sets no periods and no places.

use std::cmp::Reverse;

use super::figure::{Figure, is_filler};
use super::folded::Folded;
use crate::lexicon::{Lexicon, Needs, Order, UnitKind, Wording};
use crate::text::Span;

/// Where words about a figure may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Regions {
    pub(super) left: Span,
    pub(super) right: Span,
    /// The words of the figure before, whose verb holds for a list.
    pub(super) carried: Option<Span>,
    /// The whole text up to the figure, for the context of a row.
    pub(super) paragraph: Span,
}

/// What a figure counts, and what shows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'t> {
    pub(super) row: &'t Wording,
    /// Everything that was matched beside the number.
    pub(super) evidence: Span,
    /// Where the thing counted is named, for its scope.
    pub(super) verb: Option<&'static str>,
    pub(super) object: Option<&'static str>,
    pub(super) carried: bool,
    /// Weight of the evidence; the greatest wins.
    pub(super) weight: u32,
}

/// A word that was found.
#[derive(Debug, Clone, Copy)]
struct Found {
    word: &'static str,
    span: Span,
    weight: u32,
    carried: bool,
}

const LEFT: u32 = 60;
const RIGHT: u32 = 50;
const CARRIED: u32 = 25;
/// Of two rows with the same words, the one whose context is there.
const CONTEXT: u32 = 10;

/// Reads figures by the rows of wordings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indicators<'f, 't> {
    pub(super) folded: &'f Folded,
    pub(super) lexicon: &'t Lexicon,
}

impl<'t> Indicators<'_, 't> {
    /// Every reading that holds, the weightiest first.
    pub(super) fn readings(&self, figure: &Figure, regions: &Regions) -> Vec<Reading<'t>> {
        let rows = self.lexicon.wordings.rows().iter();
        let mut readings: Vec<Reading<'t>> = rows
            .filter(|row| self.unit_fits(row, figure))
            .filter_map(|row| self.read(row, regions))
            .collect();
        readings.sort_by_key(|reading| Reverse(reading.weight));
        readings
    }

    fn unit_fits(&self, row: &Wording, figure: &Figure) -> bool {
        let Some(unit) = figure.quantity.unit.as_deref() else {
            return row.units.contains(&"-");
        };
        let money = self.lexicon.units.get(unit).is_some_and(|unit| unit.kind == UnitKind::Money);
        let canonical = self.lexicon.units.canonical(unit);
        row.units.iter().any(|one| *one == unit || *one == canonical || (money && *one == "money"))
    }

    fn read(&self, row: &'t Wording, regions: &Regions) -> Option<Reading<'t>> {
        let near = [regions.left, regions.right];
        let holds = |words: &[&str], span: Span| {
            let text = self.folded.slice(span.start, span.end);
            words.iter().any(|word| text.contains(word))
        };
        if near.iter().any(|span| holds(&row.not, *span)) {
            return None;
        }
        if !row.context.is_empty() && !holds(&row.context, regions.paragraph) {
            return None;
        }
        let verb = self.find(&row.verbs, regions, row.order);
        let object = self.find(&row.objects, regions, Order::Any);
        match row.needs {
            Needs::Verb => verb?.word,
            Needs::Object => object?.word,
            Needs::Both => verb.and(object)?.word,
        };
        let verb = verb.filter(|found| !found.carried || row.needs != Needs::Object);
        let object = object.filter(|found| !found.carried || row.needs != Needs::Verb);
        let carried = [verb, object].into_iter().flatten().any(|found| found.carried);
        if carried && !self.may_carry(row, regions, verb, object) {
            return None;
        }
        let found = || [verb, object].into_iter().flatten();
        let own = found().filter(|one| !one.carried).map(|one| one.span);
        let evidence = own.fold(Span::new(regions.left.end, regions.right.start), |sum, span| {
            Span::new(sum.start.min(span.start), sum.end.max(span.end))
        });
        Some(Reading {
            row,
            evidence,
            verb: verb.map(|found| found.word),
            object: object.map(|found| found.word),
            carried,
            weight: found().map(|one| one.weight).sum::<u32>()
                + if row.context.is_empty() { 0 } else { CONTEXT },
        })
    }

    /// A verb holds on where nothing else, or the object alone, stands before the number.
    fn may_carry(
        &self,
        row: &Wording,
        regions: &Regions,
        verb: Option<Found>,
        object: Option<Found>,
    ) -> bool {
        let own_verb = verb.filter(|found| !found.carried && found.span.end <= regions.left.end);
        let from = own_verb.map_or(regions.left.start, |found| found.span.end);
        let left = self.folded.slice(from, regions.left.end);
        let right = self.folded.slice(regions.right.start, regions.right.end);
        let named = object.is_some_and(|found| !found.carried && !self.has_verb(left));
        let bare = is_filler(left, self.lexicon);
        named
            || (bare
                && (right.is_empty() || row.needs != Needs::Both || object.is_some())
                && !self.other_noun(right))
    }

    /// Whether a stretch has a verb of its own, so that no other is carried to it.
    fn has_verb(&self, text: &str) -> bool {
        let rows = self.lexicon.wordings.rows().iter();
        let known = |word: &str| text.contains(word) && word.chars().count() > 1;
        rows.flat_map(|row| &row.verbs).any(|verb| known(verb))
            || self.lexicon.wordings.sentence.any_in("verb", text)
    }

    /// Something is counted behind the number that no row of this verb knows.
    fn other_noun(&self, right: &str) -> bool {
        !right.is_empty() && !right.starts_with(['、', '，', '；', '（', '“', '的', '以', '左', '和', '及'])
    }

    fn find(&self, words: &[&'static str], regions: &Regions, order: Order) -> Option<Found> {
        let left = (order != Order::NumberFirst).then(|| self.last(words, regions.left, LEFT)).flatten();
        let right = (order != Order::VerbFirst).then(|| self.first(words, regions.right)).flatten();
        let carried = || {
            let span = regions.carried.filter(|_| order != Order::NumberFirst)?;
            self.last(words, span, CARRIED).map(|found| Found { carried: true, ..found })
        };
        match (left, right) {
            (Some(left), Some(right)) if right.weight > left.weight => Some(right),
            (Some(left), _) => Some(left),
            (None, Some(right)) => Some(right),
            (None, None) => carried(),
        }
    }

    /// The word nearest the end of a stretch; of those that end together, the longest.
    fn last(&self, words: &[&'static str], span: Span, base: u32) -> Option<Found> {
        let text = self.folded.slice(span.start, span.end);
        words
            .iter()
            .filter_map(|word| {
                let at = text.rfind(word)?;
                let distance = u32::try_from(text.len() - at - word.len()).ok()?;
                let weight = base + length(word) - (distance / 6).min(20);
                let span = Span::new(span.start + at, span.start + at + word.len());
                Some(Found { word, span, weight, carried: false })
            })
            .max_by_key(|found| (found.span.end, found.weight))
    }

    fn first(&self, words: &[&'static str], span: Span) -> Option<Found> {
        let text = self.folded.slice(span.start, span.end);
        words
            .iter()
            .filter_map(|word| {
                let at = text.find(word)?;
                let distance = u32::try_from(at).ok()?;
                let weight = RIGHT + length(word) - (distance / 6).min(20);
                let span = Span::new(span.start + at, span.start + at + word.len());
                Some(Found { word, span, weight, carried: false })
            })
            .max_by_key(|found| found.weight)
    }
}

/// Four for each character: a longer word says more.
fn length(word: &str) -> u32 {
    u32::try_from(word.chars().count()).unwrap_or(0) * 4
}
