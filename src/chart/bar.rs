//! Horizontal bars with their labels and values written on the marks.
//!
//! [`BarChart`] in, one `<svg role="img">` out. A missing value is words or a
//! dash and never zero; a lower bound has “≥” and a hatched end, a rough value
//! “≈”, an upper bound “<”. Up to [`MOST_WRITTEN`] bars have their values
//! written and no axis but zero; more stand close, with an axis and their signs alone.
//!
//! Classes: `chart` on the drawing; `label`, `value`, `missing` and `tick` on texts;
//! `bar` on exact parts; `hatch` on the lines of a hatched end; `axis` on zero, `grid` on other ticks.

use super::axis::Tick;
use super::layout::{BAR, EDGE, FONT_SIZE, GAP, LINE, Layout, TAIL, WIDTH};
use super::svg::{Markup, number, safe_id};
use super::text_width::width_in_em;
use crate::domain::Qualifier;

/// The most bars that have their values written; a chart of more has an axis.
pub const MOST_WRITTEN: usize = 12;

const MISSING: &str = "—";
const ROW_GAP: f64 = 10.0;
/// The gap between rows of a chart with an axis.
const CLOSE_GAP: f64 = 1.0;
/// The least gap between the words of two ticks.
const TICK_GAP: f64 = 8.0;
/// How far below its middle a line's letters stand, in em.
const BASELINE: f64 = 0.35;

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What the bar stands for: a period, a place.
    pub label: String,
    /// The value in base units; nothing where none is known.
    pub value: Option<f64>,
    /// The value as readers see it, without its qualifier (2.45亿); of a missing one, words that say so.
    pub value_label: String,
    /// How exact the value is; drawn as ≥, ≈ or <.
    pub qualifier: Qualifier,
}

/// A chart of horizontal bars on one scale from zero.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// Unique on the page; ids inside the drawing begin with it.
    pub id: String,
    /// What is drawn, for `<title>`.
    pub title: String,
    /// What the drawing shows, in words, for `<desc>`.
    pub description: String,
    /// The bars from top to bottom.
    pub bars: Vec<Bar>,
    /// The axis, ascending; drawn where the values are not written.
    pub ticks: Vec<Tick>,
}

/// The sign that stands for a qualifier before a value; empty for an exact one.
pub fn sign(qualifier: Qualifier, value: f64) -> &'static str {
    // “Over” tells of the size; below zero, a larger size is a smaller number.
    match (qualifier, value < 0.0) {
        (Qualifier::Exact, _) => "",
        (Qualifier::About, _) => "≈",
        (Qualifier::Over | Qualifier::AtLeast, false) => "≥",
        (Qualifier::Over | Qualifier::AtLeast, true) => "≤",
        (Qualifier::Nearly, false) => "<",
        (Qualifier::Nearly, true) => ">",
    }
}

