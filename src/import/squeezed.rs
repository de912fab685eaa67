//! A text as the tables spell it, with what was seen on the way: how many characters of which kind,
//! and where words of the tables may begin.
//!
//! Text in, [`Squeezed`] out, in one pass. Looks up no word.

use std::ops::Deref;
use std::sync::LazyLock;

use super::campaigns;
use super::characters::{
    ALONE, CHANGES, COLON, COUNTED, Character, Characters, DIGIT, MONTH, STOP, Tally, WEEKDAY, YEAR,
};
use super::fold;
use super::line_words::{openings_of_line_words, openings_of_topic};
use super::place::{openings_of_cues, openings_of_names};
use super::tables::{EVENT_VERBS, EVENTS, SAYINGS};
use crate::lexicon::PairSets;
use crate::text::{code_points, width};

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
    seen: Character,
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
        let (table, openings) = (Characters::all(), &*OPENINGS);
        let mut rewriting = Rewriting { text, written: String::with_capacity(text.len()), taken: 0 };
        let mut openers = Vec::with_capacity(text.len() / BYTES_BY_OPENER + 1);
        let (mut tally, mut seen) = (Tally::default(), Character::NONE);
        // How much further on a character stands in the result than in the text; wraps below 0.
        let mut shift = 0_usize;
        // The last character: what words it opens is told by the one behind it. Where it stands is
        // told by what is left of the text, as the machine has no room to keep more at hand.
        let (mut opener, mut before) = (0, Character::NONE);
        let (mut pairs, mut count) = ([Pair::default(); PAIRS], 0);
        let mut characters = code_points(text);
        while let Some((_, code)) = characters.next() {
            let known = table.of(code);
            tally.add(known);
            seen = seen.and(known);
            let mut folded = code;
            if known.has(CHANGES) {
                let end = text.len() - characters.left();
                let rewritten = rewriting.rewrite(end, code);
                shift = rewriting.written.len().wrapping_sub(end);
                let Some(new) = rewritten else { continue };
                folded = new;
            }
            let end = (text.len() - characters.left()).wrapping_add(shift);
            pairs[count % PAIRS] = Pair { end: place_of(end), opener, next: folded };
            // Not `&&` and `||`: a machine guesses wrong which of them hold, and asking all is less.
            let opens =
                before.may_open_before(known) & (before.has(ALONE) | openings.may_open(opener, folded));
            count += usize::from(opens);
            if count == PAIRS {
                note_openers(&mut openers, &pairs);
                count = 0;
            }
            (opener, before) = (folded, known);
        }
        note_openers(&mut openers, pairs.get(..count).unwrap_or_default());
        if before.has(ALONE) {
            let end = place_of(text.len().wrapping_add(shift));
            note_openers(&mut openers, &[Pair { end, opener, next: NOTHING }]);
        }
        let [hanzi, hans, hant] = tally.counts();
        Squeezed { text: rewriting.finish(), hanzi, hans, hant, openers, seen }
    }

    /// Several, with a line end between each two.
    pub fn lines<'l>(lines: impl Iterator<Item = &'l Squeezed> + Clone) -> Squeezed {
        let mut joined = Squeezed::default();
        joined.text.reserve(lines.clone().map(|line| line.len() + 1).sum());
        joined.openers.reserve(lines.clone().map(|line| line.openers.len()).sum());
        for (index, line) in lines.enumerate() {
            if index > 0 {
                joined.text.push('\n');
            }
            let behind = joined.text.len();
            joined.text.push_str(line);
            let behind = place_of(behind);
            joined.openers.extend(line.openers.iter().map(|(at, tables)| (at + behind, *tables)));
            joined.seen = joined.seen.and(line.seen);
            joined.hanzi += line.hanzi;
            joined.hans += line.hans;
            joined.hant += line.hant;
        }
        joined
    }

    /// Whether it has a digit.
    pub fn has_digit(&self) -> bool {
        self.seen.has(DIGIT)
    }

    /// Whether it has a character by which figures are counted.
    pub fn has_counted(&self) -> bool {
        self.seen.has(COUNTED)
    }

    /// Whether it has the stop of a sentence.
    pub fn has_stop(&self) -> bool {
        self.seen.has(STOP)
    }

    /// Whether it has a character with which a day of the week is named.
    pub fn has_weekday(&self) -> bool {
        self.seen.has(WEEKDAY)
    }

    /// Whether it has the character for a year.
    pub fn has_year(&self) -> bool {
        self.seen.has(YEAR)
    }

    /// Whether it has the character for a month.
    pub fn has_month(&self) -> bool {
        self.seen.has(MONTH)
    }

    /// Whether it has a colon.
    pub fn has_colon(&self) -> bool {
        self.seen.has(COLON)
    }

    /// Where words of a table may begin.
    pub fn opened(&self, table: Table) -> impl Iterator<Item = usize> + '_ {
        self.openers.iter().filter(move |(_, tables)| tables & table.bit() != 0).map(|(at, _)| *at as usize)
    }
}

