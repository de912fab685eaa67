//! Keeps what was read, each figure once.
//!
//! A proposal with its place in a scene in, a [`Telling`] into the reader out, if its quote states its
//! value; at the end [`told_once`] drops repetitions. Decides nothing about a figure.

use super::proposal::{Proposal, Support};
use super::prose::Reader;
use super::scene::Scene;
use super::statement::is_stated;
use super::topic::Told;
use crate::domain::Basis;
use crate::text::Span;

/// A proposal with what decides between two tellings of it.
#[derive(Debug, Clone)]
pub(super) struct Telling {
    pub(super) proposal: Proposal,
    pub(super) heading: bool,
    pub(super) sentence: usize,
    /// Where it stands in the folded paragraph: its quote and its number.
    pub(super) quote: Span,
    pub(super) number: Span,
    /// What a change is measured against, where it is told as a figure of its own.
    pub(super) basis: Option<Basis>,
    /// What the words nearest to it are about.
    pub(super) topic: Told,
    /// Whether it is of a campaign that hasn't been dated yet.
    pub(super) awaits_launch: bool,
}

impl Reader<'_> {
    /// Adds a proposal whose quote states its value; others are dropped.
    pub(super) fn propose(&mut self, scene: &Scene<'_>, quote: Span, number: Span, mut proposal: Proposal) {
        let wider = Span::new(scene.folded.clause_start(scene.sentence.start, quote.start), quote.end);
        let at = scene.folded.origin_of(number.start);
        for span in [quote, wider, scene.sentence] {
            let Some(origin) = scene.folded.origin(span) else { continue };
            let Some(text) = scene.original.get(origin.start..origin.end) else { continue };
            let bare = text.trim_start_matches(['、', '，', ',', '；', ';', '：']).trim_start();
            let cut = text.len() - bare.len();
            let text = bare.trim_end();
            let near = at.map_or(0, |at| at.saturating_sub(origin.start + cut));
            if is_stated(text, near, proposal.value, &proposal.unit, &self.lexicon.units) {
                proposal.quote = text.to_owned();
                proposal.confidence = self.lexicon.evidence.confidence(proposal.support.key());
                self.found.push(self.told(scene, span, number, proposal));
                return;
            }
        }
    }

    /// A proposal as it is told in a scene.
    pub(super) fn told(&self, scene: &Scene<'_>, quote: Span, number: Span, proposal: Proposal) -> Telling {
        Telling {
            proposal,
            heading: scene.heading,
            sentence: scene.number,
            quote,
            number,
            basis: None,
            topic: self.topic.told(scene, quote, number),
            awaits_launch: scene.current.awaits_launch,
        }
    }
}

/// The proposals without repetitions, in reading order.
pub(super) fn told_once(found: Vec<Telling>) -> Vec<Proposal> {
    let mut kept: Vec<Telling> = Vec::with_capacity(found.len());
    for telling in found {
        match kept.iter_mut().find(|one| is_same(&one.proposal, &telling.proposal)) {
            Some(first) if first.heading && !telling.heading => *first = telling,
            Some(first) => {
                if first.proposal.change.is_none() {
                    first.proposal.change = telling.proposal.change;
                }
                // 近日，警方抓获12人……9月3日，抓获12人: the day is told behind.
                first.proposal.period = first.proposal.period.or(telling.proposal.period);
            }
            None => kept.push(telling),
        }
    }
    kept.sort_by_key(|telling| (telling.proposal.paragraph, telling.number.start));
    kept.into_iter().map(|telling| telling.proposal).collect()
}

fn is_same(one: &Proposal, other: &Proposal) -> bool {
    one.value == other.value
        && one.indicator == other.indicator
        && one.unit == other.unit
        && one.place == other.place
        && one.per == other.per
        && !are_parts(one, other)
}

/// Whether both are parts of a whole, each of its own name.
fn are_parts(one: &Proposal, other: &Proposal) -> bool {
    let part = |proposal: &Proposal| proposal.support == Support::Part;
    part(one) && part(other) && (one.scope != other.scope || one.scam != other.scam)
}
