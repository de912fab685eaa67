//! Answers one query: finds candidates, verifies phrases on texts, counts, shows hits.
//!
//! Plans and the files of an index in, [`Results`] out. Lists are read on as
//! long as results need; each file is read at most once; one that can't be
//! read is noted, and the query goes on without it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Fold;
use super::excerpt::Phrase;
use super::facets::Columns;
use super::files::Files;
use super::hit::{FoldedRecord, hit, phrase};
use super::index::{Options, Results};
use super::lookup::Lookup;
use super::plan::{Plan, Segment};
use super::rank::{Candidate, candidates, merged, relaxed};
use super::record::{LocaleRecords, Record};

/// Texts read beyond those wanted before a query gives up verifying.
const SPARE_READS: usize = 10;
/// Hits verified beyond the limit when a query has several parts, so that those with all in a row come first.
const SPARE_HITS: usize = 5;
/// Tails read for one query, unless it has found nothing yet or all results are counted.
const MOST_TAILS: usize = 6;

/// One query under way.
pub struct Session<'a> {
    files: Files<'a>,
    fold: &'a Fold,
    plans: &'a [Plan],
}

/// What is asked of the session.
struct Asked<'a> {
    locale: &'a LocaleRecords,
    present: Option<Vec<bool>>,
    columns: Option<Columns>,
    options: &'a Options,
}

/// A document that holds the query.
struct Verified {
    tier: u8,
    score: u32,
    document: u32,
    record: Record,
    folded: FoldedRecord,
}

/// What an attempt came to.
#[derive(Default)]
struct Attempt {
    total: usize,
    exact: bool,
    verified: Vec<Verified>,
    /// All that count as found, whatever the filters.
    found: Vec<u32>,
}

impl Asked<'_> {
    fn passes(&self, document: u32) -> bool {
        let passes = |columns: &Columns| columns.passes(document, &self.options.filters) == [true; 4];
        self.columns.as_ref().is_none_or(passes)
    }
}

impl<'a> Session<'a> {
    /// Begins a query; the first plan is as it was typed.
    pub fn new(files: Files<'a>, fold: &'a Fold, plans: &'a [Plan]) -> Self {
        Self { files, fold, plans }
    }

    /// The best documents that a locale has.
    pub fn answer(mut self, locale: &LocaleRecords, options: &Options) -> Results {
        let narrowed = options.facets || options.filters != Default::default();
        let columns = if narrowed { self.files.columns() } else { None };
        let asked = Asked { locale, present: self.files.presence(locale), columns, options };
        let (mut found, lookups) = self.attempt(&asked);
        let mut results = Results { total: found.total, exact: found.exact, ..Results::default() };
        let best = found.verified.iter().take(options.limit);
        let show =
            |best: &Verified| hit(&best.record, &best.folded.text, best.score, false, self.plans, self.fold);
        results.results = best.map(show).collect();
        if found.found.is_empty() {
            found.found = self.relax(&asked, &lookups, &mut results);
        }
        let columns = asked.columns.as_ref().filter(|_| options.facets);
        results.facets =
            columns.map(|columns| columns.count(found.found.into_iter(), &options.filters, &locale.code));
        results.exact &= self.files.all_read();
        results.unread = self.files.into_unread();
        results
    }

