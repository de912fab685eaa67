//! The Atom feed of a locale.

use jiff::civil::Date;

use super::PAGE_SIZE;
use super::edition::{Edition, EditionKind};
use crate::model::{Article, Route};
use crate::view::feed::{Feed, FeedEntry};

impl Edition<'_> {
    /// The newest articles; fallbacks are left out.
    pub fn feed(&self) -> Feed {
        let articles = self.world.knowledge.articles.iter().enumerate();
        let real = articles.filter(|(_, article)| self.kind(article) != EditionKind::Fallback);
        let newest: Vec<(usize, &Article)> = real.take(PAGE_SIZE).collect();
        let updated = newest.iter().map(|(_, article)| last_change(article)).max();
        let site = self.site_title();
        Feed {
            lang: self.locale.code.to_string(),
            url: self.absolute(&Route::Feed),
            home: self.absolute(&Route::Home),
            title: self.labels.fill("format.feed_site", &[("site", &site)]),
            author: site,
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
