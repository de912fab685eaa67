//! An article as its readers see it: paragraphs of its body, and what its front matter says of them.
//!
//! A file in, an [`Article`] or the faults that keep it from being read out. Plain text without front
//! matter is an article of which nothing is known but what the call says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::cli::input;
use crate::content::{self, ArticleFront};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::extract::{Context, Proposal};
use crate::fsio;
use crate::hanzi::Converter;
use crate::lexicon::{Lexicon, Place};
use crate::markdown::{Body, MarkdownError};
use crate::text::{Source, Span};

/// What the call says of a text without front matter.
#[derive(Debug, Clone, Copy)]
pub struct Defaults {
    /// Its day.
    pub date: Option<Date>,
    /// Its place.
    pub place: Option<&'static Place>,
}

/// An article, or a plain text.
#[derive(Debug)]
pub struct Article {
    /// Its file.
    pub path: PathBuf,
    /// The whole file.
    pub source: Arc<Source>,
    /// The front matter, unless it is plain text.
    pub front: Option<ArticleFront>,
    /// What readers see, line by line.
    pub lines: Vec<Line>,
    /// What is known before its figures are read, but for the headline.
    pub known: Context<'static>,
}

/// A line of an article: a paragraph, an item of a list, a heading.
#[derive(Debug)]
pub struct Line {
    /// Its text without markup.
    pub text: String,
    /// Headings repeat what paragraphs state.
    pub is_heading: bool,
}

/// Reads a file; `needs_front_matter` where plain text won't do.
pub fn read(path: &Path, needs_front_matter: bool, defaults: &Defaults) -> Result<Article, Diagnostics> {
    let source = input::text(path)?;
    let is_plain = source.text().lines().next().is_none_or(|line| line.trim_end() != "+++");
    let lexicon = Lexicon::embedded();
    if is_plain && !needs_front_matter {
        let context = Context {
            event_date: defaults.date,
            published: None,
            place: defaults.place,
            headline: None,
            lexicon,
        };
        let lines = lines_of(source.text(), &|_| false);
        return Ok(Article { path: path.to_path_buf(), source, front: None, lines, known: context });
    }
    let mut faults = Diagnostics::new();
    let Some(document) = content::article(&source, &mut faults) else { return Err(faults) };
    let front = document.front;
    let place = match front.places.first() {
        Some(id) => Some(
            lexicon
                .gazetteer
                .get(&id.value)
                .ok_or_else(|| Diagnostics::from(unknown_place(&id.value).at(&source, id.span)))?,
        ),
        None => None,
    };
    let body = Body::parse(source.slice(document.body)).map_err(|fault| match fault {
        MarkdownError::ReservedCharacter { offset } => {
            let at = Span::new(offset, offset + '\u{2005}'.len_utf8()).shifted(document.body.start);
            Diagnostics::from(Diagnostic::new("reserved-character").at(&source, at))
        }
    })?;
    let published = front.source.published.as_ref().map(|date| date.value);
    let context = Context { event_date: Some(front.date.value), published, place, headline: None, lexicon };
    let headings: Vec<usize> = body.headings().iter().map(|heading| heading.plain.start).collect();
    let lines = lines_of(body.plain(), &|start| headings.contains(&start));
    Ok(Article { path: path.to_path_buf(), source, front: Some(front), lines, known: context })
}

/// The lines of a text that hold anything; `is_heading` knows a line by its first byte.
pub fn lines_of(text: &str, is_heading: &dyn Fn(usize) -> bool) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_heading = is_heading(start);
        start += line.len();
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.trim().is_empty() {
            lines.push(Line { text: text.to_owned(), is_heading });
        }
    }
    lines
}

/// The finding that no place has this id or name, with the nearest.
pub fn unknown_place(typed: &str) -> Diagnostic {
    let finding = Diagnostic::new("unknown-place").with("id", typed);
    match Lexicon::embedded().gazetteer.nearest(typed) {
        Some(near) => finding.with("near", near.id).with_words("name", near.short, near.en).help("near"),
        None => finding,
    }
}

impl Article {
    /// What is known before its figures are read, the headline too.
    pub fn context(&self) -> Context<'_> {
        let headline = self.front.as_ref().map(|front| front.title.value.as_str());
        Context { headline, ..self.known }
    }

    /// The texts that state figures.
    pub fn paragraphs(&self) -> Vec<&str> {
        self.lines.iter().filter(|line| !line.is_heading).map(|line| line.text.as_str()).collect()
    }

    /// All texts.
    pub fn texts(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line.text.as_str()).collect()
    }

    /// A proposal with its scope, which is told in Simplified, in the article's script.
    pub fn in_its_script(&self, mut proposal: Proposal, traditional: &Converter) -> Proposal {
        if self.front.as_ref().is_some_and(|front| front.script == Script::Hant) {
            proposal.scope = proposal.scope.map(|scope| traditional.convert(&scope).into_owned());
        }
        proposal
    }

    /// The place id that stands for a figure that names none.
    pub fn place(&self) -> &str {
        self.known.place.map_or("national", |place| place.id)
    }

    /// The bytes of a new text of the file: a byte order mark stays.
    pub fn bytes_of(&self, text: &str) -> Result<Vec<u8>, Diagnostic> {
        let mark = "\u{feff}".as_bytes();
        let has_mark = fsio::read_bytes(&self.path)?.starts_with(mark);
        Ok([if has_mark { mark } else { &[] }, text.as_bytes()].concat())
    }
}
