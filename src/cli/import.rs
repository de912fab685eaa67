//! `fanzha import FILE…`: pages as they were found → drafts with their figures.

mod body;
mod contract;
mod draft;
mod figures;
mod known;
mod output;
mod quotes;
mod removed;
mod site;
mod slug;
mod written;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::arguments::{DraftFormat, ImportOptions};
use super::input;
use super::report::Reporter;
use crate::diag::{Class, Diagnostic, Diagnostics};
use crate::extract::{self, Extraction, Proposal};
use crate::fsio;
use crate::import::{self, Imported};
use crate::lexicon::Lexicon;
use output::Output;
use site::Site;
use written::{Writer, Written};

/// Pages read at a time: memory stays flat however many are given.
const AT_A_TIME: usize = 64;

/// A page with its figures.
pub struct Page {
    /// What people are shown.
    pub name: String,
    /// The article.
    pub imported: Imported,
    /// Its figures; `paragraph` counts the parts that aren't headings.
    pub proposals: Vec<Proposal>,
    /// What reads like a figure but seems to be of other crime.
    pub left_out: Vec<Proposal>,
}

/// Imports the files.
pub fn run(root: &Path, options: &ImportOptions, reporter: &Reporter) -> u8 {
    let site = Site::load(root);
    let bar = progress_bar(options.files.len(), reporter);
    let writer = Writer::new(options, reporter, &site);
    let mut output = Output::new(options, reporter, &site);
    let mut faults = Diagnostics::new();
    let mut failed = false;
    if let Some(folder) = &options.out
        && let Err(fault) = fsio::create_folder(folder)
    {
        faults.push(fault);
        reporter.findings(&faults);
        return reporter.exit_code(&faults, false);
    }
    for files in options.files.chunks(AT_A_TIME) {
        // A page is written where it was read, so that only its text is kept.
        let made =
            |file: &PathBuf| read(file, &site).map(|page| writer.written(page)).inspect(|_| bar.inc(1));
        let pages: Vec<Result<Written, Diagnostic>> = files.par_iter().map(made).collect();
        for page in pages {
            match page.and_then(|page| output.write(&page).map(|twice| (page, twice))) {
                Ok((page, twice)) => {
                    let skipped = twice.as_ref().is_some_and(|finding| finding.code == "import-known");
                    if options.format == DraftFormat::Md && !skipped {
                        faults.extend(page.warnings);
                    }
                    faults.extend(twice);
                }
                Err(fault) => {
                    failed = true;
                    faults.push(fault);
                }
            }
        }
    }
    bar.finish_and_clear();
    if !faults.is_empty() {
        reporter.findings(&faults);
    }
    output.close(root);
    match faults.gravest() {
        _ if !failed => 0,
        Some(class) if options.files.len() == 1 => class.exit_code(),
        _ => Class::Content.exit_code(),
    }
}

/// Shown on a terminal only, and for more than a page.
fn progress_bar(files: usize, reporter: &Reporter) -> ProgressBar {
    if reporter.quiet || files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    ProgressBar::new(files as u64)
}

fn read(file: &Path, site: &Site) -> Result<Page, Diagnostic> {
    let (name, bytes) = input::bytes(file)?;
    let imported = import::read(&bytes, &name, &site.campaigns)?;
    let context = extract::Context {
        event_date: imported.event,
        published: imported.published,
        place: imported.place,
        headline: imported.title.as_deref(),
        lexicon: Lexicon::embedded(),
    };
    let Extraction { proposals, left_out } = extract::extract(&body::paragraphs(&imported.parts), &context);
    Ok(Page { name, imported, proposals, left_out })
}
