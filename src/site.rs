//! A site from its folder to its files: load, check, emit. The only orchestrator.
//!
//! A folder in, files and findings out. What a page holds is `view`'s, how it looks is `render`'s, where it
//! goes is `output`'s.

mod emit;
mod frame;
mod pages;
mod search;

use std::path::PathBuf;

pub use emit::Emitted;

use crate::checks::{self, Coverage};
use crate::config::{BaseUrl, Config, Locale};
use crate::content::Library;
use crate::diag::{Diagnostic, Diagnostics};
use crate::labels::{LabelTable, Labels};
use crate::lexicon::Lexicon;
use crate::model::{self, Knowledge};
use crate::render::{Engine, Theme};

/// Which site, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// Stands for the base URL of `site.toml`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

/// A site that may be emitted: loaded whole and without an error.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// The tables.
    pub lexicon: &'static Lexicon,
    /// What it knows.
    pub knowledge: Knowledge,
    theme: Theme,
    engine: Engine,
    labels: Vec<Labels>,
}

/// Loads and checks a site. Every finding is told; a site comes out only when none is an error.
pub fn load(options: &Options) -> (Option<Site>, Diagnostics) {
    let mut found = Diagnostics::new();
    let config = match load_config(options) {
        Ok(config) => config,
        Err(faults) => return (None, faults),
    };
    let (knowledge, lexicon) = load_knowledge(options, &mut found);
    found.extend(checks::run(&knowledge, checks::Context { config: &config, lexicon }));
    let face = match load_face(options, &config) {
        Ok(face) => Some(face),
        Err(faults) => {
            found.extend(faults);
            None
        }
    };
    let found = found.sorted();
    match face {
        Some((theme, engine, labels)) if found.errors() == 0 => {
            (Some(Site { config, lexicon, knowledge, theme, engine, labels }), found)
        }
        _ => (None, found),
    }
}

/// How far each locale covers the site; `None` where the site can't be loaded. Labels that a locale lacks are
/// part of the report here and no fault.
pub fn coverage(options: &Options) -> (Option<Coverage>, Diagnostics) {
    let (config, theme) = match load_config(options).and_then(|config| {
        let theme = Theme::load(&options.root, &config.theme)?;
        Ok((config, theme))
    }) {
        Ok(loaded) => loaded,
        Err(faults) => return (None, faults),
    };
    let mut found = Diagnostics::new();
    let (knowledge, lexicon) = load_knowledge(options, &mut found);
    let labels: Vec<_> = config
        .locales
        .iter()
        .filter_map(|locale| match labels_for_coverage(&theme, &config, locale) {
            Ok(labels) => Some(labels),
            Err(fault) => {
                found.push(fault);
                None
            }
        })
        .collect();
    let coverage = (found.errors() == 0)
        .then(|| checks::coverage(&knowledge, checks::Context { config: &config, lexicon }, &labels));
    (coverage, found.sorted())
}

fn labels_for_coverage(
    theme: &Theme,
    config: &Config,
    locale: &Locale,
) -> Result<(LabelTable, Vec<String>), Diagnostic> {
    let (labels, mut missing) = frame::labels_with_gaps(theme, config, locale)?;
    missing.extend(frame::missing_forms(theme, locale, &labels)?);
    Ok((labels, missing))
}

/// What a site knows, without a judgement of it.
pub fn load_knowledge(options: &Options, found: &mut Diagnostics) -> (Knowledge, &'static Lexicon) {
    let lexicon = Lexicon::embedded();
    let library = Library::load(&options.root, found);
    (model::build(library, lexicon, options.drafts, found), lexicon)
}

fn load_config(options: &Options) -> Result<Config, Diagnostics> {
    let mut config = Config::load(&options.root)?;
    if let Some(url) = &options.base_url {
        match BaseUrl::parse(url) {
            Some(parsed) => config.base_url = parsed,
            None => return Err(Diagnostic::new("bad-base-url").with("url", url.clone()).into()),
        }
    }
    Ok(config)
}

/// What a site looks like: theme, templates, labels of every locale.
fn load_face(options: &Options, config: &Config) -> Result<(Theme, Engine, Vec<Labels>), Diagnostics> {
    let theme = Theme::load(&options.root, &config.theme).map_err(Diagnostics::from)?;
    let engine = Engine::new(&theme).map_err(Diagnostics::from)?;
    let labels = frame::labels(&theme, config)?;
    Ok((theme, engine, labels))
}
