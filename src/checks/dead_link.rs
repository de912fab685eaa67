//! `dead-link`: every link of a text leads somewhere.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::markdown::Body;
use crate::model::{Knowledge, LinkTarget, resolve_link};
use crate::text::{Source, Span};

/// Reports links of one text that lead to no page of the site.
pub fn check(
    knowledge: &Knowledge,
    source: &Arc<Source>,
    body_start: usize,
    body: &Body,
    found: &mut Diagnostics,
) {
    for (target, offset) in body.targets() {
        if resolve_link(knowledge, source.name(), target) == LinkTarget::Dead {
            let start = body_start + offset;
            let line_end = source.text()[start..].find('\n').map_or(source.text().len(), |end| start + end);
            let finding = Diagnostic::new("dead-link").with("target", target);
            found.push(finding.at(source, Span::new(start, line_end)));
        }
    }
}
