//! The article's text as dates are looked for in it.
//!
//! The article in; its dates, and the year of a day that has none, out.

use std::cell::OnceCell;

use jiff::civil::Date;
use memchr::memmem;

use super::boundaries::{Bounded, PartKind};
use super::dates::{self, Found};
use super::squeezed::Squeezed;

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
        let runs = [
            "年以来",
            "年1月",
            "年1至",
            "年1-",
            "年1—",
            "年第一季度",
            "年一季度",
            "年上半年",
            "年2月",
            "年3月",
        ];
        let is_running = || runs.iter().any(|run| self.has(&format!("{year}{run}")));
        let looks_back = self.has(&format!("{year}年")) && !self.has("今年") && !is_running();
        Some(if looks_back { year + 1 } else { year })
    }

    fn has(&self, wording: &str) -> bool {
        self.paragraphs.iter().any(|text| text.contains(wording))
    }
}

/// The years of this century that a text without blanks names: `2025年`.
fn years_in(text: &str) -> impl Iterator<Item = i16> {
    let year = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    memmem::find_iter(text.as_bytes(), "年").filter_map(year).filter(|year| (2000..2100).contains(year))
}
