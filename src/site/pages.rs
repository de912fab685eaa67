//! Every page of a locale, each with the template it is rendered by: one row per page type.

use crate::diag::Diagnostic;
use crate::model::Route;
use crate::render::{Engine, Frame};
use crate::view::assemble::{Edition, Owner, SearchText, page_count};

/// A page to make.
#[derive(Debug, Clone)]
pub enum Job {
    /// Home.
    Home,
    /// A page of all articles.
    Articles(usize),
    /// The article with this index.
    Article(usize),
    /// The list of places.
    Places,
    /// The place with this index among those with pages.
    Place(usize),
    /// A later page of a place's articles.
    PlaceArticles(usize, usize),
    /// The list of campaigns.
    Campaigns,
    /// The campaign with this index.
    Campaign(usize),
    /// A later page of a campaign's articles.
    CampaignArticles(usize, usize),
    /// The list of indicators.
    Indicators,
    /// A page of an indicator.
    Indicator(String, usize),
    /// The list of scam types.
    Scams,
    /// The scam type with this index.
    Scam(usize),
    /// A later page of a scam type's articles.
    ScamArticles(usize, usize),
    /// The open data.
    Data,
    /// Search.
    Search,
    /// The plain page with this index.
    Page(usize),
    /// 404.
    NotFound,
}

impl Job {
    /// Every page of a locale.
    pub fn all(edition: &Edition<'_>) -> Vec<Job> {
        let knowledge = edition.world.knowledge;
        let later = |entries: usize| 2..=page_count(entries);
        let mut jobs = vec![
            Job::Home,
            Job::Places,
            Job::Campaigns,
            Job::Indicators,
            Job::Scams,
            Job::Data,
            Job::NotFound,
        ];
        jobs.extend((0..knowledge.articles.len()).map(Job::Article));
        jobs.extend((1..=page_count(knowledge.articles.len())).map(Job::Articles));
        for (index, place) in knowledge.places().iter().enumerate() {
            jobs.push(Job::Place(index));
            let articles = knowledge.articles_of_place(place.id).len();
            jobs.extend(later(articles).map(|page| Job::PlaceArticles(index, page)));
        }
        for index in 0..knowledge.campaigns.len() {
            jobs.push(Job::Campaign(index));
            let articles = knowledge.articles_of_campaign(index).len();
            jobs.extend(later(articles).map(|page| Job::CampaignArticles(index, page)));
        }
        for index in 0..knowledge.scams.len() {
            jobs.push(Job::Scam(index));
            let articles = knowledge.articles_of_scam(index).len();
            jobs.extend(later(articles).map(|page| Job::ScamArticles(index, page)));
        }
        for id in knowledge.indicators() {
            let figures = edition.listed_of_indicator(id).len();
            jobs.extend((1..=page_count(figures)).map(|page| Job::Indicator(id.to_owned(), page)));
        }
        jobs.extend((0..knowledge.pages.len()).map(Job::Page));
        if edition.world.config.search {
            jobs.push(Job::Search);
        }
        jobs
    }

