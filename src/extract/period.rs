//! Reads which days a text speaks of.
//!
//! Folded text in, [`Mention`]s of periods out. Years that are not told come from the day of the
//! event. Reads no quantities, and doesn't know which period holds for a figure (that is `current`).

use jiff::Span as Days;
use jiff::civil::Date;

use super::calendar::{DatePart, End, date_part, day_told_alone, may_begin, months_named, range_mark};
use super::folded::Folded;
use super::passing::{
    end_of_launch, founds, is_comparison, is_listed, is_of_a_run, is_of_extreme, is_remark, launches,
    runs_on, year_before,
};
use crate::domain::Period;
use crate::lexicon::{WordRole, Words};
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
    /// 一年来, 两年来: the whole years told before, where as many were.
    YearsTold(i16),
    /// A single day, which holds for its paragraph.
    Day(Date),
    /// The day of a ceremony that a conference was held at, for this sentence alone.
    DayHere(Date),
    /// 当日, 当天: the day told before, else that of the event, if it is one.
    ThisDay(Option<Date>),
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

impl Meaning {
    /// Whether it holds for its sentence alone.
    pub(super) fn is_of_sentence(self) -> bool {
        matches!(self, Meaning::YearBefore | Meaning::DayHere(_))
    }
}

/// A wording of a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// Where it stands in the folded text.
    pub(super) span: Span,
    pub(super) meaning: Meaning,
}

/// The day from which years are told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Today(pub(super) Date);

impl Today {
    /// Every mention in a sentence, in its order.
    pub(super) fn mentions(self, folded: &Folded<'_>, sentence: Span, words: &Words) -> Vec<Mention> {
        let conference = || folded.holds(sentence, WordRole::Conference);
        let text = folded.slice(sentence.start, sentence.end);
        let mut found = Vec::new();
        let mut resume = 0;
        for start in folded.period_starts(sentence) {
            let at = start - sentence.start;
            if at < resume {
                continue;
            }
            let Some((meaning, length)) = self.mention_at(text, at, words) else {
                resume = at + idle_digits(text.get(at..).unwrap_or(""));
                continue;
            };
            let mut span = Span::new(at, at + length).shifted(sentence.start);
            if let Some((period, end)) = self.launched_and_ended(folded, sentence, span.end, meaning, words) {
                resume = end - sentence.start;
                found.push(Mention { span: Span::new(span.start, end), meaning: Meaning::Span(period) });
                continue;
            }
            let meaning = match (meaning.map(as_span), end_of_launch(folded, sentence, span.end)) {
                (Some(Meaning::Span(period)), Some(end)) => {
                    span.end = end;
                    Some(Meaning::Since(period.from()))
                }
                (Some(Meaning::Begin(from)), Some(end)) => {
                    span.end = end;
                    Some(Meaning::Since(from))
                }
                (Some(Meaning::Since(_)), Some(end)) => {
                    span.end = end;
                    meaning
                }
                (Some(Meaning::Since(_)), None)
                    if folded.begins(span.end, WordRole::TakesEffect).is_some() =>
                {
                    None
                }
                _ => meaning,
            };
            let meaning = match meaning {
                Some(Meaning::Since(from)) => {
                    match self.told_in_brackets(folded, sentence, span.end, words) {
                        Some((period, end)) if period.from() == from => {
                            span.end = end;
                            Some(Meaning::SinceUntil(period))
                        }
                        _ => meaning,
                    }
                }
                _ => meaning,
            };
            resume = span.end - sentence.start;
            let told =
                matches!(meaning, Some(Meaning::Day(day)) if self.is_told(folded, conference(), day, span));
            // 12月10日召开集中返还发布会，现场返还295笔.
            let meaning = match meaning {
                Some(Meaning::Day(day)) if told && folded.holds(sentence, WordRole::Ceremony) => {
                    Some(Meaning::DayHere(day))
                }
                Some(Meaning::Span(_)) if founds(folded, sentence, span) => Some(Meaning::Passing),
                _ => meaning,
            };
            let told = told && !matches!(meaning, Some(Meaning::DayHere(_)));
            let of_a_run = is_of_a_run(folded, sentence, span) || runs_on(folded, sentence, span, meaning);
            // 2022年和2023年 is a list, 和2022年相比 is none.
            let listed = found.last().is_some_and(|last: &Mention| is_listed(folded, last.span, span));
            let compared = !listed && is_comparison(folded, sentence, span);
            let of_extreme = meaning.is_some_and(goes_on) && is_of_extreme(folded, span.end);
            let passes = told || compared || of_a_run || of_extreme || is_remark(folded, sentence, span);
            let meaning = match passes {
                true => year_before(folded, sentence, span),
                false => meaning,
            };
            let Some(meaning) = meaning else { continue };
            match found
                .last_mut()
                .filter(|_| listed)
                .and_then(|last| Some((join(last.meaning, meaning)?, last)))
            {
                Some((whole, last)) => {
                    *last = Mention { span: Span::new(last.span.start, span.end), meaning: whole }
                }
                None => found.push(Mention { span, meaning }),
            }
        }
        found
    }

