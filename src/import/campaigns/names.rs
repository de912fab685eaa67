//! Names of campaigns: those that are known, and what a quoted text may be one.
//!
//! The tables and a site's own names in; which name a wording stands for, and whether an unknown
//! one may be a name, out. Reads no text but single names.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::import::fold::squeezed;
use crate::import::line::hanzi_count;
use crate::import::tables::{Matching, PageRole, rows};
use crate::lexicon::Dictionary;

const TABLE: &str = include_str!("../data/campaigns.tsv");

/// Names and other wordings of campaigns.
#[derive(Debug, Clone)]
pub struct CampaignNames {
    /// Wordings with the name each stands for, sorted.
    wordings: Vec<(String, String)>,
    /// The wordings alone: most stretches of a text are none.
    dictionary: Dictionary<()>,
    /// Characters of the longest one.
    pub(super) longest: usize,
}

impl CampaignNames {
    /// The table's names and those of a site: each name with its other wordings, in either script.
    pub fn new(site: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let table = rows(TABLE);
        let mut names: Vec<(String, String)> =
            table.map(|[wording, name, _]| (wording.to_owned(), name.to_owned())).collect();
        for (name, aliases) in site {
            let name = bare(&squeezed(&name)).into_owned();
            for wording in aliases.iter().map(|alias| bare(&squeezed(alias)).into_owned()) {
                names.push((wording, name.clone()));
            }
            names.push((name.clone(), name));
        }
        names.retain(|(wording, _)| wording.chars().count() > 1);
        names.sort();
        names.dedup();
        let longest = names.iter().map(|(wording, _)| wording.chars().count()).max().unwrap_or(0);
        let dictionary = Dictionary::new(names.iter().map(|(wording, _)| (wording.as_str(), ())));
        CampaignNames { wordings: names, dictionary, longest }
    }

    /// The name that a wording stands for.
    pub(super) fn known(&self, wording: &str) -> Option<&str> {
        if !self.dictionary.at(wording, 0).any(|found| found.end == wording.len()) {
            return None;
        }
        let found = self.wordings.binary_search_by(|(known, _)| known.as_str().cmp(wording)).ok()?;
        Some(self.wordings[found].1.as_str())
    }

    /// Whether it is a stage of a known one, such as 雷霆21号 or 净网2024, which is named in full.
    pub(super) fn is_stage(&self, wording: &str) -> bool {
        let stem =
            wording.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '号' | '-' | '.' | '年'));
        stem != wording && self.wordings.iter().any(|(known, _)| known == stem)
    }
}

/// Slogans, and how one must stand in a name that is none for it.
static SLOGANS: LazyLock<Dictionary<Matching>> = LazyLock::new(|| {
    let slogans = rows(include_str!("../data/slogans.tsv"));
    Dictionary::new(slogans.map(|[slogan, matching]| (slogan, Matching::read(matching))))
});

/// The wordings that name a campaign alone.
static DISTINCT: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows(TABLE).filter_map(|[wording, _, alone]| (alone == "alone").then_some(wording)).collect()
});

/// Whether a name is nothing but a campaign's, even where no 行动 follows it.
pub(super) fn is_distinct(name: &str) -> bool {
    DISTINCT.contains(name)
}

/// A name without quotation marks and without what it is the name of.
pub(super) fn bare(name: &str) -> Cow<'_, str> {
    let marks = ['“', '”', '"', '‘', '’'];
    if name.contains(marks) {
        return Cow::Owned(bare(&name.replace(marks, "")).into_owned());
    }
    let mut name = name;
    while let Some(shorter) = PageRole::NameEnding.cut_from(name) {
        name = shorter;
    }
    // “打猫（池）”: what stands in brackets only explains the name.
    let named = name.strip_suffix([')', '）']).and_then(|name| name.split_once(['(', '（']));
    Cow::Borrowed(named.map_or(name, |(name, _)| name))
}

/// Whether a bare name that no table has may be a campaign's.
pub(super) fn is_possible(name: &str) -> bool {
    let is_slogan = || {
        SLOGANS.scan(name).any(|slogan| {
            let (begins, ends) = (slogan.start == 0, slogan.end == name.len());
            slogan.meanings.iter().any(|matching| matching.stands(begins, ends))
        })
    };
    (2..=8).contains(&hanzi_count(name)) && !name.contains(['·', '，', '、', '。', '.', '+']) && !is_slogan()
}
