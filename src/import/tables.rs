//! The wordings by which a page's parts are told, read from `data/*.tsv`.
//!
//! Tables in, typed rows out, parsed once. Wordings are folded: Simplified, lower case, no blanks.

mod page_words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) use page_words::{PageRole, pattern_of};

use crate::lexicon::{Dictionary, Found};

/// The rows below a table's header.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut row = [""; N];
        for (cell, text) in row.iter_mut().zip(line.split('\t')) {
            *cell = text;
        }
        row
    })
}

/// Words, and longer ones that only look like them: 联席会议, but not 联席会议统一部署.
pub(super) struct Words(Dictionary<bool>, Vec<&'static str>);

/// What stands beside a word that only looks like one of a table.
const LOOKALIKE: &str = "lookalike";

impl Words {
    fn read(table: &'static str) -> Words {
        let all: Vec<[&str; 2]> = rows(table).collect();
        let dictionary = Dictionary::new(all.iter().map(|[word, kind]| (*word, *kind != LOOKALIKE)));
        Words(
            dictionary,
            all.into_iter().filter(|[_, kind]| *kind != LOOKALIKE).map(|[word, _]| word).collect(),
        )
    }

    /// The first two characters of its words.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.0.openings()
    }

    /// Which words of the table stand in a squeezed text where some may begin, each as its bytes.
    fn found<'t>(
        &'t self,
        text: &'t str,
        places: impl Iterator<Item = usize> + 't,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let counts = |found: &Found<'_, bool>| found.meanings.iter().all(|counts| *counts);
        let looks_like = move |start: usize| {
            self.0.at(text, start).any(|found| found.meanings.iter().any(|counts| !counts))
        };
        let all = places.flat_map(|at| self.0.at(text, at)).filter(counts);
        let all = all.map(|found| (found.start, found.end));
        all.filter(move |(start, _)| !looks_like(*start))
    }

    /// Whether a squeezed text contains one of them at the places where some may begin.
    pub fn any_in(&self, text: &str, places: impl Iterator<Item = usize>) -> bool {
        self.found(text, places).next().is_some()
    }

    /// Where the first of them in a text begins.
    pub fn first_in(&self, text: &str, places: impl Iterator<Item = usize>) -> Option<usize> {
        self.found(text, places).next().map(|(start, _)| start)
    }

    /// Where the last of those begins whose first occurrence is furthest on.
    pub fn last_in(&self, text: &str, places: impl Iterator<Item = usize>) -> Option<usize> {
        let mut seen: Vec<&str> = Vec::new();
        let mut last = None;
        for (start, end) in self.found(text, places) {
            let word = text.get(start..end).unwrap_or("");
            if !seen.contains(&word) {
                seen.push(word);
                last = Some(start);
            }
        }
        last
    }

    /// Whether a squeezed text ends with one of them.
    pub fn ends(&self, text: &str) -> bool {
        self.1.iter().any(|word| text.ends_with(word))
    }
}

/// What an article reports from: press conferences and the like.
pub(super) static EVENTS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/events.tsv")));
/// How agencies speak to the public without an event: 对外介绍, 公布.
pub(super) static SAYINGS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/sayings.tsv")));
/// What is done with an event on its day.
pub(super) static EVENT_VERBS: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("data/event_verbs.tsv")));
/// How names of sites and their sections end.
pub(super) static SITE_SUFFIXES: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("data/site_suffixes.tsv")));

/// Portals by the words of their navigation: the words, its name, how its posts are set.
pub(super) static SITES: LazyLock<Vec<[&'static str; 3]>> =
    LazyLock::new(|| rows(include_str!("data/sites.tsv")).collect());

/// A field that a page labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Day of publication.
    Date,
    /// Day on which it was written.
    Written,
    /// Who wrote it first.
    Source,
    /// Who passed it on.
    Via,
    /// Who reported.
    Reporter,
    /// Anything else that has a label.
    Other,
}

impl Field {
    fn read(word: &str) -> Field {
        match word {
            "date" => Field::Date,
            "written" => Field::Written,
            "source" => Field::Source,
            "via" => Field::Via,
            "reporter" => Field::Reporter,
            _ => Field::Other,
        }
    }
}

