//! An article with every id resolved.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::OwnTerms;
use crate::domain::{EventKind, Metric, Script};
use crate::lexicon::Place;
use crate::markdown::Body;
use crate::text::{Located, Source, Span};

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Its slug.
    pub slug: String,
    /// The file, for findings.
    pub source: Arc<Source>,
    /// Where the body begins in the file, in bytes.
    pub body_start: usize,
    /// Headline.
    pub title: String,
    /// Day of the event, else of publication.
    pub date: Date,
    /// Day of the last change of substance.
    pub updated: Option<Date>,
    /// Its places, the main one first; at least one.
    pub places: Vec<&'static Place>,
    /// Indexes of its campaigns in the knowledge base.
    pub campaigns: Vec<usize>,
    /// Indexes of its scam types in the knowledge base.
    pub scams: Vec<usize>,
    /// What it says, in a sentence or two.
    pub summary: Option<String>,
    /// The script it is written in.
    pub script: Script,
    /// Where its facts come from.
    pub origin: SourceInfo,
    /// Its figures in the order of the front matter.
    pub figures: Vec<Figure>,
    /// How its terms are rendered in the other script.
    pub convert: OwnTerms,
    /// What was put right.
    pub corrections: Vec<Correction>,
    /// Entries for timelines.
    pub events: Vec<Event>,
    /// Its text.
    pub body: Body,
    /// By locale tag.
    pub translations: BTreeMap<String, Translation>,
}

impl Article {
    /// The day it was published: the source's, or else the article's own.
    pub fn published(&self) -> Date {
        self.origin.published.unwrap_or(self.date).max(self.date)
    }

    /// The main place.
    pub fn place(&self) -> &'static Place {
        self.places[0]
    }
}

/// A figure and where it stands.
#[derive(Debug)]
pub struct Figure {
    /// What it states.
    pub metric: Metric,
    /// Where its quote stands in the plain text of the body; `None` where it doesn't.
    pub range: Option<Range<usize>>,
    /// Where the front matter has what findings point to.
    pub spans: FigureSpans,
}

/// Places of a figure's parts in the file.
#[derive(Debug, Clone, Copy)]
pub struct FigureSpans {
    /// The quote.
    pub quote: Span,
    /// The value.
    pub value: Span,
    /// The qualifier, or the value where it has none; `None` where a word stands there that is no qualifier.
    pub qualifier: Option<Span>,
    /// The period.
    pub period: Option<Span>,
}

/// Where an article's facts come from.
#[derive(Debug, Clone)]
pub struct SourceInfo {
    /// The paper or authority.
    pub name: String,
    /// The source's own headline.
    pub title: Option<String>,
    /// Its address and where it stands in the file.
    pub url: Option<Located<String>>,
    /// Day it was published.
    pub published: Option<Date>,
    /// Day it was read.
    pub retrieved: Option<Date>,
    /// Who passed it on.
    pub via: Option<String>,
}

/// What was put right after publication.
#[derive(Debug, Clone)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// What.
    pub text: String,
}

/// An entry on a timeline.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What happened.
    pub title: String,
    /// Index of its campaign.
    pub campaign: Option<usize>,
    /// What kind of event.
    pub kind: EventKind,
}

/// A translation or a hand-written script edition.
#[derive(Debug)]
pub struct Translation {
    /// The file, for findings.
    pub source: Arc<Source>,
    /// Where the body begins in the file, in bytes.
    pub body_start: usize,
    /// The fingerprint of the original that it was made from, where it says so.
    pub original: Option<Located<String>>,
    /// Headline.
    pub title: String,
    /// Summary.
    pub summary: Option<String>,
    /// One per figure of the original: the words that state it here, where they stand in the plain
    /// text (`None` where they don't), and their place in the file. Empty where none are given.
    pub quotes: Vec<(String, Option<Range<usize>>, Span)>,
    /// Where the list of quotes is to be reported.
    pub quotes_span: Span,
    /// Short texts of the original's front matter and what they are here.
    pub terms: BTreeMap<String, String>,
    /// Its text.
    pub body: Body,
}
