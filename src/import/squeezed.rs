//! A text as the tables spell it, with what was seen on the way: how many characters of which kind,
//! and where words of the tables may begin.
//!
//! Text in, [`Squeezed`] out, in one pass. Looks up no word.

use std::ops::Deref;
use std::sync::LazyLock;

use super::block::is_counted;
use super::fold;
use super::line::is_hanzi;
use super::place::{openings_of_cues, openings_of_names};
use super::tables::openings_of_line_words;
use crate::domain::Script;
use crate::hanzi;
use crate::lexicon::PairSets;

/// A text folded and without blanks; reads like one.
#[derive(Debug, Clone, Default)]
pub(super) struct Squeezed {
    text: String,
    /// Hanzi in it.
    pub hanzi: usize,
    /// Characters that only Simplified text contains, before folding.
    pub hans: usize,
    /// Characters that only Traditional text contains.
    pub hant: usize,
    /// Where words of the tables may begin, in their order: the byte, and words of which tables.
    openers: Vec<(u32, u8)>,
    /// What is known of any of its characters.
    seen: u8,
}

impl Deref for Squeezed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl Squeezed {
    /// Of any text.
    pub fn of(text: &str) -> Squeezed {
        let (characters, openings) = (&*CHARACTERS, &*OPENINGS);
        let mut rewriting = Rewriting { text, written: String::with_capacity(text.len()), taken: 0 };
        let mut openers = Vec::with_capacity(text.len() / BYTES_BY_OPENER + 1);
        let (mut hanzi, mut hans, mut hant, mut seen) = (0, 0, 0, 0);
        // How much further on a character stands in the result than in the text; wraps below 0.
        let mut shift = 0_usize;
        // What words a character opens is told by the one behind it.
        let mut last = (0, '\0', Character(0));
        for (at, one) in text.char_indices() {
            let known = characters.of(one);
            let mut folded = one;
            let mut place = at.wrapping_add(shift);
            if !known.has(KEPT) {
                let rewritten = rewriting.rewrite(at, one);
                shift = rewriting.written.len().wrapping_sub(rewriting.taken);
                let Some((new_place, new)) = rewritten else { continue };
                (place, folded) = (new_place, new);
            }
            let (opener_place, opener, before) = last;
            if before.may_open_with(known) {
                note_opener(&mut openers, opener_place, openings.of(opener, Some(folded)));
            }
            last = (place, folded, known);
            if known.has(TELLS) {
                seen |= told_by(folded);
            }
            hanzi += known.count(HANZI);
            hans += known.count(HANS);
            hant += known.count(HANT);
        }
        let (place, opener, known) = last;
        if known.has(ALONE) {
            note_opener(&mut openers, place, openings.of(opener, None));
        }
        Squeezed { text: rewriting.finish(), hanzi, hans, hant, openers, seen }
    }

    /// Several, with a line end between each two.
    pub fn lines<'l>(lines: impl Iterator<Item = &'l Squeezed>) -> Squeezed {
        let mut joined = Squeezed::default();
        for (index, line) in lines.enumerate() {
            if index > 0 {
                joined.text.push('\n');
            }
            let behind = joined.text.len();
            joined.text.push_str(line);
            let behind = place_of(behind);
            joined.openers.extend(line.openers.iter().map(|(at, tables)| (at + behind, *tables)));
            joined.seen |= line.seen;
            joined.hanzi += line.hanzi;
            joined.hans += line.hans;
            joined.hant += line.hant;
        }
        joined
    }

    /// Whether it has a digit.
    pub fn has_digit(&self) -> bool {
        self.seen & DIGIT != 0
    }

    /// Whether it has a character by which figures are counted.
    pub fn has_counted(&self) -> bool {
        self.seen & COUNTED != 0
    }

    /// Whether it has the stop of a sentence.
    pub fn has_stop(&self) -> bool {
        self.seen & STOP != 0
    }

    /// Where words that tell what a line is may begin.
    pub fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.opened(WORD)
    }

    /// Where wordings that say of which level a place is may begin.
    pub fn cues(&self) -> impl Iterator<Item = usize> + '_ {
        self.opened(CUE)
    }

    /// Where names of places may begin.
    pub fn names(&self) -> impl Iterator<Item = usize> + '_ {
        self.opened(NAME)
    }

    fn opened(&self, table: u8) -> impl Iterator<Item = usize> + '_ {
        self.openers.iter().filter(move |(_, tables)| tables & table != 0).map(|(at, _)| *at as usize)
    }
}

