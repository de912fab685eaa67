//! One finding: what kind, where, with which values.

use std::sync::Arc;

use super::catalogue::{Catalogue, Class, Severity};
use super::language::Language;
use crate::text::{Source, Span};

/// Where in which text a finding stands.
#[derive(Debug, Clone)]
pub struct Location {
    /// The text.
    pub source: Arc<Source>,
    /// The stretch of it.
    pub span: Span,
}

/// A finding. Its wording comes from the catalogue by `code`.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Id in the catalogue, as shown in brackets and taken by `--explain`.
    pub code: &'static str,
    /// Where; `None` where no text is at fault.
    pub location: Option<Location>,
    help: Option<&'static str>,
    values: Vec<(&'static str, Value)>,
}

/// A value of a wording.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    /// The same in both languages: an id, a number, what somebody wrote.
    Same(String),
    /// Words that both languages have: Chinese, then English.
    Words(String, String),
}

impl Diagnostic {
    /// A finding without a place in a text.
    pub fn new(code: &'static str) -> Self {
        Diagnostic { code, location: None, help: None, values: Vec::new() }
    }

    /// Says where it stands.
    pub fn at(mut self, source: &Arc<Source>, span: Span) -> Self {
        self.location = Some(Location { source: Arc::clone(source), span });
        self
    }

    /// Gives the value of a `{name}` of the wording.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, Value::Same(value.into())));
        self
    }

    /// Gives a value that is said differently in Chinese and in English.
    pub fn with_words(mut self, name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.values.push((name, Value::Words(zh.into(), en.into())));
        self
    }

    /// Chooses a help text of the catalogue other than the usual one.
    pub fn help(mut self, variant: &'static str) -> Self {
        self.help = Some(variant);
        self
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        Catalogue::embedded().entry(self.code).severity
    }

    /// Who is at fault, which decides the exit code.
    pub fn class(&self) -> Class {
        Catalogue::embedded().entry(self.code).class
    }

    /// The fact, in one line.
    pub fn message(&self, language: Language) -> String {
        self.fill(Catalogue::embedded().entry(self.code).message.text(language), language)
    }

    /// What to do about it, in one line; `None` where nothing helpful can be said.
    pub fn help_text(&self, language: Language) -> Option<String> {
        let helps = &Catalogue::embedded().entry(self.code).help;
        helps.get(self.help.unwrap_or("usual")).map(|help| self.fill(help.text(language), language))
    }

    fn fill(&self, wording: &str, language: Language) -> String {
        let mut text = String::with_capacity(wording.len() + 32);
        let mut rest = wording;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            match self.values.iter().find(|(known, _)| *known == name) {
                Some((_, Value::Same(value))) => text.push_str(value),
                Some((_, Value::Words(zh, en))) => text.push_str(language.pick(zh, en)),
                None => text.push('…'),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

/// Findings in the order in which people should read them.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Diagnostics::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds several.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|d| d.severity() == Severity::Error).count()
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// The gravest class among the errors; `None` where there is no error.
    pub fn gravest(&self) -> Option<Class> {
        self.0.iter().filter(|d| d.severity() == Severity::Error).map(Diagnostic::class).max()
    }

    /// Sorts by file and place, so that the order never depends on which thread came first.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            let key =
                |d: &Diagnostic| d.location.as_ref().map(|at| (at.source.name().to_owned(), at.span.start));
            key(a).cmp(&key(b)).then_with(|| a.code.cmp(b.code)).then_with(|| a.values.cmp(&b.values))
        });
        self
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Diagnostics(vec![one])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fill_the_wording_of_both_languages() {
        let finding = Diagnostic::new("unknown-key").with("key", "titel").with("near", "title").help("near");
        assert!(finding.message(Language::En).contains("`titel`"));
        assert!(finding.message(Language::Zh).contains("titel"));
        assert!(finding.help_text(Language::En).is_some_and(|help| help.contains("`title`")));
    }

    #[test]
    fn findings_are_sorted_by_place() {
        let source = Arc::new(Source::new("a.md", "0123456789"));
        let mut all = Diagnostics::new();
        all.push(Diagnostic::new("unknown-key").at(&source, Span::new(5, 6)));
        all.push(Diagnostic::new("missing-key").at(&source, Span::new(1, 2)));
        let codes: Vec<_> = all.sorted().into_iter().map(|d| d.code).collect();
        assert_eq!(codes, ["missing-key", "unknown-key"]);
    }
}
