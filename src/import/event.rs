//! When the event took place that an article reports.
//!
//! The article's text and its day of publication in, a day out where a sentence near the beginning
//! tells one.

use std::ops::{Deref, Range};
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::block::Block;
use super::body::Body;
use super::dates::{self, Found};
use super::squeezed::{Squeezed, Table};
use super::tables::{EVENT_VERBS, EVENTS, PageRole, SAYINGS, pattern_of};

/// How many paragraphs may say that an agency spoke.
const ANNOUNCING: usize = 2;
/// Characters between the sentence's beginning and the verb of saying.
const LONGEST_LEAD: usize = 40;
/// Days after which what was said is no news.
const LATEST_NEWS: i32 = 14;

/// Days after which what was held is looked back on, and not reported.
const LATEST_REPORT: i32 = 45;

/// Characters in which a report says where and when it was sent.
const LONGEST_LINE: usize = 60;

/// How many paragraphs may tell of the event.
const EVENT_PARAGRAPHS: usize = 5;

/// The words that tell a day from that of the report, with how many days before it; none where they
/// leave it open.
const RELATIVE_DAYS: [(PageRole, Option<u8>); 4] = [
    (PageRole::Yesterday, Some(1)),
    (PageRole::DayBefore, Some(2)),
    (PageRole::Today, Some(0)),
    (PageRole::NoDay, None),
];

/// The same words, those of one character apart: they are a part of many others.
static RELATIVE_WORDS: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
    let words = RELATIVE_DAYS.iter().flat_map(|(role, _)| role.words());
    words.partition(|word| word.chars().nth(1).is_some())
});

static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let (words, short) = &*RELATIVE_WORDS;
    let (words, short, this_month) = (pattern_of(words), pattern_of(short), PageRole::ThisMonth.pattern());
    Regex::new(&format!(
        r"(?x) {words} | {short}$
        | {short}日?[（(]([一二三四五六七八九十廿卅]{{1,3}})[)）]
        | (?:^|[^0-9月.至到—-]) {this_month}? [（(]? ([0-9]{{1,2}}) [)）]? 日"
    ))
    .ok()
});

/// Whether a text may tell a day without its month.
fn may_be_relative(text: &str) -> bool {
    let (words, short) = &*RELATIVE_WORDS;
    text.contains('日')
        || short.iter().any(|word| text.ends_with(word))
        || words.iter().any(|word| text.contains(word))
}

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[^0-9，。]{2,}([0-9]{1,2})日").ok());

/// Characters behind an event's first one in which its day may stand.
const CLOSE_BEHIND: usize = 14;

/// The day of a meeting that stands under the headline of a report read there:
/// `——2026年1月21日在某市人民代表大会会议上`.
pub(super) fn under_headline(blocks: &[Block], first: usize) -> Option<Date> {
    let above = blocks[first.saturating_sub(NEAR_HEADLINE)..first].iter().rev();
    let is_read_there = |block: &&Block| {
        let line = block.squeezed.trim_end_matches([')', '）']);
        PageRole::ReadAt.ends(line).is_some()
    };
    above.filter(is_read_there).find_map(Block::day)
}

/// How many lines above the article may stand under its headline.
const NEAR_HEADLINE: usize = 4;

/// A sentence of a paragraph; reads like a text.
struct Sentence<'p> {
    paragraph: &'p Squeezed,
    /// Where it stands there.
    range: Range<usize>,
}

impl Deref for Sentence<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.paragraph.get(self.range.clone()).unwrap_or_default()
    }
}

impl Sentence<'_> {
    /// Where words of a table may begin.
    fn opened(&self, table: Table) -> impl Iterator<Item = usize> + '_ {
        let behind = self.paragraph.opened(table).skip_while(|at| *at < self.range.start);
        behind.take_while(|at| *at < self.range.end).map(|at| at - self.range.start)
    }
}

