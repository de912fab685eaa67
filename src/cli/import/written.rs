//! A page as it goes out: its text as JSON or a draft, and what is told of it.
//!
//! A page in, [`Written`] out, in whatever thread read the page. Writes no file and tells nobody.

use super::draft::{self, Draft, Style};
use super::known::Origin;
use super::removed::OTHER_CRIME;
use super::{Page, Site, contract, slug};
use crate::cli::arguments::{DraftFormat, ImportOptions};
use crate::cli::report::Reporter;
use crate::diag::Diagnostic;
use crate::extract::Proposal;
use crate::import::Removed;

/// A page, ready to go out.
pub struct Written {
    /// What people are shown.
    pub name: String,
    /// JSON, or a draft, in UTF-8.
    pub text: Vec<u8>,
    /// The figures of a draft, and the places to check in it.
    pub counts: Option<(usize, usize)>,
    /// How it is filed, where it goes into a folder.
    pub filed: Option<Filed>,
    /// What was cut from the page, where people are told.
    pub removed: Vec<Removed>,
    /// What a person should look at.
    pub warnings: Vec<Diagnostic>,
}

/// What a page is known by in a folder.
pub struct Filed {
    /// The file's name without extension.
    pub slug: String,
    /// Where the page's facts come from.
    pub origin: Origin,
}

/// Writes pages in one format.
pub struct Writer<'a> {
    site: &'a Site,
    style: Style,
    format: DraftFormat,
    show_removed: bool,
    /// Whether each page is a line of its own.
    many: bool,
    /// Whether pages go into a folder.
    files: bool,
}

impl<'a> Writer<'a> {
    /// As the options say.
    pub fn new(options: &ImportOptions, reporter: &Reporter, site: &'a Site) -> Self {
        let (keep_script, explain) = (options.keep_script, options.explain);
        let style = Style { keep_script, explain, language: reporter.language };
        let (format, show_removed) = (options.format, options.show_removed);
        Writer {
            site,
            style,
            format,
            show_removed,
            many: options.files.len() > 1,
            files: options.out.is_some(),
        }
    }

    /// The page as it goes out.
    pub fn written(&self, page: Page) -> Written {
        let (text, counts) = match self.format {
            DraftFormat::Json => (contract::json(&page, self.show_removed, !self.many), None),
            DraftFormat::Md => {
                let Draft { text, figures, to_check } = draft::draft(&page, self.site, self.style);
                (text.into_bytes(), Some((figures, to_check)))
            }
        };
        let filed = self
            .files
            .then(|| Filed { slug: slug::of(&page), origin: draft::origin(&page, self.site, self.style) });
        let told = self.show_removed && self.format == DraftFormat::Md;
        let removed = if told { removed(page.imported.removed, page.left_out) } else { Vec::new() };
        Written { name: page.name, text, counts, filed, removed, warnings: page.imported.warnings }
    }
}

/// What was cut from a page, its figures of other crime behind it.
fn removed(cut: Vec<Removed>, left_out: Vec<Proposal>) -> Vec<Removed> {
    let left_out = left_out.into_iter().map(|other| Removed { reason: OTHER_CRIME, text: other.quote });
    cut.into_iter().chain(left_out).collect()
}
