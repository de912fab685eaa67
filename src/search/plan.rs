//! Turns a query into what to look up and what to verify.
//!
//! Query text in, [`Plan`] out. A query is split at white space and
//! punctuation into segments; a document matches when it holds each. Tokens
//! that every text with the segment must be filed under are required; a number
//! or word at a segment's edge beside Han may be cut (`0余人` of `7790余人`), so
//! its whole form is asked for first and given up second.

use super::Fold;
use super::token::{Run, Token, TokenKind, amount, is_blank, name, pairs, runs, word};

/// Longer queries are cut here, in characters.
const LONGEST_QUERY: usize = 100;
/// Further segments are left out.
const MOST_SEGMENTS: usize = 8;
/// Bigrams looked up at first for one query, shared by its segments.
const MOST_PAIRS: usize = 8;
/// Bigrams looked up in all when texts show that the first ones mislead.
const MOST_PAIRS_IN_ALL: usize = 24;
/// Each segment may have this many.
const LEAST_PAIRS: usize = 3;

/// What to do for a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The whole query, folded.
    pub whole: Vec<char>,
    /// Its parts, each of which a document must hold.
    pub segments: Vec<Segment>,
    /// What to look up, by segment and position.
    pub tokens: Vec<Wanted>,
}

/// A part of the query without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its folded characters.
    pub chars: Vec<char>,
    /// A single word or number, matched whole.
    pub word: bool,
    /// Whether its tokens don't prove it, so that texts must be read.
    pub verify: bool,
}

/// A token to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name in the index.
    pub name: String,
    /// Index of its segment.
    pub segment: usize,
    /// Asked for first, given up second.
    pub whole: bool,
    /// A word or number, which may reach from one eighth of a text into the next.
    pub long: bool,
    /// Looked up only when texts show that the others mislead.
    pub spare: bool,
}

impl Plan {
    /// Plans a query.
    pub fn new(query: &str, fold: &Fold) -> Self {
        let query: String = query.chars().take(LONGEST_QUERY).collect();
        let mut plan = Self { whole: fold.text(query.trim_matches(is_blank)).chars, ..Self::default() };
        let parts = query.split(is_blank).map(|part| fold.text(part).chars).collect::<Vec<_>>();
        let mut segments: Vec<(&[char], Vec<Run>)> = Vec::new();
        for chars in &parts {
            for runs in joined(&runs(chars)) {
                let text =
                    |runs: &[Run]| runs.first().zip(runs.last()).map(|(first, last)| first.start..last.end);
                let known = |(other, others): &(&[char], Vec<Run>)| {
                    text(others).and_then(|range| other.get(range))
                        == text(&runs).and_then(|range| chars.get(range))
                };
                if segments.len() < MOST_SEGMENTS && !segments.iter().any(known) {
                    segments.push((chars, runs));
                }
            }
        }
        let parts = segments.len().max(1);
        for (chars, runs) in segments {
            plan.add_segment(chars, &runs, parts);
        }
        plan
    }

    /// Whether some tokens are looked up only when the others mislead.
    pub fn has_spares(&self) -> bool {
        self.tokens.iter().any(|wanted| wanted.spare)
    }

    fn add_segment(&mut self, chars: &[char], runs: &[Run], parts: usize) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let segment = self.segments.len();
        let is_word = runs.len() == 1 && !first.han;
        let mut asked: Vec<Asked> = sampled(&pairs(runs), parts);
        if let [Run { han: true, start, end }] = *runs
            && end - start == 1
        {
            let token = Token { kind: TokenKind::Single, start, end };
            asked.push(Asked { token, whole: false, spare: false });
        }
        for (at, &run) in runs.iter().enumerate().filter(|(_, run)| !run.han) {
            let whole = !is_word && (at == 0 || at + 1 == runs.len());
            let amount = amount(chars, run);
            if at > 0 || amount.is_none() {
                asked.push(Asked { token: word(run), whole, spare: false });
            }
            asked.extend(amount.map(|token| Asked { token, whole: true, spare: false }));
        }
        asked.sort_by_key(|asked| (asked.token.start, asked.token.kind));
        self.tokens.extend(asked.into_iter().map(|Asked { token, whole, spare }| Wanted {
            name: name(chars, token),
            segment,
            whole,
            long: matches!(token.kind, TokenKind::Word | TokenKind::Amount),
            spare,
        }));
        let chars = chars[first.start..last.end].to_vec();
        let verify = !is_word && chars.len() > 2;
        self.segments.push(Segment { chars, word: is_word, verify });
    }
}

