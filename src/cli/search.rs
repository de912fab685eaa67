//! `fanzha search QUERY`: asks the built index what the browser would find.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::arguments::{PageKind, ResultFormat, SearchOptions};
use super::report::Reporter;
use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics};
use crate::fsio;
use crate::search::{DocumentKind, Facets, Filters, Hit, Index, Options, Results};

#[derive(Serialize)]
struct Found<'a> {
    total: usize,
    exact: bool,
    relaxed: bool,
    results: &'a [Hit],
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<&'a Facets>,
    unread: &'a [String],
}

/// Searches the site built at `root`.
pub fn run(root: &Path, options: &SearchOptions, reporter: &Reporter) -> u8 {
    match query(root, options) {
        Ok(results) => {
            tell(&results, options, reporter);
            0
        }
        Err(faults) => {
            reporter.findings(&faults);
            reporter.exit_code(&faults, false)
        }
    }
}

fn query(root: &Path, options: &SearchOptions) -> Result<Results, Diagnostics> {
    let config = Config::load(root)?;
    let locale = match &options.locale {
        None => config.default_locale().code.to_string(),
        Some(typed) => {
            let known = config.locales.iter().find(|locale| locale.code.as_str().eq_ignore_ascii_case(typed));
            match known {
                Some(known) => known.code.to_string(),
                None => return Err(Diagnostic::new("no-such-locale").with("locale", typed.clone()).into()),
            }
        }
    };
    let folder = options.output.clone().unwrap_or_else(|| root.join("public")).join("search");
    if !fsio::exists(&folder.join("manifest.json")) {
        return Err(Diagnostic::new("no-index").with("path", folder.display().to_string()).into());
    }
    let fault = |error: &dyn std::fmt::Display| {
        Diagnostics::from(Diagnostic::new("bad-index").with("reason", error.to_string()))
    };
    let read = move |path: &str| {
        fsio::read_bytes(&folder.join(path))
            .map_err(|error| io::Error::other(error.message(crate::diag::Language::En)))
    };
    let index = Index::open(read).map_err(|error| fault(&error))?;
    Ok(index.query(&options.query, &locale, &wanted(options)))
}

fn wanted(options: &SearchOptions) -> Options {
    let kind = options.kind.map(|kind| match kind {
        PageKind::Article => DocumentKind::Article,
        PageKind::City => DocumentKind::City,
        PageKind::Campaign => DocumentKind::Campaign,
        PageKind::Indicator => DocumentKind::Indicator,
        PageKind::Scam => DocumentKind::Scam,
        PageKind::Page => DocumentKind::Page,
    });
    let (place, campaign) = (options.place.clone(), options.campaign.clone());
    let filters = Filters { kind, year: options.year, place, campaign };
    Options { limit: options.limit, filters, facets: options.facets }
}

fn tell(results: &Results, options: &SearchOptions, reporter: &Reporter) {
    if options.format == ResultFormat::Json {
        let Results { total, exact, relaxed, results, facets, unread } = results;
        let (total, exact, relaxed, facets) = (*total, *exact, *relaxed, facets.as_ref());
        let found = Found { total, exact, relaxed, results, facets, unread };
        // Texts and finite numbers, which JSON can always state.
        reporter.output(&(serde_json::to_string_pretty(&found).unwrap_or_default() + "\n"));
        return;
    }
    if results.total == 0 {
        reporter.say("没有找到", "nothing found");
        return;
    }
    if results.relaxed {
        reporter.say("没有完全相符的，以下比较接近：", "no exact match; these come close:");
    }
    let mut text = String::new();
    for hit in &results.results {
        text.push_str(&format!("{}\n  {}\n  {}\n", hit.title, hit.url, hit.excerpt.replace('\n', " ")));
        if let Some(figure) = &hit.figure {
            text.push_str(&format!("  {} {} {}\n", figure.label, figure.value, figure.url));
        }
    }
    reporter.output(&text);
    let total = results.total;
    if results.exact {
        reporter.say(&format!("共 {total} 条"), &format!("{total} in all"));
    } else {
        reporter.say(&format!("至少 {total} 条"), &format!("{total} or more"));
    }
}