    /// Looks up the plans' tokens and verifies what they find.
    ///
    /// Lists are read until as many documents as are wanted hold the query, or to their ends.
    fn attempt(&mut self, asked: &Asked<'_>) -> (Attempt, Vec<Lookup<'a>>) {
        let mut lookups: Vec<Lookup<'a>> = Vec::new();
        for plan in self.plans {
            lookups.push(Lookup::new(plan, &mut self.files));
        }
        let limit = asked.options.limit;
        let several = self.plans.iter().any(|plan| plan.segments.len() > 1);
        let wanted = if several { limit.saturating_add(SPARE_HITS) } else { limit };
        let (mut enough, mut most, mut tails) = (wanted.saturating_add(SPARE_READS), MOST_TAILS, 0);
        if asked.options.facets {
            (enough, most) = (usize::MAX, usize::MAX);
        }
        loop {
            let found = self.read_on(&mut lookups, asked, enough, most, &mut tails);
            let attempt = self.verify(asked, &lookups, found, wanted);
            let complete = lookups.iter().all(|lookup| lookup.frontier() == u32::MAX);
            if complete || attempt.verified.len() >= limit || tails >= most {
                return (attempt, lookups);
            }
            enough = usize::MAX;
            most = if attempt.verified.is_empty() { usize::MAX } else { MOST_TAILS };
        }
    }

    /// Reads on in the lists until they give enough candidates, end, or `most` tails were read.
    fn read_on(
        &mut self,
        lookups: &mut [Lookup<'a>],
        asked: &Asked<'_>,
        enough: usize,
        most: usize,
        tails: &mut usize,
    ) -> Vec<Candidate> {
        loop {
            let present = asked.present.as_deref();
            let found = lookups.iter().enumerate();
            let found =
                found.flat_map(|(plan, lookup)| candidates(lookup, plan, self.files.manifest, present));
            let found = merged(found.collect());
            let complete = lookups.iter().all(|lookup| lookup.frontier() == u32::MAX);
            if complete
                || *tails >= most
                || found.iter().filter(|candidate| asked.passes(candidate.document)).count() >= enough
            {
                return found;
            }
            for lookup in lookups.iter_mut() {
                *tails += lookup.read_on(&mut self.files);
            }
        }
    }

    /// Reads texts for as many candidates as are wanted; the others are taken at their lists' word, unless
    /// none of those read holds the query.
    fn verify(
        &mut self,
        asked: &Asked<'_>,
        lookups: &[Lookup<'a>],
        found: Vec<Candidate>,
        wanted: usize,
    ) -> Attempt {
        let unproven: Vec<Vec<&Segment>> = lookups.iter().map(unproven).collect();
        let proven = unproven.iter().all(Vec::is_empty);
        let mut attempt = Attempt::default();
        let mut read = BTreeSet::new();
        let most = wanted.saturating_add(SPARE_READS);
        for tier in 0..2 {
            for candidate in found.iter().filter(|candidate| candidate.tier == tier) {
                if attempt.verified.len() >= wanted || read.len() >= most {
                    break;
                }
                if asked.passes(candidate.document) {
                    read.insert(candidate.document);
                    attempt.verified.extend(self.verified(asked, *candidate, &unproven));
                }
            }
        }
        let shown: BTreeSet<u32> = attempt.verified.iter().map(|hit| hit.document).collect();
        let credible = proven || !shown.is_empty() || read.is_empty();
        let counts = |candidate: &&Candidate| {
            let document = candidate.document;
            let unread = !read.contains(&document) && credible && (candidate.tier == 0 || proven);
            shown.contains(&document) || unread
        };
        attempt.found = found.iter().filter(counts).map(|candidate| candidate.document).collect();
        attempt.total = attempt.found.iter().filter(|document| asked.passes(**document)).count();
        self.count(asked, lookups, &mut attempt, proven);
        attempt.verified.sort_by_key(|hit| (hit.tier, Reverse(hit.score), hit.document));
        attempt
    }

    /// Tells whether the total is exact; of a single token in all documents it is known before its list is read.
    fn count(&self, asked: &Asked<'_>, lookups: &[Lookup<'a>], attempt: &mut Attempt, proven: bool) {
        let cut = |lookup: &Lookup<'_>| {
            lookup.looked.iter().any(|token| token.list.as_ref().is_none_or(|list| list.cut))
        };
        let complete = lookups.iter().all(|lookup| lookup.frontier() == u32::MAX && !cut(lookup));
        attempt.exact = complete && (proven || attempt.verified.len() == attempt.total);
        if let [lookup] = lookups
            && let [token] = lookup.looked.as_slice()
            && let Some(list) = &token.list
            && proven
            && asked.present.is_none()
            && asked.columns.is_none()
        {
            attempt.total = list.documents as usize;
            attempt.exact = true;
        }
    }