/// No blank stands behind it in the order of characters.
const FIRST_HANZI: char = '\u{3400}';

/// A text on the way to its folded form: what stays is copied in long stretches.
struct Rewriting<'t> {
    text: &'t str,
    written: String,
    /// Up to where the text has been taken over.
    taken: usize,
}

impl Rewriting<'_> {
    /// Folds the character that ends before byte `end` and doesn't stay: which the new one is; none
    /// for a blank.
    #[inline(never)]
    fn rewrite(&mut self, end: usize, code: u32) -> Option<u32> {
        let one = char::from_u32(code)?;
        let at = end - one.len_utf8();
        // In Traditional text one such character often follows another.
        if self.taken < at {
            self.written.push_str(self.text.get(self.taken..at).unwrap_or(""));
        }
        self.taken = end;
        if one < FIRST_HANZI && one.is_whitespace() {
            return None;
        }
        let folded = fold::character(one);
        self.written.push(folded);
        Some(folded.into())
    }

    fn finish(mut self) -> String {
        self.written.push_str(self.text.get(self.taken..).unwrap_or(""));
        self.written
    }
}

/// Two characters with which words may begin.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    /// The byte behind them.
    end: u32,
    opener: u32,
    /// [`NOTHING`] at the end of the text.
    next: u32,
}

/// So many pairs are looked up at a time: whether one may open a word is no question then that a
/// machine could guess wrong, as the next one is put into its place if not.
const PAIRS: usize = 64;
/// No code point.
const NOTHING: u32 = u32::MAX;

/// Notes where words of some tables begin with a pair.
// Not part of the pass, whose values would not fit into the machine's registers with these.
#[inline(never)]
fn note_openers(openers: &mut Vec<(u32, u8)>, pairs: &[Pair]) {
    let openings = &*OPENINGS;
    for Pair { end, opener, next } in pairs.iter().copied() {
        let next = if next == NOTHING { None } else { Some(next) };
        let tables = openings.of(opener, next);
        if tables != 0 {
            openers.push((end - place_of(next.map_or(0, width) + width(opener)), tables));
        }
    }
}

/// A byte of a page; no page has more than this can count.
fn place_of(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// In usual texts a word of a table may begin in every so many bytes.
const BYTES_BY_OPENER: usize = 8;

/// The tables whose words are looked for in pages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Table {
    /// Words that tell what a line is.
    Line,
    /// What articles about fraud speak of.
    Topic,
    /// Wordings that say of which level a place is.
    Cue,
    /// Names of places.
    Name,
    /// What names of campaigns stand in, or before.
    Campaign,
    /// What articles report from.
    Event,
    /// What is done with an event on its day.
    EventVerb,
    /// How agencies speak to the public.
    Saying,
}

impl Table {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The first two characters of words, or the one that is a word.
pub(super) type Openings = Box<dyn Iterator<Item = (char, Option<char>)>>;

/// What the words of each table begin with.
pub(super) fn openings() -> impl Iterator<Item = (Table, Openings)> {
    let all: [(Table, Openings); 8] = [
        (Table::Line, Box::new(openings_of_line_words())),
        (Table::Topic, Box::new(openings_of_topic())),
        (Table::Cue, Box::new(openings_of_cues())),
        (Table::Name, Box::new(openings_of_names())),
        (Table::Campaign, Box::new(campaigns::openings())),
        (Table::Event, Box::new(EVENTS.openings())),
        (Table::EventVerb, Box::new(EVENT_VERBS.openings())),
        (Table::Saying, Box::new(SAYINGS.openings())),
    ];
    all.into_iter()
}

/// What words begin with.
static OPENINGS: LazyLock<PairSets> = LazyLock::new(|| {
    let mut sets = PairSets::default();
    openings().for_each(|(table, openings)| sets.add(table.bit(), openings));
    sets
});

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
    fn names_may_begin_wherever_they_stand_however_many_there_are() {
        let (name, text) = ("重慶，", "重慶，".repeat(3 * PAIRS));
        let squeezed = Squeezed::of(&text);
        let places = (0..text.len()).step_by(name.len());
        assert!(places.clone().eq(squeezed.opened(Table::Name)) && places.len() == 3 * PAIRS);
        assert!(Squeezed::of(&text[..text.len() - "，".len()]).opened(Table::Name).eq(places));
    }

    #[test]
    fn names_may_begin_where_they_stand_in_lines_too() {
        let lines = ["昨天", "重 慶市"].map(Squeezed::of);
        let joined = Squeezed::lines(lines.iter());
        assert_eq!(&*joined, "昨天\n重庆市");
        assert!(joined.opened(Table::Name).any(|at| at == "昨天\n".len()));
    }
}
