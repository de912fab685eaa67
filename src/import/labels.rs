//! Values that a page puts behind a label: `来源：某报  发布时间：2024-01-05`.
//!
//! A line in, the values of its fields out. Labels come from a table; blanks inside them
//! (`來　源`) don't matter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::fold;
use super::tables::{Field, LABELS};
use crate::lexicon::Dictionary;

/// The labels by their first character, longer wordings first.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<(&'static str, Field)>>> = LazyLock::new(|| {
    let mut by_first: BTreeMap<char, Vec<(&str, Field)>> = BTreeMap::new();
    for (wording, field) in LABELS.iter() {
        if let Some(first) = wording.chars().next() {
            by_first.entry(first).or_default().push((wording, *field));
        }
    }
    by_first
});

/// The labels, to tell the characters with which none begins.
static WORDINGS: LazyLock<Dictionary<()>> =
    LazyLock::new(|| Dictionary::new(LABELS.iter().map(|(wording, _)| (*wording, ()))));

/// What may stand between a label and its value.
pub(super) const SEPARATORS: [char; 3] = [':', '：', '|'];

/// What stands behind the labels of a line, with their fields, in the page's script.
pub(super) fn values(line: &str) -> Vec<(Field, String)> {
    if !line.contains(SEPARATORS) {
        return Vec::new();
    }
    let folded = fold::folded(line);
    let found = labels(&folded);
    let mut values = Vec::new();
    for (index, (_, end, field)) in found.iter().enumerate() {
        let until = found.get(index + 1).map_or(folded.len(), |next| next.0);
        let value = fold::unfolded(line, &folded, *end..until);
        let value = value.split(['|', '｜']).next().unwrap_or_default().trim();
        if !value.is_empty() {
            let value = value.trim_end_matches([')', '）', '】', ']', ' ', '　']);
            values.push((*field, value.to_owned()));
        }
    }
    values
}

/// Whether a line that is no sentence begins with a label: `发布时间：2018年3月5日`.
pub(super) fn opens_with_label(line: &str) -> bool {
    line.contains(SEPARATORS) && !line.contains('。') && {
        let folded = fold::folded(line);
        labels(&folded).first().is_some_and(|(at, ..)| *at == 0)
    }
}

/// The labels of a folded line with what parts them from their values: where each begins and ends.
fn labels(text: &str) -> Vec<(usize, usize, Field)> {
    let mut found: Vec<(usize, usize, Field)> = Vec::new();
    for (at, first) in text.char_indices().filter(|(_, first)| WORDINGS.may_begin(u32::from(*first))) {
        let Some(labels) = BY_FIRST.get(&first) else { continue };
        if found.last().is_some_and(|(_, end, _)| at < *end) {
            continue;
        }
        let rest = &text[at..];
        let behind = labels.iter().find_map(|(label, field)| Some((behind_label(rest, label)?, *field)));
        if let Some((behind, field)) = behind {
            found.push((at, text.len() - behind.len(), field));
        }
    }
    found
}

/// What stands behind a label and its separator, where `text` begins with both; blanks may stand
/// between their characters.
fn behind_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut letters = label.chars();
    let mut rest = text.strip_prefix(letters.next()?)?;
    for letter in letters {
        rest = rest.trim_start().strip_prefix(letter)?;
    }
    let rest = rest.trim_start();
    let value = match rest.strip_prefix([':', '：']) {
        Some(behind) => behind.trim_start().strip_prefix('|').unwrap_or(behind),
        None => rest.strip_prefix('|')?,
    };
    Some(value.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(line: &str, field: Field) -> Vec<String> {
        let found = super::values(line).into_iter();
        found.filter(|(known, _)| *known == field).map(|(_, value)| value).collect()
    }

    #[test]
    fn values_end_where_the_next_label_begins() {
        let line = "作者: 來源:市委宣傳部 發表于:2023年07月20日 文章點擊數:687";
        assert_eq!(values(line, Field::Source), ["市委宣傳部"]);
        assert_eq!(values(line, Field::Date), ["2023年07月20日"]);
        assert!(values(line, Field::Reporter).is_empty());
    }

    #[test]
    fn blanks_in_labels_and_cells_of_tables_do_not_matter() {
        let line = "| 來   源 | 某市網 | 公開日期 | 2024-07-15 |";
        assert_eq!(values(line, Field::Source), ["某市網"]);
        assert_eq!(values(line, Field::Date), ["2024-07-15"]);
    }
}