    /// The days of what began on a date and ended on another, and the byte behind it: 7月25日启动至9月5日.
    fn launched_and_ended(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        at: usize,
        first: Option<Meaning>,
        words: &Words,
    ) -> Option<(Period, usize)> {
        let from = match first.map(as_span)? {
            Meaning::Span(first) => first.from(),
            Meaning::Since(from) | Meaning::Begin(from) => from,
            _ => return None,
        };
        let launched = launches(folded, sentence, at);
        launched.into_iter().chain([at]).find_map(|at| {
            let rest = folded.slice(at, sentence.end);
            let mark = range_mark(rest)?;
            let (last, length) = self.dated(rest.get(mark..)?, words)?;
            let Meaning::Span(last) = last.map(as_span)? else { return None };
            Some((Period::new(from, last.to())?, at + mark + length))
        })
    }

    /// The days that brackets behind byte `at` tell, and the byte behind them: （2020年1月至2023年5月）.
    fn told_in_brackets(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        at: usize,
        words: &Words,
    ) -> Option<(Period, usize)> {
        let inside = folded.slice(at, sentence.end).strip_prefix('（')?;
        let (meaning, length) = self.dated(inside, words)?;
        let Meaning::Span(period) = meaning? else { return None };
        inside.get(length..)?.starts_with('）').then_some((period, at + '（'.len_utf8() + length))
    }

    /// Whether a day is that of the report itself: of the conference, or of the dateline.
    fn is_told(self, folded: &Folded<'_>, conference: bool, day: Date, span: Span) -> bool {
        let near = day.until(self.0).is_ok_and(|days| days.get_days().abs() <= DAYS_TO_PRINT);
        (conference && near) || folded.begins(span.end, WordRole::Dateline).is_some()
    }

    /// The mention that begins at byte `at`, with its bytes; no meaning where it is a mere date.
    fn mention_at(self, text: &str, at: usize, words: &Words) -> Option<(Option<Meaning>, usize)> {
        let rest = text.get(at..)?;
        let dates = may_begin(rest);
        let (prefix, until) = if dates { prefix(rest) } else { (0, false) };
        let dated = if dates { self.dated(rest.get(prefix..)?, words) } else { None };
        let dated = if until { dated.or_else(|| self.day_alone(rest.get(prefix..)?)) } else { dated };
        let dated = dated.map(|(meaning, length)| (meaning, prefix + length));
        let named = |from| words.longest_at(text, from).map(|(end, name)| (self.named(name), end - at));
        let word = named(at).or_else(|| if until { named(at + prefix) } else { None });
        let (meaning, length) = match (dated, word) {
            (Some(dated), Some(word)) if word.1 >= dated.1 => word,
            (Some(dated), _) => dated,
            (None, Some(word)) => word,
            (None, None) => return None,
        };
        let length = length + words_behind(rest.get(length..)?);
        let ends = matches!(meaning, Some(Meaning::Span(_) | Meaning::Day(_)));
        if until
            && ends
            && let Some(Meaning::Span(period)) = meaning.map(as_span)
        {
            return Some((Some(Meaning::Until(period.to().min(self.0.max(period.from())))), length));
        }
        Some((meaning, length))
    }

    /// The meaning of a row of the table of words.
    fn named(self, name: &str) -> Option<Meaning> {
        let year = self.0.year();
        let months = |from, to| self.months(None, from, to).map(Meaning::Span);
        if let Some((from, to)) = months_named(name) {
            return months(from, to);
        }
        if let Some(years) = name.strip_prefix("years_told_").and_then(|years| years.parse().ok()) {
            return Some(Meaning::YearsTold(years));
        }
        if let Some((first, last)) = years_named(name) {
            let (from, to) = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
            return Period::new(from, to.min(self.0.max(from))).map(Meaning::Span);
        }
        if let Some(first) = name.strip_prefix("since_").and_then(|year| year.parse().ok()) {
            return Some(Meaning::Since(Date::new(first, 1, 1).ok()?));
        }
        match name {
            "year_to_date" => Some(Meaning::Since(Date::new(year, 1, 1).ok()?)),
            "whole_year" => months(1, 12).map(|meaning| match meaning {
                Meaning::Span(year) => Meaning::WholeYear(year),
                other => other,
            }),
            "last_year" => self.months(Some(year - 1), 1, 12).map(Meaning::Span),
            "year_before_last" => self.months(Some(year - 2), 1, 12).map(Meaning::Span),
            "this_month" => months(self.0.month(), self.0.month()).map(|meaning| match meaning {
                Meaning::Span(month) => Meaning::ThisMonth(month),
                other => other,
            }),
            "last_month" => {
                let day = self.0.checked_sub(Days::new().months(1)).ok()?;
                self.months(Some(day.year()), day.month(), day.month()).map(Meaning::Span)
            }
            "this_date" => Some(Meaning::Now),
            "as_of_now" => Some(Meaning::Until(self.0)),
            "since_launch" => Some(Meaning::SinceLaunch),
            "during_launch" => Some(Meaning::DuringLaunch),
            "within_launch" => Some(Meaning::WithinLaunch),
            "passing" => Some(Meaning::Passing),
            "this_day" => Some(Meaning::ThisDay(Some(self.0))),
            "that_day" => Some(Meaning::ThisDay(None)),
            "this_event" => Some(Meaning::ThisEvent),
            _ => Some(Meaning::Unbounded),
        }
    }

