//! A proposal as JSON for programs.

use crate::cli::json::{Fields, Share, array, key, object};
use crate::extract::Proposal;
use crate::lexicon::Lexicon;

/// Adds the figure's fields: the keys of a `[[metrics]]` table, then what it rests on; its place by its
/// short name.
pub fn add_figure(fields: &mut Fields<'_>, proposal: &Proposal) {
    let place = Lexicon::embedded().gazetteer.get(proposal.place);
    let period = proposal.period.map(|period| array([period.from(), period.to()]));
    let change = proposal.change.as_ref().map(|change| {
        object(|fields| {
            fields.add(key!("direction"), change.direction.word());
            fields.add(key!("value"), change.value);
            fields.add(key!("unit"), &*change.unit);
            fields.add(key!("basis"), change.basis.word());
        })
    });
    fields.add(key!("quote"), &*proposal.quote);
    fields.add(key!("indicator"), &*proposal.indicator);
    fields.add(key!("value"), proposal.value);
    fields.add(key!("unit"), &*proposal.unit);
    fields.add(key!("qualifier"), proposal.qualifier.word());
    fields.add(key!("period"), period);
    fields.add(key!("place"), place.map_or(proposal.place, |place| place.short));
    fields.add(key!("scope"), proposal.scope.as_deref());
    fields.add(key!("change"), change);
    fields.add(key!("scam"), proposal.scam.as_deref());
    fields.add(key!("per"), proposal.per.map(|per| per.word()));
    fields.add(key!("agency"), proposal.agency.as_deref());
    fields.add(key!("evidence"), proposal.support.key());
    fields.add(key!("confidence"), Share(proposal.confidence));
    fields.add(key!("reason"), &*proposal.reason);
}
