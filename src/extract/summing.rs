//! Adds up a number, character by character.
//!
//! A text and the place where a number begins in, the [`Numeral`] out: what each digit, power of ten
//! and 余 does to the sum so far. Knows no fractions (三分之一): these are two numbers.

use super::characters::Characters;
use super::digits::{
    LONGEST_RUN, ONE, arabic_digit, arabic_number, chinese_digit, from_millionths, is_several, is_space,
    is_vague_pair, power_of, power_of_ten, tens_of,
};
use super::numeral::Numeral;
use crate::domain::Qualifier;
use crate::lexicon::QuantityWordings;
use crate::text::Span;

/// The sum so far, as one reads from left to right.
pub(super) struct Reading<'t> {
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
    /// Nothing read yet.
    pub(super) fn new(text: &'t str, start: usize, wordings: &'t QuantityWordings) -> Self {
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
    pub(super) fn step(&mut self) -> Option<bool> {
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

    /// The number, if any was read.
    pub(super) fn finish(mut self) -> Option<Numeral> {
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
