//! From ids that an editor wrote to what they name, with a finding and the nearest name where they name nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::topic::{Campaign, Scam};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Period;
use crate::lexicon::{Lexicon, Place};
use crate::text::{Located, Source, Span};

/// Topics by id: index and name.
type Topics<'a> = BTreeMap<&'a str, (usize, &'a str)>;

/// What may be referred to.
pub struct Ids<'a> {
    lexicon: &'static Lexicon,
    campaigns: Topics<'a>,
    scams: Topics<'a>,
}

impl<'a> Ids<'a> {
    /// The ids of the tables and of a site's own topics.
    pub fn new(lexicon: &'static Lexicon, campaigns: &'a [Campaign], scams: &'a [Scam]) -> Self {
        let campaigns =
            campaigns.iter().enumerate().map(|(i, one)| (one.id.as_str(), (i, one.name.as_str())));
        let scams = scams.iter().enumerate().map(|(i, one)| (one.id.as_str(), (i, one.name.as_str())));
        Ids { lexicon, campaigns: campaigns.collect(), scams: scams.collect() }
    }
}

/// Resolves the ids of one file and tells its findings.
pub struct Resolver<'a> {
    ids: &'a Ids<'a>,
    source: &'a Arc<Source>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Resolver<'a> {
    /// A resolver for a file.
    pub fn new(ids: &'a Ids<'a>, source: &'a Arc<Source>, diagnostics: &'a mut Diagnostics) -> Self {
        Resolver { ids, source, diagnostics }
    }

    fn tell(&mut self, finding: Diagnostic, span: Span) {
        self.diagnostics.push(finding.at(self.source, span));
    }

    /// A place of the gazetteer.
    pub fn place(&mut self, id: &Located<String>) -> Option<&'static Place> {
        let gazetteer = &self.ids.lexicon.gazetteer;
        let place = gazetteer.get(&id.value);
        if place.is_none() {
            let finding = Diagnostic::new("unknown-place").with("id", id.value.clone());
            let finding = match gazetteer.nearest(&id.value) {
                Some(near) => {
                    finding.with("near", near.id).with_words("name", near.short, near.en).help("near")
                }
                None => finding,
            };
            self.tell(finding, id.span);
        }
        place
    }

    /// The places of an article. Where none is known the whole country stands in, after that was told, so that
    /// the article's other faults can be told as well.
    pub fn places(&mut self, ids: &[Located<String>], span: Option<Span>) -> Vec<&'static Place> {
        if let Some(span) = span.filter(|_| ids.is_empty()) {
            self.tell(Diagnostic::new("no-places"), span);
        }
        let mut places: Vec<&'static Place> = ids.iter().filter_map(|id| self.place(id)).collect();
        if places.is_empty() {
            places.extend(self.ids.lexicon.gazetteer.get("national"));
        }
        places
    }

    /// A campaign by its index.
    pub fn campaign(&mut self, id: &Located<String>) -> Option<usize> {
        let ids = self.ids;
        self.topic("unknown-campaign", &ids.campaigns, id)
    }

    /// A scam type by its index.
    pub fn scam(&mut self, id: &Located<String>) -> Option<usize> {
        let ids = self.ids;
        self.topic("unknown-scam", &ids.scams, id)
    }

    /// Campaigns by their indexes.
    pub fn campaigns(&mut self, ids: &[Located<String>]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.campaign(id)).collect()
    }

    /// Scam types by their indexes.
    pub fn scams(&mut self, ids: &[Located<String>]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.scam(id)).collect()
    }

    fn topic(&mut self, code: &'static str, known: &Topics<'_>, id: &Located<String>) -> Option<usize> {
        if let Some((index, _)) = known.get(id.value.as_str()) {
            return Some(*index);
        }
        let near = known
            .iter()
            .map(|(near, (_, name))| (strsim::damerau_levenshtein(near, &id.value), *near, *name))
            .filter(|(distance, near, name)| *distance <= 1 + near.len() / 4 || id.value == **name)
            .min();
        let finding = Diagnostic::new(code).with("id", id.value.clone());
        let finding = match near {
            Some((_, near, name)) => finding.with("near", near).with("name", name).help("near"),
            None => finding,
        };
        self.tell(finding, id.span);
        None
    }

    /// An indicator id, as it was written even where there is none.
    pub fn indicator(&mut self, id: Located<String>) -> String {
        let indicators = &self.ids.lexicon.indicators;
        if indicators.get(&id.value).is_none() {
            let finding = Diagnostic::new("unknown-indicator").with("id", id.value.clone());
            let near = indicators.nearest(&id.value).and_then(|near| indicators.get(near));
            let finding = match near {
                Some(near) => finding
                    .with("near", near.id.clone())
                    .with_words("name", near.zh.clone(), near.en.clone())
                    .help("near"),
                None => finding,
            };
            self.tell(finding, id.span);
        }
        id.value
    }

    /// A unit, as it was written even where there is none.
    pub fn unit(&mut self, unit: Located<String>) -> String {
        if self.ids.lexicon.units.get(&unit.value).is_none() {
            self.tell(Diagnostic::new("unknown-unit").with("unit", unit.value.clone()), unit.span);
        }
        unit.value
    }

    /// An agency id, as it was written even where there is none.
    pub fn agency(&mut self, id: Located<String>) -> String {
        let agencies = &self.ids.lexicon.agencies;
        if agencies.get(&id.value).is_none() {
            let finding = Diagnostic::new("unknown-agency").with("id", id.value.clone());
            let finding = match agencies.nearest(&id.value).and_then(|near| agencies.get(near)) {
                Some(near) => finding.with("near", near.id).with_words("name", near.zh, near.en).help("near"),
                None => {
                    let known: Vec<_> = agencies.iter().map(|agency| agency.id).collect();
                    finding.with("known", known.join(", "))
                }
            };
            self.tell(finding, id.span);
        }
        id.value
    }

    /// The days from the first to the last.
    pub fn period(&mut self, stated: Located<(Date, Date)>) -> Option<Period> {
        let (from, to) = stated.value;
        let period = Period::new(from, to);
        if period.is_none() {
            let finding = Diagnostic::new("period-order");
            self.tell(finding.with("from", from.to_string()).with("to", to.to_string()), stated.span);
        }
        period
    }
}
