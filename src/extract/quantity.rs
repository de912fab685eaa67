//! Finds what a text counts: numbers with their unit, qualifier and direction.
//!
//! A text and the units in, [`Quantity`] values in the order of the text out.
//! Dates, ordinals, hours, names of cases and bare digits are none. Does not
//! ask what is counted (that is `indicator`) nor when (`period`).

use super::characters::Characters;
use super::digits::{begins_number, chinese_digit, end_of_digits, is_space, power_of};
use super::numeral::{Numeral, numeral_at};
use crate::domain::{Direction, Qualifier};
use crate::lexicon::QuantityWord;
use crate::lexicon::{Unit, Units};
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

const RANGE_MARKS: [char; 8] = ['—', '–', '-', '~', '～', '－', '至', '到'];

/// Longer lists share no unit.
const LONGEST_LIST: usize = 8;

struct Reader<'t> {
    text: &'t str,
    units: &'t Units,
}

/// What stands in front of a number.
struct Front<'t> {
    /// The text before all that belongs to the number.
    text: &'t str,
    qualifier: Option<Qualifier>,
    currency: Option<&'t Unit>,
    /// The byte at which the currency, else the number begins.
    start: usize,
    falls: bool,
}

/// The unit behind a number.
struct Behind<'t> {
    unit: Option<&'t Unit>,
    /// The byte behind the unit, or behind the number where there is none.
    end: usize,
    qualifier: Option<Qualifier>,
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

    fn slice(&self, start: usize, end: usize) -> &'t str {
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

    /// Takes qualifiers, a currency and a minus sign off the text in front of a number.
    fn front(&self, start: usize, power: bool) -> Front<'t> {
        let wordings = self.units.wordings();
        let mut front = Front {
            text: self.slice(0, start).trim_end_matches(is_space),
            qualifier: None,
            currency: None,
            start,
            falls: false,
        };
        if let Some(rest) = front.text.strip_suffix(['-', '−', '－'])
            && !rest.ends_with(|last: char| last.is_alphanumeric() && !is_han(last))
            && front.text.len() == start
        {
            front.text = rest;
            front.falls = true;
        }
        loop {
            if front.currency.is_none()
                && let Some((unit, length)) = self.units.in_front(front.text)
            {
                front.currency = Some(unit);
                front.start = front.text.len() - length;
                front.text = self.slice(0, front.start).trim_end_matches(is_space);
            } else if let Some((found, length)) = wordings.qualifier_before(front.text, power) {
                front.qualifier = match front.qualifier {
                    Some(nearer) if nearer != Qualifier::Exact => Some(nearer),
                    _ => Some(found),
                };
                front.text = self.slice(0, front.text.len() - length).trim_end_matches(is_space);
            } else {
                return front;
            }
        }
    }

    /// The unit behind byte `end`; 两个多月 has a qualifier in it.
    fn unit_behind(&self, end: usize) -> Behind<'t> {
        let rest = self.slice(end, self.text.len());
        let behind = rest.trim_start_matches(is_space);
        let start = end + rest.len() - behind.len();
        if let Some(tail) = behind.strip_prefix(['个', '個'])
            && let Some((qualifier, length)) = self.units.wordings().qualifier_inside(tail)
            && let Some(tail) = tail.get(length..)
            && let Some((unit, unit_length)) = self.units.behind(&format!("个{tail}"))
            && unit_length > "个".len()
        {
            let end = start + unit_length + length;
            return Behind { unit: Some(unit), end, qualifier: Some(qualifier) };
        }
        match self.units.behind(behind) {
            Some((unit, length)) => Behind { unit: Some(unit), end: start + length, qualifier: None },
            None => Behind { unit: None, end, qualifier: None },
        }
    }

    /// The 百分点 that a list says once: 5.2个、3.8个百分点.
    fn points(&self, behind: Behind<'t>) -> Behind<'t> {
        if behind.unit.is_some_and(|unit| unit.name != "个") {
            return behind;
        }
        let mut at = behind.end;
        for _ in 0..LONGEST_LIST {
            let Some(rest) = self.slice(at, self.text.len()).strip_prefix(['、', '和', '及', '与', '與'])
            else {
                return behind;
            };
            let start = self.text.len() - rest.len();
            let Some(next) = numeral_at(self.text, start, self.units.wordings()) else {
                return behind;
            };
            let unit = self.unit_behind(next.span.end);
            match unit.unit {
                Some(points) if points.name == "百分点" => return Behind { unit: Some(points), ..behind },
                Some(other) if other.name != "个" => return behind,
                _ => at = unit.end,
            }
        }
        behind
    }

    /// Whether the number is a part of a longer sign: a model, an hour, a date, a hotline.
    fn is_glued(&self, start: usize, end: usize, unit: Option<&Unit>, front: &Front<'_>) -> bool {
        let before = self.slice(0, start);
        let after = self.slice(end, self.text.len());
        let mut last = before.chars().rev();
        let joint = last.next();
        let digit_before = last.next().is_some_and(|character| character.is_ascii_digit());
        let joint_before = match joint {
            Some('·' | '•' | '・' | ':' | '/' | '.') => digit_before,
            Some('-') => digit_before && unit.is_none(),
            _ => false,
        };
        let joint_after = after
            .strip_prefix(['·', '•', '・', ':', '/', '.'])
            .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        let marked = unit.is_some() || front.currency.is_some() || front.qualifier.is_some();
        let letter_before = joint.is_some_and(|last| last.is_ascii_alphabetic() || last == '_');
        let letter_after = after.starts_with(|next: char| next.is_ascii_alphanumeric());
        joint_before || joint_after || (letter_before && !marked) || (letter_after && unit.is_none())
    }

    /// Whether the number is a year, an ordinal or another lookalike.
    fn is_date(&self, numeral: &Numeral, behind: &Behind<'_>) -> bool {
        let after = self.slice(numeral.span.end, self.text.len());
        let text = after.trim_start_matches(is_space);
        if numeral.value >= 100.0 && numeral.mantissa.1 == 0 && text.starts_with('年') {
            return true;
        }
        let unit_length = match behind.unit {
            Some(_) => behind.end - (self.text.len() - text.len()),
            None if numeral.mantissa.1 >= 4 => usize::MAX,
            None => 0,
        };
        let before = self.slice(0, numeral.span.start).trim_end_matches(is_space);
        self.units.wordings().is_lookalike(before, text, unit_length)
    }

    /// The first that claims something: in front of the number, inside it, behind it.
    fn qualifier(&self, front: Option<Qualifier>, inside: Qualifier, end: usize) -> Qualifier {
        let claims = |qualifier: &Qualifier| *qualifier != Qualifier::Exact;
        let behind = || {
            let (behind, _) = self.units.wordings().qualifier_after(self.slice(end, self.text.len()))?;
            Some(behind)
        };
        front.filter(claims).or(Some(inside).filter(claims)).or_else(behind).unwrap_or(Qualifier::Exact)
    }

    fn direction(&self, front: &Front<'_>, end: usize) -> Option<Direction> {
        let wordings = self.units.wordings();
        let text = front.text.strip_suffix('了').unwrap_or(front.text);
        wordings.direction_before(text).or_else(|| wordings.direction_after(self.slice(end, self.text.len())))
    }

    /// The direction that a list carries on: 上升95.87%、73.12%.
    fn carried(&self, last: &Quantity, quantity: &Quantity) -> Option<Direction> {
        let between = self.slice(last.span.end, quantity.span.start);
        (last.unit == quantity.unit && matches!(between, "、" | "和" | "及" | "与" | "與"))
            .then_some(last.direction)
            .flatten()
    }

    /// The scale and the unit that the first number of a range shares with the second (3至5万元).
    fn rest_of_range(&self, numeral: &Numeral, behind: &Behind<'_>) -> Option<(f64, &'t Unit)> {
        if behind.unit.is_some() {
            return None;
        }
        let rest = self.slice(behind.end, self.text.len()).strip_prefix(RANGE_MARKS)?;
        let rest = rest.strip_prefix(['—', '-']).unwrap_or(rest);
        let start = self.text.len() - rest.len();
        let second = numeral_at(self.text, start, self.units.wordings())?;
        let behind = self.unit_behind(second.span.end);
        let unit = behind.unit.filter(|_| !self.is_date(&second, &behind))?;
        let shares_power = numeral.mantissa.1 == 0 && numeral.value < second.mantissa.0;
        let power = if shares_power { second.mantissa.1 } else { 0 };
        Some((10_f64.powi(i32::try_from(power).ok()?), unit))
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

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
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
