//! One locale's edition of the site: its words, its script, its addresses.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::comparisons::Comparisons;
use crate::config::{Config, Locale};
use crate::domain::Script;
use crate::hanzi::{Converter, Glossary};
use crate::labels::Labels;
use crate::lexicon::{Indicator, Lexicon, Place};
use crate::model::{Article, Knowledge, Route, TopicText, Translation};
use crate::view::parts::{ArticleCard, Link, Text};
use crate::view::shell::AssetUrls;

/// What all locales share.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// The tables.
    pub lexicon: &'static Lexicon,
    /// Everything the site knows.
    pub knowledge: &'a Knowledge,
    /// Which figures stand beside which.
    pub comparisons: &'a Comparisons,
    /// Labels by index of the locale.
    pub labels: &'a [Labels],
    /// Addresses of the theme's files.
    pub assets: &'a AssetUrls,
    /// Address of the search manifest below the site's root.
    pub search_manifest: &'a str,
}

/// How a locale comes by the text of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionKind {
    /// It was written in this locale's script.
    Original,
    /// It was converted from the other script.
    Converted,
    /// Somebody wrote this script's text by hand.
    Handwritten,
    /// Somebody translated it.
    Translated,
    /// There is none: readers are led to the original.
    Fallback,
}

/// The edition of one locale. Immutable and shared by all threads.
#[derive(Debug)]
pub struct Edition<'a> {
    /// What all locales share.
    pub world: World<'a>,
    /// The locale.
    pub locale: &'a Locale,
    /// Its labels.
    pub labels: &'a Labels,
    converter: Option<Converter>,
    cards: Vec<ArticleCard>,
}

impl<'a> Edition<'a> {
    /// The edition of the locale with this index.
    pub fn new(world: World<'a>, index: usize) -> Self {
        let locale = &world.config.locales[index];
        let terms = world.config.glossary.get(locale.code.as_str()).cloned().unwrap_or_default();
        let converter = locale.profile.map(|profile| Converter::new(profile, &Glossary::new(terms)));
        let mut edition =
            Edition { world, locale, labels: &world.labels[index], converter, cards: Vec::new() };
        edition.cards = (0..world.knowledge.articles.len())
            .into_par_iter()
            .map(|article| edition.make_card(article))
            .collect();
        edition
    }

    /// The card of an article, without leading figures.
    pub fn card(&self, article: usize) -> &ArticleCard {
        &self.cards[article]
    }

