//! Whether a page has been made an article already.
//!
//! The origins of articles and of a page in, the article that is of the same page out.

use std::collections::HashMap;

use serde::Deserialize;

use crate::content;
use crate::text::Source;

/// Where an article says its facts come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Origin {
    /// The paper or authority.
    pub name: Option<String>,
    /// The page's headline, as it was found.
    pub title: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// The day of publication as `2025-07-17`.
    #[serde(default, deserialize_with = "day")]
    pub published: Option<String>,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let date = toml::value::Datetime::deserialize(deserializer)?;
    Ok(date.date.map(|date| date.to_string()))
}

#[derive(Debug, Deserialize)]
struct Front {
    #[serde(default)]
    source: Origin,
}

impl Origin {
    /// The origin that a draft states; a draft with gaps states what it can.
    pub fn of_draft(text: &str) -> Option<Origin> {
        let source = std::sync::Arc::new(Source::new("", text));
        let (matter, _) = content::split(&source).ok()?;
        toml::from_str::<Front>(source.slice(matter)).ok().map(|front| front.source)
    }

    /// The origin that an imported page's JSON states.
    pub fn of_json(text: &str) -> Option<Origin> {
        let page: serde_json::Value = serde_json::from_str(text).ok()?;
        let text = |key: &str| page.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        Some(Origin { name: text("source"), title: text("title"), url: text("url"), published: text("date") })
    }

    /// Whether both are of one page: the same address, or where not both have one, the same headline and
    /// day under the same name.
    pub fn is_same_page(&self, other: &Origin) -> bool {
        match (&self.url, &other.url) {
            (Some(one), Some(another)) => bare(one) == bare(another),
            _ => {
                self.title.is_some()
                    && (&self.title, &self.published, &self.name)
                        == (&other.title, &other.published, &other.name)
            }
        }
    }
}

/// An address without what leads to the same page with or without it.
fn bare(url: &str) -> &str {
    let url = url.trim().split('#').next().unwrap_or("");
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.trim_end_matches('/')
}

/// Articles by where they come from.
#[derive(Debug, Default)]
pub struct KnownArticles {
    articles: Vec<(String, Origin)>,
    by_url: HashMap<String, usize>,
    by_title: HashMap<String, Vec<usize>>,
}

impl KnownArticles {
    /// Articles, each with the path that people are shown.
    pub fn new(articles: impl IntoIterator<Item = (String, Origin)>) -> Self {
        let mut known = KnownArticles::default();
        for (path, origin) in articles {
            known.add(path, origin);
        }
        known
    }

    /// Adds an article.
    pub fn add(&mut self, path: String, origin: Origin) {
        let index = self.articles.len();
        if let Some(url) = &origin.url {
            self.by_url.entry(bare(url).to_owned()).or_insert(index);
        }
        if let Some(title) = &origin.title {
            self.by_title.entry(title.clone()).or_default().push(index);
        }
        self.articles.push((path, origin));
    }

    /// The path of the article that is of the same page.
    pub fn find(&self, origin: &Origin) -> Option<&str> {
        let by_url = origin.url.as_deref().and_then(|url| self.by_url.get(bare(url)));
        let titled = origin.title.as_ref().and_then(|title| self.by_title.get(title));
        let mut candidates = by_url.into_iter().chain(titled.into_iter().flatten());
        let is_same =
            |index: &&usize| self.articles.get(**index).is_some_and(|(_, known)| known.is_same_page(origin));
        let found = candidates.find(is_same)?;
        self.articles.get(*found).map(|(path, _)| path.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(name: &str, url: Option<&str>) -> Origin {
        let own = |text: &str| Some(text.to_owned());
        Origin { name: own(name), title: own("标题"), url: url.and_then(own), published: own("2025-07-17") }
    }

    #[test]
    fn an_address_decides_where_both_have_one() {
        let (a, b) = ("https://a.cn/1", "http://a.cn/1/#top");
        assert!(origin("甲", Some(a)).is_same_page(&origin("乙", Some(b))));
        assert!(!origin("甲", Some(a)).is_same_page(&origin("甲", Some("https://a.cn/2"))));
    }

    #[test]
    fn without_an_address_headline_day_and_name_decide() {
        assert!(origin("甲", None).is_same_page(&origin("甲", Some("https://a.cn/1"))));
        assert!(!origin("甲", None).is_same_page(&origin("乙", None)));
        assert!(!Origin::default().is_same_page(&Origin::default()));
    }

    #[test]
    fn an_origin_is_read_out_of_a_draft_with_gaps() {
        let draft =
            "+++\n# title = …\ndraft = true\n[source]\ntitle = \"标题\"\npublished = 2025-07-17\n+++\n";
        let read = Origin::of_draft(draft).expect("an origin");
        assert_eq!(read.published.as_deref(), Some("2025-07-17"));
        assert_eq!(KnownArticles::new([("a.md".to_owned(), read.clone())]).find(&read), Some("a.md"));
    }
}
