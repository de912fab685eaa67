//! A site's own renderings, in layers, which take part in the longest match.
//!
//! Terms with their renderings in, where they occur in a text out. Says which layer is stronger;
//! weighing the weaker ones against the dictionaries is `terms.rs`'s.

use std::collections::HashMap;
use std::ops::Range;

/// Where a rendering comes from. A later one is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Words of the field that come with the program.
    Domain,
    /// The site's glossary for a locale.
    Glossary,
    /// Names that are never split: places, campaigns, agencies, people.
    Name,
    /// Decisions of the review, each bound to its context.
    Pin,
    /// The table of a page.
    Page,
}

/// A decision of the review: within this context, this character is rendered so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The character with its neighbours, as the text has them.
    pub context: String,
    /// Which character of the context, counted from 0.
    pub at: usize,
    /// What it becomes.
    pub rendering: String,
}

/// Terms and how they are to be rendered, whatever the dictionaries say.
///
/// Terms of [`Layer::Page`], pins, and names of three characters or more win over all weaker
/// layers and the dictionaries wherever they occur; within such a layer the longest wins, of equal
/// ones the first in the text. Shorter names and the terms of the other layers take part in the
/// longest match: they win over dictionary entries of the same length or shorter that start where
/// they start; a longer entry, or one that starts earlier and covers their beginning, wins over
/// them. A short name also gives way to an entry that starts within it and reaches beyond it
/// (大余 in 扩大余额). A rendering is final: no stage of the conversion changes it.
/// [`Glossary::default`] is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Glossary {
    terms: Vec<Term>,
    /// Terms by their first character, longest first, of equal ones the strongest first.
    starts: HashMap<char, Vec<usize>>,
    /// Bit `c % 1024` for each character `c` that starts a term.
    filter: Filter,
}

/// A word and its rendering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) layer: Layer,
    /// What has to stand in the text.
    pub(super) text: String,
    /// Which bytes of it are rendered: all, except with pins.
    pub(super) focus: Range<usize>,
    pub(super) rendering: String,
}

/// A place where a term occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// What would be rendered.
    pub(super) range: Range<usize>,
    /// Bytes of the term's text, its context included.
    pub(super) length: usize,
    /// Which term.
    pub(super) term: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Filter([u64; 16]);

impl Filter {
    fn add(&mut self, character: char) {
        self.0[word_of(character)] |= 1 << (u32::from(character) & 63);
    }

    #[inline]
    fn may_have(&self, character: char) -> bool {
        self.0[word_of(character)] >> (u32::from(character) & 63) & 1 != 0
    }
}

#[inline]
fn word_of(character: char) -> usize {
    (u32::from(character) >> 6 & 15) as usize
}

impl Term {
    /// Whether it wins wherever it occurs, without being weighed against the dictionaries.
    pub(super) fn is_strict(&self) -> bool {
        match self.layer {
            Layer::Page | Layer::Pin => true,
            Layer::Name => self.text.chars().count() > 2,
            Layer::Glossary | Layer::Domain => false,
        }
    }
}

impl Glossary {
    /// A glossary of these terms and renderings, as a site's glossary.
    ///
    /// Of two renderings of a term the last counts; an empty term is ignored, an empty
    /// rendering removes the term from the text.
    pub fn new(entries: impl IntoIterator<Item = (String, String)>) -> Self {
        Self::default().with(Layer::Glossary, entries)
    }

    /// The glossary with terms of a layer added. A term that the layer has already is replaced.
    pub fn with(self, layer: Layer, entries: impl IntoIterator<Item = (String, String)>) -> Self {
        let whole =
            |(text, rendering): (String, String)| Term { layer, focus: 0..text.len(), text, rendering };
        self.with_terms(entries.into_iter().map(whole))
    }

    /// The glossary with pins added; a pin whose context has no such character is ignored.
    pub fn with_pins(self, pins: impl IntoIterator<Item = Pin>) -> Self {
        let term = |pin: Pin| {
            let (start, character) = pin.context.char_indices().nth(pin.at)?;
            let focus = start..start + character.len_utf8();
            Some(Term { layer: Layer::Pin, text: pin.context, focus, rendering: pin.rendering })
        };
        self.with_terms(pins.into_iter().filter_map(term))
    }

    /// Whether it holds no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// A term by its number.
    pub(super) fn term(&self, number: usize) -> Option<&Term> {
        self.terms.get(number)
    }

