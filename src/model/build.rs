//! From documents to the knowledge base: resolves every id, parses every body once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::article::{Article, Correction, Event, Figure, FigureSpans, SourceInfo, Translation};
use super::knowledge::Knowledge;
use super::topic::{Campaign, Page, PlaceText, Scam, TopicText};
use crate::content::{
    ArticleFront, CampaignFront, Document, Entry, Library, MetricFront, PageFront, PlaceFront, ScamFront,
    TranslationFront,
};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::{Change, Metric, Period};
use crate::lexicon::{Lexicon, Place};
use crate::markdown::{Body, MarkdownError};
use crate::text::{Located, Source, Span};

/// Makes the knowledge base. Drafts are left out unless `drafts` is set.
///
/// What is broken is told; a knowledge base comes out only when nothing is.
pub fn build(
    library: Library,
    lexicon: &'static Lexicon,
    drafts: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Knowledge> {
    let faults_before = diagnostics.errors();
    let (campaigns, scams, pages, place_texts) = build_topics(&library, lexicon, diagnostics);
    let ids = Ids {
        lexicon,
        campaigns: campaigns.iter().enumerate().map(|(i, c)| (c.id.as_str(), (i, c.name.as_str()))).collect(),
        scams: scams.iter().enumerate().map(|(i, s)| (s.id.as_str(), (i, s.name.as_str()))).collect(),
    };
    let entries: Vec<_> =
        library.articles.into_iter().filter(|entry| drafts || !entry.document.front.draft).collect();
    report_duplicates(&entries, diagnostics);
    let built: Vec<(Option<Article>, Diagnostics)> = entries
        .into_par_iter()
        .map(|entry| {
            let mut found = Diagnostics::new();
            let article = build_article(entry, &ids, &mut found);
            (article, found)
        })
        .collect();
    let mut articles = Vec::with_capacity(built.len());
    for (article, found) in built {
        diagnostics.extend(found);
        articles.extend(article);
    }
    drop(ids);
    if diagnostics.errors() > faults_before {
        return None;
    }
    articles.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
    Some(Knowledge::new(articles, campaigns, scams, pages, place_texts))
}

/// What ids may be referred to.
struct Ids<'a> {
    lexicon: &'static Lexicon,
    campaigns: BTreeMap<&'a str, (usize, &'a str)>,
    scams: BTreeMap<&'a str, (usize, &'a str)>,
}

