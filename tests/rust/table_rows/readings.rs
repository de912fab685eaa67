//! The cases of figures with what is read out of them.
//!
//! Case files in, [`Reading`]s out; judges no table.

use fanzha::extract::numeral::numeral_at;
use fanzha::extract::{Context, Proposal, Quantity, extract, read_quantities};
use fanzha::hanzi::{Converter, Glossary, Profile, simplified};
use fanzha::lexicon::Lexicon;
use fanzha::text::Span;

use super::{lines_of, rows};

/// A text with the quantities in it.
pub(super) struct Text {
    pub(super) text: String,
    pub(super) quantities: Vec<Quantity>,
}

impl Text {
    fn of(text: String) -> Text {
        let quantities = read_quantities(&text, &Lexicon::embedded().units);
        Text { text, quantities }
    }

    pub(super) fn before(&self, quantity: &Quantity) -> &str {
        &self.text[..quantity.span.start]
    }

    pub(super) fn behind(&self, quantity: &Quantity) -> &str {
        &self.text[quantity.span.end..]
    }
}

/// A case in one script, with the figures found in it.
pub(super) struct Reading {
    /// As it is written.
    pub(super) raw: Text,
    /// In Simplified characters and without blanks, as the tables of words are.
    pub(super) folded: Text,
    /// The folded text by sentences.
    pub(super) sentences: Vec<Text>,
    pub(super) found: Vec<Proposal>,
    mere_numbers: Vec<Span>,
}

impl Reading {
    /// The numbers of the text that are no quantities, each as what stands before and behind it.
    pub(super) fn mere_numbers(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = &self.raw.text;
        self.mere_numbers.iter().map(move |span| (&text[..span.start], &text[span.end..]))
    }

    /// Whether a figure of that row of `wordings.tsv` was found; `words` must be among what matched.
    pub(super) fn by_row(&self, key: &str, word: Option<&str>) -> bool {
        self.found.iter().any(|one| {
            let mut matched = one.reason.split(';').next().unwrap_or_default().split(' ');
            matched.next() == Some(key) && word.is_none_or(|word| matched.any(|one| one == word))
        })
    }

    /// Whether a figure or a change has that value.
    pub(super) fn states(&self, quantity: &Quantity) -> bool {
        self.found.iter().any(|one| {
            let change = one.change.as_ref().map(|change| change.value);
            one.value.abs() == quantity.value || change == Some(quantity.value)
        })
    }
}

/// Every case of figures, in both scripts.
pub(super) fn all() -> Vec<Reading> {
    let converter = Converter::new(Profile::S2t, &Glossary::default());
    let mut readings = Vec::new();
    for line in lines_of("tests/cases/extract") {
        let cells: Vec<&str> = line.split('\t').collect();
        let text = cells[0].replace("\\n", "\n");
        for text in [converter.convert(&text).into_owned(), text] {
            readings.push(Reading { found: figures_of(&text, cells[1], cells[2]), ..quantities_of(text) });
        }
    }
    for row in rows("tests/cases/quantities.tsv") {
        readings.push(quantities_of(row[0].clone()));
    }
    readings
}

fn quantities_of(text: String) -> Reading {
    let usual = |character| Lexicon::embedded().wordings.usual(simplified(character));
    let folded = text.chars().filter(|one| !matches!(one, ' ' | '\u{3000}')).map(usual).collect();
    let folded = Text::of(folded);
    let sentences = folded.text.split_inclusive(['。', '\n', '！', '？']);
    let sentences = sentences.map(|sentence| Text::of(sentence.to_owned())).collect();
    let raw = Text::of(text);
    Reading { mere_numbers: mere_numbers(&raw), folded, sentences, raw, found: Vec::new() }
}

fn mere_numbers(raw: &Text) -> Vec<Span> {
    let wordings = Lexicon::embedded().units.wordings();
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(first) = raw.text[at..].chars().next() {
        let Some(number) = numeral_at(&raw.text, at, wordings).filter(|one| one.span.end > at) else {
            at += first.len_utf8();
            continue;
        };
        let counts = |one: &Quantity| one.span.start < number.span.end && at < one.span.end;
        if !raw.quantities.iter().any(counts) {
            numbers.push(Span::new(at, number.span.end));
        }
        at = number.span.end;
    }
    numbers
}

fn figures_of(text: &str, date: &str, place: &str) -> Vec<Proposal> {
    let lexicon = Lexicon::embedded();
    let context = Context {
        event_date: date.parse().ok(),
        published: None,
        place: lexicon.gazetteer.get(place),
        headline: None,
        lexicon,
    };
    let paragraphs: Vec<&str> = text.split('\n').collect();
    extract(&paragraphs, &context).proposals
}