/// A text on the way to its folded form: what stays is copied in long stretches.
struct Rewriting<'t> {
    text: &'t str,
    written: String,
    /// Up to where the text has been taken over.
    taken: usize,
}

impl Rewriting<'_> {
    /// Folds a character at byte `at` that doesn't stay: where the new one stands, and which it is;
    /// none for a blank.
    #[inline(never)]
    fn rewrite(&mut self, at: usize, one: char) -> Option<(usize, char)> {
        self.written.push_str(self.text.get(self.taken..at).unwrap_or(""));
        self.taken = at + one.len_utf8();
        if one.is_whitespace() {
            return None;
        }
        let (place, folded) = (self.written.len(), fold::character(one));
        self.written.push(folded);
        Some((place, folded))
    }

    fn finish(mut self) -> String {
        self.written.push_str(self.text.get(self.taken..).unwrap_or(""));
        self.written
    }
}

/// Notes that words of these tables may begin at a place.
#[inline]
fn note_opener(openers: &mut Vec<(u32, u8)>, place: usize, tables: u8) {
    if tables != 0 {
        openers.push((place_of(place), tables));
    }
}

/// A byte of a page; no page has more than this can count.
fn place_of(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// In usual texts a word of a table may begin in every so many bytes.
const BYTES_BY_OPENER: usize = 12;

/// What is known of a character, in a byte, so that the usual ones lie close together.
#[derive(Clone, Copy)]
struct Character(u8);

/// It stays as it is.
const KEPT: u8 = 1;
const HANZI: u8 = 1 << 1;
const HANS: u8 = 1 << 2;
const HANT: u8 = 1 << 3;
/// It tells something of the text that it stands in.
const TELLS: u8 = 1 << 4;
/// A word of some table begins with it and goes on.
const OPENS: u8 = 1 << 5;
/// It is the second character of such a word.
const FOLLOWS: u8 = 1 << 6;
/// It is a word of some table by itself.
const ALONE: u8 = 1 << 7;

const DIGIT: u8 = 1;
const COUNTED: u8 = 1 << 1;
const STOP: u8 = 1 << 2;

/// What a folded character tells of the text that it stands in.
fn told_by(folded: char) -> u8 {
    match folded {
        '0'..='9' => DIGIT,
        '。' => STOP,
        _ if is_counted(folded) => COUNTED,
        _ => 0,
    }
}

/// Words that tell what a line is.
const WORD: u8 = 1;
/// Wordings that say of which level a place is.
const CUE: u8 = 1 << 1;
/// Names of places.
const NAME: u8 = 1 << 2;

/// What words begin with.
static OPENINGS: LazyLock<PairSets> = LazyLock::new(|| {
    let mut sets = PairSets::default();
    sets.add(WORD, openings_of_line_words());
    sets.add(CUE, openings_of_cues());
    sets.add(NAME, openings_of_names());
    sets
});

/// Nearly every character of a text stands in it.
struct Characters(Box<[Character; PLANE]>);

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
    #[inline]
    fn of(&self, character: char) -> Character {
        match self.0.get(u32::from(character) as usize) {
            Some(known) => *known,
            None => Character::rare(character),
        }
    }
}

impl Character {
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
    fn may_open_with(self, next: Character) -> bool {
        self.has(ALONE) || self.has(OPENS) && next.has(FOLLOWS)
    }

    /// One where the flag is set.
    #[inline]
    fn count(self, flag: u8) -> usize {
        usize::from(self.has(flag))
    }

    /// Whether one of the flags is set.
    #[inline]
    fn has(self, flags: u8) -> bool {
        self.0 & flags != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_folded_without_blanks_and_counted() {
        let squeezed = Squeezed::of("電 信網絡\u{3000}１２ＡＰＰ们");
        assert_eq!(&*squeezed, "电信网络12app们");
        assert_eq!((squeezed.hanzi, squeezed.hans, squeezed.hant), (5, 1, 3));
    }

    #[test]
    fn names_may_begin_where_they_stand_in_lines_too() {
        let lines = ["昨天", "重 慶市"].map(Squeezed::of);
        let joined = Squeezed::lines(lines.iter());
        assert_eq!(&*joined, "昨天\n重庆市");
        assert!(joined.names().any(|at| at == "昨天\n".len()));
    }
}