impl Bar {
    fn known(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    fn is_lower_bound(&self) -> bool {
        matches!(self.qualifier, Qualifier::Over | Qualifier::AtLeast)
    }

    /// What is written on the mark: sign and value, or the sign alone where there is an axis.
    fn written(&self, whole: bool) -> String {
        let Some(value) = self.known() else {
            return if self.value_label.is_empty() { MISSING.to_owned() } else { self.value_label.clone() };
        };
        match (sign(self.qualifier, value), whole) {
            ("", true) => self.value_label.clone(),
            (sign, true) => format!("{sign} {}", self.value_label),
            (sign, false) => sign.to_owned(),
        }
    }
}

impl BarChart {
    /// The drawing. It scales to the width it is given; texts keep clear of each other.
    pub fn svg(&self) -> String {
        let whole = self.bars.len() <= MOST_WRITTEN;
        let written: Vec<String> = self.bars.iter().map(|bar| bar.written(whole)).collect();
        let labels: Vec<&str> = self.bars.iter().map(|bar| bar.label.as_str()).collect();
        let values: Vec<f64> = self.bars.iter().filter_map(Bar::known).collect();
        let texts: Vec<&str> = written.iter().map(String::as_str).collect();
        let layout = Layout::new(&labels, &texts, &values);

        let mut rows = Markup::default();
        let mut top = if whole { 0.0 } else { LINE + CLOSE_GAP };
        let gap = if whole { ROW_GAP } else { CLOSE_GAP };
        for (bar, written) in self.bars.iter().zip(&written) {
            top = self.draw_row(&mut rows, bar, written, &layout, top) + gap;
        }
        let height = f64::max(top - gap, LINE);

        let id = safe_id(&self.id);
        let mut svg = Markup::default();
        svg.drawing(&id, [&self.title, &self.description], (WIDTH, height), FONT_SIZE);
        if self.bars.iter().any(|bar| bar.is_lower_bound() && bar.known().is_some()) {
            draw_pattern(&mut svg, &hatch_id(&id));
        }
        if !whole {
            self.draw_axis(&mut svg, &layout, height);
        }
        let mut markup = svg.finish();
        markup.push_str(&rows.finish());
        let mut end = Markup::default();
        if !values.is_empty() && layout.labels_beside {
            draw_zero(&mut end, layout.zero(), if whole { 0.0 } else { LINE }, height);
        }
        end.close("svg");
        markup.push_str(&end.finish());
        markup
    }

    /// Draws one bar with its texts; returns where the next one begins.
    fn draw_row(&self, out: &mut Markup, bar: &Bar, written: &str, layout: &Layout, top: f64) -> f64 {
        let mut top = top;
        if !layout.labels_beside {
            top = draw_lines(out, "label", &layout.label_lines(&bar.label), top);
        }
        let class = if bar.known().is_some() { "value" } else { "value missing" };
        if !layout.values_beside {
            top = draw_lines(out, class, &layout.value_lines(written), top);
        }
        let height = if layout.values_beside { f64::max(BAR, LINE) } else { BAR };
        let middle = top + height / 2.0;
        if layout.labels_beside {
            draw_text(out, "label", &bar.label, EDGE, middle);
        }
        let end = self.draw_bar(out, bar, layout, middle);
        if !layout.labels_beside {
            draw_zero(out, layout.zero(), middle - BAR / 2.0 - 1.0, middle + BAR / 2.0 + 1.0);
        }
        if layout.values_beside && !written.is_empty() {
            draw_text(out, class, written, end + GAP, middle);
        }
        top + height
    }

    /// Draws the ticks, their words above the bars and their lines behind them.
    fn draw_axis(&self, out: &mut Markup, layout: &Layout, height: f64) {
        for (tick, left, _) in self.fitting_ticks(layout) {
            out.words("tick", &tick.label, (left, LINE / 2.0 + BASELINE * FONT_SIZE));
            if layout.labels_beside && tick.value != 0.0 {
                let x = layout.position(tick.value);
                out.line("grid", (x, LINE), (x, height));
            }
        }
    }

    /// As many ticks as have room, in even steps from zero, with where their words begin and how wide they are.
    fn fitting_ticks(&self, layout: &Layout) -> Vec<(&Tick, f64, f64)> {
        let zero = self.ticks.iter().position(|tick| tick.value == 0.0).unwrap_or(0);
        let place = |tick: &'_ Tick| {
            let width = width_in_em(&tick.label) * FONT_SIZE;
            let left = layout.position(tick.value) - width / 2.0;
            (f64::max(f64::min(left, WIDTH - width), 0.0), width)
        };
        for step in 1..=self.ticks.len() {
            let some = self.ticks.iter().enumerate().filter(|(at, _)| at.abs_diff(zero).is_multiple_of(step));
            let placed: Vec<(&Tick, f64, f64)> = some
                .map(|(_, tick)| {
                    let (left, width) = place(tick);
                    (tick, left, width)
                })
                .collect();
            let is_clear = placed.windows(2).all(|pair| pair[0].1 + pair[0].2 + TICK_GAP <= pair[1].1);
            if is_clear && placed.iter().all(|(_, _, width)| *width <= WIDTH) {
                return placed;
            }
        }
        Vec::new()
    }

