//! What the dictionaries say about single characters.
//!
//! Characters in; their Simplified form, their candidates, and the script that alone
//! writes them out. Looks at no context: a text is converted by `converter.rs`.

use std::sync::LazyLock;

use super::converter::Converter;
use super::embedded::CharacterTable;
use super::glossary::Glossary;
use super::layout;
use super::profile::Profile;
use crate::domain::Script;

static CLASSES: LazyLock<CharacterTable> =
    LazyLock::new(|| CharacterTable::open(layout::CLASSES as u32));

static TO_SIMPLIFIED: LazyLock<Converter> =
    LazyLock::new(|| Converter::new(Profile::T2s, &Glossary::default()));

/// The Simplified form of a character standing alone, as `t2s` gives it; itself if it has none.
///
/// Folds both scripts to one for searching: 贓 and 赃 both give 赃.
pub fn simplified(character: char) -> char {
    let folded = TO_SIMPLIFIED.stages().next();
    let folded = folded.and_then(|stage| stage.candidates(character).first()?.chars().next());
    folded.unwrap_or(character)
}

/// All a profile could make of a character, its usual rendering first.
///
/// 发 with `s2tw` gives 發 and 髮. Empty if the profile never changes the character. With
/// two stages, each candidate of the first is followed through the second.
pub fn candidates(character: char, profile: Profile) -> Vec<&'static str> {
    let converter = Converter::new(profile, &Glossary::default());
    let mut stages = converter.stages();
    let mut found = stages
        .next()
        .map_or_else(Vec::new, |stage| stage.candidates(character));
    let Some(second) = stages.next() else {
        return found;
    };
    if found.is_empty() {
        return second.candidates(character);
    }
    let mut renderings = Vec::new();
    for candidate in found.drain(..) {
        let mut characters = candidate.chars();
        let single = characters.next().filter(|_| characters.next().is_none());
        let further = single.map_or_else(Vec::new, |single| second.candidates(single));
        let further = if further.is_empty() {
            vec![candidate]
        } else {
            further
        };
        for rendering in further {
            if !renderings.contains(&rendering) {
                renderings.push(rendering);
            }
        }
    }
    renderings
}

/// Whether Traditional text never contains the character.
///
/// True if `s2t` changes it and no dictionary of a Traditional standard writes it: 发 and
/// 们, but not 后 or 台, which are both.
pub fn is_simplified_only(character: char) -> bool {
    CLASSES.record(character).0 == layout::SIMPLIFIED_EXCLUSIVE
}

/// Whether Simplified text never contains the character: 發 and 們, but not 乾 (乾坤) or 著.
pub fn is_traditional_only(character: char) -> bool {
    CLASSES.record(character).0 == layout::TRADITIONAL_EXCLUSIVE
}

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

/// Tells the script of a text by the characters that only one script has.
pub fn detect(text: &str) -> Detection {
    let (mut hans, mut hant) = (0, 0);
    for character in text.chars() {
        match CLASSES.record(character).0 {
            layout::SIMPLIFIED_EXCLUSIVE => hans += 1,
            layout::TRADITIONAL_EXCLUSIVE => hant += 1,
            _ => {}
        }
    }
    let script = match hans.cmp(&hant) {
        std::cmp::Ordering::Greater => Some(Script::Hans),
        std::cmp::Ordering::Less => Some(Script::Hant),
        std::cmp::Ordering::Equal => None,
    };
    Detection { script, hans, hant }
}
