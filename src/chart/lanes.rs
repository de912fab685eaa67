//! Marks on one axis of years, in lanes: cities of a campaign, campaigns of a city.
//!
//! [`LaneChart`] in, one `<svg role="img">` out, 720 units wide, for screens that have the room; whoever
//! shows it lists the same beside it. Marks that would lie on each other are one ring with their number, but for
//! beginnings, which stand before it.
//!
//! Classes: `chart` on the drawing; `label`, `tick` and `count` on texts; `grid` on the lines of years,
//! `lane` on that of a lane, `span` on the stretch that it lasts; `mark`, `ring` and `cluster` on marks.

use super::axis::Tick;
use super::marks::{Shape, circle};
use super::svg::{Markup, safe_id};
use super::text_width::{width_in_em, wrap};

const WIDTH: f64 = 720.0;
const FONT_SIZE: f64 = 13.0;
const COUNT_SIZE: f64 = 11.0;
const LINE: f64 = 18.0;
const LANE: f64 = 26.0;
const WIDEST_LABELS: f64 = 0.28 * WIDTH;
const GAP: f64 = 10.0;
/// Room at the left, where letters such as J reach beyond their width.
const EDGE: f64 = 2.0;
/// How far a mark goes from its middle.
const REACH: f64 = 5.0;
/// A ring with a number of one digit.
const CLUSTER: f64 = 8.5;
/// Marks that are nearer than this are one.
const NEAR: f64 = 11.0;
/// How far below its middle a line's letters stand, in em.
const BASELINE: f64 = 0.35;

/// One mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaneMark {
    /// When, in years: the middle of 2025 is 2025.5.
    pub at: f64,
    /// Its shape.
    pub shape: Shape,
}

/// One lane.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Whose it is.
    pub label: String,
    /// From when to when it lasts, in years, where that is drawn.
    pub span: Option<(f64, f64)>,
    /// Its marks, in any order.
    pub marks: Vec<LaneMark>,
}

/// Lanes on one axis of years.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneChart {
    /// Unique on the page; ids inside the drawing begin with it.
    pub id: String,
    /// What is drawn, for `<title>`.
    pub title: String,
    /// What the drawing shows, in words, for `<desc>`.
    pub description: String,
    /// The first days of the years drawn, with their names; the axis ends a year after the last.
    pub years: Vec<Tick>,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// What the shapes mean.
    pub key: Vec<(Shape, String)>,
}

/// Where the parts of a chart lie.
struct Places {
    left: f64,
    first: f64,
    scale: f64,
}

impl Places {
    fn x(&self, at: f64) -> f64 {
        let x = self.left + (at - self.first) * self.scale;
        x.clamp(self.left, WIDTH)
    }
}

impl LaneChart {
    /// The drawing.
    pub fn svg(&self) -> String {
        let labels: Vec<Vec<String>> =
            self.lanes.iter().map(|lane| wrap(&lane.label, WIDEST_LABELS / FONT_SIZE)).collect();
        let widest = labels.iter().flatten().map(|line| width_in_em(line) * FONT_SIZE).fold(0.0, f64::max);
        let first = self.years.first().map_or(0.0, |year| year.value);
        let years = self.years.last().map_or(1.0, |year| year.value + 1.0 - first);
        let left = EDGE + widest + GAP + CLUSTER;
        let places = Places { left, first, scale: (WIDTH - left - CLUSTER) / years };

        let mut lanes = Markup::default();
        let mut top = LINE + 4.0;
        let above = top;
        for (lane, label) in self.lanes.iter().zip(&labels) {
            top = draw_lane(&mut lanes, lane, label, &places, top);
        }
        let bottom = top;
        let height = draw_key(&mut lanes, &self.key, bottom);

        let mut svg = Markup::default();
        svg.drawing(&safe_id(&self.id), [&self.title, &self.description], (WIDTH, height), FONT_SIZE);
        self.draw_years(&mut svg, &places, (above, bottom));
        let mut markup = svg.finish();
        markup.push_str(&lanes.finish());
        let mut end = Markup::default();
        end.close("svg");
        markup.push_str(&end.finish());
        markup
    }

