//! Findings for programs: one line each, JSON, and annotations of GitHub Actions.

use serde::Serialize;

use super::catalogue::Severity;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::language::Language;

fn severity_name(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn place(diagnostic: &Diagnostic) -> Option<(&str, usize, usize, usize, usize)> {
    diagnostic.location.as_ref().map(|at| {
        let from = at.source.position(at.span.start);
        let to = at.source.position(at.span.end);
        (at.source.name(), from.line, from.column, to.line, to.column)
    })
}

/// `file:line:col: error[code]: message; help`.
pub fn concise(diagnostic: &Diagnostic, language: Language) -> String {
    let mut line = String::new();
    if let Some((file, row, column, ..)) = place(diagnostic) {
        line.push_str(&format!("{file}:{row}:{column}: "));
    }
    line.push_str(&format!("{}[{}]: ", severity_name(diagnostic), diagnostic.code));
    line.push_str(&on_one_line(&diagnostic.message(language)));
    if let Some(help) = diagnostic.help_text(language) {
        line.push_str(language.pick("；", "; "));
        line.push_str(&help);
    }
    line
}

/// A message of several lines, such as a template's, as one.
fn on_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An annotation command of GitHub Actions.
pub fn github(diagnostic: &Diagnostic, language: Language) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut text = diagnostic.message(language);
    if let Some(help) = diagnostic.help_text(language) {
        text.push('\n');
        text.push_str(&help);
    }
    let at = place(diagnostic).map_or(String::new(), |(file, line, column, end_line, end_column)| {
        format!("file={},line={line},col={column},endLine={end_line},endColumn={end_column},", property(file))
    });
    format!("::{} {at}title={}::{}", severity_name(diagnostic), property(diagnostic.code), escape(&text))
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    help: Option<String>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Report<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Record<'a>>,
}

/// The whole report as one JSON object: `errors`, `warnings`, `diagnostics`.
pub fn json(diagnostics: &Diagnostics, language: Language) -> String {
    let records = diagnostics.iter().map(|diagnostic| {
        let at = place(diagnostic);
        Record {
            code: diagnostic.code,
            severity: severity_name(diagnostic),
            message: diagnostic.message(language),
            help: diagnostic.help_text(language),
            file: at.map(|at| at.0),
            line: at.map(|at| at.1),
            column: at.map(|at| at.2),
            end_line: at.map(|at| at.3),
            end_column: at.map(|at| at.4),
        }
    });
    let report = Report {
        errors: diagnostics.errors(),
        warnings: diagnostics.warnings(),
        diagnostics: records.collect(),
    };
    // A record holds nothing but strings and numbers, which JSON can always state.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::{Source, Span};

    fn finding() -> Diagnostic {
        let source = Arc::new(Source::new("content/a,b.md", "x\n键 = 1\n"));
        Diagnostic::new("unknown-key").with("key", "键").at(&source, Span::new(2, 5))
    }

    #[test]
    fn concise_names_file_line_and_column_first() {
        assert!(concise(&finding(), Language::En).starts_with("content/a,b.md:2:1: error[unknown-key]: "));
    }

    #[test]
    fn github_commands_escape_their_separators() {
        assert!(github(&finding(), Language::En).starts_with("::error file=content/a%2Cb.md,line=2,col=1,"));
    }

    #[test]
    fn json_counts_and_places_every_finding() {
        let report: serde_json::Value =
            serde_json::from_str(&json(&finding().into(), Language::Zh)).unwrap_or_default();
        assert_eq!(report["errors"], 1);
        assert_eq!(report["diagnostics"][0]["line"], 2);
        assert_eq!(report["diagnostics"][0]["end_column"], 2);
    }
}
