//! What is known of single characters: how pages' texts fold, which script and which words they tell.
//!
//! A character in, a byte of flags out, so that a text is looked at once. Looks up no word.

use std::sync::LazyLock;

use super::block::is_counted;
use super::fold;
use super::line::is_hanzi;
use super::line_words::openings_of_line_words;
use super::place::{openings_of_cues, openings_of_names};
use crate::domain::Script;
use crate::hanzi;

/// What is known of a character, in a byte, so that the usual ones lie close together.
#[derive(Clone, Copy, Default)]
pub(super) struct Character(u8);

/// It folds to another or is a blank.
pub(super) const CHANGES: u8 = 1;
/// It folds to a hanzi.
pub(super) const HANZI: u8 = 1 << 1;
/// Only Simplified text contains it.
pub(super) const HANS: u8 = 1 << 2;
/// Only Traditional text contains it.
pub(super) const HANT: u8 = 1 << 3;
/// It tells something of the text that it stands in.
pub(super) const TELLS: u8 = 1 << 4;
/// A word of some table begins with it and goes on.
const OPENS: u8 = 1 << 5;
/// It is the second character of such a word.
const FOLLOWS: u8 = 1 << 6;
/// It is a word of some table by itself.
pub(super) const ALONE: u8 = 1 << 7;

/// A text with it has a digit.
pub(super) const DIGIT: u8 = 1;
/// A text with it has a character by which figures are counted.
pub(super) const COUNTED: u8 = 1 << 1;
/// A text with it has the stop of a sentence.
pub(super) const STOP: u8 = 1 << 2;
/// A text with it may name a day of the week.
pub(super) const WEEKDAY: u8 = 1 << 3;

/// How many characters there were with each set of flags that are counted.
#[derive(Default)]
pub(super) struct Tally([usize; 8]);

/// The flags that are counted stand side by side, behind so many others.
const UNCOUNTED: u32 = HANZI.trailing_zeros();

impl Tally {
    /// Counts one.
    #[inline]
    pub(super) fn add(&mut self, character: Character) {
        self.0[usize::from(character.0 >> UNCOUNTED) & 7] += 1;
    }

    /// How many had a flag.
    pub(super) fn of(&self, flag: u8) -> usize {
        let with_flag = |(set, _): &(usize, &usize)| set << UNCOUNTED & usize::from(flag) != 0;
        self.0.iter().enumerate().filter(with_flag).map(|(_, count)| count).sum()
    }
}

/// What a folded character tells of the text that it stands in.
// Few are asked, so that the pass over a text is quicker with this outside.
#[inline(never)]
pub(super) fn told_by(folded: u32) -> u8 {
    match char::from_u32(folded) {
        Some('0'..='9') => DIGIT,
        Some('。') => STOP,
        Some('星') => WEEKDAY,
        Some(one) if is_counted(one) => COUNTED,
        _ => 0,
    }
}

/// Nearly every character of a text stands in it.
pub(super) struct Characters(Box<[Character; PLANE]>);

static CHARACTERS: LazyLock<Characters> = LazyLock::new(|| {
    let mut roles = vec![0; PLANE];
    let mut add = |one: char, role: u8| {
        if let Some(roles) = roles.get_mut(u32::from(one) as usize) {
            *roles |= role;
        }
    };
    let openings = openings_of_line_words().chain(openings_of_cues()).chain(openings_of_names());
    for (first, second) in openings {
        add(first, if second.is_some() { OPENS } else { ALONE });
        second.into_iter().for_each(|second| add(second, FOLLOWS));
    }
    // What folds to an opener opens as that does.
    let roles = |folded: char| roles.get(u32::from(folded) as usize).map_or(ANY_ROLE, |roles| *roles);
    let usual = |code| char::from_u32(code).filter(|_| !hanzi::FOREIGN.contains(&code));
    let known = |code| usual(code).map_or(Character::NONE, |one| Character::read(one, roles));
    let mut characters = Box::new([Character(0); PLANE]);
    characters.iter_mut().zip(0..).for_each(|(character, code)| *character = known(code));
    Characters(characters)
});

/// A character beyond the basic plane may have any part in a word.
const ANY_ROLE: u8 = OPENS | FOLLOWS | ALONE;

/// Characters of the basic plane.
const PLANE: usize = 1 << 16;

impl Characters {
    /// Of this binary's tables.
    pub(super) fn all() -> &'static Characters {
        &CHARACTERS
    }

    /// What is known of the one of a code point.
    #[inline]
    pub(super) fn of(&self, code: u32) -> Character {
        match self.0.get(code as usize) {
            Some(known) => *known,
            None => Character::rare(code),
        }
    }
}

impl Character {
    /// Nothing is known of it, and nothing begins with it.
    pub(super) const NONE: Character = Character(0);

    /// One beyond the basic plane.
    #[cold]
    fn rare(code: u32) -> Character {
        char::from_u32(code).map_or(Character::NONE, |one| Character::read(one, |_| ANY_ROLE))
    }

    fn read(character: char, roles: impl Fn(char) -> u8) -> Character {
        let folded = fold::character(character);
        let detected = || hanzi::detect(character.encode_utf8(&mut [0; 4])).script;
        let script = if is_hanzi(character) { detected() } else { None };
        let flags = [
            (character.is_whitespace() || folded != character, CHANGES),
            (is_hanzi(folded), HANZI),
            (script == Some(Script::Hans), HANS),
            (script == Some(Script::Hant), HANT),
            (told_by(folded.into()) != 0, TELLS),
        ];
        let held = flags.into_iter().filter(|(holds, _)| *holds);
        Character(held.fold(roles(folded), |bits, (_, flag)| bits | flag))
    }

    /// Whether a word of more characters may begin with it and this one.
    #[inline]
    pub(super) fn may_open_with(self, next: Character) -> bool {
        // The bits of both stand side by side.
        self.0 << 1 & next.0 & FOLLOWS != 0
    }

    /// Whether one of the flags is set.
    #[inline]
    pub(super) fn has(self, flags: u8) -> bool {
        self.0 & flags != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_tells_its_script_and_what_it_opens() {
        let of = |one: char| Characters::all().of(one.into());
        assert!(of('们').has(HANS) && of('們').has(HANT) && !of('们').has(HANT));
        assert!(!of('案').has(CHANGES) && of('電').has(CHANGES) && of(' ').has(CHANGES));
        assert!(of('重').may_open_with(of('慶')) && !of('，').may_open_with(of('庆')));
        assert!(of('\u{20000}').has(ALONE) && of('重').may_open_with(of('\u{20000}')));
        assert_eq!(['7', '。', '星', '案'].map(|one| told_by(one.into())), [DIGIT, STOP, WEEKDAY, 0]);
    }

    #[test]
    fn nothing_is_known_of_foreign_characters() {
        let foreign: Vec<char> = hanzi::FOREIGN.filter_map(char::from_u32).collect();
        assert!(foreign.iter().all(|one| Character::read(*one, |_| 0).0 == 0));
        let openings = openings_of_line_words().chain(openings_of_cues()).chain(openings_of_names());
        let mut all = openings.flat_map(|(first, second)| second.into_iter().chain([first]));
        assert!(all.all(|one| !hanzi::FOREIGN.contains(&one.into())));
    }

    #[test]
    fn nothing_but_hanzi_tells_a_script() {
        let tells = |one: char| hanzi::detect(one.encode_utf8(&mut [0; 4])).script.is_some();
        assert!(('\0'..=char::MAX).all(|one| is_hanzi(one) || !tells(one)));
    }
}
