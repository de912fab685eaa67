//! What a text may say of a period, and where it says so.
//!
//! Plain values that `period` reads and `current` applies.

use jiff::civil::Date;

use crate::domain::Period;
use crate::text::Span;

/// What a mention says of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// From one day to another.
    Span(Period),
    /// From a day up to the event.
    Since(Date),
    /// The same, with the end told in brackets: 2020年以来（2020年1月至2023年5月）.
    SinceUntil(Period),
    /// 一年来, 两年来: the whole years told before, where as many were; else from a beginning so long ago.
    YearsTold(i16),
    /// 7个月以来, 一年多来: from a beginning that the text tells, so many months ago at least and at most.
    Lasted(i32, i32),
    /// 成立以来: from the founding that the text tells, up to the event.
    SinceFounding,
    /// 2012年即成立信息安全中心: only when something was founded.
    Founded(Date),
    /// A single day, which holds for its paragraph.
    Day(Date),
    /// The day of a ceremony that a conference was held at, for this sentence alone.
    DayHere(Date),
    /// 当日, 当天: the day told before, else that of the event, if it is one.
    ThisDay(Option<Date>),
    /// 今日, 昨日: the day of the event, where money is returned or judgments are pronounced on it.
    NewsDay,
    /// 仪式现场: the day of the ceremony that was told.
    ThisEvent,
    /// 7月初, 去年初: from there on, up to an end that isn't told.
    Begin(Date),
    /// Up to a day, from where the period before began.
    Until(Date),
    /// 目前: up to the event where a period of the paragraph is carried over.
    Now,
    /// 全年: of the year told before, else of the last that has passed.
    WholeYear(Period),
    /// 当月: the month told before, else that of the event.
    ThisMonth(Period),
    /// 行动开展以来: from the launch that the text tells, up to the event.
    SinceLaunch,
    /// 行动期间: the same, or a time that was told with both its ends.
    DuringLaunch,
    /// 行动中: the same, where no period holds.
    WithinLaunch,
    /// 去年同期，: the period told before, a year earlier, for this sentence alone.
    YearBefore,
    /// 近年来: no bounds can be told.
    Unbounded,
    /// 近日, 春节期间: none either, for this paragraph alone.
    Passing,
}

/// A wording of a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// Where it stands in the folded text.
    pub(super) span: Span,
    pub(super) meaning: Meaning,
}

impl Meaning {
    /// Whether it holds for its sentence alone.
    pub(super) fn is_of_sentence(self) -> bool {
        matches!(self, Meaning::YearBefore | Meaning::DayHere(_))
    }

    /// A day as a period of one day.
    pub(super) fn as_span(self) -> Meaning {
        match self {
            Meaning::Day(day) => Period::new(day, day).map_or(self, Meaning::Span),
            _ => self,
        }
    }

    /// Whether it is of a time that goes on.
    pub(super) fn goes_on(self) -> bool {
        matches!(self, Meaning::Unbounded | Meaning::Since(_) | Meaning::YearsTold(_))
    }

    /// The whole of two periods of which the second follows the first: 5月和6月.
    pub(super) fn joined(self, next: Meaning) -> Option<Meaning> {
        let (Meaning::Span(first), Meaning::Span(second)) = (self, next) else { return None };
        let follows = first.to().tomorrow().ok()? == second.from();
        follows.then(|| Period::new(first.from(), second.to())).flatten().map(Meaning::Span)
    }
}
