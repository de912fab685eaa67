//! Removes the pinyin that some converters put in brackets behind characters: `網(wǎng)`.
//!
//! Text in, text out. Touches nothing on a page that doesn't do so throughout.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;

use super::tables::rows;
use crate::text::{any_byte, is_between};

static BRACKETED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[(（]([a-zü\u{00E0}-\u{01DC}\u{0300}-\u{030C}ɡɑ]{1,8})[)）]").ok());

/// `日?qǐng)?bào)`: a character was lost and a question mark stands for each bracket.
static BROKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\?[a-zü\u{00E0}-\u{01DC}ɡɑ]{1,6}\))*\?([a-zü\u{00E0}-\u{01DC}ɡɑ]{1,6})\)").ok()
});

/// What a lost character was, by the one before it and its sound.
static REPAIRS: LazyLock<Vec<[&'static str; 3]>> =
    LazyLock::new(|| rows(include_str!("data/pinyin_repairs.tsv")).collect());

/// The text without pinyin in brackets.
pub(super) fn without_pinyin(text: &str) -> Cow<'_, str> {
    // Toned letters begin with these bytes, and no other character of Chinese text does.
    if !any_byte(text.as_bytes(), |byte| is_between(byte, 0xC3, 0xCC)) {
        return text.into();
    }
    let (Some(bracketed), Some(broken)) = (BRACKETED.as_ref(), BROKEN.as_ref()) else { return text.into() };
    let toned = bracketed.captures_iter(text).filter(|found| is_toned(&found[1])).count();
    if toned < 2 {
        return text.into();
    }
    let plain = bracketed.replace_all(text, |found: &Captures<'_>| {
        let after_hanzi = found.get(0).is_some_and(|whole| {
            text[..whole.start()].chars().next_back().is_some_and(|c| super::line::is_hanzi(c) || c == '?')
        });
        if after_hanzi && is_syllable(&found[1]) { String::new() } else { found[0].to_owned() }
    });
    let repaired = broken.replace_all(&plain, |found: &Captures<'_>| {
        let start = found.get(0).map_or(0, |whole| whole.start());
        let before = plain[..start].chars().next_back();
        let repair = REPAIRS
            .iter()
            .find(|[left, sound, _]| before.is_some_and(|c| left.contains(c)) && *sound == &found[1]);
        match repair {
            Some([.., character]) => (*character).to_owned(),
            None if is_toned(&found[1]) => String::new(),
            None => found[0].to_owned(),
        }
    });
    Cow::Owned(repaired.into_owned())
}

fn is_toned(syllable: &str) -> bool {
    is_syllable(syllable) && !syllable.is_ascii()
}

/// Whether letters read like one syllable of pinyin: consonants, vowels, `n`, `ng` or `r`.
fn is_syllable(letters: &str) -> bool {
    let plain: String = letters
        .nfd()
        .filter(|c| !('\u{0300}'..='\u{036F}').contains(c))
        .map(|c| match c {
            'ɡ' => 'g',
            'ɑ' => 'a',
            other => other,
        })
        .collect();
    let rest = plain.trim_start_matches(|c: char| !"aeiou".contains(c));
    let initial = &plain[..plain.len() - rest.len()];
    let vowels = rest.chars().take_while(|c| "aeiou".contains(*c)).count();
    let coda = &rest[vowels..];
    initial.len() <= 2 && (1..=3).contains(&vowels) && matches!(coda, "" | "n" | "ng" | "r")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_behind_characters_goes() {
        let text = "電信網(wǎng)絡詐騙8.2萬(wàn)個(gè)，他們(men)說(shuō)";
        assert_eq!(without_pinyin(text), "電信網絡詐騙8.2萬個，他們說");
    }

    #[test]
    fn a_lost_character_is_restored_where_the_table_knows_it() {
        assert_eq!(
            without_pinyin("電信網(wǎng)絡8萬(wàn)，法治日?qǐng)?bào)記者"),
            "電信網絡8萬，法治日報記者"
        );
    }

    #[test]
    fn other_brackets_stay() {
        let text = "網(wǎng)萬(wàn)國家反詐中心(app)和(APP)，甲(乙)、百萬(以上)";
        assert_eq!(without_pinyin(text), "網萬國家反詐中心(app)和(APP)，甲(乙)、百萬(以上)");
        assert_eq!(without_pinyin("一個(a)項目(de)"), "一個(a)項目(de)");
    }
}
