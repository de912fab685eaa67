//! What the extraction knows of single characters: how they fold, and what may begin with them.
//!
//! A character in, one word of a table out, so that a text is looked at once.

use std::sync::LazyLock;

use super::date_starts::opens_date;
use super::digits::{arabic_digit, begins_number};
use super::sentence::stops;
use super::starts::{PERIOD, QUANTITY, STOP};
use crate::hanzi::{FOREIGN, simplified};
use crate::lexicon::Lexicon;

/// What is known of a character, in a byte, so that the usual ones lie close together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Character(u8);

/// It folds to itself, wherever it stands.
const PLAIN: u8 = 1 << 6;
/// It is a hanzi of the usual ones, and so neither a blank nor a mark.
const HANZI: u8 = 1 << 7;
/// What begins or ends with it by itself.
const STARTS: u8 = QUANTITY | PERIOD | STOP;

/// What is known of every character, for a text that is looked through.
pub(super) struct Characters {
    /// Nearly every character of a text stands in it.
    known: Box<[Character; PLANE]>,
    /// What those of them become that don't stay as they are.
    folded: Vec<char>,
}

/// Characters of the basic plane.
const PLANE: usize = 1 << 16;

impl Characters {
    /// Of this binary's tables.
    pub(super) fn all() -> &'static Characters {
        static ALL: LazyLock<Characters> = LazyLock::new(|| {
            let character = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            let of_code = |code| match character(code) {
                one if FOREIGN.contains(&code) => one,
                one => fold(one),
            };
            let folded: Vec<char> = (0..PLANE as u32).map(of_code).collect();
            let mut known = Box::new([Character(0); PLANE]);
            for ((known, code), folded) in known.iter_mut().zip(0..).zip(&folded) {
                let foreign = FOREIGN.contains(&code);
                *known = if foreign { Character(PLAIN) } else { Character::read(character(code), *folded) };
            }
            Characters { known, folded }
        });
        &ALL
    }

    /// All that is known of the one of a code point.
    #[inline]
    pub(super) fn of(&self, code: u32) -> Character {
        match self.known.get(code as usize) {
            Some(known) => *known,
            None => Character::rare(code),
        }
    }

    /// A character in Simplified, the usual one of its variants, ASCII where it is a digit or a
    /// letter, full-width where it is punctuation.
    pub(super) fn folded(&self, character: char) -> char {
        match self.folded.get(u32::from(character) as usize) {
            Some(folded) => *folded,
            None => fold(character),
        }
    }

    /// The same of a code point of the basic plane.
    pub(super) fn folded_code(&self, code: u32) -> char {
        self.folded.get(code as usize).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

impl Character {
    /// One beyond the basic plane.
    #[cold]
    fn rare(code: u32) -> Character {
        char::from_u32(code).map_or(Character::default(), |one| Character::read(one, fold(one)))
    }

    fn read(character: char, folded: char) -> Character {
        let depends = is_blank(character) || matches!(character, ',' | '，' | '|');
        let flags = [
            (folded == character && !depends, PLAIN),
            (matches!(character, '\u{4e00}'..='\u{9fff}'), HANZI),
            (begins_number(character), QUANTITY),
            (opens_date(character, &Lexicon::embedded().edges), PERIOD),
            (stops(character), STOP),
        ];
        let held = flags.into_iter().filter(|(holds, _)| *holds);
        Character(held.fold(0, |bits, (_, flag)| bits | flag))
    }

    /// Whether it is a hanzi of the usual ones, and so neither a blank nor a mark.
    #[inline]
    pub(super) fn is_usual_hanzi(self) -> bool {
        self.0 & HANZI != 0
    }

    /// Whether it folds to itself, wherever it stands.
    #[inline]
    pub(super) fn is_plain(self) -> bool {
        self.0 & PLAIN != 0
    }

    /// Whether a number can begin with it.
    #[inline]
    pub(super) fn begins_number(self) -> bool {
        self.0 & QUANTITY != 0
    }

    /// What begins or ends with it by itself, as the kinds of starts: a quantity, a period, a clause.
    #[inline]
    pub(super) fn starts(self) -> u8 {
        self.0 & STARTS
    }

    /// Whether it is of interest by itself.
    #[inline]
    pub(super) fn tells(self) -> bool {
        self.0 & STARTS != 0
    }
}

/// Whether a character is a blank, seen or not.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\0' | '\u{feff}' | '\u{200b}' | '\u{2060}')
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
        '０'..='９' => {
            arabic_digit(character).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character)
        }
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => Lexicon::embedded().wordings.usual(simplified(character)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_characters_stay_and_tell_nothing() {
        let of = |one: char| Character::read(one, fold(one));
        assert!(FOREIGN.filter_map(char::from_u32).all(|one| fold(one) == one && of(one).0 == PLAIN));
    }

    #[test]
    fn each_character_folds_and_tells_what_it_opens() {
        for (one, folded) in [('帳', '账'), ('萬', '万'), ('７', '7'), ('?', '？'), ('案', '案')] {
            assert_eq!(Characters::all().folded(one), folded);
        }
        let of = |one: char| Characters::all().of(one.into());
        let starts = |one| of(one).starts();
        assert!(starts('3') & QUANTITY != 0 && starts('百') & QUANTITY != 0);
        assert!(starts('今') & PERIOD != 0 && starts('。') == STOP);
        assert!(!of('案').tells() && !of('\u{20000}').is_usual_hanzi());
    }
}
