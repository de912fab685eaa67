//! Words of Taiwan and Hong Kong in a query, and what the mainland says instead.
//!
//! The parts of a folded query in, further ways to ask it out. Touches nothing
//! that is indexed: a query is asked as typed, and in these ways beside it.

use std::collections::BTreeMap;

/// Words of fraud and police, for this index.
const OWN_ROWS: &str = include_str!("data/words.tsv");
/// What OpenCC 1.4.2 knows of general words.
const TAIWAN_ROWS: &str = include_str!("../hanzi/data/opencc-1.4.2/TWPhrasesRev.txt");
const HONG_KONG_ROWS: &str = include_str!("../hanzi/data/opencc-1.4.2/HKPhrasesRev.txt");
/// Longer words of OpenCC are names of persons and terms of chemistry, which no one looks for here.
const LONGEST_GENERAL: usize = 4;
/// A query is asked in this many further ways at most.
const MOST_WAYS: usize = 5;

/// The words, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    rows: BTreeMap<Vec<char>, Vec<String>>,
    longest: usize,
}

impl Words {
    /// The words that indexes are written with.
    pub fn standard(fold: impl Fn(&str) -> String) -> Self {
        let mut rows: BTreeMap<Vec<char>, Vec<String>> = BTreeMap::new();
        for (number, table) in [OWN_ROWS, TAIWAN_ROWS, HONG_KONG_ROWS].into_iter().enumerate() {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let Some((word, instead)) = line.split_once('\t') else { continue };
                let word = fold(word.trim());
                let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
                let length = word.chars().count();
                let general = (2..=LONGEST_GENERAL).contains(&length) && word.chars().all(is_han);
                if number > 0 && !general {
                    continue;
                }
                let instead = instead.split(' ').map(&fold).filter(|other| *other != word);
                let instead: Vec<String> = instead.take(2).collect();
                if !instead.is_empty() {
                    rows.entry(word.chars().collect()).or_insert(instead);
                }
            }
        }
        Self::of(rows)
    }

    fn of(rows: BTreeMap<Vec<char>, Vec<String>>) -> Self {
        let longest = rows.keys().map(Vec::len).max().unwrap_or(0);
        Self { rows, longest }
    }

    /// The words as the index carries them: a word and what is said instead a line, parted by spaces.
    /// What `keep` doesn't keep, because nothing says it, is left out.
    pub fn to_text(&self, keep: impl Fn(&str) -> bool) -> String {
        let line = |(word, instead): (&Vec<char>, &Vec<String>)| {
            let kept: Vec<&str> = instead.iter().map(String::as_str).filter(|other| keep(other)).collect();
            (!kept.is_empty()).then(|| format!("{} {}", word.iter().collect::<String>(), kept.join(" ")))
        };
        self.rows.iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }

    /// The words read back.
    pub fn from_text(text: &str) -> Self {
        let rows = text.lines().filter_map(|line| {
            let (word, instead) = line.split_once(' ')?;
            Some((word.chars().collect(), instead.split(' ').map(str::to_owned).collect()))
        });
        Self::of(rows.collect())
    }

    /// Further ways to ask for these parts, the one that replaces most first.
    pub fn ways(&self, parts: &[Vec<char>]) -> Vec<String> {
        let choices: Vec<Vec<String>> = parts
            .iter()
            .enumerate()
            .flat_map(|(number, part)| {
                let blank = (number > 0).then(|| vec![" ".to_owned()]);
                blank.into_iter().chain(self.choices(part))
            })
            .collect();
        let count = choices.iter().fold(1_usize, |count, row| count.saturating_mul(row.len()));
        // The last way is the query as typed.
        (0..count.saturating_sub(1).min(MOST_WAYS))
            .map(|way| {
                let mut left = way;
                let mut chosen: Vec<&str> = Vec::new();
                for row in choices.iter().rev() {
                    chosen.push(&row[left % row.len()]);
                    left /= row.len();
                }
                chosen.into_iter().rev().collect()
            })
            .collect()
    }

    /// For each stretch of a part what may stand there, as typed last.
    fn choices(&self, part: &[char]) -> Vec<Vec<String>> {
        let mut choices = Vec::new();
        let mut at = 0;
        while at < part.len() {
            let most = self.longest.min(part.len() - at);
            let found = (1..=most).rev().find_map(|length| {
                let typed = &part[at..at + length];
                self.rows.get(typed).map(|instead| (length, instead))
            });
            let length = found.map_or(1, |(length, _)| length);
            let typed: String = part[at..at + length].iter().collect();
            let instead = found.map(|(_, instead)| instead.clone()).unwrap_or_default();
            choices.push(instead.into_iter().chain([typed]).collect());
            at += length;
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use crate::search::Fold;

    fn ways(query: &str) -> Vec<String> {
        let fold = Fold::standard();
        let parts: Vec<_> = query.split(' ').map(|part| fold.text(part).chars).collect();
        fold.words.ways(&parts)
    }

    #[test]
    fn regional_words_are_asked_for_in_the_mainlands_words_too() {
        assert_eq!(ways("網路詐騙"), ["网络诈骗"]);
        assert_eq!(ways("簡訊"), ["短信"]);
        assert_eq!(ways("車手"), ["取款手", "取款人"]);
        assert_eq!(ways("電信网络诈骗"), [""; 0]);
    }

    #[test]
    fn several_words_are_combined_up_to_a_limit() {
        assert_eq!(ways("網路 簡訊"), ["网络 短信", "网络 简讯", "网路 短信"]);
        assert_eq!(ways("車手 事主 事主").len(), 5);
    }

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(ways("網際網路"), ["互联网", "互联网络"]);
    }

    #[test]
    fn words_survive_their_file() {
        let words = Fold::standard().words;
        assert_eq!(super::Words::from_text(&words.to_text(|_| true)), words);
        assert_eq!(words.to_text(|_| false), "");
    }

    #[test]
    fn own_words_are_unique_and_fold_to_words() {
        let fold = Fold::standard();
        let mut seen = std::collections::BTreeSet::new();
        let mut idle = Vec::new();
        for line in super::OWN_ROWS.lines().filter(|line| !line.starts_with('#')) {
            let (word, instead) = line.split_once('\t').expect(line);
            let folded: String = fold.text(word).chars.iter().collect();
            let others = instead.split(' ').map(|one| fold.text(one).chars.iter().collect::<String>());
            if !seen.insert(folded.clone()) || others.into_iter().all(|other| other == folded) {
                idle.push(line);
            }
        }
        assert!(idle.is_empty(), "come twice or change nothing: {idle:?}");
    }
}