/// A token to look up, before it has a name.
struct Asked {
    token: Token,
    whole: bool,
    spare: bool,
}

/// Runs without a break between them, together.
fn joined(runs: &[Run]) -> Vec<Vec<Run>> {
    runs.chunk_by(|before, after| before.end == after.start).map(<[Run]>::to_vec).collect()
}

/// The bigrams to look up, and whether at first or only later: of a longer row every second and
/// the last at first, which cover all characters; of a very long one fewer, evenly.
fn sampled(pairs: &[Token], parts: usize) -> Vec<Asked> {
    let all = spread(pairs, (MOST_PAIRS_IN_ALL / parts).max(LEAST_PAIRS));
    let last = all.len().saturating_sub(1);
    let second = |at: &usize| all.len() <= 3 || at.is_multiple_of(2) || *at == last;
    let seconds: Vec<usize> = (0..all.len()).filter(second).collect();
    let first = spread(&seconds, (MOST_PAIRS / parts).max(LEAST_PAIRS));
    let asked =
        all.iter().enumerate().map(|(at, &token)| Asked { token, whole: false, spare: !first.contains(&at) });
    asked.collect()
}

/// At most so many of a row, evenly, with its first and last.
fn spread<T: Copy>(row: &[T], most: usize) -> Vec<T> {
    match row.len() {
        length if length <= most => row.to_vec(),
        length => (0..most).map(|at| row[at * (length - 1) / (most - 1)]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(query: &str) -> Vec<String> {
        let mark = |token: &Wanted| {
            let mark = if token.spare {
                "+"
            } else if token.whole {
                "?"
            } else {
                ""
            };
            format!("{}{mark}", token.name)
        };
        Plan::new(query, &Fold::standard()).tokens.iter().map(mark).collect()
    }

    #[test]
    fn bigrams_cover_a_phrase_and_need_verification_beyond_one() {
        assert_eq!(tokens("追贓返還"), ["追赃", "赃返", "返还"]);
        assert_eq!(tokens("电信网络诈骗"), ["电信", "信网+", "网络", "络诈+", "诈骗"]);
        let plan = Plan::new("诈骗 追赃返", &Fold::standard());
        assert_eq!(plan.segments.iter().map(|segment| segment.verify).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_number_at_the_edge_is_asked_for_whole_first() {
        assert_eq!(tokens("7790余人"), ["7790?", "0余", "余人"]);
        assert_eq!(tokens("2.45亿元"), ["#2.45亿?", "5亿", "亿元"]);
        assert_eq!(tokens("返还2.45亿"), ["返还", "还2", "2.45", "#2.45亿?", "5亿"]);
    }

    #[test]
    fn words_and_numbers_alone_are_matched_whole() {
        assert_eq!(tokens("ＵＳＤＴ 2025"), ["usdt", "2025"]);
    }

    #[test]
    fn punctuation_and_repetition_make_no_segments() {
        assert_eq!(tokens("“断卡”、断卡，。"), ["断卡"]);
        assert_eq!(Plan::new(" 、。 ", &Fold::standard()).segments, []);
    }

    #[test]
    fn a_very_long_query_stays_within_its_share() {
        let long: String = ('一'..='龥').take(90).collect();
        let tokens = tokens(&long);
        assert_eq!(tokens.len(), MOST_PAIRS_IN_ALL);
        assert_eq!(tokens.iter().filter(|token| !token.ends_with('+')).count(), MOST_PAIRS);
    }
}
