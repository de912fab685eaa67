//! The place that an article is about.
//!
//! Headline, article and the lines around it in; a place of the gazetteer out. Names are weighed
//! by where they stand and by what follows them (警方, 日报); 全市, 我省 and the like say of which
//! level the place is, and some wordings (全港, 新台幣) which place it is.

use std::sync::LazyLock;

use super::squeezed::{Squeezed, Table};
use super::tables::rows;
use crate::lexicon::{Dictionary, Level, Lexicon, Place};

/// A stretch of folded text without blanks, and how much a name in it counts.
pub(super) struct Zone<'a> {
    /// The text.
    pub text: &'a Squeezed,
    /// Weight of a name in it.
    pub weight: f64,
}

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
        let stem = place.name.trim_end_matches(['县', '区', '市', '旗']);
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

/// What a wording says about where.
enum Where {
    Level(Level),
    City,
    Place(&'static str),
}

static CUES: LazyLock<Dictionary<Where>> = LazyLock::new(|| {
    Dictionary::new(rows(include_str!("data/place_cues.tsv")).map(|[wording, told]| {
        let told = match told {
            "country" => Where::Level(Level::Country),
            "province" => Where::Level(Level::Province),
            "county" => Where::Level(Level::County),
            "city" => Where::City,
            place => Where::Place(place),
        };
        (wording, told)
    }))
});

/// What a name of a place is told by that stands before it.
#[derive(Clone, Copy, PartialEq)]
enum Agency {
    /// An agency, by which a district's short name is told from a word.
    OfCounty,
    /// An agency.
    Any,
    /// A paper or a site, which reports of other places, too.
    Paper,
}

/// What agencies and papers of a place are called behind its name.
static AGENCIES: LazyLock<Dictionary<Agency>> = LazyLock::new(|| {
    Dictionary::new(rows(include_str!("data/place_agencies.tsv")).map(|[word, of]| {
        let agency = match of {
            "county" => Agency::OfCounty,
            "paper" => Agency::Paper,
            _ => Agency::Any,
        };
        (word, agency)
    }))
});

/// The first two characters of the wordings that say of which level a place is.
pub(super) fn openings_of_cues() -> impl Iterator<Item = (char, Option<char>)> {
    CUES.openings()
}

/// The first two characters of the names of places.
pub(super) fn openings_of_names() -> impl Iterator<Item = (char, Option<char>)> {
    NAMES.openings()
}

/// Points for each place, and for each level.
#[derive(Default)]
struct Tally {
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

/// How much of a whole's wordings speaks for one of its parts.
const SHARE_OF_PART: f64 = 0.8;

/// A level's wordings count up to this.
const MOST_FOR_LEVEL: f64 = 14.0;

/// The place; `None` where nothing names one.
pub(super) fn find(zones: &[Zone<'_>]) -> Option<&'static Place> {
    let mut tally = Tally::default();
    for zone in zones {
        tally.add_cues(zone);
        tally.add_names(zone);
    }
    tally.best()
}

/// The places named in a folded text without blanks, in order, each with where it begins and ends.
fn names_in(text: &Squeezed) -> Vec<(usize, usize, Vec<&'static Place>)> {
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
fn of_central_bank(text: &str, start: usize, agency: bool, place: &'static Place) -> &'static Place {
    let is_seat = place.level == Level::Prefecture && place.code % 10_000 == 100;
    let of_bank = || CENTRAL_BANK.iter().any(|name| text[..start].ends_with(name));
    let province = || Lexicon::embedded().gazetteer.get(place.parent?);
    if agency && is_seat && of_bank() { province().unwrap_or(place) } else { place }
}

/// What the central bank is called before the seat of a branch.
const CENTRAL_BANK: [&str; 2] = ["人民银行", "人行"];

impl Tally {
    fn add_cues(&mut self, zone: &Zone<'_>) {
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

    fn add_names(&mut self, zone: &Zone<'_>) {
        let named = names_in(zone.text);
        for (index, (start, end, places)) in named.iter().enumerate() {
            let (end, next) = (*end, named.get(index + 1));
            let behind = if zone.text[end..].starts_with('市') { end + '市'.len_utf8() } else { end };
            let ends = std::iter::once(end).chain((behind > end).then_some(behind));
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

    fn best(&self) -> Option<&'static Place> {
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
        let is_municipality = place.level == Level::Province && place.name.ends_with('市');
        match place.level {
            Level::Country => self.country,
            Level::Province if is_municipality => self.city,
            Level::Province => self.province,
            // Counties of Taiwan: 本县.
            Level::Prefecture if place.name.ends_with('县') => self.county,
            Level::Prefecture => self.city,
            Level::County if place.name.ends_with('市') => self.city * 0.8,
            Level::County => self.county,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(title: &str, body: &str) -> Option<&'static str> {
        let (title, body) = (Squeezed::of(title), Squeezed::of(body));
        let zones = [Zone { text: &title, weight: 5.0 }, Zone { text: &body, weight: 1.0 }];
        find(&zones).map(|place| place.short)
    }

    #[test]
    fn the_whole_city_is_the_one_that_is_named() {
        let body = "全市公安机关破案一百起。我市推进专项行动，人民银行达州市中心支行介绍，全国排名靠前。";
        assert_eq!(place("我市召开打击治理电信网络诈骗新闻发布会", body), Some("达州"));
    }

    #[test]
    fn levels_tell_a_province_from_its_cities() {
        let body = "全省公安机关破案一百起，济南、青岛、烟台公安机关协同作战。省公安厅介绍，全省发案下降。";
        assert_eq!(place("山东公布反诈成绩单", body), Some("山东"));
    }

    #[test]
    fn the_country_wins_where_many_cities_are_named_in_passing() {
        let body = "公安部组织北京、上海、江苏、浙江公安机关赴境外开展工作，全国公安机关破案八万起。";
        assert_eq!(place("我国打击治理电信诈骗能力不断提升", body), Some("全国"));
    }

    #[test]
    fn hong_kong_and_taiwan_are_known_by_their_words() {
        assert_eq!(place("警方反诈骗协调中心拦截骗款", "全港今年录得骗案，涉款三亿港元。"), Some("香港"));
        assert_eq!(
            place("打诈新四法上路", "刑事局统计，民众财损新台币八亿元，警政署呼吁拨打165。"),
            Some("台湾")
        );
    }

    #[test]
    fn a_county_of_taiwan_wins_where_its_police_report() {
        let body = "彰化县警察局公布打诈仪表板，上月受理诈欺案五百件，财损新台币一亿元，彰化分局查获车手。";
        assert_eq!(place("彰警打诈成果丰硕", body), Some("彰化"));
        let body =
            "刑事局统计，全台诈欺案件下降，财损新台币八亿元；台中市有民众遭骗，警政署呼吁拨打165专线。";
        assert_eq!(place("打诈有成", body), Some("台湾"));
    }

    #[test]
    fn a_word_that_is_a_county_without_its_ending_is_no_place() {
        assert!(names_in(&Squeezed::of("公安机关和平处置")).is_empty());
    }
}
