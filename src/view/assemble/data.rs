//! Figures as records of the open data.

use crate::config::Config;
use crate::model::{Knowledge, Route};
use crate::view::data::MetricRecord;

/// Every figure of the site, in order of articles; texts are those of the articles.
pub fn records(knowledge: &Knowledge, config: &Config) -> Vec<MetricRecord> {
    let prefix = &config.default_locale().prefix;
    let mut records = Vec::new();
    for at in knowledge.figures() {
        let article = &knowledge.articles[at.article];
        let metric = &knowledge.figure(at).metric;
        let path = Route::Article(article.slug.clone()).path_in(prefix);
        records.push(MetricRecord {
            article: article.slug.clone(),
            url: format!("{}#m-{}", config.base_url.absolute(&path), at.figure + 1),
            source: article.origin.name.clone(),
            source_url: article.origin.url.as_ref().map(|url| url.value.clone()),
            indicator: metric.indicator.clone(),
            value: metric.value,
            unit: metric.unit.clone(),
            qualifier: metric.qualifier,
            period: metric.period.map(|period| [period.from().to_string(), period.to().to_string()]),
            place: metric.place,
            agency: metric.agency.clone(),
            scope: metric.scope.clone(),
            scam: metric.scam.clone(),
            per: metric.per,
            change: metric.change.clone(),
            quote: metric.quote.clone(),
        });
    }
    records
}
