//! Reads numbers as Chinese texts write them.
//!
//! A text and a place in it in, a [`Numeral`] out: Arabic digits of either
//! width with 万 and 亿, Chinese numerals, fractions (三分之一, 百分之二十),
//! vague ones (数十, 十几, 七八), in both scripts. Knows no units and rejects no
//! dates (that is `quantity`).

use super::summing::Reading;
use crate::domain::Qualifier;
use crate::lexicon::QuantityWordings;
use crate::text::Span;

/// A number read out of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Numeral {
    /// Where it stands, from its first digit to its last, 余 and 多 inside included.
    pub span: Span,
    /// The value: 1.34万 is 13400, 三分之一 is 0.333…; decimals beyond the sixth are dropped.
    pub value: f64,
    /// The value as a percentage, for a fraction (百分之二十 is 20).
    pub percent: Option<f64>,
    /// What the number itself says of its exactness: 7790余 is over, 七八 is about.
    pub qualifier: Qualifier,
    /// The number in front of its last 百, 千, 万, 亿 and that power of ten, as 5 and 4 in 5万.
    pub mantissa: (f64, u32),
    /// Whether it is made of Chinese digits alone.
    pub chinese: bool,
    /// Its digits, powers and words as counted characters: 1 for 三, 2 for 百万.
    pub length: usize,
    /// Whether a digit stands in it (not so in 百余, 千万).
    pub has_digits: bool,
}

/// The number that begins at byte `start`, or nothing when none does.
///
/// A place inside a number counts as a beginning; the caller goes on from the end of each.
pub fn numeral_at(text: &str, start: usize, wordings: &QuantityWordings) -> Option<Numeral> {
    let whole = plain_numeral(text, start, wordings)?;
    let Some(rest) = text.get(whole.span.end..) else {
        return Some(whole);
    };
    let Some(behind) = rest.strip_prefix("分之") else {
        return Some(whole);
    };
    match plain_numeral(text, text.len() - behind.len(), wordings) {
        Some(part) if whole.value > 0.0 => Some(Numeral {
            span: Span { start, end: part.span.end },
            value: part.value / whole.value,
            percent: Some(part.value * 100.0 / whole.value),
            has_digits: true,
            length: whole.length + part.length,
            ..part
        }),
        _ => Some(whole),
    }
}

fn plain_numeral(text: &str, start: usize, wordings: &QuantityWordings) -> Option<Numeral> {
    let mut reading = Reading::new(text, start, wordings);
    while reading.step()? {}
    reading.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (f64, Qualifier) {
        let wordings = QuantityWordings::embedded();
        let numeral = numeral_at(text, 0, &wordings).unwrap();
        (numeral.value, numeral.qualifier)
    }

    #[test]
    fn wan_scales_the_decimal_before_it() {
        for (text, value) in [
            ("4620.97万", 46_209_700.0),
            ("1.34萬", 13_400.0),
            ("2.45億", 245_000_000.0),
            ("１２３４", 1234.0),
            ("1,164,000", 1_164_000.0),
            ("8.3 万", 83_000.0),
            ("3千万", 30_000_000.0),
            ("1万亿", 1e12),
            ("1亿2000万", 120_000_000.0),
        ] {
            assert_eq!(read(text), (value, Qualifier::Exact), "{text}");
        }
    }

    #[test]
    fn chinese_numerals_add_up() {
        for (text, value) in [
            ("一百二十三", 123.0),
            ("兩千零五", 2005.0),
            ("一万二", 12_000.0),
            ("一百二", 120.0),
            ("十五", 15.0),
            ("三千五百万", 35_000_000.0),
            ("一亿零五十万", 100_500_000.0),
            ("二〇二五", 2025.0),
            ("三点五亿", 350_000_000.0),
            ("贰拾", 20.0),
        ] {
            assert_eq!(read(text), (value, Qualifier::Exact), "{text}");
        }
    }

    #[test]
    fn vague_numerals_keep_what_is_certain() {
        for (text, value, qualifier) in [
            ("7790余", 7790.0, Qualifier::Over),
            ("9700多万", 97_000_000.0, Qualifier::Over),
            ("104億餘", 1.04e10, Qualifier::Over),
            ("十几万", 100_000.0, Qualifier::Over),
            ("數百萬", 1_000_000.0, Qualifier::Over),
            ("百余", 100.0, Qualifier::Over),
            ("七八十", 70.0, Qualifier::About),
        ] {
            assert_eq!(read(text), (value, qualifier), "{text}");
        }
    }

    #[test]
    fn a_comma_groups_thousands_only_before_three_digits() {
        assert_eq!(read("12,34").0, 12.0);
        assert_eq!(read("7790,200").0, 7790.0);
    }

    #[test]
    fn fractions_are_percentages() {
        let wordings = QuantityWordings::embedded();
        let fifth = numeral_at("百分之二十", 0, &wordings).unwrap();
        assert_eq!((fifth.value, fifth.percent), (0.2, Some(20.0)));
    }

    #[test]
    fn nineteen_digits_are_no_number() {
        let wordings = QuantityWordings::embedded();
        assert_eq!(numeral_at("5304002024154277712", 0, &wordings), None);
    }
}
