//! What is known of single characters: how pages' texts fold, which script and which words they tell.
//!
//! A character in, two bytes of flags out, so that a text is looked at once. Looks up no word.

use std::sync::LazyLock;

use super::block::belongs_to_number;
use super::fold;
use super::line::{is_hanzi, is_wide};
use super::squeezed::openings;
use super::tables::PageRole;
use crate::hanzi::{self, is_simplified_only, is_traditional_only};

/// What is known of a character, in two bytes, so that the usual ones lie close together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Character(u16);

/// A text with it has a digit.
pub(super) const DIGIT: u16 = 1;
/// A text with it has a character by which figures are counted.
pub(super) const COUNTED: u16 = 1 << 1;
/// A text with it has the stop of a sentence.
pub(super) const STOP: u16 = 1 << 2;
/// A text with it may name a day of the week.
pub(super) const WEEKDAY: u16 = 1 << 3;
/// A text with it may name a year.
pub(super) const YEAR: u16 = 1 << 4;
/// A text with it may name a month.
pub(super) const MONTH: u16 = 1 << 5;
/// A text with it has a colon.
pub(super) const COLON: u16 = 1 << 6;
/// It folds to another or is a blank.
pub(super) const CHANGES: u16 = 1 << 7;
/// A word of some table begins with it and goes on.
const OPENS: u16 = 1 << 8;
/// It is the second character of such a word.
const FOLLOWS: u16 = OPENS << 1;
/// It is a word of some table by itself.
pub(super) const ALONE: u16 = 1 << 10;
/// Every character has it, as any may follow such a word.
const ANY: u16 = ALONE << 1;
/// It takes two cells of a line.
pub(super) const WIDE: u16 = 1 << 12;
/// It folds to a hanzi.
const HANZI: u16 = 1 << 13;
/// Only Simplified text contains it.
pub(super) const HANS: u16 = 1 << 14;
/// Only Traditional text contains it.
pub(super) const HANT: u16 = 1 << 15;

/// How many characters there were with each set of the flags that are counted.
#[derive(Default)]
pub(super) struct Tally([usize; 8]);

/// The flags that are counted are the uppermost, above so many others.
const UNCOUNTED: u32 = HANZI.trailing_zeros();

impl Tally {
    /// Counts one.
    #[inline]
    pub(super) fn add(&mut self, character: Character) {
        self.0[usize::from(character.0 >> UNCOUNTED)] += 1;
    }

    /// How many were hanzi, of Simplified text alone and of Traditional text alone.
    #[inline]
    pub(super) fn counts(&self) -> [usize; 3] {
        [HANZI, HANS, HANT].map(|flag| {
            let with_flag = |(set, _): &(usize, &usize)| set << UNCOUNTED & usize::from(flag) != 0;
            self.0.iter().enumerate().filter(with_flag).map(|(_, count)| count).sum()
        })
    }
}

/// What a folded character tells of the text that it stands in.
fn told_by(folded: char) -> u16 {
    match folded {
        '0'..='9' => DIGIT,
        '。' => STOP,
        '星' => WEEKDAY,
        '年' => YEAR,
        '月' => MONTH,
        ':' | '：' => COLON,
        one if belongs_to_number(one) => COUNTED,
        _ => 0,
    }
}

/// Nearly every character of a text stands in it.
pub(super) struct Characters(Box<[Character; PLANE]>);

static CHARACTERS: LazyLock<Characters> = LazyLock::new(|| {
    let mut roles = vec![0; PLANE];
    let mut add = |one: char, role: u16| {
        if let Some(roles) = roles.get_mut(u32::from(one) as usize) {
            *roles |= role;
        }
    };
    for (first, second) in openings().flat_map(|(_, openings)| openings) {
        add(first, if second.is_some() { OPENS } else { ALONE });
        second.into_iter().for_each(|second| add(second, FOLLOWS));
    }
    // Asked here once, not for each character of the plane.
    PageRole::Counted.words().iter().flat_map(|word| word.chars().next()).for_each(|one| add(one, COUNTED));
    // What folds to an opener opens as that does.
    let roles = |folded: char| roles.get(u32::from(folded) as usize).map_or(ANY_ROLE, |roles| *roles);
    let mut characters = Box::new([Character::NONE; PLANE]);
    for (character, code) in characters.iter_mut().zip(0..).filter(|(_, code)| !hanzi::FOREIGN.contains(code))
    {
        *character = char::from_u32(code).map_or(Character::NONE, |one| Character::read(one, roles));
    }
    Characters(characters)
});

/// A character beyond the basic plane may have any part in a word.
const ANY_ROLE: u16 = OPENS | FOLLOWS | ALONE;

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
    pub(super) const NONE: Character = Character(ANY);

    /// One beyond the basic plane.
    #[cold]
    fn rare(code: u32) -> Character {
        char::from_u32(code).map_or(Character::NONE, |one| Character::read(one, |_| ANY_ROLE))
    }

    fn read(character: char, roles: impl Fn(char) -> u16) -> Character {
        let folded = fold::character(character);
        let (stays, hanzi) = (folded == character, is_hanzi(character));
        let flags = [
            (!stays || !hanzi && character.is_whitespace(), CHANGES),
            (is_wide(character), WIDE),
            (if stays { hanzi } else { is_hanzi(folded) }, HANZI),
            (hanzi && is_simplified_only(character), HANS),
            (hanzi && is_traditional_only(character), HANT),
        ];
        let flags = flags.map(|(holds, flag)| if holds { flag } else { 0 });
        Character(flags.iter().fold(ANY | told_by(folded) | roles(folded), |bits, flag| bits | flag))
    }

    /// Whether a word may begin with it and this one, or is nothing but it.
    #[inline]
    pub(super) fn may_open_before(self, next: Character) -> bool {
        // Either flag of this one is moved to where the next one's stands.
        self.0 << 1 & next.0 & (FOLLOWS | ANY) != 0
    }

    /// What is known of either.
    #[inline]
    pub(super) fn and(self, other: Character) -> Character {
        Character(self.0 | other.0)
    }

    /// Whether one of the flags is set.
    #[inline]
    pub(super) fn has(self, flags: u16) -> bool {
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
        assert!(of('重').may_open_before(of('慶')) && !of('，').may_open_before(of('庆')));
        assert!(of('\u{20000}').may_open_before(of('，')) && of('重').may_open_before(of('\u{20000}')));
        assert!(of('號').may_open_before(Character::NONE) && !Character::NONE.may_open_before(of('号')));
        assert_eq!(['7', '。', '星', '案'].map(told_by), [DIGIT, STOP, WEEKDAY, 0]);
    }

    #[test]
    fn nothing_is_known_of_foreign_characters() {
        let foreign: Vec<char> = hanzi::FOREIGN.filter_map(char::from_u32).collect();
        assert!(foreign.iter().all(|one| Character::read(*one, |_| 0).0 == ANY));
        let openings = openings().flat_map(|(_, openings)| openings);
        let mut all = openings.flat_map(|(first, second)| second.into_iter().chain([first]));
        assert!(all.all(|one| !hanzi::FOREIGN.contains(&one.into())));
    }

    #[test]
    fn nothing_but_hanzi_tells_a_script() {
        let tells = |one: char| hanzi::detect(one.encode_utf8(&mut [0; 4])).script.is_some();
        assert!(('\0'..=char::MAX).all(|one| is_hanzi(one) || !tells(one)));
    }
}
