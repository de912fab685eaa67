//! A stretch of a source text, and a value that remembers the stretch it was read from.

use std::ops::Range;

/// A stretch of a text in bytes: `start` inclusive, `end` exclusive.
///
/// Invariant: both ends lie on character borders of the text the span was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to `end`, both in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The same span, `by` bytes further on: for a part that was read on its own.
    pub fn shifted(self, by: usize) -> Self {
        Span::new(self.start + by, self.end + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// A value with the place in the source that states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// What was read.
    pub value: T,
    /// Where it stands, in bytes of the whole source.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value read from `span`.
    pub fn new(value: T, span: Span) -> Self {
        Located { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located::new(change(self.value), self.span)
    }
}
