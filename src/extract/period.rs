//! Reads which days a text speaks of.
//!
//! Folded text in, [`Mention`]s of periods out. Years that are not told come from the day of the
//! event. Reads no quantities, and doesn't know which period holds for a figure (that is `current`).

use jiff::civil::Date;

use super::calendar::Calendar;
use super::date_starts::range_mark;
use super::folded::Folded;
use super::meaning::{Meaning, Mention};
use super::passing::{
    end_of_launch, founds, is_comparison, is_listed, is_of_a_run, is_of_extreme, is_remark, launches,
    runs_on, year_before,
};
use super::told_time::idle_digits;
use crate::domain::Period;
use crate::lexicon::WordRole;
use crate::text::Span;

impl Calendar<'_> {
    /// Every mention in a sentence, in its order.
    pub(super) fn mentions(self, folded: &Folded<'_>, sentence: Span) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut resume = sentence.start;
        for start in folded.period_starts(sentence) {
            if start < resume {
                continue;
            }
            let text = folded.slice(start, sentence.end);
            let before = folded.slice(sentence.start, start);
            let Some((meaning, length)) = self.told_at(text, before) else {
                resume = start + idle_digits(text);
                continue;
            };
            let end = start + length;
            if let Some((period, end)) = self.launched_and_ended(folded, sentence, end, meaning) {
                resume = end;
                found.push(Mention { span: Span::new(start, end), meaning: Meaning::Span(period) });
                continue;
            }
            let (meaning, end) = gone_on_since(folded, sentence, meaning, end);
            let (meaning, end) = self.told_in_brackets(folded, sentence, meaning, end);
            resume = end;
            self.note(&mut found, folded, sentence, Span::new(start, end), meaning);
        }
        found
    }

    /// Notes what stands in a span of a sentence, unless it says nothing of the figures: as one mention with
    /// the one before, where both make a whole.
    fn note(
        self,
        found: &mut Vec<Mention>,
        folded: &Folded<'_>,
        sentence: Span,
        span: Span,
        meaning: Option<Meaning>,
    ) {
        let meaning = match meaning.map(Meaning::as_span) {
            // 8月1日行动启动以来，到10月25日.
            Some(Meaning::Span(period)) if is_reached(folded, found.last(), span) => {
                Some(Meaning::Until(period.to().min(self.today.max(period.from()))))
            }
            _ => meaning,
        };
        let (meaning, told) = self.as_told(folded, sentence, meaning, span);
        // 2022年和2023年 is a list, 和2022年相比 is none.
        let listed = found.last().is_some_and(|last| is_listed(folded, last.span, span));
        let passes = told
            || !listed && is_comparison(folded, sentence, span, self.lexicon)
            || is_of_a_run(folded, sentence, span)
            || runs_on(folded, sentence, span, meaning)
            || meaning.is_some_and(Meaning::goes_on) && is_of_extreme(folded, span.end)
            || is_remark(folded, sentence, span);
        let meaning = if passes {
            year_before(folded, sentence, span, &self.lexicon.wordings.periods)
        } else {
            meaning
        };
        let Some(meaning) = meaning else { return };
        let whole = found.last_mut().filter(|_| listed);
        match whole.and_then(|last| Some((last.meaning.joined(meaning)?, last))) {
            Some((whole, last)) => {
                *last = Mention { span: Span::new(last.span.start, span.end), meaning: whole }
            }
            None => found.push(Mention { span, meaning }),
        }
    }

    /// What a mention means in its sentence, and whether it is the day of the report alone.
    fn as_told(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        meaning: Option<Meaning>,
        span: Span,
    ) -> (Option<Meaning>, bool) {
        match meaning {
            Some(Meaning::Day(day)) if self.is_of_report(folded, sentence, day, span) => {
                // 12月10日召开集中返还发布会，现场返还295笔.
                let ceremony = folded.holds(sentence, WordRole::Ceremony);
                if ceremony { (Some(Meaning::DayHere(day)), false) } else { (meaning, true) }
            }
            Some(Meaning::NewsDay) => {
                let ceremony = folded.holds(sentence, WordRole::Ceremony);
                (ceremony.then_some(Meaning::DayHere(self.today)), false)
            }
            Some(Meaning::Span(period)) if founds(folded, sentence, span) => {
                (Some(Meaning::Founded(period.from())), false)
            }
            _ => (meaning, false),
        }
    }

    /// Whether a day is that of the report itself: of the conference, or of the dateline.
    fn is_of_report(self, folded: &Folded<'_>, sentence: Span, day: Date, span: Span) -> bool {
        let near = || day.until(self.today).is_ok_and(|days| days.get_days().abs() <= DAYS_TO_PRINT);
        folded.holds(sentence, WordRole::Conference) && near()
            || folded.begins(span.end, WordRole::Dateline).is_some()
    }

    /// The days of what began on a date and ended on another, and the byte behind it: 7月25日启动至9月5日.
    fn launched_and_ended(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        at: usize,
        first: Option<Meaning>,
    ) -> Option<(Period, usize)> {
        let from = match first.map(Meaning::as_span)? {
            Meaning::Span(first) => first.from(),
            Meaning::Since(from) | Meaning::Begin(from) => from,
            _ => return None,
        };
        let launched = launches(folded, sentence, at);
        launched.into_iter().chain([at]).find_map(|at| {
            let rest = folded.slice(at, sentence.end);
            let mark = range_mark(rest)?;
            let (last, length) = self.dated(rest.get(mark..)?)?;
            let Meaning::Span(last) = last.map(Meaning::as_span)? else { return None };
            Some((Period::new(from, last.to())?, at + mark + length))
        })
    }

    /// What a beginning means where brackets behind it, at byte `end`, tell its days, and the byte behind
    /// them: 2020年以来（2020年1月至2023年5月）.
    fn told_in_brackets(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        meaning: Option<Meaning>,
        end: usize,
    ) -> (Option<Meaning>, usize) {
        let told = |from: Date| {
            let inside = folded.slice(end, sentence.end).strip_prefix('（')?;
            let (Some(Meaning::Span(period)), length) = self.dated(inside)? else { return None };
            let closes = inside.get(length..)?.starts_with('）') && period.from() == from;
            closes.then_some((Some(Meaning::SinceUntil(period)), end + '（'.len_utf8() + length))
        };
        match meaning {
            Some(Meaning::Since(from)) => told(from).unwrap_or((meaning, end)),
            _ => (meaning, end),
        }
    }
}

