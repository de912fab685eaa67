//! What a dictionary finds: words with their place and meanings.
//!
//! A dictionary, a text and where to look in; iterators over [`Found`] words out.

use std::cmp::Ordering;
use std::str::Chars;

use super::Dictionary;

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
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// The range of the words of one character.
    pub(super) single: (u32, u32),
    /// The range of those with the same two first characters.
    pub(super) longer: (u32, u32),
}

impl<'t, 'd, T> Standing<'t, 'd, T> {
    /// No words.
    pub(super) fn none(dictionary: &'d Dictionary<T>, text: &'t str, at: usize) -> Self {
        Standing { dictionary, text, at, single: (0, 0), longer: (0, 0) }
    }

    /// The word of this index where it stands here; else how it compares with what does.
    #[inline]
    fn found(&self, index: u32) -> Result<Found<'d, T>, Ordering> {
        let dictionary = self.dictionary;
        let word = dictionary.words.get(index as usize).ok_or(Ordering::Greater)?;
        let start = self.at + word.opening;
        let letters = range_of(&dictionary.letters, word.letters);
        let behind = self.text.as_bytes().get(start..).unwrap_or_default();
        // Few bytes, for which a call of the machine's comparison would take longest.
        match letters.iter().zip(behind).find(|(letter, byte)| letter != byte) {
            Some((letter, byte)) => Err(letter.cmp(byte)),
            None if letters.len() > behind.len() => Err(Ordering::Greater),
            None => {
                let meanings = range_of(&dictionary.meanings, word.meanings);
                Ok(Found { start: self.at, end: start + letters.len(), meanings })
            }
        }
    }
}

fn range_of<U>(all: &[U], (from, to): (u32, u32)) -> &[U] {
    all.get(from as usize..to as usize).unwrap_or_default()
}

impl<'d, T> Iterator for Standing<'_, 'd, T> {
    type Item = Found<'d, T>;

    #[inline]
    fn next(&mut self) -> Option<Found<'d, T>> {
        while self.single.0 < self.single.1 || self.longer.0 < self.longer.1 {
            let is_single = self.single.0 < self.single.1;
            let index = if is_single { self.single.0 } else { self.longer.0 };
            let found = self.found(index);
            let range = if is_single { &mut self.single } else { &mut self.longer };
            range.0 += 1;
            match found {
                Ok(found) => return Some(found),
                // Words stand in order, so that none of the others begins what stands here.
                Err(Ordering::Greater) => range.0 = range.1,
                Err(_) => {}
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
            let second = self.following.next();
            if self.here.dictionary.may_begin(first) {
                self.here = self.here.dictionary.candidates(self.here.text, self.at, first, second);
            }
            self.at += first.len_utf8();
            self.first = second;
        }
    }
}
