//! `duplicate-metric`: one article gives one value for one indicator, place, period and scope.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;

/// Warns of two figures that differ in nothing but their value.
pub fn check(article: &Article, _: Context<'_>, found: &mut Diagnostics) {
    let mut order: Vec<usize> = (0..article.figures.len()).collect();
    let key = |index: &usize| {
        let metric = &article.figures[*index].metric;
        (metric.likeness(), metric.period, metric.agency.as_deref())
    };
    order.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
    for pair in order.windows(2) {
        let (first, second) = (&article.figures[pair[0]], &article.figures[pair[1]]);
        if key(&pair[0]) == key(&pair[1]) && first.metric.value != second.metric.value {
            let finding = Diagnostic::new("duplicate-metric")
                .with("first", first.metric.value.to_string())
                .with("second", second.metric.value.to_string());
            found.push(finding.at(&article.source, second.spans.value));
        }
    }
}
