//! The stretch of days that a figure counts.

use jiff::civil::Date;

/// Days from `from` to `to`, both counted.
///
/// Invariant: `from <= to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    from: Date,
    to: Date,
}

/// A period that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// A calendar year.
    Year,
    /// The first (1) or second (2) half of a year.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A calendar month, 1 to 12.
    Month(u8),
    /// One day.
    Day,
    /// Any other stretch.
    Other,
}

/// What must be equal for two periods to be compared: the days of the year they run over.
///
/// `first half of 2023` and `first half of 2025` have one shape; a half-year and a year have not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodShape {
    from: (i8, i8),
    to: (i8, i8),
    years: i16,
}

impl Period {
    /// A period, or `None` where it would end before it starts.
    pub fn new(from: Date, to: Date) -> Option<Self> {
        (from <= to).then_some(Period { from, to })
    }

    /// The first day counted.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The last day counted.
    pub fn to(&self) -> Date {
        self.to
    }

    /// The name that the calendar has for it.
    pub fn kind(&self) -> PeriodKind {
        let (from, to) = (self.from, self.to);
        if from == to {
            return PeriodKind::Day;
        }
        if from.year() != to.year() || from.day() != 1 || to != to.last_of_month() {
            return PeriodKind::Other;
        }
        match (from.month(), to.month()) {
            (1, 12) => PeriodKind::Year,
            (1, 6) => PeriodKind::Half(1),
            (7, 12) => PeriodKind::Half(2),
            (a, b) if a == b => PeriodKind::Month(a.unsigned_abs()),
            (a, b) if b - a == 2 && a % 3 == 1 => PeriodKind::Quarter(a.unsigned_abs().div_ceil(3)),
            _ => PeriodKind::Other,
        }
    }

    /// The same stretch of another year; `None` where the calendar has none, as for 29 February alone.
    pub fn in_year(&self, year: i16) -> Option<Period> {
        let move_to = |day: Date, year: i16| {
            let first = Date::new(year, day.month(), 1).ok()?;
            let to_end = day == day.last_of_month() && day.month() == 2;
            if to_end { Some(first.last_of_month()) } else { Date::new(year, day.month(), day.day()).ok() }
        };
        let to_year = year.checked_add(self.to.year() - self.from.year())?;
        Period::new(move_to(self.from, year)?, move_to(self.to, to_year)?)
    }

    /// The shape by which periods are compared; the end of February is one day in every year.
    pub fn shape(&self) -> PeriodShape {
        let day = |date: Date| {
            let day = if date == date.last_of_month() { 31 } else { date.day() };
            (date.month(), day)
        };
        PeriodShape {
            from: (self.from.month(), self.from.day()),
            to: day(self.to),
            years: self.to.year() - self.from.year(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn period(from: Date, to: Date) -> Period {
        Period::new(from, to).expect("in order")
    }

    #[test]
    fn a_period_never_ends_before_it_starts() {
        assert!(Period::new(date(2025, 2, 1), date(2025, 1, 31)).is_none());
    }

    #[test]
    fn calendar_stretches_have_names() {
        assert_eq!(period(date(2016, 1, 1), date(2016, 12, 31)).kind(), PeriodKind::Year);
        assert_eq!(period(date(2025, 1, 1), date(2025, 6, 30)).kind(), PeriodKind::Half(1));
        assert_eq!(period(date(2025, 7, 1), date(2025, 9, 30)).kind(), PeriodKind::Quarter(3));
        assert_eq!(period(date(2024, 2, 1), date(2024, 2, 29)).kind(), PeriodKind::Month(2));
        assert_eq!(period(date(2025, 1, 1), date(2025, 7, 17)).kind(), PeriodKind::Other);
    }

    #[test]
    fn halves_of_two_years_have_one_shape_and_a_year_has_another() {
        let half = |year| period(date(year, 1, 1), date(year, 6, 30)).shape();
        assert_eq!(half(2023), half(2025));
        assert_ne!(half(2023), period(date(2023, 1, 1), date(2023, 12, 31)).shape());
    }

    #[test]
    fn a_stretch_has_its_like_in_another_year() {
        let half = period(date(2023, 1, 1), date(2023, 6, 30));
        assert_eq!(half.in_year(2024), Period::new(date(2024, 1, 1), date(2024, 6, 30)));
        let to_february = period(date(2023, 1, 1), date(2023, 2, 28));
        assert_eq!(to_february.in_year(2024).map(|found| found.shape()), Some(to_february.shape()));
        let winter = period(date(2022, 12, 1), date(2023, 1, 31));
        assert_eq!(winter.in_year(2023), Period::new(date(2023, 12, 1), date(2024, 1, 31)));
    }

    #[test]
    fn february_has_one_shape_in_leap_years_too() {
        let february = |year, last| period(date(year, 2, 1), date(year, 2, last)).shape();
        assert_eq!(february(2023, 28), february(2024, 29));
    }
}
