//! A conversion's pieces, checked, and the division of its result over the events it came from.
//!
//! A text and its conversion in; ranges of the result out. Trusts nothing about the pieces: any
//! conversion gives ranges that fit. Converts nothing.

use std::iter::Zip;
use std::ops::Range;
use std::str::Chars;

use super::SENTINEL;
use crate::hanzi::{Aligned, Piece};

/// A conversion's pieces, known to cover both texts in order.
pub(super) struct Pieces<'text> {
    input: &'text str,
    pub text: &'text str,
    pub pieces: Vec<Piece>,
}

impl<'text> Pieces<'text> {
    /// Pieces that do not cover both texts count as one piece; a result that would change the blocks
    /// of the body is not taken.
    pub fn checked(input: &'text str, aligned: &'text Aligned) -> Pieces<'text> {
        let breaks = |text: &str| text.matches('\n').count();
        if breaks(input) != breaks(&aligned.text) || aligned.text.contains(SENTINEL) {
            return Pieces { input, text: input, pieces: one_piece(input.len(), input.len()) };
        }
        let mut at = (0, 0);
        for piece in &aligned.pieces {
            let fits = (piece.input.start, piece.output.start) == at
                && input.get(piece.input.clone()).is_some()
                && aligned.text.get(piece.output.clone()).is_some();
            if !fits {
                break;
            }
            at = (piece.input.end, piece.output.end);
        }
        let pieces = if at == (input.len(), aligned.text.len()) {
            aligned.pieces.clone()
        } else {
            one_piece(input.len(), aligned.text.len())
        };
        Pieces { input, text: &aligned.text, pieces }
    }

    /// Whether the characters of the piece correspond one to one, each as long as the other.
    pub fn is_linear(&self, piece: &Piece) -> bool {
        same_lengths(&self.input[piece.input.clone()], &self.text[piece.output.clone()])
    }

    /// The ranges of the output that belong to stretches of the input of these lengths.
    ///
    /// A piece over a border is cut character by character when both sides have as many; else it
    /// belongs to the stretch in which it begins.
    pub fn split(&self, lengths: &[usize]) -> Vec<Range<usize>> {
        let mut ranges = Vec::with_capacity(lengths.len());
        let (mut border, mut start) = (0, 0);
        let mut pieces = self.pieces.iter().peekable();
        let mut crossing: Option<Crossing<'_>> = None;
        for (index, length) in lengths.iter().enumerate() {
            border += length;
            while pieces.next_if(|piece| piece.input.end <= border).is_some() {
                crossing = None;
            }
            let end = match pieces.peek() {
                _ if index + 1 == lengths.len() => self.text.len(),
                Some(piece) if piece.input.start < border => {
                    crossing.get_or_insert_with(|| self.crossing(piece)).cut(border)
                }
                Some(piece) => piece.output.start,
                None => self.text.len(),
            };
            let end = end.max(start);
            ranges.push(start..end);
            start = end;
        }
        ranges
    }

    fn crossing(&self, piece: &Piece) -> Crossing<'text> {
        let input = &self.input[piece.input.clone()];
        let output = &self.text[piece.output.clone()];
        let by_character = input.chars().count() == output.chars().count();
        Crossing {
            characters: by_character.then(|| input.chars().zip(output.chars())),
            input: piece.input.start,
            output: piece.output.start,
            output_end: piece.output.end,
        }
    }
}

/// A piece that goes over borders, walked through once for all of them.
struct Crossing<'text> {
    /// Its characters in pairs, from `input` and `output` on; `None` when the numbers differ.
    characters: Option<Zip<Chars<'text>, Chars<'text>>>,
    input: usize,
    output: usize,
    output_end: usize,
}

impl Crossing<'_> {
    /// Where the output is cut for a border in the input; borders must ascend.
    fn cut(&mut self, border: usize) -> usize {
        let Some(characters) = &mut self.characters else {
            return self.output_end;
        };
        while self.input < border
            && let Some((input, output)) = characters.next()
        {
            self.input += input.len_utf8();
            self.output += output.len_utf8();
        }
        self.output
    }
}

fn one_piece(input: usize, output: usize) -> Vec<Piece> {
    vec![Piece { input: 0..input, output: 0..output }]
}

/// Appends a conversion of `input` to that of the text before it, with pieces that fit both.
pub(super) fn append(whole: &mut Aligned, input: &str, part: &Aligned) {
    let part = Pieces::checked(input, part);
    let old = whole.pieces.last().map_or(0, |last| last.input.end);
    let new = whole.text.len();
    whole.text.push_str(part.text);
    whole.pieces.extend(part.pieces.into_iter().map(|piece| Piece {
        input: old + piece.input.start..old + piece.input.end,
        output: new + piece.output.start..new + piece.output.end,
    }));
}

/// Whether the texts have as many characters, each as long in bytes as the other's.
pub(super) fn same_lengths(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.chars().map(char::len_utf8).eq(other.chars().map(char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(input: &str, output: &str, lengths: &[usize]) -> Vec<String> {
        let aligned = Aligned { text: output.to_owned(), pieces: one_piece(input.len(), output.len()) };
        let pieces = Pieces::checked(input, &aligned);
        pieces.split(lengths).into_iter().map(|range| output[range].to_owned()).collect()
    }

    #[test]
    fn a_piece_over_a_border_is_cut_by_characters_when_both_sides_have_as_many() {
        assert_eq!(split("发展", "發展", &[3, 3]), ["發", "展"]);
        assert_eq!(split("一发a展", "一發a展", &[3, 3, 1, 3]), ["一", "發", "a", "展"]);
    }

    #[test]
    fn a_piece_whose_length_changes_belongs_where_it_begins() {
        assert_eq!(split("鼠标器", "滑鼠", &[3, 6]), ["滑鼠", ""]);
    }

    #[test]
    fn pieces_that_do_not_fit_count_as_one() {
        let aligned = Aligned { text: "發展".into(), pieces: vec![Piece { input: 0..4, output: 0..99 }] };
        assert_eq!(Pieces::checked("发展", &aligned).pieces, one_piece(6, 6));
    }

    #[test]
    fn a_result_with_another_number_of_lines_is_not_taken() {
        let aligned = Aligned { text: "發\n展".into(), pieces: one_piece(6, 7) };
        assert_eq!(Pieces::checked("发展", &aligned).text, "发展");
    }
}
