//! Reads what something rose or fell to, and what a figure is only compared with.
//!
//! A scene of [`super::scene`] and a figure in; a proposal into the reader, or whether the figure is one of
//! another time, out. Reads no changes (that is `changes`).

use super::figure::{Figure, is_filler};
use super::proposal::Proposal;
use super::prose::Reader;
use super::scene::Scene;
use super::telling::Telling;
use crate::domain::{Basis, Change, Direction};
use crate::lexicon::{Lexicon, UnitKind, WordRole};
use crate::text::Span;

/// Characters of 降至, 增加至 in front of the figure that was reached.
pub(super) const LONGEST_TOWARDS: usize = 4;

/// What the digits of a year or a month end in: units of dates, as in `calendar`.
const DATE_MARKS: [char; 2] = ['年', '月'];

impl Reader<'_> {
    /// 损失金额下跌73%，至6000万港元: what something rose or fell to takes the change along.
    pub(super) fn level(&mut self, scene: &Scene<'_>, figures: &[Figure], figure: &Figure) -> bool {
        let Some(subject) = scene.changed.last().filter(|_| scene.changed_here) else { return false };
        let left = scene.folded.slice(figure.left.start, figure.left.end);
        let reaches = leads_towards(scene, figure.left, self.lexicon);
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

    pub(super) fn is_money(&self, unit: &str, usual: &str) -> bool {
        let kind = |unit: &str| self.lexicon.units.get(unit).map(|unit| unit.kind);
        kind(unit) == Some(UnitKind::Money) && kind(usual) == Some(UnitKind::Money)
    }
}

/// Whether a stretch ends with 至 or its like, qualifiers behind that aside: 降至, 降至约.
pub(super) fn leads_towards(scene: &Scene<'_>, words: Span, lexicon: &Lexicon) -> bool {
    let text = scene.folded.slice(words.start, words.end);
    let bare = lexicon.units.wordings().without_qualifiers(text);
    let ends = |length| scene.folded.ends(words.start, words.start + length, WordRole::Towards);
    ends(text.len()) || bare.len() < text.len() && ends(bare.len())
}

/// The change that was told as a figure of its own.
fn change_told(told: &Telling) -> Change {
    let Proposal { value, unit, .. } = &told.proposal;
    let direction = if *value < 0.0 { Direction::Down } else { Direction::Up };
    let basis = told.basis.unwrap_or(Basis::Other);
    Change { direction, value: value.abs(), unit: unit.clone(), basis }
}

/// The words between 较 and a figure that is only what another is compared with: 较去年9月的598件.
pub(super) fn compared_with(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
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
