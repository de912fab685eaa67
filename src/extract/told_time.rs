//! Reads the time that stands at one place of a text: dates and words of periods, 截至 and 自 before them,
//! 以来 and 底 behind.
//!
//! A folded text from that place on in, a [`Meaning`] and its bytes out. Doesn't ask what the sentence around
//! makes of it (that is `period`).

use jiff::Span as Days;
use jiff::civil::Date;

use super::calendar::{Calendar, DatePart, End, months_named};
use super::date_numbers::{day_told_alone, number};
use super::date_starts::{is_digit, may_begin, opens_date, range_mark};
use super::meaning::Meaning;
use crate::domain::Period;
use crate::lexicon::{EdgeRole, EdgeRoles};

impl Calendar<'_> {
    /// The time that a text begins with, and its bytes, and what stands `before` it; no meaning where it is a
    /// mere date.
    pub(super) fn told_at(self, text: &str, before: &str) -> Option<(Option<Meaning>, usize)> {
        let edges = &self.lexicon.edges;
        let opening = edges.at(text);
        let dates = may_begin(text, opening);
        let (prefix, until) = if dates { prefix(opening) } else { (0, false) };
        let dated = if dates { self.dated(text.get(prefix..)?) } else { None };
        let dated = if until { dated.or_else(|| self.day_alone(text.get(prefix..)?)) } else { dated };
        let dated = dated.map(|(meaning, length)| (meaning, prefix + length));
        let periods = &self.lexicon.wordings.periods;
        let named = |from| {
            let (end, name) = periods.longest_at(text, from)?;
            self.named_there(name, before, text, end)
        };
        let word = named(0).or_else(|| if until { named(prefix) } else { None });
        let (meaning, length) = match (dated, word) {
            (Some(dated), Some(word)) if word.1 >= dated.1 => word,
            (Some(dated), _) => dated,
            (None, Some(word)) => word,
            (None, None) => return None,
        };
        // 上月底, 上半年期间.
        let length = length + edges.begins(text.get(length..)?, EdgeRole::BehindPeriod).unwrap_or(0);
        let ends = matches!(meaning, Some(Meaning::Span(_) | Meaning::Day(_)));
        if until
            && ends
            && let Some(Meaning::Span(period)) = meaning.map(Meaning::as_span)
        {
            return Some((Some(Meaning::Until(period.to().min(self.today.max(period.from())))), length));
        }
        Some((meaning, length))
    }

    /// The meaning of a row of the table whose words end at byte `end` of a text, and the byte behind all of it.
    fn named_there(
        self,
        name: &str,
        before: &str,
        text: &str,
        end: usize,
    ) -> Option<(Option<Meaning>, usize)> {
        match name {
            "past" => {
                let (years, length) = self.length_told(text.get(end..)?)?;
                Some((Some(years.map_or(Meaning::Unbounded, Meaning::YearsTold)), end + length))
            }
            "months" | "months_over" | "years" | "years_over" => {
                let number = self.number_before(before);
                Some((Some(number.map_or(Meaning::Unbounded, |number| lasted(name, number))), end))
            }
            "founding_day" => {
                // 由成立当日至今年6月30日.
                let goes_on = range_mark(text.get(end..)?).is_some();
                let meaning = if goes_on { Meaning::SinceFounding } else { Meaning::ThisDay(None) };
                Some((Some(meaning), end))
            }
            "as_of_now" => {
                // 由成立至今年6月30日 has no 至今.
                let last = text.get(..end)?.chars().next_back()?;
                let goes_on = || self.date_part(text.get(end - last.len_utf8()..)?);
                let date = opens_date(last, &self.lexicon.edges) && goes_on().is_some();
                (!date).then(|| (self.named(name), end))
            }
            _ => Some((self.named(name), end)),
        }
    }

    /// The number that a text ends in, unless it only says roughly how many: 运行三, 近5.
    fn number_before(self, text: &str) -> Option<i16> {
        let head = text.trim_end_matches(is_digit);
        let digits = text.get(head.len()..)?;
        let (value, length) = number(digits).filter(|(value, _)| *value > 0)?;
        let rough = self.lexicon.edges.before(head, EdgeRole::Roughly).is_some();
        (length == digits.len() && !rough).then(|| i16::try_from(value).ok())?
    }

    /// So many months or years at the start of a text, and their bytes: 6个月, 五年来; how many years.
    fn length_told(self, text: &str) -> Option<(Option<i16>, usize)> {
        let (value, digits) = number(text)?;
        let rest = text.get(digits..)?;
        let years = rest.starts_with('年').then(|| i16::try_from(value).ok());
        let unit = ["个月", "年"].into_iter().find(|unit| rest.starts_with(unit))?;
        let told = self.lexicon.wordings.periods.longest_at(text, digits);
        let told = told.filter(|(_, name)| matches!(*name, "months" | "years"));
        Some((years.flatten(), told.map_or(digits + unit.len(), |(end, _)| end)))
    }

    /// The meaning of a row of the table of words for periods.
    fn named(self, name: &str) -> Option<Meaning> {
        if let Some((from, to)) = months_named(name) {
            return self.months(None, from, to).map(Meaning::Span);
        }
        if let Some(years) = name.strip_prefix("years_told_").and_then(|years| years.parse().ok()) {
            return Some(Meaning::YearsTold(years));
        }
        if let Some((first, last)) = years_named(name) {
            let (from, to) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
            return Period::new(from, to.min(self.today.max(from))).map(Meaning::Span);
        }
        if let Some(first) = name.strip_prefix("since_").and_then(|year| year.parse().ok()) {
            return Some(Meaning::Since(Date::new(first, 1, 1).ok()?));
        }
        match name {
            "this_date" => Some(Meaning::Now),
            "as_of_now" => Some(Meaning::Until(self.today)),
            "since_launch" => Some(Meaning::SinceLaunch),
            "during_launch" => Some(Meaning::DuringLaunch),
            "within_launch" => Some(Meaning::WithinLaunch),
            "passing" => Some(Meaning::Passing),
            "this_day" => Some(Meaning::ThisDay(Some(self.today))),
            "that_day" => Some(Meaning::ThisDay(None)),
            "this_event" => Some(Meaning::ThisEvent),
            "news_day" => Some(Meaning::NewsDay),
            "since_founding" => Some(Meaning::SinceFounding),
            "half_a_year" => Some(Meaning::Lasted(5, 8)),
            "half_a_year_over" => Some(Meaning::Lasted(6, 12)),
            "unbounded" => Some(Meaning::Unbounded),
            _ => self.told_from_today(name),
        }
    }

    /// The meaning of a row that names a year or a month by today's.
    fn told_from_today(self, name: &str) -> Option<Meaning> {
        let (year, month) = (self.today.year(), self.today.month());
        let span = |year, from, to| self.months(year, from, to).map(Meaning::Span);
        match name {
            "year_to_date" => Some(Meaning::Since(Date::new(year, 1, 1).ok()?)),
            "whole_year" => self.months(None, 1, 12).map(Meaning::WholeYear),
            "last_year" => span(Some(year - 1), 1, 12),
            "year_before_last" => span(Some(year - 2), 1, 12),
            "this_month" => self.months(None, month, month).map(Meaning::ThisMonth),
            "last_month" => {
                let day = self.today.checked_sub(Days::new().months(1)).ok()?;
                span(Some(day.year()), day.month(), day.month())
            }
            _ => Some(Meaning::Unbounded),
        }
    }

    /// The months of a year; without one, of the last year of which they are told.
    fn months(self, year: Option<i16>, from: i8, to: i8) -> Option<Period> {
        let year = year.unwrap_or_else(|| {
            let month = self.today.month();
            let over = to <= month || from == to && from <= month;
            // 上半年 is told when it is over, or nearly so; 二季度 while it runs.
            let runs = to <= 6 && from <= month && (from > 1 || to <= month + 1);
            let begun = over || runs;
            if begun { self.today.year() } else { self.today.year() - 1 }
        });
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        let end =
            if (from, to) == (1, 12) && year == self.today.year() { last.min(self.today) } else { last };
        Period::new(Date::new(year, from, 1).ok()?, end)
    }

    /// The meaning of digits and names of years, months and days at the start of `text`.
    pub(super) fn dated(self, text: &str) -> Option<(Option<Meaning>, usize)> {
        let edges = &self.lexicon.edges;
        if let Some((first, last, length)) = years_to(text) {
            let from = self.months(Some(first), 1, 12)?;
            let to = self.months(Some(last), 1, 12)?;
            return Some((Period::new(from.from(), to.to()).map(Meaning::Span), length));
        }
        let (part, length) = self.date_part(text)?;
        let begins = part.beginning(text.get(length..)?, edges);
        let length = length + begins;
        let rest = text.get(length..)?;
        if let Some((end, more)) = self.end_of_range(rest, &part) {
            return Some((self.span(&part, &end), length + more));
        }
        let period = self.period(&part)?;
        let (roles, behind) = edges.at(rest).unwrap_or_default();
        let word = rest.get(..behind)?.trim_end_matches('，').len();
        if roles.has(EdgeRole::Since) {
            return Some((Some(Meaning::Since(period.from())), length + word));
        }
        if begins > 0 {
            return Some((Some(Meaning::Begin(period.from())), length));
        }
        if part.day.is_some() && roles.has(EdgeRole::UntilDay) {
            return Some((Some(Meaning::Until(period.to().min(self.today))), length + word));
        }
        if part.day_of_month().is_some() {
            return Some((Some(Meaning::Day(period.from())), length));
        }
        Some((Some(Meaning::Span(period)), length))
    }

    /// 截至24日: of this month, or of the last where it is still to come.
    fn day_alone(self, text: &str) -> Option<(Option<Meaning>, usize)> {
        let (day, length) = day_told_alone(text)?;
        let of_month = |month: Date| Date::new(month.year(), month.month(), day).ok();
        let last_month = || of_month(self.today.first_of_month().yesterday().ok()?);
        let day = of_month(self.today).filter(|day| *day <= self.today).or_else(last_month)?;
        Some((Some(Meaning::Day(day)), length))
    }

    /// The days that a date names.
    fn period(self, part: &DatePart) -> Option<Period> {
        let Some((from, to)) = part.months else {
            return self.months(Some(part.year?), 1, 12);
        };
        let months = self.months(part.year, from, to)?;
        let Some(day) = part.day else {
            return Some(months);
        };
        let month = months.to();
        let to = day.last_day(month)?;
        let from = part.day_of_month().map_or_else(|| month.first_of_month(), |_| to);
        Period::new(from, to)
    }

    fn span(self, from: &DatePart, end: &End) -> Option<Meaning> {
        match end {
            End::Now => self.period(from).map(|period| Meaning::Since(period.from())),
            End::Date(to) => {
                let to_year = to.year.or(from.year);
                let last = self.period(&DatePart { year: to_year, ..*to })?;
                let from_year = from.year.or(Some(last.to().year()));
                let first = self.period(&DatePart { year: from_year, ..*from })?;
                Period::new(first.from(), last.to()).map(Meaning::Span)
            }
        }
    }
}

