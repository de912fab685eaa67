//! Says whether a quote states a given figure.
//!
//! A Chinese quote, a value and its unit in, a [`Match`] out: the check that
//! the number read out of a quote equals the metric's value. Judges neither
//! the qualifier nor what is counted; English texts are not read here.

use super::quantity::{Quantity, quantities_in, quantity_at, read_quantities};
use crate::domain::Direction;
use crate::lexicon::{UnitKind, Units};

/// What a quote says of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Match {
    /// The quote states it, as this quantity.
    Equal(Quantity),
    /// The quote states these, and none is the figure.
    Different(Vec<Quantity>),
    /// The quote states no quantity.
    NoNumber,
}

/// Whether `quote` states `value` in `unit` (canonical Simplified name).
///
/// Values are equal when they agree to four decimals or to a billionth. A negative value needs
/// a quantity that falls (同比下降43.88%); a rate or a multiple that falls states no positive one.
/// A quantity without a unit states any count (超130万 states 1300000 人), and money from ten thousand on.
/// Of several equal ones, one whose unit is `unit` itself goes first.
pub fn states(quote: &str, value: f64, unit: &str, units: &Units) -> Match {
    let mut found = read_quantities(quote, units);
    if found.is_empty() {
        return Match::NoNumber;
    }
    let equal = found
        .iter()
        .enumerate()
        .filter(|(_, quantity)| is_equal(quantity, value, unit, units))
        .min_by_key(|(_, quantity)| quantity.unit != Some(unit))
        .map(|(index, _)| index);
    match equal {
        Some(index) => Match::Equal(found.swap_remove(index)),
        None => Match::Different(found),
    }
}

/// 元 is left out behind 万 and 亿 alone: 挽回损失300余万.
const LEAST_WITHOUT_YUAN: f64 = 10_000.0;

/// Whether `quote` states `value` in `unit`, as [`states`] tells; reads no further than it must.
///
/// Byte `near` is where the figure's number probably begins.
pub(super) fn is_stated(quote: &str, near: usize, value: f64, unit: &str, units: &Units) -> bool {
    let states = |quantity: Quantity| is_equal(&quantity, value, unit, units);
    quantity_at(quote, near, units).is_some_and(states) || quantities_in(quote, units).any(states)
}

fn is_equal(quantity: &Quantity, value: f64, unit: &str, units: &Units) -> bool {
    let difference = (quantity.value - value.abs()).abs();
    let near = difference < 5e-5 || difference <= quantity.value.abs() * 1e-9;
    if !near {
        return false;
    }
    let kind = units.get(unit).map(|unit| unit.kind);
    let same_unit = match quantity.unit {
        Some(stated) => units.same_kind(stated, unit) || (stated == "元" && units.is_local_yuan(unit)),
        None => {
            kind == Some(UnitKind::Count) || (kind == Some(UnitKind::Money) && value >= LEAST_WITHOUT_YUAN)
        }
    };
    let falls = quantity.direction == Some(Direction::Down);
    let relative = matches!(kind, Some(UnitKind::Percent | UnitKind::Ratio));
    let same_direction = if value < 0.0 { falls } else { !(falls && relative) };
    same_unit && same_direction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_stated(quote: &str, value: f64, unit: &str) -> bool {
        let units = Units::embedded();
        let is_stated = matches!(states(quote, value, unit, &units), Match::Equal(_));
        for near in 0..=quote.len() + 1 {
            assert_eq!(super::is_stated(quote, near, value, unit, &units), is_stated, "{quote} {near}");
        }
        is_stated
    }

    #[test]
    fn a_fall_states_the_negative_value_only() {
        assert!(is_stated("同比下降43.88%", -43.88, "%"));
        assert!(!is_stated("同比下降43.88%", 43.88, "%"));
        assert!(!is_stated("同比上升43.88%", -43.88, "%"));
        assert!(is_stated("损失同比减少5000余万元", -50_000_000.0, "元"));
    }

    #[test]
    fn a_number_without_a_unit_states_a_count_and_from_ten_thousand_money() {
        assert!(is_stated("注册人数超130万", 1_300_000.0, "人"));
        assert!(is_stated("挽回损失300余万", 3_000_000.0, "元"));
        assert!(!is_stated("挽回损失超1,300", 1_300.0, "元"));
    }

    #[test]
    fn units_of_one_kind_are_interchangeable() {
        assert!(is_stated("抓获88名", 88.0, "人"));
        assert!(is_stated("破案1,164宗", 1164.0, "起"));
        assert!(!is_stated("涉款1亿港元", 100_000_000.0, "元"));
    }

    #[test]
    fn of_two_figures_the_one_in_the_unit_is_taken() {
        let units = Units::embedded();
        let Match::Equal(found) = states("337件337人", 337.0, "人", &units) else {
            panic!("337 人 is stated");
        };
        assert_eq!(found.unit, Some("人"));
    }

    #[test]
    fn another_value_and_no_value_are_told_apart() {
        let units = Units::embedded();
        assert!(
            matches!(states("破案427起", 428.0, "起", &units), Match::Different(found) if found.len() == 1)
        );
        assert_eq!(states("7月17日通报", 7.0, "起", &units), Match::NoNumber);
    }

    #[test]
    fn four_decimals_decide() {
        assert!(is_stated("三分之一", 33.3333, "%"));
        assert!(!is_stated("三分之一", 33.33, "%"));
    }
}
