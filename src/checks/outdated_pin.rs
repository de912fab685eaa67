//! `outdated-pin`: every decision of the review is about words that the site still has.

use super::conversions::passages;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Knowledge;

/// Warns of decisions whose context stands in no text any more.
pub fn check(knowledge: &Knowledge, found: &mut Diagnostics) {
    if knowledge.pins.is_empty() {
        return;
    }
    let texts = passages(knowledge);
    for pin in &knowledge.pins {
        if !texts.iter().any(|passage| passage.contains(&pin.context)) {
            let finding = Diagnostic::new("outdated-pin").with("context", pin.context.clone());
            found.push(finding.at(&pin.source, pin.span));
        }
    }
}
