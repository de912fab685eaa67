//! Turns the figures of a sentence into proposals.
//!
//! A scene of [`super::scene`] and a figure in, proposals into the reader out.

use super::attributes::{period_of, scam};
use super::figure::{Figure, Role, is_filler};
use super::indicator::{Indicators, Reading, Regions};
use super::kind::{kind_named, kind_of_row};
use super::part::Part;
use super::part_lists::names_each;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use crate::domain::{Basis, Change, Direction};
use crate::lexicon::{Lexicon, Needs, UnitKind, WordRole, Wording};
use crate::text::Span;

/// Characters of 降至, 增加至 in front of the figure that was reached.
pub(super) const LONGEST_TOWARDS: usize = 4;

/// What may stand between 至 and the figure that was reached.
pub(super) const ABOUT: [char; 4] = ['约', '近', '超', '逾'];

/// What the digits of a year or a month end in.
const DATE_MARKS: [char; 2] = ['年', '月'];

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
        let subset = scene.folded.holds(figure.left, WordRole::Subset);
        let carried = readings.first().is_some_and(|reading| reading.carried);
        if carried && self.is_share_of_part(scene, figure) {
            return;
        }
        let listed = carried && self.goes_on_with_named_parts(scene, figure);
        let of_kinds = || readings.first().is_some_and(|one| kind_named(scene, figure, one).is_some());
        if (listed || names_each(scene, figure) && of_kinds()) && self.propose_item(scene, figures, index) {
            scene.last_end = Some(figure.quantity.span.end);
            return;
        }
        if let Some(reading) = self.in_turn(scene, figures, index, &readings) {
            self.propose_value(scene, figures, index, &reading, 0);
        } else if self.propose_kind_of_whole(scene, figure, &readings) {
            scene.root = Some(figure.left);
        } else if let Some(reading) = readings.first().filter(|reading| !(subset && reading.carried)) {
            let rivals = readings.iter().filter(|one| one.row.indicator != reading.row.indicator).count();
            if !reading.carried {
                scene.root = Some(Span::new(reading.evidence.start.min(figure.left.start), figure.left.end));
            } else if scene.root.is_none() {
                scene.root = regions.carried;
            }
            for one in each_subject(scene, figure, &readings, self.lexicon) {
                let one = self.led(scene, figure, one);
                self.propose_value(scene, figures, index, &one, rivals);
            }
        } else if subset {
            let own = readings.iter().find(|reading| !reading.carried);
            let is_part = self.propose_part(scene, figure);
            if let Some(reading) = own.filter(|_| !is_part) {
                self.propose_value(scene, figures, index, reading, 0);
            }
        } else if let Some(whole) = self.list_of(scene, figure) {
            self.propose_listed(scene, figure, whole);
        } else if let Some(whole) = self.part_before(scene, figure) {
            let start = figure.left.start;
            self.part_of(scene, figure, whole, Part { from: start, named: start, mark: "其中" });
        } else if !self.propose_kind_or_item(scene, figures, index) {
            let told = [figure.left, figure.right].into_iter().find(|words| scene.folded.holds_verb(*words));
            scene.root = told.or(scene.root);
        }
        scene.last_end = Some(figure.quantity.span.end);
    }

    /// 侦破的案件中，以求职骗案最多，共19宗: cases without a verb of their own are those spoken of.
    fn led(&self, scene: &Scene<'_>, figure: &Figure, reading: Reading<'a>) -> Reading<'a> {
        let cases = |row: &Wording| {
            self.lexicon.indicators.get(row.indicator).is_some_and(|one| one.group == "cases")
        };
        if reading.row.needs != Needs::Object || !cases(reading.row) {
            return reading;
        }
        let led = self.led_by(scene, figure).filter(|led| cases(led.row) && led.row.needs == Needs::Verb);
        led.map_or(reading, |led| Reading { row: led.row, verb: led.verb, ..reading })
    }

    /// 损失金额下跌73%，至6000万港元: what something rose or fell to takes the change along.
    fn level(&mut self, scene: &Scene<'_>, figures: &[Figure], figure: &Figure) -> bool {
        let Some(subject) = scene.changed.last().filter(|_| scene.changed_here) else { return false };
        let left = scene.folded.slice(figure.left.start, figure.left.end);
        let end = figure.left.start + left.trim_end_matches(ABOUT).len();
        let reaches = scene.folded.ends(figure.left.start, end, WordRole::Towards);
        let brief = left.trim_start_matches('，').chars().count() <= LONGEST_TOWARDS;
        // 骗案增加265宗，共有1052宗.
        let reaches = reaches || is_filler(left, self.lexicon);
        let change = format!("{}_change", subject.indicator);
        let told = self.found.last().filter(|last| {
            let follows = scene.last_end == Some(last.number.end) && last.sentence == scene.number;
            follows && last.proposal.indicator == change
        });
        let (Some(told), true) = (told, reaches && brief) else { return false };
        let Some(indicator) = self.lexicon.indicators.get(subject.indicator) else { return false };
        let unit = self.unit(figure, &indicator.unit);
        if !self.lexicon.units.same_kind(&unit, &indicator.unit) && !self.is_money(&unit, &indicator.unit) {
            return false;
        }
        let quote = Span::new(told.quote.start, self.end_of(scene, figure));
        let proposal = Proposal {
            indicator: subject.indicator.to_owned(),
            value: figure.quantity.value,
            unit,
            qualifier: figure.quantity.qualifier,
            change: Some(change_told(told)),
            scope: self.scope(scene, figures, figure, quote),
            ..told.proposal.clone()
        };
        self.found.pop();
        self.propose(scene, quote, figure.quantity.span, proposal);
        true
    }

    fn is_money(&self, unit: &str, usual: &str) -> bool {
        let kind = |unit: &str| self.lexicon.units.get(unit).map(|unit| unit.kind);
        kind(unit) == Some(UnitKind::Money) && kind(usual) == Some(UnitKind::Money)
    }

    /// The readings of a figure; where there are none, the words up to the clause's end are asked too.
    fn readings(
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

    /// The reading of a figure in a list that 分别 shares out among several subjects.
    fn in_turn(
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

    fn regions(&self, scene: &Scene<'_>, figure: &Figure) -> Regions {
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

    fn propose_value(
        &mut self,
        scene: &Scene<'_>,
        figures: &[Figure],
        index: usize,
        reading: &Reading<'_>,
        rivals: usize,
    ) {
        let Some(figure) = figures.get(index) else { return };
        let Some(indicator) = self.lexicon.indicators.get(reading.row.indicator) else { return };
        let row = kind_of_row(scene, figure);
        let quote = self.quote(scene, figure, reading);
        let quote = Span::new(row.map_or(quote.start, |row| row.start.min(quote.start)), quote.end);
        let unit = self.unit(figure, &indicator.unit);
        if scene.anecdote && self.is_of_a_victim(&indicator.group, &unit) && !self.is_of_police(scene) {
            return;
        }
        let usual =
            self.lexicon.units.same_kind(&unit, &indicator.unit) || self.is_money(&unit, &indicator.unit);
        let both = reading.verb.is_some() && reading.object.is_some();
        let of_row = row.map(|row| scene.folded.slice(row.start, row.end).to_owned());
        let kind = kind_named(scene, figure, reading);
        let support = match kind.as_ref().or(of_row.as_ref()) {
            Some(_) => Support::Part,
            None => Support::Words { both, rivals: rivals > 0, other_unit: !usual },
        };
        let period = period_of(scene, reading.row.accrual);
        let mut base = self.base(scene, figure, period);
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

/// The change that was told as a figure of its own.
fn change_told(told: &Telling) -> Change {
    let Proposal { value, unit, .. } = &told.proposal;
    let direction = if *value < 0.0 { Direction::Down } else { Direction::Up };
    let basis = told.basis.unwrap_or(Basis::Other);
    Change { direction, value: value.abs(), unit: unit.clone(), basis }
}

/// The words between 较 and a figure that is only what another is compared with: 较去年9月的598件.
fn compared_with(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    let clause = Span::new(figure.clause.start, figure.quantity.span.start);
    scene.folded.words_of(clause, WordRole::ComparedWith).find_map(|word| {
        let told_with_verb = scene.folded.begins(word.start, WordRole::OtherBasis).is_some();
        let behind = Span::new(word.end, clause.end);
        compares(scene, behind, told_with_verb).then_some(behind)
    })
}

/// Whether the words behind 较 or 与 name the time of a figure; behind 较 and 比 it may have its verb.
fn compares(scene: &Scene<'_>, behind: Span, with_verb: bool) -> bool {
    let words = scene.folded.slice(behind.start, behind.end);
    let dated = words.starts_with(|first: char| first.is_ascii_digit()) && words.contains(DATE_MARKS);
    let earlier = scene.folded.begins(behind.start, WordRole::Earlier).is_some();
    let may_have_verb = with_verb && !scene.folded.holds(behind, WordRole::OtherBasis);
    (dated || earlier)
        && !scene.folded.holds(behind, WordRole::Towards)
        && (may_have_verb || !scene.folded.holds_verb(behind))
}

/// One reading, or one for each rate that 均 or 各 speaks of.
fn each_subject<'a>(
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
