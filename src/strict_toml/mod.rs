//! Reads TOML strictly: every value with its place, every fault collected, no key unasked for.
//!
//! A part of a `Source` in; typed, located values and findings out. Knows no key by name: `config` and
//! `content` say which keys there are.

mod calendar;
mod table;
mod value;

pub use table::{NamedTexts, Table};

use std::cell::RefCell;
use std::sync::Arc;

use toml::de::DeTable;

use crate::diag::{Diagnostic, Diagnostics};
use crate::text::{Source, Span};

/// Where the readers of one text leave their findings.
#[derive(Debug)]
pub struct Report {
    source: Arc<Source>,
    offset: usize,
    impossible_days: Vec<usize>,
    found: RefCell<Diagnostics>,
}

impl Report {
    /// Adds a finding at a place of the whole source.
    pub fn push(&self, diagnostic: Diagnostic, span: Span) {
        self.found.borrow_mut().push(diagnostic.at(&self.source, span));
    }
}

/// Reads the TOML that stands at `span` of `source` with `read`.
///
/// All syntax errors are reported; where there are any, `read` isn't called, since what it would
/// find missing may only be unreadable.
pub fn read<T>(
    source: &Arc<Source>,
    span: Span,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&Table<'_>) -> Option<T>,
) -> Option<T> {
    let (text, impossible_days) = calendar::without_impossible_days(source.slice(span));
    let text = text.as_ref();
    let report =
        Report { source: Arc::clone(source), offset: span.start, impossible_days, found: RefCell::default() };
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(Span::new(0, 0), |at| on_one_line(text, at.into()));
        let finding = Diagnostic::new("toml-syntax").with("reason", error.message());
        report.push(finding, at.shifted(span.start));
    }
    let value = if errors.is_empty() {
        let table = Table::new(root.get_ref(), Span::new(span.start, span.start), &report);
        let value = read(&table);
        table.finish();
        value
    } else {
        None
    };
    diagnostics.extend(report.found.into_inner());
    value
}

/// Cuts a span at its first line's end, so that a caret points instead of a page being underlined.
fn on_one_line(text: &str, span: Span) -> Span {
    let stretch = text.get(span.start..span.end).unwrap_or("");
    let end = stretch.find('\n').map_or(span.end, |line_end| span.start + line_end);
    Span::new(span.start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str, reader: impl FnOnce(&Table<'_>) -> Option<()>) -> Vec<(&'static str, usize)> {
        let source = Arc::new(Source::new("t.toml", text));
        let mut found = Diagnostics::new();
        let whole = Span::new(0, text.len());
        read(&source, whole, &mut found, reader);
        found.iter().map(|d| (d.code, d.location.as_ref().map_or(0, |at| at.span.start))).collect()
    }

    #[test]
    fn a_key_that_nobody_asked_for_is_reported_at_its_place() {
        let found = codes("title = \"a\"\ntitel = 1\n", |table| table.string("title").map(|_| ()));
        assert_eq!(found, [("unknown-key", 12)]);
    }

    #[test]
    fn several_faults_are_reported_at_once() {
        let found = codes("a = 1\nb = \"x\"\n", |table| {
            table.string("a");
            table.number("b");
            table.required_string("c");
            Some(())
        });
        assert_eq!(
            found.iter().map(|f| f.0).collect::<Vec<_>>(),
            ["wrong-type", "wrong-type", "missing-key"]
        );
    }

    #[test]
    fn a_quoted_date_is_told_to_drop_its_quotes() {
        let source = Arc::new(Source::new("t.toml", "date = \"2025-07-17\""));
        let mut found = Diagnostics::new();
        read(&source, Span::new(0, 19), &mut found, |table| table.date("date").map(|_| ()));
        let help = found.iter().next().and_then(|d| d.help_text(crate::diag::Language::En));
        assert!(help.is_some_and(|help| help.contains("quotes")));
    }

    #[test]
    fn a_syntax_error_silences_the_reader() {
        let found = codes("a = \n", |table| table.required_string("b").map(|_| ()));
        assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), ["toml-syntax"]);
    }
}
