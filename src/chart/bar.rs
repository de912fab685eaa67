//! Horizontal bars with their labels and values written on the marks.
//!
//! [`BarChart`] in, one `<svg role="img">` out. Missing values are a dash and
//! never zero; a lower bound has “≥” and a hatched end, a rough value “≈”, an
//! upper bound “<”. No axis: every value is written, and the only rule is zero.
//!
//! Classes: `chart` on the drawing; `label`, `value` and `missing` on texts;
//! `bar` on exact parts; `hatch` on the lines of a hatched end; `axis` on zero.

use super::layout::{BAR, FONT_SIZE, GAP, LINE, Layout, TAIL, WIDTH};
use super::svg::{Markup, number};
use crate::domain::Qualifier;

const MISSING: &str = "—";
const ROW_GAP: f64 = 10.0;
/// How far below its middle a line's letters stand, in em.
const BASELINE: f64 = 0.35;

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What the bar stands for: a period, a place.
    pub label: String,
    /// The value in base units; nothing where none is known.
    pub value: Option<f64>,
    /// The value as readers see it, without its qualifier (2.45亿).
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
}

impl Bar {
    fn known(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    fn is_lower_bound(&self) -> bool {
        matches!(self.qualifier, Qualifier::Over | Qualifier::AtLeast)
    }

    /// The value as written on the mark.
    fn written(&self) -> String {
        let Some(value) = self.known() else {
            return MISSING.to_owned();
        };
        // “Over” tells of the size; below zero, a larger size is a smaller number.
        let sign = match (self.qualifier, value < 0.0) {
            (Qualifier::Exact, _) => "",
            (Qualifier::About, _) => "≈ ",
            (Qualifier::Over | Qualifier::AtLeast, false) => "≥ ",
            (Qualifier::Over | Qualifier::AtLeast, true) => "≤ ",
            (Qualifier::Nearly, false) => "< ",
            (Qualifier::Nearly, true) => "> ",
        };
        format!("{sign}{}", self.value_label)
    }
}

impl BarChart {
    /// The drawing. It scales to the width it is given; texts keep clear of each other.
    pub fn svg(&self) -> String {
        let written: Vec<String> = self.bars.iter().map(Bar::written).collect();
        let labels: Vec<&str> = self.bars.iter().map(|bar| bar.label.as_str()).collect();
        let values: Vec<f64> = self.bars.iter().filter_map(Bar::known).collect();
        let texts: Vec<&str> = written.iter().map(String::as_str).collect();
        let layout = Layout::new(&labels, &texts, &values);

        let mut rows = Markup::default();
        let mut top = 0.0;
        for (bar, written) in self.bars.iter().zip(&written) {
            top = self.draw_row(&mut rows, bar, written, &layout, top);
        }
        let height = f64::max(top - ROW_GAP, LINE);

        let id = self.base_id();
        let mut svg = Markup::default();
        let named = format!("{id}-title {id}-desc");
        let view_box = format!("0 0 {} {}", number(WIDTH), number(height));
        svg.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "chart"),
                ("role", "img"),
                ("aria-labelledby", &named),
                ("viewBox", &view_box),
                ("font-size", &number(FONT_SIZE)),
            ],
        );
        svg.text("title", &[("id", &format!("{id}-title"))], &self.title);
        svg.text("desc", &[("id", &format!("{id}-desc"))], &self.description);
        if self.bars.iter().any(|bar| bar.is_lower_bound() && bar.known().is_some()) {
            draw_pattern(&mut svg, &hatch_id(&id));
        }
        let mut markup = svg.finish();
        markup.push_str(&rows.finish());
        let mut end = Markup::default();
        if !values.is_empty() && layout.labels_beside {
            draw_zero(&mut end, layout.zero(), 0.0, height);
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
            draw_text(out, "label", &bar.label, 0.0, middle);
        }
        let end = self.draw_bar(out, bar, layout, middle);
        if !layout.labels_beside {
            draw_zero(out, layout.zero(), middle - BAR / 2.0 - 1.0, middle + BAR / 2.0 + 1.0);
        }
        if layout.values_beside {
            draw_text(out, class, written, end + GAP, middle);
        }
        top + height + ROW_GAP
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
        let fill = format!("url(#{})", hatch_id(&self.base_id()));
        let hatched = if value < 0.0 { start - TAIL } else { start + length };
        draw_rect(out, ("fill", &fill), (hatched, top), TAIL);
        f64::max(start + length, hatched + TAIL)
    }

    /// The chart's id with only such characters as an id list and a URL take.
    fn base_id(&self) -> String {
        let safe = |character: char| {
            if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' }
        };
        self.id.chars().map(safe).collect()
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
    let (x, top, bottom) = (number(x), number(top), number(bottom));
    let line = [("class", "axis"), ("x1", &*x), ("x2", &x), ("y1", &top), ("y2", &bottom)];
    out.empty("line", &line);
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
        draw_text(out, class, line, 0.0, top + LINE / 2.0);
        top += LINE;
    }
    top
}

fn draw_text(out: &mut Markup, class: &str, text: &str, x: f64, middle: f64) {
    let (x, y) = (number(x), number(middle + BASELINE * FONT_SIZE));
    out.text("text", &[("class", class), ("x", &x), ("y", &y)], text);
}

#[cfg(test)]
mod tests {
    use super::super::text_width::width_in_em;
    use super::*;
    use proptest::prelude::*;

    fn chart(bars: Vec<Bar>) -> BarChart {
        BarChart {
            id: "chart-losses".to_owned(),
            title: "群众损失".to_owned(),
            description: "2016 to 2025".to_owned(),
            bars,
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
            bar("2024年", None, "0", Qualifier::Over),
            bar("2025年", Some(7.0), "7", Qualifier::Exact),
            bar("2026年", Some(f64::NAN), "NaN", Qualifier::Exact),
        ])
        .svg();
        assert_eq!(svg.matches("<rect").count(), 1);
        assert_eq!(svg.matches(">—</text>").count(), 2);
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
            let svg = chart(bars).svg();
            assert_clear(&svg);
            prop_assert!(!svg.contains("\"NaN") && !svg.contains("\"inf") && !svg.contains("\"-inf"));
        }
    }
}
