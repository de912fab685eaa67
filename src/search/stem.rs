//! Takes the endings off English words, by a table that the browser has too.
//!
//! A folded word in, the key that it is filed under out. Words with anything
//! but the letters a to z stay as they are, numbers among them. Knows no
//! irregular forms.

use serde::{Deserialize, Serialize};

const ROWS: &str = include_str!("data/stems.tsv");
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];

/// `(step, ending, what stands for it, letters before it)`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Row(u8, String, String, usize);

/// The table of endings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stems(Vec<Row>);

impl Stems {
    /// The table that indexes are written with.
    pub fn standard() -> Self {
        let rows = ROWS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split('\t');
            let (step, ending) = (fields.next()?.parse().ok()?, fields.next()?);
            let (put, least) = (fields.next()?, fields.next()?.parse().ok()?);
            Some(Row(step, ending.to_owned(), put.to_owned(), least))
        });
        Self(rows.collect())
    }

    /// What a word is filed under.
    pub fn stem(&self, word: &[char]) -> String {
        let mut stem: String = word.iter().collect();
        if !word.iter().all(char::is_ascii_lowercase) {
            return stem;
        }
        let mut done = 0;
        for Row(step, ending, put, least) in &self.0 {
            let Some(start) = stem.strip_suffix(ending.as_str()).filter(|_| *step > done) else {
                continue;
            };
            if start.len() >= *least && start.contains(VOWELS) {
                stem = format!("{start}{put}");
                done = *step;
            }
        }
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(word: &str) -> String {
        Stems::standard().stem(&word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["scam", "scams", "scammed", "scamming"][..],
            &["return", "returns", "returned", "returning"],
            &["case", "cases"],
            &["seize", "seized", "seizing", "seizes"],
            &["company", "companies"],
            &["loss", "losses"],
            &["call", "calls", "called", "calling"],
            &["victim", "victims"],
            &["investigate", "investigated", "investigating", "investigation", "investigations"],
            &["collect", "collecting", "collection"],
            &["invest", "investment"],
            &["supply", "supplies", "supplied"],
            &["joint", "jointly"],
        ] {
            let stems: std::collections::BTreeSet<String> = forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn short_words_numbers_and_other_scripts_stay() {
        for word in
            ["sms", "app", "apply", "is", "us", "5g", "2.45", "string", "bus", "nation", "comment", "études"]
        {
            assert_eq!(stem(word), word);
        }
    }

    #[test]
    fn rows_are_in_order_of_steps_and_all_are_read() {
        let rows = Stems::standard().0;
        assert_eq!(rows.len(), ROWS.lines().filter(|line| !line.starts_with('#')).count());
        assert!(rows.is_sorted_by_key(|row| row.0));
    }
}
