//! Charts of comparable figures: one place over like periods, or one period over like places.
//!
//! A chart joins figures of one indicator, unit, scope, scam type and average only. Bars over time are of one
//! place and of periods of one shape, and a year without a figure between two with one is told as missing;
//! bars over places are of one period and of places of one level, without the country. `chart_view` draws them.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

use super::chart_view::{Plan, Row};
use super::edition::Edition;
use crate::domain::{Metric, Period, PeriodKind, url_segment};
use crate::lexicon::Level;
use crate::model::{FigureRef, Route};
use crate::view::parts::ChartView;

/// The longest stretch of missing years that has a row for each.
const SINGLE_YEARS: i16 = 2;

impl Edition<'_> {
    /// A chart per series of two or more like periods among some figures, in reading order of indicators and
    /// then of the figures; at most `most`, and whether there are more.
    pub fn charts_over_time(
        &self,
        figures: &[FigureRef],
        page: &Route,
        most: usize,
    ) -> (Vec<ChartView>, bool) {
        let mut seen: BTreeSet<FigureRef> = BTreeSet::new();
        let mut series: Vec<&[FigureRef]> = Vec::new();
        for at in figures {
            let own = self.world.comparisons.series(*at);
            // The first figure of a series tells it from all others.
            if own.len() > 1 && seen.insert(own[0]) {
                series.push(own);
            }
        }
        series.sort_by_key(|series| self.reading_order(series[0]));
        let drawn = series.iter().take(most).map(|series| self.chart_over_time(series, page));
        (drawn.collect(), series.len() > most)
    }

    fn reading_order(&self, at: FigureRef) -> (u32, bool) {
        let indicator = self.indicator(&self.world.knowledge.figure(at).metric.indicator);
        indicator.map_or((u32::MAX, false), |known| (known.order, known.derived_from.is_some()))
    }

    fn chart_over_time(&self, series: &[FigureRef], page: &Route) -> ChartView {
        let metric = &self.world.knowledge.figure(series[0]).metric;
        let place = self.world.lexicon.gazetteer.get(metric.place);
        let place = place.map_or_else(|| metric.place.to_owned(), |place| self.place_name(place));
        let indicator = self.counted_thing(series[0]);
        let unit = self.unit_name(&metric.unit);
        let shape = metric.period.map(|period| self.shape(period)).unwrap_or_default();
        let slug = metric.period.map(shape_slug).unwrap_or_default();
        self.chart_view(Plan {
            id: format!(
                "chart-{}-{}-{slug}{}",
                url_segment(&metric.indicator),
                metric.place,
                self.subset(metric)
            ),
            title: self.labels.fill("chart.title", &[("place", &place), ("indicator", &indicator)]),
            subtitle: self.caption(&unit, &shape),
            row_heading: "chart.period",
            page,
            rows: self.rows_over_time(series),
        })
    }

    /// A row per period, and rows for the years between of which nothing is known.
    fn rows_over_time(&self, series: &[FigureRef]) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut before: Option<Period> = None;
        for at in series {
            let Some(period) = self.world.knowledge.figure(*at).metric.period else { continue };
            if let Some(before) = before {
                self.push_missing(&mut rows, before, period);
            }
            let long = self.period(Some(period)).text;
            rows.push(Row { short: self.short_period(period), long, at: Some(*at) });
            before = Some(period);
        }
        rows
    }

    fn push_missing(&self, rows: &mut Vec<Row>, before: Period, after: Period) {
        let (first, last) = (before.from().year() + 1, after.from().year() - 1);
        // Stretches over several years overlap: none is missing between them.
        if before.from().year() != before.to().year() || first > last {
            return;
        }
        if last - first < SINGLE_YEARS {
            let likes = (first..=last).filter_map(|year| before.in_year(year));
            rows.extend(likes.map(|period| Row {
                short: self.short_period(period),
                long: self.period(Some(period)).text,
                at: None,
            }));
            return;
        }
        let years = [("y1", first.to_string()), ("y2", last.to_string())];
        let years: Vec<(&str, &str)> = years.iter().map(|(key, year)| (*key, year.as_str())).collect();
        let text = self.labels.fill("period.years", &years);
        rows.push(Row { short: text.clone(), long: text, at: None });
    }

    /// A period at its bar: the year alone where the caption says which part of it.
    fn short_period(&self, period: Period) -> String {
        if period.from().year() == period.to().year() {
            return self.year(period.from().year());
        }
        self.period(Some(period)).text
    }

    /// A chart per period that two or more places of one level have a figure of, newest first and at most
    /// `most`; each place once.
    pub fn charts_over_places(&self, figures: &[FigureRef], page: &Route, most: usize) -> Vec<ChartView> {
        let knowledge = self.world.knowledge;
        let mut groups: BTreeMap<_, BTreeMap<u32, FigureRef>> = BTreeMap::new();
        for at in figures {
            let metric = &knowledge.figure(*at).metric;
            let place = self.world.lexicon.gazetteer.get(metric.place);
            let Some((period, place)) = metric.period.zip(place) else { continue };
            if place.level == Level::Country {
                continue;
            }
            let newest = std::cmp::Reverse((period.to(), std::cmp::Reverse(period.from())));
            let subset = (&metric.scope, &metric.scam, metric.per, &metric.unit);
            // Figures come newest article first; that one is kept.
            groups.entry((newest, place.level, subset)).or_default().entry(place.code).or_insert(*at);
        }
        let groups = groups.into_values().filter(|places| places.len() > 1).take(most);
        groups.map(|places| self.chart_over_places(places.into_values().collect(), page)).collect()
    }

    fn chart_over_places(&self, mut figures: Vec<FigureRef>, page: &Route) -> ChartView {
        let value = |at: &FigureRef| self.world.knowledge.figure(*at).metric.value;
        // Stable: places with the same figure stay in the order of their codes.
        figures.sort_by(|one, other| value(other).total_cmp(&value(one)));
        let metric = &self.world.knowledge.figure(figures[0]).metric;
        let place_of =
            |at: &FigureRef| self.world.lexicon.gazetteer.get(self.world.knowledge.figure(*at).metric.place);
        let level = match place_of(&figures[0]).map(|place| place.level) {
            Some(Level::Province) => "province",
            Some(Level::County) => "county",
            _ => "prefecture",
        };
        let period = self.period(metric.period).text;
        let indicator = self.counted_thing(figures[0]);
        let unit = self.unit_name(&metric.unit);
        let days =
            metric.period.map(|period| format!("{}-{}", period.from(), period.to())).unwrap_or_default();
        let rows = figures.iter().filter_map(|at| {
            let name = self.place_name(place_of(at)?);
            Some(Row { short: name.clone(), long: name, at: Some(*at) })
        });
        self.chart_view(Plan {
            id: format!(
                "chart-{}-{level}-{}{}",
                url_segment(&metric.indicator),
                days.replace('-', ""),
                self.subset(metric)
            ),
            title: self.labels.fill("chart.title_places", &[("indicator", &indicator), ("period", &period)]),
            subtitle: self.caption(&unit, self.labels.get(&format!("chart.level_{level}"))),
            row_heading: "chart.place",
            page,
            rows: rows.collect(),
        })
    }

    /// The unit and what all bars share; what an indicator's name says already has no unit in some languages.
    fn caption(&self, unit: &str, shape: &str) -> String {
        match unit {
            "" => shape.to_owned(),
            unit => self.labels.fill("chart.unit_shape", &[("unit", unit), ("shape", shape)]),
        }
    }

    /// What a figure counts: its indicator, with the subset and the average where it is one.
    fn counted_thing(&self, at: FigureRef) -> String {
        let (article, figure) = self.reported(at);
        let metric = &figure.metric;
        let name = self.indicator_link(&metric.indicator).text;
        let scope = metric.scope.as_deref().map(|scope| self.scope(article, scope).text);
        let scam = metric.scam.as_deref().and_then(|id| self.scam_link(id)).map(|link| link.text);
        let per = metric.per.map(|per| self.labels.get(&format!("per.{}", per.word())).to_owned());
        let notes: Vec<String> = scope.into_iter().chain(scam).chain(per).collect();
        if notes.is_empty() {
            return name;
        }
        self.labels.fill("format.brackets", &[("text", &name), ("note", &self.join(&notes))])
    }

    /// What in an id tells a subset, an average or an unusual unit from the whole; empty for the whole.
    fn subset(&self, metric: &Metric) -> String {
        let usual = self.indicator(&metric.indicator).is_some_and(|known| known.unit == metric.unit);
        let unit = if usual { "" } else { metric.unit.as_str() };
        let parts =
            [metric.scope.as_deref(), metric.scam.as_deref(), metric.per.map(|per| per.word()), Some(unit)];
        if parts.iter().all(|part| part.is_none_or(str::is_empty)) {
            return String::new();
        }
        let parts = parts.map(|part| part.unwrap_or_default());
        format!("-{:08x}", xxh3_64(parts.join("\n").as_bytes()) & 0xffff_ffff)
    }
}

