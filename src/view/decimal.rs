//! Decimal digits of a number, exact, for writing it out.
//!
//! A finite `f64` in, its shortest exact decimal digits out, shifted by powers
//! of ten and rounded to significant digits without binary error. Knows no
//! language.

use std::cmp::Ordering;

/// Which way a number that is cut short goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, a half away from zero.
    Nearest,
    /// Towards zero: what is over it stays over it.
    Down,
    /// Away from zero.
    Up,
}

/// A number without its sign, as digits and the count of those behind the point.
///
/// Invariant: no leading zero but a lone one, no trailing zero behind the point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    digits: String,
    decimals: i32,
}

impl Decimal {
    /// The absolute value of `value`; 0 where it is not finite.
    pub fn new(value: f64) -> Self {
        let text = if value.is_finite() { value.abs().to_string() } else { "0".to_owned() };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        Self { digits: format!("{whole}{fraction}"), decimals: i32::try_from(fraction.len()).unwrap_or(0) }
            .normalised()
    }

    fn normalised(mut self) -> Self {
        let zeros = self.digits.len() - self.digits.trim_end_matches('0').len();
        let zeros = i32::try_from(zeros).unwrap_or(0);
        let kept = self.digits.trim_matches('0').to_owned();
        if kept.is_empty() {
            return Self { digits: "0".to_owned(), decimals: 0 };
        }
        self.digits = kept;
        self.decimals -= zeros;
        self
    }

    /// The number divided by ten to the `power`.
    pub fn shifted(&self, power: u32) -> Self {
        let power = i32::try_from(power).unwrap_or(0);
        Self { digits: self.digits.clone(), decimals: self.decimals + power }
    }

    /// Digits behind the point.
    pub fn decimals(&self) -> i32 {
        self.decimals.max(0)
    }

    /// Significant digits, trailing zeros of whole numbers left out.
    pub fn significant(&self) -> usize {
        self.digits.len()
    }

    /// Zeros at the end of a whole number: 2 for 3300, 0 where it has decimals.
    pub fn trailing_zeros(&self) -> i32 {
        (-self.decimals).max(0)
    }

    /// Whether the number is at least ten to the `power`.
    pub fn reaches(&self, power: u32) -> bool {
        let whole = i32::try_from(self.digits.len()).unwrap_or(i32::MAX) - self.decimals;
        self.digits != "0" && whole > i32::try_from(power).unwrap_or(i32::MAX)
    }

    /// The number with at most `count` significant digits.
    pub fn rounded(&self, count: usize, rounding: Rounding) -> Self {
        let (Some(kept), Some(cut)) = (self.digits.get(..count), self.digits.get(count..)) else {
            return self.clone();
        };
        let raises = match rounding {
            Rounding::Down => false,
            Rounding::Up => cut.bytes().any(|digit| digit != b'0'),
            Rounding::Nearest => {
                cut.as_bytes().first().map_or(Ordering::Less, |digit| digit.cmp(&b'5')).is_ge()
            }
        };
        let digits = if raises { successor(kept) } else { kept.to_owned() };
        let lost = i32::try_from(cut.len()).unwrap_or(0);
        Self { digits, decimals: self.decimals - lost }.normalised()
    }

    /// The number in digits, with `group` between thousands.
    pub fn to_text(&self, group: &str) -> String {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let zeros = usize::try_from(self.trailing_zeros()).unwrap_or(0);
        let padded = format!("{}{}", self.digits, "0".repeat(zeros));
        let padded = format!("{padded:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        text
    }
}

/// Decimal digits plus one: 199 → 200, 999 → 1000.
fn successor(digits: &str) -> String {
    let kept = digits.trim_end_matches('9');
    let nines = digits.len() - kept.len();
    let mut raised: String = kept.chars().take(kept.len().saturating_sub(1)).collect();
    match kept.chars().last().and_then(|digit| digit.to_digit(10)) {
        Some(digit) => raised.push_str(&(digit + 1).to_string()),
        None => raised.push('1'),
    }
    raised + &"0".repeat(nines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifting_is_exact() {
        assert_eq!(Decimal::new(46_209_700.0).shifted(4).to_text(""), "4620.97");
        assert_eq!(Decimal::new(0.05).to_text(""), "0.05");
        assert_eq!(Decimal::new(3.0).shifted(4).to_text(""), "0.0003");
    }

    #[test]
    fn thousands_are_grouped_from_the_point() {
        assert_eq!(Decimal::new(1_234_567.5).to_text(","), "1,234,567.5");
        assert_eq!(Decimal::new(123.0).to_text(","), "123");
        assert_eq!(Decimal::new(0.0).to_text(","), "0");
    }

    #[test]
    fn rounding_carries() {
        let number = Decimal::new(999_600_000.0);
        assert_eq!(number.rounded(3, Rounding::Nearest).to_text(","), "1,000,000,000");
        assert_eq!(number.rounded(3, Rounding::Down).to_text(","), "999,000,000");
        assert_eq!(Decimal::new(1_125_700.0).rounded(3, Rounding::Up).to_text(""), "1130000");
    }

    #[test]
    fn infinity_is_written_as_zero() {
        assert_eq!(Decimal::new(f64::INFINITY).to_text(""), "0");
    }
}
