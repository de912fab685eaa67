//! Why a conversion chose one of a character's renderings.
//!
//! A converter and a text in, out every character that could have been rendered otherwise, with
//! the choice and what it rests on. Converts nothing itself and judges no context.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::alignment::{Recorder, Run};
use super::characters::through;
use super::converter::Converter;
use super::glossary::{Glossary, Layer};
use super::profile::Profile;
use super::stages::{Records, Stages};
use crate::domain::Script;

/// A character for which the dictionaries know several renderings, and the one it got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The character.
    pub character: char,
    /// Its possible renderings, the usual one first.
    pub candidates: Vec<&'static str>,
    /// What it became; the rendering of a whole phrase where that has another length.
    pub chosen: String,
    /// What the choice rests on.
    pub reason: Reason,
}

/// What a choice rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// This phrase of the dictionaries.
    Phrase(String),
    /// This name.
    Name(String),
    /// This term of the site's glossary, or of the words that come with the program.
    Glossary(String),
    /// This entry of the page's table.
    Page(String),
    /// The review, for this context.
    Pin(String),
    /// Other renderings are so rare that a text like the site's has none of them.
    Usual,
    /// Nothing but that this rendering is the most frequent.
    Default,
}

impl Choice {
    /// Whether somebody should look at it.
    pub fn is_doubtful(&self) -> bool {
        self.reason == Reason::Default
    }
}

/// Characters with a rendering that is rare, in order.
static RARE: LazyLock<Vec<(char, char)>> =
    LazyLock::new(|| rare_renderings(include_str!("data/rare_renderings.tsv")));

fn rare_renderings(table: &str) -> Vec<(char, char)> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let pairs = rows.flat_map(|(character, rare)| {
        let character = character.chars().next();
        rare.split(' ').filter_map(move |text| character.zip(text.chars().next()))
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    pairs
}

/// Whether all renderings of the character but the first are rare.
fn has_one_usual_rendering(character: char, candidates: &[&str]) -> bool {
    let is_rare = |to: char| to > '\u{FFFF}' || RARE.binary_search(&(character, to)).is_ok();
    candidates.iter().skip(1).all(|text| text.chars().all(is_rare))
}

/// Words without a phrase of their own in which the usual renderings are right.
static CERTAIN: LazyLock<Glossary> = LazyLock::new(|| {
    let rows = include_str!("data/certain_words.tsv").lines().filter(|line| !line.starts_with('#'));
    let words = rows.filter_map(|line| line.split_once('\t'));
    Glossary::new(words.map(|(word, rendering)| (word.to_owned(), rendering.to_owned())))
});

/// What a stage did to its text: its replacements, and where phrases stood.
#[derive(Default)]
struct Trace {
    runs: Vec<Run>,
    /// What the stage made of what it heard so far.
    made: String,
    position: usize,
    phrases: Vec<Range<usize>>,
}

impl Recorder for Trace {
    fn kept(&mut self, text: &str) {
        self.runs.kept(text);
        self.made.push_str(text);
        self.position += text.len();
    }

    fn character(&mut self, from: char, to: char) {
        self.runs.character(from, to);
        self.made.push(to);
        self.position += from.len_utf8();
    }

    fn replaced(&mut self, from: &str, to: &str) {
        self.runs.replaced(from, to);
        self.made.push_str(to);
        if from.chars().nth(1).is_some() {
            self.phrases.push(self.position..self.position + from.len());
        }
        self.position += from.len();
    }
}

fn phrase_at(phrases: &[Range<usize>], offset: usize) -> Option<Range<usize>> {
    let after = phrases.partition_point(|phrase| phrase.end <= offset);
    phrases.get(after).filter(|phrase| phrase.start <= offset).cloned()
}

impl Converter {
    /// Every character of the text that could have been rendered otherwise, in order.
    pub fn choices(&self, text: &str) -> Vec<Choice> {
        let stages = self.steps();
        let normalized = stages.normalized(text);
        let mut output = String::with_capacity(text.len());
        let mut records = Records::<Trace>::default();
        stages.run(&normalized, &mut output, &mut records);
        let account = Account {
            stages,
            text: &normalized,
            terms: stages.glossary_terms(&normalized),
            pieces: self.convert_aligned(&normalized).pieces,
            between: super::alignment::pieces(&records.first.runs),
            way_back: WayBack::of(self, &output),
            output,
            certain: CERTAIN.hits(&normalized).into_iter().map(|hit| hit.range).collect(),
            first: records.first,
            second: records.second,
        };
        // Normalization exchanges character for character, of whatever width.
        let places = text.char_indices().zip(normalized.char_indices());
        places
            .filter_map(|((start, own), (offset, character))| {
                Some(Choice { span: start..start + own.len_utf8(), ..account.choice(offset, character)? })
            })
            .collect()
    }
}

/// All that is known about one conversion.
struct Account<'a> {
    stages: &'a Stages,
    text: &'a str,
    output: String,
    terms: Vec<(Range<usize>, usize)>,
    pieces: Vec<super::Piece>,
    /// What the first stage made of the text, for the second.
    between: Vec<super::Piece>,
    first: Trace,
    second: Trace,
    way_back: Option<WayBack>,
    /// Where words stand in which the usual renderings are right.
    certain: Vec<Range<usize>>,
}

