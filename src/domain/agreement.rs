//! Whether two statements of one figure can both be true.
//!
//! Two metrics in, a verdict out. That they count the same thing is settled before; only values and
//! qualifiers are weighed here.

use super::{Metric, Qualifier};

impl Metric {
    /// Whether what the other states can be the same number: 7790余人 and 7794人 can, 7790人 and 7794人 can't.
    ///
    /// A qualifier leaves as much open as one unit of the last digit that is not zero: 余, 多 and 以上 reach up
    /// to the next (7790余 to below 7800), 近 down to the one before, 约 half of it to either side.
    pub fn agrees_with(&self, other: &Metric) -> bool {
        let (one, other) = (Range::of(self), Range::of(other));
        let both = (one.low.max(other.low), one.high.min(other.high));
        both.0 < both.1 || (both.0 == both.1 && one.holds(both.0) && other.holds(both.0))
    }
}

/// The numbers that a statement leaves open, by size.
struct Range {
    low: f64,
    high: f64,
    has_low: bool,
    has_high: bool,
}

impl Range {
    fn of(metric: &Metric) -> Range {
        let (value, step) = (metric.value.abs(), last_digit(metric.value));
        let (low, high, has_low, has_high) = match metric.qualifier {
            Qualifier::Exact => (value, value, true, true),
            Qualifier::Over | Qualifier::AtLeast => (value, value + step, true, false),
            Qualifier::Nearly => (value - step, value, false, true),
            Qualifier::About => (value - step / 2.0, value + step / 2.0, true, true),
        };
        // “Down by over 5%” tells of the size of the fall.
        if metric.value < 0.0 {
            return Range { low: -high, high: -low, has_low: has_high, has_high: has_low };
        }
        Range { low, high, has_low, has_high }
    }

    fn holds(&self, value: f64) -> bool {
        (self.has_low || value > self.low) && (self.has_high || value < self.high)
    }
}

/// One unit of the last digit of a number that is not zero: 10 for 7790, 0.01 for 43.88.
fn last_digit(value: f64) -> f64 {
    let text = value.abs().to_string();
    match text.split_once('.') {
        Some((_, decimals)) => 10_f64.powi(-i32::try_from(decimals.len()).unwrap_or(0)),
        None => {
            let zeros = text.len() - text.trim_end_matches('0').len();
            // Zero itself has no digit to speak of.
            if zeros == text.len() { 1.0 } else { 10_f64.powi(i32::try_from(zeros).unwrap_or(0)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(value: f64, qualifier: Qualifier) -> Metric {
        Metric {
            indicator: "suspects_arrested".to_owned(),
            value,
            unit: "人".to_owned(),
            qualifier,
            period: None,
            place: "chongqing",
            agency: None,
            scope: None,
            scam: None,
            per: None,
            change: None,
            quote: String::new(),
        }
    }

    fn agree(one: (f64, Qualifier), other: (f64, Qualifier)) -> bool {
        let (one, other) = (metric(one.0, one.1), metric(other.0, other.1));
        assert_eq!(one.agrees_with(&other), other.agrees_with(&one), "in either order");
        one.agrees_with(&other)
    }

    #[test]
    fn exact_figures_agree_when_they_are_the_same() {
        use Qualifier::Exact;
        assert!(agree((7790.0, Exact), (7790.0, Exact)));
        assert!(!agree((7790.0, Exact), (7791.0, Exact)));
        assert!(agree((0.0, Exact), (0.0, Exact)));
    }

    #[test]
    fn over_reaches_up_to_the_next_of_its_last_digit() {
        use Qualifier::{AtLeast, Exact, Over};
        assert!(agree((7790.0, Over), (7794.0, Exact)));
        assert!(agree((7790.0, Over), (7790.0, Exact)));
        assert!(agree((7790.0, AtLeast), (7790.0, Over)));
        assert!(!agree((7790.0, Over), (7800.0, Exact)));
        assert!(!agree((7790.0, Over), (7789.0, Exact)));
        assert!(agree((7700.0, Over), (7790.0, Over)));
    }

    #[test]
    fn nearly_and_about_leave_room_to_their_sides() {
        use Qualifier::{About, Exact, Nearly, Over};
        assert!(agree((240_000_000.0, About), (245_000_000.0, Exact)));
        assert!(!agree((240_000_000.0, About), (246_000_000.0, Exact)));
        assert!(agree((8000.0, Nearly), (7790.0, Over)));
        assert!(!agree((8000.0, Nearly), (8001.0, Exact)));
    }

    #[test]
    fn a_fall_by_over_so_much_is_a_larger_fall() {
        use Qualifier::{Exact, Over};
        assert!(agree((-62.8, Over), (-62.86, Exact)));
        assert!(!agree((-62.8, Over), (-62.7, Exact)));
    }
}
