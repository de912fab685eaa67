//! `translation-quotes`, `translation-quote-not-found`: a translation's figures lead to its own sentences.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;

/// Reports lists of quotes of the wrong length, and quotes that the translation's body doesn't hold.
pub fn check(article: &Article, _: Context<'_>, found: &mut Diagnostics) {
    for translation in article.translations.values() {
        let quotes = translation.quotes.len();
        if quotes != 0 && quotes != article.figures.len() {
            let finding = Diagnostic::new("translation-quotes")
                .with("metrics", article.figures.len().to_string())
                .with("quotes", quotes.to_string());
            found.push(finding.at(&translation.source, translation.quotes_span));
        }
        for (quote, range, span) in &translation.quotes {
            if range.is_some() {
                continue;
            }
            let finding = Diagnostic::new("translation-quote-not-found");
            let finding = match translation.body.nearest(quote) {
                Some(near) => {
                    let line = translation.body.find(near).map_or(1, |range| {
                        let offset = translation.body_start + translation.body.source_offset(range.start);
                        translation.source.position(offset).line
                    });
                    finding.with("near", near).with("line", line.to_string()).help("near")
                }
                None => finding,
            };
            found.push(finding.at(&translation.source, *span));
        }
    }
}
