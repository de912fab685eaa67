//! Values that a page puts behind a label: `来源：某报  发布时间：2024-01-05`.
//!
//! A line in, the values of its fields out. Labels come from a table; blanks inside them
//! (`來　源`) don't matter.

use std::sync::LazyLock;

use regex::Regex;

use super::fold;
use super::tables::{Field, LABELS};

/// A label of any field with what separates it from its value.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let spaced = |wording: &str| {
        let letters: Vec<String> = wording.chars().map(|c| regex::escape(&c.to_string())).collect();
        letters.join(r"\s*")
    };
    let wordings: Vec<String> = LABELS.iter().map(|(wording, _)| spaced(wording)).collect();
    Regex::new(&format!(r"({})\s*([:：]\s*\|?|\|)\s*", wordings.join("|"))).ok()
});

/// What may stand between a label and its value.
pub(super) const SEPARATORS: [char; 3] = [':', '：', '|'];

/// What stands behind the labels of a line, with their fields, in the page's script.
pub(super) fn values(line: &str) -> Vec<(Field, String)> {
    let Some(pattern) = LABEL.as_ref().filter(|_| line.contains(SEPARATORS)) else { return Vec::new() };
    // Folding keeps the number of characters, so places are found by counting them.
    let folded = fold::folded(line);
    let found: Vec<(usize, usize, Field)> = pattern
        .captures_iter(&folded)
        .filter_map(|captures| {
            let whole = captures.get(0)?;
            Some((whole.start(), whole.end(), field_of(captures.get(1)?.as_str())))
        })
        .collect();
    let mut values = Vec::new();
    for (index, (_, end, field)) in found.iter().enumerate() {
        let until = found.get(index + 1).map_or(folded.len(), |next| next.0);
        let from = folded[..*end].chars().count();
        let count = folded[*end..until].chars().count();
        let value: String = line.chars().skip(from).take(count).collect();
        let value = value.split(['|', '｜']).next().unwrap_or_default().trim();
        if !value.is_empty() {
            let value = value.trim_end_matches([')', '）', '】', ']', ' ', '　']);
            values.push((*field, value.to_owned()));
        }
    }
    values
}

fn field_of(label: &str) -> Field {
    let label = fold::squeezed(label);
    LABELS.iter().find(|(wording, _)| *wording == label).map_or(Field::Other, |(_, field)| *field)
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
