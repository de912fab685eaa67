//! Names of places in a text, and the agencies and papers that are told by them.
//!
//! A folded text without blanks in; the names in order, each with the places that it may stand for,
//! out. Names of the gazetteer, agencies of a table; weighs nothing.

use std::sync::LazyLock;

use crate::import::squeezed::{Squeezed, Table};
use crate::import::tables::{PageRole, rows};
use crate::lexicon::{Dictionary, Level, Lexicon, Place};

/// What a name of a place stands for.
#[derive(Clone, Copy)]
struct Named {
    place: &'static Place,
    /// Whether it counts only before the name of an agency: 通州 of 通州公安分局.
    needs_agency: bool,
}

/// Names, each with its places: higher levels first, then smaller codes.
static NAMES: LazyLock<Dictionary<Named>> = LazyLock::new(|| {
    let gazetteer = &Lexicon::embedded().gazetteer;
    let mut places: Vec<&Place> = gazetteer.iter().filter(|place| place.level != Level::Country).collect();
    places.sort_by_key(|place| (place.level, place.code));
    let mut names = Vec::with_capacity(places.len() * 2);
    for place in places {
        let is_county = place.level == Level::County;
        // 公安县 without 县 is a word; a district's short name may be one too.
        let mut stem = place.name;
        while let Some(shorter) = PageRole::PlaceKind.cut_from(stem) {
            stem = shorter;
        }
        let short = if is_county { stem } else { place.short };
        names.push((place.name, Named { place, needs_agency: false }));
        // 公安 of 公安县 is an agency wherever it stands without 县.
        let is_agency = AGENCIES.longest_at(short, 0).is_some_and(|agency| agency.end == short.len());
        if short != place.name && short.chars().nth(1).is_some() && !is_agency {
            names.push((short, Named { place, needs_agency: is_county }));
        }
    }
    Dictionary::new(names)
});

/// What a name of a place is told by that stands before it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Agency {
    /// An agency, by which a district's short name is told from a word.
    OfCounty,
    /// An agency.
    Any,
    /// A paper or a site, which reports of other places, too.
    Paper,
}

/// What agencies and papers of a place are called behind its name.
pub(super) static AGENCIES: LazyLock<Dictionary<Agency>> = LazyLock::new(|| {
    Dictionary::new(rows(include_str!("../data/place_agencies.tsv")).map(|[word, of]| {
        let agency = match of {
            "county" => Agency::OfCounty,
            "paper" => Agency::Paper,
            _ => Agency::Any,
        };
        (word, agency)
    }))
});

/// The first two characters of the names of places.
pub(in crate::import) fn openings_of_names() -> impl Iterator<Item = (char, Option<char>)> {
    NAMES.openings()
}

/// The places named in a folded text without blanks, in order, each with where it begins and ends.
pub(super) fn names_in(text: &Squeezed) -> Vec<(usize, usize, Vec<&'static Place>)> {
    let mut found = Vec::new();
    let mut resume = 0;
    for at in text.opened(Table::Name) {
        if at < resume {
            continue;
        }
        let counts = |end: usize, named: &Named| !named.needs_agency || is_local_agency(text, end);
        let longest =
            NAMES.at(text, at).filter(|name| name.meanings.iter().any(|named| counts(name.end, named)));
        let Some(name) = longest.last() else { continue };
        let places = name.meanings.iter().filter(|named| counts(name.end, named));
        resume = name.end;
        found.push((at, name.end, places.map(|named| named.place).collect()));
    }
    found
}

/// Whether the agency of a county or district stands at byte `at`.
fn is_local_agency(text: &str, at: usize) -> bool {
    AGENCIES.at(text, at).any(|agency| agency.meanings.contains(&Agency::OfCounty))
}

/// The central bank's branch in the seat of a province is of the province: 人民银行拉萨中心支行.
pub(super) fn of_central_bank(
    text: &str,
    start: usize,
    agency: bool,
    place: &'static Place,
) -> &'static Place {
    let is_seat = place.level == Level::Prefecture && place.code % 10_000 == 100;
    let of_bank = || PageRole::CentralBank.ends(&text[..start]).is_some();
    let province = || Lexicon::embedded().gazetteer.get(place.parent?);
    if agency && is_seat && of_bank() { province().unwrap_or(place) } else { place }
}