fn sentences(paragraph: &Squeezed) -> impl Iterator<Item = Sentence<'_>> {
    let mut end = 0;
    paragraph.split_inclusive('。').map(move |sentence| {
        let start = end;
        end += sentence.len();
        Sentence { paragraph, range: start..end }
    })
}

impl Body<'_> {
    /// The day of the event: named in a sentence near the beginning that says what was held.
    pub fn event(&self, published: Option<Date>) -> Option<Date> {
        let near = self.paragraphs.iter().filter(|text| text.chars().count() > 12).take(EVENT_PARAGRAPHS);
        let sentences: Vec<Sentence<'_>> = near.flat_map(|text| sentences(text)).collect();
        for (index, sentence) in sentences.iter().enumerate() {
            let event = EVENTS.last_in(sentence, sentence.opened(Table::Event));
            let has_verb = || EVENT_VERBS.any_in(sentence, sentence.opened(Table::EventVerb));
            if let Some(before) = event.filter(|_| has_verb()) {
                let same_day = PageRole::SameDay.is_in(&sentence[..before]);
                let before_it = sentences.get(..index).filter(|_| same_day).unwrap_or_default();
                let told = before_it.iter().rev().find_map(|text| dates::in_folded(text).pop());
                let told = told.and_then(|day| self.date_of(&day, published));
                let day = told.or_else(|| self.day_in(sentence, before, published));
                if day.is_some_and(|day| is_within(day, published, LATEST_REPORT)) {
                    return day;
                }
            }
        }
        self.announced(published)
    }

    /// The day on which an agency spoke, where no event is named: 5月18日对外介绍.
    fn announced(&self, published: Option<Date>) -> Option<Date> {
        let near = |most| self.paragraphs.iter().filter(|text| text.chars().count() > 12).take(most);
        let mut told = near(ANNOUNCING).flat_map(|text| sentences(text)).filter_map(|sentence| {
            let before = SAYINGS.first_in(&sentence, sentence.opened(Table::Saying))?;
            // 今公布, 今（4）日公布: the saying begins with the word for its day, or with its end.
            let says = sentence.get(before..)?;
            let before = before + day_that_begins(says).map_or(0, str::len);
            let day = self.day_in(&sentence, before, published)?;
            let fresh = is_fresh(day, published);
            // 据某某介绍 names no day, and a figure in between belongs to another clause.
            let lead = sentence.get(..before).unwrap_or_default();
            let told =
                !lead.contains('%') && !PageRole::Cited.is_in(lead) && lead.chars().count() <= LONGEST_LEAD;
            (fresh && told).then_some(day)
        });
        told.next().or_else(|| {
            let near: Vec<Sentence<'_>> = near(EVENT_PARAGRAPHS).flat_map(|text| sentences(text)).collect();
            self.announced_that_day(&near, published)
        })
    }

    /// The day told before a sentence that says what an agency made public on it: 当日，还公布了….
    fn announced_that_day(&self, sentences: &[Sentence<'_>], published: Option<Date>) -> Option<Date> {
        let says = |sentence: &Sentence<'_>| {
            PageRole::SameDay.begins(sentence).is_some()
                && SAYINGS.any_in(sentence, sentence.opened(Table::Saying))
        };
        let index = sentences.iter().position(says)?;
        let before = sentences.get(..index)?.iter().rev();
        let day = before.filter_map(|sentence| dates::in_folded(sentence).pop()).next()?;
        self.date_of(&day, published).filter(|day| is_fresh(*day, published))
    }

    /// The day with the year that publication or else the article gives it.
    fn date_of(&self, day: &Found, published: Option<Date>) -> Option<Date> {
        match (day.full(), published) {
            (Some(full), _) => Some(full),
            (None, Some(published)) => latest_before(day, published),
            (None, None) => day.in_year(self.year_of(day)?),
        }
    }

    fn day_in(&self, sentence: &str, before: usize, published: Option<Date>) -> Option<Date> {
        let found = dates::in_folded(sentence);
        let mut near = found.iter().filter(|date| date.start < before && !is_line(sentence, date));
        let opens_span = |date: &&Found| {
            let behind = &sentence[date.end..];
            behind.starts_with(['—', '-']) || PageRole::Span.begins(behind).is_some()
        };
        let day = near.rfind(|date| !opens_span(date));
        if let Some(day) = day {
            return self.date_of(day, published);
        }
        let published = published?;
        // 电视电话会议29日召开: the day may stand behind the event.
        let behind: String = sentence[before..].chars().take(CLOSE_BEHIND).collect();
        let day_behind = || {
            let pattern = DAY.as_ref().filter(|_| behind.contains('日'))?;
            pattern.captures(&behind)?.get(1)?.as_str().parse().ok()
        };
        let lead = &sentence[..before];
        let pattern = RELATIVE.as_ref().filter(|_| may_be_relative(lead));
        let Some(relative) = pattern.and_then(|pattern| pattern.captures_iter(lead).last()) else {
            return day_of_month(day_behind()?, published);
        };
        // 今（二十八）日.
        if let Some(day) = relative.get(1).and_then(|day| dates::small(day.as_str())) {
            return day_of_month(i8::try_from(day).ok()?, published);
        }
        if let Some(day) = relative.get(2) {
            return day_of_month(day.as_str().parse().ok()?, published);
        }
        let days = days_before(relative.get(0)?.as_str())?;
        (0..days).try_fold(self.line_day(published), |day, _| day.yesterday().ok())
    }

    /// The day on which the report was sent, from which it counts: 7月17日电; else that of publication.
    fn line_day(&self, published: Date) -> Date {
        let Some(first) = self.paragraphs.first() else { return published };
        let end = first.char_indices().nth(LONGEST_LINE).map_or(first.len(), |(end, _)| end);
        let mut sent = dates::in_folded(&first[..end]).into_iter().filter(|date| is_line(first, date));
        let day = sent.next().and_then(|date| self.date_of(&date, Some(published)));
        let near = |day: &Date| published.since(*day).is_ok_and(|age| age.get_days() <= LATEST_NEWS);
        day.filter(near).unwrap_or(published)
    }
}

