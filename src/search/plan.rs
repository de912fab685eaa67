//! Turns a query into what to look up and what to verify.
//!
//! Query text in, [`Plan`] out. A query is split at white space and
//! punctuation into segments; a document matches when it holds each. Tokens
//! that every text with the segment must be filed under are required; a number
//! or word at a segment's edge beside Han may be cut (`90余人` of `7790余人`), so
//! its whole form is asked for first and given up second.

use super::Fold;
use super::token::{
    Run, Token, TokenKind, ends_of_number, is_blank, name, pairs, runs, starts_of_number, word,
};

/// Longer queries are cut here, in characters.
const LONGEST_QUERY: usize = 100;
/// Further segments are left out.
const MOST_SEGMENTS: usize = 8;
/// Bigrams looked up for one query, shared by its segments …
const MOST_PAIRS: usize = 4;
/// … of which each may have this many.
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
    /// Its folded characters; of a word those that it is filed by.
    pub chars: Vec<char>,
    /// A single word or number, matched whole but for its ending.
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
    /// A word, filed without its ending.
    pub word: bool,
}

impl Plan {
    /// Plans a query as typed, and in the further ways that regional words leave.
    pub fn all(query: &str, fold: &Fold) -> Vec<Self> {
        let typed: String = query.chars().take(LONGEST_QUERY).collect();
        let parts = typed.split(is_blank).map(|part| fold.text(part).chars);
        let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        let ways = fold.words.ways(&parts);
        let plans = std::iter::once(&typed).chain(&ways).map(|way| Self::new(way, fold));
        plans.filter(|plan| !plan.tokens.is_empty()).collect()
    }

    /// Plans a query as it is.
    pub fn new(query: &str, fold: &Fold) -> Self {
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
            plan.add_segment(chars, &runs, parts, fold);
        }
        plan
    }

    fn add_segment(&mut self, chars: &[char], runs: &[Run], parts: usize, fold: &Fold) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let segment = self.segments.len();
        let is_word = runs.len() == 1 && !first.han;
        let words = runs.iter().filter(|run| !run.han).count();
        let mut asked: Vec<(Token, bool)> = sampled(&pairs(runs), parts, words);
        if let [Run { han: true, start, end }] = *runs
            && end - start == 1
        {
            asked.push((Token { kind: TokenKind::Single, start, end }, false));
        }
        for (at, &run) in runs.iter().enumerate().filter(|(_, run)| !run.han) {
            asked.push((word(run), !is_word && (at == 0 || at + 1 == runs.len())));
            let (mut ends, mut starts) = (ends_of_number(chars, run), starts_of_number(chars, run));
            let followed = at + 1 < runs.len();
            let part = if followed { ends.next() } else { starts.next().filter(|_| at > 0) };
            if let Some(part) = part {
                // It tells all that the bigram at its edge would.
                asked.retain(|(token, _)| {
                    token.kind != TokenKind::Pair || token.start < part.start || token.end > part.end
                });
                asked.push((part, false));
            }
        }
        asked.sort_by_key(|(token, _)| (token.start, token.kind, token.end));
        self.tokens.extend(asked.into_iter().map(|(token, whole)| Wanted {
            name: name(chars, token, &fold.stems),
            segment,
            whole,
            word: token.kind == TokenKind::Word,
        }));
        let chars = &chars[first.start..last.end];
        let verify = !is_word && chars.len() > 2;
        let chars = if is_word { fold.stems.stem(chars).chars().collect() } else { chars.to_vec() };
        self.segments.push(Segment { chars, word: is_word, verify });
    }
}

/// Runs without a break between them, together.
fn joined(runs: &[Run]) -> Vec<Vec<Run>> {
    runs.chunk_by(|before, after| before.end == after.start).map(<[Run]>::to_vec).collect()
}

/// The bigrams to look up: of a longer row every second and the last, which cover all characters; of a very
/// long one fewer, evenly, its first and last among them, and yet fewer beside words.
fn sampled(pairs: &[Token], parts: usize, words: usize) -> Vec<(Token, bool)> {
    let last = pairs.len().saturating_sub(1);
    let second = |at: usize| pairs.len() <= 3 || at.is_multiple_of(2) || at == last;
    let row: Vec<Token> =
        pairs.iter().enumerate().filter(|(at, _)| second(*at)).map(|(_, token)| *token).collect();
    let most = (MOST_PAIRS / parts).saturating_sub(words).max(LEAST_PAIRS).min(row.len());
    (0..most).map(|at| (row[at * (row.len() - 1) / (most - 1).max(1)], false)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(query: &str) -> Vec<String> {
        let mark = |token: &Wanted| format!("{}{}", token.name, if token.whole { "?" } else { "" });
        Plan::new(query, &Fold::standard()).tokens.iter().map(mark).collect()
    }

    #[test]
    fn bigrams_cover_a_phrase_and_need_verification_beyond_one() {
        assert_eq!(tokens("追贓返還"), ["追赃", "赃返", "返还"]);
        assert_eq!(tokens("电信网络诈骗"), ["电信", "网络", "诈骗"]);
        let plan = Plan::new("诈骗 追赃返", &Fold::standard());
        assert_eq!(plan.segments.iter().map(|segment| segment.verify).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_number_at_the_edge_is_asked_for_whole_first() {
        assert_eq!(tokens("7790余人"), ["7790?", "7790余", "余人"]);
        assert_eq!(tokens("2.45亿元"), ["2.45?", "2.45亿", "亿元"]);
        assert_eq!(tokens("返还2.45亿"), ["返还", "还2", "2.45", "2.45亿"]);
        assert_eq!(tokens("返还2.45"), ["返还", "还2.45", "2.45?"]);
        assert_eq!(tokens("第5期"), ["第5", "5期", "5"]);
    }

    #[test]
    fn words_and_numbers_alone_are_matched_whole() {
        assert_eq!(tokens("ＵＳＤＴ 2025"), ["usdt", "2025"]);
        assert_eq!(tokens("Scams"), ["scam"]);
    }

    #[test]
    fn punctuation_and_repetition_make_no_segments() {
        assert_eq!(tokens("“断卡”、断卡，。"), ["断卡"]);
        assert_eq!(Plan::new(" 、。 ", &Fold::standard()).segments, []);
    }

    #[test]
    fn a_very_long_query_stays_within_its_share() {
        let long: String = ('一'..='龥').take(90).collect();
        assert_eq!(tokens(&long).len(), MOST_PAIRS);
    }
}
