//! Everything a site knows, with the relations that pages ask for.

use std::collections::BTreeMap;

use super::article::{Article, Figure};
use super::topic::{Campaign, Page, PlaceText, Scam};
use crate::content::Pin;
use crate::domain::LocaleCode;
use crate::hanzi;
use crate::lexicon::Place;

/// A figure by its article and its number there, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    /// Index of the article.
    pub article: usize,
    /// Index of the figure in the article.
    pub figure: usize,
}

/// The knowledge base. Immutable; every index in it is valid.
#[derive(Debug)]
pub struct Knowledge {
    /// Newest first, then by slug.
    pub articles: Vec<Article>,
    /// By id.
    pub campaigns: Vec<Campaign>,
    /// By id.
    pub scams: Vec<Scam>,
    /// In the order their front matter asks for.
    pub pages: Vec<Page>,
    /// Texts about places by place id.
    pub place_texts: BTreeMap<&'static str, PlaceText>,
    /// What the review decided about single characters.
    pub pins: Vec<Pin>,
    relations: Relations,
}

#[derive(Debug, Default)]
struct Relations {
    places: Vec<&'static Place>,
    article_by_slug: BTreeMap<String, usize>,
    articles_by_place: BTreeMap<&'static str, Vec<usize>>,
    articles_by_campaign: Vec<Vec<usize>>,
    articles_by_scam: Vec<Vec<usize>>,
    figures_by_place: BTreeMap<&'static str, Vec<FigureRef>>,
    figures_by_indicator: BTreeMap<String, Vec<FigureRef>>,
    figures_by_scam: BTreeMap<String, Vec<FigureRef>>,
}

impl Knowledge {
    pub(super) fn new(
        articles: Vec<Article>,
        campaigns: Vec<Campaign>,
        scams: Vec<Scam>,
        pages: Vec<Page>,
        place_texts: BTreeMap<&'static str, PlaceText>,
        pins: Vec<Pin>,
    ) -> Self {
        let relations = Relations::of(&articles, campaigns.len(), scams.len(), &place_texts);
        Knowledge { articles, campaigns, scams, pages, place_texts, pins, relations }
    }

    /// What the review decided about single characters, for a locale.
    pub fn pins_for<'a>(&'a self, locale: &'a LocaleCode) -> impl Iterator<Item = hanzi::Pin> + 'a {
        self.pins.iter().filter_map(|pin| pin.for_locale(locale.as_str()))
    }

    /// Every place that has a page: articles, figures or a text of its own; by GB/T 2260 code.
    pub fn places(&self) -> &[&'static Place] {
        &self.relations.places
    }

    /// The index of an article by its slug.
    pub fn article_index(&self, slug: &str) -> Option<usize> {
        self.relations.article_by_slug.get(slug).copied()
    }

    /// The index of a campaign by its id.
    pub fn campaign_index(&self, id: &str) -> Option<usize> {
        self.campaigns.iter().position(|campaign| campaign.id == id)
    }

    /// The index of a scam type by its id.
    pub fn scam_index(&self, id: &str) -> Option<usize> {
        self.scams.iter().position(|scam| scam.id == id)
    }

    /// Articles of a place, newest first.
    pub fn articles_of_place(&self, id: &str) -> &[usize] {
        self.relations.articles_by_place.get(id).map_or(&[], Vec::as_slice)
    }

    /// Articles of a campaign, newest first.
    pub fn articles_of_campaign(&self, campaign: usize) -> &[usize] {
        self.relations.articles_by_campaign.get(campaign).map_or(&[], Vec::as_slice)
    }

    /// Articles of a scam type, newest first.
    pub fn articles_of_scam(&self, scam: usize) -> &[usize] {
        self.relations.articles_by_scam.get(scam).map_or(&[], Vec::as_slice)
    }

    /// Figures of a place, in order of articles.
    pub fn figures_of_place(&self, id: &str) -> &[FigureRef] {
        self.relations.figures_by_place.get(id).map_or(&[], Vec::as_slice)
    }

    /// Figures of an indicator, in order of articles.
    pub fn figures_of_indicator(&self, id: &str) -> &[FigureRef] {
        self.relations.figures_by_indicator.get(id).map_or(&[], Vec::as_slice)
    }

    /// Figures about one type of scam alone.
    pub fn figures_of_scam(&self, id: &str) -> &[FigureRef] {
        self.relations.figures_by_scam.get(id).map_or(&[], Vec::as_slice)
    }

    /// Ids of the indicators that have figures, in alphabetical order.
    pub fn indicators(&self) -> impl Iterator<Item = &str> {
        self.relations.figures_by_indicator.keys().map(String::as_str)
    }

    /// The figure that a reference names.
    pub fn figure(&self, at: FigureRef) -> &Figure {
        &self.articles[at.article].figures[at.figure]
    }

    /// All figures, in order of articles.
    pub fn figures(&self) -> impl Iterator<Item = FigureRef> + '_ {
        self.articles.iter().enumerate().flat_map(|(article, entry)| {
            (0..entry.figures.len()).map(move |figure| FigureRef { article, figure })
        })
    }
}

impl Relations {
    fn of(
        articles: &[Article],
        campaigns: usize,
        scams: usize,
        place_texts: &BTreeMap<&'static str, PlaceText>,
    ) -> Self {
        let mut relations = Relations {
            articles_by_campaign: vec![Vec::new(); campaigns],
            articles_by_scam: vec![Vec::new(); scams],
            ..Relations::default()
        };
        let mut places: BTreeMap<(u32, &'static str), &'static Place> = BTreeMap::new();
        let mut note = |place: &'static Place| {
            places.insert((place.code, place.id), place);
        };
        place_texts.values().for_each(|text| note(text.place));
        for (index, article) in articles.iter().enumerate() {
            relations.article_by_slug.insert(article.slug.clone(), index);
            for place in &article.places {
                note(place);
                relations.articles_by_place.entry(place.id).or_default().push(index);
            }
            article
                .campaigns
                .iter()
                .for_each(|campaign| relations.articles_by_campaign[*campaign].push(index));
            article.scams.iter().for_each(|scam| relations.articles_by_scam[*scam].push(index));
            relations.note_figures(index, article);
        }
        relations.places = places.into_values().collect();
        relations
    }

    fn note_figures(&mut self, index: usize, article: &Article) {
        for (number, figure) in article.figures.iter().enumerate() {
            let at = FigureRef { article: index, figure: number };
            let metric = &figure.metric;
            self.figures_by_place.entry(metric.place).or_default().push(at);
            self.figures_by_indicator.entry(metric.indicator.clone()).or_default().push(at);
            if let Some(scam) = &metric.scam {
                self.figures_by_scam.entry(scam.clone()).or_default().push(at);
            }
        }
    }
}
