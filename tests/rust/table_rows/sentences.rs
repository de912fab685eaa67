//! When a row about the words of a sentence is used: periods, places, small words.
//!
//! Readings of the cases in, names of unused rows out. A clause here ends at ， ； ： and 。.

use fanzha::domain::{Basis, Per};
use fanzha::extract::{Proposal, Quantity};
use fanzha::lexicon::Lexicon;

use super::edges::edge;
use super::no_metrics::{beside_no_figure, no_metric};
use super::readings::{Reading, Text};
use super::topics::{introduces, station, topic, victim, within};
use super::{begins, names_only, places, rows, words};

const DATA: &str = "src/lexicon/data";

/// Characters in which the name of a reporter ends.
const LONGEST_NAME: usize = 4;

pub(super) const CLAUSE_MARKS: [char; 4] = ['，', '；', '：', '。'];

/// The rows of every table here that no reading uses.
pub(super) fn unused(readings: &[Reading]) -> Vec<String> {
    let mut unused = Vec::new();
    let fillers = fillers_used(readings);
    for (name, used) in TABLES {
        for row in rows(&format!("{DATA}/{name}.tsv")) {
            for role in row[1].split(' ') {
                let used = match (name, role) {
                    ("sentence_words", "filler") => fillers.contains(&row[0]),
                    _ => readings.iter().any(|one| used(one, &row[0], role)),
                };
                if !used {
                    unused.push(format!("{name}\t{}\t{role}", row[0]));
                }
            }
        }
    }
    unused
}

type Used = fn(&Reading, &str, &str) -> bool;

const TABLES: [(&str, Used); 6] = [
    ("period_words", period),
    ("place_words", place),
    ("sentence_words", small_word),
    ("edge_words", edge),
    ("not_metrics", no_metric),
    ("topic_words", topic),
];

/// A figure has its period by the word; one without bounds takes the period from a figure.
fn period(reading: &Reading, word: &str, meaning: &str) -> bool {
    if matches!(meaning, "unbounded" | "passing") {
        return reading.folded.text.contains(word) && reading.found.iter().any(|one| one.period.is_none());
    }
    // 过去 goes on with how long.
    let end = if meaning == "past" { "" } else { ";" };
    let origin = format!("; period {word}{end}");
    reading.found.iter().any(|one| one.reason.contains(&origin))
}

/// A figure has its place by the word.
fn place(reading: &Reading, word: &str, _: &str) -> bool {
    let origin = format!("; place {word}");
    reading.found.iter().any(|one| one.reason.split(" (").next().is_some_and(|told| told.ends_with(&origin)))
}

pub(super) fn role_of(table: &'static str, role: &str) -> Vec<&'static str> {
    let has = |roles: &str| roles.split(' ').any(|one| one == role);
    words(table).iter().filter(|(_, roles)| has(roles)).map(|(word, _)| word.as_str()).collect()
}

pub(super) fn words_of(role: &str) -> Vec<&'static str> {
    role_of("sentence_words", role)
}

/// Small words that nothing but others of them and marks parts from the number behind.
fn fillers_used(readings: &[Reading]) -> Vec<String> {
    let fillers = words_of("filler");
    let mut used: Vec<String> = Vec::new();
    for text in readings.iter().filter(|one| !one.found.is_empty()).map(|one| &one.folded) {
        for quantity in &text.quantities {
            let mut rest = text.before(quantity);
            loop {
                rest = rest.trim_end_matches(['，', '；', '：']);
                let Some(word) = fillers.iter().find(|word| rest.ends_with(**word)) else { break };
                used.push((*word).to_owned());
                rest = &rest[..rest.len() - word.len()];
            }
        }
    }
    used.sort();
    used.dedup();
    used
}

