//! All documents of a site's `content/`, read in parallel.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::article::{ArticleFront, read_article};
use super::document::{Document, read};
use super::pins::{PINS_FILE, Pin, read_pins};
use super::topic::{
    CampaignFront, PageFront, PlaceFront, ScamFront, read_campaign, read_page, read_place, read_scam,
};
use super::translation::{TranslationFront, read_topic_translation, read_translation};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::{LocaleCode, is_slug};
use crate::fsio;
use crate::text::{Source, Span};

/// A document with its translations by locale tag.
#[derive(Debug, Clone)]
pub struct Entry<F> {
    /// The file's stem: its id or slug.
    pub id: String,
    /// The original.
    pub document: Document<F>,
    /// Translations and hand-written script editions.
    pub translations: BTreeMap<String, Document<TranslationFront>>,
}

/// Everything that was read, in order of path.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// `content/articles/**`.
    pub articles: Vec<Entry<ArticleFront>>,
    /// `content/cities/*`.
    pub places: Vec<Entry<PlaceFront>>,
    /// `content/campaigns/*`.
    pub campaigns: Vec<Entry<CampaignFront>>,
    /// `content/scams/*`.
    pub scams: Vec<Entry<ScamFront>>,
    /// `content/pages/*`.
    pub pages: Vec<Entry<PageFront>>,
    /// `content/conversions.toml`.
    pub pins: Vec<Pin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Article,
    Place,
    Campaign,
    Scam,
    Page,
}

/// A file of the library before it is read.
struct File {
    path: PathBuf,
    shown: String,
    kind: Kind,
    id: String,
    locale: Option<String>,
}

/// What one file holds.
enum Read {
    Article(Box<Document<ArticleFront>>),
    Place(Document<PlaceFront>),
    Campaign(Document<CampaignFront>),
    Scam(Document<ScamFront>),
    Page(Document<PageFront>),
    Translation(Document<TranslationFront>),
}

impl Library {
    /// Reads `content/` below `root`. What can't be read is left out and told.
    pub fn load(root: &Path, diagnostics: &mut Diagnostics) -> Library {
        let folder = root.join("content");
        let paths = match fsio::files_below(&folder) {
            Ok(paths) => paths,
            Err(fault) => {
                diagnostics.push(fault);
                return Library::default();
            }
        };
        let (pins, paths): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| fsio::shown_path(path, root) == PINS_FILE);
        let files: Vec<File> =
            paths.into_iter().filter_map(|path| classify(path, root, diagnostics)).collect();
        let read: Vec<(File, Option<Read>, Diagnostics)> = files
            .into_par_iter()
            .map(|file| {
                let mut found = Diagnostics::new();
                let read = read_file(&file, &mut found);
                (file, read, found)
            })
            .collect();
        let mut library = Library::gather(read, diagnostics);
        for path in pins {
            match fsio::read_source(&path, PINS_FILE) {
                Ok(source) => library.pins.extend(read_pins(&source, diagnostics)),
                Err(fault) => diagnostics.push(fault),
            }
        }
        library
    }

    fn gather(files: Vec<(File, Option<Read>, Diagnostics)>, diagnostics: &mut Diagnostics) -> Library {
        let mut library = Library::default();
        let mut translations = Vec::new();
        let mut originals: HashMap<String, Option<usize>> = HashMap::new();
        for (file, read, found) in files {
            diagnostics.extend(found);
            let id = file.id.clone();
            if file.locale.is_none() {
                originals.insert(file.shown.clone(), read.as_ref().map(|_| library.count(file.kind)));
            }
            match read {
                Some(Read::Article(document)) => library.articles.push(entry(id, *document)),
                Some(Read::Place(document)) => library.places.push(entry(id, document)),
                Some(Read::Campaign(document)) => library.campaigns.push(entry(id, document)),
                Some(Read::Scam(document)) => library.scams.push(entry(id, document)),
                Some(Read::Page(document)) => library.pages.push(entry(id, document)),
                Some(Read::Translation(document)) => translations.push((file, document)),
                None => {}
            }
        }
        for (file, document) in translations {
            library.attach(file, document, &originals, diagnostics);
        }
        library
    }

    fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Article => self.articles.len(),
            Kind::Place => self.places.len(),
            Kind::Campaign => self.campaigns.len(),
            Kind::Scam => self.scams.len(),
            Kind::Page => self.pages.len(),
        }
    }

    /// Puts a translation beside its original; the original must stand in the same folder.
    fn attach(
        &mut self,
        file: File,
        document: Document<TranslationFront>,
        originals: &HashMap<String, Option<usize>>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some(locale) = file.locale else { return };
        let original = file.shown.replace(&format!(".{locale}.md"), ".md");
        let index = match originals.get(&original) {
            Some(Some(index)) => *index,
            // An original that can't be read is told already; its translation isn't at fault.
            Some(None) => return,
            None => {
                let finding = Diagnostic::new("orphan-translation").with("original", original);
                diagnostics.push(finding.at(&document.source, Span::new(0, 3)));
                return;
            }
        };
        let translations = match file.kind {
            Kind::Article => &mut self.articles[index].translations,
            Kind::Place => &mut self.places[index].translations,
            Kind::Campaign => &mut self.campaigns[index].translations,
            Kind::Scam => &mut self.scams[index].translations,
            Kind::Page => &mut self.pages[index].translations,
        };
        translations.insert(locale, document);
    }
}