    /// Chinese text of a script as this locale shows it; `None` where the locale isn't Chinese.
    pub fn chinese<'t>(&self, text: &'t str, script: Script) -> Option<Cow<'t, str>> {
        let own = self.locale.script()?;
        match &self.converter {
            Some(converter) if own != script => Some(converter.convert(text)),
            _ => Some(Cow::Borrowed(text)),
        }
    }

    /// What converts a text of `script` for this locale; `None` where it is shown as it is.
    pub fn converter(&self, script: Script) -> Option<&Converter> {
        let own = self.locale.script()?;
        self.converter.as_ref().filter(|_| own != script)
    }

    /// Chinese text as this locale shows it, or as it is with its language.
    pub fn text(&self, text: &str, script: Script) -> Text {
        match self.chinese(text, script) {
            Some(shown) => Text { text: shown.into_owned(), lang: None },
            None => Text { text: text.to_owned(), lang: Some(script.lang().to_owned()) },
        }
    }

    /// A name that the tables have in Chinese and English.
    pub fn name(&self, zh: &str, en: &str) -> String {
        match self.chinese(zh, Script::Hans) {
            Some(shown) => shown.into_owned(),
            None => en.to_owned(),
        }
    }

    /// The short name of a place.
    pub fn place_name(&self, place: &Place) -> String {
        self.name(place.short, place.en)
    }

    /// Words of this locale as a text.
    pub fn text_of_name(&self, name: String) -> Text {
        Text { text: name, lang: None }
    }

    /// A link to a place's page.
    pub fn place_link(&self, place: &Place) -> Link {
        self.link(self.place_name(place), &Route::Place(place.id.to_owned(), 1))
    }

    /// The name of an indicator.
    pub fn indicator_name(&self, indicator: &Indicator) -> String {
        self.name(&indicator.zh, &indicator.en)
    }

    /// The address of a page in this locale.
    pub fn url(&self, route: &Route) -> String {
        self.world.config.base_url.link(&route.path_in(&self.locale.prefix))
    }

    /// The complete address of a page in a locale.
    pub fn absolute_in(&self, locale: &Locale, route: &Route) -> String {
        self.world.config.base_url.absolute(&route.path_in(&locale.prefix))
    }

    /// The complete address of a page in this locale.
    pub fn absolute(&self, route: &Route) -> String {
        self.absolute_in(self.locale, route)
    }

    /// A link with words of this locale.
    pub fn link(&self, text: impl Into<String>, route: &Route) -> Link {
        Link { text: text.into(), url: self.url(route), lang: None }
    }

    /// A link with words that may be in another language.
    pub fn link_text(&self, text: Text, route: &Route) -> Link {
        Link { text: text.text, url: self.url(route), lang: text.lang }
    }

    /// The translation of an article that this locale has, if any.
    pub fn translation<'x>(&self, article: &'x Article) -> Option<&'x Translation> {
        article.translations.get(self.locale.code.as_str())
    }

    /// How this locale comes by an article's text.
    pub fn kind(&self, article: &Article) -> EditionKind {
        kind_in(self.locale, article)
    }

    /// An article's headline.
    pub fn title(&self, article: &Article) -> Text {
        match self.translation(article) {
            Some(translation) => Text { text: translation.title.clone(), lang: None },
            None => self.text(&article.title, article.script),
        }
    }

    /// An article's summary: the editor's, else its first paragraph.
    pub fn summary(&self, article: &Article) -> Option<Text> {
        let own = |words: &str| Text { text: words.to_owned(), lang: None };
        if let Some(translation) = self.translation(article) {
            let summary = translation.summary.as_deref().or_else(|| translation.body.first_paragraph());
            return summary.map(own);
        }
        article.summary.as_deref().map(|summary| self.text(summary, article.script))
    }

    /// A short text of an article's front matter: by the translation's terms, else converted.
    pub fn term(&self, article: &Article, text: &str) -> Text {
        let translated = self.translation(article).and_then(|translation| translation.terms.get(text));
        match translated {
            Some(term) => Text { text: term.clone(), lang: None },
            None => self.text(text, article.script),
        }
    }

    /// The subset that a figure counts.
    pub fn scope(&self, article: &Article, scope: &str) -> Text {
        let term = self.term(article, scope);
        if term.lang.is_none() {
            return term;
        }
        match self.world.lexicon.scopes.english(scope) {
            Some(english) if self.locale.code.language() == "en" => {
                Text { text: english.to_owned(), lang: None }
            }
            _ => term,
        }
    }

    /// The text of a topic in this locale, where it has one of its own.
    pub fn topic_translation<'x>(
        &self,
        translations: &'x BTreeMap<String, TopicText>,
    ) -> Option<&'x TopicText> {
        translations.get(self.locale.code.as_str())
    }

    /// The name of a topic: its translation's, else converted.
    pub fn topic_name(&self, name: &str, translations: &BTreeMap<String, TopicText>) -> Text {
        match self.topic_translation(translations).and_then(|text| text.name.as_ref()) {
            Some(name) => Text { text: name.clone(), lang: None },
            None => self.text(name, Script::Hans),
        }
    }

    /// A text of a topic that its translation may have: `choose` says which.
    pub fn topic_summary(
        &self,
        original: &TopicText,
        translations: &BTreeMap<String, TopicText>,
    ) -> Option<Text> {
        match self.topic_translation(translations).and_then(|text| text.summary.as_ref()) {
            Some(summary) => Some(Text { text: summary.clone(), lang: None }),
            None => original.summary.as_deref().map(|summary| self.text(summary, Script::Hans)),
        }
    }

    /// Texts of a topic such as its aliases: the translation's where it has any, else converted.
    pub fn topic_texts(&self, original: &[String], translated: Option<&[String]>) -> Vec<Text> {
        match translated {
            Some(own) if !own.is_empty() => {
                own.iter().map(|text| Text { text: text.clone(), lang: None }).collect()
            }
            _ => original.iter().map(|text| self.text(text, Script::Hans)).collect(),
        }
    }

    /// Whether a page is more than a fallback in a locale.
    pub fn is_real_in(&self, locale: &Locale, route: &Route) -> bool {
        let knowledge = self.world.knowledge;
        let chinese = locale.script().is_some();
        let translated = |translations: &BTreeMap<String, TopicText>| {
            chinese || translations.contains_key(locale.code.as_str())
        };
        match route {
            Route::Article(slug) => knowledge
                .article_index(slug)
                .is_none_or(|index| kind_in(locale, &knowledge.articles[index]) != EditionKind::Fallback),
            Route::Campaign(id, _) => knowledge
                .campaign_index(id)
                .is_none_or(|index| translated(&knowledge.campaigns[index].translations)),
            Route::Scam(id, _) => {
                knowledge.scam_index(id).is_none_or(|index| translated(&knowledge.scams[index].translations))
            }
            Route::Page(slug) => knowledge
                .pages
                .iter()
                .find(|page| page.slug == *slug)
                .is_none_or(|page| translated(&page.translations)),
            _ => true,
        }
    }
}

/// How a locale comes by an article's text.
fn kind_in(locale: &Locale, article: &Article) -> EditionKind {
    let has_own = article.translations.contains_key(locale.code.as_str());
    match (locale.script(), has_own) {
        (Some(_), true) => EditionKind::Handwritten,
        (Some(script), false) if script == article.script => EditionKind::Original,
        (Some(_), false) => EditionKind::Converted,
        (None, true) => EditionKind::Translated,
        (None, false) => EditionKind::Fallback,
    }
}
