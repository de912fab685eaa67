//! A proposal as JSON for programs.

use jiff::fmt::temporal::DateTimePrinter;
use serde::Serialize;
use serde_json::Number;

use crate::domain::{Basis, Direction, Per, Qualifier};
use crate::extract::Proposal;
use crate::lexicon::Lexicon;

/// A figure; its keys are those of a `[[metrics]]` table, then what it rests on.
#[derive(Debug, Serialize)]
pub struct Figure<'a> {
    quote: &'a str,
    indicator: &'a str,
    value: Option<Number>,
    unit: &'a str,
    qualifier: Qualifier,
    period: Option<[String; 2]>,
    place: &'a str,
    scope: Option<&'a str>,
    change: Option<Changed<'a>>,
    scam: Option<&'a str>,
    per: Option<Per>,
    agency: Option<&'a str>,
    evidence: &'static str,
    confidence: f64,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct Changed<'a> {
    direction: Direction,
    value: Option<Number>,
    unit: &'a str,
    basis: Basis,
}

/// Writes days as ISO 8601 has them.
static PRINTER: DateTimePrinter = DateTimePrinter::new();

/// The figure; its place by its short name.
pub fn figure(proposal: &Proposal) -> Figure<'_> {
    let place = Lexicon::embedded().gazetteer.get(proposal.place);
    Figure {
        quote: &proposal.quote,
        indicator: &proposal.indicator,
        value: number(proposal.value),
        unit: &proposal.unit,
        qualifier: proposal.qualifier,
        period: proposal
            .period
            .map(|period| [period.from(), period.to()].map(|day| PRINTER.date_to_string(&day))),
        place: place.map_or(proposal.place, |place| place.short),
        scope: proposal.scope.as_deref(),
        change: proposal.change.as_ref().map(|change| Changed {
            direction: change.direction,
            value: number(change.value),
            unit: &change.unit,
            basis: change.basis,
        }),
        scam: proposal.scam.as_deref(),
        per: proposal.per,
        agency: proposal.agency.as_deref(),
        evidence: proposal.support.key(),
        confidence: proposal.confidence,
        reason: &proposal.reason,
    }
}

/// A number without a fraction that it doesn't have.
pub fn number(value: f64) -> Option<Number> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Some(Number::from(value as i64));
    }
    Number::from_f64(value)
}
