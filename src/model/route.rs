//! Where every page lives. URLs are ASCII and depend on ids alone.

use crate::domain::url_segment;

/// A page of the site, before its locale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// `/articles/`, page from 1.
    Articles(usize),
    /// `/articles/SLUG/`
    Article(String),
    /// `/cities/`
    Places,
    /// `/cities/ID/`, page from 1.
    Place(String, usize),
    /// `/campaigns/`
    Campaigns,
    /// `/campaigns/ID/`, page from 1.
    Campaign(String, usize),
    /// `/indicators/`
    Indicators,
    /// `/indicators/ID/`, page from 1.
    Indicator(String, usize),
    /// `/scams/`
    Scams,
    /// `/scams/ID/`, page from 1.
    Scam(String, usize),
    /// `/search/`
    Search,
    /// `/data/`
    Data,
    /// `/SLUG/`
    Page(String),
    /// `/404.html`
    NotFound,
    /// `/feed.xml`
    Feed,
    /// `/cities/ID/feed.xml`
    PlaceFeed(String),
    /// `/campaigns/ID/feed.xml`
    CampaignFeed(String),
    /// `/manifest.webmanifest`
    Manifest,
    /// `/data/indicators/ID.csv` and `.json`, the same for all locales.
    IndicatorData(String, &'static str),
    /// `/opensearch.xml`
    OpenSearch,
}

impl Route {
    /// The path below the locale's folder, without a leading `/`.
    pub fn path(&self) -> String {
        match self {
            Route::Home => String::new(),
            Route::Articles(page) => paged("articles/".to_owned(), *page),
            Route::Article(slug) => format!("articles/{slug}/"),
            Route::Places => "cities/".to_owned(),
            Route::Place(id, page) => paged(format!("cities/{id}/"), *page),
            Route::Campaigns => "campaigns/".to_owned(),
            Route::Campaign(id, page) => paged(format!("campaigns/{id}/"), *page),
            Route::Indicators => "indicators/".to_owned(),
            Route::Indicator(id, page) => paged(format!("indicators/{}/", url_segment(id)), *page),
            Route::Scams => "scams/".to_owned(),
            Route::Scam(id, page) => paged(format!("scams/{id}/"), *page),
            Route::Search => "search/".to_owned(),
            Route::Data => "data/".to_owned(),
            Route::Page(slug) => format!("{slug}/"),
            Route::NotFound => "404.html".to_owned(),
            Route::Feed => "feed.xml".to_owned(),
            Route::PlaceFeed(id) => format!("cities/{id}/feed.xml"),
            Route::CampaignFeed(id) => format!("campaigns/{id}/feed.xml"),
            Route::Manifest => "manifest.webmanifest".to_owned(),
            Route::IndicatorData(id, kind) => format!("data/indicators/{}.{kind}", url_segment(id)),
            Route::OpenSearch => "opensearch.xml".to_owned(),
        }
    }

    /// The path below the site's root in a locale with this prefix.
    pub fn path_in(&self, prefix: &str) -> String {
        if prefix.is_empty() { self.path() } else { format!("{prefix}/{}", self.path()) }
    }

    /// The file that a static host serves for the path.
    pub fn file_in(&self, prefix: &str) -> String {
        let path = self.path_in(prefix);
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path }
    }
}

fn paged(base: String, page: usize) -> String {
    if page <= 1 { base } else { format!("{base}page/{page}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indicator_lives_under_its_id_with_hyphens() {
        assert_eq!(Route::Indicator("cases_solved".into(), 1).path(), "indicators/cases-solved/");
    }

    #[test]
    fn the_first_page_of_a_list_has_no_number() {
        assert_eq!(Route::Place("chongqing".into(), 1).path_in("en"), "en/cities/chongqing/");
        assert_eq!(Route::Place("chongqing".into(), 2).file_in(""), "cities/chongqing/page/2/index.html");
    }

    #[test]
    fn a_home_page_is_the_index_of_its_folder() {
        assert_eq!(Route::Home.file_in(""), "index.html");
        assert_eq!(Route::NotFound.file_in("zh-hant"), "zh-hant/404.html");
    }
}
