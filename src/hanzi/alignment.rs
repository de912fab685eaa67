//! Which part of a converted text comes from which part of the original.
//!
//! The replacements of each conversion stage in, [`Piece`]s from first input to last
//! output out. Only bookkeeping: it neither matches nor converts.

use std::ops::Range;

/// A part of the original and what it became, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the original.
    pub input: Range<usize>,
    /// Where it stands in the converted text.
    pub output: Range<usize>,
}

/// A converted text with the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// The converted text.
    pub text: String,
    /// In order and without gaps, they cover original and converted text. A replacement
    /// that keeps the number of characters has a piece per character; an unchanged
    /// stretch is one piece.
    pub pieces: Vec<Piece>,
}

/// Hears what a stage does to its text, from left to right.
pub(super) trait Recorder {
    /// This text passed unchanged.
    fn kept(&mut self, text: &str);
    /// This character became that one, perhaps the same.
    fn character(&mut self, from: char, to: char);
    /// This text was replaced.
    fn replaced(&mut self, from: &str, to: &str);
}

/// For conversions that need no alignment.
impl Recorder for () {
    #[inline]
    fn kept(&mut self, _text: &str) {}
    #[inline]
    fn character(&mut self, _from: char, _to: char) {}
    #[inline]
    fn replaced(&mut self, _from: &str, _to: &str) {}
}

/// Consecutive bytes of a stage's input and output; the same text on both sides if `same`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    input: usize,
    output: usize,
    same: bool,
}

impl Recorder for Vec<Run> {
    fn kept(&mut self, text: &str) {
        push(self, text.len(), text.len(), true);
    }

    fn character(&mut self, from: char, to: char) {
        push(self, from.len_utf8(), to.len_utf8(), from == to);
    }

    fn replaced(&mut self, from: &str, to: &str) {
        if from.chars().count() != to.chars().count() {
            return push(self, from.len(), to.len(), from == to);
        }
        for (before, after) in from.chars().zip(to.chars()) {
            self.character(before, after);
        }
    }
}

/// Appends a run, as part of the last one if both are unchanged text.
///
/// A run of nothing is left out: [`compose`] relies on progress with each run.
fn push(runs: &mut Vec<Run>, input: usize, output: usize, same: bool) {
    if input == 0 && output == 0 {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.same && same => {
            last.input += input;
            last.output += output;
        }
        _ => runs.push(Run { input, output, same }),
    }
}

/// The runs of two stages as one, the second's input being the first's output.
///
/// Unchanged text may be cut anywhere; a replacement may not, so replacements that
/// overlap become one run.
pub(super) fn compose(first: &[Run], second: &[Run]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(first.len().max(second.len()));
    let (mut first, mut second) = (Cursor::new(first), Cursor::new(second));
    while let Some(next) = first.current {
        let limit = second.current.map_or(next.output, |run| run.input);
        let mut joined = first.take(limit, |run| run.output);
        // Bytes between the stages that one side has consumed and the other has not.
        let (mut produced, mut consumed) = (joined.output, 0);
        joined.output = 0;
        while produced != consumed {
            let part = if produced < consumed {
                let part = first.take(consumed - produced, |run| run.output);
                produced += part.output;
                joined.input += part.input;
                part
            } else {
                let part = second.take(produced - consumed, |run| run.input);
                consumed += part.input;
                joined.output += part.output;
                part
            };
            joined.same &= part.same;
            if part.input == 0 {
                break;
            }
        }
        push(&mut runs, joined.input, joined.output, joined.same);
    }
    runs
}

/// Hands out runs, unchanged ones in parts.
struct Cursor<'a> {
    current: Option<Run>,
    following: std::slice::Iter<'a, Run>,
}

impl<'a> Cursor<'a> {
    fn new(runs: &'a [Run]) -> Self {
        let mut following = runs.iter();
        Self { current: following.next().copied(), following }
    }

    /// The next run, cut to `limit` bytes if it is longer and unchanged; an empty one at the end.
    fn take(&mut self, limit: usize, length: impl Fn(&Run) -> usize) -> Run {
        let Some(run) = self.current else {
            return Run { input: 0, output: 0, same: true };
        };
        if run.same && length(&run) > limit {
            self.current = Some(Run { input: run.input - limit, output: run.output - limit, same: true });
            return Run { input: limit, output: limit, same: true };
        }
        self.current = self.following.next().copied();
        run
    }
}

/// The pieces that the runs make, one after the other.
pub(super) fn pieces(runs: &[Run]) -> Vec<Piece> {
    let (mut input, mut output) = (0, 0);
    let piece = |run: &Run| {
        let (start, output_start) = (input, output);
        input += run.input;
        output += run.output;
        Piece { input: start..input, output: output_start..output }
    };
    runs.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(input: usize, output: usize) -> Run {
        Run { input, output, same: false }
    }

    fn same(length: usize) -> Run {
        Run { input: length, output: length, same: true }
    }

    #[test]
    fn replacements_of_equal_length_are_told_apart_by_the_character() {
        let mut runs = Vec::new();
        runs.kept("他的");
        runs.replaced("头发", "頭髮");
        assert_eq!(runs, [same(6), run(3, 3), run(3, 3)]);
    }

    #[test]
    fn a_replacement_of_another_length_is_one_run() {
        let mut runs = Vec::new();
        runs.replaced("硬盘", "硬碟機");
        assert_eq!(runs, [run(6, 9)]);
    }

    #[test]
    fn neighbouring_unchanged_text_is_one_run() {
        let mut runs = Vec::new();
        runs.kept("一");
        runs.replaced("二", "二");
        runs.kept("三");
        assert_eq!(runs, [same(9)]);
    }

    #[test]
    fn a_later_replacement_cuts_unchanged_text_to_its_size() {
        let first = [same(300)];
        let second = [same(30), run(6, 9), same(264)];
        assert_eq!(compose(&first, &second), second);
        assert_eq!(compose(&second, &[same(303)]), second);
    }

    #[test]
    fn overlapping_replacements_become_one_and_leave_the_rest_alone() {
        let composed = compose(&[run(3, 3), same(300)], &[run(6, 9), same(297)]);
        assert_eq!(composed, [run(6, 9), same(297)]);
    }

    #[test]
    fn a_run_of_nothing_is_left_out() {
        let mut runs = Vec::new();
        runs.kept("");
        runs.replaced("", "");
        assert!(runs.is_empty());
    }

    #[test]
    fn an_empty_rendering_stays_where_it_was() {
        let composed = compose(&[same(3), run(6, 0), same(3)], &[same(6)]);
        assert_eq!(composed, [same(3), run(6, 0), same(3)]);
    }
}