/// What each role means stands with its function.
fn small_word(reading: &Reading, word: &str, role: &str) -> bool {
    match role {
        "link" => links(&reading.folded, word),
        "respectively" | "each" => shares(reading, word, role == "each"),
        "subset" => {
            reading.found.iter().any(|one| one.reason.ends_with("(其中)") && folded_holds(reading, word))
        }
        "per_day" => averages(reading, word, role, Per::Day),
        "per_month" => averages(reading, word, role, Per::Month),
        "total" => ends_average(reading, word),
        "from" | "towards" => leads(reading, word, role),
        "compared_with" => compares(reading, |text| text.strip_prefix(word).is_some_and(begins_period)),
        "compared" => compares(reading, |text| period_then(text, word)),
        "earlier" => compared_figure(reading, word),
        "agency_level" => agency_level(reading, word),
        "institution" => {
            reading.found.iter().any(|one| one.quote.contains(word) && folded_holds(reading, word))
        }
        "sum_noun" => reading
            .folded
            .quantities
            .iter()
            .any(|one| reading.states(one) && clause_behind(reading.folded.behind(one)).contains(word)),
        "yoy" => measured(reading, word, &["yoy"], Basis::Yoy),
        "mom" => measured(reading, word, &["yoy", "mom"], Basis::Mom),
        "other_basis" => measured(reading, word, &["yoy", "mom", "other_basis"], Basis::Other),
        "beside_agency" => beside_agency(reading, word),
        "introduces" => introduces(reading, word),
        "within" => within(reading, word),
        "victim" => victim(reading, word),
        "station" => station(reading, word),
        "opener" => opens(reading, word),
        "of_place" => of_place(reading, word),
        "verb" => beside_no_figure(reading, |before, _| clause_of(before).contains(word)),
        "case_noun" => describes(reading, word),
        "launches" | "since" => origins(reading).any(|told| told.contains(word)),
        "run" => {
            let since = |told: &str| told.contains("以来");
            let goes_on = parts(reading, word).any(|(before, _)| since(clause_of(before)));
            goes_on && !reading.found.is_empty() && !origins(reading).any(since)
        }
        "kind_of_case" => {
            reading.found.iter().any(|one| one.reason.starts_with("kind ") && one.reason.contains(word))
        }
        "crime" => reading.folded.quantities.iter().any(|one| reading.folded.before(one).ends_with(word)),
        "takes_effect" => {
            let begins = |since: &str| folded_holds(reading, &format!("{since}{word}"));
            let law = begins("起") && reading.found.iter().any(|one| one.period.is_none());
            let passing = begins("以来") && !reading.found.is_empty();
            law || passing && !origins(reading).any(|told| told.contains("以来"))
        }
        "campaign" => launched(reading) && folded_holds(reading, word),
        "ceremony" => {
            let day = |one: &Proposal| one.period.is_some_and(|one| one.from() == one.to());
            folded_holds(reading, word) && reading.found.iter().any(day)
        }
        "founds" => {
            let dated = |before: &str| before.contains('年');
            let untimed = !reading.found.is_empty() && reading.found.iter().all(|one| one.period.is_none());
            let since = |told: &str| told.ends_with('来') || told.starts_with("截至");
            let begins = |before: &str| before.contains(['年', '月']) && origins(reading).any(since);
            parts(reading, word).any(|(before, _)| untimed && dated(clause_of(before)) || begins(before))
        }
        "aims" => beside_no_figure(reading, |before, _| clause_of(before).contains(word)),
        "assists" => {
            let told = |behind: &str| {
                reading.found.iter().any(|one| place_told(one).is_some_and(|it| behind.starts_with(it)))
            };
            parts(reading, word).any(|(_, behind)| told(behind))
        }
        "reporter" => {
            let name = |behind: &str| behind.chars().take(LONGEST_NAME).any(|one| one == '某');
            !reading.found.is_empty() && parts(reading, word).any(|(_, behind)| name(behind))
        }
        "rises" => {
            let from = |behind: &str| words_of("from").iter().any(|from| behind.starts_with(from));
            let changed = reading.found.iter().any(|one| one.indicator.ends_with("_change"));
            changed && parts(reading, word).any(|(_, behind)| from(behind))
        }
        "dateline" => {
            let days = |one: &Proposal| one.period.is_some_and(|one| one.from() == one.to());
            let dated = format!("日{word}");
            folded_holds(reading, &dated) && !reading.found.is_empty() && !reading.found.iter().any(days)
        }
        "record" => {
            parts(reading, word).any(|(_, behind)| begins_period(behind)) && !reading.found.is_empty()
        }
        "ranked" | "assigned" => {
            let aside = |name: &&str| !place(reading, name, "") && !reading.found.is_empty();
            let named = |before: &str| all("place_words").find(|name| before.ends_with(name));
            let of_time = |before: &str| before.trim_end_matches('的').ends_with(['来', '年']);
            let timed = reading.found.iter().all(|one| one.period.is_some()) && !reading.found.is_empty();
            parts(reading, word)
                .any(|(before, _)| named(before).is_some_and(|name| aside(&name)) || timed && of_time(before))
        }
        _ => false,
    }
}

