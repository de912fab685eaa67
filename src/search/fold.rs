//! Makes texts that read the same the same: script, width, case, dashes, dots.
//!
//! Text in, folded characters and where each came from out. The table of
//! characters is built once, from OpenCC's rows and `data/fold.tsv`, and
//! travels with the index, endings and words beside it, so that writer, query side and browser can't
//! differ. Converts nothing that a reader sees.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::stem::Stems;
use super::token::{is_blank, is_ideograph};
use super::words::Words;

const EXTRA_ROWS: &str = include_str!("data/fold.tsv");

/// The block of Han that nearly all text is written in, kept as a plain array.
const COMMON_HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// How single characters fold.
#[derive(Debug, Clone)]
pub struct Fold {
    common: Vec<char>,
    others: HashMap<char, char>,
    rows: BTreeMap<char, char>,
    /// The endings of English words.
    pub(super) stems: Stems,
    /// Words of Taiwan and Hong Kong, for queries.
    pub(super) words: Words,
}

/// A folded text. `origins[i]` is the index, in characters, of the source character that `chars[i]` came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoldedText {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each of them, its source.
    pub origins: Vec<u32>,
}

/// The table as a file of the index: the character that is `steps[i]` above the one before folds to `to[i]`.
#[derive(Serialize, Deserialize)]
struct FoldFile {
    steps: Vec<u32>,
    to: String,
    stems: Stems,
    words: String,
}

impl Fold {
    /// The fold that indexes are written with.
    pub fn standard() -> Self {
        let han = [0x2E80..=0x2FDF, 0x3400..=0x4DBF, COMMON_HAN, 0x2_0000..=0x3_FFFF];
        let mut rows: BTreeMap<char, char> = han
            .into_iter()
            .flatten()
            .filter_map(char::from_u32)
            .map(|from| (from, crate::hanzi::simplified(from)))
            .collect();
        for line in EXTRA_ROWS.lines().filter(|line| !line.starts_with('#')) {
            if let Some((from, to)) = line.split_once('\t')
                && let (Some(from), Some(to)) = (from.chars().next(), to.chars().next())
            {
                rows.insert(from, to);
            }
        }
        rows.retain(|from, to| from != to);
        let ends = rows.keys().map(|&from| (from, end_of_chain(&rows, from))).collect();
        let mut fold = Self::from_rows(ends, Stems::standard(), Words::default());
        fold.words = Words::standard(|word| fold.text(word).chars.into_iter().collect());
        fold
    }

    fn from_rows(mut rows: BTreeMap<char, char>, stems: Stems, words: Words) -> Self {
        rows.retain(|from, to| from != to);
        let common = COMMON_HAN
            .filter_map(char::from_u32)
            .map(|from| rows.get(&from).copied().unwrap_or(from))
            .collect();
        let others = rows
            .iter()
            .filter(|(from, _)| !COMMON_HAN.contains(&u32::from(**from)))
            .map(|(from, to)| (*from, *to))
            .collect();
        Self { common, others, rows, stems, words }
    }

    /// The table as the index carries it: only what becomes something that `keep` keeps, because a text has it.
    pub fn to_bytes(&self, keep: impl Fn(&str) -> bool) -> Vec<u8> {
        let words = self.words.to_text(&keep);
        // Regional words are looked for by their folded characters, which no text may have.
        let kept = |to: char| words.contains(to) || keep(to.encode_utf8(&mut [0; 4]));
        let rows: Vec<(&char, &char)> = self.rows.iter().filter(|(_, to)| kept(**to)).collect();
        let mut before = 0;
        let mut step = |from: &char| u32::from(*from) - std::mem::replace(&mut before, u32::from(*from));
        let file = FoldFile {
            steps: rows.iter().map(|(from, _)| step(from)).collect(),
            to: rows.iter().map(|(_, to)| *to).collect(),
            stems: self.stems.clone(),
            words,
        };
        // Strings and numbers always serialise; an empty table would only fold less.
        serde_json::to_vec(&file).unwrap_or_default()
    }

