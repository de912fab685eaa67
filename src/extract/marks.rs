//! The words of rows of wordings beside one number.
//!
//! Words that were found beside a number in, for each row the weightiest of each side out. Judges no
//! row: which of them holds is `indicator`'s.

use crate::lexicon::{Order, RowPart, RowSet};
use crate::text::Span;

/// A word that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) span: Span,
    /// What it says for its row.
    pub(super) weight: u32,
    /// Whether it stands beside the figure before, whose verb holds for a list.
    pub(super) carried: bool,
}

const LEFT: u32 = 60;
const RIGHT: u32 = 50;
const CARRIED: u32 = 25;
/// For each character: a longer word says more.
const CHARACTER: u32 = 4;

impl Found {
    /// A word of so many characters in a region; its length and its distance from the number weigh.
    pub(super) fn at(span: Span, characters: u32, region: Span, side: Side) -> Found {
        let (base, far) = match side {
            Side::Left => (LEFT, region.end - span.end),
            Side::Right => (RIGHT, span.start - region.start),
            Side::Carried => (CARRIED, region.end - span.end),
        };
        let distance = u32::try_from(far / 6).unwrap_or(u32::MAX).min(20);
        Found { span, weight: base + characters * CHARACTER - distance, carried: side == Side::Carried }
    }
}

/// The words of a row in the regions of a figure: of each region the weightiest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) verb: Sides,
    pub(super) object: Sides,
    /// Whether words beside the number rule the row out.
    pub(super) ruled_out: bool,
    /// Whether such words stand where a carried verb does.
    pub(super) ruled_out_carried: bool,
}

/// Words on each [`Side`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sides([Option<Found>; 3]);

/// Where a word stands beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Carried,
}

impl Marks {
    /// Notes a word.
    #[inline]
    pub(super) fn note(&mut self, found: Found, part: RowPart, side: Side) {
        let sides = match part {
            RowPart::Verb => &mut self.verb,
            RowPart::Object => &mut self.object,
            RowPart::Not => {
                self.ruled_out |= side != Side::Carried;
                self.ruled_out_carried |= side == Side::Carried;
                return;
            }
        };
        let known = &mut sides.0[side as usize];
        // In front the nearest word counts, the longest of those that end together.
        let rank = |one: &Found| (if side == Side::Right { 0 } else { one.span.end }, one.weight);
        if known.as_ref().is_none_or(|known| rank(&found) > rank(known)) {
            *known = Some(found);
        }
    }
}

impl Sides {
    /// The word that counts: the weightier of those on both sides of the number, else a carried one.
    pub(super) fn nearest(&self, order: Order) -> Option<Found> {
        let [left, right, carried] = self.0;
        let left = left.filter(|_| order != Order::NumberFirst);
        let right = right.filter(|_| order != Order::VerbFirst);
        match (left, right) {
            (Some(left), Some(right)) if right.weight > left.weight => Some(right),
            (None, None) => carried.filter(|_| order != Order::NumberFirst),
            (left, right) => left.or(right),
        }
    }
}

/// The marks of those rows that were asked for and of which a word was met.
pub(super) struct RowMarks {
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
    /// None yet of these rows.
    pub(super) fn of_asked(rows: &RowSet) -> RowMarks {
        let slots = rows.flags().iter().map(|asked| if *asked { NOT_MET } else { NOT_ASKED }).collect();
        RowMarks { slots, met: Vec::with_capacity(MET), marks: Vec::with_capacity(MET) }
    }

    /// The marks of a row that was asked for.
    #[inline]
    pub(super) fn of(&mut self, row: usize) -> Option<&mut Marks> {
        let slot = self.slots.get_mut(row).filter(|slot| **slot != NOT_ASKED)?;
        if *slot == NOT_MET {
            *slot = FIRST_SLOT.checked_add(u16::try_from(self.met.len()).ok()?)?;
            self.met.push(row);
            self.marks.push(Marks::default());
        }
        self.marks.get_mut(usize::from(*slot - FIRST_SLOT))
    }

    /// The rows that were met, in their order, with their marks.
    pub(super) fn in_order(&self) -> Vec<(usize, &Marks)> {
        let mut rows: Vec<(usize, &Marks)> = self.met.iter().copied().zip(&self.marks).collect();
        rows.sort_unstable_by_key(|(row, _)| *row);
        rows
    }
}
