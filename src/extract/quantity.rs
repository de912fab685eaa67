//! Finds what a text counts: numbers with their unit, qualifier and direction.
//!
//! A text and the units in, [`Quantity`] values in the order of the text out.
//! Dates, ordinals, hours, names of cases and bare digits are none. Does not
//! ask what is counted (that is `indicator`) nor when (`period`).

use super::beside::joins_numbers;
use super::characters::Characters;
use super::digits::{begins_number, chinese_digit, end_of_digits, power_of};
use super::numeral::{Numeral, numeral_at};
use crate::domain::{Direction, Qualifier};
use crate::lexicon::{QuantityWord, Unit, Units};
use crate::text::{Span, code_points};

/// A quantity as a text states it, in base units.
///
/// `1.34万户` is 13400 户, `2.45亿元` 245000000 元; money of another currency keeps its own unit.
/// Invariant: the value is finite and not negative; a fall is told by `direction`.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// From the number (or the currency in front of it) to the end of its unit;
    /// qualifiers around it are outside.
    pub span: Span,
    /// The value in base units.
    pub value: f64,
    /// Canonical Simplified unit, or nothing where the text names none (超130万).
    pub unit: Option<&'static str>,
    /// How exact the text says it is.
    pub qualifier: Qualifier,
    /// Whether the text calls it a rise or a fall.
    pub direction: Option<Direction>,
}

/// Every quantity of `text`, in its order.
pub fn read_quantities(text: &str, units: &Units) -> Vec<Quantity> {
    quantities_in(text, units).collect()
}

/// The quantities of `text`, read when they are asked for.
pub(super) fn quantities_in<'t>(text: &'t str, units: &'t Units) -> impl Iterator<Item = Quantity> + 't {
    let (characters, wordings) = (Characters::all(), units.wordings());
    let opens = |first| characters.of(first).begins_number() || wordings.begins_quantity_word(first);
    let starts = code_points(text).filter(move |(_, one)| opens(*one)).map(|(at, _)| at);
    quantities_at(text, starts, units)
}

/// The quantities of `text`, given all places where one may begin, in their order.
pub(super) fn quantities_at<'t>(
    text: &'t str,
    mut starts: impl Iterator<Item = usize> + 't,
    units: &'t Units,
) -> impl Iterator<Item = Quantity> + 't {
    let reader = Reader { text, units };
    let (mut resume, mut last) = (0, None);
    std::iter::from_fn(move || {
        let mut quantity = loop {
            let start = starts.find(|start| *start >= resume)?;
            let Some(first) = text.get(start..).and_then(|rest| rest.chars().next()) else { continue };
            let (next, quantity) = reader.read(start, first);
            resume = next;
            if let Some(quantity) = quantity {
                break quantity;
            }
        };
        if quantity.direction.is_none() {
            quantity.direction = last.as_ref().and_then(|last| reader.carried(last, &quantity));
        }
        last = Some(quantity.clone());
        Some(quantity)
    })
}

/// The quantity that begins at byte `at` of `text`, where no number begins before it and reaches it.
pub(super) fn quantity_at(text: &str, at: usize, units: &Units) -> Option<Quantity> {
    let (before, from) = text.split_at_checked(at)?;
    let first = from.chars().next()?;
    let inside = before.chars().next_back().is_some_and(|last| begins_number(last) || is_joint(last));
    if inside { None } else { Reader { text, units }.read(at, first).1 }
}

/// Whether a character may stand inside a number.
fn is_joint(character: char) -> bool {
    matches!(character, '.' | '．' | ',' | '，' | ' ') || character.is_whitespace()
}

/// Reads the quantities of a text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) units: &'t Units,
}

