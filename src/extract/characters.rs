//! What the extraction knows of single characters: how they fold, and what may begin with them.
//!
//! A character in, one word of a table out, so that a text is looked at once.

use std::sync::LazyLock;

use super::calendar::opens_date;
use super::digits::{arabic_digit, begins_number};
use super::sentence::ends_sentence;
use crate::hanzi::simplified;
use crate::lexicon::Lexicon;

/// What is known of a character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Character(u32);

const CODE: u32 = 0x1F_FFFF;
const SAME: u32 = 1 << 21;
const HANZI: u32 = 1 << 22;
const NUMBER: u32 = 1 << 23;
const DATE: u32 = 1 << 24;
const END: u32 = 1 << 25;

/// Nearly every character of a text stands in it.
static TABLE: LazyLock<Vec<Character>> = LazyLock::new(|| {
    let known = |code| char::from_u32(code).map_or(Character(SAME | code), Character::read);
    (0..=0xFFFF).map(known).collect()
});

/// What is known of every character, for a text that is looked through.
#[derive(Clone, Copy)]
pub(super) struct Characters(&'static [Character]);

impl Characters {
    /// Of this binary's tables.
    pub(super) fn all() -> Characters {
        Characters(TABLE.as_slice())
    }

    /// All that is known of one.
    #[inline]
    pub(super) fn of(self, character: char) -> Character {
        match self.0.get(u32::from(character) as usize) {
            Some(known) => *known,
            None => Character::read(character),
        }
    }
}

impl Character {
    /// All that is known.
    #[inline]
    pub(super) fn of(character: char) -> Character {
        Characters::all().of(character)
    }

    fn read(character: char) -> Character {
        let folded = fold(character);
        let mut bits = u32::from(folded);
        let flags = [
            (folded == character, SAME),
            (matches!(character, '\u{4e00}'..='\u{9fff}'), HANZI),
            (begins_number(character), NUMBER),
            (opens_date(character), DATE),
            (ends_sentence(character), END),
        ];
        for (_, flag) in flags.into_iter().filter(|(holds, _)| *holds) {
            bits |= flag;
        }
        Character(bits)
    }

    /// In Simplified, the usual one of its variants, ASCII where it is a digit or a letter,
    /// full-width where it is punctuation.
    #[inline]
    pub(super) fn folded(self) -> char {
        char::from_u32(self.0 & CODE).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Whether it is a hanzi of the usual ones, and so neither a blank nor a mark.
    #[inline]
    pub(super) fn is_usual_hanzi(self) -> bool {
        self.0 & HANZI != 0
    }

    /// Whether it is a usual hanzi that folds to itself.
    #[inline]
    pub(super) fn is_folded_hanzi(self) -> bool {
        self.0 & (HANZI | SAME) == HANZI | SAME
    }

    /// Whether a number can begin with it.
    #[inline]
    pub(super) fn begins_number(self) -> bool {
        self.0 & NUMBER != 0
    }

    /// Whether a date, or what stands in front of one, can begin with it.
    #[inline]
    pub(super) fn opens_date(self) -> bool {
        self.0 & DATE != 0
    }

    /// Whether a sentence ends with it.
    #[inline]
    pub(super) fn ends_sentence(self) -> bool {
        self.0 & END != 0
    }

    /// Whether it is of interest by itself.
    #[inline]
    pub(super) fn tells(self) -> bool {
        self.0 & (NUMBER | DATE | END) != 0
    }
}

fn fold(character: char) -> char {
    match character {
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ if character.is_ascii() => character,
        '％' | '﹪' => '%',
        '０'..='９' => arabic_digit(character)
            .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
            .unwrap_or(character),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => Lexicon::embedded().wordings.usual(simplified(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_folds_and_tells_what_it_opens() {
        for (one, folded) in [('帳', '账'), ('萬', '万'), ('７', '7'), ('?', '？'), ('案', '案')] {
            assert_eq!(Character::of(one).folded(), folded);
        }
        assert!(Character::of('3').begins_number() && Character::of('百').begins_number());
        assert!(Character::of('今').opens_date() && !Character::of('案').opens_date());
        assert!(Character::of('。').ends_sentence() && !Character::of('案').tells());
        assert!(!Character::of('\u{20000}').is_usual_hanzi());
    }
}
