//! Reads what a rise or a fall is a change of.
//!
//! A folded text and the words in front of changes in, their subjects and their basis out. Attaches
//! them to no figure (that is `prose`).

use super::figure::{Figure, Role, is_filler};
use super::folded::Folded;
use crate::domain::{Basis, Change, Direction};
use crate::lexicon::Lexicon;
use crate::text::Span;

/// What changes, as a text names it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    pub(super) indicator: &'static str,
    pub(super) span: Span,
}

/// Changes that one clause tells: their subjects, and the words in front of them.
#[derive(Debug, Clone)]
pub(super) struct Changes {
    /// Empty where the figures before are meant.
    pub(super) subjects: Vec<Subject>,
    /// The words that name the subjects, else those in front of the first change.
    pub(super) lead: Span,
    /// Whether each change belongs to one subject in turn (分别).
    pub(super) respectively: bool,
    /// Whether the one change holds for all subjects (均).
    pub(super) each: bool,
    /// Against what they are measured.
    pub(super) basis: Option<Basis>,
}

/// Reads changes in a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChangeReader<'t> {
    pub(super) folded: &'t Folded,
    pub(super) lexicon: &'t Lexicon,
}

impl ChangeReader<'_> {
    /// What the changes mean that begin with `first`; `floor` is where the words may begin.
    pub(super) fn read(&self, first: &Figure, floor: usize) -> Changes {
        let end = first.quantity.span.start;
        let own = Span::new(first.clause.start.max(floor).min(end), end);
        let before = Span::new(floor.min(own.start), own.start);
        let mut lead = own;
        let mut subjects = self.subjects(own);
        if subjects.is_empty() && self.is_bare(own) {
            let earlier = super::sentence::clause_start(
                &self.folded.text,
                before.start,
                own.start.saturating_sub('，'.len_utf8()).max(before.start),
            );
            let earlier = Span::new(earlier, own.start);
            let told = self.basis_in(earlier).is_some();
            subjects = if told { self.subjects(earlier) } else { Vec::new() };
            if !subjects.is_empty() {
                lead = Span::new(earlier.start, end);
            }
        }
        let words = self.folded.slice(own.start, own.end);
        let sentence = &self.lexicon.wordings.sentence;
        let respectively = sentence.any_in("respectively", words);
        Changes {
            subjects,
            lead,
            respectively,
            each: !respectively && sentence.any_in("each", words),
            basis: None,
        }
    }

    /// Whether nothing is named that could change: 同比分别, 总体.
    pub(super) fn is_bare(&self, span: Span) -> bool {
        let mut text = self.folded.slice(span.start, span.end).to_owned();
        let sentence = &self.lexicon.wordings.sentence;
        for role in ["yoy", "mom", "other_basis"] {
            for word in sentence.of(role) {
                text = text.replace(word, "");
            }
        }
        is_filler(&text, self.lexicon)
    }

    /// Everything named in a stretch that may rise or fall, in its order; longest words first.
    fn subjects(&self, span: Span) -> Vec<Subject> {
        let text = self.folded.slice(span.start, span.end);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..)
            && let Some(first) = rest.chars().next()
        {
            match self.lexicon.wordings.changes.begins(rest) {
                Some((word, indicator)) => {
                    let other = self.lexicon.wordings.not_metrics.of("other_crime");
                    let before = text.get(..at).unwrap_or("");
                    if !other.into_iter().any(|crime| before.ends_with(crime)) {
                        let span = Span::new(at, at + word.len()).shifted(span.start);
                        found.push(Subject { indicator, span });
                    }
                    at += word.len();
                }
                None => at += first.len_utf8(),
            }
        }
        self.heads(found)
    }

    /// Of subjects that touch or describe one another (案件损失), the last is meant.
    fn heads(&self, found: Vec<Subject>) -> Vec<Subject> {
        let sentence = &self.lexicon.wordings.sentence;
        let mut heads: Vec<Subject> = Vec::new();
        for subject in found {
            let parted = heads.last().is_some_and(|last| {
                let between = self.folded.slice(last.span.end, subject.span.start);
                sentence.of("link").any(|word| between.contains(word))
            });
            let noun = self.folded.slice(subject.span.start, subject.span.end);
            let between = heads.last().map(|last| self.folded.slice(last.span.end, subject.span.start));
            let close = !parted && between.is_some_and(|between| !between.contains('元'));
            let described = close && sentence.of("case_noun").any(|word| word == noun);
            // 侦破诈骗案件数 is of what was done to the cases.
            if described {
                continue;
            }
            if !parted {
                heads.pop();
            }
            heads.push(subject);
        }
        heads
    }

    /// The basis that a stretch tells.
    pub(super) fn basis_in(&self, span: Span) -> Option<Basis> {
        let text = self.folded.slice(span.start, span.end);
        let sentence = &self.lexicon.wordings.sentence;
        let told = |role| sentence.any_in(role, text);
        if told("yoy") {
            Some(Basis::Yoy)
        } else if told("mom") {
            Some(Basis::Mom)
        } else {
            told("other_basis").then_some(Basis::Other)
        }
    }

    /// The change that a figure tells, against `basis`.
    pub(super) fn change(&self, figure: &Figure, basis: Option<Basis>) -> Change {
        let unit = figure.quantity.unit.as_deref().unwrap_or("");
        Change {
            direction: figure.quantity.direction.unwrap_or(Direction::Up),
            value: figure.quantity.value,
            unit: self.lexicon.units.canonical(unit).to_owned(),
            basis: basis.unwrap_or(Basis::Other),
        }
    }

    /// How many changes follow one another in a list, `figures[from]` the first.
    pub(super) fn run(&self, figures: &[Figure], from: usize) -> usize {
        let sentence = &self.lexicon.wordings.sentence;
        let joined = |pair: &[Figure]| {
            let [one, other] = pair else { return false };
            let between = self.folded.slice(one.quantity.span.end, other.quantity.span.start);
            let linked =
                between.starts_with('，') || sentence.of("link").any(|word| between.starts_with(word));
            other.role == Role::Change && linked && is_filler(between, self.lexicon)
        };
        let rest = figures.get(from..).unwrap_or_default();
        1 + rest.windows(2).take_while(|pair| joined(pair)).count()
    }
}
