//! Campaigns, scam types, places and pages from their documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::resolve::{Ids, Resolver};
use super::topic::{Campaign, Page, PlaceText, Scam, TopicText};
use crate::content::{CampaignFront, Document, Entry, Library, OwnTerms, PageFront, PlaceFront, ScamFront};
use crate::diag::{Diagnostic, Diagnostics};
use crate::lexicon::Lexicon;
use crate::markdown::{Body, MarkdownError};
use crate::text::{Located, Span};

/// What articles are gathered under, and pages, in their order.
pub type Topics = (Vec<Campaign>, Vec<Scam>, Vec<Page>, BTreeMap<&'static str, PlaceText>);

/// Builds all of them; what is broken is told and left out.
pub fn build_topics(library: &Library, lexicon: &'static Lexicon, diagnostics: &mut Diagnostics) -> Topics {
    let campaigns = library.campaigns.iter().filter_map(|entry| build_campaign(entry, diagnostics)).collect();
    let scams = library.scams.iter().filter_map(|entry| build_scam(entry, diagnostics)).collect();
    let mut pages: Vec<(i64, Page)> =
        library.pages.iter().filter_map(|entry| build_page(entry, diagnostics)).collect();
    pages.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.slug.cmp(&b.1.slug)));
    let mut places = BTreeMap::new();
    for entry in &library.places {
        if let Some(text) = build_place(entry, lexicon, diagnostics) {
            places.insert(text.place.id, text);
        }
    }
    (campaigns, scams, pages.into_iter().map(|(_, page)| page).collect(), places)
}

/// Parses the body of a document.
pub fn parse_body<F>(document: &Document<F>, diagnostics: &mut Diagnostics) -> Option<Body> {
    match Body::parse(document.body()) {
        Ok(body) => Some(body),
        Err(MarkdownError::ReservedCharacter { offset }) => {
            let at = Span::new(offset, offset + 3).shifted(document.body.start);
            diagnostics.push(Diagnostic::new("reserved-character").at(&document.source, at));
            None
        }
    }
}

/// The short texts of a topic in one language.
#[derive(Default)]
struct Words {
    original: Option<Located<String>>,
    name: Option<String>,
    summary: Option<String>,
    aliases: Vec<String>,
    agencies: Vec<String>,
    convert: OwnTerms,
}

fn topic_text<F>(document: &Document<F>, words: Words, diagnostics: &mut Diagnostics) -> Option<TopicText> {
    Some(TopicText {
        source: Arc::clone(&document.source),
        body_start: document.body.start,
        original: words.original,
        name: words.name,
        summary: words.summary,
        aliases: words.aliases,
        agencies: words.agencies,
        convert: words.convert,
        body: parse_body(document, diagnostics)?,
    })
}

fn topic_translations<F>(entry: &Entry<F>, diagnostics: &mut Diagnostics) -> BTreeMap<String, TopicText> {
    let translations = entry.translations.iter().filter_map(|(locale, document)| {
        let front = document.front.clone();
        let words = Words {
            original: front.original,
            name: front.title.map(|title| title.value),
            summary: front.summary,
            aliases: front.aliases,
            agencies: front.agencies,
            convert: OwnTerms::default(),
        };
        Some((locale.clone(), topic_text(document, words, diagnostics)?))
    });
    translations.collect()
}

fn build_campaign(entry: &Entry<CampaignFront>, diagnostics: &mut Diagnostics) -> Option<Campaign> {
    let CampaignFront { name, aliases, launched, agencies, summary, convert } = entry.document.front.clone();
    let words =
        Words { name: Some(name.value.clone()), summary, aliases, agencies, convert, ..Words::default() };
    let translations = topic_translations(entry, diagnostics);
    let text = topic_text(&entry.document, words, diagnostics)?;
    Some(Campaign { id: entry.id.clone(), name: name.value, launched, text, translations })
}

fn build_scam(entry: &Entry<ScamFront>, diagnostics: &mut Diagnostics) -> Option<Scam> {
    let ScamFront { name, aliases, summary, convert } = entry.document.front.clone();
    let words = Words { name: Some(name.value.clone()), summary, aliases, convert, ..Words::default() };
    let translations = topic_translations(entry, diagnostics);
    let text = topic_text(&entry.document, words, diagnostics)?;
    Some(Scam { id: entry.id.clone(), name: name.value, text, translations })
}

fn build_page(entry: &Entry<PageFront>, diagnostics: &mut Diagnostics) -> Option<(i64, Page)> {
    let PageFront { title, summary, order, convert } = entry.document.front.clone();
    let words = Words { name: Some(title.value.clone()), summary, convert, ..Words::default() };
    let translations = topic_translations(entry, diagnostics);
    let text = topic_text(&entry.document, words, diagnostics)?;
    Some((order, Page { slug: entry.id.clone(), title: title.value, text, translations }))
}

fn build_place(
    entry: &Entry<PlaceFront>,
    lexicon: &'static Lexicon,
    diagnostics: &mut Diagnostics,
) -> Option<PlaceText> {
    let PlaceFront { summary, convert } = entry.document.front.clone();
    let words = Words { summary, convert, ..Words::default() };
    let translations = topic_translations(entry, diagnostics);
    let text = topic_text(&entry.document, words, diagnostics)?;
    let id = Located::new(entry.id.clone(), Span::new(0, 3));
    let ids = Ids::new(lexicon, &[], &[]);
    let place = Resolver::new(&ids, &entry.document.source, diagnostics).place(&id)?;
    Some(PlaceText { place, text, translations })
}