    /// The same glossary with each term's text rewritten, character by character.
    pub(super) fn rewritten(&self, mut rewrite: impl FnMut(&str) -> String) -> Self {
        let terms = self.terms.iter().map(|term| {
            let before = rewrite(&term.text[..term.focus.start]);
            let focus = rewrite(&term.text[term.focus.clone()]);
            let after = rewrite(&term.text[term.focus.end..]);
            Term {
                focus: before.len()..before.len() + focus.len(),
                text: before + &focus + &after,
                ..term.clone()
            }
        });
        Self::default().with_terms(terms.collect::<Vec<_>>())
    }

    /// Every place where a term occurs, in the order of the text, at each the longest first.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for (start, first) in text.char_indices().filter(|&(_, first)| self.filter.may_have(first)) {
            let Some(numbers) = self.starts.get(&first) else { continue };
            for &number in numbers {
                let term = &self.terms[number];
                if text[start..].starts_with(&term.text) {
                    let range = start + term.focus.start..start + term.focus.end;
                    hits.push(Hit { range, length: term.text.len(), term: number });
                }
            }
        }
        hits
    }

    fn with_terms(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        let terms: Vec<Term> = terms.into_iter().filter(|term| !term.text.is_empty()).collect();
        // A stable sort keeps later renderings behind earlier ones of the same term.
        self.terms.extend(terms);
        self.terms.sort_by(|a, b| key(a).cmp(&key(b)));
        self.terms.reverse();
        self.terms.dedup_by(|later, first| key(later) == key(first));
        self.index();
        self
    }

    fn index(&mut self) {
        self.starts.clear();
        self.filter = Filter::default();
        for (number, term) in self.terms.iter().enumerate() {
            if let Some(first) = term.text.chars().next() {
                self.filter.add(first);
                self.starts.entry(first).or_default().push(number);
            }
        }
        for numbers in self.starts.values_mut() {
            numbers.sort_by_key(|&number| {
                let term = &self.terms[number];
                (std::cmp::Reverse(term.text.len()), std::cmp::Reverse(term.layer))
            });
        }
    }
}

/// What makes a term the same as another: one rendering is kept for each.
fn key(term: &Term) -> (Layer, &str, usize) {
    (term.layer, &term.text, term.focus.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(entries: &[(&str, &str)]) -> Vec<(String, String)> {
        entries.iter().map(|&(term, to)| (term.to_owned(), to.to_owned())).collect()
    }

    fn renderings(glossary: &Glossary, text: &str) -> Vec<(usize, String)> {
        let hits = glossary.hits(text);
        hits.iter().map(|hit| (hit.range.start, glossary.terms[hit.term].rendering.clone())).collect()
    }

    #[test]
    fn the_longest_term_comes_first() {
        let glossary = Glossary::new(owned(&[("断卡", "斷卡"), ("断卡行动", "「斷卡」行動")]));
        let found = renderings(&glossary, "断卡行动中");
        assert_eq!(found, [(0, "「斷卡」行動".to_owned()), (0, "斷卡".to_owned())]);
        assert_eq!(renderings(&glossary, "断"), []);
    }

    #[test]
    fn a_term_is_found_anywhere() {
        let glossary = Glossary::new(owned(&[("APP", "App")]));
        assert_eq!(renderings(&glossary, "一个APP"), [(6, "App".to_owned())]);
        assert_eq!(renderings(&glossary, "一个AP"), []);
        assert_eq!(renderings(&Glossary::default(), "APP"), []);
    }

    #[test]
    fn the_last_rendering_of_a_term_counts_and_empty_terms_do_not() {
        let glossary = Glossary::new(owned(&[("甲", "乙"), ("甲", "丙"), ("", "丁")]));
        assert_eq!(renderings(&glossary, "甲"), [(0, "丙".to_owned())]);
        let glossary = glossary.with(Layer::Glossary, owned(&[("甲", "戊")]));
        assert_eq!(renderings(&glossary, "甲"), [(0, "戊".to_owned())]);
    }

    #[test]
    fn a_stronger_layer_comes_first_among_terms_of_a_length() {
        let glossary =
            Glossary::new(owned(&[("万里", "萬裡")])).with(Layer::Page, owned(&[("万里", "萬里")]));
        assert_eq!(renderings(&glossary, "万里").first(), Some(&(0, "萬里".to_owned())));
    }

    #[test]
    fn a_pin_renders_one_character_of_its_context() {
        let pin = Pin { context: "她的发很".into(), at: 2, rendering: "髮".into() };
        let lost = Pin { context: "发".into(), at: 5, rendering: "髮".into() };
        let glossary = Glossary::default().with_pins([pin, lost]);
        assert_eq!(renderings(&glossary, "说她的发很长"), [(9, "髮".to_owned())]);
        assert_eq!(glossary.terms.len(), 1);
    }
}
