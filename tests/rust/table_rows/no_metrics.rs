//! When a row of `not_metrics.tsv` is used.
//!
//! A reading, a word and its role in, whether the word shows a number of the reading to be no metric out.

use fanzha::extract::Proposal;

use super::readings::{Reading, Text};
use super::sentences::{CLAUSE_MARKS, clause_of, role_of, words_of};
use super::{begins, places};

/// A number that no figure states, with the text before and behind it.
pub(super) fn beside_no_figure(reading: &Reading, holds: impl Fn(&str, &str) -> bool) -> bool {
    let text = &reading.folded;
    let unread = text.quantities.iter().filter(|one| !reading.states(one));
    unread.into_iter().any(|one| holds(text.before(one), text.behind(one)))
}

/// Beside a number that no figure states: a noun counted, an extreme, a crowd, a body, a limit; for persons and
/// press conferences anywhere in its sentence, for other crimes in front of what changes.
pub(super) fn no_metric(reading: &Reading, word: &str, role: &str) -> bool {
    let counted =
        |before: &str, behind: &str| behind.starts_with(word) || without_fillers(before).ends_with(word);
    let limits = |behind: &str| {
        let units: Vec<&str> = role_of("not_metrics", "threshold_unit");
        let bound = units.iter().find(|one| behind.starts_with(**one)).copied().unwrap_or("");
        let noun = behind[bound.len()..].trim_start_matches(['（', '含', '）', '的']);
        if role == "threshold_unit" {
            bound == word
        } else {
            noun.starts_with(word) || behind.starts_with(word)
        }
    };
    match role {
        "counted" => beside_no_figure(reading, counted),
        "extreme" => beside_no_figure(reading, |before, _| before.ends_with(word)),
        "counted_behind" => beside_no_figure(reading, |_, behind| behind.starts_with(word)),
        "one_case" => beside_no_figure(reading, |before, _| clause_of(before).contains(word)),
        "crowd" => beside_no_figure(reading, |before, _| clause_of(before).contains(word)),
        "body" => beside_no_figure(reading, |_, behind| {
            behind.split(CLAUSE_MARKS).next().is_some_and(|clause| clause.contains(word))
        }),
        "threshold_noun" | "threshold_unit" => beside_no_figure(reading, |_, behind| limits(behind)),
        "person" => reading.sentences.iter().any(|sentence| {
            sentence.text.contains(word) && sentence.quantities.iter().any(|one| !reading.states(one))
        }),
        // What looks like a person and is none: the sentence states figures.
        "no_person" => {
            reading.sentences.iter().any(|sentence| sentence.text.contains(word)) && !reading.found.is_empty()
        }
        "conference" => {
            let days = |one: &Proposal| one.period.is_some_and(|one| one.from() == one.to());
            let dated = |text: &Text| text.text.contains(word) && text.text.contains('日');
            !reading.found.is_empty()
                && !reading.found.iter().any(days)
                && reading.sentences.iter().any(dated)
        }
        "other_crime" => {
            let text = &reading.folded.text;
            places(text, word).iter().any(|(_, end)| begins("change_words", &text[*end..]).is_some())
                && beside_no_figure(reading, |before, _| clause_of(before).contains(word))
        }
        _ => false,
    }
}

fn without_fillers(text: &str) -> &str {
    let fillers = words_of("filler");
    let mut rest = text;
    while let Some(word) = fillers.iter().find(|word| rest.ends_with(**word)) {
        rest = &rest[..rest.len() - word.len()];
    }
    rest
}
