//! Reads whom a figure is about.
//!
//! Folded text and the place of the article in, [`PlaceMention`]s out. 全市 and 全省 are told from
//! the article's place; a named place counts where it opens a clause or an agency's name follows.

use super::folded::Folded;
use crate::lexicon::{EdgeRole, Level, Lexicon, Place, WordRole};
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

impl<'a> Places<'a> {
    /// Every mention in a sentence; `opens` tells where clauses open.
    pub(super) fn mentions(
        self,
        folded: &Folded<'_>,
        sentence: Span,
        opens: impl Fn(usize) -> bool,
    ) -> Vec<PlaceMention<'a>> {
        let mut found = Vec::new();
        let mut resume = sentence.start;
        for at in folded.place_starts(sentence) {
            if at < resume {
                continue;
            }
            let Some((place, end)) = self.mention_at(folded, at, &opens) else { continue };
            resume = end;
            found.push(PlaceMention { span: Span::new(at, end), place });
        }
        found
    }

    fn mention_at(
        self,
        folded: &Folded<'_>,
        at: usize,
        opens: &impl Fn(usize) -> bool,
    ) -> Option<(&'a Place, usize)> {
        if let Some((end, level)) = self.lexicon.wordings.places.longest_at(&folded.text, at) {
            let helped = || folded.ends(0, at, WordRole::BesideAgency);
            let counts = || opens(at) || (self.agency_follows(folded, end) && !helped());
            let timed = || self.lexicon.wordings.periods.longest_at(&folded.text, end).is_some();
            let aside = || is_aside(folded, Span::new(at, end)) && !timed();
            return self.at_level(level).filter(|_| counts() && !aside()).map(|place| (place, end));
        }
        self.named(folded, at, opens)
    }

    /// The article's place, or what it belongs to, at a level.
    fn at_level(self, level: &str) -> Option<&'a Place> {
        let gazetteer = &self.lexicon.gazetteer;
        let default = self.default?;
        let ancestor = |level: Level| gazetteer.with_ancestors(default).find(|place| place.level == level);
        match level {
            "country" => ancestor(Level::Province)
                .filter(|place| place.id == "taiwan")
                .or_else(|| gazetteer.get("national")),
            "province" => ancestor(Level::Province),
            "city" if default.level == Level::Province => Some(default),
            "city" if self.is_county_level_city(default) => Some(default),
            "city" => ancestor(Level::Prefecture).or(Some(default)),
            _ => Some(default),
        }
    }

    /// Whether a place is a county that speaks of itself as a city.
    fn is_county_level_city(self, place: &Place) -> bool {
        let named = || self.lexicon.edges.before(place.name, EdgeRole::CityEnding).is_some();
        place.level == Level::County && named()
    }

    /// The place whose name stands at byte `at`: a full name that opens a clause, or any name with
    /// an agency behind it.
    fn named(
        self,
        folded: &Folded<'_>,
        at: usize,
        opens: &impl Fn(usize) -> bool,
    ) -> Option<(&'a Place, usize)> {
        let names = self.lexicon.gazetteer.names_at(&folded.text, at);
        let stands = names.filter_map(|(end, places)| {
            let place = self.nearest(places)?;
            // 移动公司配合某市公安机关查处一起案件: the city's case.
            let assisted = folded.ends(0, at, WordRole::Assists) && self.is_part(place);
            let beside = !assisted && folded.ends(0, at, WordRole::BesideAgency)
                || folded.begins(at, WordRole::BesideAgency).is_some();
            let full = place.name == folded.slice(at, end);
            let doubtful = !full && self.is_word(place, folded, at, end);
            let agency = !beside && !doubtful && self.agency_follows(folded, end);
            let counts = (agency && !self.is_listed(folded, at))
                || (self.stands_alone(place, folded, at, end) && opens(at));
            counts.then_some((place, end))
        });
        stands.last()
    }

    /// Whether a place is the last of several whose agencies are named together: 联合甲、乙公安机关.
    fn is_listed(self, folded: &Folded<'_>, at: usize) -> bool {
        let Some(before) = folded.slice(0, at).strip_suffix('、') else { return false };
        let near = Span::new(before.len().saturating_sub(LONGEST_NAME), before.len());
        let gazetteer = &self.lexicon.gazetteer;
        let ends = |start| gazetteer.names_at(&folded.text, start).any(|(end, _)| end == before.len());
        folded.place_starts(near).any(ends)
    }

    /// Whether the short name of a place is another word there: 公安 of 公安刑侦部门, where the article
    /// isn't from 公安县; the street that a station has its name from.
    fn is_word(self, place: &Place, folded: &Folded<'_>, at: usize, end: usize) -> bool {
        let agency = folded.begins(at, WordRole::NamesAgency).is_some();
        let own = self.default.is_some_and(|default| default.position() == place.position());
        let county = place.level == Level::County;
        let station = folded.begins(end, WordRole::Station).is_some();
        // 溪湖分局 of Changhua is none of 溪湖区 in Benxi.
        let elsewhere = folded.begins(end, WordRole::Institution).is_some() && !self.is_related(place);
        county && !own && (agency || station || elsewhere)
    }

    /// A full name that opens a clause, unless something of the place is spoken of (北碚区居民).
    fn stands_alone(self, place: &Place, folded: &Folded<'_>, at: usize, end: usize) -> bool {
        let of_it = folded.begins(end, WordRole::OfPlace).is_some();
        place.name == folded.slice(at, end) && !of_it && place.level != Level::Country
    }

    /// Of places with one name, the one within the article's place or above it.
    fn nearest(self, candidates: impl Iterator<Item = &'a Place>) -> Option<&'a Place> {
        let mut candidates = candidates.peekable();
        // 东区, 郊区: such names say nothing of where they are.
        let is_telling = |place: &&Place| place.level != Level::County || place.name.chars().count() > 2;
        let first = candidates.peek().copied().filter(is_telling);
        candidates.find(|place| self.is_related(place)).or(first)
    }

    /// Whether a place lies within the article's place and is not that place.
    fn is_part(self, place: &Place) -> bool {
        let mut above = self.lexicon.gazetteer.with_ancestors(place).skip(1);
        self.default.is_some_and(|default| above.any(|one| one.position() == default.position()))
    }

    /// Whether a place lies within the article's place, or that place within it.
    fn is_related(self, place: &Place) -> bool {
        let gazetteer = &self.lexicon.gazetteer;
        self.default.is_some_and(|default| {
            gazetteer.with_ancestors(place).any(|one| one.position() == default.position())
                || gazetteer.with_ancestors(default).any(|one| one.position() == place.position())
        })
    }

    fn agency_follows(self, folded: &Folded<'_>, at: usize) -> bool {
        let level = folded.begins(at, WordRole::AgencyLevel);
        let agencies = &self.lexicon.wordings.agencies;
        agencies.longest_at(&folded.text, level.map_or(at, |word| word.end)).is_some()
    }
}

/// Bytes of the longest name of a place in a list.
const LONGEST_NAME: usize = 36;

/// Whether a place is only what something is ranked in or was set by: 全省率先, 省公安厅督办.
fn is_aside(folded: &Folded<'_>, word: Span) -> bool {
    [WordRole::Ranked, WordRole::Assigned].into_iter().any(|role| folded.begins(word.end, role).is_some())
}