/// The shape of a period in an id.
fn shape_slug(period: Period) -> String {
    let (from, to) = (period.from(), period.to());
    match period.kind() {
        PeriodKind::Year => "year".to_owned(),
        PeriodKind::Half(number) => format!("h{number}"),
        PeriodKind::Quarter(number) => format!("q{number}"),
        PeriodKind::Month(number) => format!("m{number:02}"),
        PeriodKind::Day => format!("{:02}{:02}", from.month(), from.day()),
        PeriodKind::Other => {
            let years = match to.year() - from.year() {
                0 => String::new(),
                years => format!("-{}y", years + 1),
            };
            // The end of February is one day in every year.
            let day = if to.month() == 2 && to == to.last_of_month() { 29 } else { to.day() };
            format!("{:02}{:02}-{:02}{day:02}{years}", from.month(), from.day(), to.month())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_same_part_of_any_year_has_one_name() {
        let slug = |from, to| Period::new(from, to).map(shape_slug).unwrap_or_default();
        assert_eq!(slug(date(2025, 1, 1), date(2025, 6, 30)), "h1");
        assert_eq!(slug(date(2023, 1, 1), date(2023, 7, 17)), slug(date(2025, 1, 1), date(2025, 7, 17)));
        assert_eq!(slug(date(2021, 1, 1), date(2023, 12, 31)), "0101-1231-3y");
    }
}
