//! Every text of a site that a locale shows in the other script, and what conversion chooses in it.
//!
//! A `Knowledge` in; passages and choices with their places out. Reports nothing itself:
//! `doubtful_conversion` and `outdated_pin` do, and the command `convert`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::Context;
use crate::config::Locale;
use crate::content::OwnTerms;
use crate::conversion::{Conversion, Names};
use crate::domain::Script;
use crate::hanzi::Choice;
use crate::markdown::{Body, Stretch};
use crate::model::{Article, Knowledge, TopicText};
use crate::text::{Source, Span};

/// Characters on each side of a doubtful one that make its context.
const NEIGHBOURS: usize = 3;

/// A text that is converted in one go.
struct Passage<'a> {
    source: &'a Arc<Source>,
    /// As conversion sees it.
    text: Cow<'a, str>,
    /// Its way back to the body's source, and where the body begins; `None` for the front matter.
    stretch: Option<(Stretch, usize)>,
}

impl Passage<'_> {
    /// Where a part of the text stands in the file.
    fn span(&self, start: usize, length: usize) -> Span {
        let start = match &self.stretch {
            Some((stretch, body_start)) => body_start + stretch.source_offset(start),
            None => self.source.text().find(&*self.text).map_or(0, |place| place + start),
        };
        Span::new(start, (start + length).min(self.source.text().len()))
    }
}

/// A character that could have been rendered otherwise.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// The file.
    pub source: Arc<Source>,
    /// Where the character stands in it.
    pub span: Span,
    /// The locale that shows it so.
    pub locale: String,
    /// The character, its candidates, the choice and the reason.
    pub choice: Choice,
    /// The character with its neighbours on the line.
    pub context: String,
    /// Which character of the context it is, from 0.
    pub at: usize,
}

/// A document's texts, and the locales that have a text of their own for it.
struct Document<'a> {
    source: &'a Arc<Source>,
    script: Script,
    texts: Vec<&'a str>,
    own: &'a OwnTerms,
    body: &'a Body,
    body_start: usize,
    handwritten: BTreeSet<&'a str>,
}

/// Every choice that the conversions of a site make, in the order of files, places and locales.
pub fn review(knowledge: &Knowledge, context: Context<'_>) -> Vec<Reviewed> {
    let documents = documents(knowledge);
    let mut reviewed = Vec::new();
    let names = Names::of(context.config, context.lexicon, knowledge);
    for locale in &context.config.locales {
        let pins = knowledge.pins_for(&locale.code);
        let Some(conversion) = Conversion::new(context.config, locale, &names, pins) else { continue };
        let converted = documents.par_iter().filter(|document| document.is_converted_for(locale));
        reviewed.par_extend(converted.flat_map_iter(|document| document.choices(&conversion, locale)));
    }
    reviewed.sort_by(|a, b| place(a).cmp(&place(b)));
    reviewed
}

fn place(reviewed: &Reviewed) -> (&str, usize) {
    (reviewed.source.name(), reviewed.span.start)
}

impl<'a> Document<'a> {
    fn is_converted_for(&self, locale: &Locale) -> bool {
        let is_of_other_script = locale.script().is_some_and(|script| script != self.script);
        is_of_other_script && !locale.code.layers().iter().any(|tag| self.handwritten.contains(tag))
    }

    fn choices(&self, conversion: &Conversion, locale: &Locale) -> Vec<Reviewed> {
        let own = conversion.with_terms(self.own);
        let conversion = own.as_ref().unwrap_or(conversion);
        let mut reviewed = Vec::new();
        for passage in self.passages(conversion) {
            reviewed.extend(conversion.choices(&passage.text).into_iter().map(|choice| {
                let (context, at) = neighbours(&passage.text, choice.span.start);
                Reviewed {
                    source: Arc::clone(passage.source),
                    span: passage.span(choice.span.start, choice.span.len()),
                    locale: locale.code.as_str().to_owned(),
                    choice,
                    context,
                    at,
                }
            }));
        }
        reviewed
    }

    fn digest(&self, conversion: &Conversion) -> String {
        let own = conversion.with_terms(self.own);
        let conversion = own.as_ref().unwrap_or(conversion);
        let mut hash = Xxh3::new();
        for text in &self.texts {
            hash.update(conversion.convert(text).as_bytes());
            hash.update(b"\n");
        }
        hash.update(conversion.body(self.body).body.plain().as_bytes());
        format!("{:016x}", hash.digest())
    }

    /// The texts that a conversion converts.
    fn passages(&self, conversion: &Conversion) -> impl Iterator<Item = Passage<'a>> + use<'a> {
        let (source, body_start) = (self.source, self.body_start);
        let front = self.texts.clone().into_iter();
        let front = front.map(move |text| Passage { source, text: Cow::Borrowed(text), stretch: None });
        let body = conversion.stretches(self.body).into_iter().map(move |stretch| Passage {
            source,
            text: Cow::Owned(stretch.text.clone()),
            stretch: Some((stretch, body_start)),
        });
        front.chain(body)
    }
}

