//! Which words may begin with a character and go on with the next: one look instead of one for
//! each table.
//!
//! The tables' dictionaries in, a class for each character and each pair out. Where a class is set
//! a word may stand, where it isn't none does.

use super::dictionary::PairSets;

/// Tables whose words are looked for in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// Any word of [`super::Wordings::words_at`].
    Word,
    /// A word that is a whole quantity.
    Quantity,
    /// A word of a period.
    Period,
    /// The name of a place, or a word for one.
    Place,
}

impl Opener {
    /// The bit that stands for it.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The openers of one character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenerSet(u8);

impl OpenerSet {
    const ALL: OpenerSet = OpenerSet(u8::MAX);
    /// The openers proper, one bit for each.
    const KINDS: u8 = (1 << 4) - 1;
    /// Some word goes on with the character.
    const FOLLOWS: u8 = 1 << 4;
    /// Some word is nothing but the character.
    const ALONE: u8 = 1 << 5;

    /// Whether no word begins so.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.kinds() == 0
    }

    /// Whether a word is nothing but the character.
    #[inline]
    pub fn is_alone(self) -> bool {
        self.0 & Self::ALONE != 0
    }

    /// Whether a longer word may begin with the character before another.
    #[inline]
    pub fn may_go_on(self, next: OpenerSet) -> bool {
        !self.is_empty() & (next.0 & Self::FOLLOWS != 0)
    }

    /// The openers, each as its bit.
    #[inline]
    pub fn kinds(self) -> u8 {
        self.0 & Self::KINDS
    }

    /// Whether a word of a kind may begin so.
    #[inline]
    pub fn has(self, opener: Opener) -> bool {
        self.0 & opener.bit() != 0
    }
}

/// The openers of every character.
#[derive(Debug)]
pub struct Openers {
    /// What each character may open, and whether it may be the second of a word.
    first: Box<[OpenerSet; PLANE]>,
    pairs: PairSets,
}

/// The characters that have a class of their own; others may open anything.
const PLANE: usize = 1 << 16;

impl Openers {
    /// No openers.
    pub(super) fn none() -> Openers {
        Openers { first: Box::new([OpenerSet::default(); PLANE]), pairs: PairSets::default() }
    }

    /// Adds the words of a kind by their first two characters; without a second one the first opens
    /// a word whatever follows.
    pub(super) fn add(&mut self, kind: Opener, openings: impl Iterator<Item = (char, Option<char>)>) {
        let sets = &mut self.first;
        let mut add = |one: char, bits: u8| {
            if let Some(set) = sets.get_mut(u32::from(one) as usize) {
                set.0 |= bits;
            }
        };
        let openings = openings.inspect(|(first, second)| {
            add(*first, kind.bit() | if second.is_some() { 0 } else { OpenerSet::ALONE });
            second.iter().for_each(|second| add(*second, OpenerSet::FOLLOWS));
        });
        self.pairs.add(kind.bit(), openings);
    }

    /// What may begin with the character of a code point.
    #[inline]
    pub fn of(&self, code: u32) -> OpenerSet {
        self.first.get(code as usize).copied().unwrap_or(OpenerSet::ALL)
    }

    /// Whether a longer word may begin with a character before another; quicker than which.
    #[inline]
    pub fn may_open(&self, code: u32, next: u32) -> bool {
        self.pairs.may_open(code, next)
    }

    /// What may begin with a character before another, or at a text's end.
    #[inline]
    pub fn of_pair(&self, character: u32, next: Option<u32>) -> OpenerSet {
        OpenerSet(self.pairs.of(character, next))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, Opener};

    #[test]
    fn every_word_may_begin_with_its_first_character() {
        let lexicon = Lexicon::embedded();
        let class = |text: &str| lexicon.openers().of(text.chars().next().unwrap().into());
        assert!(class("抓获").has(Opener::Word));
        assert!(class("半数").has(Opener::Quantity));
        assert!(class("今年以来").has(Opener::Period));
        assert!(class("重庆").has(Opener::Place) && class("全市").has(Opener::Place));
        assert!(class("\u{20000}").has(Opener::Place));
        assert!(class("，").is_empty());
    }

    #[test]
    fn the_second_character_tells_more_than_the_first() {
        let openers = Lexicon::embedded().openers();
        let of_pair = |one: char, next: char| openers.of_pair(one.into(), Some(next.into()));
        assert!(of_pair('抓', '获').has(Opener::Word) && of_pair('重', '庆').has(Opener::Place));
        assert!(openers.of('嫌'.into()).has(Opener::Word) && !of_pair('嫌', '，').has(Opener::Word));
    }
}
