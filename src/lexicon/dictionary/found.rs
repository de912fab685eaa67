//! What a dictionary finds: words with their place and meanings.
//!
//! A dictionary, a text and where to look in; iterators over [`Found`] words out.

use std::cmp::Ordering;
use std::str::Chars;

use super::{Dictionary, Word};

/// A word that stands in a text.
#[derive(Debug)]
pub struct Found<'d, T> {
    /// The byte at which it begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// All it means.
    pub meanings: &'d [T],
}

impl<T> Clone for Found<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Found<'_, T> {}

/// The words that stand at one place of a text.
pub struct Standing<'t, 'd, T> {
    pub(super) dictionary: &'d Dictionary<T>,
    pub(super) at: usize,
    /// The range of the word of one character.
    pub(super) single: (u32, u32),
    /// The byte behind that character.
    pub(super) end: usize,
    /// The range of the words with the same two first characters.
    pub(super) longer: (u32, u32),
    /// The byte behind those characters.
    pub(super) opening_end: usize,
    /// The text from there on.
    pub(super) behind: &'t [u8],
}

impl<'d, T> Standing<'_, 'd, T> {
    /// No words.
    pub(super) fn none(dictionary: &'d Dictionary<T>, at: usize) -> Self {
        Standing { dictionary, at, single: (0, 0), end: at, longer: (0, 0), opening_end: at, behind: &[] }
    }

    fn found(&self, word: &Word, end: usize) -> Found<'d, T> {
        Found { start: self.at, end, meanings: range_of(&self.dictionary.meanings, word.meanings) }
    }
}

/// How bytes compare with those that a text begins with.
#[inline]
fn compared(letters: &[u8], text: &[u8]) -> Ordering {
    // Few bytes, for which a call of the machine's comparison would take longest.
    match letters.iter().zip(text).find(|(letter, byte)| letter != byte) {
        Some((letter, byte)) => letter.cmp(byte),
        None if letters.len() > text.len() => Ordering::Greater,
        None => Ordering::Equal,
    }
}

fn range_of<U>(all: &[U], (from, to): (u32, u32)) -> &[U] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

impl<'d, T> Iterator for Standing<'_, 'd, T> {
    type Item = Found<'d, T>;

    #[inline]
    fn next(&mut self) -> Option<Found<'d, T>> {
        let dictionary = self.dictionary;
        if self.single.0 < self.single.1 {
            let word = dictionary.words.get(self.single.0 as usize)?;
            self.single.0 += 1;
            return Some(self.found(word, self.end));
        }
        while self.longer.0 < self.longer.1 {
            let word = dictionary.words.get(self.longer.0 as usize)?;
            let letters = range_of(&dictionary.letters, word.letters);
            match compared(letters, self.behind) {
                Ordering::Less => self.longer.0 += 1,
                Ordering::Equal => {
                    self.longer.0 += 1;
                    return Some(self.found(word, self.opening_end + letters.len()));
                }
                // Words stand in order, so that none of the others begins what stands here.
                Ordering::Greater => self.longer.0 = self.longer.1,
            }
        }
        None
    }
}

/// The words of a text.
pub struct Scan<'t, 'd, T> {
    pub(super) here: Standing<'t, 'd, T>,
    /// Where the next character stands, and the character.
    pub(super) at: usize,
    pub(super) first: Option<char>,
    /// What stands behind it.
    pub(super) following: Chars<'t>,
}

impl<'d, T> Iterator for Scan<'_, 'd, T> {
    type Item = Found<'d, T>;

    fn next(&mut self) -> Option<Found<'d, T>> {
        loop {
            if let Some(found) = self.here.next() {
                return Some(found);
            }
            let first = self.first?;
            if self.here.dictionary.may_begin(first.into()) {
                self.here = self.here.dictionary.candidates(self.at, first, self.following.clone());
            }
            self.at += first.len_utf8();
            self.first = self.following.next();
        }
    }
}
