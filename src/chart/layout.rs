//! Places the bars of a chart, so that no text meets another or leaves the chart.
//!
//! Widths of labels and values in, columns and a scale out. Draws nothing.
//!
//! Labels stand in a column at the left where they are short, else above their
//! bars. A value stands behind its bar, or, where the bar runs to the left of
//! zero, on the free right side; where it is too long for that, on lines of its own.

use super::text_width::{width_in_em, wrap};

/// Width of every chart in its own units; the page scales it.
pub(super) const WIDTH: f64 = 300.0;
/// Font size in the same units.
pub(super) const FONT_SIZE: f64 = 13.0;
/// Thickness of a bar.
pub(super) const BAR: f64 = 15.0;
/// Length of the hatched end of a bar that is a lower bound.
pub(super) const TAIL: f64 = 9.0;
/// Distance between a bar and its texts.
pub(super) const GAP: f64 = 6.0;
/// Height of a line of text.
pub(super) const LINE: f64 = 18.0;

const SHORTEST_BARS: f64 = 80.0;
const WIDEST_LABELS: f64 = 0.38 * WIDTH;
const LEAST_DRAWN: f64 = 1.5;
/// Room at the sides, where letters such as J reach beyond their width.
pub(super) const EDGE: f64 = 2.0;

/// The measures that all rows of a chart share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Whether labels stand beside their bars, else above.
    pub labels_beside: bool,
    /// Whether values stand behind their bars, else on lines of their own.
    pub values_beside: bool,
    left: f64,
    length: f64,
    low: f64,
    high: f64,
}

impl Layout {
    /// A layout for these labels, written values and finite values.
    pub(super) fn new(labels: &[&str], written: &[&str], values: &[f64]) -> Self {
        let widest = |texts: &[&str]| {
            let widths = texts.iter().map(|text| width_in_em(text) * FONT_SIZE);
            widths.fold(0.0, f64::max)
        };
        let label_column = EDGE + widest(labels) + GAP;
        let value_column = TAIL + GAP + widest(written) + EDGE;
        let labels_beside =
            label_column <= WIDEST_LABELS && WIDTH - label_column - value_column >= SHORTEST_BARS;
        let values_beside = labels_beside || WIDTH - value_column >= SHORTEST_BARS;
        let left = if labels_beside { label_column } else { EDGE };
        let right = if values_beside { value_column } else { TAIL + EDGE };
        Self {
            labels_beside,
            values_beside,
            left,
            length: WIDTH - left - right,
            low: values.iter().copied().fold(0.0, f64::min),
            high: values.iter().copied().fold(0.0, f64::max),
        }
    }

    /// Where zero is.
    pub(super) fn zero(&self) -> f64 {
        self.position(0.0)
    }

    /// The start and the length of the bar for a value; a value that is not zero is always seen.
    pub(super) fn bar(&self, value: f64) -> (f64, f64) {
        let zero = self.zero();
        let length = (self.position(value) - zero).abs();
        let drawn = if value == 0.0 { 0.0 } else { length.max(LEAST_DRAWN) };
        (if value < 0.0 { zero - drawn } else { zero }, drawn)
    }

    /// Where a value lies.
    pub(super) fn position(&self, value: f64) -> f64 {
        // Halves keep the span of the largest numbers finite.
        let span = self.high / 2.0 - self.low / 2.0;
        if span == 0.0 {
            return self.left;
        }
        // Below zero, a hatched end needs room, and above it a bar that is nearly nothing.
        let (before, behind) = if self.low < 0.0 { (TAIL + LEAST_DRAWN, LEAST_DRAWN) } else { (0.0, 0.0) };
        let part = (value / 2.0 - self.low / 2.0) / span;
        self.left + before + part * (self.length - before - behind)
    }

    /// The lines of a label.
    pub(super) fn label_lines(&self, label: &str) -> Vec<String> {
        if self.labels_beside { vec![label.to_owned()] } else { full_lines(label) }
    }

    /// The lines of a value that does not stand behind its bar.
    pub(super) fn value_lines(&self, written: &str) -> Vec<String> {
        if self.values_beside { Vec::new() } else { full_lines(written) }
    }
}

fn full_lines(text: &str) -> Vec<String> {
    wrap(text, (WIDTH - 2.0 * EDGE) / FONT_SIZE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_labels_stand_beside_and_long_ones_above() {
        assert!(Layout::new(&["2025年"], &["2.45亿元"], &[1.0]).labels_beside);
        let long = ["一审审结电信网络诈骗及其关联犯罪案件"];
        assert!(!Layout::new(&long, &["2.45亿元"], &[1.0]).labels_beside);
    }

    #[test]
    fn the_largest_value_fills_the_column_and_a_tiny_one_is_seen() {
        let layout = Layout::new(&["a"], &["1"], &[3.0, 4.6e9]);
        assert!(layout.bar(3.0).1 >= 1.0);
        let (start, length) = layout.bar(4.6e9);
        assert!(length > 220.0 && start + length < WIDTH);
    }

    #[test]
    fn a_negative_bar_ends_at_zero() {
        let layout = Layout::new(&["a"], &["1"], &[-40.0, 60.0]);
        let (start, length) = layout.bar(-40.0);
        assert!((start + length - layout.zero()).abs() < 1e-9);
        assert!(start >= 0.0);
    }

    #[test]
    fn zero_has_no_bar() {
        let layout = Layout::new(&["a"], &["0"], &[0.0]);
        assert_eq!(layout.bar(0.0).1, 0.0);
    }
}
