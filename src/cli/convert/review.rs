//! Shows what a conversion chose: each doubtful character, and on what the other choices rest.

use std::sync::Arc;

use serde::Serialize;

use super::super::arguments::ResultFormat;
use super::super::phrases::{counted, phrase};
use super::super::report::Reporter;
use crate::checks::{Reviewed, reviewed_in};
use crate::hanzi::{Choice, Reason};
use crate::text::Source;

#[derive(Serialize)]
struct Review<'a> {
    open: Vec<Open<'a>>,
    settled: Settled,
}

#[derive(Serialize)]
struct Open<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    locale: &'a str,
    context: &'a str,
    at: usize,
    char: char,
    candidates: &'a [&'static str],
    chosen: &'a str,
    reason: &'static str,
}

/// How many choices rest on what.
#[derive(Debug, Default, Serialize)]
struct Settled {
    phrase: usize,
    name: usize,
    glossary: usize,
    page: usize,
    pin: usize,
    usual: usize,
}

impl Settled {
    fn of(reviewed: &[Reviewed]) -> Self {
        let mut settled = Settled::default();
        for one in reviewed {
            match one.choice.reason {
                Reason::Phrase(_) => settled.phrase += 1,
                Reason::Name(_) => settled.name += 1,
                Reason::Glossary(_) => settled.glossary += 1,
                Reason::Page(_) => settled.page += 1,
                Reason::Pin(_) => settled.pin += 1,
                Reason::Usual => settled.usual += 1,
                Reason::Default => {}
            }
        }
        settled
    }
}

/// The choices in a text that is no document of the site.
pub fn of_text(source: &Arc<Source>, to: &str, choices: impl Fn(&str) -> Vec<Choice>) -> Vec<Reviewed> {
    choices(source.text()).into_iter().map(|choice| reviewed_in(source, to, choice)).collect()
}

/// Writes the doubtful choices, and for people how many others there are.
pub fn show(reviewed: &[Reviewed], format: ResultFormat, reporter: &Reporter) {
    let doubtful: Vec<&Reviewed> = reviewed.iter().filter(|one| one.choice.is_doubtful()).collect();
    let settled = Settled::of(reviewed);
    if format == ResultFormat::Json {
        let open = doubtful.iter().map(|one| open(one)).collect();
        let review = Review { open, settled };
        // Texts and numbers, which JSON can always state.
        reporter.output(&(serde_json::to_string_pretty(&review).unwrap_or_default() + "\n"));
        return;
    }
    let language = reporter.language;
    let lines = doubtful.iter().map(|one| {
        let place = one.source.position(one.span.start);
        let line = place.line.to_string();
        let values = [
            ("file", one.source.name()),
            ("line", &line),
            ("column", &place.column.to_string()),
            ("locale", &one.locale),
            ("context", &one.context),
            ("char", &one.choice.character.to_string()),
            ("chosen", &one.choice.chosen),
            ("candidates", &one.choice.candidates.join(" ")),
        ];
        phrase(language, "review-open", &values) + "\n"
    });
    reporter.output(&lines.collect::<String>());
    let numbers = [
        ("phrase", settled.phrase),
        ("name", settled.name),
        ("glossary", settled.glossary),
        ("page", settled.page),
        ("pin", settled.pin),
        ("usual", settled.usual),
    ];
    let numbers = numbers.map(|(name, number)| (name, number.to_string()));
    let values: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
    reporter.tell(&phrase(language, "review-settled", &values));
    reporter.tell(&counted(language, ("review-one", "review-many"), doubtful.len()));
}

fn open(one: &Reviewed) -> Open<'_> {
    let place = one.source.position(one.span.start);
    Open {
        file: one.source.name(),
        line: place.line,
        column: place.column,
        locale: &one.locale,
        context: &one.context,
        at: one.at,
        char: one.choice.character,
        candidates: &one.choice.candidates,
        chosen: &one.choice.chosen,
        reason: "default",
    }
}
