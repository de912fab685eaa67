//! Converts texts by a profile and a glossary.
//!
//! Text in, converted text out, on request with its alignment to the original. Holds
//! the public face of the engine; the steps themselves are in `stages.rs`.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::alignment::{Aligned, Run, compose, pieces};
use super::glossary::Glossary;
use super::matcher::{Matcher, may_be_in_description};
use super::profile::Profile;
use super::stages::{Records, Stages};

/// A profile and a glossary, ready to convert any number of texts.
///
/// Immutable; a clone shares everything with the original.
#[derive(Clone)]
pub struct Converter(Arc<Stages>);

impl Converter {
    /// A converter for the profile that renders the glossary's terms as it says.
    pub fn new(profile: Profile, glossary: &Glossary) -> Self {
        Self(Arc::new(Stages::new(profile, glossary)))
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

    /// A long text converted part by part, for as much memory as a part takes.
    ///
    /// The parts in a row are what [`Converter::convert`] gives for a glossary whose terms stand
    /// on one line: the text is parted at line ends, which no entry of the dictionaries holds.
    pub fn convert_parts<'a>(&self, text: &'a str) -> impl Iterator<Item = Cow<'a, str>> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let (part, after) = rest.split_at(part_end(rest));
            rest = after;
            (!part.is_empty()).then(|| self.convert(part))
        })
    }

    /// The same text as [`Converter::convert`], with what came from where.
    pub fn convert_aligned(&self, text: &str) -> Aligned {
        let mut output = String::with_capacity(text.len() + text.len() / 16);
        let mut records = Records::<Vec<Run>>::default();
        self.0.run(text, &mut output, &mut records);
        let mut runs = records.first;
        if self.0.matchers().count() > 1 {
            runs = compose(&runs, &records.second);
        }
        if !records.normalized.is_empty() {
            runs = compose(&records.normalized, &runs);
        }
        Aligned { text: output, pieces: pieces(&runs) }
    }

    /// The steps of the conversion, for [`Converter::choices`].
    pub(super) fn steps(&self) -> &Stages {
        &self.0
    }

    /// What each stage may make of a character, for [`super::candidates`].
    pub(super) fn stages(&self) -> impl Iterator<Item = &'static Matcher> + use<> {
        self.0.matchers()
    }
}

/// Bytes of a part of a long text, to its last line end.
const PART: usize = 64 * 1024;

/// Where the first part of a text ends: at a line end that is in no description sequence.
fn part_end(text: &str) -> usize {
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes().get(PART..).unwrap_or_default());
    let mut ends = line_ends.map(|at| PART + at + 1);
    ends.find(|&end| !may_be_in_description(text, end)).unwrap_or(text.len())
}

impl fmt::Debug for Converter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Converter");
        fields.field("profile", &self.0.profile);
        fields.field("glossary", &self.0.glossary).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converter(profile: Profile, entries: &[(&str, &str)]) -> Converter {
        let owned = entries.iter().map(|&(term, to)| (term.to_owned(), to.to_owned()));
        Converter::new(profile, &Glossary::new(owned))
    }

    fn convert(profile: Profile, text: &str) -> String {
        converter(profile, &[]).convert(text).into_owned()
    }

    #[test]
    fn phrases_decide_between_the_candidates_of_a_character() {
        let text = "皇后发现头发干燥，干部在后面";
        assert_eq!(convert(Profile::S2tw, text), "皇后發現頭髮乾燥，幹部在後面");
    }

    #[test]
    fn the_second_stage_does_not_match_across_words_of_the_first() {
        assert_eq!(convert(Profile::S2twp, "软件里面的鼠标"), "軟體裡面的滑鼠");
        assert_eq!(convert(Profile::Tw2sp, "軟體裡面的滑鼠"), "软件里面的鼠标");
    }

    #[test]
    fn compatibility_ideographs_are_normalized_first() {
        assert_eq!(convert(Profile::T2s, "\u{F90A}屬"), "金属");
    }

    #[test]
    fn a_description_sequence_stays_whole() {
        assert_eq!(convert(Profile::S2t, "⿰讠羊与讠"), "⿰讠羊與訁");
    }

    #[test]
    fn unchanged_text_is_borrowed() {
        let converter = converter(Profile::S2tw, &[]);
        for text in ["", "96110 <a>", "不變的字"] {
            assert!(matches!(converter.convert(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn text_after_a_nul_is_kept() {
        assert_eq!(convert(Profile::S2tw, "头\0发后"), "頭\0發後");
    }

    #[test]
    fn parts_are_what_the_whole_becomes() {
        let converter = converter(Profile::S2twp, &[]);
        let block = "发现头发在里面的鼠标垫和软件后台\n".repeat(9) + "发⿱艹⿰\n钅只里面\n";
        for blocks in [0, 1, 150, 151, 152, 153, 900] {
            let text = block.repeat(blocks) + "后台";
            let parts: Vec<_> = converter.convert_parts(&text).collect();
            assert_eq!(parts.concat(), converter.convert(&text));
            assert_eq!(parts.len() > 1, text.len() > PART);
        }
    }

    #[test]
    fn a_glossary_term_wins_over_entries_of_its_length() {
        let converter = converter(Profile::S2tw, &[("软件", "軟體")]);
        assert_eq!(converter.convert("软件和发票"), "軟體和發票");
    }

    #[test]
    fn a_longer_dictionary_entry_wins_over_a_glossary_term() {
        let converter = converter(Profile::S2tw, &[("皇", "HUANG")]);
        assert_eq!(converter.convert("皇后与皇"), "皇后與HUANG");
    }

    #[test]
    fn later_stages_leave_a_rendering_alone() {
        let converter = converter(Profile::S2tw, &[("里程", "裏程")]);
        assert_eq!(converter.convert("里程里面"), "裏程裡面");
    }

    #[test]
    fn pieces_tell_the_characters_of_a_phrase_apart() {
        let aligned = converter(Profile::S2twp, &[]).convert_aligned("头发和鼠标垫");
        let inputs: Vec<_> = aligned.pieces.iter().map(|piece| piece.input.clone()).collect();
        assert_eq!(aligned.text, "頭髮和滑鼠墊");
        assert_eq!(inputs, [0..3, 3..6, 6..9, 9..12, 12..15, 15..18]);
    }

    #[test]
    fn a_rendering_of_another_length_is_one_piece() {
        let converter = converter(Profile::S2tw, &[("断卡行动", "「斷卡」行動")]);
        let aligned = converter.convert_aligned("在断卡行动中");
        assert_eq!(aligned.text, "在「斷卡」行動中");
        let expected = [(0..3, 0..3), (3..15, 3..21), (15..18, 21..24)];
        let expected = expected.map(|(input, output)| super::super::Piece { input, output });
        assert_eq!(aligned.pieces, expected);
    }

    #[test]
    fn normalization_that_changes_the_width_stays_aligned() {
        let aligned = converter(Profile::T2s, &[]).convert_aligned("甲\u{2F800}乙");
        let last = aligned.pieces.last().cloned();
        assert_eq!(aligned.text, "甲丽乙");
        assert_eq!(last.map(|piece| piece.input), Some(7..10));
    }
}
