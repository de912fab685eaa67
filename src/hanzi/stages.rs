//! The steps of a profile, run over a text.
//!
//! Text in, converted text out, and to whom it may concern what was replaced by what.
//! Decides in which order matches count; finding them is `matcher.rs`'s and
//! `terms.rs`'s.

use std::borrow::Cow;
use std::ops::Range;

use super::alignment::Recorder;
use super::embedded::words;
use super::glossary::Glossary;
use super::layout;
use super::matcher::{Matcher, Token};
use super::profile::Profile;
use super::terms::winners;

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
        let glossary = glossary.rewritten(|text| {
            let mut normalized = String::new();
            apply(normalization, text, &mut normalized, &mut ());
            normalized
        });
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
        text.is_ascii() && self.glossary.hits(text).is_empty()
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
        for (range, number) in self.glossary_terms(text) {
            let Some(term) = self.glossary.term(number) else { continue };
            self.convert_stretch(&text[start..range.start], output, records);
            start = range.end;
            output.push_str(&term.rendering);
            records.first.replaced(&text[range], &term.rendering);
            records.second.kept(&term.rendering);
        }
        self.convert_stretch(&text[start..], output, records);
    }

    /// Where glossary terms win in a normalized text, and their numbers.
    pub(super) fn glossary_terms(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        winners(&self.glossary, text, |rest| self.dictionary_length(rest))
    }

    /// The text as the dictionaries know it, character for character.
    pub(super) fn normalized<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !self.normalization.touches(text) {
            return Cow::Borrowed(text);
        }
        let mut normalized = String::with_capacity(text.len());
        apply(self.normalization, text, &mut normalized, &mut ());
        Cow::Owned(normalized)
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
