//! Which period holds, from one mention to the next.
//!
//! [`Meaning`]s of mentions in, the [`Period`] that figures count over out. Reads no text.

use jiff::Span as Days;
use jiff::civil::Date;

use super::meaning::Meaning;
use crate::domain::Period;

fn is_month(period: Period) -> bool {
    period.from() == period.to().first_of_month() && period.to() == period.to().last_of_month()
}

/// How many years a period is of; nothing where it has other days.
fn whole_years(period: Period) -> Option<i16> {
    let whole = period.from().day_of_year() == 1 && period.to() == period.to().last_of_year();
    whole.then(|| period.to().year() - period.from().year() + 1)
}

/// Whether a day was so many months ago, at least and at most.
pub(super) fn is_ago(from: Date, (least, most): (i32, i32), today: Date) -> bool {
    let later = |months: i32| from.checked_add(Days::new().months(months)).ok();
    later(least).is_some_and(|first| first <= today) && later(most).is_some_and(|last| today <= last)
}

fn a_year_earlier(period: Period) -> Option<Period> {
    let earlier = |day: Date| day.checked_sub(Days::new().years(1)).ok();
    Period::new(earlier(period.from())?, earlier(period.to())?)
}

/// A period of no more days is told in passing between two of the whole.
const LONGEST_ASIDE: i32 = 62;

/// How many paragraphs a beginning is remembered for an end that is told alone.
const NEAR: usize = 3;

/// The period that a text has come to, as it is read from mention to mention.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Current {
    pub(super) period: Option<Period>,
    /// The paragraph that told it.
    pub(super) paragraph: usize,
    /// Whether the last mention in this sentence tells a period of its own for a stock.
    pub(super) own: bool,
    /// Whether it is the day of an event told in passing.
    day: bool,
    /// The last beginning that held up to the event, and the paragraph that told it.
    since: Option<(Date, usize)>,
    /// Whether the text tells where the period ends: 11月10日至21日.
    closed: bool,
    /// Whether a figure has been read since the period was told.
    used: bool,
    /// The end that was told and that no figure has been read for yet: 截至11月底，今年以来.
    until: Option<Date>,
    /// The last beginning of a year that held up to the event, for an end of that year told further on.
    led: Option<Date>,
    /// The days that the text has once said a beginning to mean.
    defined: Option<Period>,
    /// Whether the campaign that is spoken of hasn't been dated yet.
    pub(super) awaits_launch: bool,
}

impl Current {
    /// Takes over what a mention says.
    pub(super) fn take(&mut self, meaning: Meaning, paragraph: usize, today: Date) {
        let before = *self;
        let (period, own) = before.told(meaning, paragraph, today);
        let since = match meaning {
            Meaning::Since(from) => Some((from, paragraph)),
            Meaning::Unbounded | Meaning::SinceLaunch | Meaning::DuringLaunch | Meaning::SinceUntil(_) => {
                None
            }
            _ => before.since,
        };
        let day = matches!(
            meaning,
            Meaning::Day(_)
                | Meaning::ThisDay(_)
                | Meaning::Passing
                | Meaning::Founded(_)
                | Meaning::Begin(_)
        );
        let closed = matches!(meaning, Meaning::Span(_) | Meaning::ThisMonth(_));
        let until = match meaning {
            Meaning::Until(to) => Some(to),
            _ => None,
        };
        let led = match meaning {
            Meaning::Since(from) if from.day_of_year() == 1 => Some(from),
            Meaning::SinceLaunch | Meaning::DuringLaunch | Meaning::SinceUntil(_) => None,
            _ => before.led,
        };
        let defined = match meaning {
            Meaning::SinceUntil(period) => Some(period),
            _ => before.defined,
        };
        *self =
            Current { period, paragraph, own, day, since, closed, until, defined, led, ..Current::default() };
    }

    /// The period that a mention tells behind what was told before, and whether it is one of its own.
    fn told(&self, meaning: Meaning, paragraph: usize, today: Date) -> (Option<Period>, bool) {
        let near = self.paragraph + NEAR >= paragraph;
        match meaning {
            Meaning::Span(period) => (Some(self.cut(period)), true),
            Meaning::ThisMonth(month) => {
                let told = self.period.filter(|told| near && is_month(*told));
                (Some(told.unwrap_or(month)), true)
            }
            Meaning::WholeYear(year) => (self.whole_year(near, today).or(Some(year)), true),
            Meaning::Since(from) => {
                let told = self.defined.filter(|told| told.from() == from);
                (told.or_else(|| Period::new(from, self.until.unwrap_or(today))), true)
            }
            Meaning::SinceUntil(period) => (Some(period), true),
            Meaning::YearsTold(years) => {
                (self.period.filter(|told| near && whole_years(*told) == Some(years)), false)
            }
            Meaning::Day(day) | Meaning::DayHere(day) => (Period::new(day, day), true),
            Meaning::ThisDay(day) => {
                let told = self.period.filter(|told| near && self.day && told.from() == told.to());
                (told.or_else(|| Period::new(day?, day?)), true)
            }
            Meaning::Until(to) => {
                let led = self.led.filter(|from| from.year() == to.year() && self.period.is_none());
                (self.start(paragraph, to).or(led).and_then(|from| Period::new(from, to)), false)
            }
            Meaning::Now => (self.start(paragraph, today).and_then(|from| Period::new(from, today)), false),
            Meaning::YearBefore => (self.period.and_then(a_year_earlier), true),
            Meaning::Unbounded
            | Meaning::Passing
            | Meaning::NewsDay
            | Meaning::Founded(_)
            | Meaning::SinceFounding
            | Meaning::Lasted(..)
            | Meaning::Begin(_)
            | Meaning::SinceLaunch
            | Meaning::DuringLaunch
            | Meaning::WithinLaunch
            | Meaning::ThisEvent => (None, false),
        }
    }