/// What tells the periods of the figures.
pub(super) fn origins(reading: &Reading) -> impl Iterator<Item = &str> {
    let told = |one: &'_ Proposal| one.period.is_some();
    let found = reading.found.iter().filter(move |one| told(one));
    found.filter_map(|one| one.reason.split("; period ").nth(1)?.split(';').next())
}

/// Whether a figure counts from the day on which something was launched.
fn launched(reading: &Reading) -> bool {
    let since = role_of("period_words", "since_launch");
    origins(reading).any(|told| since.contains(&told))
}

/// What stands before and behind each place of a word.
pub(super) fn parts<'r>(reading: &'r Reading, word: &str) -> impl Iterator<Item = (&'r str, &'r str)> {
    let text = &reading.folded.text;
    places(text, word).into_iter().map(move |(start, end)| (&text[..start], &text[end..]))
}

fn all(table: &'static str) -> impl Iterator<Item = &'static str> {
    words(table).iter().map(|(word, _)| word.as_str())
}

fn folded_holds(reading: &Reading, word: &str) -> bool {
    reading.folded.text.contains(word)
}

/// The clause that a text ends in.
pub(super) fn clause_of(before: &str) -> &str {
    before.rsplit(CLAUSE_MARKS).next().unwrap_or_default()
}

/// Between a word of comparison and a quantity that no figure states.
fn compared_figure(reading: &Reading, word: &str) -> bool {
    let compares = words_of("compared_with");
    let opened =
        |before: &str| compares.iter().any(|one| clause_of(before).contains(&format!("{one}{word}")));
    reading.folded.quantities.iter().any(|one| !reading.states(one) && opened(reading.folded.before(one)))
}

/// The rest of a clause.
fn clause_behind(behind: &str) -> &str {
    behind.split(CLAUSE_MARKS).next().unwrap_or_default()
}

/// Between the name of a place that a figure has and that of an agency.
fn agency_level(reading: &Reading, word: &str) -> bool {
    let named =
        |before: &str| reading.found.iter().any(|one| place_told(one).is_some_and(|it| before.ends_with(it)));
    parts(reading, word).any(|(before, behind)| named(before) && begins("agency_words", behind).is_some())
}

/// The words that tell the place of a figure.
fn place_told(one: &Proposal) -> Option<&str> {
    one.reason.split(" (").next()?.split("; place ").nth(1)
}

/// Right behind a number or a word for what changes.
fn links(text: &Text, word: &str) -> bool {
    text.quantities.iter().any(|one| text.behind(one).starts_with(word))
        || places(&text.text, word).iter().any(|(start, _)| {
            words("change_words").iter().any(|(subject, _)| text.text[..*start].ends_with(subject.as_str()))
        })
}

/// A sentence with the word: two figures that share a value (各), or two numbers that figures state.
fn shares(reading: &Reading, word: &str, each: bool) -> bool {
    reading.sentences.iter().filter(|sentence| sentence.text.contains(word)).any(|sentence| {
        let stated = sentence.quantities.iter().filter(|one| reading.states(one)).count();
        let same =
            |one: &Quantity| reading.found.iter().filter(|two| two.value.abs() == one.value).count() > 1;
        if each { sentence.quantities.iter().any(same) } else { stated > 1 }
    })
}

/// A figure is an average, and the case has this word alone for it.
fn averages(reading: &Reading, word: &str, role: &str, per: Per) -> bool {
    let told = reading.found.iter().any(|one| one.per == Some(per));
    told && names_only(&reading.folded.text, word, words_of(role).into_iter())
}

/// Behind the figure of an average comes the word, and then a figure that is none.
fn ends_average(reading: &Reading, word: &str) -> bool {
    let average = reading.found.iter().position(|one| one.per.is_some());
    let total = reading.found.iter().rposition(|one| one.per.is_none());
    average.is_some()
        && average < total
        && names_only(&reading.folded.text, word, words_of("total").into_iter())
}

/// From one number to another: the second alone is a figure.
fn leads(reading: &Reading, word: &str, role: &str) -> bool {
    let text = &reading.folded;
    text.quantities.windows(2).any(|pair| {
        let [first, second] = pair else { return false };
        let between = text.text[first.span.end..second.span.start].trim_end_matches(['约', '近', '的', '超']);
        let origin = clause_of(text.before(first));
        let towards = words_of("towards").into_iter().find(|one| between.ends_with(one));
        towards.is_some()
            && reading.states(second)
            && !reading.found.iter().any(|one| one.value == first.value)
            && if role == "towards" { towards == Some(word) } else { origin.contains(word) }
    })
}

fn begins_period(text: &str) -> bool {
    let named = begins("period_words", text).is_some();
    named || text.starts_with(|first: char| first.is_ascii_digit())
}

fn period_then(text: &str, word: &str) -> bool {
    let named = begins("period_words", text);
    named.is_some_and(|(period, _)| text[period.len()..].starts_with(word))
        || text.split_once('年').is_some_and(|(year, rest)| {
            year.len() == 4 && year.bytes().all(|one| one.is_ascii_digit()) && rest.starts_with(word)
        })
}

/// Beside a period that a change is measured against.
fn compares(reading: &Reading, holds: impl Fn(&str) -> bool) -> bool {
    let changed = |one: &Proposal| one.change.is_some() || one.indicator.ends_with("_change");
    reading.found.iter().any(changed)
        && reading.folded.text.char_indices().any(|(at, _)| holds(&reading.folded.text[at..]))
}

/// A figure's change is measured so, and the case has this word alone for it.
fn measured(reading: &Reading, word: &str, roles: &[&str], basis: Basis) -> bool {
    let told = reading.found.iter().filter_map(|one| one.change.as_ref()).any(|one| one.basis == basis);
    told && names_only(&reading.folded.text, word, roles.iter().flat_map(|role| words_of(role)))
}

/// Right in front of an agency that no figure has.
fn beside_agency(reading: &Reading, word: &str) -> bool {
    let text = &reading.folded.text;
    places(text, word).iter().any(|(_, end)| {
        let agency = begins("agency_words", &text[*end..]);
        let told = |agency| reading.found.iter().any(|one| one.agency.as_deref() == Some(agency));
        agency.is_some_and(|(_, agency)| !reading.found.is_empty() && !told(agency))
    })
}

/// Where a clause begins, in front of the place of a figure.
fn opens(reading: &Reading, word: &str) -> bool {
    let text = &reading.folded.text;
    places(text, word).iter().any(|(start, end)| {
        let open = clause_of(&text[..*start]).is_empty();
        let named = begins("place_words", &text[*end..]);
        open && named.is_some_and(|(name, _)| place(reading, name, ""))
    })
}

/// Right behind the full name of a place that no figure is about.
fn of_place(reading: &Reading, word: &str) -> bool {
    let text = &reading.folded.text;
    let named = |start: usize| {
        let mut all = Lexicon::embedded().gazetteer.iter();
        all.any(|one| {
            text[..start].ends_with(one.name) && reading.found.iter().all(|two| two.place != one.id)
        })
    };
    !reading.found.is_empty() && places(text, word).iter().any(|(start, _)| named(*start))
}

/// Behind another word for what changes, which it belongs to.
fn describes(reading: &Reading, word: &str) -> bool {
    let mut subjects = reading
        .found
        .iter()
        .filter_map(|one| one.reason.strip_prefix("change ").and_then(|told| told.split(';').next()));
    subjects.any(|subject| {
        subject != word
            && places(&reading.folded.text, word).iter().any(|(start, _)| {
                let before = clause_of(&reading.folded.text[..*start]);
                before.contains(subject) && words("change_words").iter().any(|(one, _)| one == subject)
            })
    })
}