    /// Draws the bar of a row; returns the right end of what it covers.
    fn draw_bar(&self, out: &mut Markup, bar: &Bar, layout: &Layout, middle: f64) -> f64 {
        let Some(value) = bar.known() else {
            return layout.zero();
        };
        let (start, length) = layout.bar(value);
        let top = middle - BAR / 2.0;
        if length > 0.0 {
            draw_rect(out, ("class", "bar"), (start, top), length);
        }
        if !bar.is_lower_bound() {
            return start + length;
        }
        let fill = format!("url(#{})", hatch_id(&safe_id(&self.id)));
        let hatched = if value < 0.0 { start - TAIL } else { start + length };
        draw_rect(out, ("fill", &fill), (hatched, top), TAIL);
        f64::max(start + length, hatched + TAIL)
    }
}

fn hatch_id(base: &str) -> String {
    format!("{base}-hatch")
}

fn draw_pattern(out: &mut Markup, id: &str) {
    out.open(
        "pattern",
        &[
            ("id", id),
            ("width", "4"),
            ("height", "4"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)"),
        ],
    );
    let line = [("class", "hatch"), ("stroke", "currentColor"), ("stroke-width", "3"), ("y2", "4")];
    out.empty("line", &line);
    out.close("pattern");
}

fn draw_zero(out: &mut Markup, x: f64, top: f64, bottom: f64) {
    out.line("axis", (x, top), (x, bottom));
}