/// A choice in a text that is no document of a site, `to` being what it is converted to.
pub fn reviewed_in(source: &Arc<Source>, to: &str, choice: Choice) -> Reviewed {
    let (context, at) = neighbours(source.text(), choice.span.start);
    let span = Span::new(choice.span.start, choice.span.end);
    Reviewed { source: Arc::clone(source), span, locale: to.to_owned(), choice, context, at }
}

/// What each Chinese locale makes of each document of the other script, as a hash, by locale and file.
pub fn digests(knowledge: &Knowledge, context: Context<'_>) -> BTreeMap<(String, String), String> {
    let documents = documents(knowledge);
    let names = Names::of(context.config, context.lexicon, knowledge);
    let mut digests = BTreeMap::new();
    for locale in &context.config.locales {
        let pins = knowledge.pins_for(&locale.code);
        let Some(conversion) = Conversion::new(context.config, locale, &names, pins) else { continue };
        for document in documents.iter().filter(|document| document.is_converted_for(locale)) {
            let page = (locale.code.as_str().to_owned(), document.source.name().to_owned());
            digests.insert(page, document.digest(&conversion));
        }
    }
    digests
}

/// The names of the documents that a site's Chinese texts are in.
pub fn document_names(knowledge: &Knowledge) -> impl Iterator<Item = &str> {
    documents(knowledge).into_iter().map(|document| document.source.name())
}

/// The character at an offset with its neighbours on the line, and its number among them.
fn neighbours(text: &str, offset: usize) -> (String, usize) {
    let before: Vec<char> =
        text[..offset].chars().rev().take(NEIGHBOURS).take_while(|&character| character != '\n').collect();
    let after = text[offset..].chars().take(NEIGHBOURS + 1).take_while(|&character| character != '\n');
    (before.iter().rev().copied().chain(after).collect(), before.len())
}

/// Every text of the site that a pin may be about.
pub fn passages(knowledge: &Knowledge) -> Vec<Cow<'_, str>> {
    let texts = documents(knowledge).into_iter().flat_map(|document| {
        let stretches = document.body.stretches(&[]).into_iter().map(|stretch| Cow::Owned(stretch.text));
        document.texts.into_iter().map(Cow::Borrowed).chain(stretches)
    });
    texts.collect()
}

fn documents(knowledge: &Knowledge) -> Vec<Document<'_>> {
    let campaigns = knowledge.campaigns.iter().map(|topic| topic_document(&topic.text, &topic.translations));
    let scams = knowledge.scams.iter().map(|topic| topic_document(&topic.text, &topic.translations));
    let places = knowledge.place_texts.values().map(|topic| topic_document(&topic.text, &topic.translations));
    let pages = knowledge.pages.iter().map(|topic| topic_document(&topic.text, &topic.translations));
    let articles = knowledge.articles.iter().map(article_document);
    articles.chain(campaigns).chain(scams).chain(places).chain(pages).collect()
}

fn article_document(article: &Article) -> Document<'_> {
    let origin = &article.origin;
    let scopes = article.figures.iter().filter_map(|figure| figure.metric.scope.as_deref());
    let mut texts: Vec<&str> = vec![&article.title, &origin.name];
    texts.extend(article.summary.as_deref().into_iter().chain(origin.via.as_deref()).chain(scopes));
    texts.extend(article.corrections.iter().map(|correction| correction.text.as_str()));
    texts.extend(article.events.iter().map(|event| event.title.as_str()));
    Document {
        source: &article.source,
        script: article.script,
        texts: each_once(texts),
        own: &article.convert,
        body: &article.body,
        body_start: article.body_start,
        handwritten: article.translations.keys().map(String::as_str).collect(),
    }
}

fn topic_document<'a>(text: &'a TopicText, translations: &'a BTreeMap<String, TopicText>) -> Document<'a> {
    let words = text.name.iter().chain(&text.summary).chain(&text.aliases).chain(&text.agencies);
    Document {
        source: &text.source,
        script: Script::Hans,
        texts: each_once(words.map(String::as_str).collect()),
        own: &text.convert,
        body: &text.body,
        body_start: text.body_start,
        handwritten: translations.keys().map(String::as_str).collect(),
    }
}

fn each_once(mut texts: Vec<&str>) -> Vec<&str> {
    texts.sort_unstable();
    texts.dedup();
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_ends_with_the_line() {
        assert_eq!(neighbours("一二三四里五\n六", "一二三四".len()), ("二三四里五".into(), 3));
        assert_eq!(neighbours("里", 0), ("里".into(), 0));
    }
}
