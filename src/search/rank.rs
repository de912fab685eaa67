//! Finds the documents that hold what a plan asks for, and how well.
//!
//! Lists of postings in, document numbers out. Reads no texts: phrases are
//! filtered by eighths here and verified by `answer`. Whole numbers only, so
//! that the browser comes to the same scores.

use std::cmp::Reverse;

use super::lookup::Lookup;
use super::record::Manifest;

/// A document that the lists speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Its number.
    pub document: u32,
    /// How well it matches.
    pub score: u32,
    /// 0 with the query's numbers whole, 1 with their ends alone.
    pub tier: u8,
    /// Bit n: the n-th plan finds it.
    pub plans: u8,
}

/// Below its frontier, the documents that hold all tokens of a plan, in their order.
///
/// `present` tells which the reader's locale has, none meaning all; `plan` is the plan's number.
pub fn candidates(
    lookup: &Lookup<'_>,
    plan: usize,
    manifest: &Manifest,
    present: Option<&[bool]>,
) -> Vec<Candidate> {
    let (required, whole) = asked(lookup);
    let segments = 0..lookup.plan.segments.len();
    let mut candidates = Vec::new();
    for (document, tally) in tallies(lookup, manifest.documents, present) {
        let all = tally.required == required && required > 0;
        if !all || !segments.clone().all(|at| may_hold(document, at, lookup)) {
            continue;
        }
        let named = document < manifest.topics && tally.named == required;
        let score = if named { tally.score.saturating_mul(4) } else { tally.score };
        // What a reader typed counts for more than what it may mean.
        let score = if plan == 0 { score } else { score / 4 * 3 };
        let tier = u8::from(tally.whole < whole);
        candidates.push(Candidate { document, score, tier, plans: 1 << plan });
    }
    candidates
}

/// The candidates of all plans, each document once, best first.
pub fn merged(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| (candidate.document, candidate.tier, Reverse(candidate.score)));
    candidates.dedup_by(|later, kept| {
        let same = later.document == kept.document;
        if same {
            kept.plans |= later.plans;
        }
        same
    });
    candidates.sort_by_key(|candidate| (candidate.tier, Reverse(candidate.score), candidate.document));
    candidates
}

/// As far as lists were read, the documents that hold at least half of the tokens, those with most first.
pub fn relaxed(lookup: &Lookup<'_>, manifest: &Manifest, present: Option<&[bool]>) -> Vec<Candidate> {
    let (required, whole) = asked(lookup);
    let mut found: Vec<(u32, Candidate)> = tallies(lookup, manifest.documents, present)
        .filter(|(_, tally)| (tally.required + tally.whole) * 2 >= required + whole)
        .map(|(document, tally)| {
            let candidate = Candidate { document, score: tally.score, tier: 0, plans: 1 };
            (tally.required + tally.whole, candidate)
        })
        .collect();
    found.sort_by_key(|(tokens, candidate)| (Reverse(*tokens), Reverse(candidate.score), candidate.document));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How many tokens documents must hold, and how many they should.
fn asked(lookup: &Lookup<'_>) -> (u32, u32) {
    let firm = lookup.looked.iter().filter(|token| !token.loose);
    firm.fold((0, 0), |(required, whole), token| match token.wanted.whole {
        true => (required, whole + 1),
        false => (required + 1, whole),
    })
}

/// What the lists say of one document.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    score: u32,
    required: u32,
    whole: u32,
    named: u32,
}

/// What the lists say of each document that they speak of, below their frontier.
fn tallies<'a>(
    lookup: &Lookup<'_>,
    documents: u32,
    present: Option<&'a [bool]>,
) -> impl Iterator<Item = (u32, Tally)> + 'a {
    let end = lookup.frontier().min(documents);
    let mut tallies = vec![Tally::default(); end as usize];
    for token in &lookup.looked {
        let Some(list) = &token.list else { continue };
        for (&document, places) in list.numbers.iter().zip(&list.places) {
            let Some(tally) = tallies.get_mut(document as usize) else { break };
            tally.score = tally.score.saturating_add(list.weight.saturating_mul(places.strength()));
            match (token.loose, token.wanted.whole) {
                (true, _) => {}
                (false, true) => tally.whole += 1,
                (false, false) => {
                    tally.required += 1;
                    tally.named += u32::from(places.title || places.keyword);
                }
            }
        }
    }
    let here = move |document: u32| {
        present.is_none_or(|present| present.get(document as usize).copied().unwrap_or(false))
    };
    let all = (0..end).zip(tallies);
    all.filter(move |(document, tally)| tally.required + tally.whole > 0 && here(*document))
}

/// Whether the required tokens of a segment may stand in a row: all in the title, all in
/// keywords, or each in the eighth of the one before or the next. Never denies a true phrase.
fn may_hold(document: u32, segment: usize, lookup: &Lookup<'_>) -> bool {
    let (mut title, mut keyword, mut near, mut before) = (true, true, true, None::<u32>);
    let own = lookup.looked.iter().filter(|token| token.wanted.segment == segment && !token.wanted.whole);
    for token in own {
        let Some(places) =
            token.list.as_ref().filter(|_| !token.loose).and_then(|list| list.places_in(document))
        else {
            return true;
        };
        title &= places.title;
        keyword &= places.keyword;
        let eighths = u32::from(places.eighths);
        near &= eighths & before.map_or(eighths, |before| before | before << 1) > 0;
        before = Some(eighths);
    }
    title || keyword || near
}
