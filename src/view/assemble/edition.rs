//! One locale's edition of the site: its words, its script, its addresses.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::comparisons::Comparisons;
use crate::config::{Config, Locale};
use crate::conversion::{Conversion, Names};
use crate::domain::Script;
use crate::labels::Labels;
use crate::lexicon::{Lexicon, Place};
use crate::markdown::{Body, Converted};
use crate::model::{Article, Knowledge, Route, TopicText, Translation};
use crate::text::Source;
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
    /// Version of the open data.
    pub data_version: &'a str,
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
    /// For text of the other script; for Chinese locales.
    conversion: Option<Conversion>,
    /// Those of pages with terms of their own, by the names of their files.
    own: BTreeMap<&'a str, Conversion>,
    cards: Vec<ArticleCard>,
}

impl<'a> Edition<'a> {
    /// The edition of the locale with this index.
    pub fn new(world: World<'a>, index: usize) -> Self {
        let locale = &world.config.locales[index];
        let names = Names::of(world.config, world.lexicon, world.knowledge);
        let conversion =
            Conversion::new(world.config, locale, &names, world.knowledge.pins_for(&locale.code));
        let own = conversion.as_ref().map(|common| own_conversions(common, world.knowledge));
        let own = own.unwrap_or_default();
        let labels = &world.labels[index];
        let mut edition = Edition { world, locale, labels, conversion, own, cards: Vec::new() };
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
        Some(converted(self.conversion.as_ref()?, text, script))
    }

    /// What shows texts of a file in this locale; `None` where the locale isn't Chinese.
    fn conversion_of(&self, source: &Source) -> Option<&Conversion> {
        self.own.get(source.name()).or(self.conversion.as_ref())
    }

    /// A body as this locale shows it; `None` where that is as it is written.
    pub fn body(&self, body: &Body, source: &Source, script: Script) -> Option<Converted> {
        let conversion = self.conversion_of(source)?;
        if conversion.script() != script {
            return Some(conversion.body(body));
        }
        body.has_variants().then(|| conversion.own_body(body))
    }

    /// A range of a body's plain text as this locale shows it.
    pub fn excerpt(&self, body: &Body, source: &Source, script: Script, range: Range<usize>) -> String {
        match self.conversion_of(source) {
            Some(conversion) => conversion.excerpt(body, script, range),
            None => body.plain().get(range).unwrap_or_default().to_owned(),
        }
    }

    /// Chinese text as this locale shows it, or as it is with its language.
    pub fn text(&self, text: &str, script: Script) -> Text {
        self.shown(self.chinese(text, script), text, script)
    }

    /// Chinese text of a file as this locale shows it, or as it is with its language.
    pub fn text_of(&self, source: &Source, text: &str, script: Script) -> Text {
        let conversion = self.conversion_of(source);
        self.shown(conversion.map(|conversion| converted(conversion, text, script)), text, script)
    }

    fn shown(&self, shown: Option<Cow<'_, str>>, text: &str, script: Script) -> Text {
        match shown {
            Some(shown) => Text { text: shown.into_owned(), lang: None },
            None => Text { text: text.to_owned(), lang: Some(script.lang().to_owned()) },
        }
    }

    /// Words of this locale as a text.
    pub fn text_of_name(&self, name: String) -> Text {
        Text { text: name, lang: None }
    }

    /// A link to a place's page.
    pub fn place_link(&self, place: &Place) -> Link {
        self.link(self.place_name(place), &Route::Place(place.id.to_owned(), 1))
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
        self.locale.code.find_in(&article.translations)
    }