impl<'t> Reader<'t> {
    /// Reads at byte `at`; returns where to go on and what was found.
    fn read(&self, at: usize, first: char) -> (usize, Option<Quantity>) {
        let rest = self.slice(at, self.text.len());
        let wordings = self.units.wordings();
        if wordings.begins_quantity_word(first.into())
            && let Some(word) = wordings.quantity_word(rest)
        {
            return (at + word.wording.len(), Some(self.word_quantity(word, at)));
        }
        if !begins_number(first) {
            return (at, None);
        }
        match numeral_at(self.text, at, wordings) {
            Some(numeral) => {
                let end = numeral.span.end;
                let quantity = self.judge(&numeral);
                (quantity.as_ref().map_or(end, |quantity| quantity.span.end.max(end)), quantity)
            }
            None => (end_of_digits(self.text, at), None),
        }
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    fn word_quantity(&self, word: &QuantityWord, at: usize) -> Quantity {
        let end = at + word.wording.len();
        let front = self.front(at, false);
        let qualifier = self.qualifier(front.qualifier, word.qualifier, end);
        Quantity {
            span: Span { start: at, end },
            value: word.value,
            unit: Some(word.unit),
            qualifier,
            direction: word.direction.or_else(|| self.direction(&front, end)),
        }
    }

    /// The quantity that a number states, or nothing when it counts nothing.
    fn judge(&self, numeral: &Numeral) -> Option<Quantity> {
        let Span { start, end } = numeral.span;
        let written = self.slice(start, end);
        let behind = self.unit_behind(end);
        if self.is_date(numeral, &behind) {
            return None;
        }
        let power = written.chars().next().and_then(power_of).is_some();
        let front = self.front(start, power);
        if self.is_glued(start, end, behind.unit, &front) {
            return None;
        }
        let behind = self.points(behind);
        let shared = self.rest_of_range(numeral, &behind);
        let unit = currency_or(front.currency, behind.unit.or(shared.map(|(_, unit)| unit)));
        let inside = behind.qualifier.unwrap_or(numeral.qualifier);
        let qualifier = self.qualifier(front.qualifier, inside, behind.end);
        let marked = front.qualifier.is_some() || written.contains([',', '，']);
        let direction = if front.falls { Some(Direction::Down) } else { self.direction(&front, behind.end) };
        let tenths = unit.is_some_and(|unit| unit.scale.is_some())
            && (direction.is_some() || qualifier != Qualifier::Exact);
        if !tenths && !counts(numeral, unit, qualifier, marked) {
            return None;
        }
        let (value, name) = value_in_unit(numeral, unit, shared.map_or(1.0, |(scale, _)| scale));
        let (points, length) = self.points_behind_tenths(unit, behind.end);
        let (value, end) = (value + points, behind.end + length);
        let behind_points = || if length > 0 { self.direction(&front, end) } else { None };
        let direction = direction.or_else(behind_points);
        Some(Quantity { span: Span::new(front.start, end), value, unit: name, qualifier, direction })
    }

    /// The points that a digit or a half behind 成 adds, and its bytes: 三成三 is 33 %, 一成半 15 %.
    fn points_behind_tenths(&self, unit: Option<&Unit>, end: usize) -> (f64, usize) {
        let next = self.slice(end, self.text.len()).chars().next();
        let digit = next.and_then(|next| if next == '半' { Some(5) } else { chinese_digit(next) });
        let digit = digit.and_then(|digit| u8::try_from(digit).ok());
        match (unit, next, digit) {
            (Some(unit), Some(next), Some(digit)) if unit.name == "成" => {
                (f64::from(digit), next.len_utf8())
            }
            _ => (0.0, 0),
        }
    }

    /// The direction that a list carries on: 上升95.87%、73.12%.
    fn carried(&self, last: &Quantity, quantity: &Quantity) -> Option<Direction> {
        let between = self.slice(last.span.end, quantity.span.start);
        let direction = last.direction.filter(|_| last.unit == quantity.unit)?;
        let mut joint = between.chars();
        (joint.next().is_some_and(joins_numbers) && joint.next().is_none()).then_some(direction)
    }
}

/// The currency in front of a number beats a bare 元 behind it.
fn currency_or<'u>(currency: Option<&'u Unit>, unit: Option<&'u Unit>) -> Option<&'u Unit> {
    match (currency, unit) {
        (Some(currency), None) => Some(currency),
        (Some(currency), Some(unit)) if unit.name == "元" => Some(currency),
        _ => unit,
    }
}

/// The value in base units: fractions in %, 成 as tens of %, the first of a range scaled.
fn value_in_unit(numeral: &Numeral, unit: Option<&Unit>, scale: f64) -> (f64, Option<&'static str>) {
    match (numeral.percent, unit) {
        (Some(percent), None) => (percent, Some("%")),
        (_, Some(Unit { scale: Some(tens), same_as: Some(same_as), .. })) => {
            (numeral.value * scale * tens, Some(*same_as))
        }
        (_, Some(unit)) => (numeral.value * scale, Some(unit.name)),
        (None, None) => (numeral.value, None),
    }
}

/// Whether a number with this unit and qualifier counts something: bare digits,
/// 一 and lone Chinese digits do not, nor does the 万 of 万一.
/// `marked` tells of a qualifier in front or of digits in groups of thousands.
fn counts(numeral: &Numeral, unit: Option<&Unit>, qualifier: Qualifier, marked: bool) -> bool {
    let vague = qualifier != Qualifier::Exact;
    if !numeral.has_digits && (numeral.length == 1 || unit.is_none()) {
        return vague;
    }
    if numeral.chinese && numeral.length == 1 && numeral.has_digits {
        return unit.is_some() && numeral.value > 1.0;
    }
    let large = numeral.mantissa.1 >= 4 || (numeral.value >= 10.0 && (vague || marked));
    unit.is_some() || numeral.percent.is_some() || large
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str, units: &Units) -> String {
        let described: Vec<String> = read_quantities(text, units)
            .iter()
            .map(|quantity| {
                let unit = quantity.unit.unwrap_or("-");
                let mut words = vec![quantity.value.to_string(), unit.to_owned()];
                if quantity.qualifier != Qualifier::Exact {
                    words.push(quantity.qualifier.word().to_owned());
                }
                words.extend(quantity.direction.map(|direction| direction.word().to_owned()));
                words.join(" ")
            })
            .collect();
        described.join("; ")
    }

