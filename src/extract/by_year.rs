//! Shares the figures of a list out among the years that are told before it.
//!
//! The figures and mentions of a sentence in, the year of each figure that has one of its own out:
//! 2020年至2022年分别审结116件、147件、95件, 2021年、2022年发案分别下降12%、9%.

use jiff::civil::Date;

use super::figure::{Figure, Role, is_filler};
use super::folded::Folded;
use super::meaning::{Meaning, Mention};
use crate::domain::Period;
use crate::lexicon::{EdgeRole, Lexicon, WordRole};
use crate::text::Span;

/// The year of each figure of a list; empty where the sentence has no such list.
pub(super) fn years_in_turn(
    folded: &Folded<'_>,
    figures: &[Figure],
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> Vec<(usize, Period)> {
    let Some((years, end, next)) = years(folded, mentions, lexicon) else { return Vec::new() };
    let mut shares = Vec::new();
    let mut index = figures.partition_point(|figure| figure.quantity.span.start < end);
    while let Some(head) = figures.get(index).filter(|head| head.quantity.span.start < next) {
        let run = run(folded, figures, index, lexicon);
        let lead = Span::new(end, head.quantity.span.start);
        let words = folded.slice(lead.start, lead.end);
        let joined = |word: &&str| words.contains(*word);
        let one_subject = !words.contains('、') && !lexicon.edges.of(EdgeRole::JoinsItems).iter().any(joined);
        let shared = !shares.is_empty() || (one_subject && folded.holds(lead, WordRole::Respectively));
        if shared && run == years.len() {
            shares.extend((index..).zip(years.iter().copied()));
        }
        index += run;
    }
    shares
}

/// How many values of one unit follow one another from `first`.
fn run(folded: &Folded<'_>, figures: &[Figure], first: usize, lexicon: &Lexicon) -> usize {
    let joined = |pair: &[Figure]| {
        let [one, other] = pair else { return false };
        let between = folded.slice(one.quantity.span.end, other.quantity.span.start);
        let listed = !between.contains('，') && is_filler(between, lexicon);
        let counts = other.role == one.role && matches!(other.role, Role::Value | Role::Change);
        listed && counts && one.quantity.unit == other.quantity.unit
    };
    1 + figures.get(first..).unwrap_or_default().windows(2).take_while(|pair| joined(pair)).count()
}

/// The first years that a sentence lists, where the list ends, and where the next period is told.
fn years(
    folded: &Folded<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> Option<(Vec<Period>, usize, usize)> {
    for (index, first) in mentions.iter().enumerate() {
        let Some(whole) = whole_years(first) else { continue };
        let mut years = years_of(whole);
        let mut last = index;
        while let Some(next) = mentions.get(last + 1)
            && let Some(more) = whole_years(next)
            && mentions.get(last).is_some_and(|one| is_linked(folded, one, next, lexicon))
        {
            years.extend(years_of(more));
            last += 1;
        }
        if years.len() > 1 {
            let end = mentions.get(last)?.span.end;
            let behind = mentions.get(last + 1).map_or(usize::MAX, |next| next.span.start);
            return Some((years, end, behind));
        }
    }
    None
}

fn is_linked(folded: &Folded<'_>, one: &Mention, next: &Mention, lexicon: &Lexicon) -> bool {
    let between = folded.slice(one.span.end, next.span.start);
    !between.contains('，') && is_filler(between, lexicon)
}

/// The period of a mention that begins with a year.
fn whole_years(mention: &Mention) -> Option<Period> {
    match mention.meaning {
        Meaning::Span(period) if period.from().day_of_year() == 1 && ends_a_year(period) => Some(period),
        _ => None,
    }
}

/// Whether a period ends with a year, or is longer than one, of which the last may still run.
fn ends_a_year(period: Period) -> bool {
    let to = period.to();
    (to.month(), to.day()) == (12, 31) || to.year() > period.from().year()
}

fn years_of(period: Period) -> Vec<Period> {
    let (first, last) = (period.from().year(), period.to().year());
    let day = |year: i16, month: i8, day: i8| Date::new(year, month, day).ok();
    let year = |year: i16| Period::new(day(year, 1, 1)?, period.to().min(day(year, 12, 31)?));
    (first..=last).filter_map(year).collect()
}
