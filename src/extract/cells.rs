//! Rows of tables written with bars.
//!
//! A paragraph in, whether it is a row or the head of rows out; what a row is of, where it names that before
//! its figures. Reads no figures.

use super::figure::Figure;
use super::scene::Scene;
use crate::text::Span;

/// The cells of a row of a table; a paragraph with a stop is none.
fn cells(paragraph: &str) -> Option<Vec<String>> {
    memchr::memchr(b'|', paragraph.as_bytes())?;
    let row = paragraph.trim().trim_matches('|');
    let is_row = row.contains('|') && !row.contains('。');
    is_row.then(|| row.split('|').map(|cell| cell.trim().to_owned()).collect())
}

fn has_digits(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.contains(|digit: char| digit.is_numeric()))
}

/// Whether a paragraph is a row of a table; nothing where it is a head, which `heads` take for the rows below.
pub(super) fn is_row(paragraph: &str, heads: &mut Vec<String>) -> Option<bool> {
    match cells(paragraph) {
        None => {
            heads.clear();
            Some(false)
        }
        Some(cells) if !has_digits(&cells) => {
            // A rule of dashes stands below a head.
            if cells.iter().any(|cell| cell.contains(char::is_alphabetic)) {
                *heads = cells;
            }
            None
        }
        Some(_) => Some(true),
    }
}

/// Where the first cell without digits stands before a figure of a row, in the folded text.
pub(super) fn name_of_row(scene: &Scene<'_>, figure: &Figure) -> Option<Span> {
    if !scene.row {
        return None;
    }
    let before = scene.original.get(..scene.folded.origin(figure.quantity.span)?.start)?;
    let mut start = 0;
    for cell in before.get(..before.rfind('|')?)?.split('|') {
        let name = cell.trim();
        if name.contains(char::is_alphabetic) && !name.contains(|one: char| one.is_ascii_digit()) {
            let from = start + cell.len() - cell.trim_start().len();
            return folded_from(scene, Span::new(from, from + name.len()), figure.quantity.span.start);
        }
        start += cell.len() + '|'.len_utf8();
    }
    None
}

/// Where a stretch of the original stands in the folded text, before byte `end` of it.
fn folded_from(scene: &Scene<'_>, original: Span, end: usize) -> Option<Span> {
    let text = scene.folded.slice(0, end);
    let came_from = |at: usize, one: char| scene.folded.origin(Span::new(at, at + one.len_utf8()));
    let within = |(at, one): &(usize, char)| {
        came_from(*at, *one).is_some_and(|from| original.start <= from.start && from.end <= original.end)
    };
    let mut stands = text.char_indices().filter(within);
    let (start, first) = stands.next()?;
    let (last, character) = stands.next_back().unwrap_or((start, first));
    Some(Span::new(start, last + character.len_utf8()))
}
