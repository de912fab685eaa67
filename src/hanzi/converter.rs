//! Runs a profile's stages over a text.
//!
//! Text in, converted text out, on request with its alignment to the original. Decides
//! in which order matches count; finding them is `matcher.rs`'s and `glossary.rs`'s.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::alignment::{Aligned, Recorder, Run, compose, pieces};
use super::embedded::words;
use super::glossary::Glossary;
use super::layout;
use super::matcher::{Matcher, Token, unmatched_length};
use super::profile::Profile;

/// A profile and a glossary, ready to convert any number of texts.
///
/// Immutable; a clone shares everything with the original.
#[derive(Clone)]
pub struct Converter(Arc<Stages>);

struct Stages {
    profile: Profile,
    glossary: Glossary,
    normalization: Matcher,
    segmentation: Segmentation,
    first: Matcher,
    second: Option<Matcher>,
}

/// What a text is cut into before it is converted.
enum Segmentation {
    /// Nothing: it is one segment.
    Whole,
    /// The first stage's phrases and the runs between them.
    Merged,
    /// These words and the runs between them.
    Words(Matcher),
}

/// What the stages of one conversion record: normalization, first and second stage.
#[derive(Default)]
struct Records<R> {
    normalized: R,
    first: R,
    second: R,
}

impl Converter {
    /// A converter for the profile that renders the glossary's terms as it says.
    pub fn new(profile: Profile, glossary: &Glossary) -> Self {
        let rows = words(layout::PROFILES as u32);
        let row = |column: usize| rows.get(profile.row() * layout::PROFILE_WORDS + column);
        let normalization = Matcher::open(row(0));
        let glossary = Glossary::new(glossary.iter().map(|(term, rendering)| {
            let mut normalized = String::new();
            apply(&normalization, term, &mut normalized, &mut ());
            (normalized, rendering.to_owned())
        }));
        Self(Arc::new(Stages {
            profile,
            glossary,
            normalization,
            segmentation: match row(1) {
                layout::ABSENT => Segmentation::Whole,
                layout::MERGED => Segmentation::Merged,
                number => Segmentation::Words(Matcher::open(number)),
            },
            first: Matcher::open(row(2)),
            second: (row(3) != layout::ABSENT).then(|| Matcher::open(row(3))),
        }))
    }

    /// The profile it converts by.
    pub fn profile(&self) -> Profile {
        self.0.profile
    }

    /// The text, converted; borrowed if the conversion changes nothing.
    pub fn convert<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.0.leaves_alone(text) {
            return Cow::Borrowed(text);
        }
        let mut output = String::with_capacity(text.len() + text.len() / 16);
        self.0.run(text, &mut output, &mut Records::<()>::default());
        if output == text {
            return Cow::Borrowed(text);
        }
        Cow::Owned(output)
    }

    /// The same text as [`Converter::convert`], with what came from where.
    pub fn convert_aligned(&self, text: &str) -> Aligned {
        let mut output = String::with_capacity(text.len() + text.len() / 16);
        let mut records = Records::<Vec<Run>>::default();
        self.0.run(text, &mut output, &mut records);
        let mut runs = records.first;
        if self.0.second.is_some() {
            runs = compose(&runs, &records.second);
        }
        if !records.normalized.is_empty() {
            runs = compose(&records.normalized, &runs);
        }
        Aligned {
            text: output,
            pieces: pieces(&runs),
        }
    }

    /// What each stage may make of a character, for [`super::candidates`].
    pub(super) fn stages(&self) -> impl Iterator<Item = &Matcher> {
        std::iter::once(&self.0.first).chain(&self.0.second)
    }
}

impl fmt::Debug for Converter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Converter");
        fields.field("profile", &self.0.profile);
        fields.field("glossary", &self.0.glossary).finish()
    }
}

impl Stages {
    /// Whether the text is certain to stay as it is: no dictionary has an ASCII key.
    fn leaves_alone(&self, text: &str) -> bool {
        text.is_ascii() && !self.glossary.occurs_in(text)
    }

    fn run<R: Recorder>(&self, text: &str, output: &mut String, records: &mut Records<R>) {
        if !self.normalization.touches(text) {
            return self.run_normalized(text, output, records);
        }
        let mut normalized = String::with_capacity(text.len());
        apply(
            &self.normalization,
            text,
            &mut normalized,
            &mut records.normalized,
        );
        self.run_normalized(&normalized, output, records);
    }

