//! Every document of the site with its translations, whatever its kind, for what is asked of all of them.
//!
//! A `Knowledge` in, one list out, in order of path. Judges nothing.

use super::topics;
use crate::domain::Script;
use crate::model::{Article, Knowledge, TopicText, fingerprint};
use crate::text::{Located, Source};

/// A document that may be translated.
#[derive(Debug)]
pub struct Original<'a> {
    /// Its file.
    pub source: &'a Source,
    /// The script it is written in.
    pub script: Script,
    /// What translations record of it.
    pub fingerprint: String,
    /// Its translations and hand-written script editions, in order of locale.
    pub translations: Vec<Translated<'a>>,
}

/// A translation as it stands beside its original.
#[derive(Debug)]
pub struct Translated<'a> {
    /// Locale tag.
    pub locale: &'a str,
    /// Its file.
    pub source: &'a std::sync::Arc<Source>,
    /// The original's fingerprint when it was translated, as far as it says.
    pub recorded: Option<&'a Located<String>>,
}

impl Translated<'_> {
    /// Whether the original has changed since; `None` where the translation doesn't say what it was made from.
    pub fn is_stale(&self, original: &Original<'_>) -> Option<bool> {
        self.recorded.map(|recorded| recorded.value != original.fingerprint)
    }
}

/// Every document of the site.
pub fn all(knowledge: &Knowledge) -> Vec<Original<'_>> {
    let mut originals: Vec<Original<'_>> = knowledge.articles.iter().map(of_article).collect();
    originals.extend(topics(knowledge).map(|(text, translations)| of_topic(text, translations.iter())));
    originals.sort_by(|a, b| a.source.name().cmp(b.source.name()));
    originals
}

fn of_article(article: &Article) -> Original<'_> {
    let translations = article.translations.iter().map(|(locale, translation)| Translated {
        locale,
        source: &translation.source,
        recorded: translation.original.as_ref(),
    });
    Original {
        source: &article.source,
        script: article.script,
        fingerprint: fingerprint::of_article(article),
        translations: translations.collect(),
    }
}

fn of_topic<'a>(
    text: &'a TopicText,
    translations: impl Iterator<Item = (&'a String, &'a TopicText)>,
) -> Original<'a> {
    let translations = translations.map(|(locale, translation)| Translated {
        locale,
        source: &translation.source,
        recorded: translation.original.as_ref(),
    });
    Original {
        source: &text.source,
        script: Script::Hans,
        fingerprint: fingerprint::of_topic(text),
        translations: translations.collect(),
    }
}
