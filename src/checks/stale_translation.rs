//! `stale-translation`: the original has changed since it was translated.

use super::originals;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Knowledge;

/// Warns of translations whose recorded fingerprint isn't the original's.
pub fn check(knowledge: &Knowledge, found: &mut Diagnostics) {
    for original in originals::all(knowledge) {
        for translation in &original.translations {
            let Some(recorded) = translation.recorded else { continue };
            if translation.is_stale(&original) == Some(true) {
                let finding = Diagnostic::new("stale-translation")
                    .with("original", original.source.name())
                    .with("path", translation.source.name());
                found.push(finding.at(translation.source, recorded.span));
            }
        }
    }
}
