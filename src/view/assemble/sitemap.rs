//! The addresses that search engines should know.

use super::edition::Edition;
use super::feed::last_change;
use super::page_count;
use crate::model::Route;
use crate::view::sitemap::SitemapUrl;

/// Every page of a locale that is more than a fallback, with its language versions.
pub fn urls(edition: &Edition<'_>) -> Vec<SitemapUrl> {
    let knowledge = edition.world.knowledge;
    let mut routes: Vec<(Route, Option<String>)> = vec![(Route::Home, None)];
    let sections = [Route::Places, Route::Campaigns, Route::Indicators, Route::Scams, Route::Data];
    routes.extend((1..=page_count(knowledge.articles.len())).map(|page| (Route::Articles(page), None)));
    routes.extend(sections.into_iter().map(|route| (route, None)));
    routes.extend(
        knowledge
            .articles
            .iter()
            .map(|article| (Route::Article(article.slug.clone()), Some(last_change(article).to_string()))),
    );
    routes.extend(knowledge.places().iter().map(|place| (Route::Place(place.id.to_owned(), 1), None)));
    routes.extend(knowledge.campaigns.iter().map(|campaign| (Route::Campaign(campaign.id.clone(), 1), None)));
    routes.extend(knowledge.scams.iter().map(|scam| (Route::Scam(scam.id.clone(), 1), None)));
    routes.extend(knowledge.indicators().map(|id| (Route::Indicator(id.to_owned(), 1), None)));
    routes.extend(knowledge.pages.iter().map(|page| (Route::Page(page.slug.clone()), None)));
    routes
        .into_iter()
        .filter(|(route, _)| edition.is_real_in(edition.locale, route))
        .map(|(route, last_modified)| SitemapUrl {
            url: edition.absolute(&route),
            last_modified,
            alternates: edition.alternates(&route),
        })
        .collect()
}
