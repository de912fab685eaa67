//! Whether an article's front matter has a figure already.
//!
//! An article and a proposal in, yes or no out.

use super::article::Article;
use crate::content::MetricFront;
use crate::extract::Proposal;
use crate::hanzi::simplified;
use crate::lexicon::Lexicon;

/// Whether a metric of the front matter is the proposal: the same indicator, value, unit, and either the
/// same place, scope and average, or words in common, where an editor has said more than can be read.
pub fn has(article: &Article, proposal: &Proposal) -> bool {
    let metrics = article.front.as_ref().map(|front| front.metrics.as_slice()).unwrap_or_default();
    metrics.iter().any(|metric| {
        is_same_value(metric, proposal)
            && (is_same_part(article, metric, proposal) || shares_words(metric, proposal))
    })
}

fn is_same_value(metric: &MetricFront, proposal: &Proposal) -> bool {
    let text = |it: &Option<crate::text::Located<String>>| it.as_ref().map(|it| it.value.clone());
    let unit = text(&metric.unit).unwrap_or_default();
    let value = metric.value.as_ref().map_or(f64::NAN, |value| value.value);
    let units = &Lexicon::embedded().units;
    text(&metric.indicator).as_deref() == Some(&*proposal.indicator)
        && (value - proposal.value).abs() <= proposal.value.abs() * 1e-9
        && (unit == proposal.unit || units.same_kind(&unit, &proposal.unit))
}

fn is_same_part(article: &Article, metric: &MetricFront, proposal: &Proposal) -> bool {
    let place = metric.place.as_ref().map_or(article.place(), |place| &place.value);
    let folded = |scope: &str| scope.chars().map(simplified).collect::<String>();
    let scope = metric.scope.as_ref().map(|scope| folded(&scope.value));
    place == proposal.place
        && scope == proposal.scope.as_deref().map(folded)
        && metric.per.as_ref().map(|per| per.value) == proposal.per
}

fn shares_words(metric: &MetricFront, proposal: &Proposal) -> bool {
    let quote = metric.quote.as_ref().map_or("", |quote| &quote.value);
    !quote.is_empty() && (quote.contains(&proposal.quote) || proposal.quote.contains(quote))
}
