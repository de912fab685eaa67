//! The marks of a time axis, told apart by shape and never by colour alone.
//!
//! A shape and a place in, its path out. Knows nothing of what it stands for.

use super::svg::{Markup, number};

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A triangle that points on: something begins.
    Triangle,
    /// A diamond: something is done.
    Diamond,
    /// A full disc: something is told.
    Disc,
    /// A full square: something came of it.
    Square,
    /// A ring: somebody reports it.
    Ring,
}

impl Shape {
    /// Every shape, in the order of a key.
    pub const ALL: [Shape; 5] = [Shape::Triangle, Shape::Diamond, Shape::Disc, Shape::Square, Shape::Ring];

    /// Draws the mark around a point; `reach` is how far it goes from there.
    pub(super) fn draw(self, out: &mut Markup, at: (f64, f64), reach: f64) {
        let (x, y) = at;
        match self {
            Shape::Disc => circle(out, "mark", at, reach * 0.9),
            Shape::Ring => circle(out, "mark ring", at, reach * 0.8),
            Shape::Triangle => {
                let corners = [(x - reach * 0.8, y - reach), (x + reach, y), (x - reach * 0.8, y + reach)];
                polygon(out, &corners);
            }
            Shape::Diamond => {
                polygon(
                    out,
                    &[(x, y - reach * 1.1), (x + reach * 1.1, y), (x, y + reach * 1.1), (x - reach * 1.1, y)],
                );
            }
            Shape::Square => {
                let half = reach * 0.85;
                let corners =
                    [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
                polygon(out, &corners);
            }
        }
    }
}

/// A circle of a class.
pub(super) fn circle(out: &mut Markup, class: &str, at: (f64, f64), radius: f64) {
    let (x, y, radius) = (number(at.0), number(at.1), number(radius));
    out.empty("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", &radius)]);
}

fn polygon(out: &mut Markup, corners: &[(f64, f64)]) {
    let corners: Vec<String> =
        corners.iter().map(|corner| format!("{} {}", number(corner.0), number(corner.1))).collect();
    out.empty("path", &[("class", "mark"), ("d", &format!("M{}z", corners.join("L")))]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_shape_is_drawn_in_its_own_way() {
        let drawn = Shape::ALL.map(|shape| {
            let mut out = Markup::default();
            shape.draw(&mut out, (10.0, 10.0), 5.0);
            out.finish()
        });
        assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), Shape::ALL.len());
    }
}
