//! `fanzha import FILE…`: pages as they were found → drafts with their figures.

mod body;
mod contract;
mod draft;

use std::collections::BTreeMap;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::arguments::{DraftFormat, ImportOptions};
use super::report::Reporter;
use crate::config::Config;
use crate::content::Library;
use crate::diag::{Class, Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::extract::{self, Proposal};
use crate::fsio;
use crate::hanzi::{Converter, Glossary, Profile};
use crate::import::{self, CampaignNames, Imported};
use crate::lexicon::Lexicon;

/// Pages read at a time: memory stays flat however many are given.
const AT_A_TIME: usize = 64;
/// What standard input may hold; one byte more is told as too large.
const MOST_FROM_INPUT: u64 = 16 * 1024 * 1024 + 1;

/// A page with its figures.
pub struct Page {
    /// What people are shown.
    pub name: String,
    /// The article.
    pub imported: Imported,
    /// Its figures; `paragraph` counts the parts that aren't headings.
    pub proposals: Vec<Proposal>,
}

/// What the site at the root says about drafts.
pub struct Site {
    campaigns: CampaignNames,
    /// Campaign ids by name.
    pub campaign_ids: BTreeMap<String, String>,
    /// The script of drafts.
    pub script: Script,
    /// From the other script to it.
    pub converter: Converter,
}

/// Imports the files.
pub fn run(root: &Path, options: &ImportOptions, reporter: &Reporter) -> u8 {
    let site = Site::load(root);
    let bar = progress_bar(options.files.len(), reporter);
    let mut output = Output { options, reporter, site: &site, taken: BTreeMap::new() };
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
        let pages: Vec<Result<Page, Diagnostic>> =
            files.par_iter().map(|file| read(file, &site).inspect(|_| bar.inc(1))).collect();
        for page in pages {
            match page.and_then(|page| output.write(&page).map(|()| page)) {
                Ok(page) if options.format == DraftFormat::Md => faults.extend(page.imported.warnings),
                Ok(_) => {}
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
    let (name, bytes) = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MOST_FROM_INPUT).read_to_end(&mut bytes);
        read.map_err(|error| Diagnostic::new("io-read").with("path", "-").with("reason", error.to_string()))?;
        ("-".to_owned(), bytes)
    } else {
        (file.display().to_string(), fsio::read_bytes(file)?)
    };
    let imported = import::read(&bytes, &name, &site.campaigns)?;
    let context = extract::Context {
        event_date: imported.event,
        published: imported.published,
        place: imported.place,
        lexicon: Lexicon::embedded(),
    };
    let proposals = extract::extract(&body::paragraphs(&imported.parts), &context);
    Ok(Page { name, imported, proposals })
}

impl Site {
    /// Reads the site at `root`, if there is one; a fault in it is `check`'s to tell.
    fn load(root: &Path) -> Site {
        let library = Library::load(root, &mut Diagnostics::new());
        let names = library.campaigns.iter().map(|entry| {
            let front = &entry.document.front;
            (front.name.value.clone(), front.aliases.clone())
        });
        let campaigns = CampaignNames::new(names);
        let ids =
            library.campaigns.iter().map(|entry| (entry.document.front.name.value.clone(), entry.id.clone()));
        let locale = Config::load(root).ok().map(|config| config.default_locale().code.clone());
        let script = locale.and_then(|code| code.script()).unwrap_or(Script::Hans);
        let profile = if script == Script::Hans { Profile::T2s } else { Profile::S2t };
        let converter = Converter::new(profile, &Glossary::default());
        Site { campaigns, campaign_ids: ids.collect(), script, converter }
    }
}

/// Where drafts go.
struct Output<'a> {
    options: &'a ImportOptions,
    reporter: &'a Reporter,
    site: &'a Site,
    /// How often each name was wanted in this run.
    taken: BTreeMap<String, usize>,
}

impl Output<'_> {
    fn write(&mut self, page: &Page) -> Result<(), Diagnostic> {
        let options = self.options;
        let many = options.files.len() > 1;
        let text = match options.format {
            DraftFormat::Json => contract::json(page, options.show_removed, !many),
            DraftFormat::Md => draft::markdown(page, self.site, options.keep_script, self.reporter.language),
        };
        if options.format == DraftFormat::Md && options.show_removed {
            for removed in &page.imported.removed {
                let line = format!("{}: {}", removed.reason, removed.text);
                self.reporter.say(&line, &line);
            }
        }
        let Some(folder) = &options.out else {
            self.reporter.output(&text);
            return Ok(());
        };
        let path = self.path(folder, page);
        let shown = path.display().to_string();
        if !fsio::write_new(&path, text.as_bytes())? {
            return Err(Diagnostic::new("file-exists").with("path", shown));
        }
        self.reporter.say(&format!("{} → {shown}", page.name), &format!("{} → {shown}", page.name));
        Ok(())
    }

    fn path(&mut self, folder: &Path, page: &Page) -> PathBuf {
        let slug = draft::slug(page);
        let count = self.taken.entry(slug.clone()).or_default();
        *count += 1;
        let name = if *count == 1 { slug } else { format!("{slug}-{count}") };
        let extension = match self.options.format {
            DraftFormat::Md => "md",
            DraftFormat::Json => "json",
        };
        folder.join(format!("{name}.{extension}"))
    }
}
