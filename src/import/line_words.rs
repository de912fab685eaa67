//! What the words of a line tell: noise, a portal, a label, the topic.
//!
//! A squeezed line in, [`LineWords`] out, by one pass over the words of all those tables.

use std::sync::LazyLock;

use super::labels::SEPARATORS;
use super::line::{is_hanzi, is_ordinal};
use super::squeezed::{Squeezed, Table};
use super::tables::{LABELS, Matching, SITES, rows};
use crate::lexicon::{Dictionary, Found};

/// A wording that is no part of an article.
pub(super) struct Noise {
    wording: &'static str,
    matching: Matching,
    /// Whether what follows it, after an article, isn't either.
    pub stops: bool,
    /// Whether it opens a sentence instead, though it begins like a wording of noise.
    keeps: bool,
    /// A key of the reasons for removal.
    pub reason: &'static str,
}

static NOISE: LazyLock<Vec<Noise>> = LazyLock::new(|| {
    let noise = rows(include_str!("data/noise.tsv")).map(|[wording, matching, effect, reason]| Noise {
        matching: Matching::read(matching),
        stops: effect == "stop",
        keeps: effect == "keep",
        reason,
        wording,
    });
    noise.collect()
});

/// What a word in a line tells.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// A row of the table of noise.
    Noise(usize),
    /// A row of the table of portals.
    Site(usize),
    /// It is a label where a separator follows.
    Label,
}

static LINE_WORDS: LazyLock<Dictionary<Told>> = LazyLock::new(|| {
    let noise = NOISE.iter().enumerate().map(|(index, noise)| (noise.wording, Told::Noise(index)));
    let sites = SITES.iter().enumerate().map(|(index, [wording, ..])| (*wording, Told::Site(index)));
    let labels = LABELS.iter().map(|(wording, _)| (*wording, Told::Label));
    Dictionary::new(noise.chain(sites).chain(labels))
});

/// What articles about fraud speak of.
static TOPIC: LazyLock<Dictionary<()>> =
    LazyLock::new(|| Dictionary::new(rows(include_str!("data/topic.tsv")).map(|[word]| (word, ()))));

/// The first two characters of the words that tell what a line is.
pub(super) fn openings_of_line_words() -> impl Iterator<Item = (char, Option<char>)> {
    LINE_WORDS.openings()
}

/// The first two characters of the words of the topic.
pub(super) fn openings_of_topic() -> impl Iterator<Item = (char, Option<char>)> {
    TOPIC.openings()
}

/// Whether a text speaks of what articles about fraud speak of.
pub(super) fn is_on_topic(text: &Squeezed) -> bool {
    // Most texts have many of the words, of which the first tells it.
    text.opened(Table::Topic).any(|at| TOPIC.at(text, at).next().is_some())
}

/// What the words of a squeezed line tell.
#[derive(Debug, Clone, Default)]
pub(super) struct LineWords {
    /// Whether it is on the topic.
    pub on_topic: bool,
    /// The portal whose navigation it is, as a row of [`SITES`].
    pub site: Option<usize>,
    /// Whether a label with its separator stands in it.
    pub labelled: bool,
    /// Rows of noise that hold, in the order of the table: first those about a line's beginning.
    noise: Vec<usize>,
}

impl LineWords {
    /// Reads a squeezed line.
    pub fn read(text: &Squeezed) -> LineWords {
        let (start, inside) = beginnings(text);
        let mut words = LineWords { on_topic: is_on_topic(text), ..LineWords::default() };
        let dictionary = &*LINE_WORDS;
        for at in text.opened(Table::Line) {
            for found in dictionary.at(text, at) {
                words.note(text, &found, start, inside);
            }
        }
        let order = |row: &usize| NOISE.get(*row).map(|noise| (noise.matching.is_anywhere(), *row));
        words.noise.sort_by_key(order);
        words
    }

    /// Notes what a word tells where the line's own words begin at byte `start`, or at `inside`
    /// behind their number.
    fn note(&mut self, text: &str, found: &Found<'_, Told>, start: usize, inside: usize) {
        for told in found.meanings {
            match *told {
                Told::Label => self.labelled |= text[found.end..].starts_with(SEPARATORS),
                Told::Site(site) => self.site = Some(self.site.map_or(site, |known| known.min(site))),
                Told::Noise(row) => {
                    let Some(noise) = NOISE.get(row) else { continue };
                    let starts = noise.matching == Matching::Starts;
                    let begins = found.start == start || (starts && found.start == inside);
                    let stands = noise.matching.stands(begins, found.end == text.len());
                    if found.start >= start && stands && !self.noise.contains(&row) {
                        self.noise.push(row);
                    }
                }
            }
        }
    }

    /// The wording of the table that makes a line noise; one that ends an article goes first.
    ///
    /// A sentence is noise only by wordings that no sentence of an article has, and spam only where
    /// two of its wordings meet and nothing is said of fraud.
    pub fn noise(&self, is_prose: bool, hanzi: usize) -> Option<&'static Noise> {
        let mut spam = 0;
        let mut found: Option<&Noise> = None;
        for noise in self.noise.iter().filter_map(|row| NOISE.get(*row)) {
            if noise.keeps {
                return None;
            }
            if noise.reason == "spam" {
                spam += 1;
                if self.on_topic || (is_prose && spam < 2) {
                    continue;
                }
            } else if is_prose && !noise.holds_in_prose(hanzi) {
                continue;
            }
            if found.is_none_or(|best| noise.stops && !best.stops) {
                found = Some(noise);
            }
        }
        found
    }
}

/// Where a line's own words begin, and where they do behind its number: 1、凡本网…, 【相关推荐】….
fn beginnings(text: &str) -> (usize, usize) {
    // Nearly every line begins with a word.
    if text.starts_with(|first: char| is_hanzi(first) && !is_ordinal(first)) {
        return (0, 0);
    }
    let bullets = ['↑', '↓', '▶', '▽', '▷', '►', '☆', '◇', '□', '■', '◆', '●', '★', '※', '○', '◎'];
    let bare = text.trim_start_matches(bullets);
    let number = bare
        .trim_start_matches(|one: char| one.is_ascii_digit() || is_ordinal(one) || matches!(one, '（' | '('));
    let inside = number.trim_start_matches(['、', '.', '．', ')', '）', '【', '[', '［']);
    (text.len() - bare.len(), text.len() - inside.len())
}

impl Noise {
    /// Whether a wording of this kind is believed in a line that reads like a sentence.
    fn holds_in_prose(&self, hanzi: usize) -> bool {
        match self.reason {
            "disclaimer" | "original_title" | "script" | "abstract" => true,
            "caption" => self.matching == Matching::Starts && hanzi < 80,
            "footer" => self.matching == Matching::Has || hanzi < 40,
            _ => false,
        }
    }
}
