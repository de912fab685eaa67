//! Cuts folded text into what the index files: bigrams, single characters, words, numbers.
//!
//! Folded characters in, spans over them out. Knows nothing of documents.
//! `search.js` holds the same ranges and rules.

use super::stem::Stems;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// One Han character.
    Single,
    /// Two neighbours, at least one of them Han.
    Pair,
    /// A whole Latin word or number.
    Word,
    /// The end of a number with the Han after it, or its start with the Han before it: two digits or more.
    Part,
}

/// A token's place in folded text, from `start` to before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first character.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// An unbroken stretch of Han, or one word or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Whether it is Han (else a word).
    pub han: bool,
    /// Its first character.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Parts of numbers are filed by this many of their characters at most.
const LONGEST_PART: usize = 12;

/// Words are filed by this many characters at most.
pub const LONGEST_WORD: usize = 32;

/// Written without spaces, so filed by bigrams: Han, kana, hangul.
pub fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character),
        0x4E00..=0x9FFF | 0x3005 | 0x3007 | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC
        | 0x3400..=0x4DBF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Part of a word or number.
pub fn is_word(character: char) -> bool {
    matches!(u32::from(character),
        0x30..=0x39 | 0x41..=0x5A | 0x61..=0x7A | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2AF
        | 0x370..=0x52F | 0x1E00..=0x1FFF)
}

/// White space of any kind. A list of our own: languages differ on what is one.
pub fn is_blank(character: char) -> bool {
    matches!(u32::from(character),
        0x9..=0xD | 0x20 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x2028 | 0x2029 | 0x202F | 0x205F | 0x3000)
}

/// The runs of a folded text, in order.
pub fn runs(chars: &[char]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut start = 0;
    while let Some(&first) = chars.get(start) {
        let han = is_ideograph(first);
        if !han && !is_word(first) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < chars.len() && (if han { is_ideograph(chars[end]) } else { continues_word(chars, end) }) {
            end += 1;
        }
        runs.push(Run { han, start, end });
        start = end;
    }
    runs
}

/// A decimal point belongs to its number.
pub fn continues_word(chars: &[char], at: usize) -> bool {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    is_word(chars[at]) || (chars[at] == '.' && digit(at - 1) && digit(at + 1))
}

/// The word that a run of letters or digits is filed as.
pub fn word(run: Run) -> Token {
    Token { kind: TokenKind::Word, start: run.start, end: run.end.min(run.start + LONGEST_WORD) }
}

/// The ends of a number, each with the Han after it, the longest first.
pub fn ends_of_number(chars: &[char], run: Run) -> impl Iterator<Item = Token> {
    let next = chars.get(run.end).is_some_and(|&next| is_ideograph(next));
    let first = (run.start..run.end).rev().take(LONGEST_PART).take_while(|&at| is_numeric(chars[at])).last();
    let starts = first.filter(|_| next).unwrap_or(run.end)..run.end.saturating_sub(1);
    let starts = starts.filter(|&start| chars[start] != '.');
    starts.map(move |start| Token { kind: TokenKind::Part, start, end: run.end + 1 })
}

/// The starts of a number, each with the Han before it, the longest first.
pub fn starts_of_number(chars: &[char], run: Run) -> impl Iterator<Item = Token> {
    let before = run.start.checked_sub(1).filter(|&at| is_ideograph(chars[at]));
    let last = (run.start..run.end).take(LONGEST_PART).take_while(|&at| is_numeric(chars[at])).last();
    let ends = run.start + 2..before.and(last).map_or(run.start, |last| last + 1) + 1;
    let ends = ends.rev().filter(|&end| chars[end - 1] != '.');
    ends.map(move |end| Token { kind: TokenKind::Part, start: run.start - 1, end })
}

fn is_numeric(character: char) -> bool {
    character.is_ascii_digit() || character == '.'
}

/// The bigrams of neighbouring runs, in order: all but those inside words.
pub fn pairs(runs: &[Run]) -> Vec<Token> {
    let pair = |start| Token { kind: TokenKind::Pair, start, end: start + 2 };
    let mut pairs = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        if run.han {
            pairs.extend((run.start..run.end - 1).map(pair));
        }
        if runs.get(at + 1).is_some_and(|next| next.start == run.end) {
            pairs.push(pair(run.end - 1));
        }
    }
    pairs
}

/// Every token that a folded text is filed under.
pub fn tokens(chars: &[char]) -> Vec<Token> {
    let runs = runs(chars);
    let mut tokens = pairs(&runs);
    for &run in &runs {
        if run.han {
            tokens.extend((run.start..run.end).map(|start| Token {
                kind: TokenKind::Single,
                start,
                end: start + 1,
            }));
        } else {
            tokens.push(word(run));
            tokens.extend(ends_of_number(chars, run));
            tokens.extend(starts_of_number(chars, run));
        }
    }
    tokens
}

/// The name a token is filed under: words lose their endings.
pub fn name(chars: &[char], token: Token, stems: &Stems) -> String {
    let chars = &chars[token.start..token.end];
    match token.kind {
        TokenKind::Word => stems.stem(chars),
        TokenKind::Single | TokenKind::Pair | TokenKind::Part => chars.iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let stems = Stems::standard();
        let mut names: Vec<String> =
            tokens(&chars).into_iter().map(|token| name(&chars, token, &stems)).collect();
        names.sort();
        names
    }

    #[test]
    fn han_is_filed_by_bigrams_and_single_characters() {
        assert_eq!(names("追赃返"), ["赃", "赃返", "返", "追", "追赃"]);
    }

    #[test]
    fn numbers_keep_their_decimals() {
        assert_eq!(names("2.45 3.5"), ["2.45", "3.5"]);
        assert_eq!(names("5万"), ["5", "5万", "万"]);
    }

    #[test]
    fn numbers_are_filed_by_their_ends_and_starts_with_the_han_beside_them() {
        assert_eq!(names("2.45亿"), ["2.45", "2.45亿", "45亿", "5亿", "亿"]);
        assert_eq!(names("约120"), ["120", "约", "约1", "约12", "约120"]);
        assert_eq!(names("约1.2"), ["1.2", "约", "约1", "约1.2"]);
        assert_eq!(names("a10元"), ["0元", "10元", "a10", "元"]);
        assert!(names(&format!("{}元", "7".repeat(40))).iter().all(|name| name.chars().count() <= 32));
    }

    #[test]
    fn words_are_whole_and_pairs_cross_their_edges_to_han_only() {
        assert_eq!(names("usdt交易"), ["t交", "usdt", "交", "交易", "易"]);
        assert_eq!(names("wire-fraud 3."), ["3", "fraud", "wir"]);
    }

    #[test]
    fn nothing_is_read_across_punctuation() {
        assert!(!names("断卡,断流").contains(&"卡断".to_owned()));
    }
}
