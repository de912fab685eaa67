//! A figure as the open data publishes it.

use serde::{Serialize, Serializer};

use crate::domain::{Change, Per, Qualifier};

/// Columns of the CSV in order, each with its type in the Table Schema. What they hold stands in the labels,
/// under `data_field`.
pub const FIELDS: &[(&str, &str)] = &[
    ("article", "string"),
    ("url", "string"),
    ("source", "string"),
    ("source_url", "string"),
    ("indicator", "string"),
    ("value", "number"),
    ("unit", "string"),
    ("qualifier", "string"),
    ("period_start", "date"),
    ("period_end", "date"),
    ("place", "string"),
    ("agency", "string"),
    ("scope", "string"),
    ("scam", "string"),
    ("per", "string"),
    ("change_direction", "string"),
    ("change_value", "number"),
    ("change_unit", "string"),
    ("change_basis", "string"),
    ("quote", "string"),
];

/// One figure: the keys of the front matter, and where it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct MetricRecord {
    /// Slug of the article.
    pub article: String,
    /// Absolute URL of the figure's row.
    pub url: String,
    /// The paper or authority that published it.
    pub source: String,
    /// Address of the source.
    pub source_url: Option<String>,
    /// Indicator id.
    pub indicator: String,
    /// Value in base units.
    #[serde(serialize_with = "plain_number")]
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// How exact.
    pub qualifier: Qualifier,
    /// First and last day, ISO.
    pub period: Option<[String; 2]>,
    /// Place id.
    pub place: &'static str,
    /// Agency id.
    pub agency: Option<String>,
    /// The subset counted.
    pub scope: Option<String>,
    /// Scam type id.
    pub scam: Option<String>,
    /// Set for averages.
    pub per: Option<Per>,
    /// The change reported with it.
    pub change: Option<Change>,
    /// The sentence that states it.
    pub quote: String,
}

/// Whole numbers without a decimal point, as the front matter has them.
fn plain_number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    // Up to 2^53 every whole number is exact in both types.
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct One(#[serde(serialize_with = "plain_number")] f64);

    #[test]
    fn whole_numbers_have_no_decimal_point() {
        assert_eq!(serde_json::to_string(&One(245_000_000.0)).ok().as_deref(), Some("245000000"));
        assert_eq!(serde_json::to_string(&One(-48.37)).ok().as_deref(), Some("-48.37"));
    }
}