    /// Converts the text between glossary terms, and renders those.
    fn run_normalized<R: Recorder>(
        &self,
        text: &str,
        output: &mut String,
        records: &mut Records<R>,
    ) {
        let mut start = 0;
        for (term, rendering) in self.glossary_terms(text) {
            self.convert_stretch(&text[start..term.start], output, records);
            start = term.end;
            output.push_str(rendering);
            records.first.replaced(&text[term], rendering);
            records.second.kept(rendering);
        }
        self.convert_stretch(&text[start..], output, records);
    }

    /// Where glossary terms win, and their renderings.
    fn glossary_terms(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut terms = Vec::new();
        if !self.glossary.occurs_in(text) {
            return terms;
        }
        let mut position = 0;
        while position < text.len() {
            let rest = &text[position..];
            let entry = self.dictionary_length(rest);
            match self.glossary.longest_at(rest) {
                Some((length, rendering)) if length >= entry => {
                    terms.push((position..position + length, rendering));
                    position += length;
                }
                _ if entry > 0 => position += entry,
                _ => position += unmatched_length(rest),
            }
        }
        terms
    }

    /// Bytes of the longest entry at the start that segmentation or first stage have.
    fn dictionary_length(&self, text: &str) -> usize {
        let length = |matcher: &Matcher| matcher.longest_at(text).map_or(0, |found| found.length);
        match &self.segmentation {
            Segmentation::Words(matcher) => length(matcher).max(length(&self.first)),
            Segmentation::Whole | Segmentation::Merged => length(&self.first),
        }
    }

    /// Converts text without glossary terms.
    fn convert_stretch<R: Recorder>(
        &self,
        text: &str,
        output: &mut String,
        records: &mut Records<R>,
    ) {
        let Some(second) = &self.second else {
            return match &self.segmentation {
                Segmentation::Words(matcher) => matcher.walk(text, |token| {
                    apply(&self.first, token.input(), output, &mut records.first);
                }),
                Segmentation::Whole | Segmentation::Merged => {
                    apply(&self.first, text, output, &mut records.first);
                }
            };
        };
        let mut between = String::new();
        let mut convert_segment = |segment: &str| {
            between.clear();
            apply(&self.first, segment, &mut between, &mut records.first);
            apply(second, &between, output, &mut records.second);
        };
        match &self.segmentation {
            Segmentation::Whole => convert_segment(text),
            Segmentation::Words(matcher) => {
                matcher.walk(text, |token| convert_segment(token.input()));
            }
            Segmentation::Merged => self.convert_merged(second, text, output, records),
        }
    }

    /// Both stages in one pass: a phrase of the first is a segment, and so is the run before it.
    fn convert_merged<R: Recorder>(
        &self,
        second: &Matcher,
        text: &str,
        output: &mut String,
        records: &mut Records<R>,
    ) {
        let mut run = String::new();
        let finish = |run: &mut String, output: &mut String, record: &mut R| {
            apply(second, run, output, record);
            run.clear();
        };
        self.first.walk(text, |token| match token {
            Token::Kept(kept) => {
                run.push_str(kept);
                records.first.kept(kept);
            }
            Token::Character(from, to) => {
                run.push_str(to);
                records.first.replaced(from, to);
            }
            Token::Phrase(from, to) => {
                finish(&mut run, output, &mut records.second);
                records.first.replaced(from, to);
                apply(second, to, output, &mut records.second);
            }
        });
        finish(&mut run, output, &mut records.second);
    }
}

impl<'a> Token<'a> {
    fn input(&self) -> &'a str {
        match *self {
            Token::Kept(text) | Token::Character(text, _) | Token::Phrase(text, _) => text,
        }
    }
}

/// Replaces what matches, keeps the rest.
fn apply<R: Recorder>(matcher: &Matcher, text: &str, output: &mut String, record: &mut R) {
    matcher.walk(text, |token| match token {
        Token::Kept(kept) => {
            output.push_str(kept);
            record.kept(kept);
        }
        Token::Character(from, to) | Token::Phrase(from, to) => {
            output.push_str(to);
            record.replaced(from, to);
        }
    });
}