/// How many days before that of the report the one is that a word tells.
fn days_before(word: &str) -> Option<u8> {
    RELATIVE_DAYS.iter().find(|(role, _)| role.begins(word).is_some())?.1
}

/// The word for a day that a text begins with, or the end of a day with its number.
fn day_that_begins(text: &str) -> Option<&str> {
    let word = || RELATIVE_DAYS.iter().find_map(|(role, _)| role.begins(text));
    text.starts_with('日').then_some("日").or_else(word)
}

/// Whether what was said on a day was news when it was published.
fn is_fresh(day: Date, published: Option<Date>) -> bool {
    is_within(day, published, LATEST_NEWS)
}

/// Whether a day is at most so many days before publication.
fn is_within(day: Date, published: Option<Date>, most: i32) -> bool {
    published.is_none_or(|published| {
        day <= published && published.since(day).is_ok_and(|age| age.get_days() <= most)
    })
}

/// Whether a date is that of the report itself: 7月17日电.
fn is_line(text: &str, date: &Found) -> bool {
    PageRole::Dateline.begins(&text[date.end..]).is_some()
}

/// The last such day that isn't after publication.
fn latest_before(found: &Found, published: Date) -> Option<Date> {
    let this_year = found.in_year(published.year())?;
    if this_year <= published { Some(this_year) } else { found.in_year(published.year() - 1) }
}

/// `24日` in a report: of the month of publication, or of the one before.
fn day_of_month(day: i8, published: Date) -> Option<Date> {
    let this_month = Date::new(published.year(), published.month(), day).ok();
    if let Some(date) = this_month.filter(|date| *date <= published) {
        return Some(date);
    }
    let before = published.first_of_month().yesterday().ok()?;
    Date::new(before.year(), before.month(), day).ok()
}
