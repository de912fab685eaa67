//! What figures count, with labels, units and definitions in both languages.
//!
//! `data/indicators.tsv`, `indicator_groups.tsv` and `indicator_derived.tsv` in, [`Indicators`]
//! out. Holds no figures and judges none; how prose words an indicator is not told here.

use super::names::NameMap;
use super::{suggestion, table};

/// Something that is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// As written in the front matter's `indicator`; never changes.
    pub id: String,
    /// Id of the [`IndicatorGroup`] that lists it.
    pub group: String,
    /// The usual unit, in Chinese. For a change it is `%`, or the unit of what changes.
    pub unit: String,
    /// Simplified Chinese label.
    pub zh: String,
    /// English label, capitalised as at the start of a line.
    pub en: String,
    /// What it counts and what it doesn't, in Simplified Chinese.
    pub definition_zh: String,
    /// The same in English.
    pub definition_en: String,
    /// Place in reading order; a change comes right after what changes.
    pub order: u32,
    /// For a change: the id of what changes.
    pub derived_from: Option<String>,
}

/// A heading in the list of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorGroup {
    /// As named by [`Indicator::group`].
    pub id: &'static str,
    /// Simplified Chinese heading.
    pub zh: &'static str,
    /// English heading.
    pub en: &'static str,
    /// Place in reading order.
    pub order: u32,
}

/// The table of indicators and those derived from it.
#[derive(Debug)]
pub struct Indicators {
    by_id: Vec<Indicator>,
    /// Where each stands.
    positions: NameMap<String, usize>,
    reading_order: Vec<usize>,
    groups: Vec<IndicatorGroup>,
}

impl Indicators {
    pub(super) fn embedded() -> Indicators {
        Indicators::read(include_str!("data/indicators.tsv"))
    }

    /// The indicators of a table in the format of `indicators.tsv`, and those derived from them.
    pub(crate) fn read(table: &'static str) -> Indicators {
        let derivations: Vec<Derivation> = table::rows(include_str!("data/indicator_derived.tsv")).collect();
        let mut by_id = Vec::new();
        for row in table::rows(table) {
            let indicator = read_indicator(row);
            by_id.extend(
                derivations.iter().zip(1..).map(|(derivation, rank)| derive(&indicator, derivation, rank)),
            );
            by_id.push(indicator);
        }
        by_id.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        let positions = by_id.iter().map(|indicator| indicator.id.clone()).zip(0..).collect();
        let mut reading_order: Vec<usize> = (0..by_id.len()).collect();
        reading_order.sort_by_key(|index| by_id[*index].order);
        Indicators { by_id, positions, reading_order, groups: read_groups() }
    }

    /// The indicator with this id, derived ones (`losses_change`) included.
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.positions.get(id).and_then(|position| self.by_id.get(*position))
    }

    /// All indicators in reading order, each followed by those derived from it.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        self.reading_order.iter().map(|index| &self.by_id[*index])
    }

    /// The known id that `typed` was probably meant to be.
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        let ids = self.by_id.iter().map(|indicator| indicator.id.as_str());
        suggestion::closest_id(typed, ids, 4)
    }

    /// The headings, in reading order.
    pub fn groups(&self) -> &[IndicatorGroup] {
        &self.groups
    }
}