    /// The translation of an article, where it holds a text: one in the other script may hold less.
    pub fn translated_body<'x>(&self, article: &'x Article) -> Option<&'x Translation> {
        self.translation(article).filter(|translation| holds_text(self.locale, translation))
    }

    /// How this locale comes by an article's text.
    pub fn kind(&self, article: &Article) -> EditionKind {
        kind_in(self.locale, article)
    }

    /// An article's headline.
    pub fn title(&self, article: &Article) -> Text {
        match self.translation(article) {
            Some(translation) => Text { text: translation.title.clone(), lang: None },
            None if self.is_digest(article) => self.digest_title(article),
            None => self.text_of(&article.source, &article.title, article.script),
        }
    }

    /// An article's summary: the editor's, else its first paragraph.
    pub fn summary(&self, article: &Article) -> Option<Text> {
        let own = |words: &str| Text { text: words.to_owned(), lang: None };
        if let Some(translation) = self.translation(article) {
            let own_words = translation.summary.as_deref().or_else(|| translation.body.first_paragraph());
            if own_words.is_some() || self.locale.script().is_none() {
                return own_words.map(own);
            }
        }
        let summary = article.summary.as_deref().filter(|_| !self.is_digest(article));
        summary.map(|summary| self.text_of(&article.source, summary, article.script))
    }

    /// A short text of an article's front matter: by the translation's terms, else converted.
    pub fn term(&self, article: &Article, text: &str) -> Text {
        let translated = self.translation(article).and_then(|translation| translation.terms.get(text));
        match translated {
            Some(term) => Text { text: term.clone(), lang: None },
            None => self.text_of(&article.source, text, article.script),
        }
    }

    /// The subset that a figure counts.
    pub fn scope(&self, article: &Article, scope: &str) -> Text {
        let term = self.term(article, scope);
        if term.lang.is_none() {
            return term;
        }
        self.scope_name(scope).unwrap_or(term)
    }

    /// The text of a topic in this locale, where it has one of its own.
    pub fn topic_translation<'x>(
        &self,
        translations: &'x BTreeMap<String, TopicText>,
    ) -> Option<&'x TopicText> {
        self.locale.code.find_in(translations)
    }

    /// The text of a topic that this locale shows: its translation's, unless that holds names alone, else the
    /// original.
    pub fn topic_text<'x>(
        &self,
        original: &'x TopicText,
        translations: &'x BTreeMap<String, TopicText>,
    ) -> &'x TopicText {
        let holds_text = |text: &&TopicText| self.locale.script().is_none() || !text.body.plain().is_empty();
        self.topic_translation(translations).filter(holds_text).unwrap_or(original)
    }

    /// The name of a topic: its translation's, else converted.
    pub fn topic_name(&self, name: &str, translations: &BTreeMap<String, TopicText>) -> Text {
        match self.topic_translation(translations).and_then(|text| text.name.as_ref()) {
            Some(name) => Text { text: name.clone(), lang: None },
            None => self.digest_name(translations).unwrap_or_else(|| self.text(name, Script::Hans)),
        }
    }

    /// The one sentence of a topic; `None` where the text is left to its page in Chinese.
    pub fn topic_summary(
        &self,
        original: &TopicText,
        translations: &BTreeMap<String, TopicText>,
    ) -> Option<Text> {
        match self.topic_translation(translations).and_then(|text| text.summary.as_ref()) {
            Some(summary) => Some(Text { text: summary.clone(), lang: None }),
            None if self.leaves_out(translations) => None,
            None => {
                let summary = original.summary.as_deref();
                summary.map(|summary| self.text_of(&original.source, summary, Script::Hans))
            }
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
            chinese || locale.code.find_in(translations).is_some()
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

/// Whether a translation has a body. One in another language is taken as it is; one in the other script may
/// hold a headline alone, and the rest is converted.
fn holds_text(locale: &Locale, translation: &Translation) -> bool {
    locale.script().is_none() || !translation.body.plain().is_empty()
}

fn converted<'t>(conversion: &Conversion, text: &'t str, script: Script) -> Cow<'t, str> {
    if conversion.script() == script { Cow::Borrowed(text) } else { conversion.convert(text) }
}

/// The conversions of pages with terms of their own, by the names of their files.
fn own_conversions<'a>(common: &Conversion, knowledge: &'a Knowledge) -> BTreeMap<&'a str, Conversion> {
    let articles = knowledge.articles.iter().map(|article| (&article.source, &article.convert));
    let campaigns = knowledge.campaigns.iter().map(|campaign| &campaign.text);
    let scams = knowledge.scams.iter().map(|scam| &scam.text);
    let pages = knowledge.pages.iter().map(|page| &page.text);
    let places = knowledge.place_texts.values().map(|place| &place.text);
    let topics = campaigns.chain(scams).chain(pages).chain(places);
    let all = articles.chain(topics.map(|text| (&text.source, &text.convert)));
    all.filter_map(|(source, terms)| Some((source.name(), common.with_terms(terms)?))).collect()
}

/// How a locale comes by an article's text.
fn kind_in(locale: &Locale, article: &Article) -> EditionKind {
    let translation = locale.code.find_in(&article.translations);
    let has_own = translation.is_some_and(|translation| holds_text(locale, translation));
    match (locale.script(), has_own) {
        (Some(_), true) => EditionKind::Handwritten,
        (Some(script), false) if script == article.script => EditionKind::Original,
        (Some(_), false) => EditionKind::Converted,
        (None, true) => EditionKind::Translated,
        (None, false) => EditionKind::Fallback,
    }
}
