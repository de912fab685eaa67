//! The steps of a profile, run over a text.
//!
//! Text in, converted text out, and to whom it may concern what was replaced by what.
//! Decides in which order matches count; finding them is `matcher.rs`'s and
//! `glossary.rs`'s.

use std::ops::Range;

use super::alignment::Recorder;
use super::embedded::words;
use super::glossary::Glossary;
use super::layout;
use super::matcher::{Matcher, Token, unmatched_length};
use super::profile::Profile;

/// The steps of a profile, with a glossary.
pub(super) struct Stages {
    pub(super) profile: Profile,
    pub(super) glossary: Glossary,
    normalization: &'static Matcher,
    segmentation: Segmentation,
    first: &'static Matcher,
    second: Option<&'static Matcher>,
}

/// What a text is cut into before it is converted.
enum Segmentation {
    /// Nothing: it is one segment.
    Whole,
    /// The first stage's phrases and the runs between them.
    Merged,
    /// These words and the runs between them.
    Words(&'static Matcher),
}

/// What the steps of one conversion record: normalization, first and second stage.
#[derive(Default)]
pub(super) struct Records<R> {
    pub(super) normalized: R,
    pub(super) first: R,
    pub(super) second: R,
}

impl Stages {
    /// The steps that the pack has for the profile.
    pub(super) fn new(profile: Profile, glossary: &Glossary) -> Self {
        let rows = words(layout::PROFILES as u32);
        let row = |column: usize| rows.get(profile.row() * layout::PROFILE_WORDS + column);
        let normalization = Matcher::of_row(row(0));
        let glossary = Glossary::new(glossary.iter().map(|(term, rendering)| {
            let mut normalized = String::new();
            apply(normalization, term, &mut normalized, &mut ());
            (normalized, rendering.to_owned())
        }));
        Self {
            profile,
            glossary,
            normalization,
            segmentation: match row(1) {
                layout::ABSENT => Segmentation::Whole,
                layout::MERGED => Segmentation::Merged,
                number => Segmentation::Words(Matcher::of_row(number)),
            },
            first: Matcher::of_row(row(2)),
            second: (row(3) != layout::ABSENT).then(|| Matcher::of_row(row(3))),
        }
    }

    /// The stages after normalization and segmentation: one or two.
    pub(super) fn matchers(&self) -> impl Iterator<Item = &'static Matcher> + use<> {
        std::iter::once(self.first).chain(self.second)
    }

    /// Whether the text is certain to stay as it is: no dictionary has an ASCII key.
    pub(super) fn leaves_alone(&self, text: &str) -> bool {
        text.is_ascii() && !self.glossary.occurs_in(text)
    }

    /// Converts the text, appending to `output`.
    pub(super) fn run<R: Recorder>(&self, text: &str, output: &mut String, records: &mut Records<R>) {
        if !self.normalization.touches(text) {
            return self.run_normalized(text, output, records);
        }
        let mut normalized = String::with_capacity(text.len());
        apply(self.normalization, text, &mut normalized, &mut records.normalized);
        self.run_normalized(&normalized, output, records);
    }

    /// Converts the text between glossary terms, and renders those.
    fn run_normalized<R: Recorder>(&self, text: &str, output: &mut String, records: &mut Records<R>) {
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
        while let Some(first) = text[position..].chars().next() {
            let rest = &text[position..];
            let entry = self.dictionary_length(rest);
            match self.glossary.longest_at(rest) {
                Some((length, rendering)) if length >= entry => {
                    terms.push((position..position + length, rendering));
                    position += length;
                }
                _ if entry > 0 => position += entry,
                _ => position += unmatched_length(rest, first),
            }
        }
        terms
    }

    /// Bytes of the longest entry at the start that segmentation or first stage have.
    fn dictionary_length(&self, text: &str) -> usize {
        let first = self.first.longest_length(text);
        match &self.segmentation {
            Segmentation::Words(matcher) => first.max(matcher.longest_length(text)),
            Segmentation::Whole | Segmentation::Merged => first,
        }
    }

    /// Converts text without glossary terms.
    fn convert_stretch<R: Recorder>(&self, text: &str, output: &mut String, records: &mut Records<R>) {
        let mut between = String::new();
        let mut convert_segment = |segment: &str| {
            let Some(second) = self.second else {
                return apply(self.first, segment, output, &mut records.first);
            };
            between.clear();
            apply(self.first, segment, &mut between, &mut records.first);
            apply(second, &between, output, &mut records.second);
        };
        match (&self.segmentation, self.second) {
            (Segmentation::Merged, Some(second)) => {
                self.convert_merged(second, text, output, records);
            }
            (Segmentation::Words(words), _) => words.cut(text, convert_segment),
            (Segmentation::Whole | Segmentation::Merged, _) => convert_segment(text),
        }
    }

    /// Both stages in one pass: a phrase of the first is a segment, and so is the stretch before it.
    fn convert_merged<R: Recorder>(
        &self,
        second: &Matcher,
        text: &str,
        output: &mut String,
        records: &mut Records<R>,
    ) {
        let mut stretch = String::new();
        self.first.walk(text, |token| match token {
            Token::Kept(kept) => {
                stretch.push_str(kept);
                records.first.kept(kept);
            }
            Token::Character(from, to) => {
                stretch.push(to);
                records.first.character(from, to);
            }
            Token::Phrase(from, to) => {
                apply(second, &stretch, output, &mut records.second);
                stretch.clear();
                records.first.replaced(from, to);
                apply(second, to, output, &mut records.second);
            }
        });
        apply(second, &stretch, output, &mut records.second);
    }
}

/// Replaces what matches, keeps the rest.
fn apply<R: Recorder>(matcher: &Matcher, text: &str, output: &mut String, record: &mut R) {
    matcher.walk(text, |token| match token {
        Token::Kept(kept) => {
            output.push_str(kept);
            record.kept(kept);
        }
        Token::Character(from, to) => {
            output.push(to);
            record.character(from, to);
        }
        Token::Phrase(from, to) => {
            output.push_str(to);
            record.replaced(from, to);
        }
    });
}
