//! What the dictionaries say about single characters.
//!
//! Characters in; their Simplified form, their candidates, and the script that alone
//! writes them out. Looks at no context: a text is converted by `converter.rs`, and
//! `detection.rs` says which script it is in.

use std::sync::LazyLock;

use super::converter::Converter;
use super::embedded::CharacterTable;
use super::glossary::Glossary;
use super::layout;
use super::matcher::Matcher;
use super::profile::Profile;
use crate::domain::Script;

static CLASSES: LazyLock<CharacterTable> = LazyLock::new(|| CharacterTable::open(layout::CLASSES as u32));

static TO_SIMPLIFIED: LazyLock<Converter> =
    LazyLock::new(|| Converter::new(Profile::T2s, &Glossary::default()));

/// Code points of other scripts, surrogates and private characters: a third of the basic plane, in
/// which no Chinese text is written. Tables of all characters need not ask after them one by one.
pub const FOREIGN: std::ops::RangeInclusive<u32> = 0xA000..=0xF8FF;

/// The Simplified form of a character standing alone, as `t2s` gives it; itself if it has none.
///
/// Folds both scripts to one for searching: 贓 and 赃 both give 赃.
#[inline]
pub fn simplified(character: char) -> char {
    /// Where nearly all hanzi stand: the unified ideographs and their first extension.
    const USUAL: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{9FFF}';
    static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut simplified: Vec<char> = USUAL.collect();
        // Most stay as they are, and only those in the list are looked up.
        for one in TO_SIMPLIFIED.stages().take(1).flat_map(Matcher::characters_with_candidates) {
            let index = u32::from(one).checked_sub((*USUAL.start()).into());
            if let Some(place) = index.and_then(|index| simplified.get_mut(index as usize)) {
                *place = looked_up(one);
            }
        }
        simplified
    });
    if character < *USUAL.start() || FOREIGN.contains(&character.into()) {
        return character;
    }
    let index = u32::from(character) - u32::from(*USUAL.start());
    SIMPLIFIED.get(index as usize).copied().unwrap_or_else(|| looked_up(character))
}

fn looked_up(character: char) -> char {
    let folded = TO_SIMPLIFIED.stages().next();
    let folded = folded.and_then(|stage| stage.candidates(character).first()?.chars().next());
    folded.unwrap_or(character)
}

/// All a profile could make of a character, its usual rendering first.
///
/// 发 with `s2tw` gives 發 and 髮. Empty if the profile never changes the character. With
/// two stages, each candidate of the first is followed through the second.
pub fn candidates(character: char, profile: Profile) -> Vec<&'static str> {
    through(Converter::new(profile, &Glossary::default()).stages(), character)
}

/// All that stages, one or two, could make of a character, the usual rendering first.
pub(super) fn through(
    mut stages: impl Iterator<Item = &'static Matcher>,
    character: char,
) -> Vec<&'static str> {
    let found = stages.next().map_or_else(Vec::new, |stage| stage.candidates(character));
    let Some(second) = stages.next() else {
        return found;
    };
    if found.is_empty() {
        return second.candidates(character);
    }
    let mut renderings = Vec::new();
    for candidate in found {
        let mut characters = candidate.chars();
        let single = characters.next().filter(|_| characters.next().is_none());
        let further = single.map_or_else(Vec::new, |single| second.candidates(single));
        let further = if further.is_empty() { vec![candidate] } else { further };
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
    CLASSES.get(character) == layout::SIMPLIFIED_EXCLUSIVE
}

/// The script that alone writes the character; none where both do.
#[inline]
pub(super) fn script_of(character: char) -> Option<Script> {
    match CLASSES.get(character) {
        layout::SIMPLIFIED_EXCLUSIVE => Some(Script::Hans),
        layout::TRADITIONAL_EXCLUSIVE => Some(Script::Hant),
        _ => None,
    }
}

/// Whether Simplified text never contains the character: 發 and 們, but not 乾 (乾坤) or 著.
pub fn is_traditional_only(character: char) -> bool {
    CLASSES.get(character) == layout::TRADITIONAL_EXCLUSIVE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_fold_to_the_simplified_character() {
        for (from, to) in [('贓', '赃'), ('赃', '赃'), ('後', '后'), ('后', '后'), ('A', 'A')] {
            assert_eq!(simplified(from), to);
        }
    }

    #[test]
    fn a_character_that_is_not_looked_up_has_no_other_form() {
        assert!(('\u{80}'..=char::MAX).all(|one| simplified(one) == looked_up(one)));
    }

    #[test]
    fn candidates_come_in_the_order_of_the_dictionary() {
        assert_eq!(candidates('发', Profile::S2tw), ["發", "髮"]);
        assert_eq!(candidates('后', Profile::S2t), ["後", "后"]);
        assert!(candidates('我', Profile::S2tw).is_empty());
    }

    #[test]
    fn candidates_pass_through_the_second_stage() {
        assert_eq!(candidates('里', Profile::S2t)[..2], ["裏", "里"]);
        assert_eq!(candidates('里', Profile::S2tw)[..2], ["裡", "里"]);
        assert_eq!(candidates('裏', Profile::S2tw), ["裡"]);
    }

    #[test]
    fn exclusive_characters_are_those_the_other_script_never_writes() {
        for character in "们这车与发宫计".chars() {
            assert!(is_simplified_only(character), "{character}");
            assert!(!is_traditional_only(character), "{character}");
        }
        for character in "們這車與發宮計".chars() {
            assert!(is_traditional_only(character), "{character}");
            assert!(!is_simplified_only(character), "{character}");
        }
    }

    #[test]
    fn characters_of_both_scripts_are_exclusive_to_none() {
        for character in "后里干面于台才只人乾著瞭群温，A".chars() {
            assert!(!is_simplified_only(character), "{character}");
            assert!(!is_traditional_only(character), "{character}");
        }
    }
}
