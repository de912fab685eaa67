//! What articles are gathered under, and plain pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{Launch, OwnTerms};
use crate::lexicon::Place;
use crate::markdown::Body;
use crate::text::{Located, Source};

/// The text of a topic in one language or script.
#[derive(Debug)]
pub struct TopicText {
    /// The file, for findings and for links seen from it.
    pub source: Arc<Source>,
    /// Where the body begins in the file, in bytes.
    pub body_start: usize,
    /// In a translation, the fingerprint of the original that it was made from, where it says so.
    pub original: Option<Located<String>>,
    /// Its name or title; `None` where a translation gives none.
    pub name: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Who runs it.
    pub agencies: Vec<String>,
    /// How its terms are rendered in Traditional.
    pub convert: OwnTerms,
    /// The text.
    pub body: Body,
}

/// A campaign of the police and other authorities.
#[derive(Debug)]
pub struct Campaign {
    /// Its id.
    pub id: String,
    /// Its name without 行动.
    pub name: String,
    /// When it began.
    pub launched: Option<Launch>,
    /// The original text, in Simplified Chinese.
    pub text: TopicText,
    /// By locale tag.
    pub translations: BTreeMap<String, TopicText>,
}

/// A type of scam.
#[derive(Debug)]
pub struct Scam {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The original text, in Simplified Chinese.
    pub text: TopicText,
    /// By locale tag.
    pub translations: BTreeMap<String, TopicText>,
}

/// The text that a site has about a place.
#[derive(Debug)]
pub struct PlaceText {
    /// The place.
    pub place: &'static Place,
    /// The original text, in Simplified Chinese.
    pub text: TopicText,
    /// By locale tag.
    pub translations: BTreeMap<String, TopicText>,
}

/// A plain page such as `about`.
#[derive(Debug)]
pub struct Page {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The original text, in Simplified Chinese.
    pub text: TopicText,
    /// By locale tag.
    pub translations: BTreeMap<String, TopicText>,
}
