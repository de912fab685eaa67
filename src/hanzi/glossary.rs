//! A site's own renderings, which take part in the longest match.
//!
//! Pairs of term and rendering in, the longest term at a position out. Weighs terms
//! only against each other: `converter.rs` weighs them against the dictionaries.

use std::collections::BTreeMap;

/// Terms and how they are to be rendered, whatever the dictionaries say.
///
/// A term wins over dictionary entries of the same length or shorter that start where
/// it starts; a longer dictionary entry, or one that starts earlier and covers the
/// term's beginning, wins over the term. The rendering is final: no stage of the
/// conversion changes it. [`Glossary::default`] is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    entries: BTreeMap<String, String>,
    /// Bit `c % 256` for each character `c` that starts a term.
    starts: [u64; 4],
    /// Bytes of the longest term.
    longest: usize,
}

impl Glossary {
    /// A glossary of these terms and renderings.
    ///
    /// Of two renderings of a term the last counts; an empty term is ignored, an empty
    /// rendering removes the term from the text.
    pub fn new(entries: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut glossary = Self::default();
        for (term, rendering) in entries {
            let Some(first) = term.chars().next() else {
                continue;
            };
            let (word, bit) = start_bit(first);
            glossary.starts[word] |= bit;
            glossary.longest = glossary.longest.max(term.len());
            glossary.entries.insert(term, rendering);
        }
        glossary
    }

    /// Whether it holds no term.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The terms and their renderings, in the order of the terms.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.entries.iter();
        entries.map(|(term, rendering)| (term.as_str(), rendering.as_str()))
    }

    /// Whether any term occurs anywhere in the text.
    pub(super) fn occurs_in(&self, text: &str) -> bool {
        !self.is_empty()
            && text
                .char_indices()
                .any(|(start, first)| self.may_start(first) && self.longest_at(&text[start..]).is_some())
    }

    /// The longest term that the text starts with, as its length in bytes, and its rendering.
    pub(super) fn longest_at(&self, text: &str) -> Option<(usize, &str)> {
        if !text.chars().next().is_some_and(|first| self.may_start(first)) {
            return None;
        }
        let ends = text.char_indices();
        let ends = ends.map(|(start, character)| start + character.len_utf8());
        ends.take_while(|&end| end <= self.longest)
            .filter_map(|end| Some((end, self.entries.get(&text[..end])?.as_str())))
            .last()
    }

    fn may_start(&self, first: char) -> bool {
        let (word, bit) = start_bit(first);
        self.starts[word] & bit != 0
    }
}

fn start_bit(character: char) -> (usize, u64) {
    let low = u32::from(character) & 0xFF;
    ((low >> 6) as usize, 1 << (low & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(entries: &[(&str, &str)]) -> Glossary {
        let owned = entries.iter().map(|&(term, to)| (term.to_owned(), to.to_owned()));
        Glossary::new(owned)
    }

    #[test]
    fn the_longest_term_wins() {
        let glossary = glossary(&[("断卡", "斷卡"), ("断卡行动", "「斷卡」行動")]);
        assert_eq!(glossary.longest_at("断卡行动中"), Some((12, "「斷卡」行動")));
        assert_eq!(glossary.longest_at("断卡"), Some((6, "斷卡")));
        assert_eq!(glossary.longest_at("断"), None);
    }

    #[test]
    fn a_term_is_found_anywhere() {
        let glossary = glossary(&[("APP", "App")]);
        assert!(glossary.occurs_in("一个APP"));
        assert!(!glossary.occurs_in("一个AP"));
        assert!(!Glossary::default().occurs_in("APP"));
    }

    #[test]
    fn the_last_rendering_of_a_term_counts_and_empty_terms_do_not() {
        let glossary = glossary(&[("甲", "乙"), ("甲", "丙"), ("", "丁")]);
        assert_eq!(glossary.iter().collect::<Vec<_>>(), [("甲", "丙")]);
    }
}
