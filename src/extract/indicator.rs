//! Decides what a figure counts.
//!
//! A figure with the words around it and the rows of wordings in, the best [`Reading`] out: the row
//! whose verb and object stand nearest the number and say most. Sets no periods and no places.

use std::cmp::Reverse;

use super::figure::{Figure, is_filler};
use super::folded::Folded;
use super::topic::is_of_fraud;
use crate::lexicon::{Lexicon, Needs, Order, RowPart, RowSet, WordRole, Wording};
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
    pub(super) verb: Option<Span>,
    pub(super) object: Option<Span>,
    pub(super) carried: bool,
    /// Weight of the evidence; the greatest wins.
    pub(super) weight: u32,
    /// Whether words that rule the row out stand beside a carried object: 破获案件1210起、1530起.
    pub(super) doubtful: bool,
}

/// A word that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    span: Span,
    weight: u32,
    carried: bool,
}

const LEFT: u32 = 60;
const RIGHT: u32 = 50;
const CARRIED: u32 = 25;
/// For each character: a longer word says more.
const WEIGHT: u32 = 4;
/// Of two rows with the same words, the one whose context is there.
const CONTEXT: u32 = 10;

/// Reads figures by the rows of wordings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indicators<'f, 't> {
    pub(super) folded: &'f Folded<'f>,
    pub(super) lexicon: &'t Lexicon,
}

/// The words of a row in the regions of a figure: of each region the weightiest.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    verb: Sides,
    object: Sides,
    ruled_out: bool,
    /// Whether words that rule the row out stand where a carried verb does.
    ruled_out_carried: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    left: Option<Found>,
    right: Option<Found>,
    carried: Option<Found>,
}

/// Where a word stands beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Carried,
}

impl Marks {
    fn note(&mut self, found: Found, part: RowPart, side: Side) {
        let sides = match part {
            RowPart::Verb => &mut self.verb,
            RowPart::Object => &mut self.object,
            RowPart::Not => {
                self.ruled_out |= side != Side::Carried;
                self.ruled_out_carried |= side == Side::Carried;
                return;
            }
        };
        let known = match side {
            Side::Left => &mut sides.left,
            Side::Right => &mut sides.right,
            Side::Carried => &mut sides.carried,
        };
        // In front the nearest word counts, the longest of those that end together.
        let rank = |one: &Found| (if side == Side::Right { 0 } else { one.span.end }, one.weight);
        if known.as_ref().is_none_or(|known| rank(&found) > rank(known)) {
            *known = Some(found);
        }
    }
}

/// The marks of those rows that were asked for and of which a word was met.
struct RowMarks {
    /// For each row whether it was asked for, and from [`FIRST_SLOT`] on where its marks stand.
    slots: Vec<u16>,
    /// The rows that were met.
    met: Vec<usize>,
    marks: Vec<Marks>,
}

/// Rows of which a word stands beside a usual number.
const MET: usize = 8;

/// A row that wasn't asked for, one that was and hasn't been met, and the first that was met.
const NOT_ASKED: u16 = 0;
const NOT_MET: u16 = 1;
const FIRST_SLOT: u16 = 2;

impl RowMarks {
    fn of_asked(rows: &RowSet) -> RowMarks {
        let slots = rows.flags().iter().map(|asked| if *asked { NOT_MET } else { NOT_ASKED }).collect();
        RowMarks { slots, met: Vec::with_capacity(MET), marks: Vec::with_capacity(MET) }
    }

    /// The marks of a row that was asked for.
    #[inline]
    fn of(&mut self, row: usize) -> Option<&mut Marks> {
        let slot = self.slots.get_mut(row).filter(|slot| **slot != NOT_ASKED)?;
        if *slot == NOT_MET {
            *slot = FIRST_SLOT.checked_add(u16::try_from(self.met.len()).ok()?)?;
            self.met.push(row);
            self.marks.push(Marks::default());
        }
        self.marks.get_mut(usize::from(*slot - FIRST_SLOT))
    }

    /// The rows that were met, in their order, with their marks.
    fn in_order(&self) -> Vec<(usize, &Marks)> {
        let mut rows: Vec<(usize, &Marks)> = self.met.iter().copied().zip(&self.marks).collect();
        rows.sort_unstable_by_key(|(row, _)| *row);
        rows
    }
}

