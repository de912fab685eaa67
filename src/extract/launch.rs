//! Remembers when campaigns were launched, and the days of ceremonies, for words that speak of them again.
//!
//! Mentions of periods with their sentences in; what 行动开展以来, “断卡”行动期间 and 仪式现场 mean out.
//! Reads no dates.

use jiff::civil::Date;

use super::current::is_ago;
use super::folded::Folded;
use super::meaning::{Meaning, Mention};
use crate::domain::Period;
use crate::lexicon::WordRole;
use crate::text::Span;

/// What a text has told of its campaigns and ceremonies so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Launches {
    told: Vec<Launch>,
    /// The days on which bodies were founded, or something of a campaign happened.
    days: Vec<Date>,
    /// When the body was founded that was spoken of last.
    founded: Option<Date>,
    /// The day on which money was returned, or judgments were pronounced, before an audience.
    pub(super) ceremony: Option<Date>,
}

/// Since when a campaign runs, or from when to when it ran.
#[derive(Debug, Clone)]
struct Launch {
    /// The quoted names of the sentence that tells it.
    names: Vec<String>,
    since: Meaning,
}

impl Launches {
    /// Remembers what a sentence tells: 6月13日启动“云剑”行动, 今年以来，警方组织开展会战.
    pub(super) fn note(&mut self, folded: &Folded<'_>, sentence: Span, periods: &[Mention]) {
        let ceremony = folded.holds(sentence, WordRole::Ceremony);
        let campaign = folded.holds(sentence, WordRole::Campaign);
        let founds = folded.holds(sentence, WordRole::Founds);
        let told = if ceremony || campaign || founds { periods } else { &[] };
        for (index, mention) in told.iter().enumerate() {
            self.note_founding(folded, sentence, mention, periods.get(index + 1));
            let words = folded.slice(mention.span.start, mention.span.end);
            let day = match mention.meaning {
                Meaning::Day(day) | Meaning::DayHere(day) => Some(day),
                _ => None,
            };
            if day.is_some() && ceremony {
                self.ceremony = day;
            }
            // 同日，4地法院公开宣判.
            if let (Meaning::ThisDay(day), None, true) = (mention.meaning, self.ceremony, ceremony) {
                self.ceremony = day;
            }
            let since = match mention.meaning {
                Meaning::Day(day) => Meaning::Since(day),
                Meaning::Since(_) => mention.meaning,
                // The marks of ranges: the end is told as well.
                Meaning::Span(_) if words.contains(['至', '到']) => mention.meaning,
                Meaning::Span(period) => Meaning::Since(period.from()),
                _ => continue,
            };
            let next = periods.get(index + 1).map_or(sentence.end, |next| next.span.start);
            let end = match since {
                Meaning::Since(_) if since == mention.meaning => sentence.end,
                _ => end_of_telling(folded, Span::new(mention.span.end, next)),
            };
            let clause = Span::new(mention.span.start, end);
            // “百日行动”（6月25日至9月30日）期间.
            let dated = folded.slice(sentence.start, mention.span.start).ends_with("”（");
            let launched = dated || folded.holds(clause, WordRole::Launches);
            if launched && campaign {
                self.told.push(Launch { names: names(folded, sentence), since });
            }
        }
    }

    /// Remembers on which day something was founded, or a campaign did something.
    fn note_founding(
        &mut self,
        folded: &Folded<'_>,
        sentence: Span,
        mention: &Mention,
        next: Option<&Mention>,
    ) {
        let founds = |span: Span| folded.holds(span, WordRole::Founds);
        let day = match mention.meaning {
            // 自2017年3月投入运行以来; 今年以来 is no day on which a body was founded.
            Meaning::Since(day) if founds(mention.span) || day.day_of_year() > 1 => day,
            Meaning::Founded(day) | Meaning::Day(day) | Meaning::DayHere(day) => day,
            Meaning::Span(period) => period.from(),
            _ => return,
        };
        self.days.push(day);
        let end = next.map_or(sentence.end, |next| next.span.start);
        let told = Span::new(mention.span.start, end_of_telling(folded, Span::new(mention.span.end, end)));
        if founds(told) {
            self.founded = Some(day);
        }
    }

    /// When something was founded that was spoken of last.
    pub(super) fn founded(&self) -> Option<Date> {
        self.founded
    }

    /// What began so many months ago: something of a campaign, a campaign, a body.
    pub(super) fn began_ago(&self, months: (i32, i32), today: Date) -> Option<Date> {
        let launched = self.told.iter().filter_map(|launch| match launch.since {
            Meaning::Since(day) => Some(day),
            _ => None,
        });
        let mut days = self.days.iter().copied().chain(launched).chain(self.founded);
        days.rfind(|day| is_ago(*day, months, today))
    }

    /// When the campaign was launched that stands before byte `at`; nothing where the text doesn't tell.
    pub(super) fn of(&self, folded: &Folded<'_>, sentence: Span, at: usize) -> Option<Meaning> {
        let clause = folded.clause_start(sentence.start, at);
        // ”期间 begins with the mark that ends the name.
        let quoted = folded.slice(at, sentence.end).starts_with('”');
        let end = if quoted { at + '”'.len_utf8() } else { at };
        let named = names(folded, Span::new(clause, end));
        let Some(name) = named.last() else { return self.last() };
        let same = |known: &String| known.contains(name.as_str()) || name.contains(known.as_str());
        let of_name = self.told.iter().rev().find(|launch| launch.names.iter().any(same));
        let nameless = || self.told.iter().rev().find(|launch| launch.names.is_empty());
        of_name.or_else(nameless).map(|launch| launch.since)
    }

    /// When the campaign was launched that was told last.
    pub(super) fn last(&self) -> Option<Meaning> {
        self.told.last().map(|launch| launch.since)
    }

    /// The days of the last campaign that was told with both its ends.
    pub(super) fn last_with_end(&self) -> Option<Period> {
        self.told.iter().rev().find_map(|launch| match launch.since {
            Meaning::Span(period) => Some(period),
            _ => None,
        })
    }

    /// Whether a campaign was launched, or a body founded, on that day.
    pub(super) fn began(&self, day: Date) -> bool {
        self.founded == Some(day) || self.told.iter().any(|launch| launch.since == Meaning::Since(day))
    }
}

/// The quoted names in a stretch.
fn names(folded: &Folded<'_>, span: Span) -> Vec<String> {
    let parts = folded.slice(span.start, span.end).split('“').skip(1);
    parts.filter_map(|part| part.split_once('”')).map(|(name, _)| name.to_owned()).collect()
}

/// Where the words end that say what began on the date before `span`: at the clause's end, or, where no
/// number stands between, at that of `span`.
fn end_of_telling(folded: &Folded<'_>, span: Span) -> usize {
    let numbers = folded.slice(span.start, span.end).contains(|one: char| one.is_ascii_digit());
    if numbers { folded.clause_end(span.start, span.end) } else { span.end }
}
