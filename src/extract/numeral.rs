//! Reads numbers as Chinese texts write them.
//!
//! A text and a place in it in, a [`Numeral`] out: Arabic digits of either
//! width with 万 and 亿, Chinese numerals, fractions (三分之一, 百分之二十),
//! vague ones (数十, 十几, 七八), in both scripts. Knows no units and rejects no
//! dates (that is `quantity`).

use super::characters::Characters;
use super::digits::{
    LONGEST_RUN, ONE, arabic_digit, arabic_number, chinese_digit, from_millionths, is_several, is_space,
    is_vague_pair, power_of, tens_of,
};
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

/// The sum so far, as one reads from left to right.
struct Reading<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    wordings: &'t QuantityWordings,
    total: i128,
    section: i128,
    pending: Option<i128>,
    last_power: Option<u32>,
    smallest_big_power: Option<u32>,
    mantissa: (i128, u32),
    qualifier: Qualifier,
    zero: bool,
    /// Chinese digits of the last run: 九万三三七九 is 93379, 九万三 is 93000.
    run: usize,
    closed: bool,
    inside: bool,
    arabic: bool,
    has_digits: bool,
    length: usize,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str, start: usize, wordings: &'t QuantityWordings) -> Self {
        Self {
            text,
            start,
            at: start,
            wordings,
            total: 0,
            section: 0,
            pending: None,
            last_power: None,
            smallest_big_power: None,
            mantissa: (0, 0),
            qualifier: Qualifier::Exact,
            zero: false,
            run: 0,
            closed: false,
            inside: false,
            arabic: false,
            has_digits: false,
            length: 0,
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Takes one more part; `Some(false)` at the end, nothing when this is no number.
    fn step(&mut self) -> Option<bool> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Some(false);
        };
        if !Characters::all().of(first.into()).begins_number() {
            return self.take_behind(rest);
        }
        if arabic_digit(first).is_some() {
            return self.take_arabic(rest);
        }
        if chinese_digit(first).is_some() {
            return self.take_chinese(rest);
        }
        if is_several(first) {
            return Some(self.take_several(rest, first));
        }
        if let Some(tens) = tens_of(first).filter(|_| self.pending.is_none() && !self.closed && !self.arabic)
        {
            self.section = self.section.checked_add(tens * 10 * ONE)?;
            self.mantissa = (tens * ONE, 1);
            (self.last_power, self.has_digits) = (Some(1), true);
            self.length += 2;
            self.at += first.len_utf8();
            return Some(true);
        }
        // 3.2百分点 is no 320.
        let points = |tail: &str| tail.starts_with(['分']) && tail.contains(['点', '點']);
        if power_of(first) == Some(2)
            && self.arabic
            && rest.get(first.len_utf8()..).is_some_and(|tail| points(tail.get(..6).unwrap_or("")))
        {
            return Some(false);
        }
        if let Some(power) = power_of(first) {
            self.take_power(power)?;
            self.at += first.len_utf8();
            return Some(true);
        }
        self.take_behind(rest)
    }

    /// Takes what is no part of a number by itself; nothing where none has begun.
    fn take_behind(&mut self, rest: &str) -> Option<bool> {
        (self.length > 0).then(|| self.take_inside(rest) || self.skip_spaces(rest))
    }

    /// Takes Arabic digits, unless they begin another number (1392件2039人).
    fn take_arabic(&mut self, rest: &str) -> Option<bool> {
        if self.pending.is_some() || self.closed {
            return Some(false);
        }
        let (value, length) = arabic_number(rest)?;
        if let Some(last) = self.last_power {
            let next = rest.get(length..)?.trim_start_matches(is_space).chars().next();
            let filled = last == 4 && (1000 * ONE..10_000 * ONE).contains(&value) && next != Some('年');
            if next.and_then(power_of).map_or(!filled, |power| power >= last) {
                return Some(false);
            }
        }
        self.pending = Some(value);
        self.arabic = true;
        self.has_digits = true;
        self.length += 1;
        self.at += length;
        Some(true)
    }

    /// Takes a run of Chinese digits: one digit, a vague pair (七八) or digit by digit (二〇二五).
    fn take_chinese(&mut self, rest: &str) -> Option<bool> {
        let bare_power = !self.has_digits && self.last_power.is_some_and(|power| power >= 4);
        if self.pending.is_some() || self.closed || self.arabic || bare_power {
            return Some(false);
        }
        let (mut digits, mut sum, mut bytes) = ([0; 2], 0, 0);
        self.run = 0;
        for (character, digit) in rest.chars().map_while(|one| Some((one, chinese_digit(one)?))) {
            if self.run == LONGEST_RUN {
                return None;
            }
            if let Some(place) = digits.get_mut(self.run) {
                *place = digit;
            }
            (sum, bytes) = (sum * 10 + digit, bytes + character.len_utf8());
            self.run += 1;
        }
        let [low, high] = digits;
        self.zero = self.run > 0 && low == 0;
        self.at += bytes;
        self.length += self.run;
        self.has_digits = true;
        let small = self.last_power.is_none_or(|last| last < 4);
        self.pending = Some(if self.run == 2 && is_vague_pair(low, high) && small {
            self.qualifier = Qualifier::About;
            low * ONE
        } else {
            sum * ONE + self.take_point()
        });
        Some(true)
    }

    /// Takes the decimals of 三点五, as millionths; nothing where 点 tells the hour.
    fn take_point(&mut self) -> i128 {
        let Some((point, decimals)) = self
            .rest()
            .chars()
            .next()
            .filter(|character| matches!(character, '点' | '點' | '.' | '．'))
            .and_then(|point| Some((point, self.rest().strip_prefix(point)?)))
        else {
            return 0;
        };
        let mut value = 0;
        let mut place = ONE;
        let mut length = 0;
        for character in decimals.chars() {
            let Some(digit) = chinese_digit(character) else {
                if matches!(character, '十' | '分' | '时' | '時') {
                    return 0;
                }
                break;
            };
            place /= 10;
            value += digit * place;
            length += character.len_utf8();
        }
        if length > 0 {
            self.at += point.len_utf8() + length;
        }
        value
    }

    /// Takes 几 or 数 where it stands for a digit: 数十, 几百, 十几.
    fn take_several(&mut self, rest: &str, first: char) -> bool {
        let end = self.at + first.len_utf8();
        let noun = self.text.get(..end).is_some_and(|text| self.wordings.ends_with_count_noun(text));
        let next = rest.chars().nth(1).and_then(power_of);
        let after_ten = self.last_power == Some(1) && matches!(first, '几' | '幾');
        if self.pending.is_some() || self.closed || noun || (next.is_none() && !after_ten) {
            return false;
        }
        self.pending = Some(if after_ten { 0 } else { ONE });
        self.qualifier = Qualifier::Over;
        self.length += 1;
        self.has_digits = true;
        self.closed = true;
        self.at = end;
        true
    }

    fn take_power(&mut self, power: u32) -> Option<()> {
        let scale = power_of_ten(power)?;
        if power < 4 {
            self.mantissa = (self.pending.unwrap_or(ONE), power);
            let part = self.pending.take().unwrap_or(ONE).checked_mul(scale)?;
            self.section = self.section.checked_add(part)?;
        } else {
            let section = self.section.checked_add(self.pending.take().unwrap_or(0))?;
            let grows = self.smallest_big_power.is_some_and(|last| power > last || section == 0);
            self.mantissa = (if section == 0 { ONE } else { section }, power);
            if grows {
                self.total = self.total.checked_add(section)?.checked_mul(scale)?;
            } else {
                let part = if section == 0 { ONE } else { section };
                self.total = self.total.checked_add(part.checked_mul(scale)?)?;
            }
            self.section = 0;
            self.smallest_big_power = Some(power);
        }
        self.last_power = Some(power);
        self.zero = false;
        self.length += 1;
        Some(())
    }

    /// Takes 余 or 多; only powers may follow it.
    fn take_inside(&mut self, rest: &str) -> bool {
        let Some((qualifier, length)) = self.wordings.qualifier_inside(rest) else {
            return false;
        };
        if self.inside {
            return false;
        }
        self.qualifier = qualifier;
        self.inside = true;
        self.closed = true;
        self.at += length;
        true
    }

    /// Passes spaces between Arabic digits and the 万 or 余 that goes with them (76.9 万, 42万 余元).
    fn skip_spaces(&mut self, rest: &str) -> bool {
        let behind = rest.trim_start_matches(is_space);
        if behind.len() == rest.len() || !self.arabic {
            return false;
        }
        let scaled = behind.chars().next().is_some_and(|next| power_of(next).is_some());
        let goes_on = (scaled && self.pending.is_some()) || self.wordings.qualifier_inside(behind).is_some();
        if !goes_on {
            return false;
        }
        self.at += rest.len() - behind.len();
        true
    }

    fn finish(mut self) -> Option<Numeral> {
        if self.length == 0 {
            return None;
        }
        let mut tail = self.pending.take().unwrap_or(0);
        if let (Some(power @ 2..), false, false, false, ..=1) =
            (self.last_power, self.zero, self.arabic, self.closed, self.run)
        {
            tail = tail.checked_mul(power_of_ten(power - 1)?)?;
        }
        if self.last_power.is_none() {
            self.mantissa = (tail, 0);
        }
        let sum = self.total.checked_add(self.section)?.checked_add(tail)?;
        Some(Numeral {
            span: Span { start: self.start, end: self.at },
            value: from_millionths(sum),
            percent: None,
            qualifier: self.qualifier,
            mantissa: (from_millionths(self.mantissa.0), self.mantissa.1),
            chinese: !self.arabic,
            length: self.length,
            has_digits: self.has_digits,
        })
    }
}

/// A power of ten up to that of 亿; told by a table, as wide numbers are slow to multiply.
fn power_of_ten(power: u32) -> Option<i128> {
    const POWERS: [i128; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    POWERS.get(power as usize).copied()
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
