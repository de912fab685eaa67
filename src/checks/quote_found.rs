//! `quote-not-found`: every figure's quote stands in the body, letter by letter.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;

/// Reports quotes that the body doesn't hold, with what it holds instead.
pub fn check(article: &Article, _: Context<'_>, found: &mut Diagnostics) {
    for figure in article.figures.iter().filter(|figure| figure.range.is_none()) {
        let finding = Diagnostic::new("quote-not-found");
        let finding = match article.body.nearest(&figure.metric.quote) {
            Some(near) => {
                let line = article.body.find(near).map_or(1, |range| {
                    let offset = article.body_start + article.body.source_offset(range.start);
                    article.source.position(offset).line
                });
                finding.with("near", near).with("line", line.to_string()).help("near")
            }
            None => finding,
        };
        found.push(finding.at(&article.source, figure.spans.quote));
    }
}
