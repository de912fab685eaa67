//! Answers one query: looks its tokens up, verifies phrases on texts, shows hits.
//!
//! A plan and the files of an index in, [`Results`] out. Each file is read at
//! most once; one that can't be read is noted, and the query goes on without it.

use std::cmp::Reverse;

use super::excerpt::{Phrase, excerpt, find};
use super::files::Files;
use super::index::{Hit, Results};
use super::plan::{Plan, Segment};
use super::rank::{Candidate, Candidates, Looked, candidates, loosen};
use super::record::{LocaleRecords, Record};
use super::{Fold, FoldedText};

/// Texts read beyond those wanted before a query gives up verifying.
const SPARE_READS: usize = 20;
/// Hits verified beyond the limit when a query has several parts, so that those with all in a row come first.
const SPARE_HITS: usize = 10;

/// One query under way.
pub struct Session<'a> {
    files: Files<'a>,
    fold: &'a Fold,
    plan: &'a Plan,
}

/// A document that holds the query. `tier`: 0 with its numbers whole, 1 with their ends alone.
struct Verified {
    tier: usize,
    score: u32,
    document: u32,
    record: Record,
}

/// What an attempt came to. `misled`: a document found by its tokens doesn't hold the query.
#[derive(Default)]
struct Attempt {
    total: usize,
    verified: Vec<Verified>,
    relaxed: Vec<Candidate>,
    misled: bool,
}

/// A record's fields, folded.
struct FoldedRecord {
    title: FoldedText,
    names: Vec<FoldedText>,
    text: FoldedText,
}

impl FoldedRecord {
    fn new(record: &Record, fold: &Fold) -> Self {
        Self {
            title: fold.text(&record.title),
            names: record.names().map(|name| fold.text(name)).collect(),
            text: fold.text(&record.text),
        }
    }

    fn holds(&self, phrase: Phrase<'_>) -> bool {
        let fields = [&self.text, &self.title].into_iter().chain(&self.names);
        fields.into_iter().any(|field| find(&field.chars, phrase).is_some())
    }
}

impl<'a> Session<'a> {
    /// Begins a query.
    pub fn new(files: Files<'a>, fold: &'a Fold, plan: &'a Plan) -> Self {
        Self { files, fold, plan }
    }

    /// The best `limit` documents that a locale has.
    pub fn answer(mut self, locale: &LocaleRecords, limit: usize) -> Results {
        let mut found = self.attempt(locale, limit, false);
        if found.misled && self.plan.has_spares() {
            found = self.attempt(locale, limit, true);
        }
        let hits = if found.total > 0 {
            let best = found.verified.iter().take(limit);
            best.map(|hit| self.hit(&hit.record, hit.score, false)).collect()
        } else {
            self.relaxed_hits(locale, found.relaxed.iter().take(limit))
        };
        let total = if found.total > 0 { found.total } else { found.relaxed.len() };
        Results { total, results: hits, unread: self.files.into_unread() }
    }

    /// Looks up the plan's tokens, the spare ones too when asked, and verifies what they find.
    ///
    /// Texts are read for as many as are shown; the others are taken at their lists' word.
    /// The first one that shows the lists to mislead ends an attempt that spare tokens can better.
    fn attempt(&mut self, locale: &LocaleRecords, limit: usize, thorough: bool) -> Attempt {
        let (found, unproven) = self.candidates(locale, thorough);
        let several = self.plan.segments.len() > 1;
        let wanted = if several { limit.saturating_add(SPARE_HITS) } else { limit };
        let mut reads = wanted.saturating_add(SPARE_READS);
        let can_do_better = !thorough && self.plan.has_spares();
        let mut attempt = Attempt { relaxed: found.relaxed, ..Attempt::default() };
        for (tier, list) in [found.whole, found.cut].into_iter().enumerate() {
            let before = attempt.verified.len();
            let mut read = 0;
            while read < list.len()
                && attempt.verified.len() < wanted
                && reads > 0
                && !(attempt.misled && can_do_better)
            {
                let hit = self.verified(locale, list[read], &unproven, tier);
                attempt.misled |= hit.is_none();
                attempt.verified.extend(hit);
                read += 1;
                reads -= 1;
            }
            let unread = if tier == 0 || unproven.is_empty() { list.len() - read } else { 0 };
            attempt.total += attempt.verified.len() - before + unread;
        }
        attempt.verified.sort_by_key(|hit| (hit.tier, Reverse(hit.score), hit.document));
        attempt
    }

