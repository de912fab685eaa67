//! From documents to the knowledge base: resolves every id, parses every body once.

use std::collections::HashMap;

use rayon::prelude::*;

use super::article::{Article, Correction, Event, Figure, FigureSpans, SourceInfo, Translation};
use super::knowledge::Knowledge;
use super::resolve::{Ids, Resolver};
use super::topics::{build_topics, parse_body};
use crate::content::{
    ArticleFront, Document, Entry, EventFront, Library, MetricFront, SourceFront, TranslationFront,
};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::{Change, Metric};
use crate::lexicon::Lexicon;
use crate::markdown::Body;
use crate::text::Span;

/// Makes the knowledge base. Drafts are left out unless `drafts` is set.
///
/// What is broken is told and left out, so that checks can tell the rest; whoever calls must not publish a
/// knowledge base when an error was told.
pub fn build(
    library: Library,
    lexicon: &'static Lexicon,
    drafts: bool,
    diagnostics: &mut Diagnostics,
) -> Knowledge {
    let (campaigns, scams, pages, place_texts) = build_topics(&library, lexicon, diagnostics);
    let ids = Ids::new(lexicon, &campaigns, &scams);
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
    articles.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.slug.cmp(&b.slug)));
    Knowledge::new(articles, campaigns, scams, pages, place_texts, library.pins)
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

fn build_article(
    entry: Entry<ArticleFront>,
    ids: &Ids<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Article> {
    let Entry { id: slug, document, translations } = entry;
    let body = parse_body(&document, diagnostics);
    let translations = translations
        .into_iter()
        .filter_map(|(locale, document)| Some((locale, build_translation(document, diagnostics)?)))
        .collect();
    let source = document.source;
    let front = document.front;
    let mut resolver = Resolver::new(ids, &source, diagnostics);
    let places = resolver.places(&front.places, front.places_span);
    let campaigns = resolver.campaigns(&front.campaigns);
    let scams = resolver.scams(&front.scams);
    let events = front.events.into_iter().map(|event| build_event(event, &mut resolver)).collect();
    let main_place = places.first()?.id;
    let figures = front
        .metrics
        .into_iter()
        .filter_map(|metric| build_figure(metric, main_place, body.as_ref(), &mut resolver))
        .collect();
    Some(Article {
        slug,
        body_start: document.body.start,
        title: front.title.value,
        date: front.date.value,
        updated: front.updated.map(|day| day.value),
        places,
        campaigns,
        scams,
        summary: front.summary.map(|text| text.value),
        script: front.script,
        origin: build_origin(front.source),
        figures,
        convert: front.convert,
        corrections: front
            .corrections
            .into_iter()
            .map(|c| Correction { date: c.date, text: c.text })
            .collect(),
        events,
        body: body?,
        translations,
        source,
    })
}

fn build_origin(front: SourceFront) -> SourceInfo {
    SourceInfo {
        name: front.name.value,
        title: front.title.map(|text| text.value),
        url: front.url,
        published: front.published.map(|day| day.value),
        retrieved: front.retrieved.map(|day| day.value),
        via: front.via.map(|text| text.value),
    }
}

fn build_event(front: EventFront, resolver: &mut Resolver<'_>) -> Event {
    Event {
        date: front.date,
        title: front.title,
        campaign: front.campaign.and_then(|id| resolver.campaign(&id)),
        kind: front.kind,
    }
}

/// Resolves what a figure names. What is broken has been told and is left out or taken as it is, so that the
/// figure's other faults can be told as well.
fn build_figure(
    front: MetricFront,
    main_place: &'static str,
    body: Option<&Body>,
    resolver: &mut Resolver<'_>,
) -> Option<Figure> {
    let indicator = front.indicator.map(|id| resolver.indicator(id));
    let unit = front.unit.map(|unit| resolver.unit(unit));
    let place = front.place.as_ref().and_then(|id| resolver.place(id)).map_or(main_place, |place| place.id);
    let agency = front.agency.map(|id| resolver.agency(id));
    if let Some(scam) = &front.scam {
        resolver.scam(scam);
    }
    let period_span = front.period.as_ref().map(|period| period.span);
    let period = front.period.and_then(|stated| resolver.period(stated));
    let change = front.change.map(|change| Change {
        direction: change.direction,
        value: change.value.value,
        unit: resolver.unit(change.unit),
        basis: change.basis,
    });
    let (value, quote) = (front.value?, front.quote?);
    let spans = FigureSpans {
        quote: quote.span,
        value: value.span,
        qualifier: (!front.qualifier_is_broken)
            .then(|| front.qualifier.as_ref().map_or(value.span, |qualifier| qualifier.span)),
        period: period_span,
    };
    let range = body.and_then(|body| body.find(&quote.value));
    let metric = Metric {
        indicator: indicator?,
        value: value.value,
        unit: unit?,
        qualifier: front.qualifier.map(|qualifier| qualifier.value).unwrap_or_default(),
        period,
        place,
        agency,
        scope: front.scope.map(|text| text.value),
        scam: front.scam.map(|text| text.value),
        per: front.per.map(|per| per.value),
        change,
        quote: quote.value,
    };
    Some(Figure { metric, range, spans })
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
        original: front.original,
        title: front.title?.value,
        summary: front.summary,
        terms: front.terms.into_iter().collect(),
        body,
    })
}
