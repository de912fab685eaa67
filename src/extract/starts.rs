//! Where in a folded text words, numbers, dates and names may begin, and clauses end.
//!
//! Pairs of neighbouring characters in, their places by kind out. Looks up no word.

use super::characters::Character;
use crate::lexicon::{Opener, OpenerSet, Openers};
use crate::text::Span;

/// Where in a folded text something may begin, or ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Starts {
    /// For each kind, by its bit, the bytes in their order.
    places: [Vec<u32>; KINDS],
}

/// A word of the tables begins there.
pub(super) const WORD: u8 = Opener::Word.bit();
/// A number, or a word that is a quantity.
pub(super) const QUANTITY: u8 = Opener::Quantity.bit();
/// A date, or a word for a period.
pub(super) const PERIOD: u8 = Opener::Period.bit();
/// The name of a place.
pub(super) const PLACE: u8 = Opener::Place.bit();
/// The stop of a clause or a sentence.
pub(super) const STOP: u8 = 1 << 4;
/// So many kinds are known.
const KINDS: usize = 5;

/// A character with which something may begin.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Opening {
    /// The byte at which it stands.
    pub(super) at: usize,
    /// Its code point; [`NONE`] where none has been read yet.
    pub(super) code: u32,
    pub(super) known: Character,
    pub(super) opens: OpenerSet,
}

/// No code point.
pub(super) const NONE: u32 = u32::MAX;

impl Opening {
    /// Whether something may begin with it before another character.
    #[inline(always)]
    pub(super) fn may_open_with(self, next: Opening, openers: &Openers) -> bool {
        // Not `||` and `&&`: a machine guesses wrong which of them hold, and asking all is less.
        let goes_on = self.opens.may_go_on(next.opens) & openers.may_open(self.code, next.code);
        self.known.tells() | self.opens.is_alone() | goes_on
    }

    /// With the code point of the next character.
    #[inline(always)]
    pub(super) fn before(self, next: u32) -> Pair {
        // A page has fewer bytes than this can count.
        let at = u32::try_from(self.at).unwrap_or(u32::MAX);
        Pair { at, code: self.code, next, known: self.known }
    }
}

/// Two characters with which something may begin.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pair {
    at: u32,
    code: u32,
    /// [`NONE`] at the end.
    next: u32,
    known: Character,
}

/// So many pairs are looked up at a time: whether one may open anything is no question then that a
/// machine could guess wrong, as the next one is put into its place if not.
pub(super) const PAIRS: usize = 64;

impl Starts {
    /// Room for what a text of this length usually has.
    pub(super) fn with_room_for(text: &str) -> Starts {
        Starts { places: BYTES_BY_START.map(|bytes| Vec::with_capacity(text.len() / bytes + PAIRS)) }
    }

    /// Those of a kind, by their bytes.
    pub(super) fn of(&self, kind: u8) -> &[u32] {
        self.places.get(kind.trailing_zeros() as usize).map_or(&[], Vec::as_slice)
    }

    /// Those of a kind that lie in a stretch.
    pub(super) fn within(&self, kind: u8, span: Span) -> impl Iterator<Item = usize> + '_ {
        let places = self.of(kind);
        let from = places.partition_point(|start| (*start as usize) < span.start);
        let places = places.get(from..).unwrap_or_default().iter().map(|start| *start as usize);
        places.take_while(move |start| *start < span.end)
    }

    /// Notes what may begin with some characters, and stops; not more than [`PAIRS`].
    // Not part of the pass, whose values would not fit into the machine's registers with these.
    #[inline(never)]
    pub(super) fn note(&mut self, pairs: &[Pair], openers: &Openers) {
        let mut kinds = [0; PAIRS];
        for (kinds, Pair { code, next, known, .. }) in kinds.iter_mut().zip(pairs) {
            let next = if *next == NONE { None } else { Some(*next) };
            *kinds = openers.of_pair(*code, next).kinds() | known.starts();
        }
        for (kind, places) in self.places.iter_mut().enumerate() {
            // As with pairs, what isn't of the kind is written over.
            let (mut of_kind, mut count) = ([0; PAIRS], 0);
            for (kinds, pair) in kinds.iter().zip(pairs) {
                of_kind[count % PAIRS] = pair.at;
                count += usize::from(kinds >> kind & 1);
            }
            places.extend_from_slice(of_kind.get(..count).unwrap_or_default());
        }
    }
}

/// In usual texts something of each kind begins or ends in every so many bytes.
const BYTES_BY_START: [usize; KINDS] = [8, 32, 32, 16, 32];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::characters::Characters;
    use crate::lexicon::Lexicon;

    #[test]
    fn each_kind_is_found_in_its_order_however_many_pairs_come_at_once() {
        let openers = Lexicon::embedded().openers();
        let opening = |at: usize, one: char| {
            let code = u32::from(one);
            Opening { at, code, known: Characters::all().of(code), opens: openers.of(code) }
        };
        let text: Vec<char> = "抓获3人，".repeat(40).chars().collect();
        let pairs: Vec<Pair> = text
            .windows(2)
            .enumerate()
            .map(|(at, pair)| opening(at, pair[0]).before(pair[1].into()))
            .collect();
        let mut starts = Starts::default();
        pairs.chunks(PAIRS).for_each(|pairs| starts.note(pairs, openers));
        let every_fifth = |from: u32| (0..40).map(move |nth| from + 5 * nth);
        assert!(starts.of(QUANTITY).iter().copied().eq(every_fifth(2)));
        assert!(starts.of(STOP).iter().copied().eq(every_fifth(4).take(39)));
        assert!(every_fifth(0).all(|at| starts.of(WORD).contains(&at)));
        assert!(starts.within(STOP, Span::new(5, 15)).eq([9, 14]));
    }
}
