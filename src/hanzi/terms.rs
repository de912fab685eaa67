//! Which of a glossary's terms win in a text.
//!
//! The terms that occur and a measure of the dictionaries' entries in, the winners out, in order
//! and apart from each other. Renders nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::glossary::{Glossary, Hit, Layer};
use super::matcher::unmatched_length;

/// The terms that win: what each renders and its number, in the order of the text.
///
/// `entry_length` says how many bytes the longest dictionary entry has that a text starts with.
pub(super) fn winners(
    glossary: &Glossary,
    text: &str,
    entry_length: impl Fn(&str) -> usize,
) -> Vec<(Range<usize>, usize)> {
    let hits = glossary.hits(text);
    if hits.is_empty() {
        return Vec::new();
    }
    let (strict, weighed): (Vec<Hit>, Vec<Hit>) =
        hits.into_iter().partition(|hit| glossary.term(hit.term).is_some_and(|term| term.is_strict()));
    let claims = claims(glossary, strict);
    if weighed.is_empty() {
        return claims;
    }
    let mut all = Vec::with_capacity(claims.len() + weighed.len());
    let mut start = 0;
    let scale = Scale { glossary, text, hits: &weighed, entry_length };
    for claim in claims {
        scale.weigh(start..claim.0.start, &mut all);
        start = claim.0.end;
        all.push(claim);
    }
    scale.weigh(start..text.len(), &mut all);
    all
}

/// Terms that win wherever they occur: the strongest layer first, in it the longest first.
fn claims(glossary: &Glossary, mut hits: Vec<Hit>) -> Vec<(Range<usize>, usize)> {
    let layer = |hit: &Hit| glossary.term(hit.term).map(|term| term.layer);
    hits.sort_by(|a, b| layer(b).cmp(&layer(a)).then(b.length.cmp(&a.length)));
    let mut claimed: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for hit in hits {
        let before = claimed.range(..hit.range.end).next_back();
        if before.is_none_or(|(_, &(end, _))| end <= hit.range.start) {
            claimed.insert(hit.range.start, (hit.range.end, hit.term));
        }
    }
    claimed.into_iter().map(|(start, (end, term))| (start..end, term)).collect()
}

/// Terms that are weighed against the dictionaries.
struct Scale<'a, F> {
    glossary: &'a Glossary,
    text: &'a str,
    hits: &'a [Hit],
    entry_length: F,
}

impl<F: Fn(&str) -> usize> Scale<'_, F> {
    /// Appends the terms that win within a stretch of the text.
    fn weigh(&self, stretch: Range<usize>, winners: &mut Vec<(Range<usize>, usize)>) {
        let inside = self.hits.partition_point(|hit| hit.range.start < stretch.start);
        let mut hits = self.hits[inside..].iter().filter(|hit| hit.range.end <= stretch.end).peekable();
        let mut position = stretch.start;
        while position < stretch.end && hits.peek().is_some_and(|hit| hit.range.start < stretch.end) {
            let rest = &self.text[position..stretch.end];
            let entry = (self.entry_length)(rest);
            while hits.next_if(|hit| hit.range.start < position).is_some() {}
            let mut winner = None;
            while let Some(hit) = hits.next_if(|hit| hit.range.start == position) {
                if winner.is_none() && hit.length >= entry && !self.is_crossed(hit, stretch.end) {
                    winner = Some(hit);
                }
            }
            let first = rest.chars().next().unwrap_or_default();
            position += match winner {
                Some(hit) => {
                    winners.push((hit.range.clone(), hit.term));
                    hit.length
                }
                None if entry > 0 => entry,
                None => unmatched_length(rest, first),
            };
        }
    }

    /// Whether something starts within a name and reaches beyond it, so that it is none here.
    fn is_crossed(&self, name: &Hit, end: usize) -> bool {
        if self.glossary.term(name.term).is_none_or(|term| term.layer != Layer::Name) {
            return false;
        }
        let own = &self.text[name.range.clone()];
        own.char_indices().skip(1).any(|(offset, _)| {
            let start = name.range.start + offset;
            let first = self.hits.partition_point(|hit| hit.range.start < start);
            let here = self.hits[first..].iter().take_while(|hit| hit.range.start == start);
            let term = here.map(|hit| hit.range.end).filter(|&reach| reach <= end).max().unwrap_or(start);
            term.max(start + (self.entry_length)(&self.text[start..end])) > name.range.end
        })
    }
}
