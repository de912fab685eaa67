//! Reads the tables' format: UTF-8, tabs between cells, a header row, no quoting.
//!
//! Text of a table in, rows of cells out, borrowed from it. Gives cells no meaning.
//! A row that is too short gets empty cells; the tests hold that no embedded table has one.

/// The rows below the header, each as its first `N` cells.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).map(|line| {
        let mut row = [""; N];
        for (cell, text) in row.iter_mut().zip(line.split('\t')) {
            *cell = text;
        }
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every table that the lexicon embeds, with the column that is its key.
    const TABLES: [(&str, &str, usize); 20] = [
        ("agencies", include_str!("data/agencies.tsv"), 0),
        ("gazetteer", include_str!("data/gazetteer.tsv"), 1),
        ("indicator_derived", include_str!("data/indicator_derived.tsv"), 0),
        ("indicator_groups", include_str!("data/indicator_groups.tsv"), 0),
        ("indicators", include_str!("data/indicators.tsv"), 0),
        ("agency_words", include_str!("data/agency_words.tsv"), 0),
        ("change_words", include_str!("data/change_words.tsv"), 0),
        ("not_metrics", include_str!("data/not_metrics.tsv"), 0),
        ("period_words", include_str!("data/period_words.tsv"), 0),
        ("place_words", include_str!("data/place_words.tsv"), 0),
        ("scam_words", include_str!("data/scam_words.tsv"), 0),
        ("scope_words", include_str!("data/scope_words.tsv"), 0),
        ("edge_words", include_str!("data/edge_words.tsv"), 0),
        ("evidence", include_str!("data/evidence.tsv"), 0),
        ("local_currencies", include_str!("data/local_currencies.tsv"), 0),
        ("scopes", include_str!("data/scopes.tsv"), 0),
        ("sentence_words", include_str!("data/sentence_words.tsv"), 0),
        ("topic_words", include_str!("data/topic_words.tsv"), 0),
        ("variant_characters", include_str!("data/variant_characters.tsv"), 0),
        ("wordings", include_str!("data/wordings.tsv"), 0),
    ];

    #[test]
    fn short_row_is_filled_with_empty_cells() {
        let parsed: Vec<[&str; 3]> = rows("a\tb\tc\n1\t2\n").collect();
        assert_eq!(parsed, [["1", "2", ""]]);
    }

    #[test]
    fn every_table_is_sorted_and_unique_by_its_key() {
        for (table, text, key) in TABLES {
            let keys: Vec<&str> =
                text.lines().skip(1).map(|line| line.split('\t').nth(key).unwrap_or_default()).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{table}: {} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn every_row_has_the_columns_of_its_header() {
        for (table, text, _) in TABLES {
            let columns = text.lines().next().map_or(0, |row| row.split('\t').count());
            for line in text.lines() {
                assert_eq!(line.split('\t').count(), columns, "{table}: {line}");
                assert!(
                    line.split('\t').all(|cell| cell.trim() == cell),
                    "{table}: blanks around a cell: {line}"
                );
            }
        }
    }
}
