//! `doubtful-conversion`: every choice of conversion rests on a phrase, a name or somebody's decision.

use super::conversions::Reviewed;
use crate::diag::{Diagnostic, Diagnostics};

/// Warns of characters whose rendering is only the most frequent one; once for each place.
pub fn check(reviewed: &[Reviewed], found: &mut Diagnostics) {
    let mut last = None;
    for doubt in reviewed.iter().filter(|reviewed| reviewed.choice.is_doubtful()) {
        let place = Some((doubt.source.name(), doubt.span.start));
        if last == place {
            continue;
        }
        last = place;
        let choice = &doubt.choice;
        let others: Vec<&str> =
            choice.candidates.iter().copied().filter(|candidate| *candidate != choice.chosen).collect();
        let finding = Diagnostic::new("doubtful-conversion")
            .with("char", choice.character.to_string())
            .with("context", doubt.context.clone())
            .with("locale", doubt.locale.clone())
            .with("chosen", choice.chosen.clone())
            .with_words("others", others.join("、"), others.join(" or "));
        found.push(finding.at(&doubt.source, doubt.span));
    }
}