/// Whether a date is the end of what began with the mention before: ，到10月25日.
fn is_reached(folded: &Folded<'_>, last: Option<&Mention>, span: Span) -> bool {
    use Meaning::{Lasted, Since, SinceFounding, SinceLaunch};
    last.is_some_and(|last| {
        let words = folded.slice(last.span.end, span.start).trim_start_matches('，');
        let from = span.start - words.len();
        let towards = folded.begins(from, WordRole::Towards).is_some_and(|word| word.end == span.start);
        towards && matches!(last.meaning, Since(_) | SinceLaunch | SinceFounding | Lasted(..))
    })
}

/// What a time means where 以来 stands further behind it, at byte `end`, and the byte behind that; nothing
/// where a law takes effect then.
fn gone_on_since(
    folded: &Folded<'_>,
    sentence: Span,
    meaning: Option<Meaning>,
    end: usize,
) -> (Option<Meaning>, usize) {
    let from = match meaning.map(Meaning::as_span) {
        Some(Meaning::Span(period)) => period.from(),
        Some(Meaning::Begin(from) | Meaning::Since(from)) => from,
        _ => return (meaning, end),
    };
    match end_of_launch(folded, sentence, end) {
        Some(since) => (Some(Meaning::Since(from)), since),
        None if matches!(meaning, Some(Meaning::Since(_)))
            && folded.begins(end, WordRole::TakesEffect).is_some() =>
        {
            (None, end)
        }
        None => (meaning, end),
    }
}

/// A report comes out within so many days of the conference.
const DAYS_TO_PRINT: i32 = 4;
