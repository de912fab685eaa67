//! Reads counts of cases by kind of fraud that are told without a verb: 「猜猜我是谁」1677宗.
//!
//! A scene of [`super::scene`] and a figure that no wording reads in, a proposal into the reader
//! out: such a figure counts what the whole before it counts. Reads no other figures.

use super::attributes::scam;
use super::figure::Figure;
use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::sentence::clause_start;
use super::telling::Telling;
use crate::lexicon::{Table, WordRole};
use crate::text::Span;

/// How many paragraphs back the whole may be told.
const NEAR: usize = 2;

impl Reader<'_> {
    /// Proposes a count of cases of the kind that is named before it; says whether it did.
    pub(super) fn propose_kind(&mut self, scene: &Scene<'_>, figure: &Figure) -> bool {
        let Some(named) = kind_before(scene, figure) else { return false };
        let Some(whole) = self.whole(scene, figure).cloned() else { return false };
        let quote = Span::new(named.start, self.end_of(scene, figure));
        let base = self.base(scene, figure, scene.current.period);
        let words = Span::new(named.start.min(figure.left.start), figure.left.end);
        let Telling { proposal: whole, .. } = whole;
        let proposal = Proposal {
            indicator: whole.indicator,
            value: figure.quantity.value,
            unit: self.unit(figure, &whole.unit),
            scam: scam(scene, words),
            support: Support::Part,
            reason: format!("kind {}{}", scene.folded.slice(named.start, named.end), base.reason),
            ..base
        };
        self.propose(scene, quote, figure.quantity.span, proposal);
        true
    }

    /// The cases told before, in the same unit and no fewer.
    fn whole(&self, scene: &Scene<'_>, figure: &Figure) -> Option<&Telling> {
        let unit = figure.quantity.unit.as_deref()?;
        self.found.iter().rev().find(|telling| {
            let known = &telling.proposal;
            self.lexicon.indicators.get(&known.indicator).is_some_and(|one| one.group == "cases")
                && known.value >= figure.quantity.value
                && known.paragraph + NEAR >= scene.paragraph
                && self.lexicon.units.canonical(unit) == self.lexicon.units.canonical(&known.unit)
        })
    }
}

/// The kind of fraud that the words before a figure name; none where they have a verb.
fn kind_before(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    let bracketed = scene.folded.slice(figure.left.start, figure.left.end) == "（";
    let end = figure.left.end;
    let start = if bracketed {
        clause_start(&scene.folded.text, scene.sentence.start, end)
    } else {
        figure.left.start
    };
    let words = Span::new(start, end);
    if scene.folded.holds_verb(words) && !bracketed {
        return None;
    }
    let kinds = scene.folded.words_of(words, WordRole::KindOfCase);
    let scams = scene.folded.meanings(words, Table::Scams).map(|(word, _)| word);
    kinds.chain(scams).max_by_key(|word| (word.end, word.end - word.start))
}
