//! When a row about what a text is about, or about lists of parts, is used.
//!
//! A reading, a word and its meaning in, whether figures of the reading are kept or left out by the word out.

use fanzha::lexicon::Lexicon;

use super::readings::{Reading, Text};
use super::{places, words};

/// The last word about a topic before a number is the row's, and the number is stated just where the row is
/// one of fraud.
pub(super) fn topic(reading: &Reading, word: &str, topic: &str) -> bool {
    let text = &reading.folded;
    let stated =
        |one: &_| last_named(text.before(one)) == Some(word) && reading.states(one) == (topic == "fraud");
    let others = text.quantities.iter().any(|one| !reading.states(one));
    !reading.found.is_empty() && others && text.quantities.iter().any(stated)
}

fn last_named(text: &str) -> Option<&'static str> {
    let named = words("topic_words").iter().filter_map(|(word, _)| Some((text.rfind(word.as_str())?, word)));
    named.max_by_key(|(at, word)| (at + word.len(), word.len())).map(|(_, word)| word.as_str())
}

/// Stands between the whole and the first name of its parts.
pub(super) fn introduces(reading: &Reading, word: &str) -> bool {
    is_list(reading) && reading.folded.text.contains(word)
}

fn is_list(reading: &Reading) -> bool {
    reading.found.iter().any(|one| one.reason.ends_with("(、)"))
}

/// Right behind a number that only one figure states.
pub(super) fn within(reading: &Reading, word: &str) -> bool {
    let text: &Text = &reading.folded;
    text.quantities.iter().any(|one| {
        let stating = reading.found.iter().filter(|two| two.value == one.value).count();
        text.behind(one).starts_with(word) && stating == 1
    })
}

/// Beside numbers that no figure states.
pub(super) fn victim(reading: &Reading, word: &str) -> bool {
    let unread = |text: &Text| text.quantities.iter().filter(|one| !reading.states(one)).count() > 1;
    !reading.found.is_empty() && reading.sentences.iter().any(|one| one.text.contains(word) && unread(one))
}

/// Behind the short name of a place that no figure is about.
pub(super) fn station(reading: &Reading, word: &str) -> bool {
    let text = &reading.folded.text;
    let named = |start: usize| {
        let mut all = Lexicon::embedded().gazetteer.iter();
        all.any(|one| {
            text[..start].ends_with(one.short) && reading.found.iter().all(|two| two.place != one.id)
        })
    };
    !reading.found.is_empty() && places(text, word).iter().any(|(start, _)| named(*start))
}
