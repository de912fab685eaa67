//! `fanzha extract ARTICLE…`: the figures of an article that its front matter does not have yet.

mod article;
mod known;
mod show;

use std::path::Path;

use rayon::prelude::*;

use super::arguments::{ExtractOptions, ResultFormat};
use super::phrases::{counted, phrase};
use super::proposed::is_doubtful;
use super::report::Reporter;
use super::{input, scripts};
use crate::config::Config;
use crate::content;
use crate::diag::{Diagnostic, Diagnostics};
use crate::extract::{self, Proposal};
use crate::fsio;
use crate::lexicon::{Lexicon, Place};
use article::{Article, Defaults};

/// An article with what it tells and its front matter doesn't.
pub struct Found {
    /// The article.
    pub article: Article,
    /// New figures, the doubtful ones too.
    pub proposals: Vec<Proposal>,
    /// New ones that seem to be of other crime.
    pub left_out: Vec<Proposal>,
}

/// Reads the articles, and shows or writes their new figures.
pub fn run(root: &Path, options: &ExtractOptions, reporter: &Reporter) -> u8 {
    let mut faults = Diagnostics::new();
    let exit_code = match call_faults(options) {
        Err(fault) => {
            faults.push(fault);
            // A slip of the call, whatever its kind would be in an article.
            reporter.exit_code(&faults, false).max(2)
        }
        Ok(place) => {
            let defaults = Defaults { date: options.date, place };
            faults = read_all(root, options, &defaults, reporter);
            reporter.exit_code(&faults, false)
        }
    };
    if !faults.is_empty() {
        reporter.findings(&faults);
    }
    exit_code
}

/// What is wrong with the call; else the place that it names.
fn call_faults(options: &ExtractOptions) -> Result<Option<&'static Place>, Diagnostic> {
    if options.write && options.files.iter().any(|file| input::is_standard(file)) {
        return Err(Diagnostic::new("write-needs-file"));
    }
    let Some(typed) = &options.place else { return Ok(None) };
    let gazetteer = &Lexicon::embedded().gazetteer;
    let known = gazetteer.get(typed).or_else(|| gazetteer.by_name(typed).into_iter().next());
    known.map(Some).ok_or_else(|| article::unknown_place(typed))
}

fn read_all(root: &Path, options: &ExtractOptions, defaults: &Defaults, reporter: &Reporter) -> Diagnostics {
    let mut faults = Diagnostics::new();
    let read: Vec<Result<Article, Diagnostics>> =
        options.files.par_iter().map(|file| article::read(file, options.write, defaults)).collect();
    let mut articles = Vec::new();
    for article in read {
        match article {
            Ok(article) => articles.push(article),
            Err(found) => faults.extend(found),
        }
    }
    if options.quantities {
        show::quantities(&articles, options, reporter);
        return faults;
    }
    let converter = scripts::into_script(Config::load(root).ok().as_ref(), crate::domain::Script::Hant);
    let found: Vec<Found> = articles
        .into_par_iter()
        .map(|article| {
            let told = extract::extract(&article.paragraphs(), &article.context());
            let new = |told: Vec<Proposal>| -> Vec<Proposal> {
                let told = told.into_iter().map(|proposal| article.in_its_script(proposal, &converter));
                told.filter(|proposal| !known::has(&article, proposal)).collect()
            };
            let (proposals, left_out) = (new(told.proposals), new(told.left_out));
            Found { article, proposals, left_out }
        })
        .collect();
    if options.write {
        for one in &found {
            if let Err(fault) = write(one, options, reporter) {
                faults.push(fault);
            }
        }
    }
    if !options.write || options.format == ResultFormat::Json {
        show::metrics(&found, options, reporter);
    }
    faults
}

/// Writes the figures that are sure into the article's file.
fn write(found: &Found, options: &ExtractOptions, reporter: &Reporter) -> Result<(), Diagnostic> {
    let language = reporter.language;
    let article = &found.article;
    let name = article.source.name();
    let (doubtful, sure): (Vec<&Proposal>, Vec<&Proposal>) =
        found.proposals.iter().partition(|proposal| is_doubtful(proposal));
    if sure.is_empty() {
        reporter.tell(&phrase(language, "extract-none", &[("name", name)]));
    } else {
        let tables: Vec<String> = sure.iter().map(|proposal| show::bare_table(article, proposal)).collect();
        let text = content::with_metrics(&article.source, &tables)?;
        fsio::replace_file(&article.path, &article.bytes_of(&text)?)?;
        let figures = counted(language, ("new-one", "new-many"), sure.len());
        reporter.tell(&phrase(language, "extract-written", &[("name", name), ("figures", &figures)]));
        if options.explain {
            sure.iter().for_each(|proposal| reporter.tell(&show::explained(proposal, language)));
        }
    }
    if !doubtful.is_empty() {
        let number = doubtful.len().to_string();
        reporter.tell(&phrase(language, "extract-left", &[("name", name), ("number", &number)]));
    }
    show::left_out(found, reporter);
    Ok(())
}
