//! Names of the tables and terms of front matters that a locale has no words for.
//!
//! Only what pages of the site show is asked for. Chinese locales have the tables' own names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Context, topics};
use crate::config::Locale;
use crate::labels::LabelTable;
use crate::lexicon::Lexicon;
use crate::model::{Article, Knowledge};

/// Something without words in a locale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingLabel {
    /// `interface`, `indicator`, `definition`, `group`, `unit`, `place`, `agency`, `scope` or `term`.
    pub kind: &'static str,
    /// Key of the label, id in the table, or the Chinese words.
    pub id: String,
    /// The file that should say it.
    pub file: String,
}

/// Names of indicators, units, places and agencies that are shown and have no words here.
pub fn missing_names(
    knowledge: &Knowledge,
    context: Context<'_>,
    locale: &Locale,
    labels: &LabelTable,
) -> Vec<MissingLabel> {
    if locale.script().is_some() {
        return Vec::new();
    }
    let english = locale.code.language() == "en";
    let mut missing = BTreeSet::new();
    for (kind, id, table_has, file) in shown_names(knowledge, context.lexicon) {
        let own = format!("name.{kind}.{id}");
        let is_named = labels.get(&own).is_some() || labels.get(&format!("{own}.other")).is_some();
        if is_named || (english && table_has) {
            continue;
        }
        let file = if english { file.to_owned() } else { format!("i18n/{}.toml", locale.code) };
        missing.insert(MissingLabel { kind, id, file });
    }
    missing.into_iter().collect()
}

type ShownName = (&'static str, String, bool, &'static str);

/// Every name that pages show: its kind, its id, whether the tables have it in English, and the table.
fn shown_names(knowledge: &Knowledge, lexicon: &Lexicon) -> Vec<ShownName> {
    let mut shown: Vec<ShownName> = Vec::new();
    let indicators = knowledge.indicators().filter_map(|id| lexicon.indicators.get(id));
    let mut groups = BTreeSet::new();
    for indicator in indicators {
        let id = &indicator.id;
        groups.insert(indicator.group.as_str());
        shown.push(("indicator", id.clone(), !indicator.en.is_empty(), "indicators.tsv"));
        if !indicator.definition_zh.is_empty() {
            shown.push(("definition", id.clone(), !indicator.definition_en.is_empty(), "indicators.tsv"));
        }
    }
    let groups = lexicon.indicators.groups().iter().filter(|group| groups.contains(group.id));
    shown.extend(
        groups.map(|group| ("group", group.id.to_owned(), !group.en.is_empty(), "indicator_groups.tsv")),
    );
    let places = knowledge.places().iter();
    shown.extend(places.map(|place| ("place", place.id.to_owned(), !place.en.is_empty(), "gazetteer.tsv")));
    for figure in knowledge.articles.iter().flat_map(|article| &article.figures) {
        let metric = &figure.metric;
        if let Some(agency) = metric.agency.as_deref().and_then(|id| lexicon.agencies.get(id)) {
            shown.push(("agency", agency.id.to_owned(), !agency.en.is_empty(), "agencies.tsv"));
        }
        let changed = metric.change.as_ref().map(|change| change.unit.as_str());
        for name in std::iter::once(metric.unit.as_str()).chain(changed) {
            let Some(unit) = lexicon.units.get(name) else { continue };
            // A symbol is written the same everywhere; 个 alone has no noun by intention where the
            // indicator names what is counted.
            let counted = lexicon.units.noun(unit, &metric.indicator);
            let has_noun = !counted.other.is_empty() || !unit.english.other.is_empty();
            if unit.symbol.is_none() {
                shown.push(("unit", name.to_owned(), has_noun, "units.tsv"));
            }
        }
    }
    shown
}

/// Short texts of front matters that a translation shows in Chinese for want of a term.
pub fn missing_terms(
    knowledge: &Knowledge,
    context: Context<'_>,
    locale: &Locale,
    labels: &LabelTable,
) -> Vec<MissingLabel> {
    if locale.script().is_some() {
        return Vec::new();
    }
    let mut missing = BTreeMap::new();
    for article in &knowledge.articles {
        let Some(translation) = article.translations.get(locale.code.as_str()) else { continue };
        for (kind, text) in short_texts(article) {
            let in_table = kind == "scope"
                && (labels.get(&format!("name.scope.{text}")).is_some()
                    || locale.code.language() == "en" && context.lexicon.scopes.english(text).is_some());
            if !in_table && !translation.terms.contains_key(text) && !is_plain(text) {
                let file = translation.source.name().to_owned();
                missing.insert((file.clone(), kind, text), MissingLabel { kind, id: text.to_owned(), file });
            }
        }
    }
    let mut missing: Vec<MissingLabel> = missing.into_values().collect();
    for (original, translations) in topics(knowledge) {
        let Some(translation) = translations.get(locale.code.as_str()) else { continue };
        let lacks = |has: bool, own: bool| has && !own;
        let keys = [
            ("name", lacks(original.name.is_some(), translation.name.is_some())),
            ("summary", lacks(original.summary.is_some(), translation.summary.is_some())),
            ("aliases", lacks(!original.aliases.is_empty(), !translation.aliases.is_empty())),
            ("agencies", lacks(!original.agencies.is_empty(), !translation.agencies.is_empty())),
        ];
        missing.extend(keys.into_iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| {
            let file = translation.source.name().to_owned();
            MissingLabel { kind: "term", id: key.to_owned(), file }
        }));
    }
    missing
}

/// The texts that a translation's terms turn into its language.
fn short_texts(article: &Article) -> impl Iterator<Item = (&'static str, &str)> {
    let origin = [Some(article.origin.name.as_str()), article.origin.via.as_deref()];
    let scopes = article.figures.iter().filter_map(|figure| figure.metric.scope.as_deref());
    let corrections = article.corrections.iter().map(|correction| correction.text.as_str());
    let events = article.events.iter().map(|event| event.title.as_str());
    let terms = origin.into_iter().flatten().chain(corrections).chain(events).map(|text| ("term", text));
    terms.chain(scopes.map(|text| ("scope", text)))
}

/// Whether a text is in Latin letters already.
fn is_plain(text: &str) -> bool {
    text.is_ascii()
}
