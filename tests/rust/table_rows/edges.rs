//! When a row of `edge_words.tsv` is used.
//!
//! A reading, a word and its role in, whether what was read shows the word at its edge out.

use fanzha::lexicon::{Level, Lexicon};

use super::no_metrics::beside_no_figure;
use super::readings::Reading;
use super::sentences::{CLAUSE_MARKS, origins, parts};
use super::words;

/// What each role means stands with its function.
pub(super) fn edge(reading: &Reading, word: &str, role: &str) -> bool {
    match role {
        "this_year"
        | "last_year"
        | "year_before_last"
        | "this_year_in_brackets"
        | "republic"
        | "first_months"
        | "until"
        | "from_day" => origins(reading).any(|told| told.len() > word.len() && told.starts_with(word)),
        "day_of_month" => origins(reading).any(|told| told.starts_with(word) && told.ends_with('日')),
        "whole_year" | "year_end" | "first_third" | "second_third" | "month_end" | "behind_period"
        | "up_to_now" | "since" | "until_day" => ends_time(reading, word),
        "beginning" => {
            let untimed = reading.found.iter().any(|one| one.period.is_none());
            ends_time(reading, word) || untimed && parts(reading, word).any(|(before, _)| dates(before))
        }
        // The time that was read ends in front of it.
        "other_word" => parts(reading, word)
            .any(|(before, _)| dates(before) && origins(reading).any(|told| before.ends_with(told))),
        "joins_items" => parts(reading, word)
            .any(|(_, behind)| reading.found.iter().any(|one| behind.starts_with(one.quote.as_str()))),
        "joins_numbers" => {
            let text = &reading.folded;
            text.quantities.iter().any(|one| reading.states(one) && text.behind(one).starts_with(word))
        }
        "inclusive" => beside_no_figure(reading, |_, behind| {
            behind.split(CLAUSE_MARKS).next().is_some_and(|clause| clause.contains(&format!("（{word}")))
        }),
        "renminbi" => {
            let yuan = |unit: &str| unit == "元";
            let own = reading.found.iter().any(|one| yuan(&one.unit) && has_own_yuan(one.place));
            own && reading.folded.text.contains(word)
        }
        "roughly" => {
            let counts = |behind: &str| behind.starts_with(|one: char| one.is_ascii_digit());
            let untimed = reading.found.iter().any(|one| one.period.is_none());
            untimed && parts(reading, word).any(|(_, behind)| counts(behind))
        }
        "aspect" => beside_no_figure(reading, |before, _| before.contains(&format!("{word}，"))),
        "city_ending" => reading.found.iter().any(|one| {
            let told = one.reason.split("; place ").nth(1);
            told.is_some_and(names_city) && is_county_named(one.place, word)
        }),
        _ => false,
    }
}

/// What tells the period of a figure goes on with the word behind a date; a comma of the table is no part of it.
fn ends_time(reading: &Reading, word: &str) -> bool {
    let bare = word.trim_end_matches('，');
    let within = |told: &str| told.find(bare).is_some_and(|at| at > 0);
    reading.folded.text.contains(word) && origins(reading).any(within)
}

fn dates(before: &str) -> bool {
    before.ends_with(['年', '月', '日'])
}

fn names_city(told: &str) -> bool {
    words("place_words").iter().any(|(word, level)| level == "city" && told.starts_with(word.as_str()))
}

fn is_county_named(id: &str, ending: &str) -> bool {
    let place = Lexicon::embedded().gazetteer.get(id);
    place.is_some_and(|place| place.level == Level::County && place.name.ends_with(ending))
}

fn has_own_yuan(id: &str) -> bool {
    let lexicon = Lexicon::embedded();
    lexicon.gazetteer.province_of(id).is_some_and(|province| lexicon.units.local_yuan(province.id).is_some())
}
