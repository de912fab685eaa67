//! Reads the numbers of dates: 2025, 114 and 二〇二五 of years, 12月 and 元月, 24日.
//!
//! The start of a folded text in, a number and its bytes out. Asks no table, as digits and the units of the
//! calendar are closed; knows no words for dates (that is `calendar`).

use super::digits::{chinese_digit, power_of};

/// Four digits, or three of the Republic, in either writing.
pub(super) fn year_number(text: &str) -> Option<(i16, usize)> {
    let mut value: i16 = 0;
    let mut length = 0;
    for (count, character) in text.chars().enumerate() {
        let digit = character.to_digit(10).and_then(|digit| i16::try_from(digit).ok());
        let digit = digit.or_else(|| i16::try_from(chinese_digit(character)?).ok());
        let Some(digit) = digit else {
            return (2..=4).contains(&count).then_some((value, length));
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        length += character.len_utf8();
    }
    None
}

/// A month at the start of a text, and its bytes: 12月, 十二月份; 元 is the first one's number.
pub(super) fn month(text: &str) -> Option<(i8, usize)> {
    let first = text.strip_prefix("元").filter(|rest| rest.starts_with('月')).map(|_| (1, '元'.len_utf8()));
    let (value, length) = first.or_else(|| number(text))?;
    let rest = text.get(length..)?;
    let value = i8::try_from(value).ok().filter(|month| (1..=12).contains(month))?;
    let mark = if rest.starts_with("月份") { "月份".len() } else { '月'.len_utf8() };
    rest.starts_with('月').then_some((value, length + mark))
}

/// A day without its month at the start of a text, and its bytes: 24日.
pub(super) fn day_told_alone(text: &str) -> Option<(i8, usize)> {
    let (day, length) = number(text)?;
    let mark = text.get(length..)?.chars().next().filter(|mark| matches!(mark, '日' | '号'))?;
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, length + mark.len_utf8()))
}

/// A number up to 99 in either writing.
pub(super) fn number(text: &str) -> Option<(i32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 2).then_some((text.get(..digits)?.parse().ok()?, digits));
    }
    let (mut value, mut pending, mut length) = (0, None, 0);
    for character in text.chars() {
        if let Some(digit) = chinese_digit(character).filter(|_| pending.is_none()) {
            pending = Some(i32::try_from(digit).ok()?);
        } else if power_of(character) == Some(1) && value == 0 {
            value = 10 * pending.take().unwrap_or(1);
        } else {
            break;
        }
        length += character.len_utf8();
    }
    (length > 0).then_some((value + pending.unwrap_or(0), length))
}
