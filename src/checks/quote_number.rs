//! `quote-number`, `quote-no-number`, `quote-qualifier`: the number read out of a quote equals the value.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::extract::{Match, states};
use crate::model::{Article, Figure};

/// Reports quotes whose number or wording says something else than the figure.
pub fn check(article: &Article, context: Context<'_>, found: &mut Diagnostics) {
    for figure in &article.figures {
        let metric = &figure.metric;
        if context.lexicon.units.get(&metric.unit).is_none() {
            continue;
        }
        match states(&metric.quote, metric.value, &metric.unit, &context.lexicon.units) {
            Match::Equal(read) => {
                let Some(span) = figure.spans.qualifier.filter(|_| read.qualifier != metric.qualifier) else {
                    continue;
                };
                let text = metric.quote.get(read.span.start..read.span.end).unwrap_or(&metric.quote);
                let finding = Diagnostic::new("quote-qualifier")
                    .with("read", text)
                    .with("found", read.qualifier.word())
                    .with("declared", metric.qualifier.word());
                found.push(finding.at(&article.source, span));
            }
            Match::Different(read) => {
                let texts: Vec<_> = read
                    .iter()
                    .filter_map(|quantity| metric.quote.get(quantity.span.start..quantity.span.end))
                    .collect();
                found.push(differs(figure, &texts.join("、")).at(&article.source, figure.spans.value));
            }
            Match::NoNumber => {
                found.push(Diagnostic::new("quote-no-number").at(&article.source, figure.spans.quote));
            }
        }
    }
}

fn differs(figure: &Figure, read: &str) -> Diagnostic {
    Diagnostic::new("quote-number")
        .with("read", read)
        .with("value", figure.metric.value.to_string())
        .with("unit", figure.metric.unit.clone())
}