fn entry<F>(id: String, document: Document<F>) -> Entry<F> {
    Entry { id, document, translations: BTreeMap::new() }
}

/// Says what a file is by its path: `content/articles/2025/slug.en.md`.
fn classify(path: PathBuf, root: &Path, diagnostics: &mut Diagnostics) -> Option<File> {
    let shown = fsio::shown_path(&path, root);
    let mut parts = shown.split('/').skip(1);
    let kind = match parts.next() {
        Some("articles") => Some(Kind::Article),
        Some("cities") => Some(Kind::Place),
        Some("campaigns") => Some(Kind::Campaign),
        Some("scams") => Some(Kind::Scam),
        Some("pages") => Some(Kind::Page),
        _ => None,
    };
    let name = shown.rsplit('/').next().unwrap_or_default().to_owned();
    let nested = shown.matches('/').count() > 2;
    let (Some(kind), Some(stem)) = (kind, name.strip_suffix(".md")) else {
        diagnostics.push(Diagnostic::new("stray-file").with("path", shown));
        return None;
    };
    if nested && kind != Kind::Article {
        diagnostics.push(Diagnostic::new("stray-file").with("path", shown));
        return None;
    }
    let (id, locale) = match stem.rsplit_once('.') {
        Some((id, tag)) if LocaleCode::new(tag).is_some() => (id.to_owned(), Some(tag.to_owned())),
        _ => (stem.to_owned(), None),
    };
    Some(File { path, shown, kind, id, locale })
}

fn read_file(file: &File, diagnostics: &mut Diagnostics) -> Option<Read> {
    let source: Arc<Source> = match fsio::read_source(&file.path, &file.shown) {
        Ok(source) => source,
        Err(fault) => {
            diagnostics.push(fault);
            return None;
        }
    };
    if !is_slug(&file.id) {
        diagnostics
            .push(Diagnostic::new("bad-slug").with("slug", file.id.clone()).at(&source, Span::new(0, 0)));
    }
    if file.locale.is_some() {
        let reader = match file.kind {
            Kind::Article | Kind::Page => read_translation,
            Kind::Place | Kind::Campaign | Kind::Scam => read_topic_translation,
        };
        return read(&source, diagnostics, reader).map(Read::Translation);
    }
    match file.kind {
        Kind::Article => {
            read(&source, diagnostics, read_article).map(|article| Read::Article(Box::new(article)))
        }
        Kind::Place => read(&source, diagnostics, read_place).map(Read::Place),
        Kind::Campaign => read(&source, diagnostics, read_campaign).map(Read::Campaign),
        Kind::Scam => read(&source, diagnostics, read_scam).map(Read::Scam),
        Kind::Page => read(&source, diagnostics, read_page).map(Read::Page),
    }
}