/// The result converted back: OpenCC's phrases from Traditional to Simplified are only exceptions,
/// but those of the other direction tell which word a character belongs to.
struct WayBack {
    text: String,
    phrases: Vec<Range<usize>>,
    /// Where each of its characters stands in the text converted back, and what it becomes there.
    characters: HashMap<usize, char>,
}

static TO_TRADITIONAL: LazyLock<Converter> =
    LazyLock::new(|| Converter::new(Profile::S2t, &Glossary::default()));

impl WayBack {
    /// For conversions to Simplified.
    fn of(converter: &Converter, simplified: &str) -> Option<Self> {
        if converter.profile().target_script() != Script::Hans {
            return None;
        }
        let mut records = Records::<Trace>::default();
        let mut back = String::with_capacity(simplified.len());
        TO_TRADITIONAL.steps().run(simplified, &mut back, &mut records);
        let same_length = simplified.chars().count() == back.chars().count();
        let places = simplified.char_indices().map(|(offset, _)| offset).filter(|_| same_length);
        let characters = places.zip(back.chars()).collect();
        Some(Self { text: simplified.to_owned(), phrases: records.first.phrases, characters })
    }

    /// The phrase around a character of the result that leads back to the original one.
    fn phrase(&self, offset: usize, original: char) -> Option<&str> {
        if self.characters.get(&offset) != Some(&original) {
            return None;
        }
        phrase_at(&self.phrases, offset).and_then(|range| self.text.get(range))
    }
}

impl Account<'_> {
    fn choice(&self, offset: usize, character: char) -> Option<Choice> {
        let candidates = through(self.stages.matchers(), character);
        if candidates.len() < 2 {
            return None;
        }
        let reason = self.term_reason(offset).or_else(|| self.phrase_reason(offset, character));
        let reason =
            reason.or_else(|| self.attested(offset, character)).or_else(|| self.certain_word(offset));
        let reason = match reason {
            Some(reason) => reason,
            None if has_one_usual_rendering(character, &candidates) => Reason::Usual,
            None => Reason::Default,
        };
        let chosen = self.chosen(offset, character);
        let span = offset..offset + character.len_utf8();
        Some(Choice { span, character, candidates, chosen, reason })
    }

    /// What the character became.
    fn chosen(&self, offset: usize, character: char) -> String {
        let Some(piece) = piece_at(&self.pieces, offset) else { return character.to_string() };
        let unchanged = self.text[piece.input.clone()] == self.output[piece.output.clone()];
        let own = if unchanged { None } else { self.output.get(piece.output.clone()) };
        own.map_or_else(|| character.to_string(), str::to_owned)
    }

    /// The phrase of the way back that holds the character.
    fn attested(&self, offset: usize, character: char) -> Option<Reason> {
        let piece = piece_at(&self.pieces, offset)?;
        let place = piece.output.start + offset - piece.input.start;
        let phrase = self.way_back.as_ref()?.phrase(place, character)?;
        Some(Reason::Phrase(phrase.to_owned()))
    }

    fn certain_word(&self, offset: usize) -> Option<Reason> {
        let range = self.certain.iter().find(|range| range.contains(&offset))?;
        Some(Reason::Phrase(self.text[range.clone()].to_owned()))
    }

    fn term_reason(&self, offset: usize) -> Option<Reason> {
        let after = self.terms.partition_point(|(range, _)| range.end <= offset);
        let (_, number) = self.terms.get(after).filter(|(range, _)| range.start <= offset)?;
        let term = self.stages.glossary.term(*number)?;
        let text = term.text.clone();
        Some(match term.layer {
            Layer::Page => Reason::Page(text),
            Layer::Pin => Reason::Pin(text),
            Layer::Name => Reason::Name(text),
            Layer::Glossary | Layer::Domain => Reason::Glossary(text),
        })
    }

    /// The phrase that decides, if every stage with a choice has one.
    fn phrase_reason(&self, offset: usize, character: char) -> Option<Reason> {
        let mut matchers = self.stages.matchers();
        let phrase = phrase_at(&self.first.phrases, offset).and_then(|range| self.text.get(range));
        let chooses_first = matchers.next()?.candidates(character).len() > 1;
        if chooses_first && phrase.is_none() {
            return None;
        }
        let Some((second, (place, passed))) = matchers.next().zip(self.passed_on(offset, character)) else {
            return phrase.map(|word| Reason::Phrase(word.to_owned()));
        };
        if second.candidates(passed).len() < 2 {
            return phrase.map(|word| Reason::Phrase(word.to_owned()));
        }
        let later = phrase_at(&self.second.phrases, place)?;
        Some(Reason::Phrase(self.first.made.get(later)?.to_owned()))
    }

    /// The character that the second stage gets for this one, and where it stands there.
    fn passed_on(&self, offset: usize, character: char) -> Option<(usize, char)> {
        let piece = piece_at(&self.between, offset)?;
        let text = &self.first.made;
        let place = match piece.input.len() == piece.output.len() {
            true => piece.output.start + offset - piece.input.start,
            false => piece.output.start,
        };
        let passed = text.get(place..)?.chars().next().unwrap_or(character);
        Some((place, passed))
    }
}

