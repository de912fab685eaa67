//! Tells which script a text is written in, and how sure that is.
//!
//! Texts in; the script, its evidence and the characters that don't belong out. The
//! evidence is the characters that only one script has; no word and no context counts.

use std::cmp::Ordering;
use std::ops::Range;

use super::characters::{is_simplified_only, is_traditional_only, script_of};
use crate::domain::Script;

/// Which script a text is in, and on what evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detection {
    /// The script with more characters of its own; none if they are equal in number.
    pub script: Option<Script>,
    /// Characters that only Simplified text contains.
    pub hans: usize,
    /// Characters that only Traditional text contains.
    pub hant: usize,
}

/// A line of a text that says something, and what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, in bytes, without its line break.
    pub range: Range<usize>,
    /// Its script.
    pub detection: Detection,
}

impl Detection {
    /// From this [`Detection::certainty`] on a text is clearly in its script: by three
    /// characters against none, or seven against one.
    pub const CLEAR: f64 = 0.8;

    /// What so many characters of either script tell.
    pub fn of(hans: usize, hant: usize) -> Self {
        let script = match hans.cmp(&hant) {
            Ordering::Greater => Some(Script::Hans),
            Ordering::Less => Some(Script::Hant),
            Ordering::Equal => None,
        };
        Detection { script, hans, hant }
    }

    /// How sure the script is: the share of the evidence that speaks for it, 0.5 to 1.
    ///
    /// One imagined character for each script is counted in, so that little evidence is
    /// never certain: none gives 0.5, one character 0.67, eight 0.9.
    pub fn certainty(&self) -> f64 {
        let (more, fewer) = (self.hans.max(self.hant), self.hans.min(self.hant));
        (more + 1) as f64 / (more + fewer + 2) as f64
    }

    /// Whether the text is clearly in this script.
    pub fn is_clearly(&self, script: Script) -> bool {
        self.script == Some(script) && self.certainty() >= Self::CLEAR
    }

    /// Characters that texts of this script don't contain.
    pub fn foreign_to(&self, script: Script) -> usize {
        match script {
            Script::Hans => self.hant,
            Script::Hant => self.hans,
        }
    }
}

/// Tells the script of a text by the characters that only one script has.
pub fn detect(text: &str) -> Detection {
    let (mut hans, mut hant) = (0, 0);
    for character in text.chars().filter(|character| !character.is_ascii()) {
        match script_of(character) {
            Some(Script::Hans) => hans += 1,
            Some(Script::Hant) => hant += 1,
            None => {}
        }
    }
    Detection::of(hans, hant)
}

/// Tells the script of each line that isn't blank.
pub fn detect_paragraphs(text: &str) -> Vec<Paragraph> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            paragraphs.push(Paragraph { range: start..start + line.len(), detection: detect(line) });
        }
        start += line.len() + 1;
    }
    paragraphs
}

/// Whether some paragraphs are clearly in one script and some in the other.
pub fn is_mixed(paragraphs: &[Paragraph]) -> bool {
    let has = |script| paragraphs.iter().any(|paragraph| paragraph.detection.is_clearly(script));
    has(Script::Hans) && has(Script::Hant)
}

/// The characters of a text that its script doesn't contain, each with its offset in bytes.
pub fn foreign_characters(text: &str, script: Script) -> impl Iterator<Item = (usize, char)> {
    let is_foreign = match script {
        Script::Hans => is_traditional_only,
        Script::Hant => is_simplified_only,
    };
    text.char_indices().filter(move |&(_, character)| is_foreign(character))
}

#[cfg(test)]
mod tests {
    use super::super::{Converter, Glossary, Profile};
    use super::*;

    #[test]
    fn the_script_with_more_characters_of_its_own_is_detected() {
        let hans = detect("他们说：「後來」没说话");
        assert_eq!(hans.script, Some(Script::Hans));
        assert_eq!((hans.hans, hans.hant), (5, 2));
        assert_eq!(detect("警方提醒市民").script, None);
        assert_eq!(detect("返還被騙資金").script, Some(Script::Hant));
    }

    #[test]
    fn certainty_grows_with_the_evidence_and_falls_with_its_contradiction() {
        let certainty = |hans, hant| Detection::of(hans, hant).certainty();
        assert_eq!(certainty(0, 0), 0.5);
        assert_eq!(certainty(8, 0), 0.9);
        assert_eq!(certainty(3, 3), 0.5);
        assert_eq!(certainty(1, 9), certainty(9, 1));
        assert!(certainty(1, 0) < certainty(2, 0) && certainty(9, 1) < certainty(9, 0));
        assert!(certainty(1000, 0) < 1.0);
    }

    #[test]
    fn few_characters_make_no_text_clear() {
        assert!(!detect("诈骗").is_clearly(Script::Hans));
        assert!(detect("电信网络诈骗").is_clearly(Script::Hans));
        assert!(!detect("电信网络诈骗").is_clearly(Script::Hant));
        assert_eq!(detect("电信網絡诈骗").foreign_to(Script::Hans), 2);
    }

    #[test]
    fn each_paragraph_is_told_apart_and_a_mixture_is_seen() {
        let text = "警方返还被骗资金。\n\n警方返還被騙資金。\n96110";
        let paragraphs = detect_paragraphs(text);
        let scripts: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.detection.script).collect();
        assert_eq!(scripts, [Some(Script::Hans), Some(Script::Hant), None]);
        assert_eq!(&text[paragraphs[1].range.clone()], "警方返還被騙資金。");
        assert!(is_mixed(&paragraphs));
        assert!(!is_mixed(&paragraphs[..1]));
    }

    #[test]
    fn characters_of_the_other_script_are_found_where_they_stand() {
        let found: Vec<_> = foreign_characters("返還资金后", Script::Hans).collect();
        assert_eq!(found, [(3, '還')]);
        let found: Vec<_> = foreign_characters("返還资金后", Script::Hant).collect();
        assert_eq!(found, [(6, '资')]);
    }

    #[test]
    fn converted_text_holds_no_character_of_the_other_script_alone() {
        let text = "公安机关破获电信网络诈骗案件，抓获犯罪嫌疑人，返还资金";
        for profile in [Profile::S2t, Profile::S2tw, Profile::S2hk] {
            let converted = Converter::new(profile, &Glossary::default()).convert(text);
            assert_eq!(detect(&converted).hans, 0);
            assert!(detect(&converted).hant > 10);
        }
    }
}
