//! Asks which rows of wordings read a figure, and shares out a list among several subjects.
//!
//! A scene of [`super::scene`] and its figures in, [`Reading`]s of a figure out. Proposes nothing (that is
//! `value`).

use super::figure::{Figure, Role, is_filler};
use super::indicator::{Indicators, Reading, Regions};
use super::prose::Reader;
use super::scene::Scene;
use crate::lexicon::{Lexicon, Needs, WordRole, Wording};
use crate::text::Span;

impl<'a> Reader<'a> {
    /// The readings of a figure; where there are none, the words up to the clause's end are asked too.
    pub(super) fn readings(
        &self,
        scene: &Scene<'_>,
        figures: &[Figure],
        index: usize,
        regions: &Regions,
    ) -> Vec<Reading<'a>> {
        let Some(figure) = figures.get(index) else { return Vec::new() };
        let indicators = Indicators { folded: scene.folded, lexicon: self.lexicon };
        let rows = indicators.rows(figure);
        let found = indicators.readings(rows, regions);
        let links = figures.get(index + 1).is_some_and(|next| next.quantity.span.start < figure.clause.end);
        let heavy = found.first().is_some_and(|reading| !reading.carried);
        if heavy || !links {
            return found;
        }
        let right = Span::new(regions.right.start, figure.clause.end);
        let wider = indicators.readings(rows, &Regions { right, ..*regions });
        if wider.is_empty() { found } else { wider }
    }

    /// 侦破的案件中，以求职骗案最多，共19宗: cases without a verb of their own are those spoken of.
    pub(super) fn led(&self, scene: &Scene<'_>, figure: &Figure, reading: Reading<'a>) -> Reading<'a> {
        let cases = |row: &Wording| {
            self.lexicon.indicators.get(row.indicator).is_some_and(|one| one.group == "cases")
        };
        if reading.row.needs != Needs::Object || !cases(reading.row) {
            return reading;
        }
        let led = self.led_by(scene, figure).filter(|led| cases(led.row) && led.row.needs == Needs::Verb);
        led.map_or(reading, |led| Reading { row: led.row, verb: led.verb, ..reading })
    }

    /// The reading of a figure in a list that 分别 shares out among several subjects.
    pub(super) fn in_turn(
        &self,
        scene: &Scene<'_>,
        figures: &[Figure],
        index: usize,
        readings: &[Reading<'a>],
    ) -> Option<Reading<'a>> {
        let joined = |one: &Figure, other: &Figure| {
            let between = scene.folded.slice(one.quantity.span.end, other.quantity.span.start);
            is_filler(between, self.lexicon) && other.role == Role::Value
        };
        let mut first = index;
        while first > 0 && joined(figures.get(first - 1)?, figures.get(first)?) {
            first -= 1;
        }
        let mut last = index;
        while figures.get(last + 1).is_some_and(|next| figures.get(last).is_some_and(|one| joined(one, next)))
        {
            last += 1;
        }
        let head = figures.get(first)?;
        if first == last || !scene.folded.holds(head.left, WordRole::Respectively) {
            return None;
        }
        let mut subjects: Vec<Reading<'a>> = Vec::new();
        let regions = Regions { left: head.left, ..self.regions(scene, head) };
        let indicators = Indicators { folded: scene.folded, lexicon: self.lexicon };
        let all = indicators.readings(indicators.rows(head), &regions);
        for reading in all.into_iter().filter(|reading| !reading.carried) {
            if subjects.iter().all(|one| one.row.indicator != reading.row.indicator) {
                subjects.push(reading);
            }
        }
        subjects.sort_by_key(|reading| reading.evidence.start);
        let fits = subjects.len() == last - first + 1 && (index > first || !readings.is_empty());
        subjects.get(index - first).copied().filter(|_| fits)
    }

    /// Where the words stand that may read a figure.
    pub(super) fn regions(&self, scene: &Scene<'_>, figure: &Figure) -> Regions {
        let floor = scene.last_end.unwrap_or(scene.sentence.start);
        let gap = Span::new(floor.min(figure.clause.start), figure.clause.start);
        let gap_text = scene.folded.slice(gap.start, gap.end);
        // 刷单返利类，占25.65%: what is shared stands in the clause before.
        let carried = if self.is_bare(scene, figure.left) && !is_filler(gap_text, self.lexicon) {
            let end = gap.end.saturating_sub('，'.len_utf8()).max(gap.start);
            Some(Span::new(scene.folded.clause_start(gap.start, end), gap.end))
        } else {
            scene.root
        };
        let paragraph = Span::new(scene.context_start(), figure.clause.end);
        // 2022年审结500件，2023年600件: the time alone stands between.
        let left = Span::new(self.end_of_period(scene, figure.left), figure.left.end);
        Regions { left, right: figure.right, carried, paragraph }
    }

    /// The byte behind a period in a stretch that has nothing else but small words, else its start.
    fn end_of_period(&self, scene: &Scene<'_>, left: Span) -> usize {
        let within = |period: &&Span| left.start <= period.start && period.end <= left.end;
        let bare = |from, to| is_filler(scene.folded.slice(from, to), self.lexicon);
        let alone = |period: &&Span| bare(left.start, period.start) && bare(period.end, left.end);
        scene.periods.iter().filter(within).find(alone).map_or(left.start, |period| period.end)
    }
}

/// One reading, or one for each rate that 均 or 各 speaks of.
pub(super) fn each_subject<'a>(
    scene: &Scene<'_>,
    figure: &Figure,
    readings: &[Reading<'a>],
    lexicon: &Lexicon,
) -> Vec<Reading<'a>> {
    let end = figure.left.end;
    let each = scene
        .folded
        .words_of(figure.left, WordRole::Each)
        .any(|word| is_filler(scene.folded.slice(word.end, end), lexicon));
    let mut chosen: Vec<Reading<'_>> = Vec::new();
    for reading in readings {
        let first = chosen.is_empty();
        let rate = each && reading.row.needs == Needs::Object && reading.row.verbs.is_empty();
        let new = chosen.iter().all(|one| one.row.indicator != reading.row.indicator);
        if first || (rate && new && !reading.carried) {
            chosen.push(*reading);
        }
    }
    chosen.sort_by_key(|reading| reading.evidence.start);
    chosen
}
