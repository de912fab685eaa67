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
#[derive(Clone, Copy)]
pub(super) struct Character(u8);

/// It stays as it is.
pub(super) const KEPT: u8 = 1;
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
pub(super) fn told_by(folded: char) -> u8 {
    match folded {
        '0'..='9' => DIGIT,
        '。' => STOP,
        _ if is_counted(folded) => COUNTED,
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
    let known = |code| char::from_u32(code).map_or(Character(KEPT), |one| Character::read(one, roles));
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

    /// What is known of one.
    #[inline]
    pub(super) fn of(&self, character: char) -> Character {
        match self.0.get(u32::from(character) as usize) {
            Some(known) => *known,
            None => Character::rare(character),
        }
    }
}

impl Character {
    /// Nothing is known of it, and nothing begins with it.
    pub(super) const NONE: Character = Character(0);

    /// One beyond the basic plane.
    #[cold]
    fn rare(character: char) -> Character {
        Character::read(character, |_| ANY_ROLE)
    }

    fn read(character: char, roles: impl Fn(char) -> u8) -> Character {
        let folded = fold::character(character);
        let script = hanzi::detect(character.encode_utf8(&mut [0; 4])).script;
        let flags = [
            (!character.is_whitespace() && folded == character, KEPT),
            (is_hanzi(folded), HANZI),
            (script == Some(Script::Hans), HANS),
            (script == Some(Script::Hant), HANT),
            (told_by(folded) != 0, TELLS),
        ];
        let held = flags.into_iter().filter(|(holds, _)| *holds);
        Character(held.fold(roles(folded), |bits, (_, flag)| bits | flag))
    }

    /// Whether a word may begin with it before this one.
    #[inline]
    pub(super) fn may_open_with(self, next: Character) -> bool {
        self.has(ALONE) || self.has(OPENS) && next.has(FOLLOWS)
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
        let of = |one| Characters::all().of(one);
        assert!(of('们').has(HANS) && of('們').has(HANT) && !of('们').has(HANT));
        assert!(of('案').has(KEPT) && !of('電').has(KEPT) && !of(' ').has(KEPT));
        assert!(of('重').may_open_with(of('慶')) && !of('，').may_open_with(of('庆')));
        assert!(of('\u{20000}').may_open_with(of('，')));
        assert_eq!((told_by('7'), told_by('。'), told_by('案')), (DIGIT, STOP, 0));
    }
}
