//! `fanzha check --coverage`: how far each locale covers the site; `--accept` records what a translation was made from.

use std::path::{Path, PathBuf};

use super::arguments::{CheckOptions, ReportFormat};
use super::phrases::phrase;
use super::report::Reporter;
use crate::checks::{self, Coverage, LocaleCoverage, Original, Translated};
use crate::content;
use crate::diag::{Class, Diagnostic, Diagnostics, Language};
use crate::fsio;
use crate::site::{self, Options};

/// Reports the coverage of the site at `root`. With `strict`, what is not covered fails.
pub fn run(root: &Path, options: &CheckOptions, reporter: &Reporter) -> u8 {
    let (coverage, found) = site::coverage(&site_options(root, options));
    let Some(coverage) = coverage else {
        reporter.findings(&found);
        return reporter.exit_code(&found, options.strict);
    };
    reporter.output(&match options.format {
        ReportFormat::Json => json(&coverage),
        ReportFormat::Human => human(&coverage, reporter.language),
        ReportFormat::Concise | ReportFormat::Github => lines(&coverage, reporter.language),
    });
    let complete = coverage.locales.iter().all(LocaleCoverage::is_complete);
    if options.strict && !complete { Class::Content.exit_code() } else { 0 }
}

/// Records in translations the originals as they are now.
pub fn accept(root: &Path, options: &CheckOptions, reporter: &Reporter) -> u8 {
    let mut found = Diagnostics::new();
    let (knowledge, _) = site::load_knowledge(&site_options(root, options), &mut found);
    if found.errors() > 0 {
        reporter.findings(&found);
        return reporter.exit_code(&found, false);
    }
    let originals = checks::originals(&knowledge);
    let mut faults = Diagnostics::new();
    for file in &options.accept {
        let chosen = translations_of(file, root, &originals);
        if chosen.is_empty() {
            let path = file.display().to_string();
            faults.push(Diagnostic::new("no-such-translation").with("path", path));
        }
        for (original, translation) in chosen {
            match record(root, original, translation) {
                Ok(()) => {
                    let name = translation.source.name();
                    reporter.tell(&phrase(reporter.language, "accepted", &[("name", name)]));
                }
                Err(fault) => faults.push(fault),
            }
        }
    }
    reporter.findings(&faults);
    reporter.exit_code(&faults, false)
}

fn site_options(root: &Path, options: &CheckOptions) -> Options {
    Options { root: root.to_path_buf(), base_url: None, drafts: options.drafts }
}

/// The translations that a path names: itself, all of an original, or all in a folder.
fn translations_of<'a>(
    file: &Path,
    root: &Path,
    originals: &'a [Original<'a>],
) -> Vec<(&'a Original<'a>, &'a Translated<'a>)> {
    let absolute = |path: &Path| fsio::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    // Findings name files as seen from the site's folder, shells as seen from the current one.
    let wanted: [PathBuf; 2] = [absolute(file), absolute(&root.join(file))];
    let is_meant = |name: &str| {
        let path = absolute(&root.join(name));
        wanted.iter().any(|wanted| path.starts_with(wanted))
    };
    let all = originals
        .iter()
        .flat_map(|original| original.translations.iter().map(move |translation| (original, translation)));
    all.filter(|(original, translation)| {
        is_meant(translation.source.name()) || is_meant(original.source.name())
    })
    .collect()
}

/// Writes the original's fingerprint into the translation's front matter.
fn record(root: &Path, original: &Original<'_>, translation: &Translated<'_>) -> Result<(), Diagnostic> {
    if translation.is_stale(original) == Some(false) {
        return Ok(());
    }
    let text = content::with_original(translation.source, &original.fingerprint)?;
    fsio::replace_file(&root.join(translation.source.name()), text.as_bytes())
}

fn json(coverage: &Coverage) -> String {
    serde_json::to_string_pretty(coverage).unwrap_or_default() + "\n"
}

/// A block for each locale: its counts, then what is not covered.
fn human(coverage: &Coverage, language: Language) -> String {
    let mut text = String::new();
    for locale in &coverage.locales {
        text.push_str(&phrase(
            language,
            "coverage-locale",
            &[
                ("locale", &locale.locale),
                ("percent", &locale.percent().to_string()),
                ("documents", &locale.documents.to_string()),
                ("original", &locale.original.to_string()),
                ("converted", &locale.converted.to_string()),
                ("translated", &locale.translated.to_string()),
                ("stale", &locale.stale.len().to_string()),
                ("fallback", &locale.fallback.len().to_string()),
                ("labels", &locale.missing_labels.len().to_string()),
            ],
        ));
        text.push('\n');
        for line in gaps(locale, language) {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text
}

/// A line for each thing that is not covered.
fn lines(coverage: &Coverage, language: Language) -> String {
    let of_locale = |locale: &LocaleCoverage| -> String {
        gaps(locale, language).into_iter().map(|line| format!("{}: {line}\n", locale.locale)).collect()
    };
    coverage.locales.iter().map(of_locale).collect()
}

fn gaps(locale: &LocaleCoverage, language: Language) -> Vec<String> {
    let mut gaps: Vec<String> = Vec::new();
    for stale in &locale.stale {
        gaps.push(phrase(
            language,
            "coverage-stale",
            &[("name", &stale.file), ("original", &stale.original)],
        ));
    }
    let files = |id, names: &[String]| -> Vec<String> {
        names.iter().map(|name| phrase(language, id, &[("name", name)])).collect()
    };
    gaps.extend(files("coverage-fallback", &locale.fallback));
    for label in &locale.missing_labels {
        let kind = phrase(language, label_kind(label.kind), &[]);
        let values = [("name", label.file.as_str()), ("kind", &kind), ("id", &label.id)];
        gaps.push(phrase(language, "coverage-label", &values));
    }
    gaps.extend(files("coverage-unrecorded", &locale.unrecorded));
    gaps
}

fn label_kind(kind: &str) -> &'static str {
    match kind {
        "indicator" => "label-indicator",
        "definition" => "label-definition",
        "group" => "label-group",
        "unit" => "label-unit",
        "place" => "label-place",
        "agency" => "label-agency",
        "scope" => "label-scope",
        "term" => "label-term",
        _ => "label-interface",
    }
}
