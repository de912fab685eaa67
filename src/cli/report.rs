//! How findings and results reach the terminal.

use std::io::{IsTerminal, Write};

use super::arguments::ReportFormat;
use crate::diag::{self, Class, Diagnostics, Language};

/// Writes to the terminal in the user's language.
#[derive(Debug, Clone, Copy)]
pub struct Reporter {
    /// The user's language.
    pub language: Language,
    /// Whether only errors are told.
    pub quiet: bool,
    colour: bool,
}

impl Reporter {
    /// Colours only where a person reads, and not where they asked for none (`NO_COLOR`).
    pub fn new(language: Language, quiet: bool) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Reporter { language, quiet, colour: wanted && std::io::stderr().is_terminal() }
    }

    /// Writes findings for a person to standard error, with a closing line.
    pub fn findings(&self, diagnostics: &Diagnostics) {
        let shown =
            diagnostics.iter().filter(|finding| !self.quiet || finding.severity() == diag::Severity::Error);
        let mut text = String::new();
        for finding in shown {
            text.push_str(&diag::human(finding, self.language, self.colour));
            text.push_str("\n\n");
        }
        let told = !self.quiet || diagnostics.errors() > 0;
        if let Some(summary) = diag::summary(diagnostics, self.language).filter(|_| told) {
            text.push_str(&summary);
            text.push('\n');
        }
        self.error_text(&text);
    }

    /// Writes findings in a chosen format: for people to standard error, for programs to standard output.
    pub fn formatted(&self, diagnostics: &Diagnostics, format: ReportFormat) {
        let lines = |line: fn(&diag::Diagnostic, Language) -> String| {
            diagnostics.iter().map(|finding| line(finding, self.language) + "\n").collect::<String>()
        };
        match format {
            ReportFormat::Human => self.findings(diagnostics),
            ReportFormat::Concise => self.output(&lines(diag::concise)),
            ReportFormat::Github => self.output(&lines(diag::github)),
            ReportFormat::Json => self.output(&(diag::json(diagnostics, self.language) + "\n")),
        }
    }

    /// A line of good news; nothing when quiet.
    pub fn say(&self, zh: &str, en: &str) {
        if !self.quiet {
            self.error_text(&format!("{}\n", self.language.pick(zh, en)));
        }
    }

    /// News in the user's language; nothing when quiet.
    pub fn tell(&self, text: &str) {
        self.say(text, text);
    }

    /// Results that a program may read.
    pub fn output(&self, text: &str) {
        self.output_bytes(text.as_bytes());
    }

    /// Results that are UTF-8 already.
    pub fn output_bytes(&self, bytes: &[u8]) {
        // A reader that went away, such as `head`, is no failure.
        let _ = std::io::stdout().lock().write_all(bytes);
    }

    fn error_text(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// The exit code of some findings; warnings count where `strict` is set.
    pub fn exit_code(&self, diagnostics: &Diagnostics, strict: bool) -> u8 {
        match diagnostics.gravest() {
            Some(class) => class.exit_code(),
            None if strict && diagnostics.warnings() > 0 => Class::Content.exit_code(),
            None => 0,
        }
    }
}
