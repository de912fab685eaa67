//! Dates as pages write them, with or without a year.
//!
//! Text in, [`Found`] dates out in order: `2025年7月17日`, `2025-07-17`, `7月17日`, 民國 years,
//! 二〇二五年七月十七日. Decides nothing about which date is which.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;
use regex::{Captures, Regex};

use super::fold::folded;
use super::line::is_numeric;
use super::squeezed::Squeezed;

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins in the folded text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// The month.
    pub month: i8,
    /// The day.
    pub day: i8,
}

impl Found {
    /// The date, where its year is written.
    pub fn full(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// The date in a given year, unless it has its own.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(self.year.unwrap_or(year), self.month, self.day).ok()
    }
}

// The units of the calendar, 民国 among them as the name of its years, are its grammar and no wordings.
// Digits are those of ASCII: folded text has no others, and theirs of all scripts are a table of its own.
static NUMERIC: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<y1>(?:19|20)[0-9]{2})\s*[年\-/.]\s*(?P<m1>[0-9]{1,2})\s*[月\-/.]\s*(?P<d1>[0-9]{1,2})(?:\s*[日号])?
        | (?P<y6>20[0-9]{2})\s+(?P<m6>[0-9]{1,2})\s*/\s*(?P<d6>[0-9]{1,2})
        | (?P<d4>[0-9]{1,2})\.(?P<m4>[0-9]{1,2})\.(?P<y4>20[0-9]{2})
        | (?P<y5>[012][0-9])-(?P<m5>[0-9]{2})-(?P<d5>[0-9]{2})\s+[0-9]{2}:[0-9]{2}
        | (?P<roc>(?:中华)?民国)?\s*(?P<y2>[0-9]{2,3})\s*(?P<s2>[年./-])\s*(?P<m2>[0-9]{1,2})\s*[月./-]\s*(?P<d2>[0-9]{1,2})(?P<e2>\s*日)?
        | (?P<m3>[0-9]{1,2})\s*月\s*(?P<d3>[0-9]{1,2})\s*[日号]",
    )
    .ok()
});

static IN_HANZI: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
    )
    .ok()
});

/// The dates of a folded text.
pub(super) fn in_folded(text: &str) -> Vec<Found> {
    in_runs(text, runs(text).filter(|run| has_numbers_of_date(&text[run.clone()])))
}

/// The dates of a folded text that have their year.
pub(super) fn full_in_folded(text: &str) -> impl Iterator<Item = Date> {
    // In digits, year, month and day are three numbers.
    let found = in_runs(text, runs(text).filter(|run| numbers_in(&text[run.clone()]) > 2));
    found.into_iter().filter_map(|found| found.full())
}

/// Whether a text may hold a date that has its year.
pub(super) fn may_hold_full(text: &Squeezed) -> bool {
    is_parted(text)
        && ((text.has_digit() && numbers_in(text) > 2) || (text.has_year() && has_year_in_hanzi(text)))
}

/// Whether a text has what stands between the parts of a date that has its year.
pub(super) fn is_parted(text: &Squeezed) -> bool {
    text.has_month() || memchr::memchr3(b'-', b'/', b'.', text.as_bytes()).is_some()
}

/// Whether a year may be written in hanzi.
fn has_year_in_hanzi(text: &str) -> bool {
    static YEAR: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("年"));
    YEAR.find_iter(text.as_bytes()).any(|at| text[..at].ends_with(is_digit_in_hanzi))
}

/// The dates in these stretches of a folded text, and those in hanzi.
fn in_runs(text: &str, runs: impl Iterator<Item = Range<usize>>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if let Some(pattern) = NUMERIC.as_ref() {
        for run in runs {
            let captured = pattern.captures_iter(&text[run.clone()]);
            found.extend(captured.filter_map(|captures| numeric(text, run.start, &captures)));
        }
    }
    if let Some(pattern) = IN_HANZI.as_ref().filter(|_| has_year_in_hanzi(text)) {
        found.extend(pattern.captures_iter(text).filter_map(|captures| in_hanzi(&captures)));
    }
    found.sort_by_key(|date| date.start);
    found
}

fn is_digit_in_hanzi(one: char) -> bool {
    matches!(one, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

/// The stretches of nothing but what dates in digits are written with, where they have two numbers
/// or may have.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    let run = move || loop {
        let digit = from + first_digit(&text.as_bytes()[from..])?;
        let behind = text[digit..].trim_start_matches(|one: char| one.is_ascii_digit());
        // Most numbers count something, and nothing of a date follows them.
        if !behind.starts_with(is_of_date) {
            from = text.len() - behind.len();
            continue;
        }
        let before = text[from..digit].trim_end_matches(is_of_date).len();
        let end = text.len() - behind.trim_start_matches(is_of_date).len();
        let run = from + before..end;
        from = end;
        return Some(run);
    };
    std::iter::from_fn(run)
}

/// Where the first digit stands; whole stretches without one are passed at once.
fn first_digit(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    for stretch in bytes.chunks(STRETCH) {
        if stretch.iter().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            return stretch.iter().position(u8::is_ascii_digit).map(|at| from + at);
        }
        from += stretch.len();
    }
    None
}

/// Bytes that are looked at together.
const STRETCH: usize = 32;