type Topics = (Vec<Campaign>, Vec<Scam>, Vec<Page>, BTreeMap<&'static str, PlaceText>);

fn build_topics(library: &Library, lexicon: &'static Lexicon, diagnostics: &mut Diagnostics) -> Topics {
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

fn report_duplicates(entries: &[Entry<ArticleFront>], diagnostics: &mut Diagnostics) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for entry in entries {
        let name = entry.document.source.name();
        if let Some(other) = first.insert(entry.id.as_str(), name) {
            let finding =
                Diagnostic::new("duplicate-slug").with("slug", entry.id.clone()).with("other", other);
            diagnostics.push(finding.at(&entry.document.source, Span::new(0, 3)));
        }
    }
}

fn parse_body<F>(document: &Document<F>, diagnostics: &mut Diagnostics) -> Option<Body> {
    match Body::parse(document.body()) {
        Ok(body) => Some(body),
        Err(MarkdownError::ReservedCharacter { offset }) => {
            let at = Span::new(offset, offset + 3).shifted(document.body.start);
            diagnostics.push(Diagnostic::new("reserved-character").at(&document.source, at));
            None
        }
    }
}

fn topic_translations<F>(entry: &Entry<F>, diagnostics: &mut Diagnostics) -> BTreeMap<String, TopicText> {
    let mut texts = BTreeMap::new();
    for (locale, document) in &entry.translations {
        let Some(body) = parse_body(document, diagnostics) else { continue };
        let front = &document.front;
        let text = TopicText {
            name: front.title.as_ref().map(|title| title.value.clone()),
            summary: front.summary.clone(),
            aliases: front.aliases.clone(),
            agencies: front.agencies.clone(),
            body,
        };
        texts.insert(locale.clone(), text);
    }
    texts
}

fn build_campaign(entry: &Entry<CampaignFront>, diagnostics: &mut Diagnostics) -> Option<Campaign> {
    let translations = topic_translations(entry, diagnostics);
    let front = entry.document.front.clone();
    let text = TopicText {
        name: Some(front.name.value.clone()),
        summary: front.summary,
        aliases: front.aliases,
        agencies: front.agencies,
        body: parse_body(&entry.document, diagnostics)?,
    };
    Some(Campaign {
        id: entry.id.clone(),
        name: front.name.value,
        launched: front.launched,
        text,
        translations,
    })
}

fn build_scam(entry: &Entry<ScamFront>, diagnostics: &mut Diagnostics) -> Option<Scam> {
    let translations = topic_translations(entry, diagnostics);
    let front = entry.document.front.clone();
    let text = TopicText {
        name: Some(front.name.value.clone()),
        summary: front.summary,
        aliases: front.aliases,
        agencies: Vec::new(),
        body: parse_body(&entry.document, diagnostics)?,
    };
    Some(Scam { id: entry.id.clone(), name: front.name.value, text, translations })
}

fn build_page(entry: &Entry<PageFront>, diagnostics: &mut Diagnostics) -> Option<(i64, Page)> {
    let translations = topic_translations(entry, diagnostics);
    let front = entry.document.front.clone();
    let text = TopicText {
        name: Some(front.title.value.clone()),
        summary: front.summary,
        aliases: Vec::new(),
        agencies: Vec::new(),
        body: parse_body(&entry.document, diagnostics)?,
    };
    Some((front.order, Page { slug: entry.id.clone(), title: front.title.value, text, translations }))
}

fn build_place(
    entry: &Entry<PlaceFront>,
    lexicon: &'static Lexicon,
    diagnostics: &mut Diagnostics,
) -> Option<PlaceText> {
    let translations = topic_translations(entry, diagnostics);
    let text = TopicText {
        name: None,
        summary: entry.document.front.summary.clone(),
        aliases: Vec::new(),
        agencies: Vec::new(),
        body: parse_body(&entry.document, diagnostics)?,
    };
    let id = Located::new(entry.id.clone(), Span::new(0, 3));
    let place = resolve_place(lexicon, &id, &entry.document.source, diagnostics)?;
    Some(PlaceText { place, text, translations })
}

fn resolve_place(
    lexicon: &'static Lexicon,
    id: &Located<String>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<&'static Place> {
    let place = lexicon.gazetteer.get(&id.value);
    if place.is_none() {
        let finding = Diagnostic::new("unknown-place").with("id", id.value.clone());
        let finding = match lexicon.gazetteer.nearest(&id.value) {
            Some(near) => finding.with("near", near.id).with("name", near.short).help("near"),
            None => finding,
        };
        diagnostics.push(finding.at(source, id.span));
    }
    place
}

/// Finds a campaign or scam type, or reports that there is none of that id.
fn resolve_topic(
    code: &'static str,
    known: &BTreeMap<&str, (usize, &str)>,
    id: &Located<String>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    if let Some((index, _)) = known.get(id.value.as_str()) {
        return Some(*index);
    }
    let near = known
        .iter()
        .map(|(near, (_, name))| (strsim::damerau_levenshtein(near, &id.value), *near, *name))
        .filter(|(distance, near, name)| *distance <= 1 + near.len() / 4 || id.value == **name)
        .min();
    let finding = Diagnostic::new(code).with("id", id.value.clone());
    let finding = match near {
        Some((_, near, name)) => finding.with("near", near).with("name", name).help("near"),
        None => finding,
    };
    diagnostics.push(finding.at(source, id.span));
    None
}

fn build_article(
    entry: Entry<ArticleFront>,
    ids: &Ids<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Article> {
    let Entry { id: slug, document, translations } = entry;
    let body = parse_body(&document, diagnostics);
    let source = Arc::clone(&document.source);
    let front = document.front;
    if front.places.is_empty() {
        diagnostics.push(Diagnostic::new("no-places").at(&source, front.places_span));
    }
    let places: Vec<&'static Place> =
        front.places.iter().filter_map(|id| resolve_place(ids.lexicon, id, &source, diagnostics)).collect();
    let mut topics = |code, known, list: &[Located<String>]| -> Vec<usize> {
        list.iter().filter_map(|id| resolve_topic(code, known, id, &source, diagnostics)).collect()
    };
    let campaigns = topics("unknown-campaign", &ids.campaigns, &front.campaigns);
    let scams = topics("unknown-scam", &ids.scams, &front.scams);
    let events = front
        .events
        .into_iter()
        .map(|event| Event {
            date: event.date,
            title: event.title,
            campaign: event
                .campaign
                .and_then(|id| resolve_topic("unknown-campaign", &ids.campaigns, &id, &source, diagnostics)),
            kind: event.kind,
        })
        .collect();
    let main_place = places.first().map(|place| place.id);
    let figures = front
        .metrics
        .into_iter()
        .filter_map(|metric| build_figure(metric, main_place, body.as_ref(), ids, &source, diagnostics))
        .collect();
    let translations = translations
        .into_iter()
        .filter_map(|(locale, document)| Some((locale, build_translation(document, diagnostics)?)))
        .collect();
    let body = body?;
    if places.is_empty() {
        return None;
    }
    Some(Article {
        slug,
        body_start: document.body.start,
        source,
        title: front.title.value,
        date: front.date.value,
        updated: front.updated.map(|day| day.value),
        places,
        campaigns,
        scams,
        summary: front.summary.map(|text| text.value),
        script: front.script,
        origin: SourceInfo {
            name: front.source.name.value,
            title: front.source.title.map(|text| text.value),
            url: front.source.url.map(|text| text.value),
            published: front.source.published.map(|day| day.value),
            retrieved: front.source.retrieved.map(|day| day.value),
            via: front.source.via.map(|text| text.value),
        },
        figures,
        corrections: front
            .corrections
            .into_iter()
            .map(|c| Correction { date: c.date, text: c.text })
            .collect(),
        events,
        body,
        translations,
    })
}

fn build_figure(
    front: MetricFront,
    main_place: Option<&'static str>,
    body: Option<&Body>,
    ids: &Ids<'_>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<Figure> {
    let lexicon = ids.lexicon;
    let indicator = known_indicator(lexicon, &front.indicator, source, diagnostics);
    let unit = known_unit(lexicon, &front.unit, source, diagnostics);
    let place = match &front.place {
        Some(id) => resolve_place(lexicon, id, source, diagnostics).map(|place| place.id),
        None => main_place,
    };
    let agency = front.agency.as_ref().map(|id| known_agency(lexicon, id, source, diagnostics));
    if let Some(scam) = &front.scam {
        resolve_topic("unknown-scam", &ids.scams, scam, source, diagnostics);
    }
    let period = front.period.as_ref().map(|stated| {
        let (from, to) = stated.value;
        let period = Period::new(from, to);
        if period.is_none() {
            let finding =
                Diagnostic::new("period-order").with("from", from.to_string()).with("to", to.to_string());
            diagnostics.push(finding.at(source, stated.span));
        }
        period
    });
    if let Some(change) = &front.change {
        known_unit(lexicon, &change.unit, source, diagnostics);
    }
    let spans = FigureSpans {
        quote: front.quote.span,
        value: front.value.span,
        qualifier: front.qualifier.as_ref().map_or(front.value.span, |qualifier| qualifier.span),
        period: front.period.as_ref().map(|period| period.span),
        entry: front.span,
    };
    let range = body.and_then(|body| body.find(&front.quote.value));
    let metric = Metric {
        indicator: indicator?,
        value: front.value.value,
        unit: unit?,
        qualifier: front.qualifier.map(|qualifier| qualifier.value).unwrap_or_default(),
        period: flatten(period)?,
        place: place?,
        agency: flatten(agency)?,
        scope: front.scope.map(|text| text.value),
        scam: front.scam.map(|text| text.value),
        per: front.per.map(|per| per.value),
        change: front.change.map(|change| Change {
            direction: change.direction,
            value: change.value.value,
            unit: change.unit.value,
            basis: change.basis,
        }),
        quote: front.quote.value,
    };
    Some(Figure { metric, range, spans })
}

/// Absent is fine, present and broken is not.
fn flatten<T>(stated: Option<Option<T>>) -> Option<Option<T>> {
    match stated {
        None => Some(None),
        Some(Some(value)) => Some(Some(value)),
        Some(None) => None,
    }
}

fn known_indicator(
    lexicon: &Lexicon,
    id: &Located<String>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if lexicon.indicators.get(&id.value).is_some() {
        return Some(id.value.clone());
    }
    let finding = Diagnostic::new("unknown-indicator").with("id", id.value.clone());
    let near = lexicon.indicators.nearest(&id.value).and_then(|near| lexicon.indicators.get(near));
    let finding = match near {
        Some(near) => finding.with("near", near.id.clone()).with("name", near.zh.clone()).help("near"),
        None => finding,
    };
    diagnostics.push(finding.at(source, id.span));
    None
}

fn known_unit(
    lexicon: &Lexicon,
    unit: &Located<String>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if lexicon.units.get(&unit.value).is_some() {
        return Some(unit.value.clone());
    }
    diagnostics.push(Diagnostic::new("unknown-unit").with("unit", unit.value.clone()).at(source, unit.span));
    None
}

fn known_agency(
    lexicon: &Lexicon,
    id: &Located<String>,
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if lexicon.agencies.get(&id.value).is_some() {
        return Some(id.value.clone());
    }
    let finding = Diagnostic::new("unknown-agency").with("id", id.value.clone());
    let finding = match lexicon.agencies.nearest(&id.value) {
        Some(near) => {
            let name = lexicon.agencies.get(near).map_or(near, |agency| agency.zh);
            finding.with("near", near).with("name", name).help("near")
        }
        None => {
            let known: Vec<_> = lexicon.agencies.iter().map(|agency| agency.id).collect();
            finding.with("known", known.join(", "))
        }
    };
    diagnostics.push(finding.at(source, id.span));
    None
}

fn build_translation(
    document: Document<TranslationFront>,
    diagnostics: &mut Diagnostics,
) -> Option<Translation> {
    let body = parse_body(&document, diagnostics)?;
    let front = document.front;
    let quotes_span = front.quotes.first().map_or(front.span, |quote| quote.span);
    let quotes = front.quotes.into_iter().map(|quote| {
        let range = body.find(&quote.value);
        (quote.value, range, quote.span)
    });
    Some(Translation {
        quotes: quotes.collect(),
        quotes_span,
        source: document.source,
        body_start: document.body.start,
        title: front.title?.value,
        summary: front.summary,
        terms: front.terms.into_iter().collect(),
        body,
    })
}
