//! Feeds the search index with every page that is more than a fallback.
//!
//! Editions and the texts of their articles in, documents of the index out, and its files into an output.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::model::{Article, Route};
use crate::output::Output;
use crate::search::{self, DocumentKind, Fold, SearchDocument, StatedFigure, write_index};
use crate::view::assemble::{Edition, SearchText, page_entries};

/// Writes the index. `texts` has for each edition what search may know of each article.
pub fn write_search(
    editions: &[Edition<'_>],
    texts: Vec<Vec<Option<SearchText>>>,
    output: &dyn Output,
) -> Result<(), Diagnostics> {
    let mut documents = article_documents(editions, texts);
    documents.extend(page_documents(editions));
    write_index(documents, &Fold::standard(), |path, bytes| output.put(&format!("search/{path}"), bytes))
        .map_err(Diagnostics::from)
}

fn article_documents(
    editions: &[Edition<'_>],
    mut texts: Vec<Vec<Option<SearchText>>>,
) -> Vec<SearchDocument> {
    let Some(first) = editions.first() else { return Vec::new() };
    let knowledge = first.world.knowledge;
    let articles = knowledge.articles.iter().enumerate();
    articles
        .map(|(index, article)| {
            let own = editions.iter().zip(&mut texts);
            let own = own.filter_map(|(edition, texts)| Some((edition, texts.get_mut(index)?.take()?)));
            let campaigns = article.campaigns.iter();
            SearchDocument {
                kind: DocumentKind::Article,
                weight: 1,
                date: Some(article.date.to_string()),
                place: Some(article.place().id.to_owned()),
                editions: own.map(|(edition, text)| article_edition(edition, article, text)).collect(),
                campaigns: campaigns.map(|&index| knowledge.campaigns[index].id.clone()).collect(),
            }
        })
        .collect()
}

fn article_edition(edition: &Edition<'_>, article: &Article, text: SearchText) -> search::Edition {
    let names = article.figures.iter().map(|figure| edition.indicator_link(&figure.metric.indicator).text);
    let names: Vec<String> = names.collect();
    let ranges = text.figures.into_iter().chain(std::iter::repeat(None));
    let stated = article.figures.iter().zip(&names).zip(ranges).enumerate();
    let figures = stated.filter_map(|(number, ((figure, name), range))| {
        let (label, value) = (name.clone(), edition.figure(&figure.metric));
        Some(StatedFigure { range: range?, label, value, fragment: format!("#q-{}", number + 1) })
    });
    let campaigns = article.campaigns.iter().map(|&index| &edition.world.knowledge.campaigns[index]);
    let campaigns = campaigns.map(|campaign| edition.topic_name(&campaign.name, &campaign.translations).text);
    let figures = figures.collect();
    let mut keywords = names;
    keywords.sort_unstable();
    keywords.dedup();
    search::Edition {
        locale: edition.locale.code.to_string(),
        url: edition.url(&Route::Article(article.slug.clone())),
        title: text.title,
        place: Some(edition.place_name(article.place())),
        campaigns: campaigns.collect(),
        text: text.text,
        keywords,
        figures,
    }
}

fn page_documents(editions: &[Edition<'_>]) -> Vec<SearchDocument> {
    let mut documents: BTreeMap<Route, SearchDocument> = BTreeMap::new();
    for edition in editions {
        for entry in page_entries(edition) {
            let (kind, place, campaign) = match &entry.route {
                Route::Place(id, _) => (DocumentKind::City, Some(id.clone()), None),
                Route::Campaign(id, _) => (DocumentKind::Campaign, None, Some(id.clone())),
                Route::Indicator(..) => (DocumentKind::Indicator, None, None),
                Route::Scam(..) => (DocumentKind::Scam, None, None),
                _ => (DocumentKind::Page, None, None),
            };
            let (url, name) = (edition.url(&entry.route), entry.title.clone());
            let is_place = place.is_some();
            let is_campaign = campaign.is_some();
            let document = documents.entry(entry.route).or_insert_with(|| SearchDocument {
                kind,
                weight: 2,
                date: None,
                place,
                campaigns: campaign.into_iter().collect(),
                editions: Vec::new(),
            });
            document.editions.push(search::Edition {
                locale: edition.locale.code.to_string(),
                url,
                title: entry.title,
                place: is_place.then(|| name.clone()),
                campaigns: is_campaign.then_some(name).into_iter().collect(),
                text: entry.text,
                keywords: entry.keywords,
                figures: Vec::new(),
            });
        }
    }
    documents.into_values().collect()
}
