//! What holds while one sentence is read, and how its words change it.
//!
//! A folded paragraph in, a [`Scene`] out: the place, the period, the verb of a list, the agency, and
//! whether somebody's story is told. Reads no figures.

use std::cmp::Reverse;

use super::change::Subject;
use super::current::Current;
use super::folded::Folded;
use super::meaning::{Meaning, Mention};
use super::place::PlaceMention;
use super::topic::Topics;
use crate::lexicon::{Table, WordRole};
use crate::text::Span;

/// How far back words give context, in bytes.
const LONGEST_CONTEXT: usize = 1_500;

/// What holds within one sentence.
pub(super) struct Scene<'t> {
    pub(super) folded: &'t Folded<'t>,
    pub(super) original: &'t str,
    pub(super) paragraph: usize,
    pub(super) sentence: Span,
    pub(super) number: usize,
    pub(super) heading: bool,
    /// Whether it is a row of a table.
    pub(super) row: bool,
    pub(super) anecdote: bool,
    pub(super) agency: Option<&'static str>,
    /// Whether the paragraph is an item of a list of parts.
    pub(super) listed: bool,
    /// Where the sentence names periods.
    pub(super) periods: Vec<Span>,
    /// What the last changes told were changes of.
    pub(super) changed: Vec<Subject>,
    /// Whether this sentence told them.
    pub(super) changed_here: bool,
    /// The words whose verb a list carries on.
    pub(super) root: Option<Span>,
    pub(super) last_end: Option<usize>,
    pub(super) place: &'static str,
    pub(super) place_origin: String,
    pub(super) current: Current,
    pub(super) period_origin: String,
    /// The words that told the last beginning that goes on, in this paragraph.
    pub(super) since_origin: String,
    /// Where the paragraph says what it is about.
    pub(super) topics: Topics,
}

impl Scene<'_> {
    /// Where the words begin that give a sentence its context: some way back in its paragraph.
    pub(super) fn context_start(&self) -> usize {
        let start = self.sentence.start.saturating_sub(LONGEST_CONTEXT);
        (start..=self.sentence.start).find(|at| self.folded.text.is_char_boundary(*at)).unwrap_or(start)
    }
}

pub(super) fn take_place(scene: &mut Scene<'_>, mention: &PlaceMention<'_>) {
    scene.place = mention.place.id;
    scene.place_origin = scene.folded.slice(mention.span.start, mention.span.end).to_owned();
}

/// Whether the sentence tells of one victim; a period of general kind ends the story.
pub(super) fn is_anecdote(folded: &Folded<'_>, sentence: Span, before: bool, periods: &[Mention]) -> bool {
    let general = periods.iter().any(|one| matches!(one.meaning, Meaning::Span(_) | Meaning::Since(_)));
    // 陈某 is a person, 某支行 is none.
    let mut persons = folded.words_of(sentence, WordRole::Person);
    let told = persons.any(|word| {
        folded.begins(word.start, WordRole::NoPerson).is_none() && !only_tells(folded, sentence, word.start)
    });
    told || (before && !general)
}

/// Whether a family name stands before a byte and, before that, who only tells: 记者陈某, 副局长王某某.
///
/// The second 某 of 陈某某 is no other person.
fn only_tells(folded: &Folded<'_>, sentence: Span, at: usize) -> bool {
    let family = folded.slice(sentence.start, at).chars().next_back().map_or(0, char::len_utf8);
    let again = folded.ends(sentence.start, at, WordRole::Person);
    again || folded.ends(sentence.start, at - family, WordRole::Reporter)
}

/// The agency that a stretch names first.
pub(super) fn agency(folded: &Folded<'_>, sentence: Span) -> Option<&'static str> {
    let named = folded.meanings(sentence, Table::Agencies);
    let named = named.filter(|(word, _)| !folded.ends(sentence.start, word.start, WordRole::BesideAgency));
    named.min_by_key(|(word, _)| (word.start, Reverse(word.end))).map(|(_, agency)| agency)
}
