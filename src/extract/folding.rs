//! How a paragraph becomes one script and one style of punctuation, in one pass.
//!
//! A paragraph and the heads of a table's columns in; the folded text, the way back and the places
//! where words, numbers, dates and names may begin out. Looks up no word.

use super::characters::{Characters, is_blank};
use super::starts::{NONE, Opening, PAIRS, Pair, Starts};
use crate::lexicon::{Lexicon, Openers};
use crate::text::code_points;

/// A stretch of a folded text, up to the next one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The byte at which it begins.
    pub(super) folded: usize,
    /// Where that byte stands in the original.
    pub(super) original: usize,
    /// Whether its bytes stand in the original as they do here; else all came from one character.
    pub(super) even: bool,
}

/// A paragraph on the way to its folded text: what stays as it is, is copied in long stretches.
pub(super) struct Folding<'a> {
    original: &'a str,
    /// The text so far.
    pub(super) text: String,
    /// Where its stretches came from.
    pub(super) pieces: Vec<Piece>,
    /// Where something may begin in it.
    pub(super) starts: Starts,
    openers: &'a Openers,
    /// Up to where the original has been taken over.
    taken: usize,
}

/// In usual texts a stretch is so many bytes long.
const BYTES_BY_PIECE: usize = 48;

impl<'a> Folding<'a> {
    /// Folds a paragraph; a column's head stands in place of each mark of a row.
    pub(super) fn of(original: &'a str, heads: &[String], lexicon: &'a Lexicon) -> Folding<'a> {
        let mut pieces = Vec::with_capacity(original.len() / BYTES_BY_PIECE + 4);
        pieces.push(Piece { folded: 0, original: 0, even: true });
        let mut folding = Folding {
            original,
            text: String::with_capacity(original.len()),
            pieces,
            starts: Starts::with_room_for(original),
            openers: lexicon.openers(),
            taken: 0,
        };
        folding.run(&columns(original, heads));
        folding
    }

    fn run(&mut self, columns: &[&str]) {
        let (original, characters, openers) = (self.original, Characters::all(), self.openers);
        let mut columns = columns.iter();
        let (mut pairs, mut count) = ([Pair::default(); PAIRS], 0);
        let mut last = Opening { code: NONE, ..Opening::default() };
        // How much further on a character stands in the folded text; wraps below 0.
        let mut shift = 0_usize;
        for (at, code) in code_points(original) {
            let known = characters.of(code);
            let mut here = Opening { at: at.wrapping_add(shift), code, known, opens: openers.of(code) };
            // Nearly every full-width comma stays one.
            if !known.is_plain() && (code != COMMA || is_digit(last.code)) {
                if code == BAR
                    && let Some(head) = columns.next()
                {
                    self.starts.note(pairs.get(..count).unwrap_or_default(), openers);
                    count = 0;
                    last = self.insert(at, head, last);
                    shift = self.text.len().wrapping_sub(self.taken);
                    continue;
                }
                let folded = if known.is_usual_hanzi() {
                    Some(self.simplify(at, code))
                } else {
                    self.rewrite(at, code, last.code)
                };
                shift = self.text.len().wrapping_sub(self.taken);
                let Some(one) = folded else { continue };
                here = Opening { code: one, known: characters.of(one), opens: openers.of(one), ..here };
            }
            pairs[count % PAIRS] = last.before(here.code);
            count += usize::from(last.may_open_with(here, openers));
            if count == PAIRS {
                self.starts.note(&pairs, openers);
                count = 0;
            }
            last = here;
        }
        self.take_until(original.len());
        self.starts.note(pairs.get(..count).unwrap_or_default(), openers);
        if last.code != NONE {
            self.starts.note(&[last.before(NONE)], openers);
        }
    }

    /// Folds a usual hanzi, of which a Traditional text has many that change.
    #[inline(never)]
    fn simplify(&mut self, at: usize, code: u32) -> u32 {
        let one = Characters::all().folded_code(code);
        // Often one such character follows another.
        if self.taken < at {
            self.take_until(at);
        }
        let place = self.text.len();
        self.text.push(one);
        self.taken += HANZI_BYTES;
        if self.text.len() - place != HANZI_BYTES {
            self.pieces.push(Piece { folded: place, original: at, even: false });
            self.pieces.push(Piece { folded: self.text.len(), original: self.taken, even: true });
        }
        one.into()
    }

    /// Folds a character that may change where it stands, behind `previous`, which is folded; none
    /// where it goes.
    #[inline(never)]
    fn rewrite(&mut self, at: usize, code: u32, previous: u32) -> Option<u32> {
        let (character, previous) = (char::from_u32(code)?, char::from_u32(previous));
        let folded = self.folded(at, character, previous);
        if folded != Some(character) {
            let mut written = [0; 4];
            self.replace(at, character, folded.map_or("", |one| one.encode_utf8(&mut written)));
        }
        folded.map(u32::from)
    }

    /// What a character is folded to; none where it is a blank that goes. `previous` is folded.
    fn folded(&self, at: usize, character: char, previous: Option<char>) -> Option<char> {
        let characters = Characters::all();
        let following = || self.original.get(at + character.len_utf8()..).unwrap_or("");
        match character {
            '，' if groups_thousands(previous, following(), is_wide_digit) => Some(','),
            ',' if !groups_thousands(previous, following(), |next| next.is_ascii_digit()) => Some('，'),
            _ if is_blank(character) => {
                let next = following().chars().find(|next| !is_blank(*next));
                let glued = previous.is_none_or(is_wide) || next.is_none_or(is_wide) || character == '\n';
                (!glued).then_some(' ')
            }
            _ => Some(characters.folded(character)),
        }
    }

    /// Puts the head of a column in place of the mark at byte `at`; the last character was, and is.
    fn insert(&mut self, at: usize, head: &str, mut last: Opening) -> Opening {
        self.replace(at, '|', "");
        self.pieces.push(Piece { folded: self.text.len(), original: at, even: false });
        let (characters, openers) = (Characters::all(), self.openers);
        for one in head.chars().map(|one| characters.folded(one)) {
            let code = u32::from(one);
            let (known, opens) = (characters.of(code), openers.of(code));
            let here = Opening { at: self.text.len(), code, known, opens };
            if last.may_open_with(here, openers) {
                self.starts.note(&[last.before(code)], openers);
            }
            last = here;
            self.text.push(one);
        }
        self.pieces.push(Piece { folded: self.text.len(), original: self.taken, even: true });
        last
    }

    fn take_until(&mut self, end: usize) {
        self.text.push_str(self.original.get(self.taken..end).unwrap_or(""));
        self.taken = end;
    }

    /// Puts something else in place of a character.
    fn replace(&mut self, at: usize, character: char, by: &str) {
        self.take_until(at);
        self.taken += character.len_utf8();
        if by.len() != character.len_utf8() {
            self.pieces.push(Piece { folded: self.text.len(), original: at, even: false });
            self.pieces.push(Piece { folded: self.text.len() + by.len(), original: self.taken, even: true });
        }
        self.text.push_str(by);
    }
}

