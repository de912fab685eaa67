//! In which of several tables words begin with two characters: one look instead of one for each.
//!
//! The openings of dictionaries in, a set of tables for each pair of characters out. Where a table
//! is in the set a word of it may stand, where it isn't none does.

use super::has;

/// Tables by the two characters that open their words.
#[derive(Clone, Debug)]
pub struct PairSets {
    /// The tables in which a character of the basic plane is a word by itself.
    single: Box<[u8; PLACES]>,
    /// The tables in which words begin with a pair; some pairs share a place.
    pairs: Box<[u8; PLACES]>,
    /// One bit for each pair, set where there is a table: few are, and bits lie close together.
    any_pair: Box<[u64; PLACES / 64]>,
}

/// So many places for pairs, and characters of the basic plane.
const PLACES: usize = 1 << 16;

/// Where a pair stands.
#[inline]
fn place_of(first: u32, second: u32) -> usize {
    let mixed = first.wrapping_mul(0x9E37_79B1) ^ second;
    (mixed.wrapping_mul(0x85EB_CA77) >> 16) as usize
}

impl Default for PairSets {
    fn default() -> PairSets {
        let tables = || Box::new([0; PLACES]);
        PairSets { single: tables(), pairs: tables(), any_pair: Box::new([0; PLACES / 64]) }
    }
}

impl PairSets {
    /// Adds the openings of a table, whose bit is `table`; without a second character the first
    /// opens a word whatever follows.
    pub fn add(&mut self, table: u8, openings: impl Iterator<Item = (char, Option<char>)>) {
        for (first, second) in openings {
            let first = u32::from(first);
            let Some(second) = second else {
                self.single.get_mut(first as usize).into_iter().for_each(|set| *set |= table);
                continue;
            };
            let place = place_of(first, second.into());
            if let (Some(set), Some(any)) = (self.pairs.get_mut(place), self.any_pair.get_mut(place / 64)) {
                *set |= table;
                *any |= 1 << (place % 64);
            }
        }
    }

    /// Whether a longer word of some table may begin with the characters of these code points;
    /// quicker than which.
    #[inline]
    pub fn may_open(&self, first: u32, second: u32) -> bool {
        has(self.any_pair.as_slice(), place_of(first, second))
    }

    /// The tables of which a word may begin with the characters of these code points.
    #[inline]
    pub fn of(&self, first: u32, second: Option<u32>) -> u8 {
        // Beyond the basic plane a character may be a word by itself in any table.
        let single = self.single.get(first as usize).copied().unwrap_or(u8::MAX);
        let place = second.map(|second| place_of(first, second));
        single | place.and_then(|place| self.pairs.get(place)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::PairSets;

    #[test]
    fn a_word_may_begin_only_with_its_own_two_characters() {
        let mut sets = PairSets::default();
        sets.add(1, [('诈', Some('骗')), ('案', None)].into_iter());
        sets.add(2, [('诈', Some('骗'))].into_iter());
        let of = |first: char, second: Option<char>| sets.of(first.into(), second.map(u32::from));
        assert_eq!((of('诈', Some('骗')), of('诈', Some('取'))), (3, 0));
        assert_eq!((of('案', Some('件')), of('案', None), of('诈', None)), (1, 1, 0));
        assert_eq!(of('\u{20000}', None), u8::MAX);
        let may_open = |first: char, second: char| sets.may_open(first.into(), second.into());
        assert!(may_open('诈', '骗') && !may_open('骗', '件'));
    }
}
