//! What conversion makes of each page, as a hash: to see which pages another version changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::super::arguments::ResultFormat;
use super::super::input;
use super::super::phrases::{counted, phrase};
use super::super::report::Reporter;
use super::site::Site;
use crate::checks;
use crate::diag::Diagnostics;

/// Hashes by locale and file.
type Digests = BTreeMap<(String, String), String>;

/// A line for each document and locale that converts it: hash, locale, file.
pub fn lines(site: &Site) -> String {
    let digests = checks::digests(&site.knowledge, site.context());
    digests.iter().map(|((locale, file), hash)| format!("{hash}  {locale}  {file}\n")).collect()
}

/// Lists the documents whose conversion is another one than the file of hashes says.
pub fn compare(
    site: &Site,
    file: &Path,
    format: ResultFormat,
    reporter: &Reporter,
) -> Result<(), Diagnostics> {
    let before = read(input::text(file)?.text());
    let now: Digests = checks::digests(&site.knowledge, site.context());
    let pages: BTreeSet<&(String, String)> = before.keys().chain(now.keys()).collect();
    let differing = pages.into_iter().filter_map(|page| {
        let kind = match (before.get(page), now.get(page)) {
            (Some(old), Some(new)) if old == new => return None,
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "gone",
            (None, _) => "new",
        };
        Some((kind, &page.0, &page.1))
    });
    let differing: Vec<_> = differing.collect();
    if format == ResultFormat::Json {
        let rows = differing.iter().map(
            |(kind, locale, file)| serde_json::json!({ "change": kind, "locale": locale, "file": file }),
        );
        reporter.output(&format!("{}\n", serde_json::Value::Array(rows.collect())));
        return Ok(());
    }
    let language = reporter.language;
    let word = |kind| match kind {
        "changed" => phrase(language, "digest-changed", &[]),
        "gone" => phrase(language, "digest-gone", &[]),
        _ => phrase(language, "digest-new", &[]),
    };
    let rows = differing.iter().map(|(kind, locale, file)| format!("{}  {locale}  {file}\n", word(kind)));
    reporter.output(&rows.collect::<String>());
    reporter.tell(&counted(language, ("digest-one", "digest-many"), differing.len()));
    Ok(())
}

fn read(text: &str) -> Digests {
    let rows = text.lines().filter_map(|line| {
        let (hash, rest) = line.split_once("  ")?;
        let (locale, file) = rest.split_once("  ")?;
        Some(((locale.to_owned(), file.to_owned()), hash.to_owned()))
    });
    rows.collect()
}
