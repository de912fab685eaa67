//! The open data as files: CSV, JSON, and the Data Package that describes them.

use serde_json::{Value, json};

use crate::view::data::MetricRecord;

/// Columns of the CSV, in order, with their type and what they hold.
const FIELDS: &[(&str, &str, &str)] = &[
    ("article", "string", "slug of the article that reports the figure"),
    ("url", "string", "address of the figure's row on the site"),
    ("source", "string", "paper or authority that published it"),
    ("source_url", "string", "address of the source"),
    ("indicator", "string", "indicator id"),
    ("value", "number", "value in base units; negative only for a change"),
    ("unit", "string", "unit, in Simplified Chinese"),
    ("qualifier", "string", "exact, over, about, nearly or at_least"),
    ("period_start", "date", "first day counted; empty where the source sets no bounds"),
    ("period_end", "date", "last day counted"),
    ("place", "string", "place id"),
    ("agency", "string", "who reports it"),
    ("scope", "string", "the subset counted; never to be compared with the whole"),
    ("scam", "string", "id of the scam type the figure is about alone"),
    ("per", "string", "day or month, for averages"),
    ("change_direction", "string", "up or down"),
    ("change_value", "number", "the change reported with the figure"),
    ("change_unit", "string", "unit of the change"),
    ("change_basis", "string", "yoy, mom or other"),
    ("quote", "string", "the sentence that states the figure"),
];

/// The figures as CSV (RFC 4180) with a header row.
pub fn metrics_csv(records: &[MetricRecord]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(FIELDS.iter().map(|field| field.0))?;
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
pub fn metrics_json(records: &[MetricRecord]) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(records)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The description of both files (Data Package, version 2).
pub fn datapackage(title: &str, home: &str) -> serde_json::Result<Vec<u8>> {
    let fields: Vec<Value> = FIELDS
        .iter()
        .map(|(name, kind, description)| json!({ "name": name, "type": kind, "description": description }))
        .collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "metrics",
        "title": title,
        "homepage": home,
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