fn piece_at(pieces: &[super::Piece], offset: usize) -> Option<&super::Piece> {
    let after = pieces.partition_point(|piece| piece.input.end <= offset);
    pieces.get(after).filter(|piece| piece.input.start <= offset)
}

#[cfg(test)]
mod tests {
    use super::super::Pin;
    use super::*;

    fn reasons(glossary: &Glossary, profile: Profile, text: &str) -> Vec<(char, String, Reason)> {
        let choices = Converter::new(profile, glossary).choices(text);
        choices.into_iter().map(|choice| (choice.character, choice.chosen, choice.reason)).collect()
    }

    fn owned(term: &str, rendering: &str) -> [(String, String); 1] {
        [(term.to_owned(), rendering.to_owned())]
    }

    #[test]
    fn a_character_alone_is_doubtful_and_one_in_a_phrase_is_not() {
        let found = reasons(&Glossary::default(), Profile::S2tw, "头发，他发");
        let phrase = Reason::Phrase("头发".into());
        assert_eq!(found, [('发', "髮".into(), phrase), ('发', "發".into(), Reason::Default)]);
    }

    #[test]
    fn each_layer_says_that_it_decided() {
        let glossary = Glossary::new(owned("发", "發"));
        let found = |glossary: &Glossary| reasons(glossary, Profile::S2tw, "她的发很长").remove(0).2;
        assert_eq!(found(&glossary), Reason::Glossary("发".into()));
        let glossary = glossary.with(Layer::Name, owned("的发很", "的发很"));
        assert_eq!(found(&glossary), Reason::Name("的发很".into()));
        let pin = Pin { context: "她的发很".into(), at: 2, rendering: "髮".into() };
        let glossary = glossary.with_pins([pin]);
        assert_eq!(found(&glossary), Reason::Pin("她的发很".into()));
        let glossary = glossary.with(Layer::Page, owned("发", "髮"));
        assert_eq!(found(&glossary), Reason::Page("发".into()));
    }

    #[test]
    fn a_choice_stands_where_the_character_stands() {
        let text = "\u{2F800}里，A里";
        let choices = Converter::new(Profile::S2tw, &Glossary::default()).choices(text);
        let found: Vec<_> = choices.iter().map(|choice| &text[choice.span.clone()]).collect();
        assert_eq!(found, ["里", "里"]);
        assert_eq!(choices[0].candidates[..2], ["裡", "里"]);
    }

    #[test]
    fn the_other_direction_has_its_doubts_too() {
        let found = reasons(&Glossary::default(), Profile::Tw2s, "乾坤，乾淨，他乾");
        let doubtful: Vec<_> =
            found.iter().map(|(_, to, reason)| (&**to, *reason == Reason::Default)).collect();
        assert_eq!(doubtful, [("乾", false), ("干", false), ("干", true)]);
    }

    #[test]
    fn words_that_are_certain_are_converted_so() {
        let rows = include_str!("data/certain_words.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut count = 0;
        for (word, rendering) in rows.filter_map(|row| row.split_once('\t')) {
            assert_eq!(TO_TRADITIONAL.convert(word), rendering);
            assert!(TO_TRADITIONAL.choices(word).iter().all(|choice| !choice.is_doubtful()), "{word}");
            count += 1;
        }
        assert!(count > 50, "{count}");
    }

    #[test]
    fn rare_renderings_raise_no_doubt_and_the_known_traps_always_do() {
        let alone = |character: char| {
            let found = reasons(&Glossary::default(), Profile::S2tw, &format!("，{character}，"));
            found.first().map(|(.., reason)| reason.clone())
        };
        for trap in "发后干里面准范余于系制复台只松丑谷划占吁征冲".chars() {
            assert_eq!(alone(trap), Some(Reason::Default), "{trap}");
        }
        assert_eq!(alone('个'), Some(Reason::Usual));
    }
}
