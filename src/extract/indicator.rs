//! Decides what a figure counts.
//!
//! A figure with the words around it and the rows of wordings in, the best [`Reading`] out: the row
//! whose verb and object stand nearest the number and say most. Sets no periods and no places.

use std::cmp::Reverse;

use super::figure::{Figure, is_filler};
use super::folded::Folded;
use super::marks::{Found, Marks, RowMarks, Side};
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

/// Of two rows with the same words, the one whose context is there.
const CONTEXT: u32 = 10;

/// Reads figures by the rows of wordings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Indicators<'f, 't> {
    pub(super) folded: &'f Folded<'f>,
    pub(super) lexicon: &'t Lexicon,
}

impl<'t> Indicators<'_, 't> {
    /// Every reading that holds by these rows, the weightiest first.
    pub(super) fn readings(&self, rows: &RowSet, regions: &Regions) -> Vec<Reading<'t>> {
        let mut marked = RowMarks::of_asked(rows);
        self.mark(&mut marked, regions);
        let read = |(row, marks)| self.read(row, marks, regions);
        let met = marked.in_order();
        let mut readings = Vec::with_capacity(met.len());
        readings.extend(met.into_iter().filter_map(read));
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
                        let length = word.told.length;
                        let found = found.get_or_insert_with(|| Found::at(span, length, region, side));
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
        let verb = marks.verb.nearest(row.order);
        let object = marks.object.nearest(Order::Any);
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