    fn draw_years(&self, out: &mut Markup, places: &Places, (top, bottom): (f64, f64)) {
        let mut free = 0.0;
        for year in &self.years {
            let x = places.x(year.value);
            out.line("grid", (x, top - 4.0), (x, bottom));
            let width = width_in_em(&year.label) * FONT_SIZE;
            if x >= free && x + width <= WIDTH {
                out.words("tick", &year.label, (x, LINE / 2.0 + BASELINE * FONT_SIZE));
                free = x + width + GAP;
            }
        }
        let end = places.x(self.years.last().map_or(1.0, |year| year.value + 1.0));
        out.line("grid", (end, top - 4.0), (end, bottom));
    }
}

/// Draws a lane; returns where the next one begins.
fn draw_lane(out: &mut Markup, lane: &Lane, label: &[String], places: &Places, top: f64) -> f64 {
    let height = f64::max(LANE, label.len() as f64 * LINE + 6.0);
    let middle = top + height / 2.0;
    let first_line = middle - (label.len() as f64 - 1.0) * LINE / 2.0;
    for (number, line) in label.iter().enumerate() {
        out.words("label", line, (EDGE, first_line + number as f64 * LINE + BASELINE * FONT_SIZE));
    }
    out.line("lane", (places.left, middle), (WIDTH - CLUSTER, middle));
    if let Some((from, to)) = lane.span {
        out.line("span", (places.x(from), middle), (places.x(to), middle));
    }
    // A beginning is never one of many: it stands before what it would lie on.
    let (begins, others): (Vec<LaneMark>, Vec<LaneMark>) =
        lane.marks.iter().partition(|mark| mark.shape == Shape::Triangle);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for group in together(&others, places) {
        let x = middle_of(&group);
        let number = group.len().to_string();
        let half = width_in_em(&number) * COUNT_SIZE / 2.0;
        let reach = if group.len() > 1 { f64::max(CLUSTER, half + 3.0) } else { REACH };
        taken.push((x - reach, x + reach));
        match group.as_slice() {
            [(_, shape)] => shape.draw(out, (x, middle), REACH),
            _ => {
                circle(out, "cluster", (x, middle), reach);
                out.words("count", &number, (x - half, middle + BASELINE * COUNT_SIZE));
            }
        }
    }
    for begin in begins {
        let x = places.x(begin.at);
        let under = taken.iter().find(|(left, right)| x + REACH > *left && x - REACH < *right);
        let x = under.map_or(x, |(left, _)| left - REACH);
        begin.shape.draw(out, (x, middle), REACH);
    }
    top + height
}

/// Marks from left to right, those that would lie on each other together.
fn together(marks: &[LaneMark], places: &Places) -> Vec<Vec<(f64, Shape)>> {
    let mut placed: Vec<(f64, Shape)> = marks.iter().map(|mark| (places.x(mark.at), mark.shape)).collect();
    placed.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let mut groups: Vec<Vec<(f64, Shape)>> = Vec::new();
    for mark in placed {
        match groups.last_mut() {
            // A ring is larger than what it stands for: it keeps others further off.
            Some(group) => {
                let middle = middle_of(group);
                let near = if group.len() > 1 { NEAR + CLUSTER - REACH } else { NEAR };
                if mark.0 - middle < near { group.push(mark) } else { groups.push(vec![mark]) }
            }
            None => groups.push(vec![mark]),
        }
    }
    groups
}

/// Where marks that are one stand.
fn middle_of(group: &[(f64, Shape)]) -> f64 {
    group.iter().map(|(x, _)| x).sum::<f64>() / group.len() as f64
}