impl<'t> Indicators<'_, 't> {
    /// Every reading that holds by these rows, the weightiest first.
    pub(super) fn readings(&self, rows: &RowSet, regions: &Regions) -> Vec<Reading<'t>> {
        let mut marked = RowMarks::of_asked(rows);
        self.mark(&mut marked, regions);
        let read = |(row, marks)| self.read(row, marks, regions);
        let mut readings = Vec::with_capacity(marked.met.len());
        readings.extend(marked.in_order().into_iter().filter_map(read));
        readings.sort_by_key(|reading| (reading.doubtful, Reverse(reading.weight)));
        readings
    }

    /// The rows whose numbers may have the figure's unit.
    pub(super) fn rows(&self, figure: &Figure) -> &'t RowSet {
        self.lexicon.rows_taking(figure.quantity.unit)
    }

    /// Notes every word of a row in the regions.
    fn mark(&self, marks: &mut RowMarks, regions: &Regions) {
        let told = [
            (Some(regions.left), Side::Left),
            (Some(regions.right), Side::Right),
            (regions.carried, Side::Carried),
        ];
        for (region, side) in told {
            let Some(region) = region else { continue };
            for word in self.folded.words_with(region, WordRole::OfRow) {
                let mut found = None;
                let span = Span::new(word.start, word.end);
                let leads_on = side == Side::Right && self.digit_follows(span);
                for (row, part) in &word.told.rows {
                    if *part == RowPart::Not && is_of_fraud(self.folded, &word, region) {
                        continue;
                    }
                    if let Some(marks) = marks.of(*row) {
                        if leads_on && *part == RowPart::Verb && self.may_lead_on(*row) {
                            continue;
                        }
                        let length = word.told.length * WEIGHT;
                        let found = found.get_or_insert_with(|| found_at(span, length, region, side));
                        marks.note(*found, *part, side);
                    }
                }
            }
        }
    }

    /// Whether a word stands right before the digits of another number.
    fn digit_follows(&self, word: Span) -> bool {
        self.folded.text.as_bytes().get(word.end).is_some_and(u8::is_ascii_digit)
    }

    /// Whether a row's verb behind a number may be that of the next one: 19起案件已批准逮捕6件.
    fn may_lead_on(&self, row: usize) -> bool {
        let row = self.lexicon.wordings.rows().get(row);
        row.is_some_and(|row| row.order == Order::Any && !row.units.contains(&"money"))
    }

    fn read(&self, index: usize, marks: &Marks, regions: &Regions) -> Option<Reading<'t>> {
        let row = self.lexicon.wordings.rows().get(index)?;
        if marks.ruled_out {
            return None;
        }
        let verb = nearest(&marks.verb, row.order);
        let object = nearest(&marks.object, Order::Any);
        match row.needs {
            Needs::Verb => verb?,
            Needs::Object => object?,
            Needs::Both => verb.and(object)?,
        };
        if !row.context.is_empty() && !self.folded.holds_context(regions.paragraph, index) {
            return None;
        }
        let verb = verb.filter(|found| !found.carried || row.needs != Needs::Object);
        let object = object.filter(|found| !found.carried || row.needs != Needs::Verb);
        let carried = [verb, object].into_iter().flatten().any(|found| found.carried);
        let ruled_out = marks.ruled_out_carried && row.needs == Needs::Verb;
        if carried && (ruled_out || !self.may_carry(row, regions, verb, object)) {
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
            verb: verb.map(|found| found.span),
            object: object.map(|found| found.span),
            carried,
            weight: found().map(|one| one.weight).sum::<u32>()
                + if row.context.is_empty() { 0 } else { CONTEXT },
            doubtful: marks.ruled_out_carried && object.is_some_and(|found| found.carried),
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
        let between = Span::new(from, regions.left.end);
        let left = self.folded.slice(from, regions.left.end);
        let right = self.folded.slice(regions.right.start, regions.right.end);
        let named =
            object.is_some_and(|found| !found.carried && !self.holds_verb_beside(found.span, between));
        let bare = is_filler(left, self.lexicon);
        // 起诉甲罪588人、乙罪296人: the next item of a list, named in words that no table has.
        // 帮助信息网络犯罪活动罪（以下简称“帮信罪”）586人.
        let bracket = left.strip_suffix('）').and_then(|inside| inside.rfind('（'));
        let named_to = bracket.map_or(regions.left.end, |open| from + open);
        let crime = self.folded.ends(from, named_to, WordRole::Crime);
        // 甲银行攔阻5.8億元，乙银行4.7億元.
        let name = self.lexicon.wordings.without_fillers_behind(left);
        let body = self.folded.ends(from, from + name.len(), WordRole::Institution);
        let item = (left.starts_with('、') || crime) && row.needs == Needs::Verb && !self.other_noun(right);
        let listed = (item || body) && own_verb.is_none() && !self.folded.holds_verb(between);
        named
            || listed
            || (bare
                && (right.is_empty() || row.needs != Needs::Both || object.is_some())
                && !self.other_noun(right))
    }

    /// Whether a stretch has a verb outside the object's words (涉及 is none in 涉及资金).
    fn holds_verb_beside(&self, object: Span, words: Span) -> bool {
        if object.start < words.start || words.end < object.end {
            return self.folded.holds_verb(words);
        }
        let beside = [Span::new(words.start, object.start), Span::new(object.end, words.end)];
        beside.into_iter().any(|part| self.folded.holds_verb(part))
    }

    /// Something is counted behind the number that no row of this verb knows.
    fn other_noun(&self, right: &str) -> bool {
        !right.is_empty() && !right.starts_with(['、', '，', '；', '（', '“', '的', '以', '左', '和', '及'])
    }
}

/// A word in a region, with the weight that its length and its distance from the number give it.
fn found_at(span: Span, length: u32, region: Span, side: Side) -> Found {
    let (base, far) = match side {
        Side::Left => (LEFT, region.end - span.end),
        Side::Right => (RIGHT, span.start - region.start),
        Side::Carried => (CARRIED, region.end - span.end),
    };
    let distance = u32::try_from(far / 6).unwrap_or(u32::MAX).min(20);
    Found { span, weight: base + length - distance, carried: side == Side::Carried }
}

/// The word that counts: the weightier of those on both sides of the number, else a carried one.
fn nearest(sides: &Sides, order: Order) -> Option<Found> {
    let left = sides.left.filter(|_| order != Order::NumberFirst);
    let right = sides.right.filter(|_| order != Order::VerbFirst);
    match (left, right) {
        (Some(left), Some(right)) if right.weight > left.weight => Some(right),
        (None, None) => sides.carried.filter(|_| order != Order::NumberFirst),
        (left, right) => left.or(right),
    }
}
