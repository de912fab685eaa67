//! Pairs of neighbouring characters of some short texts, and which of them a long text has.
//!
//! Short texts in, then a long one piece by piece; how many pairs a short one shares with it out.
//! Room is taken for the short ones alone, so that the long one is only read.

use super::squeezed::Squeezed;
use crate::text::code_points;

/// Pairs in a table with free room; those that were met are marked.
pub(super) struct Pairs {
    /// 0 where none stands; else its characters, above them whether it was met.
    slots: Vec<u64>,
    /// One bit, shared by some, for each pair in the table: most of the long text's aren't.
    filter: [u64; FILTER / 64],
    /// The last character of the long text so far.
    last: u32,
}

/// Bits of the filter, a power of two.
const FILTER: usize = 1 << 12;

/// A pair that was met; characters have 21 bits each.
const MET: u64 = 1 << 63;

/// Stands before a text's first character, and is none.
const NOTHING: u32 = 0x1F_FFFF;

fn pair_of(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Spreads pairs over all bits, the upper ones most; none is chosen to collide.
fn mixed(pair: u64) -> u64 {
    pair.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn bit_of(mixed: u64) -> (usize, u64) {
    let bit = (mixed >> (u64::BITS - FILTER.trailing_zeros())) as usize;
    (bit / 64, 1 << (bit % 64))
}

/// The pairs of neighbouring characters of a text.
fn pairs_in(text: &str) -> impl Iterator<Item = u64> {
    let mut last = NOTHING;
    let pairs = code_points(text).map(move |(_, next)| pair_of(std::mem::replace(&mut last, next), next));
    pairs.skip(1)
}

impl Pairs {
    /// Of short texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t Squeezed> + Clone) -> Pairs {
        let most = texts.clone().map(|text| text.chars().count()).sum::<usize>() + 1;
        let slots = vec![0; (most * 2).next_power_of_two()];
        let mut pairs = Pairs { slots, filter: [0; FILTER / 64], last: NOTHING };
        for pair in texts.flat_map(|text| pairs_in(text)) {
            let (word, bit) = bit_of(mixed(pair));
            pairs.filter[word] |= bit;
            let slot = pairs.slot(pair);
            if let Some(free) = pairs.slots.get_mut(slot) {
                *free = pair;
            }
        }
        pairs
    }

    /// Where a pair stands, or the room for it.
    fn slot(&self, pair: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (mixed(pair) >> 32) as usize & mask;
        while self.slots.get(slot).is_some_and(|taken| *taken != 0 && taken & !MET != pair) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Marks those that the next piece of the long text has.
    pub fn meet(&mut self, piece: &str) {
        // Outside of the table, so that it can stand in a register.
        let mut last = self.last;
        for (_, next) in code_points(piece) {
            let pair = pair_of(last, next);
            last = next;
            let (word, bit) = bit_of(mixed(pair));
            if self.filter[word] & bit == 0 {
                continue;
            }
            let slot = self.slot(pair);
            if let Some(met) = self.slots.get_mut(slot).filter(|taken| **taken != 0) {
                *met |= MET;
            }
        }
        self.last = last;
    }

    /// How many pairs one of the short texts has that were met, and how many it has in all; each once.
    pub fn shared_with(&self, text: &str) -> (usize, usize) {
        let mut own: Vec<u64> = pairs_in(text).collect();
        own.sort_unstable();
        own.dedup();
        let met = |pair: &&u64| self.slots.get(self.slot(**pair)).is_some_and(|found| found & MET != 0);
        (own.iter().filter(met).count(), own.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shares_each_pair_once_also_over_the_border_of_pieces() {
        let texts = ["反诈反诈成效", "案"].map(Squeezed::of);
        let mut pairs = Pairs::of(texts.iter());
        pairs.meet("市反");
        pairs.meet("诈反");
        assert_eq!(pairs.shared_with(&texts[0]), (2, 4));
        assert_eq!(pairs.shared_with(&texts[1]), (0, 0));
    }
}
