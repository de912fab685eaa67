//! Reads what stands beside a number: qualifiers, the currency, the unit, words of a rise or a fall.
//!
//! A number's place in a text in, its [`Front`] and what is [`Behind`] it out, and whether they make it a
//! date, a sign or another lookalike. Reads no numbers but those of a list that say its unit.

use super::digits::is_space;
use super::numeral::{Numeral, numeral_at};
use super::quantity::Reader;
use crate::domain::{Direction, Qualifier};
use crate::hanzi::simplified;
use crate::lexicon::{EdgeRole, Lexicon, Unit};

/// The marks of ranges; 至 and 到 are such marks, too, in either script.
const RANGE_MARKS: [char; 8] = ['—', '–', '-', '~', '～', '－', '至', '到'];

/// Longer lists share no unit.
const LONGEST_LIST: usize = 8;

/// What stands in front of a number.
pub(super) struct Front<'t> {
    /// The text before all that belongs to the number.
    pub(super) text: &'t str,
    pub(super) qualifier: Option<Qualifier>,
    pub(super) currency: Option<&'t Unit>,
    /// The byte at which the currency, else the number begins.
    pub(super) start: usize,
    pub(super) falls: bool,
}

/// The unit behind a number.
pub(super) struct Behind<'t> {
    pub(super) unit: Option<&'t Unit>,
    /// The byte behind the unit, or behind the number where there is none.
    pub(super) end: usize,
    pub(super) qualifier: Option<Qualifier>,
}

impl<'t> Reader<'t> {
    /// Takes qualifiers, a currency and a minus sign off the text in front of a number.
    pub(super) fn front(&self, start: usize, power: bool) -> Front<'t> {
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
    pub(super) fn unit_behind(&self, end: usize) -> Behind<'t> {
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
    pub(super) fn points(&self, behind: Behind<'t>) -> Behind<'t> {
        if behind.unit.is_some_and(|unit| unit.name != "个") {
            return behind;
        }
        let mut at = behind.end;
        for _ in 0..LONGEST_LIST {
            let Some(rest) = self.behind_joint(at) else { return behind };
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

    /// The text behind a mark or a word at byte `at` that joins numbers.
    fn behind_joint(&self, at: usize) -> Option<&'t str> {
        let rest = self.slice(at, self.text.len());
        let joint = rest.chars().next().filter(|joint| joins_numbers(*joint))?;
        rest.get(joint.len_utf8()..)
    }

    /// Whether the number is a part of a longer sign: a model, an hour, a date, a hotline.
    pub(super) fn is_glued(&self, start: usize, end: usize, unit: Option<&Unit>, front: &Front<'_>) -> bool {
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
    pub(super) fn is_date(&self, numeral: &Numeral, behind: &Behind<'_>) -> bool {
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
    pub(super) fn qualifier(&self, front: Option<Qualifier>, inside: Qualifier, end: usize) -> Qualifier {
        let claims = |qualifier: &Qualifier| *qualifier != Qualifier::Exact;
        let behind = || {
            let (behind, _) = self.units.wordings().qualifier_after(self.slice(end, self.text.len()))?;
            Some(behind)
        };
        front.filter(claims).or(Some(inside).filter(claims)).or_else(behind).unwrap_or(Qualifier::Exact)
    }

    /// Whether the words beside a number tell a rise or a fall; 了 between them tells neither.
    pub(super) fn direction(&self, front: &Front<'_>, end: usize) -> Option<Direction> {
        let wordings = self.units.wordings();
        let text = front.text.strip_suffix('了').unwrap_or(front.text);
        wordings.direction_before(text).or_else(|| wordings.direction_after(self.slice(end, self.text.len())))
    }

    /// The scale and the unit that the first number of a range shares with the second (3至5万元).
    pub(super) fn rest_of_range(&self, numeral: &Numeral, behind: &Behind<'_>) -> Option<(f64, &'t Unit)> {
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

/// Whether one more number of a list follows behind a mark or a word of one character, in either script.
pub(super) fn joins_numbers(joint: char) -> bool {
    let joins = |joint: &str| Lexicon::embedded().edges.begins(joint, EdgeRole::JoinsNumbers).is_some();
    joint == '、' || joins(simplified(joint).encode_utf8(&mut [0; 4]))
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