    /// The kind under which pages are counted.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::Home => "home",
            Job::Article(_) => "article",
            Job::Place(_) => "city",
            Job::Campaign(_) => "campaign",
            Job::Indicator(..) => "indicator",
            Job::Scam(_) => "scam",
            Job::Search => "search",
            Job::Page(_) | Job::Data => "page",
            Job::NotFound => "404",
            Job::Articles(_)
            | Job::Places
            | Job::Campaigns
            | Job::Indicators
            | Job::Scams
            | Job::PlaceArticles(..)
            | Job::CampaignArticles(..)
            | Job::ScamArticles(..) => "list",
        }
    }

    fn route(&self, edition: &Edition<'_>) -> Route {
        let knowledge = edition.world.knowledge;
        match self {
            Job::Home => Route::Home,
            Job::Articles(page) => Route::Articles(*page),
            Job::Article(index) => Route::Article(knowledge.articles[*index].slug.clone()),
            Job::Places => Route::Places,
            Job::Place(index) => Route::Place(knowledge.places()[*index].id.to_owned(), 1),
            Job::PlaceArticles(index, page) => Route::Place(knowledge.places()[*index].id.to_owned(), *page),
            Job::Campaigns => Route::Campaigns,
            Job::Campaign(index) => Route::Campaign(knowledge.campaigns[*index].id.clone(), 1),
            Job::CampaignArticles(index, page) => {
                Route::Campaign(knowledge.campaigns[*index].id.clone(), *page)
            }
            Job::Indicators => Route::Indicators,
            Job::Indicator(id, page) => Route::Indicator(id.clone(), *page),
            Job::Scams => Route::Scams,
            Job::Scam(index) => Route::Scam(knowledge.scams[*index].id.clone(), 1),
            Job::ScamArticles(index, page) => Route::Scam(knowledge.scams[*index].id.clone(), *page),
            Job::Data => Route::Data,
            Job::Search => Route::Search,
            Job::Page(index) => Route::Page(knowledge.pages[*index].slug.clone()),
            Job::NotFound => Route::NotFound,
        }
    }

    /// Where its file goes.
    pub fn file(&self, edition: &Edition<'_>) -> String {
        self.route(edition).file_in(&edition.locale.prefix)
    }

    /// Renders it; an article also says what search may know of it.
    pub fn render(
        &self,
        edition: &Edition<'_>,
        engine: &Engine,
        frame: &Frame,
    ) -> Result<(Vec<u8>, Option<SearchText>), Diagnostic> {
        let knowledge = edition.world.knowledge;
        let html = match self {
            Job::Home => engine.render("home.html", frame, &edition.home_page()),
            Job::Articles(page) => engine.render("list.html", frame, &edition.articles_page(*page)),
            Job::Article(index) => {
                let rendering = edition.article_page(*index);
                let html = engine.render("article.html", frame, &rendering.page)?;
                return Ok((html, rendering.search));
            }
            Job::Places => engine.render("list.html", frame, &edition.places_page()),
            Job::Place(index) => {
                engine.render("place.html", frame, &edition.place_page(knowledge.places()[*index]))
            }
            Job::Campaigns => engine.render("list.html", frame, &edition.campaigns_page()),
            Job::Campaign(index) => engine.render("campaign.html", frame, &edition.campaign_page(*index)),
            Job::Indicators => engine.render("list.html", frame, &edition.indicators_page()),
            Job::Indicator(id, page) => match edition.indicator(id) {
                Some(indicator) => {
                    engine.render("indicator.html", frame, &edition.indicator_page(indicator, *page))
                }
                None => return Err(Diagnostic::new("unknown-indicator").with("id", id.clone())),
            },
            Job::Scams => engine.render("list.html", frame, &edition.scams_page()),
            Job::Scam(index) => engine.render("scam.html", frame, &edition.scam_page(*index)),
            Job::PlaceArticles(..) | Job::CampaignArticles(..) | Job::ScamArticles(..) => {
                self.render_owned(edition, engine, frame)
            }
            Job::Data => engine.render("data.html", frame, &edition.data_page()),
            Job::Search => engine.render("search.html", frame, &edition.search_page()),
            Job::Page(index) => {
                engine.render("page.html", frame, &edition.text_page(&knowledge.pages[*index]))
            }
            Job::NotFound => engine.render("404.html", frame, &edition.not_found_page()),
        };
        Ok((html?, None))
    }

    /// Renders a later page of the articles of a place, campaign or scam type.
    fn render_owned(
        &self,
        edition: &Edition<'_>,
        engine: &Engine,
        frame: &Frame,
    ) -> Result<Vec<u8>, Diagnostic> {
        let knowledge = edition.world.knowledge;
        let (page, articles, kind, section, name) = match self {
            Job::PlaceArticles(index, page) => {
                let place = knowledge.places()[*index];
                let name = edition.text_of_name(edition.place_name(place));
                (*page, knowledge.articles_of_place(place.id), "city", "cities", name)
            }
            Job::CampaignArticles(index, page) => {
                let campaign = &knowledge.campaigns[*index];
                let name = edition.topic_name(&campaign.name, &campaign.translations);
                (*page, knowledge.articles_of_campaign(*index), "campaign", "campaigns", name)
            }
            Job::ScamArticles(index, page) => {
                let scam = &knowledge.scams[*index];
                let name = edition.topic_name(&scam.name, &scam.translations);
                (*page, knowledge.articles_of_scam(*index), "scam", "scams", name)
            }
            _ => return Ok(Vec::new()),
        };
        let own = self.route(edition);
        let route = |page: usize| match &own {
            Route::Place(id, _) => Route::Place(id.clone(), page),
            Route::Campaign(id, _) => Route::Campaign(id.clone(), page),
            Route::Scam(id, _) => Route::Scam(id.clone(), page),
            other => other.clone(),
        };
        let owner = Owner { kind, section, name: &name };
        engine.render("list.html", frame, &edition.owned_articles_page(articles, page, &route, owner))
    }
}
