//! Says whether a figure is about fraud, or about other crime that the same page tells of.
//!
//! A folded paragraph and the place of a figure in, the [`Topic`] that the nearest words name out:
//! those of its own clause, then those before it in the paragraph, then what the paragraphs and the
//! section heading before were about. What a whole article is about decides where nothing nearer
//! does: [`Theme`]. Knows no word outside the tables.

use super::folded::{Folded, Word};
use super::scene::Scene;
use crate::lexicon::{EdgeRole, EdgeWords, Lexicon, Table, WordRole};
use crate::text::Span;

/// What a stretch of text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    /// 诈骗, 两卡, 洗钱.
    Fraud,
    /// 命案, 毒品, 接处警: something else that agencies report figures of.
    Other,
    /// 各类刑事犯罪: all kinds together; or something that no row of the table names.
    General,
}

/// What the words nearest to a figure are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    topic: Topic,
    /// Whether its own sentence says so.
    near: bool,
}

/// What an article as a whole is about, as its headline and paragraphs tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Theme {
    headline: Option<Topic>,
    /// Paragraphs that name fraud, and such as name only other things.
    fraud: usize,
    others: usize,
    /// Paragraphs that name other crime.
    crimes: usize,
}

/// An article without a telling headline is general where so many paragraphs about fraud stand
/// against one about other things.
const FRAUD_BY_OTHERS: usize = 3;

impl Theme {
    /// What a headline tells.
    pub(super) fn of(headline: Option<&str>, lexicon: &Lexicon) -> Theme {
        let headline = headline.and_then(|headline| {
            let folded = Folded::new(headline, &[], lexicon);
            // 反诈禁毒 is about fraud, too.
            let named = Topics::of(&folded).all;
            let fraud = named.iter().any(|(_, topic)| *topic == Topic::Fraud);
            let other = named.first().map(|(_, topic)| *topic);
            if fraud { Some(Topic::Fraud) } else { other }
        });
        Theme { headline, ..Theme::default() }
    }

    /// Counts a paragraph.
    pub(super) fn note(&mut self, topics: &Topics) {
        let names = |topic| topics.all.iter().any(|(_, one)| *one == topic);
        self.fraud += usize::from(names(Topic::Fraud));
        self.others += usize::from(!names(Topic::Fraud) && !topics.all.is_empty());
        self.crimes += usize::from(names(Topic::Other));
    }

    /// Whether the article tells of many things, fraud among them.
    fn is_general(&self) -> bool {
        match self.headline {
            Some(Topic::Fraud) => false,
            Some(_) => true,
            // Where neither is named, all is of one thing.
            None => self.fraud + self.crimes > 0 && self.others * FRAUD_BY_OTHERS > self.fraud,
        }
    }

    /// Whether a figure about which this was told is one of anti-fraud work.
    pub(super) fn keeps(&self, told: Told) -> bool {
        match told.topic {
            Topic::Fraud => true,
            Topic::Other => !told.near && !self.is_general(),
            Topic::General => !self.is_general(),
        }
    }
}

/// Where a paragraph names topics, the longest words alone, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Topics {
    all: Vec<(Span, Topic)>,
}

impl Topics {
    pub(super) fn of(folded: &Folded<'_>) -> Topics {
        let mut all: Vec<(Span, Topic)> = Vec::new();
        for (word, topic) in folded.meanings(Span::new(0, folded.text.len()), Table::Topics) {
            let Some(topic) = topic_named(topic) else { continue };
            match all.last_mut() {
                Some(last) if last.0.start == word.start => *last = (word, topic),
                Some(last) if word.start < last.0.end => {}
                _ => all.push((word, topic)),
            }
        }
        Topics { all }
    }

    /// The topic named last before a byte, words of one clause without a number between them taken
    /// together, and where they begin; a clause about fraud and other things tells nothing.
    fn before(&self, folded: &Folded<'_>, at: usize) -> Option<(Topic, usize)> {
        let mut rest = self.all.get(..self.all.partition_point(|(word, _)| word.end <= at))?;
        while let Some((last, _)) = rest.last() {
            let floor = clause_floor(folded, last.start);
            let from = rest.partition_point(|(word, _)| word.start < floor);
            let (before, group) = rest.split_at(from);
            if let Some(topic) = common(group) {
                return Some((topic, last.start));
            }
            rest = before;
        }
        None
    }

    /// Whether a figure is of one of the crimes that a sentence lists with fraud: 诈骗罪61人、开设赌场罪127人.
    fn lists_crimes(&self, scene: &Scene<'_>, quote: Span) -> bool {
        let within = |word: &Span| scene.sentence.start <= word.start && word.end <= scene.sentence.end;
        let fraud = self.all.iter().any(|(word, topic)| *topic == Topic::Fraud && within(word));
        fraud && scene.folded.holds(quote, WordRole::Crime)
    }

