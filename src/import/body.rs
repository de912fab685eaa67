//! The article's text as dates are looked for in it.
//!
//! The article in; its dates, and the year of a day that has none, out.

use std::cell::OnceCell;

use jiff::civil::Date;
use memchr::memmem;

use super::boundaries::{Bounded, PartKind};
use super::dates::{self, Found};
use super::squeezed::Squeezed;
use super::tables::PageRole;

/// The last month in which articles look back on the year before.
const LAST_TO_LOOK_BACK: i8 = 3;

/// The article's text as dates are looked for in it.
pub(super) struct Body<'b> {
    /// Folded paragraphs without blanks.
    pub paragraphs: Vec<&'b Squeezed>,
    /// The latest day written with its year, once somebody has asked.
    latest: OnceCell<Option<Date>>,
    /// The latest year written, once somebody has asked.
    year: OnceCell<Option<i16>>,
}

impl<'b> Body<'b> {
    pub fn of(bounded: &'b Bounded<'_>) -> Body<'b> {
        let parts = bounded.parts.iter().zip(&bounded.squeezed);
        let texts = parts.filter(|(part, _)| part.kind != PartKind::Row).map(|(_, text)| &**text);
        Body { paragraphs: texts.collect(), latest: OnceCell::new(), year: OnceCell::new() }
    }

    fn latest(&self) -> Option<Date> {
        *self.latest.get_or_init(|| {
            let may_have = self.paragraphs.iter().filter(|text| dates::is_parted(text));
            may_have.flat_map(|text| dates::full_in_folded(text)).max()
        })
    }

    fn year(&self) -> Option<i16> {
        *self.year.get_or_init(|| {
            let may_have = |text: &&&Squeezed| text.has_digit() && text.has_year();
            self.paragraphs.iter().filter(may_have).flat_map(|text| years_in(text)).max()
        })
    }

    /// A day alone as the last paragraph, as authorities sign.
    pub fn signed(&self) -> Option<Date> {
        let last = self.paragraphs.last()?;
        if last.chars().count() > 16 { None } else { dates::first_full(last) }
    }

    /// The year of a day without one: that of the latest year told, or the next where the day would
    /// lie before a date that the article looks back on.
    pub fn year_of(&self, found: &Found) -> Option<i16> {
        let year = self.year().or_else(|| self.latest().map(Date::year))?;
        let that_day = found.in_year(year)?;
        if self.latest().is_some_and(|latest| that_day < latest) {
            return Some(year + 1);
        }
        if found.month > LAST_TO_LOOK_BACK {
            return Some(year);
        }
        let opened = format!("{year}年");
        let behind = || self.paragraphs.iter().flat_map(|text| behind_each(text, &opened));
        let looks_back =
            behind().next().is_some() && !self.has(PageRole::ThisYear) && !behind().any(is_running);
        Some(if looks_back { year + 1 } else { year })
    }

    fn has(&self, role: PageRole) -> bool {
        self.paragraphs.iter().any(|text| role.is_in(text))
    }
}

/// What follows each place at which a wording stands in a text.
fn behind_each<'t>(text: &'t str, wording: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(wording).map(|(at, found)| &text[at + found.len()..])
}

/// Whether what follows a year tells of its first months: 以来, 上半年, 1至3月, 2月.
fn is_running(behind: &str) -> bool {
    let (digit, rest) = behind.split_at_checked(1).unwrap_or_default();
    let month = digit.parse::<i8>().unwrap_or_default();
    let goes_on = || rest.starts_with(['-', '—']) || PageRole::Until.begins(rest).is_some();
    (1..=LAST_TO_LOOK_BACK).contains(&month) && rest.starts_with('月')
        || month == 1 && goes_on()
        || PageRole::Running.begins(behind).is_some()
}

/// The years of this century that a text without blanks names: `2025年`.
fn years_in(text: &str) -> impl Iterator<Item = i16> {
    let year = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    memmem::find_iter(text.as_bytes(), "年").filter_map(year).filter(|year| (2000..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_months_of_a_year_run() {
        for behind in ["以来，", "第一季度", "上半年", "1至2月", "1—3月", "2月5日", "3月"] {
            assert!(is_running(behind), "{behind}");
        }
        for behind in ["", "度", "4月", "12月19日", "2-3月", "1、2号"] {
            assert!(!is_running(behind), "{behind}");
        }
    }
}
