//! `period-future`: no figure counts days after its report came out.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;

/// Reports periods that end after the article's day and its source's.
pub fn check(article: &Article, _: Context<'_>, found: &mut Diagnostics) {
    let published = article.published();
    for figure in &article.figures {
        let (Some(period), Some(span)) = (figure.metric.period, figure.spans.period) else { continue };
        if period.to() > published {
            let finding = Diagnostic::new("period-future")
                .with("to", period.to().to_string())
                .with("published", published.to_string());
            found.push(finding.at(&article.source, span));
        }
    }
}