    /// The beginning told before that an end told alone is of.
    fn start(&self, paragraph: usize, to: Date) -> Option<Date> {
        let near = self.paragraph + NEAR >= paragraph;
        let running = self.since.filter(|(_, told)| told + NEAR >= paragraph).map(|(from, _)| from);
        let days = |period: Period| period.from().until(period.to()).map_or(0, |days| days.get_days());
        let brief = self.period.is_none_or(|period| self.day || days(period) <= LONGEST_ASIDE);
        let start = self.period.filter(|_| !self.day && near).map(|period| period.from());
        // 今年以来…。4月份…。截至目前: what is told of one month in between is an aside.
        let start = if brief { running.or(start) } else { start };
        // 11月环比下降。截至年底: what has ended isn't gone on with but from the beginning of a year.
        let ended = self.closed && running.is_none() && self.ends_before(to);
        start.filter(|from| !ended || from.day_of_year() == 1)
    }

    /// The whole of the year that was told before, as far as it is over.
    fn whole_year(&self, near: bool, today: Date) -> Option<Period> {
        let one_year = |told: &Period| told.from().year() == told.to().year();
        let told = self.period.filter(|told| near && !self.day && one_year(told))?;
        let year = told.from().year();
        // 今年以来…列为全年专项: the year isn't over.
        let last = Date::new(year, 12, 31).ok()?.min(today.max(told.to()));
        Period::new(Date::new(year, 1, 1).ok()?, last)
    }

    /// A year as far as the end that was told before it: 截至11月底，2023年.
    fn cut(&self, period: Period) -> Period {
        let within =
            |to: &Date| period.from().day_of_year() == 1 && *to <= period.to() && period.from() <= *to;
        self.until.filter(within).and_then(|to| Period::new(period.from(), to)).unwrap_or(period)
    }

    fn ends_before(&self, day: Date) -> bool {
        self.period.is_some_and(|period| period.to() < day)
    }

    /// Notes that what began with the period goes on.
    pub(super) fn open(&mut self) {
        self.closed = false;
    }

    /// Notes that a figure has been read: an end told before it says nothing of a later beginning.
    pub(super) fn pass_figure(&mut self) {
        self.until = None;
    }

    /// Notes that a figure of the period has been read.
    pub(super) fn count(&mut self) {
        self.used = true;
    }

    /// Notes that something began on a day, for an end that is told further on: 3月18日揭牌。截至9月底.
    pub(super) fn begin(&mut self, day: Date) {
        self.since = Some((day, self.paragraph));
    }

    /// Whether whole years were told before, as many as 两年来 means.
    pub(super) fn tells_years(&self, years: i16) -> bool {
        self.period.and_then(whole_years) == Some(years)
    }

    /// The last beginning that was told, if it was so many months ago.
    pub(super) fn began_ago(&self, months: (i32, i32), today: Date) -> Option<Date> {
        self.since.map(|(from, _)| from).filter(|from| is_ago(*from, months, today))
    }

    /// What holds behind a paragraph that this holds at the end of; `before` held at its beginning, and it is
    /// prose or a heading. The day of an event holds for its paragraph alone, and so does a month in which
    /// nothing is counted.
    pub(super) fn behind_paragraph(self, before: Current, prose: bool, today: Option<Date>) -> Current {
        if let Some(whole) = today.and_then(|today| self.whole(today)) {
            return whole;
        }
        let aside = before.period.is_some() && !before.day;
        let of_event = self.day || prose && aside && self.is_month_of_event();
        if of_event { Current { since: self.since, ..before } } else { self }
    }

    /// The whole that a paragraph told, where a time within it followed and no figure of that:
    /// 今年以来…。3月至7月，各项指标均优于全国.
    fn whole(&self, today: Date) -> Option<Current> {
        let (from, _) = self.since.filter(|(_, told)| *told == self.paragraph)?;
        let within = self.period.is_some_and(|period| period.from() >= from && period.to() <= today);
        let aside = self.closed && !self.used && within;
        aside.then(|| Current { period: Period::new(from, today), own: false, closed: false, ..*self })
    }

    fn is_month_of_event(&self) -> bool {
        let brief = |period: Period| period.from().until(period.to()).is_ok_and(|days| days.get_days() <= 31);
        self.closed && !self.used && self.period.is_some_and(brief)
    }

    /// Notes that a sentence begins.
    pub(super) fn begin_sentence(&mut self) {
        (self.own, self.until) = (false, None);
    }

    /// Whether the period is one with both ends, told in a paragraph: 11月10日至21日…专案期间.
    pub(super) fn is_closed_in(&self, paragraph: usize) -> bool {
        self.closed && self.paragraph == paragraph
    }

    /// Whether a period holds that is more than the day of an event.
    pub(super) fn lasts(&self) -> bool {
        self.period.is_some() && !self.day
    }

    /// Whether the period is the day of an event, which the next paragraph doesn't begin with.
    pub(super) fn is_day(&self) -> bool {
        self.day
    }
}
