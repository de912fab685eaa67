//! What a dictionary finds: words with their place and meanings.
//!
//! A dictionary, a text and where to look in; iterators over [`Found`] words out.

use std::str::Chars;

use super::{Beginning, Dictionary, longer_key, next_bit};

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
    /// The place of the word of one character.
    pub(super) single: Option<usize>,
    /// The byte behind that character.
    pub(super) end: usize,
    /// The place of what has been read so far, two characters or more.
    pub(super) longer: Option<usize>,
    /// The byte behind those characters.
    pub(super) longer_end: usize,
    /// The text from there on.
    pub(super) following: Chars<'t>,
}

impl<'d, T> Standing<'_, 'd, T> {
    /// No words.
    #[inline]
    pub(super) fn none(dictionary: &'d Dictionary<T>, at: usize) -> Self {
        let following = "".chars();
        Standing { dictionary, at, single: None, end: at, longer: None, longer_end: at, following }
    }

    #[inline]
    fn found(&self, word: &Beginning, end: usize) -> Found<'d, T> {
        let from = word.meanings as usize;
        let meanings = self.dictionary.meanings.get(from..from + usize::from(word.count));
        Found { start: self.at, end, meanings: meanings.unwrap_or_default() }
    }

    /// Reads one character more, where some word goes on with it.
    #[inline]
    fn go_on(&mut self, place: usize, here: &Beginning) {
        self.longer = None;
        if here.next != 0
            && let Some(next) = self.following.next()
            && here.next & next_bit(next) != 0
        {
            self.longer = self.dictionary.find(longer_key(place, next)).ok();
            self.longer_end += next.len_utf8();
        }
    }
}

impl<'d, T> Iterator for Standing<'_, 'd, T> {
    type Item = Found<'d, T>;

    #[inline]
    fn next(&mut self) -> Option<Found<'d, T>> {
        let dictionary = self.dictionary;
        if let Some(place) = self.single.take() {
            let word = dictionary.beginnings.get(place)?;
            return Some(self.found(word, self.end));
        }
        while let Some(place) = self.longer {
            let here = dictionary.beginnings.get(place)?;
            let end = self.longer_end;
            self.go_on(place, here);
            if here.count != 0 {
                return Some(self.found(here, end));
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
