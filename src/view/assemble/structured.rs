//! What search engines are told of a page: JSON-LD in the words of schema.org.
//!
//! The figures and sources that the page shows in, one script's text out. Tells nothing that the page doesn't.

use serde_json::{Map, Value, json};

use super::edition::{Edition, EditionKind};
use super::feed::last_change;
use crate::lexicon::Indicator;
use crate::model::{Article, FigureRef, Route};
use crate::view::parts::Link;
use crate::view::shell::PageShell;

/// Places named for a set of data; more would outweigh the page.
const PLACES: usize = 30;

/// Nodes of a page as the text of a `<script type="application/ld+json">`.
///
/// A script element ends at `</`, whatever its type, so that no `<` may stand in it.
pub fn script_text(nodes: &[Value]) -> Option<String> {
    if nodes.is_empty() {
        return None;
    }
    let graph = json!({ "@context": "https://schema.org", "@graph": nodes });
    Some(graph.to_string().replace('<', "\\u003c"))
}

impl Edition<'_> {
    /// The way to a page, itself included; none for pages that no way leads to.
    pub fn breadcrumb_node(&self, breadcrumbs: &[Link], title: &str, canonical: &str) -> Option<Value> {
        if breadcrumbs.is_empty() {
            return None;
        }
        let base = &self.world.config.base_url;
        let way = breadcrumbs.iter().map(|link| (link.text.as_str(), base.complete(&link.url)));
        let steps = way.chain([(title, canonical.to_owned())]).enumerate();
        let items: Vec<Value> = steps
            .map(|(at, (name, item))| {
                json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item })
            })
            .collect();
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
    }

    /// The site itself, for its home page.
    pub fn site_node(&self) -> Value {
        let mut node = json!({
            "@type": "WebSite",
            "url": self.absolute(&Route::Home),
            "name": self.site_title(),
            "description": self.tagline(),
            "inLanguage": self.locale.code.as_str(),
            "publisher": self.publisher(),
        });
        if self.world.config.search {
            node["potentialAction"] = json!({
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": format!("{}?q={{query}}", self.absolute(&Route::Search)),
                },
                "query-input": "required name=query",
            });
        }
        node
    }

    /// An article: a report that cites the source of its figures.
    pub fn article_node(&self, article: &Article, shell: &PageShell) -> Value {
        let mut source = Map::new();
        let mut tell = |key: &str, value: Option<String>| {
            value.map(|value| source.insert(key.to_owned(), Value::String(value)))
        };
        tell("@type", Some("CreativeWork".to_owned()));
        tell(
            "name",
            article.origin.title.clone().or_else(|| Some(self.term(article, &article.origin.name).text)),
        );
        tell("url", article.origin.url.as_ref().map(|url| url.value.clone()));
        tell("datePublished", article.origin.published.map(|day| day.to_string()));
        source.insert("publisher".to_owned(), organization(&self.term(article, &article.origin.name).text));
        let places = article.places.iter().map(|place| place_node(&self.place_name(place)));
        let mut node = json!({
            "@type": "Report",
            "headline": shell.title,
            "description": shell.description,
            "url": shell.canonical,
            "mainEntityOfPage": shell.canonical,
            "inLanguage": shell.title_lang.as_deref().unwrap_or(self.locale.code.as_str()),
            "datePublished": article.date.to_string(),
            "dateModified": last_change(article).to_string(),
            "author": self.publisher(),
            "publisher": self.publisher(),
            "license": self.licence().url,
            "image": self.world.assets.share_image,
            "spatialCoverage": places.collect::<Vec<_>>(),
            "citation": source,
            "isAccessibleForFree": true,
        });
        if self.kind(article) == EditionKind::Translated {
            let route = Route::Article(article.slug.clone());
            let original = self.absolute_in(self.original_locale(&route), &route);
            node["translationOfWork"] = json!({ "@type": "Report", "url": original });
        }
        node
    }

    /// All figures of an indicator as a set of data.
    pub fn indicator_node(&self, indicator: &Indicator, figures: &[FigureRef], shell: &PageShell) -> Value {
        let files = [("csv", "text/csv"), ("json", "application/json")].map(|(kind, mime)| {
            let path = Route::IndicatorData(indicator.id.clone(), kind).path();
            json!({
                "@type": "DataDownload",
                "encodingFormat": mime,
                "contentUrl": self.world.config.base_url.absolute(&path),
            })
        });
        let mut node = self.dataset(&shell.title, shell);
        node["description"] =
            Value::String([shell.description.clone(), self.indicator_definition(indicator)].join(" "));
        node["variableMeasured"] =
            json!({ "@type": "PropertyValue", "name": self.indicator_name(indicator) });
        let unit = self.unit_name(&indicator.unit);
        if !unit.is_empty() {
            node["variableMeasured"]["unitText"] = Value::String(unit);
        }
        node["distribution"] = json!(files);
        node["isPartOf"] = json!({ "@type": "Dataset", "name": self.labels.get("data.title"), "url": self.absolute(&Route::Data) });
        self.add_coverage(&mut node, figures);
        node
    }

    /// All figures of the site as a set of data.
    pub fn data_node(&self, shell: &PageShell, figures: &[FigureRef]) -> Value {
        let base = &self.world.config.base_url;
        let files =
            [("metrics.csv", "text/csv"), ("metrics.json", "application/json")].map(|(file, mime)| {
                json!({
                    "@type": "DataDownload",
                    "encodingFormat": mime,
                    "contentUrl": base.absolute(&format!("data/{file}")),
                })
            });
        let mut node = self.dataset(&format!("{} · {}", shell.title, self.site_title()), shell);
        node["distribution"] = json!(files);
        node["version"] = Value::String(self.world.data_version.to_owned());
        self.add_coverage(&mut node, figures);
        node
    }

    fn dataset(&self, name: &str, shell: &PageShell) -> Value {
        json!({
            "@type": "Dataset",
            "name": name,
            "description": shell.description,
            "url": shell.canonical,
            "inLanguage": self.locale.code.as_str(),
            "creator": self.publisher(),
            "license": self.licence().url,
            "isAccessibleForFree": true,
        })
    }

    /// The places and the time that figures speak of.
    fn add_coverage(&self, node: &mut Value, figures: &[FigureRef]) {
        let metrics = || figures.iter().map(|at| &self.world.knowledge.figure(*at).metric);
        let mut places: Vec<&str> = Vec::new();
        for metric in metrics() {
            if !places.contains(&metric.place) && places.len() < PLACES {
                places.push(metric.place);
            }
        }
        let gazetteer = &self.world.lexicon.gazetteer;
        let names = places.iter().filter_map(|id| gazetteer.get(id)).map(|place| self.place_name(place));
        node["spatialCoverage"] = names.map(|name| place_node(&name)).collect();
        let from = metrics().filter_map(|metric| metric.period).map(|period| period.from()).min();
        let to = metrics().filter_map(|metric| metric.period).map(|period| period.to()).max();
        if let (Some(from), Some(to)) = (from, to) {
            node["temporalCoverage"] = Value::String(format!("{from}/{to}"));
        }
    }

    fn publisher(&self) -> Value {
        json!({ "@type": "Organization", "name": self.site_title(), "url": self.absolute(&Route::Home) })
    }
}

fn organization(name: &str) -> Value {
    json!({ "@type": "Organization", "name": name })
}

fn place_node(name: &str) -> Value {
    json!({ "@type": "Place", "name": name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script_that_holds_it() {
        let text = script_text(&[json!({ "name": "</script><b>" })]).expect("a text");
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["@graph"][0]["name"], "</script><b>");
    }
}