/// A usual hanzi has so many.
const HANZI_BYTES: usize = 3;
/// The full-width comma.
const COMMA: u32 = '，' as u32;
/// Stands before the cells of a row.
const BAR: u32 = '|' as u32;

fn is_digit(code: u32) -> bool {
    (0x30..=0x39).contains(&code)
}

/// What stands in place of the marks of a row, in their order.
fn columns<'h>(original: &str, heads: &'h [String]) -> Vec<&'h str> {
    if heads.is_empty() {
        return Vec::new();
    }
    // A row may open with a mark, too.
    let opens = usize::from(!original.trim_start().starts_with('|'));
    std::iter::once("").chain(heads.iter().skip(1).map(String::as_str)).skip(opens).collect()
}

/// Whether a blank beside the character parts no words: Chinese, digits, punctuation.
fn is_wide(character: char) -> bool {
    !character.is_ascii() || character.is_ascii_digit() || character.is_ascii_punctuation()
}

fn is_wide_digit(character: char) -> bool {
    matches!(character, '０'..='９')
}

/// Whether a comma stands between digits and three more of a kind; `previous` is folded.
fn groups_thousands(previous: Option<char>, following: &str, is_digit: fn(char) -> bool) -> bool {
    let digits = || following.chars().take_while(|next| is_digit(*next)).take(4).count();
    previous.is_some_and(|last| last.is_ascii_digit()) && digits() == 3
}
