//! How often figures that rest on a kind of evidence were read rightly.
//!
//! `data/evidence.tsv` in, a share for each kind out. The table holds counts over labelled pages,
//! one row a kind: a proposal is right when value, unit and indicator agree with a label. Reads no
//! page itself.

use std::collections::BTreeMap;

use super::table;

/// Counts of right and wrong readings.
#[derive(Debug, Clone)]
pub struct EvidenceCounts {
    by_kind: BTreeMap<&'static str, (f64, f64)>,
    /// The share of right ones among all.
    overall: f64,
}

/// A kind that was seen rarely is believed as if this many more had been seen, right as often as
/// all kinds together.
const PRIOR: f64 = 4.0;

impl EvidenceCounts {
    pub(super) fn embedded() -> EvidenceCounts {
        let rows = table::rows(include_str!("data/evidence.tsv"));
        let by_kind: BTreeMap<&str, (f64, f64)> = rows
            .filter_map(|[kind, right, wrong]| Some((kind, (right.parse().ok()?, wrong.parse().ok()?))))
            .collect();
        let (right, all) =
            by_kind.values().fold((0.0, 0.0), |(right, all), (good, bad)| (right + good, all + good + bad));
        EvidenceCounts { by_kind, overall: if all > 0.0 { right / all } else { 0.5 } }
    }

    /// The share of right readings of a kind, from 0 to 1, to the hundredth.
    pub fn confidence(&self, kind: &str) -> f64 {
        let (right, wrong) = self.by_kind.get(kind).copied().unwrap_or((0.0, 0.0));
        let share = (right + PRIOR * self.overall) / (right + wrong + PRIOR);
        (share * 100.0).round() / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_errs_is_believed_less_and_an_unseen_one_as_much_as_all() {
        let counts = EvidenceCounts {
            by_kind: BTreeMap::from([("sure", (96.0, 0.0)), ("shaky", (4.0, 4.0))]),
            overall: 0.9,
        };
        assert_eq!(counts.confidence("sure"), 1.0);
        assert_eq!(counts.confidence("shaky"), 0.63);
        assert_eq!(counts.confidence("unseen"), 0.9);
    }

    #[test]
    fn every_row_has_counts() {
        let rows = table::rows::<3>(include_str!("data/evidence.tsv")).count();
        assert_eq!(EvidenceCounts::embedded().by_kind.len(), rows);
    }
}
