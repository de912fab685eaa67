//! `unknown-locale`: a translation into a locale that the site doesn't publish.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Article;
use crate::text::Span;

/// Warns of translations that no page will show.
pub fn check(article: &Article, context: Context<'_>, found: &mut Diagnostics) {
    for (locale, translation) in &article.translations {
        if !context.config.locales.iter().any(|known| known.code.layers().contains(&locale.as_str())) {
            let finding = Diagnostic::new("unknown-locale").with("locale", locale.clone());
            found.push(finding.at(&translation.source, Span::new(0, 3)));
        }
    }
}
