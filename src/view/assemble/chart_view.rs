//! A chart with its table, its signs explained, its citation.
//!
//! Rows that may share an axis in, drawing and texts out. What may share one is `charts`'.

use super::edition::Edition;
use crate::chart::{Bar, BarChart, MOST_WRITTEN, Tick, round_values, sign};
use crate::domain::{Metric, Qualifier, url_segment};
use crate::model::{FigureRef, Route};
use crate::view::parts::{ChartRow, ChartView};

/// How many steps an axis has at most.
const STEPS: usize = 4;
/// How many sources a citation names.
const NAMED_SOURCES: usize = 3;

/// A row of a chart before it is drawn.
pub(super) struct Row {
    /// At the bar.
    pub short: String,
    /// In the table.
    pub long: String,
    /// The figure; `None` where none is known.
    pub at: Option<FigureRef>,
}

/// A chart before it is drawn.
pub(super) struct Plan<'p> {
    /// Fragment identifier, unique on the page.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// What all bars share.
    pub subtitle: String,
    /// The label that names what the rows are.
    pub row_heading: &'static str,
    /// The page that it stands on.
    pub page: &'p Route,
    /// The bars from top to bottom.
    pub rows: Vec<Row>,
}

impl Edition<'_> {
    /// The chart with all that stands beside it.
    pub(super) fn chart_view(&self, plan: Plan<'_>) -> ChartView {
        let knowledge = self.world.knowledge;
        let metrics: Vec<Option<&Metric>> =
            plan.rows.iter().map(|row| row.at.map(|at| &knowledge.figure(at).metric)).collect();
        let rows: Vec<ChartRow> = plan.rows.iter().map(|row| self.chart_row(row)).collect();
        let bars = plan.rows.iter().zip(&metrics).map(|(row, metric)| self.bar(&row.short, *metric));
        let chart = BarChart {
            id: plan.id.clone(),
            title: plan.title.clone(),
            description: self.described(&rows),
            bars: bars.collect(),
            ticks: self.ticks(&metrics),
        };
        let indicator = metrics.iter().flatten().next().map_or("", |metric| metric.indicator.as_str());
        ChartView {
            chart_svg: chart.svg(),
            notes: self.chart_notes(&metrics),
            row_heading: self.labels.get(plan.row_heading).to_owned(),
            citation: self.chart_citation(&plan, &rows),
            data_url: self.indicator_data(indicator),
            rows,
            id: plan.id,
            title: plan.title,
            subtitle: plan.subtitle,
        }
    }

    /// The address of an indicator's figures as CSV.
    pub fn indicator_data(&self, id: &str) -> String {
        self.world.config.base_url.link(&format!("data/indicators/{}.csv", url_segment(id)))
    }

    fn bar(&self, label: &str, metric: Option<&Metric>) -> Bar {
        Bar {
            label: label.to_owned(),
            value: metric.map(|metric| metric.value),
            value_label: match metric {
                Some(metric) => self.mark_label(metric),
                None => self.labels.get("chart.missing").to_owned(),
            },
            qualifier: metric.map_or(Qualifier::Exact, |metric| metric.qualifier),
        }
    }

    fn ticks(&self, metrics: &[Option<&Metric>]) -> Vec<Tick> {
        let Some(first) = metrics.iter().flatten().next().filter(|_| metrics.len() > MOST_WRITTEN) else {
            return Vec::new();
        };
        let values: Vec<f64> = metrics.iter().flatten().map(|metric| metric.value).collect();
        let values = round_values(&values, STEPS).into_iter();
        values.map(|value| Tick { value, label: self.axis_label(value, first) }).collect()
    }

    fn chart_row(&self, row: &Row) -> ChartRow {
        let known = row.at.map(|at| (at, self.reported(at)));
        ChartRow {
            label: row.long.clone(),
            figure: match known {
                Some((_, (_, figure))) => self.figure(&figure.metric),
                None => self.labels.get("chart.missing").to_owned(),
            },
            change: known.and_then(|(_, (_, figure))| figure.metric.change.as_ref()).map(|c| self.change(c)),
            sentence_url: known.map(|(at, _)| self.sentence_url(at)),
            source: known.map(|(_, (article, _))| self.term(article, &article.origin.name)),
        }
    }

    /// The drawing in words: every bar, or how many there are and where they are listed.
    fn described(&self, rows: &[ChartRow]) -> String {
        let n = rows.iter().filter(|row| row.sentence_url.is_some()).count().to_string();
        if rows.len() > MOST_WRITTEN {
            return self.labels.fill("chart.description_many", &[("n", &n)]);
        }
        let point = |row: &ChartRow| {
            self.labels.fill("chart.point", &[("period", &row.label), ("figure", &row.figure)])
        };
        let points: Vec<String> = rows.iter().map(point).collect();
        let points = points.join(self.labels.get("chart.separator"));
        self.labels.fill("chart.description", &[("n", &n), ("points", &points)])
    }

    /// What the signs of a chart mean.
    fn chart_notes(&self, metrics: &[Option<&Metric>]) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        for metric in metrics.iter().flatten() {
            let key = match metric.qualifier {
                Qualifier::Exact => continue,
                Qualifier::Over | Qualifier::AtLeast => "over",
                Qualifier::About => "about",
                Qualifier::Nearly => "nearly",
            };
            let sign = sign(metric.qualifier, metric.value);
            let note = self.labels.fill(&format!("chart.note_{key}"), &[("sign", sign)]);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }

    fn chart_citation(&self, plan: &Plan<'_>, rows: &[ChartRow]) -> String {
        let mut sources: Vec<String> = Vec::new();
        for source in rows.iter().rev().filter_map(|row| row.source.as_ref()) {
            if !sources.contains(&source.text) {
                sources.push(source.text.clone());
            }
        }
        let named = self.join(&sources[..sources.len().min(NAMED_SOURCES)]);
        let named = match sources.len() {
            n if n > NAMED_SOURCES => {
                self.labels.fill("chart.more_sources", &[("sources", &named), ("n", &n.to_string())])
            }
            _ => named,
        };
        let url = format!("{}#{}", self.absolute(plan.page), plan.id);
        self.labels.fill(
            "chart.citation",
            &[
                ("title", &plan.title),
                ("subtitle", &plan.subtitle),
                ("sources", &named),
                ("site", &self.site_title()),
                ("url", &url),
            ],
        )
    }
}
