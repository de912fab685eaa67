//! Reads years, months and days as Chinese texts write them.
//!
//! The start of a folded text in, a [`DatePart`] out. Knows the years of the Republic (民国114年,
//! 114年) and 去年, today being given; makes no periods (that is `period`).

use jiff::Span;
use jiff::civil::Date;

use super::digits::{chinese_digit, power_of};
use crate::lexicon::Words;

/// A year, months or a day of a month, as far as the text tells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DatePart {
    pub(super) year: Option<i16>,
    /// First and last month.
    pub(super) months: Option<(i8, i8)>,
    pub(super) day: Option<Day>,
}

/// A day or a part of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Of(i8),
    /// 上旬, 中旬: up to this day.
    UpTo(i8),
    /// 底, 下旬.
    Last,
}

impl Day {
    /// The last day that is meant in the month of `month`.
    pub(super) fn last_day(self, month: Date) -> Option<Date> {
        match self {
            Day::Of(day) | Day::UpTo(day) => Date::new(month.year(), month.month(), day).ok(),
            Day::Last => Some(month.last_of_month()),
        }
    }
}

impl DatePart {
    /// The bytes of 初 behind a year or a month: 2021年初, 去年年初, 7月初.
    pub(super) fn beginning(&self, text: &str) -> usize {
        const FIRST: char = '初';
        let one = self.months.is_none_or(|(from, to)| from == to) && self.day.is_none();
        let rest = text.strip_prefix('年').filter(|_| self.months.is_none()).unwrap_or(text);
        let behind = rest.strip_prefix(FIRST).filter(|_| one);
        // 初步统计 is no time.
        let is_word = |behind: &str| behind.starts_with(['步', '次', '审', '查', '核', '心', '犯', '中']);
        behind.filter(|behind| !is_word(behind)).map_or(0, |behind| text.len() - behind.len())
    }

    /// The day, where a single one is told.
    pub(super) fn day_of_month(&self) -> Option<i8> {
        match self.day {
            Some(Day::Of(day)) => Some(day),
            _ => None,
        }
    }
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Date(DatePart),
    /// 至今.
    Now,
}

impl End {
    /// The end of a range that began with `first`, behind it, and its bytes.
    pub(super) fn behind(text: &str, first: &DatePart, today: Date, words: &Words) -> Option<(End, usize)> {
        let mark = range_mark(text)?;
        let rest = text.get(mark..)?;
        if rest.starts_with('今') && !rest.starts_with("今年") {
            return Some((End::Now, mark + '今'.len_utf8()));
        }
        let (part, length) = date_part(rest, today, words)
            .filter(|(part, _)| part.months.is_none_or(|(from, to)| from == to))
            .or_else(|| day_alone(rest, first))?;
        Some((End::Date(part), mark + length))
    }
}

/// 3月1日至15日: the second day is of the month of the first.
fn day_alone(text: &str, first: &DatePart) -> Option<(DatePart, usize)> {
    let (day, length) = number(text)?;
    first.day_of_month()?;
    let mark = text.get(length..)?.chars().next().filter(|mark| matches!(mark, '日' | '号'))?;
    let day = Some(Day::Of(i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?));
    Some((DatePart { day, ..*first }, length + mark.len_utf8()))
}

/// A day without its month at the start of a text, and its bytes: 24日.
pub(super) fn day_told_alone(text: &str) -> Option<(i8, usize)> {
    match day(text)? {
        (Day::Of(day), length) => Some((day, length)),
        _ => None,
    }
}

/// The bytes of 至, 到 or dashes at the start.
pub(super) fn range_mark(text: &str) -> Option<usize> {
    let end = text.find(|mark| !matches!(mark, '至' | '到' | '—' | '–' | '-' | '~' | '～' | '－' | '─'))?;
    (end > 0 && end <= 6).then_some(end)
}

/// Whether a date, or what stands in front of one, may begin with a character.
pub(super) fn opens_date(first: char) -> bool {
    matches!(first, '今' | '本' | '去' | '上' | '前' | '首' | '头' | '民' | '截' | '自' | '从')
        || is_digit(first)
}

fn is_digit(one: char) -> bool {
    one.is_ascii_digit() || one == '十' || chinese_digit(one).is_some()
}

