//! Reads what a rise or a fall is a change of.
//!
//! A folded text and the words in front of changes in, their subjects and their basis out. Attaches
//! them to no figure (that is `prose`).

use super::figure::{Figure, Role, is_filler};
use super::folded::Folded;
use crate::domain::{Basis, Change, Direction};
use crate::lexicon::{Lexicon, Table, WordRole};
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
    /// Which item of a list in front of the changes each subject is; empty where it makes no difference.
    pub(super) items: Vec<usize>,
    /// Against what they are measured.
    pub(super) basis: Option<Basis>,
}

/// Reads changes in a folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChangeReader<'t> {
    pub(super) folded: &'t Folded<'t>,
    /// Where the sentence names periods, which are no subjects.
    pub(super) periods: &'t [Span],
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
            let earlier = self
                .folded
                .clause_start(before.start, own.start.saturating_sub('，'.len_utf8()).max(before.start));
            let earlier = Span::new(earlier, own.start);
            let named = self.subjects(earlier);
            // 立案数和损失数，同比分别下降: a clause that only names them.
            let whole = self.folded.clause_start(0, earlier.start) == earlier.start;
            let head = whole && named.last().is_some_and(|last| self.ends_clause(last.span.end, earlier.end));
            let told = head || self.basis_in(earlier).is_some();
            // 立案数和损失数自8月以来同比下降，今年1月至4月同比分别下降.
            let shared = named.len() > 1 && self.folded.holds(own, WordRole::Respectively);
            let told = told && (shared || !self.names_period(own));
            subjects = if told { named } else { Vec::new() };
            if !subjects.is_empty() {
                lead = Span::new(earlier.start, end);
            }
        }
        let respectively = self.folded.holds(own, WordRole::Respectively);
        Changes {
            subjects,
            lead,
            respectively,
            each: !respectively && self.folded.holds(own, WordRole::Each),
            items: Vec::new(),
            basis: None,
        }
    }

    /// Which item of the list in front of `changes` changes each subject is, where the list has as many
    /// items and the tables don't know all of them.
    pub(super) fn items(&self, told: &Changes, changes: usize) -> Vec<usize> {
        let links: Vec<Span> = self.folded.words_of(told.lead, WordRole::Link).collect();
        if !told.respectively || told.subjects.len() == changes || links.len() + 1 != changes {
            return Vec::new();
        }
        let item = |subject: &Subject| links.partition_point(|link| link.start < subject.span.start);
        told.subjects.iter().map(item).collect()
    }

    /// Whether nothing but a mark stands between a word and the end of its clause.
    fn ends_clause(&self, from: usize, to: usize) -> bool {
        let words = self.folded.slice(from, to).strip_suffix('，');
        words.is_some_and(|words| is_filler(words, self.lexicon))
    }

    /// Whether nothing is named that could change: 同比分别, 总体.
    pub(super) fn is_bare(&self, span: Span) -> bool {
        let mut rest = String::new();
        let mut at = span.start;
        let bases = [WordRole::Yoy, WordRole::Mom, WordRole::OtherBasis];
        let words = bases.into_iter().flat_map(|role| self.folded.words_of(span, role));
        let mut passed: Vec<Span> = words.collect();
        let named = || self.periods.iter().filter(|one| span.start <= one.start && one.end <= span.end);
        passed.extend(named());
        // 到2021年同比下降.
        let leads = |word: &Span| named().any(|period| period.start == word.end);
        passed.extend(self.folded.words_of(span, WordRole::Towards).filter(leads));
        passed.sort_by_key(|word| (word.start, word.end));
        for word in passed {
            rest.push_str(self.folded.slice(at, word.start));
            at = at.max(word.end);
        }
        rest.push_str(self.folded.slice(at, span.end));
        is_filler(&rest, self.lexicon)
    }

    /// Whether a stretch names a period: 2019年同比上升25.15%.
    pub(super) fn names_period(&self, span: Span) -> bool {
        self.periods.iter().any(|period| span.start <= period.start && period.end <= span.end)
    }

    /// Everything named in a stretch that may rise or fall, in its order; longest words first.
    pub(super) fn subjects(&self, span: Span) -> Vec<Subject> {
        let mut found: Vec<Subject> = Vec::new();
        let mut at = span.start;
        let mut named = self.folded.meanings(span, Table::Changes).peekable();
        while let Some((word, indicator)) = named.next() {
            let longer = named.peek().is_some_and(|(next, _)| next.start == word.start);
            if word.start < at || longer {
                continue;
            }
            at = word.end;
            if !self.folded.ends(span.start, word.start, WordRole::OtherCrime) {
                found.push(Subject { indicator, span: word });
            }
        }
        self.heads(found)
    }

    /// Of subjects that touch or describe one another (案件损失), the last is meant.
    fn heads(&self, found: Vec<Subject>) -> Vec<Subject> {
        let mut heads: Vec<Subject> = Vec::new();
        for subject in found {
            let parted = heads.last().is_some_and(|last| {
                self.folded.holds(Span::new(last.span.end, subject.span.start), WordRole::Link)
            });
            let between = heads.last().map(|last| self.folded.slice(last.span.end, subject.span.start));
            let close = !parted && between.is_some_and(|between| !between.contains('元'));
            let described =
                close && self.folded.begins(subject.span.start, WordRole::CaseNoun) == Some(subject.span);
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
        let told = |role| self.folded.holds(span, role);
        if told(WordRole::Yoy) {
            Some(Basis::Yoy)
        } else if told(WordRole::Mom) {
            Some(Basis::Mom)
        } else {
            told(WordRole::OtherBasis).then_some(Basis::Other)
        }
    }

    /// The change that a figure tells, against `basis`.
    pub(super) fn change(&self, figure: &Figure, basis: Option<Basis>) -> Change {
        let unit = figure.quantity.unit.unwrap_or("");
        Change {
            direction: figure.quantity.direction.unwrap_or(Direction::Up),
            value: figure.quantity.value,
            unit: self.lexicon.units.canonical(unit).to_owned(),
            basis: basis.unwrap_or(Basis::Other),
        }
    }

    /// How many changes follow one another in a list, `figures[from]` the first.
    pub(super) fn run(&self, figures: &[Figure], from: usize) -> usize {
        let joined = |pair: &[Figure]| {
            let [one, other] = pair else { return false };
            let (from, to) = (one.quantity.span.end, other.quantity.span.start);
            let between = self.folded.slice(from, to);
            let link = self.folded.begins(from, WordRole::Link);
            let linked = between.starts_with('，') || link.is_some_and(|link| link.end <= to);
            other.role == Role::Change && linked && is_filler(between, self.lexicon)
        };
        let rest = figures.get(from..).unwrap_or_default();
        1 + rest.windows(2).take_while(|pair| joined(pair)).count()
    }
}
