//! Reads the parts of a whole: 其中…, the items of a list.
//!
//! A scene of [`super::scene`] and a figure in, a proposal into the reader out: such a figure counts
//! what the whole before it counts, and its words name the scope. Reads no other figures.

use super::attributes::scam;
use super::digits::is_item_number;
use super::figure::Figure;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use crate::lexicon::{Table, WordRole};
use crate::text::Span;

/// How a part of a whole is told.
pub(super) struct Part {
    /// The byte at which its quote begins.
    pub(super) from: usize,
    /// The byte behind which it is named.
    pub(super) named: usize,
    /// What makes it a part.
    pub(super) mark: &'static str,
}

impl Reader<'_> {
    /// 其中…: a part of what the figure before counts.
    ///
    /// Says whether there is one.
    pub(super) fn propose_part(&mut self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let unit = figure.quantity.unit.unwrap_or_default();
        let whole = self.found.iter().rev().find(|telling| {
            telling.proposal.paragraph == scene.paragraph
                && scene.number - telling.sentence <= 1
                && self.lexicon.units.same_kind(&telling.proposal.unit, unit)
        });
        let Some(whole) = whole.cloned() else { return false };
        let from = if whole.sentence == scene.number { whole.quote.start } else { figure.left.start };
        let subsets = scene.folded.words_of(figure.left, WordRole::Subset);
        let named = subsets.map(|word| word.end).max().unwrap_or(figure.left.start);
        self.part_of(scene, figure, whole, Part { from, named, mark: "其中" });
        true
    }

    /// 其中2023年498件，2024年314件: the part before, where another period goes on with its list.
    pub(super) fn part_before(&self, scene: &Scene<'_>, figure: &Figure) -> Option<Telling> {
        let within = |period: &Span| figure.left.start <= period.start && period.end <= figure.left.end;
        let unit = figure.quantity.unit?;
        let last = self.found.last().filter(|last| {
            last.sentence == scene.number
                && last.proposal.support == Support::Part
                && scene.last_end == Some(last.number.end)
                && self.lexicon.units.same_kind(&last.proposal.unit, unit)
        })?;
        let goes_on = scene.periods.iter().any(within) && self.is_bare(scene, figure.left);
        goes_on.then(|| last.clone())
    }

    /// The figure whose parts the list gives that a figure is an item of: the last one of the paragraph
    /// before the list that counts in its kind of unit.
    pub(super) fn list_of(&self, scene: &Scene<'_>, figure: &Figure) -> Option<Telling> {
        let list = self.list.as_ref().filter(|_| scene.listed)?;
        let unit = figure.quantity.unit.unwrap_or_default();
        let of_list = |one: &&Telling| {
            one.proposal.paragraph == list.proposal.paragraph
                && self.lexicon.units.same_kind(&one.proposal.unit, unit)
        };
        self.found.iter().rev().find(of_list).cloned()
    }

    /// 中国电信：27600个: an item of a list of parts.
    pub(super) fn propose_listed(&mut self, scene: &Scene<'_>, figure: &Figure, whole: Telling) {
        let start = scene.sentence.start;
        self.part_of(scene, figure, whole, Part { from: start, named: start, mark: "：" });
    }

    /// Proposes a part of a whole.
    pub(super) fn part_of(&mut self, scene: &Scene<'_>, figure: &Figure, whole: Telling, part: Part) {
        let name = Span::new(part.named, figure.left.end);
        self.part_named(scene, figure, whole, part, name);
    }

    /// Proposes a part that is named within a stretch.
    pub(super) fn part_named(
        &mut self,
        scene: &Scene<'_>,
        figure: &Figure,
        whole: Telling,
        part: Part,
        name: Span,
    ) {
        let Part { from, named, mark } = part;
        let name_end = name.end;
        let within = |period: &&Span| figure.left.start <= period.start && period.end <= figure.left.end;
        let own = scene.periods.iter().filter(within).map(|period| period.end).max();
        let named = own.map_or(named, |end| named.max(end));
        let name = scene.folded.slice(named, name_end);
        let trimmed = name.trim_start_matches(['，', '、', '：', ':']);
        // 一、 and 1. number an item.
        let item = trimmed.split_once('、').filter(|(number, _)| is_item_number(number));
        let trimmed = item.map_or(trimmed, |(_, rest)| rest);
        let trimmed = trimmed.trim_start_matches(|one: char| matches!(one, '①'..='⑳'));
        let item = trimmed.split_once('.').filter(|(number, _)| is_item_number(number));
        let trimmed = item.map_or(trimmed, |(_, rest)| rest);
        let start = named + name.len() - trimmed.len();
        let trimmed = self.lexicon.wordings.without_fillers_behind(trimmed.trim_end_matches(['：', ':']));
        let trimmed = trimmed.trim_matches(['，', '、', '：', ':']);
        // What stands in brackets behind a name explains it.
        let bracket =
            trimmed.split_once('（').filter(|(name, rest)| !name.is_empty() && !rest.contains('）'));
        let trimmed = bracket.map_or(trimmed, |(name, _)| name);
        let usual = scene.folded.meanings(Span::new(start, name_end.max(start)), Table::Scopes);
        let usual = usual.filter(|(word, _)| word.start == start).last().map(|(_, scope)| scope);
        let usual = usual.map(str::to_owned).filter(|_| !trimmed.contains('、'));
        let quote = Span::new(from, self.end_of(scene, figure));
        let scam = scam(scene, Span::new(start, name_end.max(start)));
        let proposal = Proposal {
            paragraph: scene.paragraph,
            period: if own.is_some() { scene.current.period } else { whole.proposal.period },
            value: figure.quantity.value,
            unit: self.unit(figure, &whole.proposal.unit),
            qualifier: figure.quantity.qualifier,
            scope: usual
                .or_else(|| (!trimmed.is_empty()).then(|| trimmed.to_owned()))
                .filter(|_| scam.is_none()),
            scam: scam.or(whole.proposal.scam),
            change: None,
            support: Support::Part,
            reason: format!("{} ({mark})", whole.proposal.reason),
            ..whole.proposal
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
    }
}