/// The names under which `<meta>` tells fields, those asked first before the others.
pub(super) struct Metas(Vec<(&'static str, Field)>);

pub(super) static METAS: LazyLock<Metas> = LazyLock::new(|| {
    let mut metas: Vec<[&str; 3]> = rows(include_str!("data/metas.tsv")).collect();
    metas.sort_by_key(|[_, _, order]| order.parse().unwrap_or(u32::MAX));
    Metas(metas.into_iter().map(|[name, field, _]| (name, Field::read(field))).collect())
});

impl Metas {
    /// Those of a field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &'static str> {
        self.0.iter().filter(move |(_, known)| *known == field).map(|(name, _)| *name)
    }
}

/// Labels and their fields, longer wordings first.
pub(super) static LABELS: LazyLock<Vec<(&'static str, Field)>> = LazyLock::new(|| {
    let mut labels: Vec<(&str, Field)> =
        rows(include_str!("data/labels.tsv")).map(|[wording, field]| (wording, Field::read(field))).collect();
    labels.sort_by_key(|(wording, _)| std::cmp::Reverse(wording.len()));
    labels
});

/// How a wording must stand in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matching {
    Is,
    Starts,
    Ends,
    Has,
}

impl Matching {
    pub fn read(word: &str) -> Matching {
        match word {
            "is" => Matching::Is,
            "starts" => Matching::Starts,
            "ends" => Matching::Ends,
            _ => Matching::Has,
        }
    }

    /// Whether a wording stands so that begins or ends a text.
    pub fn stands(self, begins: bool, ends: bool) -> bool {
        match self {
            Matching::Is => begins && ends,
            Matching::Starts => begins,
            Matching::Ends => ends,
            Matching::Has => true,
        }
    }

    /// Whether it may stand behind a line's beginning.
    pub fn is_anywhere(self) -> bool {
        matches!(self, Matching::Ends | Matching::Has)
    }

    /// Whether it stands so in a squeezed text.
    pub fn holds(self, wording: &str, text: &str) -> bool {
        match self {
            Matching::Is => text == wording,
            Matching::Starts => text.starts_with(wording),
            Matching::Ends => text.ends_with(wording),
            Matching::Has => text.contains(wording),
        }
    }
}

static CREDITS: LazyLock<Vec<(&'static str, Matching)>> = LazyLock::new(|| {
    rows(include_str!("data/credits.tsv")).map(|[word, matching]| (word, Matching::read(matching))).collect()
});

/// Whether the squeezed words between brackets at an article's end name people or other pages.
pub(super) fn is_credit(text: &str) -> bool {
    CREDITS.iter().any(|(wording, matching)| matching.holds(wording, text))
}

/// What element names, classes and ids say about lines.
pub(super) struct MarkupTable(BTreeMap<&'static str, Vec<&'static str>>);

impl MarkupTable {
    /// The table of this binary.
    pub fn embedded() -> &'static MarkupTable {
        static TABLE: LazyLock<MarkupTable> = LazyLock::new(|| {
            let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for [name, kind] in rows(include_str!("data/markup.tsv")) {
                kinds.entry(name).or_default().push(kind);
            }
            MarkupTable(kinds)
        });
        &TABLE
    }

    fn has(&self, name: &str, kind: &str) -> bool {
        self.0.get(name).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Whether the element sets its text apart.
    pub fn is_block(&self, name: &str) -> bool {
        self.has(name, "block")
    }

    /// Whether the element has no end.
    pub fn is_void(&self, name: &str) -> bool {
        self.has(name, "void")
    }

    /// Whether the element's text is not shown.
    pub fn is_hidden(&self, name: &str) -> bool {
        self.has(name, "hidden")
    }

    /// Whether the element belongs to the site, not to an article.
    pub fn is_site_element(&self, name: &str) -> bool {
        self.has(name, "site")
    }

    /// Whether the element holds the article whatever its class.
    pub fn is_content(&self, name: &str) -> bool {
        self.has(name, "content")
    }

    /// Whether an element ends where another of its name begins.
    pub fn closes_itself(&self, name: &str) -> bool {
        self.has(name, "closing")
    }

    /// Whether one of these class names or ids belongs to the site.
    pub fn is_site_part(&self, names: &str) -> bool {
        names.split(|c: char| !c.is_ascii_alphanumeric()).any(|name| self.has(name, "class"))
    }
}
