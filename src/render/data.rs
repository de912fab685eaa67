//! The open data as files: CSV, JSON, and the Data Package that describes them.

use serde_json::{Value, json};

use crate::view::data::{FIELDS, MetricRecord};

/// The figures as CSV (RFC 4180) with a header row.
pub fn metrics_csv(records: &[&MetricRecord]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(FIELDS.iter().map(|(name, _)| name))?;
    for record in records {
        let change = record.change.as_ref();
        let period = record.period.as_ref();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        writer.write_record([
            record.article.clone(),
            record.url.clone(),
            record.source.clone(),
            text(&record.source_url),
            record.indicator.clone(),
            record.value.to_string(),
            record.unit.clone(),
            record.qualifier.word().to_owned(),
            period.map(|period| period[0].clone()).unwrap_or_default(),
            period.map(|period| period[1].clone()).unwrap_or_default(),
            record.place.to_owned(),
            text(&record.agency),
            text(&record.scope),
            text(&record.scam),
            record.per.map(|per| per.word().to_owned()).unwrap_or_default(),
            change.map(|change| change.direction.word().to_owned()).unwrap_or_default(),
            change.map(|change| change.value.to_string()).unwrap_or_default(),
            change.map(|change| change.unit.clone()).unwrap_or_default(),
            change.map(|change| change.basis.word().to_owned()).unwrap_or_default(),
            record.quote.clone(),
        ])?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// The figures as one JSON array.
pub fn metrics_json(records: &[&MetricRecord]) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(records)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What the Data Package says of the data besides its fields.
#[derive(Debug, Clone, Copy)]
pub struct PackageText<'a> {
    /// Name of the site.
    pub title: &'a str,
    /// One sentence on the data.
    pub description: &'a str,
    /// Absolute URL of the page of the data.
    pub home: &'a str,
    /// Version of the figures.
    pub version: &'a str,
    /// What each of [`FIELDS`] holds, in their order.
    pub fields: &'a [String],
}

/// The description of both files (Data Package, version 2).
pub fn datapackage(text: PackageText<'_>) -> serde_json::Result<Vec<u8>> {
    let fields: Vec<Value> = FIELDS
        .iter()
        .zip(text.fields)
        .map(|((name, kind), holds)| json!({ "name": name, "type": kind, "description": holds }))
        .collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "metrics",
        "title": text.title,
        "description": text.description,
        "homepage": text.home,
        "version": text.version,
        "licenses": [{
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }],
        "resources": [
            {
                "name": "metrics",
                "path": "metrics.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                    "fields": fields,
                },
            },
            {
                "name": "metrics-json",
                "path": "metrics.json",
                "format": "json",
                "mediatype": "application/json",
                "encoding": "utf-8",
            },
        ],
    });
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}
