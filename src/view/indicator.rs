//! An indicator: what it counts, and every figure of it by place and period.
//!
//! One indicator with its figures in, the page's context out.

use serde::Serialize;

use super::parts::{ChartView, FigureGroup, FigureRow, Link, Pagination, Text};
use super::shell::PageShell;

/// Context of `indicator.html`.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorPage {
    /// Head and frame.
    pub shell: PageShell,
    /// Name of the kind it belongs to ("资金", "Money").
    pub kind_label: Option<String>,
    /// What it counts and what it doesn't.
    pub definition: Option<Text>,
    /// Name of the unit in the page's language; empty where that language has no word for it.
    pub unit: String,
    /// Formatted number of figures.
    pub figure_count: String,
    /// All figures by place, newest first; rows have `place`, `article` and `source`.
    pub figures: Vec<FigureRow>,
    /// Figures that only tell a change (`…_change`), by place.
    pub changes: Vec<FigureGroup>,
    /// A chart per period that several like places have figures of, newest first.
    pub period_charts: Vec<ChartView>,
    /// A chart per place that has figures of several like periods.
    pub charts: Vec<ChartView>,
    /// Whether further such charts stand on the pages of places.
    pub has_more_charts: bool,
    /// Files with the figures of this indicator alone: CSV, JSON.
    pub downloads: Vec<Link>,
    /// Other indicators of the same kind.
    pub related: Vec<Link>,
    /// Further pages of figures.
    pub pagination: Option<Pagination>,
}
