//! The years of reports: where each begins in the list of all articles, and a page of that list under its years.

use super::PAGE_SIZE;
use super::edition::Edition;
use crate::model::Route;
use crate::view::list::ArticleYear;
use crate::view::parts::{CountedLink, Link};

impl Edition<'_> {
    /// Every year with reports, newest first: where it begins in the list of all articles, and how many it has.
    pub fn years(&self) -> Vec<CountedLink> {
        let all: Vec<usize> = (0..self.world.knowledge.articles.len()).collect();
        let mut begin = 0;
        let years = all.chunk_by(|a, b| self.year_of(*a) == self.year_of(*b)).map(|articles| {
            let year = self.year_of(articles[0]);
            let page = self.url(&Route::Articles(begin / PAGE_SIZE + 1));
            begin += articles.len();
            CountedLink {
                link: Link { text: self.year(year), url: format!("{page}#{}", anchor(year)), lang: None },
                count: Some(self.labels.count("articles", articles.len())),
            }
        });
        years.collect()
    }

    /// Articles, newest first, under their years.
    pub fn articles_by_year(&self, articles: &[usize]) -> Vec<ArticleYear> {
        let years = articles.chunk_by(|a, b| self.year_of(*a) == self.year_of(*b));
        years
            .map(|articles| {
                let year = self.year_of(articles[0]);
                ArticleYear {
                    id: anchor(year),
                    heading: self.year(year),
                    articles: articles.iter().map(|index| self.card(*index).clone()).collect(),
                }
            })
            .collect()
    }

    fn year_of(&self, article: usize) -> i16 {
        self.world.knowledge.articles[article].date.year()
    }
}

/// Fragment identifier of a year in the list of articles.
fn anchor(year: i16) -> String {
    format!("y-{year}")
}