/// What so many months or years say that have gone by: 7个月来, 一年多以来.
fn lasted(name: &str, number: i16) -> Meaning {
    let months = i32::from(number);
    match name {
        "months" => Meaning::Lasted((months - 1).max(1), months + 1),
        "months_over" => Meaning::Lasted(months, months + 1),
        "years_over" => Meaning::Lasted(12 * months, 12 * months + 12),
        _ => Meaning::YearsTold(number),
    }
}

/// The first and the last year of a plan, as the table names them: `years_2021_2025`.
fn years_named(name: &str) -> Option<(i16, i16)> {
    let (first, last) = name.strip_prefix("years_")?.split_once('_')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Years of which the first has no 年: 2023至2024年, 2021—2023年; and their bytes.
fn years_to(text: &str) -> Option<(i16, i16, usize)> {
    let year = |digits: &str| digits.parse().ok().filter(|year| (1949..=2100).contains(year));
    let first = text.get(..4).filter(|digits| digits.bytes().all(|one| one.is_ascii_digit()))?;
    let mark = range_mark(text.get(4..)?)?;
    let behind = text.get(4 + mark..)?;
    let last = behind.get(..4).filter(|digits| digits.bytes().all(|one| one.is_ascii_digit()))?;
    let (first, last): (i16, i16) = (year(first)?, year(last)?);
    let length = 4 + mark + 4 + '年'.len_utf8();
    (first < last && behind.get(4..)?.starts_with('年')).then_some((first, last, length))
}

/// The bytes of 截至, 自 … in front of a date, and whether the date is an end.
fn prefix(opening: Option<(EdgeRoles, usize)>) -> (usize, bool) {
    match opening {
        Some((roles, length)) if roles.has(EdgeRole::Until) => (length, true),
        Some((roles, length)) if roles.has(EdgeRole::FromDay) => (length, false),
        _ => (0, false),
    }
}

/// Bytes of the digits that a text begins with, where they open no date: what stands behind all of them
/// tells it for each, also for words such as 1季度.
pub(super) fn idle_digits(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 1 && !may_begin(text, None) { digits } else { 0 }
}
