//! Which figures may stand beside which: those that count the same thing over like periods.

use std::collections::HashMap;

use crate::domain::{Metric, Per, Period, PeriodShape};
use crate::model::{FigureRef, Knowledge};

/// What figures must share to stand on one scale, as a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Likeness {
    indicator: String,
    place: &'static str,
    unit: String,
    scope: Option<String>,
    scam: Option<String>,
    per: Option<Per>,
}

impl Likeness {
    fn of(metric: &Metric) -> Self {
        Likeness {
            indicator: metric.indicator.clone(),
            place: metric.place,
            unit: metric.unit.clone(),
            scope: metric.scope.clone(),
            scam: metric.scam.clone(),
            per: metric.per,
        }
    }
}

/// Figures by what they may be compared with, found once for all locales.
#[derive(Debug, Default)]
pub struct Comparisons {
    same: HashMap<(Likeness, Period), Vec<FigureRef>>,
    series: HashMap<(Likeness, PeriodShape), Vec<FigureRef>>,
}

impl Comparisons {
    /// Sorts every figure of the knowledge base in.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut comparisons = Comparisons::default();
        for at in knowledge.figures() {
            let metric = &knowledge.figure(at).metric;
            let Some(period) = metric.period else { continue };
            let likeness = Likeness::of(metric);
            comparisons.series.entry((likeness.clone(), period.shape())).or_default().push(at);
            comparisons.same.entry((likeness, period)).or_default().push(at);
        }
        comparisons
    }

    /// The same figure in other articles: same thing, same place, same period.
    pub fn others<'a>(&'a self, knowledge: &Knowledge, at: FigureRef) -> impl Iterator<Item = FigureRef> + 'a {
        let metric = &knowledge.figure(at).metric;
        let same = metric.period.and_then(|period| self.same.get(&(Likeness::of(metric), period)));
        same.into_iter().flatten().copied().filter(move |other| other.article != at.article)
    }

    /// One figure for each like period, oldest first, this figure's period included.
    ///
    /// Where several articles state a period's figure, the newest article's is taken: articles come
    /// newest first, so it is the first of the list.
    pub fn series(&self, knowledge: &Knowledge, at: FigureRef) -> Vec<FigureRef> {
        let metric = &knowledge.figure(at).metric;
        let key = metric.period.map(|period| (Likeness::of(metric), period.shape()));
        let Some(all) = key.and_then(|key| self.series.get(&key)) else { return Vec::new() };
        let mut dated: Vec<(Period, FigureRef)> = all
            .iter()
            .filter_map(|other| knowledge.figure(*other).metric.period.map(|period| (period, *other)))
            .collect();
        dated.sort_unstable();
        dated.dedup_by_key(|(period, _)| *period);
        dated.into_iter().map(|(_, other)| other).collect()
    }
}