    /// The topic of the words around a figure: from `from`, the number before it or the clause's
    /// start, to the next number or the clause's end.
    fn around(&self, folded: &Folded<'_>, from: usize, quote: Span, number: Span) -> Option<Topic> {
        let end = folded.clause_end(number.end, folded.text.len());
        let behind = folded.slice(number.end, end);
        let to = behind.find(|one: char| one.is_ascii_digit()).map_or(end, |at| number.end + at);
        let first = self.all.partition_point(|(word, _)| word.start < from);
        let last = self.all.partition_point(|(word, _)| word.end <= to.max(quote.end));
        common(self.all.get(first..last)?)
    }
}

/// The topic that carries over from paragraph to paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carried {
    /// That of the heading which the paragraphs stand under.
    section: Option<Topic>,
    last: Option<Topic>,
}

/// A first sentence of no more characters that counts nothing is the head of its paragraph.
const LONGEST_HEAD: usize = 25;

impl Carried {
    /// Takes notice of where a paragraph begins; `counts` says whether it has numbers.
    pub(super) fn open(
        &mut self,
        folded: &Folded<'_>,
        topics: &Topics,
        heading: bool,
        counts: bool,
        edges: &EdgeWords,
    ) {
        if heading && !counts {
            self.section = common(&topics.all).or(Some(Topic::General));
            self.last = self.section;
        } else if let Some(head) = head(folded, edges)
            && topics.all.first().is_none_or(|(word, _)| word.start >= head.end)
        {
            self.last = self.section.or(Some(Topic::General));
        }
    }

    /// Takes notice of where it ends.
    pub(super) fn close(&mut self, folded: &Folded<'_>, topics: &Topics) {
        let last = topics.before(folded, folded.text.len());
        self.last = last.map(|(topic, _)| topic).or(self.last);
    }

    /// What the words nearest to a figure are about.
    pub(super) fn told(&self, scene: &Scene<'_>, quote: Span, number: Span) -> Told {
        let (folded, topics) = (scene.folded, &scene.topics);
        let carried = Told { topic: self.last.unwrap_or(Topic::General), near: false };
        if topics.all.is_empty() {
            return carried;
        }
        let from = clause_floor(folded, quote.start);
        if let Some(topic) = topics.around(folded, from, quote, number) {
            let listed = topic == Topic::Other && topics.lists_crimes(scene, quote);
            return Told { topic: if listed { Topic::General } else { topic }, near: true };
        }
        let before = topics.before(folded, from);
        before.map_or(carried, |(topic, at)| Told { topic, near: at >= scene.sentence.start })
    }
}

/// Whether a word speaks of crime in general where fraud is named, too: 诈骗刑事案件.
pub(super) fn is_of_fraud(folded: &Folded<'_>, word: &Word<'_>, region: Span) -> bool {
    let names = |one: &str, (table, topic): &(Table, &str)| *table == Table::Topics && *topic == one;
    word.told.names.iter().any(|name| names("general", name))
        && folded.meanings(region, Table::Topics).any(|(_, topic)| topic == "fraud")
}

/// The words that open a paragraph and only say what it is about: 做优轻罪治理。公共安全管理方面，
fn head(folded: &Folded<'_>, edges: &EdgeWords) -> Option<Span> {
    let stop = folded.text.find(['。', '，', '：'])?;
    let words = folded.slice(0, stop);
    let ends =
        folded.text.get(stop..).is_some_and(|rest| rest.starts_with('。') && rest.len() > '。'.len_utf8());
    let brief = words.chars().count() <= LONGEST_HEAD && !words.contains(|one: char| one.is_ascii_digit());
    (brief && (ends || edges.before(words, EdgeRole::Aspect).is_some())).then_some(Span::new(0, stop))
}

/// Where the words begin that stand in one clause with byte `at`, the last number before it left out.
fn clause_floor(folded: &Folded<'_>, at: usize) -> usize {
    let clause = folded.clause_start(0, at);
    let before = folded.slice(clause, at);
    let stop = before.rfind(|one: char| one.is_ascii_digit() || super::sentence::ends_sentence(one));
    let length = stop.and_then(|stop| before.get(stop..)?.chars().next()).map_or(0, char::len_utf8);
    stop.map_or(clause, |stop| clause + stop + length)
}

/// What words are about together; nothing where some are about fraud and some about other crime.
fn common(group: &[(Span, Topic)]) -> Option<Topic> {
    let names = |topic| group.iter().any(|(_, one)| *one == topic);
    match (names(Topic::Fraud), names(Topic::Other)) {
        (true, true) => None,
        (true, false) => Some(Topic::Fraud),
        (false, true) => Some(Topic::Other),
        (false, false) => group.first().map(|_| Topic::General),
    }
}

fn topic_named(word: &str) -> Option<Topic> {
    match word {
        "fraud" => Some(Topic::Fraud),
        "other" => Some(Topic::Other),
        "general" => Some(Topic::General),
        _ => None,
    }
}