    /// The months of a year; without one, of the last year of which they are told.
    fn months(self, year: Option<i16>, from: i8, to: i8) -> Option<Period> {
        let year = year.unwrap_or_else(|| {
            let month = self.0.month();
            let over = to <= month || from == to && from <= month;
            // 上半年 is told when it is over, or nearly so; 二季度 while it runs.
            let runs = to <= 6 && from <= month && (from > 1 || to <= month + 1);
            let begun = over || runs;
            if begun { self.0.year() } else { self.0.year() - 1 }
        });
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        let end = if (from, to) == (1, 12) && year == self.0.year() { last.min(self.0) } else { last };
        Period::new(Date::new(year, from, 1).ok()?, end)
    }

    /// The meaning of digits and names of years, months and days at the start of `text`.
    fn dated(self, text: &str, words: &Words) -> Option<(Option<Meaning>, usize)> {
        if let Some((first, last, length)) = years_to(text) {
            let from = self.months(Some(first), 1, 12)?;
            let to = self.months(Some(last), 1, 12)?;
            return Some((Period::new(from.from(), to.to()).map(Meaning::Span), length));
        }
        let (part, length) = date_part(text, self.0, words)?;
        let begins = part.beginning(text.get(length..)?);
        let length = length + begins;
        let rest = text.get(length..)?;
        if let Some((end, more)) = End::behind(rest, &part, self.0, words) {
            return Some((self.span(&part, &end), length + more));
        }
        for since in ["以来", "起至今", "至今", "起", "开始", "之后"] {
            if rest.starts_with(since) && (since.len() > 3 || !rest.starts_with("起诉")) {
                let from = self.period(&part)?.from();
                return Some((Some(Meaning::Since(from)), length + since.len()));
            }
        }
        // 2024年来，: 来 alone says so only at a clause's end.
        if rest.starts_with("来，") {
            return Some((Some(Meaning::Since(self.period(&part)?.from())), length + '来'.len_utf8()));
        }
        let period = self.period(&part)?;
        if begins > 0 {
            return Some((Some(Meaning::Begin(period.from())), length));
        }
        // 9月30日前，.
        if part.day.is_some() && rest.starts_with("前，") {
            return Some((Some(Meaning::Until(period.to().min(self.0))), length + '前'.len_utf8()));
        }
        if part.day.is_some() && part.day_of_month().is_some() {
            return Some((Some(Meaning::Day(period.from())), length));
        }
        Some((Some(Meaning::Span(period)), length))
    }

    /// 截至24日: of this month, or of the last where it is still to come.
    fn day_alone(self, text: &str) -> Option<(Option<Meaning>, usize)> {
        let (day, length) = day_told_alone(text)?;
        let of_month = |month: Date| Date::new(month.year(), month.month(), day).ok();
        let last_month = || of_month(self.0.first_of_month().yesterday().ok()?);
        let day = of_month(self.0).filter(|day| *day <= self.0).or_else(last_month)?;
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

/// Whether a meaning is of a time that goes on.
fn goes_on(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Unbounded | Meaning::Since(_) | Meaning::YearsTold(_))
}

/// The first and the last year of a plan, as the table names them: `years_2021_2025`.
fn years_named(name: &str) -> Option<(i16, i16)> {
    let (first, last) = name.strip_prefix("years_")?.split_once('_')?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// The whole of two periods of which the second follows the first: 5月和6月.
fn join(first: Meaning, second: Meaning) -> Option<Meaning> {
    let (Meaning::Span(first), Meaning::Span(second)) = (first, second) else { return None };
    let follows = first.to().tomorrow().ok()? == second.from();
    follows.then(|| Period::new(first.from(), second.to())).flatten().map(Meaning::Span)
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

/// The bytes of what may stand behind a period and says no more: 上月底, 上半年期间.
fn words_behind(text: &str) -> usize {
    ["期间", "底", "末"].iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}

fn as_span(meaning: Meaning) -> Meaning {
    match meaning {
        Meaning::Day(day) => Period::new(day, day).map_or(meaning, Meaning::Span),
        _ => meaning,
    }
}

/// The bytes of 截至, 自 … in front of a date, and whether the date is an end.
fn prefix(text: &str) -> (usize, bool) {
    for (word, until) in [
        ("截止到", true),
        ("截止至", true),
        ("截至到", true),
        ("截至", true),
        ("截止", true),
        ("自从", false),
        ("自", false),
        ("从", false),
    ] {
        if text.starts_with(word) {
            return (word.len(), until);
        }
    }
    (0, false)
}

/// Bytes of the digits that a text begins with, where they open no date: what stands behind all of them
/// tells it for each, also for words such as 1季度.
fn idle_digits(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 1 && !may_begin(text) { digits } else { 0 }
}

/// A report comes out within so many days of the conference.
const DAYS_TO_PRINT: i32 = 4;
