//! Rows of tables written with bars.
//!
//! A paragraph in, its cells out. Reads no figures.

/// The cells of a row of a table; a paragraph with a stop is none.
pub(super) fn cells(paragraph: &str) -> Option<Vec<String>> {
    memchr::memchr(b'|', paragraph.as_bytes())?;
    let row = paragraph.trim().trim_matches('|');
    let is_row = row.contains('|') && !row.contains('。');
    is_row.then(|| row.split('|').map(|cell| cell.trim().to_owned()).collect())
}

pub(super) fn has_digits(cells: &[String]) -> bool {
    cells.iter().any(|cell| cell.contains(|digit: char| digit.is_numeric()))
}
