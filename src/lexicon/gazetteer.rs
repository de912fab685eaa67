//! The places of China down to counties, with codes, ids, names and what they belong to.
//!
//! `data/gazetteer.tsv` in, [`Gazetteer`] out. Finds places by id or name; which place a text is
//! about is not decided here.

use std::cmp::{Reverse, min};
use std::iter::successors;
use std::sync::OnceLock;

use super::dictionary::Dictionary;
use super::names::NameMap;
use super::suggestion::slips;
use super::table;

/// How far down the hierarchy a place is; the country is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 全国, the one place that has no parent.
    Country,
    /// Provinces, autonomous regions, municipalities, Hong Kong, Macao and Taiwan.
    Province,
    /// Prefectural cities, prefectures and leagues.
    Prefecture,
    /// Districts, counties, banners and county-level cities.
    County,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// GB/T 2260 code, six digits; 0 for the country.
    pub code: u32,
    /// Pinyin without tones, unique over all levels; never changes.
    pub id: &'static str,
    /// Full name: 重庆市.
    pub name: &'static str,
    /// Name for headings and lists, unique: 重庆, 吉林市, 南京鼓楼区.
    pub short: &'static str,
    /// English name, unique.
    pub en: &'static str,
    /// Id of the place that it belongs to; only the country has none.
    pub parent: Option<&'static str>,
    /// Its level, below that of its parent.
    pub level: Level,
    /// Syllables of its proper name, to sort by: `chong qing`.
    pub pinyin: &'static str,
    /// Where it stands among the places by id.
    position: usize,
    /// Where the place stands that it belongs to.
    parent_position: Option<usize>,
}

impl Place {
    /// Where it stands among all places by id, from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The name without the words for kind and peoples: 恩施 of 恩施土家族苗族自治州.
    ///
    /// It opens the full name and has one character per syllable.
    fn proper_name(&self) -> &'static str {
        let syllables = self.pinyin.split(' ').count();
        let end = self.name.char_indices().nth(syllables);
        &self.name[..end.map_or(self.name.len(), |(index, _)| index)]
    }
}

/// The table of places.
#[derive(Debug)]
pub struct Gazetteer {
    by_id: Vec<Place>,
    /// Where each stands.
    positions: NameMap<&'static str, usize>,
    /// Every name of every place, higher levels first among equal names.
    names: OnceLock<Vec<(&'static str, Level, u32, usize)>>,
    /// The places of each name.
    dictionary: OnceLock<Dictionary<usize>>,
    /// Which syllables a character stands for in the names.
    readings: OnceLock<Vec<(char, &'static str)>>,
}

impl Gazetteer {
    pub(super) fn embedded() -> Gazetteer {
        let mut by_id: Vec<Place> =
            table::rows(include_str!("data/gazetteer.tsv")).filter_map(read_place).collect();
        let positions: NameMap<&str, usize> = by_id.iter().map(|place| place.id).zip(0..).collect();
        for (position, place) in by_id.iter_mut().enumerate() {
            place.position = position;
            place.parent_position = place.parent.and_then(|parent| positions.get(parent).copied());
        }
        let (names, dictionary, readings) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Gazetteer { by_id, positions, names, dictionary, readings }
    }

    /// The place with this id.
    pub fn get(&self, id: &str) -> Option<&Place> {
        self.positions.get(id).and_then(|position| self.by_id.get(*position))
    }

    /// The place itself, then what it belongs to, up to the province; the country is left out.
    pub fn ancestors(&self, id: &str) -> impl Iterator<Item = &Place> {
        self.get(id).into_iter().flat_map(|place| self.with_ancestors(place))
    }

    /// The place itself, then what it belongs to, up to the province; the country is left out.
    pub fn with_ancestors<'g>(&'g self, place: &'g Place) -> impl Iterator<Item = &'g Place> {
        successors(Some(place), |place| {
            let parent = self.by_id.get(place.parent_position?)?;
            (parent.level < place.level).then_some(parent)
        })
        .take_while(|place| place.level != Level::Country)
    }

    /// The province that a place is in or is; `None` for the country.
    pub fn province_of(&self, id: &str) -> Option<&Place> {
        self.ancestors(id).last()
    }

    /// All places with this full, short or proper name, in Simplified Chinese.
    ///
    /// Higher levels come first, then smaller codes: 吉林 is the province, then the city.
    pub fn by_name(&self, zh: &str) -> Vec<&Place> {
        let names = self.names.get_or_init(|| index_names(&self.by_id));
        let start = names.partition_point(|(name, ..)| *name < zh);
        names[start..]
            .iter()
            .take_while(|(name, ..)| *name == zh)
            .map(|(.., index)| &self.by_id[*index])
            .collect()
    }

    /// The names that begin at byte `at` of a Simplified text, the shortest first: the byte behind
    /// each and the places that have it, in the order of [`Gazetteer::by_name`].
    pub fn names_at<'t, 'g: 't>(
        &'g self,
        text: &'t str,
        at: usize,
    ) -> impl Iterator<Item = (usize, impl Iterator<Item = &'g Place>)> + use<'t, 'g> {
        let named = self.dictionary().at(text, at);
        named.map(|name| (name.end, name.meanings.iter().map(|index| &self.by_id[*index])))
    }

    /// The first two characters of every name.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.dictionary().openings()
    }

