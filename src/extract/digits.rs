//! The digits of both writing systems.
//!
//! Characters and the text they begin in, values in millionths out. The
//! writing system is closed, so it stands here; words around numbers are the
//! lexicon's. Puts no digits together with 万 or 亿 (that is `numeral`).

/// Values are summed in millionths, exactly.
pub(crate) const ONE: i128 = 1_000_000;
/// Longer runs of digits are document or card numbers.
pub(crate) const LONGEST_RUN: usize = 18;

/// The byte behind the run of Arabic digits, points and commas that begins at `start`.
pub(crate) fn end_of_digits(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let run = rest
        .char_indices()
        .find(|(_, character)| arabic_digit(*character).is_none() && !matches!(character, '.' | ',' | '．'));
    start + run.map_or(rest.len(), |(length, _)| length)
}

/// Whole numbers convert without a division, so that each is the nearest `f64`.
pub(crate) fn from_millionths(sum: i128) -> f64 {
    // Nearly every sum is short enough for the machine's own division.
    match i64::try_from(sum) {
        Ok(sum) if sum % 1_000_000 == 0 => (sum / 1_000_000) as f64,
        Ok(sum) => sum as f64 / ONE as f64,
        Err(_) if sum % ONE == 0 => (sum / ONE) as f64,
        Err(_) => sum as f64 / ONE as f64,
    }
}

/// The Arabic number that `text` begins with, in millionths, and its bytes.
pub(crate) fn arabic_number(text: &str) -> Option<(i128, usize)> {
    // As long as it may be, it fits.
    let mut value: i64 = 0;
    let mut length = 0;
    let mut digits = 0;
    let mut rest = text;
    loop {
        while let Some((digit, behind)) = split_digit(rest) {
            if digits == LONGEST_RUN {
                return None;
            }
            value = value * 10 + i64::from(digit);
            digits += 1;
            length += rest.len() - behind.len();
            rest = behind;
        }
        match thousands_group(rest).filter(|_| digits <= 3 || length > digits * width(text)) {
            Some(behind) => {
                length += rest.len() - behind.len();
                rest = behind;
            }
            None => break,
        }
    }
    let mut value = i128::from(value) * ONE;
    let mut place = ONE;
    if let Some(mut behind) = rest.strip_prefix(['.', '．']).filter(|behind| split_digit(behind).is_some()) {
        while let Some((digit, next)) = split_digit(behind) {
            place /= 10;
            value += i128::from(digit) * place;
            behind = next;
        }
        length += rest.len() - behind.len();
    }
    Some((value, length))
}

/// The text behind a comma or a blank that groups thousands: three digits follow, and no fourth.
fn thousands_group(text: &str) -> Option<&str> {
    let behind = text.strip_prefix(|mark: char| matches!(mark, ',' | '，') || is_space(mark))?;
    let group = behind.chars().take_while(|next| arabic_digit(*next).is_some()).take(4).count();
    let same_width = text.starts_with('，') != behind.starts_with(|first: char| first.is_ascii_digit());
    (group == 3 && same_width).then_some(behind)
}

fn split_digit(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    Some((arabic_digit(first)?, text.get(first.len_utf8()..)?))
}

fn width(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

pub(crate) fn arabic_digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(u32::from(character) - u32::from('0')),
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => None,
    }
}

pub(crate) fn chinese_digit(character: char) -> Option<i128> {
    Some(match character {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten that a character multiplies by.
pub(crate) fn power_of(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}

/// A power of ten up to that of 亿; told by a table, as wide numbers are slow to multiply.
pub(crate) fn power_of_ten(power: u32) -> Option<i128> {
    const POWERS: [i128; 9] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    POWERS.get(power as usize).copied()
}

/// The tens that a single character stands for: 廿五 is 25.
pub(crate) fn tens_of(character: char) -> Option<i128> {
    match character {
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    }
}

/// Whether a number can begin with `character`.
pub(crate) fn begins_number(character: char) -> bool {
    character.is_ascii_digit()
        || !character.is_ascii()
            && (arabic_digit(character).is_some()
                || chinese_digit(character).is_some()
                || power_of(character).is_some()
                || tens_of(character).is_some()
                || is_several(character))
}

pub(crate) fn is_several(character: char) -> bool {
    matches!(character, '几' | '幾' | '数' | '數')
}

/// Whether a text is nothing but a number such as those of a list's items: 一, 十二, 3.
pub(crate) fn is_item_number(text: &str) -> bool {
    let number = |one: char| {
        let digit = chinese_digit(one).is_some_and(|digit| digit > 0);
        one.is_ascii_digit() || digit || power_of(one) == Some(1)
    };
    !text.is_empty() && text.chars().all(number)
}

/// Neighbouring digits name a range: 七八十; so does 三五.
pub(crate) fn is_vague_pair(low: i128, high: i128) -> bool {
    low > 0 && (high == low + 1 || (low, high) == (3, 5))
}

pub(crate) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_number_ends_before_its_second_point() {
        assert_eq!(arabic_number("2025.7.17"), Some((2_025_700_000, "2025.7".len())));
        assert_eq!(arabic_number("9.人"), Some((9_000_000, 1)));
    }

    #[test]
    fn full_width_commas_group_full_width_digits_only() {
        assert_eq!(arabic_number("１，１６４人"), Some((1_164_000_000, 15)));
        assert_eq!(arabic_number("12，164人"), Some((12_000_000, 2)));
    }

    #[test]
    fn traditional_powers_are_powers() {
        assert_eq!(power_of('萬'), power_of('万'));
        assert_eq!(power_of('億'), Some(8));
    }
}
