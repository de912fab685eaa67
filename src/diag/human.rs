//! Findings for a person at a terminal: the line of the file, carets, help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::catalogue::Severity;
use super::diagnostic::{Diagnostic, Diagnostics};
use super::language::Language;

/// One finding with its source line; `colour` adds terminal colours.
pub fn human(diagnostic: &Diagnostic, language: Language, colour: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR.with_name(language.pick("错误", "error")),
        Severity::Warning => Level::WARNING.with_name(language.pick("警告", "warning")),
    };
    let title = level.primary_title(diagnostic.message(language)).id(diagnostic.code);
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let Some(at) = &diagnostic.location else {
        let shown = renderer.render(&[Group::with_title(title)]);
        let help = diagnostic.help_text(language);
        return help
            .map_or(shown.clone(), |help| format!("{shown}\n  = {}: {help}", language.pick("建议", "help")));
    };
    let mark = AnnotationKind::Primary.span(at.span.into());
    let mut group = title.element(Snippet::source(at.source.text()).path(at.source.name()).annotation(mark));
    if let Some(help) = diagnostic.help_text(language) {
        group = group.element(Level::HELP.with_name(language.pick("建议", "help")).message(help));
    }
    renderer.render(&[group])
}

/// The closing line: how many errors and warnings; `None` where there are none.
pub fn summary(diagnostics: &Diagnostics, language: Language) -> Option<String> {
    let (errors, warnings) = (diagnostics.errors(), diagnostics.warnings());
    if errors + warnings == 0 {
        return None;
    }
    Some(match language {
        Language::Zh => format!("{errors} 个错误，{warnings} 个警告"),
        Language::En => {
            format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
        }
    })
}

/// A number with an English noun, for lines that only people at a terminal read.
pub fn counted(count: usize, one: &str, other: &str) -> String {
    format!("{count} {}", if Language::En.has_singular(count) { one } else { other })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::{Source, Span};

    #[test]
    fn a_finding_shows_its_line_with_carets_two_cells_a_hanzi() {
        let source = Arc::new(Source::new("content/a.md", "quote = \"重庆\"\n"));
        let finding = Diagnostic::new("unknown-key").with("key", "重庆").at(&source, Span::new(9, 15));
        let shown = human(&finding, Language::En, false);
        assert!(shown.contains("content/a.md:1:10"), "{shown}");
        assert!(shown.lines().any(|line| line.trim_end().ends_with("         ^^^^")), "{shown}");
    }
}
