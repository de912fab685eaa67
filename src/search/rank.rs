//! Finds the documents that hold what a plan asks for, best first.
//!
//! Lists of postings in, document numbers out. Reads no texts: phrases are
//! filtered by eighths here and verified by `index`. Whole numbers only, so
//! that the browser comes to the same scores.

use std::cmp::Reverse;

use super::plan::{Plan, Wanted};
use super::postings::TokenList;

/// A document that the lists speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub document: u32,
    /// How well it matches.
    pub score: u32,
    /// How many of the tokens it holds.
    pub tokens: usize,
}

/// What was looked up for one token of the plan.
#[derive(Debug)]
pub struct Looked<'a> {
    /// The token.
    pub wanted: &'a Wanted,
    /// Its documents; none when its shard couldn't be read.
    pub list: Option<TokenList>,
    /// Whether a document may lack it: its list is cut or wasn't read.
    pub loose: bool,
}

/// The candidates of a query.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Hold all tokens, whole numbers and words included.
    pub whole: Vec<Candidate>,
    /// Hold all but some of the latter.
    pub cut: Vec<Candidate>,
    /// Hold at least half of the tokens.
    pub relaxed: Vec<Candidate>,
}

/// Lets documents lack a token whose list is cut, when other tokens find them, or wasn't read.
pub fn loosen(looked: &mut [Looked<'_>]) {
    let cut = |token: &Looked<'_>| token.list.as_ref().is_some_and(TokenList::is_cut);
    let firm = looked.iter().any(|token| !token.wanted.whole && token.list.is_some() && !cut(token));
    for token in looked {
        token.loose = token.list.is_none() || (firm && cut(token));
    }
}

/// Sorts documents into candidates. `present` tells which the reader's locale has, none meaning all.
pub fn candidates(
    plan: &Plan,
    looked: &[Looked<'_>],
    documents: u32,
    topics: u32,
    present: Option<&[bool]>,
) -> Candidates {
    let counted =
        |whole: bool| looked.iter().filter(move |token| !token.loose && token.wanted.whole == whole).count();
    let (required, whole) = (counted(false), counted(true));
    let segments = 0..plan.segments.len();
    let mut candidates = Candidates::default();
    for (document, tally) in (0..documents).zip(tallies(looked, documents)) {
        let held = tally.required + tally.whole;
        let here = present.is_none_or(|present| present.get(document as usize).copied().unwrap_or(false));
        if held == 0 || !here {
            continue;
        }
        let named = document < topics && tally.named == required;
        let score = if named { tally.score.saturating_mul(4) } else { tally.score };
        let candidate = Candidate { document, score, tokens: held };
        let all = tally.required == required && required > 0;
        if all && segments.clone().all(|at| may_hold(document, at, looked)) {
            let list = if tally.whole == whole { &mut candidates.whole } else { &mut candidates.cut };
            list.push(candidate);
        }
        if held * 2 >= required + whole {
            candidates.relaxed.push(candidate);
        }
    }
    let best_first = |candidate: &Candidate| (Reverse(candidate.score), candidate.document);
    candidates.whole.sort_by_key(best_first);
    candidates.cut.sort_by_key(best_first);
    candidates.relaxed.sort_by_key(|candidate| (Reverse(candidate.tokens), best_first(candidate)));
    candidates
}

/// What the lists say of each document.
fn tallies(looked: &[Looked<'_>], documents: u32) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); documents as usize];
    for token in looked {
        let Some(list) = &token.list else { continue };
        for (&document, places) in list.numbers.iter().zip(&list.places) {
            let Some(tally) = tallies.get_mut(document as usize) else {
                continue;
            };
            tally.score = tally.score.saturating_add(list.weight.saturating_mul(places.strength()));
            match (token.loose, token.wanted.whole) {
                (true, _) => {}
                (false, true) => tally.whole += 1,
                (false, false) => {
                    tally.required += 1;
                    tally.named += usize::from(places.title || places.keyword);
                }
            }
        }
    }
    tallies
}

/// What the lists say of one document.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    score: u32,
    required: usize,
    whole: usize,
    named: usize,
}

/// Whether the required tokens of a segment may stand in a row: all in the title, all in
/// keywords, or each in the eighth of the one before or the next. Never denies a true phrase.
fn may_hold(document: u32, segment: usize, looked: &[Looked<'_>]) -> bool {
    let (mut title, mut keyword, mut reach) = (true, true, None::<u32>);
    for token in looked.iter().filter(|token| token.wanted.segment == segment && !token.wanted.whole) {
        let Some(places) =
            token.list.as_ref().filter(|_| !token.loose).and_then(|list| list.places_in(document))
        else {
            return true;
        };
        title &= places.title;
        keyword &= places.keyword;
        let eighths = u32::from(places.eighths);
        let near = reach.map_or(eighths, |reach| eighths & (reach | reach << 1));
        reach = Some(if token.wanted.long && near > 0 { eighths } else { near });
    }
    title || keyword || reach.is_none_or(|reach| reach > 0)
}