/// Whether a date, or what stands in front of one, may begin at the start of `text`.
pub(super) fn may_begin(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next().unwrap_or(' ');
    let mut second = || characters.next().unwrap_or(' ');
    if first.is_ascii_digit() {
        // Most numbers count something.
        let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
        return rest.starts_with(|next: char| is_digit(next) || goes_on_as_date(next));
    }
    match first {
        '本' | '上' => matches!(second(), '年' | '（' | '月'),
        '今' | '去' => matches!(second(), '年' | '（'),
        '前' => matches!(second(), one if one == '年' || is_digit(one)),
        '首' | '头' => is_digit(second()),
        '民' => second() == '国',
        '元' => second() == '月',
        '截' => matches!(second(), '至' | '止'),
        '自' | '从' => true,
        _ => is_digit(first),
    }
}

/// Whether what stands behind a number may make it a date.
fn goes_on_as_date(next: char) -> bool {
    matches!(next, '年' | '月' | '日' | '号' | '上' | '中' | '下' | '季' | '个' | '半' | '至' | '到')
        || matches!(next, '—' | '–' | '-' | '~' | '～' | '－' | '─')
}

/// The date that `text` begins with, and its bytes; it names a year or a month.
pub(super) fn date_part(text: &str, today: Date, words: &Words) -> Option<(DatePart, usize)> {
    let (year, length) = year(text, today).map_or((None, 0), |(year, length)| (Some(year), length));
    let rest = text.get(length..)?;
    let within = ["的", "全年"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
    let behind = rest.get(within..)?;
    if let Some((months, more)) = part_of_year(behind, year.is_some(), words) {
        let part = DatePart { year, months: Some(months), day: None };
        return Some((part, length + within + more));
    }
    if let Some((month, more)) = month(rest) {
        let (day, end) = day(rest.get(more..)?).map_or((None, 0), |(day, end)| (Some(day), end));
        return Some((DatePart { year, months: Some((month, month)), day }, length + more + end));
    }
    let may_name = year.is_none() && !rest.starts_with(|first: char| first.is_ascii_digit());
    if let Some(((year, month), more)) = may_name.then(|| named_month(rest, today, words)).flatten()
        && let Some((day, end)) = day(rest.get(more..)?)
    {
        return Some((
            DatePart { year: Some(year), months: Some((month, month)), day: Some(day) },
            more + end,
        ));
    }
    year?;
    let rest = if within > 3 { behind } else { rest };
    let end = ["年底", "年末", "底", "末"].iter().find(|word| rest.starts_with(**word));
    let part = match end {
        Some(_) => DatePart { year, months: Some((12, 12)), day: Some(Day::Last) },
        None => DatePart { year, months: None, day: None },
    };
    let whole = if within > 3 { within } else { 0 };
    Some((part, length + whole + end.map_or(0, |word| word.len())))
}

/// 上月17日: the month that a word stands for, with its year and its bytes.
fn named_month(text: &str, today: Date, words: &Words) -> Option<((i16, i8), usize)> {
    let (end, name) = words.longest_at(text, 0)?;
    let month = match name {
        "this_month" => today,
        "last_month" => today.checked_sub(Span::new().months(1)).ok()?,
        _ => return None,
    };
    Some(((month.year(), month.month()), end))
}

fn year(text: &str, today: Date) -> Option<(i16, usize)> {
    for (word, back) in [("今年", 0), ("本年", 0), ("去年", 1), ("上年", 1), ("前年", 2)] {
        if text.starts_with(word) {
            return Some((today.year() - back, word.len()));
        }
    }
    if let Some((told, behind)) = text.strip_prefix("今（").and_then(|rest| rest.split_once("）年")) {
        let digits = !told.is_empty() && told.chars().all(|digit| digit.is_ascii_digit());
        return digits.then_some((today.year(), text.len() - behind.len()));
    }
    let republic = text.strip_prefix("民国");
    let body = republic.unwrap_or(text);
    let (value, length) = year_number(body)?;
    let behind = body.get(length..)?;
    let mark = if behind.starts_with("年度") { "年度".len() } else { '年'.len_utf8() };
    let year = match value {
        1950..=2100 if republic.is_none() => value,
        90..=200 => value + 1911,
        1..=89 if republic.is_some() => value + 1911,
        _ => return None,
    };
    behind.starts_with('年').then_some((year, text.len() - body.len() + length + mark))
}

/// Four digits, or three of the Republic, in either writing.
fn year_number(text: &str) -> Option<(i16, usize)> {
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

/// The months of a part of a year that the table of words names so.
pub(super) fn months_named(name: &str) -> Option<(i8, i8)> {
    match name {
        "first_month" => Some((1, 1)),
        "first_half" | "two_quarters" => Some((1, 6)),
        "second_half" => Some((7, 12)),
        "first_quarter" => Some((1, 3)),
        "second_quarter" => Some((4, 6)),
        "third_quarter" => Some((7, 9)),
        "fourth_quarter" => Some((10, 12)),
        "three_quarters" => Some((1, 9)),
        _ => None,
    }
}

/// 1—6月, 上半年, 第三季度, 前三季度, 前5个月; the halves and quarters only behind a year.
fn part_of_year(text: &str, dated: bool, words: &Words) -> Option<((i8, i8), usize)> {
    if dated
        && let Some((end, name)) = words.longest_at(text, 0)
        && let Some(months) = months_named(name)
    {
        return Some((months, end));
    }
    for head in ["前", "首", "头"] {
        let Some(body) = text.strip_prefix(head) else { continue };
        let (count, length) = number(body)?;
        let rest = body.get(length..)?;
        let months = rest.strip_prefix('个').unwrap_or(rest).strip_prefix('月')?;
        let last = i8::try_from(count).ok().filter(|count| (1..=12).contains(count))?;
        return Some(((1, last), text.len() - months.len()));
    }
    let (first, length) =
        month(text).map_or_else(|| number(text), |(first, end)| Some((first.into(), end)))?;
    let rest = text.get(length..)?;
    let mark = range_mark(rest)?;
    let (last, more) = month(rest.get(mark..)?)?;
    let tail = rest.get(mark + more..)?;
    let first = i8::try_from(first).ok().filter(|first| *first >= 1 && *first <= last)?;
    // 3月1日 behind the dash makes it a range of days.
    day(tail).is_none().then_some(((first, last), text.len() - tail.len()))
}

fn month(text: &str) -> Option<(i8, usize)> {
    let first = text.strip_prefix("元").filter(|rest| rest.starts_with('月')).map(|_| (1, '元'.len_utf8()));
    let (value, length) = first.or_else(|| number(text))?;
    let rest = text.get(length..)?;
    let value = i8::try_from(value).ok().filter(|month| (1..=12).contains(month))?;
    let mark = if rest.starts_with("月份") { "月份".len() } else { '月'.len_utf8() };
    rest.starts_with('月').then_some((value, length + mark))
}

fn day(text: &str) -> Option<(Day, usize)> {
    for (word, day) in [
        ("上旬", Day::UpTo(10)),
        ("中旬", Day::UpTo(20)),
        ("下旬", Day::Last),
        ("底", Day::Last),
        ("末", Day::Last),
    ] {
        if text.starts_with(word) {
            return Some((day, word.len()));
        }
    }
    let (value, length) = number(text)?;
    let mark = text.get(length..)?.chars().next().filter(|mark| matches!(mark, '日' | '号'))?;
    let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
    Some((Day::Of(day), length + mark.len_utf8()))
}

/// A number up to 99 in either writing.
fn number(text: &str) -> Option<(i32, usize)> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn behind_digits_a_word_of_a_period_goes_on_as_a_date() {
        let words = Lexicon::embedded().wordings.periods.iter().map(|(word, _)| word);
        let mut with_digits = words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        assert!(with_digits.all(|word| may_begin(&format!("12{word}"))));
    }

    #[test]
    fn years_of_the_republic_are_read() {
        let today = Date::constant(2025, 7, 1);
        assert_eq!(year("114年1月", today), Some((2025, "114年".len())));
        assert_eq!(year("民国一一四年", today), Some((2025, "民国一一四年".len())));
        assert_eq!(year("13年", today), None);
    }

    #[test]
    fn months_join_over_dashes_and_words() {
        let words = &Lexicon::embedded().wordings.periods;
        let part_of_year = |text| part_of_year(text, false, words);
        assert_eq!(part_of_year("1—6月"), Some(((1, 6), "1—6月".len())));
        assert_eq!(part_of_year("一至十一月份"), Some(((1, 11), "一至十一月份".len())));
        assert_eq!(part_of_year("前5个月"), Some(((1, 5), "前5个月".len())));
        assert_eq!(part_of_year("3月1日"), None);
    }
}
