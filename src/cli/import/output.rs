//! Where drafts go: to standard output, or into a folder in which nothing is written over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::known::Origin;
use super::written::{Filed, Written};
use super::{Site, removed};
use crate::cli::arguments::{DraftFormat, ImportOptions};
use crate::cli::phrases::{counted, phrase};
use crate::cli::report::Reporter;
use crate::diag::Diagnostic;
use crate::fsio;

/// Writes what was imported.
pub struct Output<'a> {
    options: &'a ImportOptions,
    reporter: &'a Reporter,
    site: &'a Site,
    /// The next number to try for each name.
    next: BTreeMap<String, usize>,
    /// What this run has written: a page that was given twice is written twice.
    own: BTreeSet<PathBuf>,
    drafts: usize,
    to_check: usize,
}

/// A place for a draft.
enum Room {
    /// Nothing stands there.
    Free(PathBuf),
    /// The page has been made an article before.
    Known(String),
}

impl<'a> Output<'a> {
    /// Nothing written yet.
    pub fn new(options: &'a ImportOptions, reporter: &'a Reporter, site: &'a Site) -> Self {
        let (next, own) = (BTreeMap::new(), BTreeSet::new());
        Output { options, reporter, site, next, own, drafts: 0, to_check: 0 }
    }

    /// Writes one page; `Ok` with what a person should know about articles of the same page.
    pub fn write(&mut self, page: &Written) -> Result<Option<Diagnostic>, Diagnostic> {
        let options = self.options;
        let (Some(folder), Some(filed)) = (&options.out, &page.filed) else {
            self.reporter.output_bytes(&page.text);
            self.told(page, None);
            return Ok(None);
        };
        loop {
            let path = match self.room(folder, filed)? {
                Room::Free(path) => path,
                Room::Known(known) => {
                    let finding = Diagnostic::new("import-known").with("path", page.name.clone());
                    return Ok(Some(finding.with("known", known)));
                }
            };
            // Another process may have been quicker.
            if fsio::write_new(&path, &page.text)? {
                self.told(page, Some(&path));
                self.own.insert(path);
                break;
            }
        }
        let article = self.site.articles.find(&filed.origin).filter(|_| options.format == DraftFormat::Md);
        Ok(article.map(|known| {
            let finding = Diagnostic::new("import-twice").with("path", page.name.clone());
            finding.with("known", known)
        }))
    }

    /// The first free name for a page, unless a draft that was there before this run is of the same page.
    fn room(&mut self, folder: &Path, filed: &Filed) -> Result<Room, Diagnostic> {
        let slug = &filed.slug;
        let next = self.next.entry(slug.clone()).or_insert(1);
        loop {
            let name = if *next == 1 { slug.clone() } else { format!("{slug}-{next}") };
            *next += 1;
            let path = match self.options.format {
                DraftFormat::Md => folder.join(format!("{name}.md")),
                DraftFormat::Json => folder.join(format!("{name}.json")),
            };
            if !fsio::exists(&path) {
                return Ok(Room::Free(path));
            }
            let bytes = if self.own.contains(&path) { Vec::new() } else { fsio::read_bytes(&path)? };
            let text = String::from_utf8_lossy(&bytes);
            let before = match self.options.format {
                DraftFormat::Md => Origin::of_draft(&text),
                DraftFormat::Json => Origin::of_json(&text),
            };
            if before.is_some_and(|before| before.is_same_page(&filed.origin)) {
                *next -= 1;
                return Ok(Room::Known(path.display().to_string()));
            }
        }
    }

    /// Says what was cut and what was written.
    fn told(&mut self, page: &Written, path: Option<&Path>) {
        let language = self.reporter.language;
        for cut in &page.removed {
            let reason = removed::words(cut.reason, language);
            self.reporter.tell(&phrase(language, "removed", &[("reason", reason), ("text", &cut.text)]));
        }
        let counts = page.counts.map(|(figures, to_check)| {
            self.drafts += 1;
            self.to_check += to_check;
            let figures = counted(language, ("figures-one", "figures-many"), figures);
            let checks = counted(language, ("checks-one", "checks-many"), to_check);
            phrase(language, "draft-counts", &[("figures", &figures), ("checks", &checks)])
        });
        let mut line = page.name.clone();
        if let Some(path) = path {
            line.push_str(&format!(" → {}", path.display()));
        }
        if let Some(counts) = counts {
            line.push_str(&format!("{}{counts}", language.pick("：", ": ")));
        }
        if path.is_some() || page.counts.is_some() {
            self.reporter.tell(&line);
        }
    }

    /// What to do next, where drafts were written into a folder.
    pub fn close(&self, root: &Path) {
        let Some(folder) = self.options.out.as_ref().filter(|_| self.drafts > 0) else { return };
        let language = self.reporter.language;
        let drafts = counted(language, ("drafts-one", "drafts-many"), self.drafts);
        let checks = counted(language, ("checks-one", "checks-many"), self.to_check);
        let counts = phrase(language, "draft-counts", &[("figures", &drafts), ("checks", &checks)]);
        let articles = fsio::absolute(&root.join("content/articles")).ok();
        let in_site =
            fsio::absolute(folder).ok().zip(articles).is_some_and(|(to, site)| to.starts_with(site));
        let steps = [
            (self.to_check > 0, "next-marks"),
            (!in_site, "next-move"),
            (true, "next-check"),
            (true, "next-publish"),
        ];
        let mut text = format!("\n{counts}\n{}", phrase(language, "next", &[]));
        let steps = steps.into_iter().filter(|(is_due, _)| *is_due);
        for (index, (_, step)) in steps.enumerate() {
            text.push_str(&format!("\n  {}. {}", index + 1, phrase(language, step, &[])));
        }
        self.reporter.tell(&text);
    }
}
