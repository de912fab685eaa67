//! `reserved-page`: no plain page takes an address that the site itself uses.

use super::Context;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Page;
use crate::text::Span;

/// First segments of the site's own addresses.
const RESERVED: &[&str] =
    &["articles", "cities", "campaigns", "indicators", "scams", "search", "data", "assets"];

/// Reports a page whose slug is a section or a locale of the site.
pub fn check(page: &Page, context: Context<'_>, found: &mut Diagnostics) {
    let is_locale = context.config.locales.iter().any(|locale| locale.prefix == page.slug);
    if is_locale || RESERVED.contains(&page.slug.as_str()) {
        let finding = Diagnostic::new("reserved-page").with("slug", page.slug.clone());
        found.push(finding.at(&page.text.source, Span::new(0, 0)));
    }
}