    fn verified(
        &mut self,
        asked: &Asked<'_>,
        candidate: Candidate,
        unproven: &[Vec<&Segment>],
    ) -> Option<Verified> {
        let document = candidate.document;
        let record = self.files.record(asked.locale, document)?;
        let folded = FoldedRecord::new(&record, self.fold);
        let own = unproven.iter().enumerate().filter(|(plan, _)| candidate.plans >> plan & 1 > 0);
        let mut missing: Vec<Vec<&Segment>> = own.map(|(_, segments)| segments.clone()).collect();
        let strike = |missing: &mut Vec<Vec<&Segment>>, folded: &FoldedRecord, fold: &Fold| {
            missing
                .iter_mut()
                .for_each(|segments| segments.retain(|segment| !folded.holds(phrase(segment), fold)));
        };
        strike(&mut missing, &folded, self.fold);
        for code in &record.also {
            // What one edition lacks may stand in another: a Chinese name of an English page.
            if missing.iter().any(Vec::is_empty) {
                break;
            }
            let other =
                self.files.manifest.locale(code).and_then(|locale| self.files.record(locale, document));
            if let Some(other) = other {
                strike(&mut missing, &FoldedRecord::new(&other, self.fold), self.fold);
            }
        }
        if !missing.iter().any(Vec::is_empty) {
            return None;
        }
        let score = candidate.score.saturating_add(self.bonus(&folded, candidate));
        Some(Verified { tier: candidate.tier, score, document, record, folded })
    }

    /// A page whose name is the query comes first; next one with all parts of it in a row.
    fn bonus(&self, folded: &FoldedRecord, candidate: Candidate) -> u32 {
        let topic = candidate.document < self.files.manifest.topics;
        let named = |plan: &Plan| {
            folded.title.chars == plan.whole
                || (topic && folded.names.iter().any(|name| name.chars == plan.whole))
        };
        if self.plans.iter().any(named) {
            return candidate.score.saturating_mul(3);
        }
        let in_a_row = |plan: &Plan| {
            plan.segments.len() > 1 && folded.holds(Phrase { chars: &plan.whole, word: false }, self.fold)
        };
        if self.plans.iter().any(in_a_row) { candidate.score / 2 } else { 0 }
    }

    /// Shows what comes close, of the first plan that anything comes close to; returns all that does.
    fn relax(&mut self, asked: &Asked<'_>, lookups: &[Lookup<'a>], results: &mut Results) -> Vec<u32> {
        let (manifest, present) = (self.files.manifest, asked.present.as_deref());
        let close = lookups.iter().map(|lookup| relaxed(lookup, manifest, present));
        let all = close.into_iter().find(|close| !close.is_empty()).unwrap_or_default();
        let passing: Vec<_> = all.iter().filter(|candidate| asked.passes(candidate.document)).collect();
        for candidate in passing.iter().take(asked.options.limit) {
            if let Some(record) = self.files.record(asked.locale, candidate.document) {
                let text = self.fold.text(&record.text);
                results.results.push(hit(&record, &text, candidate.score, true, self.plans, self.fold));
            }
        }
        results.total = passing.len();
        results.relaxed = !all.is_empty();
        all.into_iter().map(|candidate| candidate.document).collect()
    }
}

/// The segments that the lists don't prove.
fn unproven<'a>(lookup: &Lookup<'a>) -> Vec<&'a Segment> {
    let loose = |at: usize| lookup.looked.iter().any(|token| token.loose && token.wanted.segment == at);
    let segments = lookup.plan.segments.iter().enumerate();
    segments.filter(|(at, segment)| segment.verify || loose(*at)).map(|(_, segment)| segment).collect()
}