fn is_of_date(one: char) -> bool {
    match one {
        '0'..='9' | '年' | '月' | '日' | '号' | '-' | '/' | '.' | ':' => true,
        '中' | '华' | '民' | '国' => true,
        _ => !matches!(one, '\u{4E00}'..='\u{9FFF}') && (one.is_whitespace() || is_numeric(one)),
    }
}

/// Whether a run has the numbers of a date: year, month and day, or two with 月 between.
fn has_numbers_of_date(run: &str) -> bool {
    let numbers = numbers_in(run);
    numbers > 2 || (numbers == 2 && run.contains('月'))
}

/// The runs of digits in a text.
fn numbers_in(text: &str) -> usize {
    let mut before = false;
    let begins = |byte: &u8| {
        let digit = byte.is_ascii_digit();
        !std::mem::replace(&mut before, digit) && digit
    };
    text.bytes().filter(begins).count()
}

/// The first date of any text that has its year.
pub(super) fn first_full(text: &str) -> Option<Date> {
    full_in_folded(&folded(text)).next()
}

fn number<T: std::str::FromStr>(captures: &Captures<'_>, name: &str) -> Option<T> {
    captures.name(name)?.as_str().parse().ok()
}

/// The date that was captured in the run of a text that begins at byte `from`.
fn numeric(text: &str, from: usize, captures: &Captures<'_>) -> Option<Found> {
    let found = captures.get(0)?;
    let whole = from + found.start()..from + found.end();
    // A longer run of digits is a number or an address.
    let digit = |c: char| c.is_ascii_digit();
    let behind = &text[whole.end..];
    // A time may follow at once: 15日19:47, 2022-06-0615:23.
    let closed =
        found.as_str().ends_with(['日', '号']) || behind.get(2..).is_some_and(|at| at.starts_with(':'));
    if text[..whole.start].ends_with(digit) || (!closed && behind.starts_with(digit)) {
        return None;
    }
    let (year, month, day) = if captures.name("y1").is_some() {
        (number(captures, "y1"), number(captures, "m1")?, number(captures, "d1")?)
    } else if captures.name("y6").is_some() {
        (number(captures, "y6"), number(captures, "m6")?, number(captures, "d6")?)
    } else if captures.name("y4").is_some() {
        (number(captures, "y4"), number(captures, "m4")?, number(captures, "d4")?)
    } else if let Some(year) = number::<i16>(captures, "y5") {
        (Some(2000 + year), number(captures, "m5")?, number(captures, "d5")?)
    } else if let Some(year) = number::<i16>(captures, "y2") {
        let named = captures.name("roc").is_some();
        let written =
            captures.name("s2").is_some_and(|s| s.as_str() == "年") && captures.name("e2").is_some();
        let likely = (100..=150).contains(&year);
        if !(named || likely && (written || captures.name("s2").is_some())) {
            return None;
        }
        (Some(year + 1911), number(captures, "m2")?, number(captures, "d2")?)
    } else {
        (None, number(captures, "m3")?, number(captures, "d3")?)
    };
    let start = whole.end - text[whole.clone()].trim_start().len();
    valid(Found { start, end: whole.end, year, month, day })
}

fn in_hanzi(captures: &Captures<'_>) -> Option<Found> {
    let whole = captures.get(0)?;
    let mut year = 0i16;
    for character in captures.get(1)?.as_str().chars() {
        year = year * 10 + small(&character.to_string())?;
    }
    let part = |index: usize| -> Option<i8> { i8::try_from(small(captures.get(index)?.as_str())?).ok() };
    valid(Found { start: whole.start(), end: whole.end(), year: Some(year), month: part(2)?, day: part(3)? })
}

/// A number up to 39 in hanzi: 三, 十七, 二十, 三十一; a single ○ is nought.
pub(super) fn small(text: &str) -> Option<i16> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |text: &str| -> Option<i16> {
        let mut characters = text.chars();
        let character = characters.next().map(|c| if matches!(c, '零' | '○') { '〇' } else { c })?;
        let place = DIGITS.chars().position(|known| known == character)?;
        if characters.next().is_some() { None } else { i16::try_from(place).ok() }
    };
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn valid(found: Found) -> Option<Found> {
    let year = found.year.unwrap_or(2024);
    ((1949..=2100).contains(&year) && Date::new(year, found.month, found.day).is_ok()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_way_to_write_a_day_is_read() {
        for text in [
            "2025年7月17日",
            "2025-07-17 10:30",
            "2025/7/17",
            "2025 07/17 10:30:00",
            "2025 07/ 17 10:30:00",
            "2025.07.17",
            "２０２５年７月１７日",
            "2025 年 7 月 17 日",
            "民國114年7月17日",
            "114年7月17日",
            "114-07-17",
            "二〇二五年七月十七日",
            "二○二五年七月十七日",
        ] {
            assert_eq!(first_full(text), Some(date(2025, 7, 17)), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_keeps_it_open() {
        let found = in_folded("7 月 17 日,市政府召开");
        assert_eq!(found[0].full(), None);
        assert_eq!(found[0].in_year(2025), Some(date(2025, 7, 17)));
    }

    #[test]
    fn numbers_are_no_dates() {
        for text in
            ["增长3.1.2", "电话0818-2675046", "2025-13-40", "96110", "53040020241542777", "31年2月30日"]
        {
            assert!(in_folded(text).is_empty(), "{text}");
        }
    }
}
