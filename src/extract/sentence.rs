//! Cuts a folded paragraph into sentences and clauses.
//!
//! Folded text in, spans out. A point between digits ends nothing.

const ENDS: [char; 5] = ['。', '！', '？', '\n', '…'];
const CLAUSE_MARKS: [char; 6] = ['，', '；', '：', ':', '|', '—'];

/// Whether a sentence ends with a character.
pub(super) fn ends_sentence(character: char) -> bool {
    ENDS.contains(&character)
}

/// Where the clause that holds byte `at` begins, not before `floor`.
pub(super) fn clause_start(text: &str, floor: usize, at: usize) -> usize {
    let before = text.get(floor..at).unwrap_or("");
    let mark = before
        .char_indices()
        .rev()
        .find(|(index, mark)| is_mark(*mark) && !in_range(before, *index, *mark, text, floor));
    mark.map_or(floor, |(index, mark)| floor + index + mark.len_utf8())
}

/// Where the clause that holds byte `at` ends, not behind `ceiling`.
pub(super) fn clause_end(text: &str, at: usize, ceiling: usize) -> usize {
    let behind = text.get(at..ceiling).unwrap_or("");
    at + behind.find(|mark| is_mark(mark) || ENDS.contains(&mark)).unwrap_or(behind.len())
}

fn is_mark(character: char) -> bool {
    CLAUSE_MARKS.contains(&character)
}

/// A dash between numbers (1—6月) parts no clauses.
fn in_range(before: &str, index: usize, mark: char, text: &str, floor: usize) -> bool {
    let digit = |character: char| character.is_ascii_digit();
    let next = text.get(floor + index + mark.len_utf8()..).unwrap_or("");
    mark == '—' && before.get(..index).is_some_and(|head| head.ends_with(digit)) && next.starts_with(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_lies_between_commas() {
        let text = "今年1—6月，破案3.5起；抓获5人。";
        let at = text.find("3.5").unwrap();
        let (start, end) = (clause_start(text, 0, at), clause_end(text, at, text.len()));
        assert_eq!(&text[start..end], "破案3.5起");
        assert_eq!(clause_start(text, 0, text.find("6月").unwrap()), 0);
    }
}