/// Suffix, unit, and the labels and definitions with a gap where the base's label goes.
type Derivation = [&'static str; 6];

fn read_indicator(row: [&'static str; 8]) -> Indicator {
    let [id, group, unit, zh, en, definition_zh, definition_en, order] = row.map(str::to_owned);
    Indicator {
        id,
        group,
        unit,
        zh,
        en,
        definition_zh,
        definition_en,
        order: order.parse().unwrap_or(u32::MAX),
        derived_from: None,
    }
}

fn read_groups() -> Vec<IndicatorGroup> {
    let mut groups: Vec<IndicatorGroup> = table::rows(include_str!("data/indicator_groups.tsv"))
        .map(|[id, zh, en, order]| IndicatorGroup { id, zh, en, order: order.parse().unwrap_or(u32::MAX) })
        .collect();
    groups.sort_by_key(|group| group.order);
    groups
}

fn derive(base: &Indicator, derivation: &Derivation, rank: u32) -> Indicator {
    let [suffix, unit, zh, en, definition_zh, definition_en] = *derivation;
    let inner_en = within_a_sentence(&base.en);
    let fill = |text: &str| text.replace("{zh}", &base.zh).replace("{en}", &inner_en);
    Indicator {
        id: format!("{}{suffix}", base.id),
        group: base.group.clone(),
        unit: unit.to_owned(),
        zh: fill(zh),
        en: fill(en),
        definition_zh: fill(definition_zh),
        definition_en: fill(definition_en),
        order: base.order.saturating_add(rank),
        derived_from: Some(base.id.clone()),
    }
}

/// `Losses to fraud` → `losses to fraud`; `SIM cards cleared` keeps its capitals.
fn within_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            let rest = &label[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::lexicon::Lexicon;

    #[test]
    fn every_indicator_has_both_languages_a_definition_and_a_unit() {
        for indicator in Lexicon::embedded().indicators.iter() {
            let texts = [
                &indicator.zh,
                &indicator.en,
                &indicator.definition_zh,
                &indicator.definition_en,
                &indicator.unit,
            ];
            assert!(texts.iter().all(|text| !text.is_empty()), "{indicator:?}");
            assert!(!texts.iter().any(|text| text.contains('{')), "{indicator:?}");
            assert!(indicator.id.is_ascii());
        }
    }

    #[test]
    fn every_group_has_indicators_and_every_indicator_a_group() {
        let indicators = &Lexicon::embedded().indicators;
        let listed: BTreeSet<&str> = indicators.groups().iter().map(|group| group.id).collect();
        let used: BTreeSet<&str> = indicators.iter().map(|one| one.group.as_str()).collect();
        assert_eq!(listed, used);
    }

    #[test]
    fn reading_order_is_unique_and_keeps_groups_together() {
        let indicators = &Lexicon::embedded().indicators;
        let orders: Vec<u32> = indicators.iter().map(|one| one.order).collect();
        assert!(orders.windows(2).all(|pair| pair[0] < pair[1]));
        let mut groups: Vec<&str> = indicators.iter().map(|one| one.group.as_str()).collect();
        groups.dedup();
        let headings: Vec<&str> = indicators.groups().iter().map(|group| group.id).collect();
        assert_eq!(groups, headings);
    }

    #[test]
    fn every_indicator_answers_for_its_change() {
        let indicators = &Lexicon::embedded().indicators;
        for base in indicators.iter().filter(|one| one.derived_from.is_none()) {
            let change = indicators.get(&format!("{}_change", base.id)).unwrap();
            assert_eq!(change.derived_from.as_deref(), Some(base.id.as_str()));
            assert_eq!((change.unit.as_str(), &change.group), ("%", &base.group));
        }
    }

    #[test]
    fn label_of_a_change_names_what_changes() {
        let indicators = &Lexicon::embedded().indicators;
        let change = indicators.get("cases_filed_change").unwrap();
        assert_eq!(change.zh, "立案（发案）数变化");
        assert_eq!(change.en, "Change in cases reported");
        let cards = indicators.get("sim_cards_cleared_change").unwrap();
        assert_eq!(cards.en, "Change in SIM cards cleared or shut down");
    }

    #[test]
    fn unknown_indicator_suggests_the_nearest_id() {
        let indicators = &Lexicon::embedded().indicators;
        assert_eq!(indicators.get("suspects_arested"), None);
        assert_eq!(indicators.nearest("suspects_arested"), Some("suspects_arrested"));
        assert_eq!(indicators.nearest("loses_change"), Some("losses_change"));
        assert_eq!(indicators.nearest("weather"), None);
    }
}