/// Draws what the shapes mean below the lanes; returns the height of the whole.
fn draw_key(out: &mut Markup, key: &[(Shape, String)], bottom: f64) -> f64 {
    if key.is_empty() {
        return bottom;
    }
    let (mut x, mut middle) = (REACH + 1.0, bottom + LINE / 2.0 + 6.0);
    for (shape, words) in key {
        let width = 2.0 * REACH + 4.0 + width_in_em(words) * FONT_SIZE;
        if x + width > WIDTH && x > REACH + 1.0 {
            (x, middle) = (REACH + 1.0, middle + LINE);
        }
        shape.draw(out, (x, middle), REACH);
        out.words("tick", words, (x + REACH + 4.0, middle + BASELINE * FONT_SIZE));
        x += width + 2.0 * GAP;
    }
    middle + LINE / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(lanes: Vec<Lane>) -> LaneChart {
        let years = (2023..=2025).map(|year| Tick { value: f64::from(year), label: format!("{year}年") });
        LaneChart {
            id: "time".to_owned(),
            title: "时间轴".to_owned(),
            description: "2023 to 2025".to_owned(),
            years: years.collect(),
            lanes,
            key: vec![(Shape::Ring, "通报".to_owned())],
        }
    }

    fn lane(label: &str, at: &[f64]) -> Lane {
        let marks = at.iter().map(|at| LaneMark { at: *at, shape: Shape::Disc }).collect();
        Lane { label: label.to_owned(), span: None, marks }
    }

    fn middles(svg: &str) -> Vec<f64> {
        let discs = svg.split("class=\"mark\" cx=\"").skip(1);
        discs.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn marks_lie_in_proportion_to_time() {
        let svg = chart(vec![lane("重庆", &[2023.5, 2024.0, 2025.0])]).svg();
        let x = middles(&svg);
        assert_eq!(x.len(), 3);
        assert!(((x[2] - x[1]) / (x[1] - x[0]) - 2.0).abs() < 0.01, "{x:?}");
    }

    #[test]
    fn marks_on_one_day_are_a_ring_with_their_number() {
        let svg = chart(vec![lane("重庆", &[2023.5, 2023.5, 2023.51, 2025.0])]).svg();
        assert_eq!(middles(&svg).len(), 1);
        assert!(svg.contains("class=\"cluster\"") && svg.contains(">3</text>"), "{svg}");
    }

    #[test]
    fn a_beginning_stands_before_what_it_would_lie_on() {
        let mut lane = lane("断卡", &[2024.01, 2024.02, 2024.03]);
        lane.marks.push(LaneMark { at: 2024.0, shape: Shape::Triangle });
        let svg = chart(vec![lane]).svg();
        assert!(svg.contains(">3</text>"), "{svg}");
        let ring = svg.split("class=\"cluster\" cx=\"").nth(1).unwrap();
        let ring: f64 = ring.split('"').next().unwrap().parse().unwrap();
        let tip = svg.split("class=\"mark\" d=\"M").nth(1).unwrap().split('L').nth(1).unwrap();
        let tip: f64 = tip.split(' ').next().unwrap().parse().unwrap();
        assert!(tip <= ring - CLUSTER + 0.01, "{tip} {ring}");
    }

    #[test]
    fn the_drawing_is_named_and_its_shapes_explained() {
        let svg = chart(vec![lane("重庆", &[2024.0])]).svg();
        assert!(svg.contains("role=\"img\" aria-labelledby=\"time-title time-desc\""));
        assert!(svg.contains(">2024年</text>") && svg.contains(">通报</text>") && !svg.contains("style"));
    }

    #[test]
    fn a_mark_outside_of_the_years_stays_within_the_drawing() {
        let x = middles(&chart(vec![lane("重庆", &[1900.0, 2100.0])]).svg());
        assert!(x.iter().all(|x| (0.0..=WIDTH).contains(x)), "{x:?}");
    }

    #[test]
    fn a_chart_without_lanes_is_still_a_drawing() {
        let mut empty = chart(Vec::new());
        (empty.years, empty.key) = (Vec::new(), Vec::new());
        let svg = empty.svg();
        assert!(svg.ends_with("</svg>") && !svg.contains("NaN"));
    }
}
