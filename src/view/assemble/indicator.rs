//! The page of an indicator.

use super::edition::Edition;
use super::figures::Setting;
use super::shell::Heading;
use super::{page_count, page_slice};
use crate::lexicon::Indicator;
use crate::model::{FigureRef, Route};
use crate::view::indicator::IndicatorPage;
use crate::view::parts::{Link, Text};

/// The most charts of a period; the newest periods have one.
const PERIOD_CHARTS: usize = 6;
/// The most charts of a place; the pages of places have all.
const CHARTS: usize = 12;

impl Edition<'_> {
    /// A page of an indicator, counted from 1. Figures that only tell its change stand on the first.
    pub fn indicator_page(&self, indicator: &Indicator, page: usize) -> IndicatorPage {
        let figures = self.world.comparisons.of_indicator(&indicator.id);
        let route = Route::Indicator(indicator.id.clone(), page);
        let name = self.indicator_name(indicator);
        let count = self.labels.count("figures", figures.len());
        let listed = self.listed_of_indicator(&indicator.id);
        let pages = page_count(listed.len());
        let shown = self.labels.fill("format.paged_title", &[("page", &name), ("n", &page.to_string())]);
        let heading = Heading {
            kind: "indicator",
            section: "indicators",
            title: if page == 1 { name.clone() } else { shown },
            title_lang: None,
            description: self.labels.fill("description.indicator", &[("name", &name), ("figures", &count)]),
            breadcrumbs: vec![self.link(self.labels.get("section.indicators"), &Route::Indicators)],
        };
        let pagination = self.pagination(page, pages, |page| Route::Indicator(indicator.id.clone(), page));
        let mut shell = self.page_shell(&route, heading);
        shell.previous_url = pagination.as_ref().and_then(|pagination| pagination.previous_url.clone());
        shell.next_url = pagination.as_ref().and_then(|pagination| pagination.next_url.clone());
        if page == 1 {
            let what = self.indicator_node(indicator, figures, &shell);
            self.tell_search_engines(&mut shell, Some(what));
        }
        let group = self.world.lexicon.indicators.groups().iter().find(|group| group.id == indicator.group);
        let changes = self.world.comparisons.of_indicator(&format!("{}_change", indicator.id));
        let first = page == 1;
        let (period_charts, (charts, has_more_charts)) = match first {
            true => (
                self.charts_over_places(figures, &route, PERIOD_CHARTS),
                self.charts_over_time(figures, &route, CHARTS),
            ),
            false => (Vec::new(), (Vec::new(), false)),
        };
        IndicatorPage {
            shell,
            kind_label: group.map(|group| self.group_name(group)),
            definition: self.definition(indicator),
            unit: self.unit_name(&indicator.unit),
            figure_count: count,
            figures: page_slice(&listed, page)
                .iter()
                .map(|at| self.figure_row(*at, Setting::Elsewhere))
                .collect(),
            changes: if first { self.by_place(changes, "c") } else { Vec::new() },
            period_charts,
            charts,
            has_more_charts,
            downloads: self.indicator_downloads(indicator),
            related: self.related_indicators(indicator),
            pagination,
        }
    }

    /// The figures that the table of an indicator lists, by place, then newest first: what several reports give stands
    /// there once, with the others beside it.
    pub fn listed_of_indicator(&self, id: &str) -> Vec<FigureRef> {
        self.world.comparisons.without_repeats(self.world.comparisons.of_indicator(id))
    }

    /// The files that hold the figures of this indicator alone.
    fn indicator_downloads(&self, indicator: &Indicator) -> Vec<Link> {
        let file = |kind: &'static str| Link {
            text: kind.to_uppercase(),
            url: self.world.config.base_url.link(&Route::IndicatorData(indicator.id.clone(), kind).path()),
            lang: None,
        };
        vec![file("csv"), file("json")]
    }

    fn definition(&self, indicator: &Indicator) -> Option<Text> {
        let text = self.indicator_definition(indicator);
        (!text.is_empty()).then_some(Text { text, lang: None })
    }

    fn related_indicators(&self, indicator: &Indicator) -> Vec<Link> {
        let mut related: Vec<&Indicator> = self
            .world
            .knowledge
            .indicators()
            .filter(|id| *id != indicator.id)
            .filter_map(|id| self.indicator(id))
            .filter(|other| other.group == indicator.group)
            .collect();
        related.sort_by_key(|other| (other.order, other.derived_from.is_some()));
        related.into_iter().map(|other| self.indicator_link(&other.id)).collect()
    }
}