    #[test]
    fn every_case_text_gives_its_quantities() {
        let units = Units::embedded();
        let cases = include_str!("../../tests/cases/quantities.tsv");
        let wrong: Vec<String> = cases
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
                let found = describe(text, &units);
                (found != expected).then(|| format!("{text}: {found}, not {expected}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_span_holds_number_and_unit() {
        let units = Units::embedded();
        let text = "拦截新臺幣约3.5億元以上，破案 8.3 万余起";
        let spans: Vec<&str> = read_quantities(text, &units)
            .iter()
            .map(|quantity| &text[quantity.span.start..quantity.span.end])
            .collect();
        assert_eq!(spans, ["新臺幣约3.5億元", "8.3 万余起"]);
    }

    #[test]
    fn a_run_of_a_million_digits_is_read_in_one_go() {
        let units = Units::embedded();
        assert!(read_quantities(&"9".repeat(1_000_000), &units).is_empty());
        assert!(read_quantities(&"万".repeat(100_000), &units).is_empty());
    }

    #[test]
    fn spliced_texts_never_panic_and_spans_stay_on_character_borders() {
        let units = Units::embedded();
        let parts = [
            "3",
            "1,164",
            "．",
            "余",
            "万",
            "億",
            "分之",
            "个多",
            "月",
            "-",
            "新臺幣",
            "元",
            "%",
            "超",
            "几",
            "数",
            "〇",
            "点",
            " ",
        ];
        let mut state: u64 = 7;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(parts[(state >> 33) as usize % parts.len()]);
            }
            for quantity in read_quantities(&text, &units) {
                assert!(text.get(quantity.span.start..quantity.span.end).is_some(), "{text}");
                assert!(quantity.value.is_finite() && quantity.value >= 0.0, "{text}");
            }
        }
    }
}
