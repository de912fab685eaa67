//! Charts of figures over like periods.

use std::collections::BTreeSet;

use super::edition::Edition;
use crate::chart::{Bar, BarChart};
use crate::domain::url_segment;
use crate::model::FigureRef;
use crate::view::parts::{ChartRow, ChartView};

impl Edition<'_> {
    /// A chart per series of two or more comparable periods among some figures, in their order.
    pub fn charts(&self, figures: &[FigureRef]) -> Vec<ChartView> {
        let mut seen: BTreeSet<FigureRef> = BTreeSet::new();
        let mut drawn: Vec<&[FigureRef]> = Vec::new();
        for at in figures {
            let series = self.world.comparisons.series(*at);
            // The first figure of a series tells it from all others.
            if series.len() > 1 && seen.insert(series[0]) {
                drawn.push(series);
            }
        }
        drawn.iter().enumerate().map(|(number, series)| self.chart(number + 1, series)).collect()
    }

    fn chart(&self, number: usize, series: &[FigureRef]) -> ChartView {
        let (article, first) = self.reported(series[0]);
        let metric = &first.metric;
        let indicator = self.indicator_link(&metric.indicator).text;
        let place = self.world.lexicon.gazetteer.get(metric.place);
        let place = place.map_or_else(|| metric.place.to_owned(), |place| self.place_name(place));
        let indicator = match &metric.scope {
            Some(scope) => {
                let scope = self.scope(article, scope).text;
                self.labels.fill("format.brackets", &[("text", &indicator), ("note", &scope)])
            }
            None => indicator,
        };
        let title = self.labels.fill("chart.title", &[("place", &place), ("indicator", &indicator)]);
        let rows: Vec<ChartRow> = series.iter().map(|at| self.chart_row(*at)).collect();
        let points: Vec<String> = rows
            .iter()
            .map(|row| {
                self.labels.fill("chart.point", &[("period", &row.period.text), ("figure", &row.figure)])
            })
            .collect();
        let points = points.join(self.labels.get("chart.separator"));
        let description =
            self.labels.fill("chart.description", &[("n", &series.len().to_string()), ("points", &points)]);
        let id = format!("chart-{}-{number}", url_segment(&metric.indicator));
        let bars = series.iter().zip(&rows).map(|(at, row)| self.bar(*at, row)).collect();
        let unit = self.unit_name(&metric.unit);
        let shape = metric.period.map(|period| self.shape(period)).unwrap_or_default();
        let chart = BarChart { id: id.clone(), title: title.clone(), description, bars };
        ChartView {
            id,
            title,
            subtitle: Some(self.labels.fill("chart.unit_shape", &[("unit", &unit), ("shape", &shape)])),
            chart_svg: chart.svg(),
            rows,
        }
    }

    fn bar(&self, at: FigureRef, row: &ChartRow) -> Bar {
        let metric = &self.world.knowledge.figure(at).metric;
        Bar {
            label: row.period.text.clone(),
            value: Some(metric.value),
            value_label: self.mark_label(metric),
            qualifier: metric.qualifier,
        }
    }

    fn chart_row(&self, at: FigureRef) -> ChartRow {
        let (article, figure) = self.reported(at);
        ChartRow {
            series: None,
            period: self.period(figure.metric.period),
            figure: self.figure(&figure.metric),
            sentence_url: self.sentence_url(at),
            source: self.term(article, &article.origin.name),
        }
    }
}
