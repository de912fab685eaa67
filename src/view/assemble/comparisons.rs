//! Which figures may stand beside which: those that count the same thing over like periods; and whose they are.

use std::collections::HashMap;
use std::hash::Hash;

use super::attribution::Attribution;
use crate::domain::{Metric, Per, Period, PeriodShape};
use crate::lexicon::Lexicon;
use crate::model::{FigureRef, Knowledge};

/// What figures must share to stand on one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Likeness<'a> {
    indicator: &'a str,
    place: &'static str,
    unit: &'a str,
    scope: Option<&'a str>,
    scam: Option<&'a str>,
    per: Option<Per>,
}

impl<'a> Likeness<'a> {
    fn of(metric: &'a Metric) -> Self {
        Likeness {
            indicator: &metric.indicator,
            place: metric.place,
            unit: &metric.unit,
            scope: metric.scope.as_deref(),
            scam: metric.scam.as_deref(),
            per: metric.per,
        }
    }
}

/// The groups that a figure belongs to, as numbers.
#[derive(Debug, Clone, Copy)]
struct Membership {
    same: usize,
    series: usize,
}

/// Figures by what they may be compared with, found once for all locales.
#[derive(Debug, Default)]
pub struct Comparisons {
    same: Vec<Vec<FigureRef>>,
    series: Vec<Vec<FigureRef>>,
    memberships: Vec<Vec<Option<Membership>>>,
    by_indicator: HashMap<String, Vec<FigureRef>>,
    attribution: Attribution,
}

impl Comparisons {
    /// Sorts every figure of the knowledge base in.
    pub fn of(knowledge: &Knowledge, lexicon: &Lexicon) -> Self {
        let mut comparisons =
            Comparisons { attribution: Attribution::of(knowledge), ..Comparisons::default() };
        let mut same: HashMap<(Likeness<'_>, Period), usize> = HashMap::new();
        let mut series: HashMap<(Likeness<'_>, PeriodShape), usize> = HashMap::new();
        comparisons.memberships =
            knowledge.articles.iter().map(|article| vec![None; article.figures.len()]).collect();
        for at in knowledge.figures() {
            let metric = &knowledge.figure(at).metric;
            let Some(period) = metric.period else { continue };
            let likeness = Likeness::of(metric);
            let membership = Membership {
                same: join(&mut same, (likeness, period), &mut comparisons.same, at),
                series: join(&mut series, (likeness, period.shape()), &mut comparisons.series, at),
            };
            comparisons.memberships[at.article][at.figure] = Some(membership);
        }
        comparisons.series.iter_mut().for_each(|group| one_for_each_period(group, knowledge));
        for id in knowledge.indicators() {
            comparisons.by_indicator.insert(id.to_owned(), in_reading_order(id, knowledge, lexicon));
        }
        comparisons
    }

    fn membership(&self, at: FigureRef) -> Option<Membership> {
        self.memberships.get(at.article).and_then(|figures| figures.get(at.figure)).copied().flatten()
    }

    /// The same figure in other articles: same thing, same place, same period.
    pub fn others(&self, at: FigureRef) -> impl Iterator<Item = FigureRef> + '_ {
        let group = self.membership(at).map_or(&[][..], |membership| &self.same[membership.same]);
        group.iter().copied().filter(move |other| other.article != at.article)
    }

    /// Some figures without those that an earlier one of them is the same as, in another article.
    pub fn without_repeats(&self, figures: &[FigureRef]) -> Vec<FigureRef> {
        let mut seen: HashMap<usize, usize> = HashMap::new();
        let is_first = |at: &FigureRef| {
            let same = self.membership(*at).map(|membership| membership.same);
            same.is_none_or(|same| *seen.entry(same).or_insert(at.article) == at.article)
        };
        figures.iter().copied().filter(is_first).collect()
    }

    /// One figure for each like period, oldest first, this figure's period included.
    ///
    /// Where several articles state a period's figure, the newest article's is taken.
    pub fn series(&self, at: FigureRef) -> &[FigureRef] {
        self.membership(at).map_or(&[], |membership| &self.series[membership.series])
    }

    /// The figures that reports attribute to a campaign, newest article first.
    pub fn of_campaign(&self, campaign: usize) -> &[FigureRef] {
        self.attribution.of_campaign(campaign)
    }

    /// The figures of an indicator by place, then newest first.
    pub fn of_indicator(&self, id: &str) -> &[FigureRef] {
        self.by_indicator.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Puts a figure into the group of its key, and says which that is.
fn join<K: Eq + Hash>(
    known: &mut HashMap<K, usize>,
    key: K,
    groups: &mut Vec<Vec<FigureRef>>,
    at: FigureRef,
) -> usize {
    let index = *known.entry(key).or_insert_with(|| {
        groups.push(Vec::new());
        groups.len() - 1
    });
    groups[index].push(at);
    index
}

/// Leaves one figure for each period, oldest first. Articles come newest first, so the first is kept.
fn one_for_each_period(group: &mut Vec<FigureRef>, knowledge: &Knowledge) {
    let period = |at: &FigureRef| knowledge.figure(*at).metric.period;
    group.sort_by_key(|at| (period(at), *at));
    group.dedup_by_key(|at| period(at));
}

fn in_reading_order(id: &str, knowledge: &Knowledge, lexicon: &Lexicon) -> Vec<FigureRef> {
    let mut figures = knowledge.figures_of_indicator(id).to_vec();
    figures.sort_by_cached_key(|at| {
        let metric = &knowledge.figure(*at).metric;
        let code = lexicon.gazetteer.get(metric.place).map_or(u32::MAX, |place| place.code);
        let end = metric.period.map(|period| (period.to(), std::cmp::Reverse(period.from())));
        (code, std::cmp::Reverse(end), *at)
    });
    figures
}
