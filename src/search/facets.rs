//! What results are counted and narrowed by: kind, year, place, campaigns.
//!
//! Documents in, one file of columns out, a row a document; and back. The file is read only when a
//! query is narrowed or its facets are wanted. `search.js` reads the same bytes.
//!
//! The file: a head (JSON with its length before it), then runs `(value, how many)` of kinds and of years,
//! then a number a document for its place and one for its set of campaigns, 0 for none.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::bytes::{Malformed, Reader, write_bytes, write_number, write_runs};
use super::{DocumentKind, Facet, FacetCount, Facets, Filters, SearchDocument};

/// Names of places and campaigns by locale, as far as they differ from the ids.
type Names = BTreeMap<String, BTreeMap<String, String>>;

/// What the numbers of the columns stand for.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    places: Vec<String>,
    campaigns: Vec<String>,
    /// Sets of campaigns, as their numbers.
    sets: Vec<Vec<usize>>,
    place_names: Names,
    campaign_names: Names,
}

/// Gathers the columns, document by document.
#[derive(Default)]
pub struct FacetWriter {
    rows: Vec<(DocumentKind, u32, Option<String>, Vec<String>)>,
    place_names: Names,
    campaign_names: Names,
}

impl FacetWriter {
    /// Adds the next document.
    pub fn add(&mut self, document: &mut SearchDocument) {
        for edition in &document.editions {
            let name = |names: &mut Names, id: &str, name: &str| {
                let names = names.entry(edition.locale.clone()).or_default();
                if !names.contains_key(id) {
                    names.insert(id.to_owned(), name.to_owned());
                }
            };
            if let (Some(id), Some(own)) = (&document.place, &edition.place) {
                name(&mut self.place_names, id, own);
            }
            for (id, own) in document.campaigns.iter().zip(&edition.campaigns) {
                name(&mut self.campaign_names, id, own);
            }
        }
        let year = document.date.as_deref().and_then(|date| date.get(..4)?.parse().ok()).unwrap_or(0);
        let mut campaigns = std::mem::take(&mut document.campaigns);
        campaigns.sort_unstable();
        campaigns.dedup();
        self.rows.push((document.kind, year, document.place.take(), campaigns));
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        let numbers = |values: BTreeSet<&String>| -> Vec<String> { values.into_iter().cloned().collect() };
        let places = numbers(self.rows.iter().filter_map(|(_, _, place, _)| place.as_ref()).collect());
        let campaigns = numbers(self.rows.iter().flat_map(|(_, _, _, campaigns)| campaigns).collect());
        let number = |all: &[String], id: &String| all.binary_search(id).unwrap_or(0);
        let set = |ids: &[String]| -> Vec<usize> { ids.iter().map(|id| number(&campaigns, id)).collect() };
        let sets: BTreeSet<Vec<usize>> = self.rows.iter().map(|row| set(&row.3)).collect();
        let sets: Vec<_> = sets.into_iter().filter(|set| !set.is_empty()).collect();
        let mut bytes = Vec::new();
        let mut columns = Vec::new();
        write_runs(&mut columns, self.rows.iter().map(|row| row.0 as u32));
        write_runs(&mut columns, self.rows.iter().map(|row| row.1));
        for (_, _, place, _) in &self.rows {
            write_number(&mut columns, place.as_ref().map_or(0, |id| number(&places, id) as u64 + 1));
        }
        for (_, _, _, ids) in &self.rows {
            let number = sets.binary_search(&set(ids)).map_or(0, |at| at as u64 + 1);
            write_number(&mut columns, number);
        }
        let (place_names, campaign_names) = (self.place_names, self.campaign_names);
        let head = Head { places, campaigns, sets, place_names, campaign_names };
        // Strings and numbers always serialise.
        write_bytes(&mut bytes, &serde_json::to_vec(&head).unwrap_or_default());
        bytes.extend(columns);
        bytes
    }
}

/// The columns, read.
#[derive(Debug, Default)]
pub struct Columns {
    head: Head,
    kinds: Vec<u32>,
    years: Vec<u32>,
    places: Vec<u32>,
    sets: Vec<u32>,
}

impl Columns {
    /// Reads the file of an index with so many documents.
    pub fn from_bytes(bytes: &[u8], documents: u32) -> Result<Self, Malformed> {
        let mut reader = Reader { bytes };
        let head = serde_json::from_slice(reader.sized()?).map_err(|_| Malformed)?;
        let (kinds, years) = (reader.runs(documents)?, reader.runs(documents)?);
        let mut plain = || (0..documents).map(|_| reader.number()).collect::<Result<Vec<u32>, Malformed>>();
        Ok(Self { head, kinds, years, places: plain()?, sets: plain()? })
    }

    /// Which of the filters let a document pass: kind, year, place, campaign.
    pub fn passes(&self, document: u32, filters: &Filters) -> [bool; 4] {
        let at = document as usize;
        let value = |column: &[u32]| column.get(at).copied().unwrap_or(0);
        let place = self.head.places.get((value(&self.places) as usize).wrapping_sub(1));
        [
            filters.kind.is_none_or(|kind| kind as u32 == value(&self.kinds)),
            filters.year.is_none_or(|year| year == value(&self.years)),
            filters.place.as_ref().is_none_or(|id| place == Some(id)),
            filters.campaign.as_ref().is_none_or(|id| self.campaigns(at).any(|own| own == id)),
        ]
    }

    fn campaigns(&self, at: usize) -> impl Iterator<Item = &String> {
        let set = self.sets.get(at).map_or(0, |&number| number as usize).wrapping_sub(1);
        let set = self.head.sets.get(set).into_iter().flatten();
        set.filter_map(|&number| self.head.campaigns.get(number))
    }

    /// How many of the documents have each value; a facet counts those that pass all filters but its own.
    pub fn count(&self, documents: impl Iterator<Item = u32>, filters: &Filters, locale: &str) -> Facets {
        let mut counts: [BTreeMap<String, usize>; 4] = Default::default();
        for document in documents {
            let passes = self.passes(document, filters);
            let at = document as usize;
            let mut add = |facet: usize, value: String| {
                if (0..4).all(|other| other == facet || passes[other]) {
                    *counts[facet].entry(value).or_default() += 1;
                }
            };
            let kind = self.kinds.get(at).and_then(|&kind| DocumentKind::ALL.get(kind as usize));
            kind.into_iter().for_each(|kind| add(0, kind.id().to_owned()));
            self.years
                .get(at)
                .into_iter()
                .filter(|year| **year > 0)
                .for_each(|year| add(1, year.to_string()));
            let place = self.places.get(at).map_or(0, |&number| number as usize);
            let place = self.head.places.get(place.wrapping_sub(1));
            place.into_iter().for_each(|id| add(2, id.clone()));
            self.campaigns(at).for_each(|id| add(3, id.clone()));
        }
        let [kind, year, place, campaign] = counts;
        let named = |counts: BTreeMap<String, usize>, names: &Names| {
            let names = names.get(locale);
            let name = |id: &String| names.and_then(|names| names.get(id)).unwrap_or(id).clone();
            listed(counts.into_iter().map(|(id, count)| FacetCount { name: name(&id), id, count }).collect())
        };
        let mut year = named(year, &Names::new());
        year.sort_by(|a, b| b.id.cmp(&a.id));
        Facets {
            kind: named(kind, &Names::new()),
            year,
            place: named(place, &self.head.place_names),
            campaign: named(campaign, &self.head.campaign_names),
        }
    }
}

/// Most first, then by id.
fn listed(mut facet: Facet) -> Facet {
    facet.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.id.cmp(&b.id)));
    facet
}
