//! What begins in each few bytes of a folded text.
//!
//! The words of a text in, where to look for them out: they are asked for so often that a search among
//! all would take longer than the rest.

use super::folded::Word;
use crate::lexicon::{WordRole, WordRoles};
use crate::text::Span;

/// What begins in each [`STRETCH`] bytes of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretches(Vec<Stretch>);

#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    /// The first word that doesn't begin before it.
    first_word: u32,
    /// What its words do in sentences.
    roles: WordRoles,
}

/// A stretch has so many bytes.
const STRETCH: usize = 32;

impl Stretches {
    /// Of the words of a text of so many bytes, in the order in which they begin.
    pub(super) fn of(words: &[Word<'_>], bytes: usize) -> Stretches {
        let mut all = vec![Stretch::default(); bytes / STRETCH + 2];
        for word in words {
            let stretch = word.start / STRETCH;
            // Counted where those behind it begin.
            all[stretch + 1].first_word += 1;
            all[stretch].roles = all[stretch].roles.and(word.roles);
        }
        let mut before = 0;
        for stretch in &mut all {
            before += stretch.first_word;
            stretch.first_word = before;
        }
        Stretches(all)
    }

    /// The first word of the stretch that byte `at` lies in; none behind the text.
    pub(super) fn first_word(&self, at: usize) -> Option<usize> {
        self.0.get(at / STRETCH).map(|stretch| stretch.first_word as usize)
    }

    /// Whether a word of a role may begin in a span.
    pub(super) fn may_hold(&self, span: Span, role: WordRole) -> bool {
        let first = span.start / STRETCH;
        let from = self.0.get(first..).unwrap_or_default().iter();
        let mut within = from.take((span.end / STRETCH + 1).saturating_sub(first));
        within.any(|stretch| stretch.roles.has(role))
    }
}
