//! `fanzha convert [FILE]`: text in the other script as the site would show it, and the review of doubts.

mod digest;
mod pin;
mod review;
mod site;

use std::path::Path;
use std::sync::Arc;

use super::arguments::{ConvertOptions, ResultFormat};
use super::input;
use super::report::Reporter;
use crate::conversion::Conversion;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fsio;
use crate::hanzi::{Converter, Glossary, Profile};
use site::{Site, Text};

/// Converts, reviews, or compares what conversion makes of a site.
pub fn run(root: &Path, options: &ConvertOptions, reporter: &Reporter) -> u8 {
    let done = match (&options.file, options.profile) {
        (Some(file), Some(profile)) => by_profile(file, profile, options, reporter),
        (None, Some(_)) => Err(Diagnostic::new("convert-needs-file").into()),
        (Some(file), None) => of_file(root, file, options, reporter),
        (None, None) => of_site(root, options, reporter),
    };
    match done {
        Ok(()) => 0,
        Err(faults) => {
            reporter.findings(&faults);
            reporter.exit_code(&faults, false)
        }
    }
}

/// A text converted as OpenCC does it, without a site.
fn by_profile(
    file: &Path,
    profile: Profile,
    options: &ConvertOptions,
    reporter: &Reporter,
) -> Result<(), Diagnostics> {
    let (name, bytes) = input::bytes(file)?;
    let converter = Converter::new(profile, &Glossary::default());
    if options.review {
        let source = Arc::new(site::utf8(name, bytes)?);
        let reviewed = review::of_text(&source, profile.name(), |text| converter.choices(text));
        review::show(&reviewed, options.format, reporter);
        return Ok(());
    }
    let Ok(text) = simdutf8::basic::from_utf8(&bytes) else {
        // Read again by one that tells where it goes wrong.
        return put(&converter.convert(site::utf8(name, bytes)?.text()), profile.name(), options, reporter);
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if options.output.is_none() && options.format == ResultFormat::Human {
        converter.convert_parts(text).for_each(|part| reporter.output(&part));
        return Ok(());
    }
    put(&converter.convert(text), profile.name(), options, reporter)
}

/// A file as a locale of the site shows it.
fn of_file(
    root: &Path,
    file: &Path,
    options: &ConvertOptions,
    reporter: &Reporter,
) -> Result<(), Diagnostics> {
    let site = Site::load(root)?;
    let text = Text::read(file)?;
    let locale = site.locale(options.to.as_deref(), text.script)?;
    if options.review {
        let reviewed = match site.document(root, file) {
            Some(name) => site.review_of(&name),
            None => {
                let conversion = site.conversion(locale, &text);
                let conversion = conversion.as_ref();
                let choices = |text: &str| conversion.map(|found| found.choices(text)).unwrap_or_default();
                review::of_text(&text.source, locale.code.as_str(), choices)
            }
        };
        return finish_review(&site, root, &reviewed, options, reporter);
    }
    let converted = site
        .conversion(locale, &text)
        .map_or_else(|| text.source.text().to_owned(), |conversion: Conversion| text.converted(&conversion));
    put(&converted, locale.code.as_str(), options, reporter)
}

/// The whole site: its review, its digest, or its files converted.
fn of_site(root: &Path, options: &ConvertOptions, reporter: &Reporter) -> Result<(), Diagnostics> {
    let site = Site::load(root)?;
    if options.digest {
        let lines = digest::lines(&site);
        return match &options.output {
            Some(path) => Ok(fsio::write(path, lines.as_bytes())?),
            None => {
                reporter.output(&lines);
                Ok(())
            }
        };
    }
    if let Some(file) = &options.digest_against {
        return digest::compare(&site, file, options.format, reporter);
    }
    if options.review {
        return finish_review(&site, root, &site.review(), options, reporter);
    }
    let Some(folder) = &options.output else {
        return Err(Diagnostic::new("convert-needs-output").into());
    };
    site.convert_all(root, options.to.as_deref(), folder, reporter)
}

fn finish_review(
    site: &Site,
    root: &Path,
    reviewed: &[crate::checks::Reviewed],
    options: &ConvertOptions,
    reporter: &Reporter,
) -> Result<(), Diagnostics> {
    review::show(reviewed, options.format, reporter);
    if options.pin {
        pin::write(site, root, reviewed, reporter)?;
    }
    Ok(())
}

/// Writes a converted text where it is wanted.
fn put(text: &str, locale: &str, options: &ConvertOptions, reporter: &Reporter) -> Result<(), Diagnostics> {
    if let Some(path) = &options.output {
        return Ok(fsio::write(path, text.as_bytes())?);
    }
    match options.format {
        ResultFormat::Human => reporter.output(text),
        ResultFormat::Json => {
            let object = serde_json::json!({ "to": locale, "text": text });
            reporter.output(&format!("{object}\n"));
        }
    }
    Ok(())
}

/// The profile that a word on the command line names.
pub fn profile(word: &str) -> Result<Profile, String> {
    word.parse::<Profile>().map_err(|error| error.to_string())
}