fn draw_rect(out: &mut Markup, paint: (&str, &str), corner: (f64, f64), length: f64) {
    let (x, y) = (number(corner.0), number(corner.1));
    let (width, height) = (number(length), number(BAR));
    out.empty("rect", &[paint, ("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
}

/// Draws lines from `top` down; returns where they end.
fn draw_lines(out: &mut Markup, class: &str, lines: &[String], top: f64) -> f64 {
    let mut top = top;
    for line in lines {
        draw_text(out, class, line, EDGE, top + LINE / 2.0);
        top += LINE;
    }
    top
}

fn draw_text(out: &mut Markup, class: &str, text: &str, x: f64, middle: f64) {
    out.words(class, text, (x, middle + BASELINE * FONT_SIZE));
}

#[cfg(test)]
mod tests {
    use super::super::axis::round_values;
    use super::*;
    use proptest::prelude::*;

    fn chart(bars: Vec<Bar>) -> BarChart {
        BarChart {
            id: "chart-losses".to_owned(),
            title: "群众损失".to_owned(),
            description: "2016 to 2025".to_owned(),
            bars,
            ticks: Vec::new(),
        }
    }

    fn bar(label: &str, value: Option<f64>, value_label: &str, qualifier: Qualifier) -> Bar {
        let (label, value_label) = (label.to_owned(), value_label.to_owned());
        Bar { label, value, value_label, qualifier }
    }

    fn attribute(tag: &str, name: &str) -> Option<f64> {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next()?.parse().ok()
    }

    /// Left, top, right, bottom of every element `name` outside patterns.
    fn boxes(svg: &str, name: &str) -> Vec<[f64; 4]> {
        let open = format!("<{name} ");
        svg.split(open.as_str())
            .skip(1)
            .map(|rest| {
                let tag = format!(" {}", rest.split('>').next().unwrap());
                let x = attribute(&tag, "x").unwrap();
                let y = attribute(&tag, "y").unwrap();
                if name == "rect" {
                    let width = attribute(&tag, "width").unwrap();
                    return [x, y, x + width, y + BAR];
                }
                let text = rest.split('>').nth(1).unwrap().split('<').next().unwrap();
                let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                let ascent = 0.8 * FONT_SIZE;
                [x, y - ascent, x + width_in_em(&text) * FONT_SIZE, y + 0.2 * FONT_SIZE]
            })
            .collect()
    }

    fn height(svg: &str) -> f64 {
        let view_box = svg.split("viewBox=\"").nth(1).unwrap();
        let numbers: Vec<&str> = view_box.split('"').next().unwrap().split(' ').collect();
        numbers[3].parse().unwrap()
    }

    fn overlap(first: &[f64; 4], second: &[f64; 4]) -> bool {
        let slack = 0.02;
        first[0] + slack < second[2]
            && second[0] + slack < first[2]
            && first[1] + slack < second[3]
            && second[1] + slack < first[3]
    }

    fn assert_clear(svg: &str) {
        let texts = boxes(svg, "text");
        let rects = boxes(svg, "rect");
        let height = height(svg);
        for (index, text) in texts.iter().enumerate() {
            assert!(text[0] >= 0.0 && text[2] <= WIDTH + 0.02, "{text:?} in {svg}");
            assert!(text[1] >= -0.02 && text[3] <= height + 0.02, "{text:?} in {svg}");
            for other in texts.iter().skip(index + 1).chain(&rects) {
                assert!(!overlap(text, other), "{text:?} and {other:?} in {svg}");
            }
        }
        for rect in &rects {
            assert!(rect[0] >= 0.0 && rect[2] <= WIDTH + 0.02, "{rect:?} in {svg}");
        }
    }

    #[test]
    fn the_drawing_is_named_and_described() {
        let svg = chart(vec![bar("2025", Some(1.0), "1", Qualifier::Exact)]).svg();
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\""));
        assert!(svg.contains("aria-labelledby=\"chart-losses-title chart-losses-desc\""));
        assert!(svg.contains("<title id=\"chart-losses-title\">群众损失</title>"));
        assert!(!svg.contains("style"));
    }

    #[test]
    fn a_missing_value_is_a_dash_without_a_bar() {
        let svg = chart(vec![
            bar("2024年", None, "", Qualifier::Over),
            bar("2025年", Some(7.0), "7", Qualifier::Exact),
            bar("2026年", Some(f64::NAN), "", Qualifier::Exact),
        ])
        .svg();
        assert_eq!(svg.matches("<rect").count(), 1);
        assert_eq!(svg.matches(">—</text>").count(), 2);
    }

    #[test]
    fn words_may_say_that_a_value_is_missing() {
        let svg = chart(vec![bar("2024年", None, "未收录", Qualifier::Exact)]).svg();
        assert!(svg.contains(">未收录</text>") && !svg.contains("<rect"));
    }

    #[test]
    fn many_bars_have_an_axis_instead_of_values() {
        let tick = |value, label: &str| Tick { value, label: label.to_owned() };
        let bars = |count: usize| {
            (0..count).map(|n| bar("重庆", Some(n as f64), "七", Qualifier::Over)).collect::<Vec<_>>()
        };
        let mut many = chart(bars(MOST_WRITTEN + 1));
        many.ticks = vec![tick(0.0, "0"), tick(5.0, "五"), tick(10.0, "十")];
        let svg = many.svg();
        assert!(!svg.contains('七') && svg.matches(">≥</text>").count() == MOST_WRITTEN + 1);
        assert!(svg.contains("class=\"tick\"") && svg.contains(">十</text>"));
        assert_eq!(svg.matches("class=\"grid\"").count(), 2);
        assert_clear(&svg);
        many.ticks = (0..=6).map(|n| tick(f64::from(n) * 2.0, &format!("{n} hundred million"))).collect();
        let svg = many.svg();
        assert!(svg.contains(">0 hundred") && svg.contains(">5 hundred") && !svg.contains(">1 hundred"));
        assert_clear(&svg);
        many.bars.truncate(MOST_WRITTEN);
        let svg = many.svg();
        assert!(svg.contains('七') && !svg.contains("tick") && !svg.contains("grid"));
    }

    #[test]
    fn a_lower_bound_has_a_sign_and_a_hatched_end() {
        let svg = chart(vec![bar("2025", Some(7790.0), "7790", Qualifier::Over)]).svg();
        assert!(svg.contains("≥ 7790"));
        assert!(svg.contains("fill=\"url(#chart-losses-hatch)\""));
        assert!(svg.contains("<pattern id=\"chart-losses-hatch\""));
    }

    #[test]
    fn a_fall_of_more_than_so_much_goes_on_to_the_left() {
        let svg = chart(vec![bar("2025", Some(-62.86), "−62.86%", Qualifier::Over)]).svg();
        let rects = boxes(&svg, "rect");
        assert!(svg.contains("≤ −62.86%"));
        assert!((rects[1][2] - rects[0][0]).abs() < 0.02);
        assert_clear(&svg);
    }

    #[test]
    fn an_exact_value_has_no_pattern() {
        let svg = chart(vec![bar("2025", Some(7790.0), "7790", Qualifier::Exact)]).svg();
        assert!(!svg.contains("pattern") && !svg.contains('≥'));
    }

    #[test]
    fn a_negative_bar_runs_to_the_left_and_its_value_stands_at_the_right() {
        let svg = chart(vec![
            bar("2024", Some(-43.88), "−43.88%", Qualifier::Exact),
            bar("2025", Some(18.3), "18.3%", Qualifier::Exact),
        ])
        .svg();
        let rects = boxes(&svg, "rect");
        assert!((rects[0][2] - rects[1][0]).abs() < 0.02);
        assert!(rects[0][0] < rects[1][0]);
        assert_clear(&svg);
    }

    #[test]
    fn lengths_are_proportional_to_values() {
        let svg = chart(vec![
            bar("a", Some(25.0), "25", Qualifier::Exact),
            bar("b", Some(100.0), "100", Qualifier::Exact),
        ])
        .svg();
        let rects = boxes(&svg, "rect");
        let ratio = (rects[1][2] - rects[1][0]) / (rects[0][2] - rects[0][0]);
        assert!((ratio - 4.0).abs() < 0.01, "{ratio}");
    }

    #[test]
    fn markup_in_labels_is_escaped() {
        let svg = chart(vec![bar("<script>&", Some(1.0), "\"1\"", Qualifier::Exact)]).svg();
        assert!(svg.contains("&lt;script&gt;&amp;") && !svg.contains("<script"));
    }

    #[test]
    fn a_chart_without_bars_is_still_a_drawing() {
        let svg = chart(Vec::new()).svg();
        assert!(svg.ends_with("</svg>") && height(&svg) > 0.0);
    }

    #[test]
    fn an_id_with_spaces_still_names_one_element() {
        let mut chart = chart(Vec::new());
        chart.id = "a b".to_owned();
        assert!(chart.svg().contains("aria-labelledby=\"a-b-title a-b-desc\""));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn texts_keep_clear_of_each_other_and_of_the_edge(
            rows in prop::collection::vec(
                (
                    "[0-9]{4}年(上半年)?|[A-Z][a-z]{2,12}( [a-z]{2,9}){0,9}|[重庆达州玉溪（）打击治理]{1,40}",
                    prop::option::weighted(0.9, prop_oneof![-1e3..1e3_f64, 3.0..4.6e9_f64, Just(0.0), -1e300..1e300_f64]),
                    "[0-9]{1,3}(\\.[0-9]{2})?[万亿%]?[起人元]?|CN¥[0-9]{1,3} (m|b)illion|[a-z]{1,12}( [a-z]{1,12}){0,6}",
                    prop::sample::select(vec![Qualifier::Exact, Qualifier::Over, Qualifier::About, Qualifier::Nearly]),
                ),
                0..40,
            )
        ) {
            let bars = rows.iter().map(|(label, value, text, qualifier)| bar(label, *value, text, *qualifier)).collect();
            let mut chart = chart(bars);
            let values: Vec<f64> = chart.bars.iter().filter_map(|bar| bar.value).collect();
            let ticks = round_values(&values, 4).into_iter();
            chart.ticks = ticks.map(|value| Tick { value, label: format!("{value:e}") }).collect();
            let svg = chart.svg();
            assert_clear(&svg);
            prop_assert!(!svg.contains("\"NaN") && !svg.contains("\"inf") && !svg.contains("\"-inf"));
        }
    }
}