    fn dictionary(&self) -> &Dictionary<usize> {
        self.dictionary.get_or_init(|| {
            let names = self.names.get_or_init(|| index_names(&self.by_id));
            // A single character is a word before it is a place.
            let names = names.iter().filter(|(name, ..)| name.chars().nth(1).is_some());
            Dictionary::new(names.map(|(name, .., index)| (*name, *index)))
        })
    }

    /// The place that a mistyped id, Chinese name or English name was probably meant to be.
    ///
    /// An exact name wins; else an id at most two slips away, or a Chinese name with one character
    /// wrong: the first one right, or the wrong one of the same sound, which is preferred (达洲 →
    /// 达州). Of equals the higher level wins, then the smaller code.
    pub fn nearest(&self, typed: &str) -> Option<&Place> {
        let typed = typed.trim();
        self.get(typed)
            .or_else(|| self.by_name(typed).into_iter().next())
            .or_else(|| self.by_english(typed))
            .or_else(|| {
                if typed.is_ascii() {
                    self.nearest_by_id(&typed.to_ascii_lowercase())
                } else {
                    self.nearest_by_name(typed)
                }
            })
    }

    /// All places, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.by_id.iter()
    }

    fn by_english(&self, typed: &str) -> Option<&Place> {
        let typed = typed.to_lowercase();
        self.iter()
            .filter(|place| place.en.to_lowercase() == typed)
            .min_by_key(|place| (place.level, place.code))
    }

    fn nearest_by_id(&self, typed: &str) -> Option<&Place> {
        let limit = min(2, typed.len() / 2);
        self.iter()
            .filter_map(|place| Some((slips(typed, place.id, limit)?, place)))
            .min_by_key(|(count, place)| (*count, place.level, place.code))
            .map(|(_, place)| place)
    }

    fn nearest_by_name(&self, typed: &str) -> Option<&Place> {
        let length = typed.chars().count();
        if length < 2 {
            return None;
        }
        let one_off =
            |name: &str| name.chars().count().abs_diff(length) <= 1 && slips(typed, name, 1).is_some();
        self.iter()
            .filter(|place| one_off(place.name) || one_off(place.short))
            .map(|place| {
                let in_common = common_prefix(typed, place.name);
                (!self.sounds_like(typed, place), Reverse(in_common), place)
            })
            // Sharing only a later character, such as 州, tells nothing.
            .filter(|(differs_in_sound, in_common, _)| !differs_in_sound || in_common.0 > 0)
            .min_by_key(|(differs_in_sound, in_common, place)| {
                (*differs_in_sound, *in_common, place.level, place.code)
            })
            .map(|(.., place)| place)
    }

    /// Whether every syllable of the proper name can be read from the typed character there.
    fn sounds_like(&self, typed: &str, place: &Place) -> bool {
        let readings = self.readings.get_or_init(|| index_readings(&self.by_id));
        let mut characters = typed.chars();
        place.pinyin.split(' ').all(|syllable| {
            characters.next().is_some_and(|hanzi| readings.binary_search(&(hanzi, syllable)).is_ok())
        })
    }
}

fn read_place(row: [&'static str; 8]) -> Option<Place> {
    let [code, id, name, short, en, parent, level, pinyin] = row;
    Some(Place {
        code: code.parse().ok()?,
        id,
        name,
        short,
        en,
        parent: (!parent.is_empty()).then_some(parent),
        level: match level {
            "country" => Level::Country,
            "province" => Level::Province,
            "prefecture" => Level::Prefecture,
            "county" => Level::County,
            _ => return None,
        },
        pinyin,
        position: 0,
        parent_position: None,
    })
}

fn index_names(places: &[Place]) -> Vec<(&'static str, Level, u32, usize)> {
    let mut names = Vec::with_capacity(places.len() * 3);
    for (index, place) in places.iter().enumerate() {
        for name in [place.name, place.short, place.proper_name()] {
            names.push((name, place.level, place.code, index));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn index_readings(places: &[Place]) -> Vec<(char, &'static str)> {
    let mut readings: Vec<(char, &'static str)> =
        places.iter().flat_map(|place| place.name.chars().zip(place.pinyin.split(' '))).collect();
    readings.sort_unstable();
    readings.dedup();
    readings
}

fn common_prefix(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests;