    /// What the lists find, and the segments that they don't prove.
    fn candidates(&mut self, locale: &LocaleRecords, thorough: bool) -> (Candidates, Vec<&'a Segment>) {
        let plan = self.plan;
        let mut looked = Vec::new();
        for wanted in plan.tokens.iter().filter(|wanted| thorough || !wanted.spare) {
            looked.push(Looked { wanted, list: self.files.list(&wanted.name), loose: false });
        }
        loosen(&mut looked);
        let loose = |at: usize| looked.iter().any(|token| token.loose && token.wanted.segment == at);
        let unproven = plan.segments.iter().enumerate().filter(|(at, segment)| segment.verify || loose(*at));
        let unproven = unproven.map(|(_, segment)| segment).collect();
        let present = self.files.presence(locale);
        let (documents, topics) = (self.files.manifest.documents, self.files.manifest.topics);
        (candidates(plan, &looked, documents, topics, present.as_deref()), unproven)
    }

    fn verified(
        &mut self,
        locale: &LocaleRecords,
        candidate: Candidate,
        unproven: &[&Segment],
        tier: usize,
    ) -> Option<Verified> {
        let document = candidate.document;
        let record = self.files.record(locale, document)?;
        let folded = FoldedRecord::new(&record, self.fold);
        let mut missing: Vec<&Segment> = unproven.to_vec();
        missing.retain(|segment| !folded.holds(phrase(segment)));
        for code in &record.also {
            // What one edition lacks may stand in another: a Chinese name of an English page.
            if missing.is_empty() {
                break;
            }
            let Some(other) = self.files.manifest.locale(code) else {
                continue;
            };
            let other = self.files.record(other, document);
            let other = other.map(|other| FoldedRecord::new(&other, self.fold));
            missing.retain(|segment| !other.as_ref().is_some_and(|other| other.holds(phrase(segment))));
        }
        let score = candidate.score.saturating_add(self.bonus(&folded, candidate));
        missing.is_empty().then_some(Verified { tier, score, document, record })
    }

    /// A page whose name is the query comes first; next one with all parts of it in a row.
    fn bonus(&self, folded: &FoldedRecord, candidate: Candidate) -> u32 {
        let whole = &self.plan.whole;
        let topic = candidate.document < self.files.manifest.topics;
        if folded.title.chars == *whole || (topic && folded.names.iter().any(|name| name.chars == *whole)) {
            return candidate.score.saturating_mul(3);
        }
        let in_a_row = self.plan.segments.len() > 1 && folded.holds(Phrase { chars: whole, word: false });
        if in_a_row { candidate.score / 2 } else { 0 }
    }

    fn relaxed_hits<'b>(
        &mut self,
        locale: &LocaleRecords,
        best: impl Iterator<Item = &'b Candidate>,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        for candidate in best {
            if let Some(record) = self.files.record(locale, candidate.document) {
                hits.push(self.hit(&record, candidate.score, true));
            }
        }
        hits
    }

    fn hit(&self, record: &Record, score: u32, relaxed: bool) -> Hit {
        let plan = self.plan;
        let whole = Phrase { chars: &plan.whole, word: false };
        let tokens: Vec<Vec<char>> =
            plan.tokens.iter().map(|token| token.name.trim_start_matches('#').chars().collect()).collect();
        let tokens = plan.tokens.iter().zip(&tokens).map(|(token, chars)| Phrase { chars, word: token.long });
        let phrases: Vec<Phrase<'_>> =
            std::iter::once(whole).chain(plan.segments.iter().map(phrase)).chain(tokens).collect();
        Hit {
            url: record.url.clone(),
            title: record.title.clone(),
            excerpt: excerpt(&record.text, &self.fold.text(&record.text), &phrases),
            score,
            relaxed,
        }
    }
}

fn phrase(segment: &Segment) -> Phrase<'_> {
    Phrase { chars: &segment.chars, word: segment.word }
}
