//! Reads whom a figure is about.
//!
//! Folded text and the place of the article in, [`PlaceMention`]s out. 全市 and 全省 are told from
//! the article's place; a named place counts where it opens a clause or an agency's name follows.

use crate::lexicon::{Gazetteer, Level, Lexicon, Place};
use crate::text::Span;

/// A place that the figures after it are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceMention<'a> {
    /// Where it stands in the folded text.
    pub(super) span: Span,
    pub(super) place: &'a Place,
}

/// Finds the places that figures are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) default: Option<&'a Place>,
}

/// The longest names, in characters.
const LONGEST_NAME: usize = 12;

impl<'a> Places<'a> {
    /// Every mention in a sentence that stands at `start`; `opens` tells where clauses open.
    pub(super) fn mentions(
        self,
        sentence: &str,
        start: usize,
        opens: impl Fn(usize) -> bool,
    ) -> Vec<PlaceMention<'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = sentence.get(at..)
            && let Some(first) = rest.chars().next()
        {
            let mention = self.mention_at(rest, opens(at));
            let length = mention.map_or(first.len_utf8(), |(_, length)| length);
            found.extend(mention.map(|(place, length)| PlaceMention {
                span: Span::new(at, at + length).shifted(start),
                place,
            }));
            at += length;
        }
        found
    }

    fn mention_at(self, text: &str, opens: bool) -> Option<(&'a Place, usize)> {
        if let Some((word, level)) = self.lexicon.wordings.places.begins(text) {
            let behind = text.get(word.len()..)?;
            let counts = opens || self.agency_follows(behind);
            return self.at_level(level).filter(|_| counts).map(|place| (place, word.len()));
        }
        self.named(text, opens)
    }

    /// The article's place, or what it belongs to, at a level.
    fn at_level(self, level: &str) -> Option<&'a Place> {
        let gazetteer = &self.lexicon.gazetteer;
        let default = self.default?;
        let ancestor = |level: Level| gazetteer.ancestors(default.id).find(|place| place.level == level);
        match level {
            "country" => ancestor(Level::Province)
                .filter(|place| place.id == "taiwan")
                .or_else(|| gazetteer.get("national")),
            "province" => ancestor(Level::Province),
            "city" if default.level == Level::Province => Some(default),
            "city" => ancestor(Level::Prefecture).or(Some(default)),
            _ => Some(default),
        }
    }

    /// The place whose name `text` begins with: a full name that opens a clause, or any name
    /// with an agency behind it.
    fn named(self, text: &str, opens: bool) -> Option<(&'a Place, usize)> {
        let ends: Vec<usize> = text.char_indices().skip(2).take(LONGEST_NAME).map(|(end, _)| end).collect();
        ends.into_iter().rev().find_map(|end| {
            let name = text.get(..end)?;
            let behind = text.get(end..)?;
            let agency = self.agency_follows(behind);
            if !agency && !opens {
                return None;
            }
            let place = self.nearest(&self.lexicon.gazetteer, name)?;
            (agency || self.stands_alone(place, name, behind)).then_some((place, end))
        })
    }

    /// A full name that opens a clause, unless something of the place is spoken of (北碚区居民).
    fn stands_alone(self, place: &Place, name: &str, behind: &str) -> bool {
        let of_it = self.lexicon.wordings.sentence.of("of_place").any(|word| behind.starts_with(word));
        place.name == name && !of_it && place.level != Level::Country
    }

    /// Of places with one name, the one within the article's place or above it.
    fn nearest(self, gazetteer: &'a Gazetteer, name: &str) -> Option<&'a Place> {
        let candidates = gazetteer.by_name(name);
        let related = |place: &&&Place| {
            self.default.is_some_and(|default| {
                gazetteer.ancestors(place.id).any(|one| one.id == default.id)
                    || gazetteer.ancestors(default.id).any(|one| one.id == place.id)
            })
        };
        candidates.iter().find(related).or(candidates.first()).copied()
    }

    fn agency_follows(self, text: &str) -> bool {
        let text = ["市", "省", "县", "区", "各级", "两级"]
            .iter()
            .find_map(|word| text.strip_prefix(word).filter(|_| word.len() > 3))
            .unwrap_or(text);
        self.lexicon.wordings.agencies.begins(text).is_some()
    }
}
