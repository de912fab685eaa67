//! Lists a figure once that is told several times.
//!
//! Tellings in reading order in, proposals out: the first telling in running text stays, one in a
//! heading gives way.

use super::proposal::Proposal;
use super::prose::Telling;

/// The proposals without repetitions, in reading order.
pub(super) fn told_once(found: Vec<Telling>) -> Vec<Proposal> {
    let mut kept: Vec<Telling> = Vec::new();
    for telling in found {
        match kept.iter_mut().find(|one| is_same(&one.proposal, &telling.proposal)) {
            Some(first) if first.heading && !telling.heading => *first = telling,
            Some(first) => {
                if first.proposal.change.is_none() {
                    first.proposal.change = telling.proposal.change;
                }
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
}
