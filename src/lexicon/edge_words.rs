//! Words that are asked for at the edge of a date, a number or a name: 截至 before a day, 以来 behind it.
//!
//! The words and roles of `edge_words.tsv` in, [`EdgeWords`] out: whether a text begins or ends with a
//! word of a role. The longest word of the table is the one that stands at a place: 起诉 is no 起.
//! Looks for nothing in running text (words that stand anywhere are those of `sentence_words.tsv`).

use std::cmp::Reverse;

use super::edge_roles::{EdgeRole, EdgeRoles};
use super::table;

/// The words of the table.
#[derive(Clone, Debug)]
pub struct EdgeWords {
    /// By the low bits of their first characters, with the same ones the longest first.
    words: Vec<(&'static str, EdgeRoles)>,
    /// Where the words of each low bits begin among them, and where the last ones end.
    starts: [u16; LOW + 1],
    /// What the words begin with that may open a date.
    date_openings: Vec<char>,
    /// The words of each role, the longest first.
    by_role: Vec<Vec<&'static str>>,
}

/// The values of the low bits of a character: so many that most characters share them with no word.
const LOW: usize = 1 << 10;

fn low_bits(first: char) -> usize {
    u32::from(first) as usize % LOW
}

impl EdgeWords {
    pub(super) fn embedded() -> EdgeWords {
        let rows = table::rows(include_str!("data/edge_words.tsv"));
        let mut words: Vec<_> = rows.map(|[word, roles]| (word, EdgeRoles::read(roles))).collect();
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        let of = |role| words.iter().filter(move |(_, roles)| roles.has(role)).map(|(word, _)| *word);
        let by_role = EdgeRole::all().map(|role| of(role).collect()).collect();
        let openings = words.iter().filter(|(_, roles)| roles.open_date());
        let date_openings = openings.filter_map(|(word, _)| word.chars().next()).collect();
        let low = |word: &str| word.chars().next().map_or(0, low_bits);
        words.sort_by_key(|(word, _)| low(word));
        let mut starts = [0; LOW + 1];
        for (bits, start) in starts.iter_mut().enumerate() {
            // The table has far fewer rows than this can count.
            let before = words.partition_point(|(word, _)| low(word) < bits);
            *start = u16::try_from(before).unwrap_or(u16::MAX);
        }
        EdgeWords { words, starts, date_openings, by_role }
    }

    /// The longest word that `text` begins with: what it does, and its bytes.
    #[inline]
    pub fn at(&self, text: &str) -> Option<(EdgeRoles, usize)> {
        let low = low_bits(text.chars().next()?);
        let words = self.words.get(self.starts[low].into()..self.starts[low + 1].into())?;
        let (word, roles) = words.iter().find(|(word, _)| text.starts_with(word))?;
        Some((*roles, word.len()))
    }

    /// The bytes of the word that `text` begins with, if it has this role.
    #[inline]
    pub fn begins(&self, text: &str, role: EdgeRole) -> Option<usize> {
        self.at(text).filter(|(roles, _)| roles.has(role)).map(|(_, length)| length)
    }

    /// What stands before the longest word of a role that `text` ends with.
    pub fn before<'t>(&self, text: &'t str, role: EdgeRole) -> Option<&'t str> {
        self.of(role).iter().find_map(|word| text.strip_suffix(word))
    }

    /// All words of a role, the longest first.
    pub fn of(&self, role: EdgeRole) -> &[&'static str] {
        self.by_role.get(role as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a date, or the words before one, may begin with a word that begins with this character.
    pub fn opens_date(&self, first: char) -> bool {
        let low = low_bits(first);
        self.starts[low] < self.starts[low + 1] && self.date_openings.contains(&first)
    }

    /// A text without the words of a role and the marks that it begins with.
    pub fn behind<'t>(&self, text: &'t str, role: EdgeRole, marks: &[char]) -> &'t str {
        let mut rest = text.trim_start_matches(marks);
        while let Some(behind) = self.begins(rest, role).and_then(|length| rest.get(length..)) {
            rest = behind.trim_start_matches(marks);
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_of_the_table_is_the_one_that_stands_there() {
        let edges = EdgeWords::embedded();
        assert_eq!(edges.begins("起侦办", EdgeRole::Since), Some("起".len()));
        assert_eq!(edges.begins("起诉", EdgeRole::Since), None);
        assert_eq!(edges.before("公共安全管理方面", EdgeRole::Aspect), Some("公共安全管理"));
    }

    #[test]
    fn every_word_is_found_where_a_text_begins_with_it() {
        let edges = EdgeWords::embedded();
        for [word, roles] in table::rows(include_str!("data/edge_words.tsv")) {
            assert_eq!(edges.at(word), Some((EdgeRoles::read(roles), word.len())));
        }
        assert_eq!(edges.at(""), None);
        assert!((0..0x1_0000).filter_map(char::from_u32).all(|one| match edges.at(&one.to_string()) {
            Some((_, length)) => length == one.len_utf8(),
            None => true,
        }));
    }

    #[test]
    fn words_and_marks_are_taken_off_in_any_order() {
        let edges = EdgeWords::embedded();
        let behind = |text: &'static str| edges.behind(text, EdgeRole::Inclusive, &['（', '）', '的']);
        assert_eq!(behind("（含）的案件"), "案件");
        assert_eq!(behind("案件"), "案件");
    }

    #[test]
    fn a_date_may_begin_with_what_its_words_begin_with() {
        let edges = EdgeWords::embedded();
        assert!(['今', '截', '自', '民'].into_iter().all(|first| edges.opens_date(first)));
        assert!(['底', '和', '案'].into_iter().all(|first| !edges.opens_date(first)));
    }
}
