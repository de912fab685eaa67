//! The Atom feeds of a locale: of all reports, of a place, of a campaign.

use jiff::civil::Date;

use super::PAGE_SIZE;
use super::edition::{Edition, EditionKind};
use crate::lexicon::Place;
use crate::model::{Article, Route};
use crate::view::feed::{Feed, FeedEntry};
use crate::view::parts::Link;

impl Edition<'_> {
    /// The newest articles; fallbacks are left out.
    pub fn feed(&self) -> Feed {
        let all: Vec<usize> = (0..self.world.knowledge.articles.len()).collect();
        let title = self.labels.fill("format.feed_site", &[("site", &self.site_title())]);
        self.feed_of(&all, title, &Route::Feed, &Route::Home)
    }

    /// The feed of a place; `None` where this locale has none of its articles.
    pub fn place_feed(&self, place: &Place) -> Option<Feed> {
        let articles = self.world.knowledge.articles_of_place(place.id);
        let title = self.feed_title(&self.place_name(place));
        let id = place.id.to_owned();
        self.has_entries(articles)
            .then(|| self.feed_of(articles, title, &Route::PlaceFeed(id.clone()), &Route::Place(id, 1)))
    }

    /// The feed of the campaign with this index; `None` where this locale has none of its articles.
    pub fn campaign_feed(&self, index: usize) -> Option<Feed> {
        let campaign = &self.world.knowledge.campaigns[index];
        let articles = self.world.knowledge.articles_of_campaign(index);
        let title = self.feed_title(&self.topic_name(&campaign.name, &campaign.translations).text);
        let id = campaign.id.clone();
        self.has_entries(articles)
            .then(|| self.feed_of(articles, title, &Route::CampaignFeed(id.clone()), &Route::Campaign(id, 1)))
    }

    /// The link to a topic's feed; `None` where it has none.
    pub fn feed_link(&self, articles: &[usize], name: &str, route: &Route) -> Option<Link> {
        self.has_entries(articles).then(|| self.link(self.feed_title(name), route))
    }

    fn feed_title(&self, name: &str) -> String {
        self.labels.fill("format.feed_topic", &[("name", name), ("site", &self.site_title())])
    }

    fn has_entries(&self, articles: &[usize]) -> bool {
        let knowledge = self.world.knowledge;
        articles.iter().any(|index| self.kind(&knowledge.articles[*index]) != EditionKind::Fallback)
    }

    fn feed_of(&self, articles: &[usize], title: String, own: &Route, page: &Route) -> Feed {
        let articles = articles.iter().map(|index| (*index, &self.world.knowledge.articles[*index]));
        let real = articles.filter(|(_, article)| self.kind(article) != EditionKind::Fallback);
        let newest: Vec<(usize, &Article)> = real.take(PAGE_SIZE).collect();
        let updated = newest.iter().map(|(_, article)| last_change(article)).max();
        Feed {
            lang: self.locale.code.to_string(),
            url: self.absolute(own),
            home: self.absolute(page),
            title,
            author: self.site_title(),
            updated: timestamp(updated.unwrap_or(Date::constant(1970, 1, 1))),
            entries: newest.into_iter().map(|(index, article)| self.feed_entry(index, article)).collect(),
        }
    }

    fn feed_entry(&self, index: usize, article: &Article) -> FeedEntry {
        let summary = self.summary(article).map_or_else(|| self.article_description(index), |text| text.text);
        let corrections = article.corrections.iter().map(|correction| {
            let date = self.date(correction.date).text;
            let text = self.term(article, &correction.text).text;
            format!("\n{}: {date} {text}", self.labels.get("article.corrections"))
        });
        FeedEntry {
            url: self.absolute(&Route::Article(article.slug.clone())),
            title: self.title(article).text,
            published: timestamp(article.date),
            updated: timestamp(last_change(article)),
            summary: std::iter::once(summary).chain(corrections).collect(),
        }
    }
}

/// The last day on which something of an article changed, as far as its front matter says.
pub fn last_change(article: &Article) -> Date {
    let corrected = article.corrections.iter().map(|correction| correction.date).max();
    [article.updated, corrected].into_iter().flatten().fold(article.date, Date::max)
}

/// A day as Atom wants it: midnight in China.
fn timestamp(day: Date) -> String {
    format!("{day}T00:00:00+08:00")
}
