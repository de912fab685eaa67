//! How much speaks for each place, and which place it speaks for most.
//!
//! Stretches of a page with their weights in, the place of the greatest sum out. A name counts for
//! the place and, less, for what that belongs to; wordings count for a level or a place.

use super::names::{AGENCIES, Agency, names_in, of_central_bank};
use super::{CUES, Where, Zone};
use crate::import::squeezed::Table;
use crate::import::tables::PageRole::{self, City, County};
use crate::lexicon::{Level, Lexicon, Place};

/// Points for each place, and for each level.
#[derive(Default)]
pub(super) struct Tally {
    /// The places that were named, and what they belong to.
    places: Vec<(&'static Place, f64)>,
    /// What wordings say of which place it is, beside its name.
    told: Vec<(&'static Place, f64)>,
    /// The places of which an agency is named.
    with_agency: Vec<&'static Place>,
    country: f64,
    province: f64,
    city: f64,
    county: f64,
}

/// Bytes of an agency between a city and its district.
const LONGEST_AGENCY: usize = 12;

/// How much the name in a paper's title counts.
const OF_PAPER: f64 = 1.5;

/// How much the name of a place where something was done counts.
const OF_SITE: f64 = 0.4;

/// Bytes between 在 and the last of several places.
const LONGEST_LIST: usize = 24;

/// How much of a whole's wordings speaks for one of its parts.
const SHARE_OF_PART: f64 = 0.8;

/// A level's wordings count up to this.
const MOST_FOR_LEVEL: f64 = 14.0;

impl Tally {
    /// Adds what the wordings of a stretch say.
    pub(super) fn add_cues(&mut self, zone: &Zone<'_>) {
        let cues = zone.text.opened(Table::Cue).flat_map(|at| CUES.at(zone.text, at));
        for told in cues.flat_map(|cue| cue.meanings) {
            match told {
                Where::Level(Level::Country) => self.country += zone.weight,
                Where::Level(Level::Province) => self.province += zone.weight,
                Where::Level(_) => self.county += zone.weight,
                Where::City => self.city += zone.weight,
                Where::Place(id) => {
                    if let Some(place) = Lexicon::embedded().gazetteer.get(id) {
                        self.told.push((place, 2.0 * zone.weight));
                    }
                }
            }
        }
    }

    fn add(&mut self, place: &'static Place, points: f64) {
        match self.places.iter_mut().find(|(known, _)| known.position() == place.position()) {
            Some((_, sum)) => *sum += points,
            None => self.places.push((place, points)),
        }
    }

    fn points(&self, place: &Place) -> f64 {
        let found = self.places.iter().find(|(known, _)| known.position() == place.position());
        found.map_or(0.0, |(_, points)| *points)
    }

    /// Adds what the names of a stretch say.
    pub(super) fn add_names(&mut self, zone: &Zone<'_>) {
        let named = names_in(zone.text);
        for (index, (start, end, places)) in named.iter().enumerate() {
            let (end, next) = (*end, named.get(index + 1));
            let behind = City.begins(&zone.text[end..]).map(|city| end + city.len());
            let ends = std::iter::once(end).chain(behind);
            let found = ends.into_iter().find_map(|at| AGENCIES.longest_at(zone.text, at));
            let paper = found.as_ref().is_some_and(|found| found.meanings.contains(&Agency::Paper));
            let agency = found.is_some();
            let likely = of_central_bank(zone.text, *start, agency, self.likeliest(places));
            // 昆明市公安局盘龙分局 is of the district.
            let is_above = next.is_some_and(|(at, _, below)| {
                let near = at.saturating_sub(end) <= LONGEST_AGENCY;
                near && agency && below.iter().any(|place| place.parent == Some(likely.id))
            });
            let points = zone.weight
                * if is_above {
                    0.5
                } else if paper {
                    OF_PAPER
                } else if agency {
                    2.5
                } else if is_site(&zone.text[..*start]) {
                    OF_SITE
                } else {
                    1.0
                };
            self.add(likely, points);
            if agency && !paper {
                self.with_agency.push(likely);
            }
            let mut share = 0.4;
            for ancestor in Lexicon::embedded().gazetteer.with_ancestors(likely).skip(1) {
                self.add(ancestor, points * share);
                share /= 2.0;
            }
        }
    }

    /// Of places with one name the one whose province or city has been named, else the highest.
    fn likeliest(&self, places: &[&'static Place]) -> &'static Place {
        let gazetteer = &Lexicon::embedded().gazetteer;
        let known = |place: &Place| -> f64 {
            gazetteer.with_ancestors(place).skip(1).map(|above| self.points(above)).sum()
        };
        let mut best = places[0];
        for place in places {
            if place.level > Level::Prefecture && known(place) > known(best) {
                best = place;
            }
        }
        best
    }

    /// The place for which most speaks; the first of equals.
    pub(super) fn best(&self) -> Option<&'static Place> {
        let gazetteer = &Lexicon::embedded().gazetteer;
        let mut best: Option<(f64, &'static Place)> = None;
        let country = gazetteer.get("national").map(|place| (self.country, place));
        let mut named = self.places.clone();
        for (place, _) in &self.told {
            if named.iter().all(|(known, _)| known.position() != place.position()) {
                named.push((place, 0.0));
            }
        }
        named.sort_by_key(|(place, _)| place.position());
        let named = named.into_iter().map(|(place, points)| (points, place));
        for (points, place) in country.into_iter().chain(named) {
            let points = points + self.told_of(place);
            if points <= 0.0 {
                continue;
            }
            let total = points + self.of_level(place).min(MOST_FOR_LEVEL);
            if best.is_none_or(|(most, _)| total > most) {
                best = Some((total, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// Points of the wordings for a place; those for the whole speak for a part whose agency is named.
    fn told_of(&self, place: &Place) -> f64 {
        let has_agency = self.with_agency.iter().any(|known| known.position() == place.position());
        let told = |(whole, points): &(&Place, f64)| {
            if whole.position() == place.position() {
                *points
            } else if has_agency && place.parent == Some(whole.id) {
                points * SHARE_OF_PART
            } else {
                0.0
            }
        };
        self.told.iter().map(told).sum()
    }

    /// Points of the wordings that fit the kind of place.
    fn of_level(&self, place: &Place) -> f64 {
        let is = |kind: PageRole| kind.ends(place.name).is_some();
        match place.level {
            Level::Country => self.country,
            Level::Province if is(City) => self.city,
            Level::Province => self.province,
            // Counties of Taiwan: 本县.
            Level::Prefecture if is(County) => self.county,
            Level::Prefecture => self.city,
            Level::County if is(City) => self.city * 0.8,
            Level::County => self.county,
        }
    }
}

/// Whether a text ends in a clause that goes on with a place where something was done: 先后在阳东、湖南.
fn is_site(before: &str) -> bool {
    let near = before.len().saturating_sub(LONGEST_LIST);
    let near = (near..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(near);
    let clause = before[near..].rsplit([',', '，', '。', ';', '；', ':', '：']).next().unwrap_or_default();
    PageRole::Site.is_in(clause)
}