    /// The table read back; nothing when the bytes aren't one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let file: FoldFile = serde_json::from_slice(bytes).ok()?;
        if file.steps.len() != file.to.chars().count() {
            return None;
        }
        let mut code = 0_u32;
        let from = file.steps.iter().map(|step| {
            code = code.checked_add(*step)?;
            char::from_u32(code)
        });
        let rows: Option<_> = from.zip(file.to.chars()).map(|(from, to)| Some((from?, to))).collect();
        Some(Self::from_rows(rows?, file.stems, Words::from_text(&file.words)))
    }

    /// Folds a text. Blanks next to Han vanish and others become one space;
    /// line ends stay, so that nothing is read across paragraphs.
    pub fn text(&self, text: &str) -> FoldedText {
        let mut folded = FoldedText::default();
        let mut blank = None;
        let mut chars = text.chars().enumerate().peekable();
        while let Some((origin, source)) = chars.next() {
            if source == ',' {
                let digit_before = folded.chars.last().is_some_and(char::is_ascii_digit);
                let digit_after = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
                if digit_before && digit_after && blank.is_none() {
                    continue;
                }
            }
            if is_blank(source) && source != '\n' {
                blank.get_or_insert(origin);
                continue;
            }
            self.each(source, |target| {
                if let Some(origin) = blank.take()
                    && stays_apart(folded.chars.last(), target)
                {
                    folded.push(' ', origin);
                }
                folded.push(target, origin);
            });
        }
        folded
    }

    /// What one source character folds to: mostly one character, none for marks and invisible ones.
    fn each(&self, source: char, mut emit: impl FnMut(char)) {
        if source.is_ascii_alphanumeric() {
            return emit(source.to_ascii_lowercase());
        }
        if COMMON_HAN.contains(&u32::from(source)) {
            return emit(self.character(source));
        }
        if is_invisible(source) {
            return;
        }
        // Latin letters lose their accents, which readers seldom type.
        let mut lowered = |parted: char| {
            for lower in parted.to_lowercase() {
                if !('\u{300}'..='\u{36F}').contains(&lower) {
                    emit(self.character(lower));
                }
            }
        };
        let once = std::iter::once(source);
        match u32::from(source) {
            0..=0x24F | 0x1E00..=0x1EFF => once.nfkd().for_each(&mut lowered),
            _ => once.nfkc().for_each(&mut lowered),
        }
    }

    fn character(&self, from: char) -> char {
        let code = u32::from(from);
        if COMMON_HAN.contains(&code) {
            let at = (code - COMMON_HAN.start()) as usize;
            return self.common.get(at).copied().unwrap_or(from);
        }
        self.others.get(&from).copied().unwrap_or(from)
    }
}

impl FoldedText {
    fn push(&mut self, character: char, origin: usize) {
        self.chars.push(character);
        self.origins.push(u32::try_from(origin).unwrap_or(u32::MAX));
    }
}

/// Rows may lead to rows; a circle ends at its smallest character, so that all of it folds to one.
fn end_of_chain(rows: &BTreeMap<char, char>, from: char) -> char {
    let mut seen = vec![from];
    let mut at = from;
    while let Some(&next) = rows.get(&at) {
        if let Some(start) = seen.iter().position(|&earlier| earlier == next) {
            return seen.iter().skip(start).min().copied().unwrap_or(next);
        }
        seen.push(next);
        at = next;
    }
    at
}

fn stays_apart(before: Option<&char>, after: char) -> bool {
    before.is_some_and(|&before| before != '\n' && !is_ideograph(before))
        && after != '\n'
        && !is_ideograph(after)
}

/// Soft hyphens, joiners, direction marks, variation selectors.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF | 0xE_0100..=0xE_01EF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Fold::standard().text(text).chars.into_iter().collect()
    }

    #[test]
    fn both_scripts_and_their_variants_fold_to_one() {
        assert_eq!(folded("追贓返還"), folded("追赃返还"));
        assert_eq!(folded("帳戶裡隨著啟用帳號"), folded("账户里随着启用账号"));
        assert_eq!(folded("這裏覆核"), folded("這裡复核"));
    }

    #[test]
    fn width_case_accents_dashes_and_dots_fold() {
        assert_eq!(folded("ＵＳＤＴ２０２５％"), "usdt2025%");
        assert_eq!(folded("Zürich–É"), "zurich-e");
        assert_eq!(folded("馬克‧吐溫"), folded("马克·吐温"));
        assert_eq!(folded("「跑分」"), folded("“跑分”"));
    }

    #[test]
    fn blanks_vanish_beside_han_and_shrink_elsewhere() {
        assert_eq!(folded("抓获 7790\u{3000}余人"), "抓获7790余人");
        assert_eq!(folded("  wire   fraud "), "wire fraud");
        assert_eq!(folded("标题\n正文"), "标题\n正文");
    }

    #[test]
    fn thousands_separators_vanish_but_commas_between_words_stay() {
        assert_eq!(folded("7,790 suspects, 12"), "7790 suspects, 12");
        assert_eq!(folded("10，20"), "10,20");
    }

    #[test]
    fn origins_count_source_characters() {
        let text = Fold::standard().text("抓 ㎏x");
        assert_eq!(text.chars, ['抓', 'k', 'g', 'x']);
        assert_eq!(text.origins, [0, 2, 2, 3]);
    }

    #[test]
    fn folding_twice_changes_nothing() {
        let fold = Fold::standard();
        for (from, to) in &fold.rows {
            assert_eq!(fold.character(*to), *to, "{from} leads to {to}, which folds again");
        }
    }

    #[test]
    fn table_survives_its_file() {
        let fold = Fold::standard();
        let read = Fold::from_bytes(&fold.to_bytes(|_| true)).expect("its own bytes are a table");
        assert_eq!((&read.rows, &read.stems, &read.words), (&fold.rows, &fold.stems, &fold.words));
        let uneven = br#"{"steps":[97,1],"to":"a","stems":[],"words":""}"#;
        assert!(Fold::from_bytes(uneven).is_none());
    }

    #[test]
    fn extra_rows_are_pairs_of_single_characters_and_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for line in EXTRA_ROWS.lines().filter(|line| !line.starts_with('#')) {
            let (from, to) = line.split_once('\t').expect(line);
            assert_eq!((from.chars().count(), to.chars().count()), (1, 1), "{line}");
            assert!(seen.insert(from), "{line} comes twice");
        }
    }
}
