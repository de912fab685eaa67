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
    openers: Vec<(usize, u8)>,
    /// What is known of any of its characters.
    seen: u32,
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
        let (table, openings) = (TABLE.as_slice(), &*OPENINGS);
        let mut written = String::with_capacity(text.len());
        let mut openers = Vec::with_capacity(text.len() / BYTES_BY_OPENER + 1);
        let (mut hanzi, mut hans, mut hant, mut seen) = (0, 0, 0, 0);
        let mut taken = 0;
        // The last character, where words may begin with it: the next one tells more.
        let mut last: Option<(usize, char)> = None;
        for (at, one) in text.char_indices() {
            let known = Character::of(one, table);
            let (place, folded) = if known.has(KEPT) {
                (written.len() + at - taken, one)
            } else {
                written.push_str(text.get(taken..at).unwrap_or(""));
                taken = at + one.len_utf8();
                if known.has(BLANK) {
                    continue;
                }
                let place = written.len();
                written.push(known.folded());
                (place, known.folded())
            };
            if let Some((place, opener)) = last.take() {
                note_opener(&mut openers, place, openings.of(opener, Some(folded)));
            }
            if known.has(OPENS) {
                last = Some((place, folded));
            }
            seen |= known.0;
            hanzi += known.count(HANZI);
            hans += known.count(HANS);
            hant += known.count(HANT);
        }
        if let Some((place, opener)) = last {
            note_opener(&mut openers, place, openings.of(opener, None));
        }
        written.push_str(text.get(taken..).unwrap_or(""));
        Squeezed { text: written, hanzi, hans, hant, openers, seen }
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
        self.openers.iter().filter(move |(_, tables)| tables & table != 0).map(|(at, _)| *at)
    }
}

/// Notes that words of these tables may begin at a place.
#[inline]
fn note_opener(openers: &mut Vec<(usize, u8)>, place: usize, tables: u8) {
    if tables != 0 {
        openers.push((place, tables));
    }
}

/// In usual texts a word of a table may begin in every so many bytes.
const BYTES_BY_OPENER: usize = 12;

/// What is known of a character.
#[derive(Clone, Copy)]
struct Character(u32);

const CODE: u32 = 0x1F_FFFF;
/// It stays as it is.
const KEPT: u32 = 1 << 21;
const BLANK: u32 = 1 << 22;
const HANZI: u32 = 1 << 23;
const HANS: u32 = 1 << 24;
const HANT: u32 = 1 << 25;
/// A word of some table may begin with it.
const OPENS: u32 = 1 << 26;
const DIGIT: u32 = 1 << 27;
const COUNTED: u32 = 1 << 28;
const STOP: u32 = 1 << 29;

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
static TABLE: LazyLock<Vec<Character>> = LazyLock::new(|| {
    let known = |code| char::from_u32(code).map_or(Character(KEPT | code), Character::read);
    let mut table: Vec<Character> = (0..=0xFFFF).map(known).collect();
    let openings = openings_of_line_words().chain(openings_of_cues()).chain(openings_of_names());
    for (first, _) in openings {
        if let Some(known) = table.get_mut(u32::from(first) as usize) {
            known.0 |= OPENS;
        }
    }
    // What folds to an opener opens as that does.
    let opens: Vec<bool> = table.iter().map(|known| known.has(OPENS)).collect();
    for known in &mut table {
        if opens.get((known.0 & CODE) as usize).is_some_and(|opens| *opens) {
            known.0 |= OPENS;
        }
    }
    table
});

impl Character {
    #[inline]
    fn of(character: char, table: &[Character]) -> Character {
        match table.get(u32::from(character) as usize) {
            Some(known) => *known,
            None => Character::read(character),
        }
    }

    fn read(character: char) -> Character {
        let folded = fold::character(character);
        let blank = character.is_whitespace();
        let script = hanzi::detect(character.encode_utf8(&mut [0; 4])).script;
        let flags = [
            (!blank && folded == character, KEPT),
            (blank, BLANK),
            (is_hanzi(folded), HANZI),
            (script == Some(Script::Hans), HANS),
            (script == Some(Script::Hant), HANT),
            (folded.is_ascii_digit(), DIGIT),
            (is_counted(folded), COUNTED),
            (folded == '。', STOP),
            (!matches!(folded, '\0'..='\u{FFFF}'), OPENS),
        ];
        let held = flags.into_iter().filter(|(holds, _)| *holds);
        Character(held.fold(u32::from(folded), |bits, (_, flag)| bits | flag))
    }

    #[inline]
    fn folded(self) -> char {
        char::from_u32(self.0 & CODE).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// One where the flag is set.
    #[inline]
    fn count(self, flag: u32) -> usize {
        usize::from(self.has(flag))
    }

    /// Whether one of the flags is set.
    #[inline]
    fn has(self, flags: u32) -> bool {
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
