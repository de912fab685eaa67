//! Reads years, months and days as Chinese texts write them.
//!
//! The start of a folded text in, a [`DatePart`] out. Knows the years of the Republic (民国114年,
//! 114年) and 去年, today being given; makes no periods (that is `told_time`). Of the language it knows the
//! units of dates alone (年, 个月); words are the tables'.

use jiff::Span;
use jiff::civil::Date;

use super::date_numbers::{day_told_alone, month, number, year_number};
use super::date_starts::range_mark;
use crate::lexicon::{EdgeRole, EdgeWords, Lexicon};

/// The day from which years are told, and the words that dates have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar<'l> {
    pub(super) today: Date,
    pub(super) lexicon: &'l Lexicon,
}

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
    /// The bytes of 初 behind a year or a month: 2021年初, 去年年初, 7月初; 初步统计 is no time.
    pub(super) fn beginning(&self, text: &str, edges: &EdgeWords) -> usize {
        let one = self.months.is_none_or(|(from, to)| from == to) && self.day.is_none();
        let rest = text.strip_prefix('年').filter(|_| self.months.is_none()).unwrap_or(text);
        let first = edges.begins(rest, EdgeRole::Beginning).filter(|_| one);
        first.map_or(0, |length| text.len() - rest.len() + length)
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

impl Calendar<'_> {
    /// The end of a range that began with `first`, behind it, and its bytes.
    pub(super) fn end_of_range(self, text: &str, first: &DatePart) -> Option<(End, usize)> {
        let mark = range_mark(text)?;
        let rest = text.get(mark..)?;
        if let Some(length) = self.lexicon.edges.begins(rest, EdgeRole::UpToNow) {
            return Some((End::Now, mark + length));
        }
        let (part, length) = self
            .date_part(rest)
            .filter(|(part, _)| part.months.is_none_or(|(from, to)| from == to))
            .or_else(|| day_alone(rest, first))?;
        Some((End::Date(part), mark + length))
    }

    /// The date that `text` begins with, and its bytes; it names a year or a month.
    pub(super) fn date_part(self, text: &str) -> Option<(DatePart, usize)> {
        let (year, length) = self.year(text).map_or((None, 0), |(year, length)| (Some(year), length));
        let rest = text.get(length..)?;
        let whole = self.lexicon.edges.begins(rest, EdgeRole::WholeYear).unwrap_or(0);
        let within = if rest.starts_with('的') { '的'.len_utf8() } else { whole };
        let behind = rest.get(within..)?;
        if let Some((months, more)) = self.part_of_year(behind, year.is_some()) {
            let part = DatePart { year, months: Some(months), day: None };
            return Some((part, length + within + more));
        }
        if let Some((month, more)) = month(rest) {
            let (day, end) = self.day(rest.get(more..)?).map_or((None, 0), |(day, end)| (Some(day), end));
            return Some((DatePart { year, months: Some((month, month)), day }, length + more + end));
        }
        if let Some(dated) = self.day_of_named_month(rest).filter(|_| year.is_none()) {
            return Some(dated);
        }
        year?;
        let rest = rest.get(whole..)?;
        let end = self.lexicon.edges.begins(rest, EdgeRole::YearEnd);
        let last_day = end.map(|_| ((12, 12), Day::Last));
        let part =
            DatePart { year, months: last_day.map(|(months, _)| months), day: last_day.map(|(_, day)| day) };
        Some((part, length + whole + end.unwrap_or(0)))
    }

    /// 上月17日: a day of the month that a word stands for, and its bytes.
    fn day_of_named_month(self, text: &str) -> Option<(DatePart, usize)> {
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let (length, name) = self.lexicon.wordings.periods.longest_at(text, 0)?;
        let month = match name {
            "this_month" => self.today,
            "last_month" => self.today.checked_sub(Span::new().months(1)).ok()?,
            _ => return None,
        };
        let (day, end) = self.day(text.get(length..)?)?;
        let (year, months) = (Some(month.year()), Some((month.month(), month.month())));
        Some((DatePart { year, months, day: Some(day) }, length + end))
    }

    fn year(self, text: &str) -> Option<(i16, usize)> {
        let (roles, length) = self.lexicon.edges.at(text).unwrap_or_default();
        let behind = text.get(length..)?;
        for (role, back) in [(EdgeRole::ThisYear, 0), (EdgeRole::LastYear, 1), (EdgeRole::YearBeforeLast, 2)]
        {
            if roles.has(role) {
                return Some((self.today.year() - back, length));
            }
        }
        if roles.has(EdgeRole::ThisYearInBrackets)
            && let Some((told, behind)) = behind.split_once("）年")
        {
            let digits = !told.is_empty() && told.chars().all(|digit| digit.is_ascii_digit());
            return digits.then_some((self.today.year(), text.len() - behind.len()));
        }
        let republic = roles.has(EdgeRole::Republic);
        let body = if republic { behind } else { text };
        let (value, length) = year_number(body)?;
        let behind = body.get(length..)?;
        let mark = if behind.starts_with("年度") { "年度".len() } else { '年'.len_utf8() };
        let year = match value {
            1950..=2100 if !republic => value,
            90..=200 => value + 1911,
            1..=89 if republic => value + 1911,
            _ => return None,
        };
        behind.starts_with('年').then_some((year, text.len() - body.len() + length + mark))
    }

    /// 1—6月, 上半年, 第三季度, 前三季度, 前5个月; the halves and quarters only behind a year.
    fn part_of_year(self, text: &str, dated: bool) -> Option<((i8, i8), usize)> {
        if dated
            && let Some((end, name)) = self.lexicon.wordings.periods.longest_at(text, 0)
            && let Some(months) = months_named(name)
        {
            return Some((months, end));
        }
        if let Some(head) = self.lexicon.edges.begins(text, EdgeRole::FirstMonths) {
            let (count, length) = number(text.get(head..)?)?;
            let rest = text.get(head + length..)?;
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
        self.day(tail).is_none().then_some(((first, last), text.len() - tail.len()))
    }

    fn day(self, text: &str) -> Option<(Day, usize)> {
        if let Some((roles, length)) = self.lexicon.edges.at(text) {
            let parts = [
                (EdgeRole::FirstThird, Day::UpTo(10)),
                (EdgeRole::SecondThird, Day::UpTo(20)),
                (EdgeRole::MonthEnd, Day::Last),
            ];
            if let Some((_, day)) = parts.into_iter().find(|(role, _)| roles.has(*role)) {
                return Some((day, length));
            }
        }
        day_told_alone(text).map(|(day, length)| (Day::Of(day), length))
    }
}

/// 3月1日至15日: the second day is of the month of the first.
fn day_alone(text: &str, first: &DatePart) -> Option<(DatePart, usize)> {
    first.day_of_month()?;
    let (day, length) = day_told_alone(text)?;
    Some((DatePart { day: Some(Day::Of(day)), ..*first }, length))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar<'static> {
        Calendar { today: Date::constant(2025, 7, 1), lexicon: Lexicon::embedded() }
    }

    #[test]
    fn years_of_the_republic_are_read() {
        let year = |text| calendar().year(text);
        assert_eq!(year("114年1月"), Some((2025, "114年".len())));
        assert_eq!(year("民国一一四年"), Some((2025, "民国一一四年".len())));
        assert_eq!(year("13年"), None);
    }

    #[test]
    fn years_are_told_from_today() {
        let year = |text| calendar().year(text);
        assert_eq!(year("去年9月"), Some((2024, "去年".len())));
        assert_eq!(year("今（2025）年"), Some((2025, "今（2025）年".len())));
    }

    #[test]
    fn months_join_over_dashes_and_words() {
        let part_of_year = |text| calendar().part_of_year(text, false);
        assert_eq!(part_of_year("1—6月"), Some(((1, 6), "1—6月".len())));
        assert_eq!(part_of_year("一至十一月份"), Some(((1, 11), "一至十一月份".len())));
        assert_eq!(part_of_year("前5个月"), Some(((1, 5), "前5个月".len())));
        assert_eq!(part_of_year("3月1日"), None);
    }
}
