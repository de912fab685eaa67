//! A proposal as JSON for programs.

use crate::cli::json::{Fields, Share, array, object};
use crate::extract::Proposal;
use crate::lexicon::Lexicon;

/// Adds the figure's fields: the keys of a `[[metrics]]` table, then what it rests on; its place by its
/// short name.
pub fn add_figure(fields: &mut Fields<'_>, proposal: &Proposal) {
    let place = Lexicon::embedded().gazetteer.get(proposal.place);
    let period = proposal.period.map(|period| array([period.from(), period.to()]));
    let change = proposal.change.as_ref().map(|change| {
        object(|fields| {
            fields.add("direction", change.direction.word());
            fields.add("value", change.value);
            fields.add("unit", &*change.unit);
            fields.add("basis", change.basis.word());
        })
    });
    fields.add("quote", &*proposal.quote);
    fields.add("indicator", &*proposal.indicator);
    fields.add("value", proposal.value);
    fields.add("unit", &*proposal.unit);
    fields.add("qualifier", proposal.qualifier.word());
    fields.add("period", period);
    fields.add("place", place.map_or(proposal.place, |place| place.short));
    fields.add("scope", proposal.scope.as_deref());
    fields.add("change", change);
    fields.add("scam", proposal.scam.as_deref());
    fields.add("per", proposal.per.map(|per| per.word()));
    fields.add("agency", proposal.agency.as_deref());
    fields.add("evidence", proposal.support.key());
    fields.add("confidence", Share(proposal.confidence));
    fields.add("reason", &*proposal.reason);
}
