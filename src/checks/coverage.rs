//! How far each locale of a site covers its content: translated, stale, in the original, without labels.
//!
//! A `Knowledge` and the locales' labels in, a report out. Judges nothing: a digest is honest, only less.

use serde::Serialize;

use super::Context;
use super::missing_labels::{MissingLabel, missing_names, missing_terms};
use super::originals::{self, Original};
use crate::config::Locale;
use crate::labels::LabelTable;
use crate::model::Knowledge;

/// The report of all locales, in the site's order.
#[derive(Debug, Serialize)]
pub struct Coverage {
    /// By locale.
    pub locales: Vec<LocaleCoverage>,
}

/// What one locale has of the site's documents.
#[derive(Debug, Default, Serialize)]
pub struct LocaleCoverage {
    /// Its tag.
    pub locale: String,
    /// How many documents the site has.
    pub documents: usize,
    /// How many are written in its script.
    pub original: usize,
    /// How many it converts from the other script.
    pub converted: usize,
    /// How many it has in a translation, or in a hand-written edition, that is as new as the original as far
    /// as is recorded.
    pub translated: usize,
    /// Translations whose original has changed since.
    pub stale: Vec<StaleTranslation>,
    /// Translations, counted among the translated, that don't record what they were made from.
    pub unrecorded: Vec<String>,
    /// Originals that readers of this locale get as a digest or in Chinese.
    pub fallback: Vec<String>,
    /// Labels, names and terms that it has no words for.
    pub missing_labels: Vec<MissingLabel>,
}

/// A translation and what it was made from.
#[derive(Debug, Serialize)]
pub struct StaleTranslation {
    /// The translation's file.
    pub file: String,
    /// The original's.
    pub original: String,
}

impl LocaleCoverage {
    /// Whether nothing is stale, left out or without words.
    pub fn is_complete(&self) -> bool {
        self.stale.is_empty() && self.fallback.is_empty() && self.missing_labels.is_empty()
    }

    /// Documents whose text is here and up to date, in whole per cent, rounded down.
    pub fn percent(&self) -> usize {
        let covered = self.documents - self.stale.len() - self.fallback.len();
        (covered * 100).checked_div(self.documents).unwrap_or(100)
    }

    fn take(&mut self, original: &Original<'_>, locale: &Locale) {
        let tag = locale.code.as_str();
        let own = original.translations.iter().find(|translation| translation.locale == tag);
        match (own, locale.script()) {
            (Some(translation), _) => {
                let file = translation.source.name().to_owned();
                match translation.is_stale(original) {
                    Some(true) => {
                        let original = original.source.name().to_owned();
                        self.stale.push(StaleTranslation { file, original });
                    }
                    Some(false) => self.translated += 1,
                    None => {
                        self.translated += 1;
                        self.unrecorded.push(file);
                    }
                }
            }
            (None, Some(script)) if script == original.script => self.original += 1,
            (None, Some(_)) => self.converted += 1,
            (None, None) => self.fallback.push(original.source.name().to_owned()),
        }
    }
}

/// The coverage of every locale; `labels` are the locales' tables with the keys that each lacks.
pub fn coverage(
    knowledge: &Knowledge,
    context: Context<'_>,
    labels: &[(LabelTable, Vec<String>)],
) -> Coverage {
    let originals = originals::all(knowledge);
    let locales = context.config.locales.iter().zip(labels).map(|(locale, (table, missing))| {
        let mut covered = LocaleCoverage {
            locale: locale.code.to_string(),
            documents: originals.len(),
            ..LocaleCoverage::default()
        };
        originals.iter().for_each(|original| covered.take(original, locale));
        let file = format!("i18n/{}.toml", locale.code);
        let interface =
            missing.iter().map(|key| MissingLabel { kind: "interface", id: key.clone(), file: file.clone() });
        covered.missing_labels.extend(interface);
        covered.missing_labels.extend(missing_names(knowledge, context, locale, table));
        covered.missing_labels.extend(missing_terms(knowledge, context, locale, table));
        covered
    });
    Coverage { locales: locales.collect() }
}
