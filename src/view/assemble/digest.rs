//! Digests: what a locale shows of a document whose text it has not.
//!
//! Where no translation of an article is there, its page is made from its data: place, date, source, and the
//! figures with the Chinese sentences. Topics show their figures and reports. The text itself is left to the
//! page that holds it, unless the site has no such page: then it is shown in its own language.

use std::collections::BTreeMap;

use super::edition::{Edition, EditionKind};
use crate::domain::Script;
use crate::model::{Article, Page, Route, TopicText};
use crate::view::parts::{Link, Text};
use crate::view::shell::Notice;

impl Edition<'_> {
    /// Whether the article's page here is made from its data.
    pub fn is_digest(&self, article: &Article) -> bool {
        self.kind(article) == EditionKind::Fallback && !self.shows_chinese(article)
    }

    /// The headline of a digest: where and when.
    pub fn digest_title(&self, article: &Article) -> Text {
        let place = self.place_name(article.place());
        let date = self.date(article.date).text;
        let text = self.labels.fill("format.digest_title", &[("place", &place), ("date", &date)]);
        Text { text, lang: None }
    }

    /// The Chinese page that a digest stands for, under its own headline.
    pub fn digest_original(&self, article: &Article) -> Option<Link> {
        if !self.is_digest(article) {
            return None;
        }
        let route = Route::Article(article.slug.clone());
        let original = self.original_locale(&route);
        Some(Link {
            text: article.title.clone(),
            url: self.world.config.base_url.link(&route.path_in(&original.prefix)),
            lang: Some(article.script.lang().to_owned()),
        })
    }

    /// What marks an article in lists whose text isn't in the page's language.
    pub fn language_note(&self, article: &Article) -> Option<String> {
        if self.kind(article) != EditionKind::Fallback {
            return None;
        }
        let key = if self.is_digest(article) { "format.digest_note" } else { "format.language_note" };
        Some(self.labels.fill(key, &[("language", self.labels.get("language.zh"))]))
    }

    /// Whether a topic's text is left to a page in Chinese: this locale has no translation of it.
    pub fn leaves_out(&self, translations: &BTreeMap<String, TopicText>) -> bool {
        let chinese_elsewhere = self.world.config.locales.iter().any(|locale| locale.script().is_some());
        self.locale.script().is_none() && chinese_elsewhere && self.topic_translation(translations).is_none()
    }

    /// The name of a campaign or scam type that has none in this locale: its id, for that is in Latin letters.
    /// The Chinese name is told on its page.
    pub fn digest_name(&self, translations: &BTreeMap<String, TopicText>) -> Option<Text> {
        if !self.leaves_out(translations) {
            return None;
        }
        let knowledge = self.world.knowledge;
        let campaigns = knowledge.campaigns.iter().map(|topic| (&topic.id, &topic.translations));
        let scams = knowledge.scams.iter().map(|topic| (&topic.id, &topic.translations));
        let (id, _) = campaigns.chain(scams).find(|(_, own)| std::ptr::eq(*own, translations))?;
        let words = id.replace('-', " ");
        let (first, rest) = words.split_at_checked(1)?;
        Some(Text { text: first.to_ascii_uppercase() + rest, lang: None })
    }

    /// Other names of a topic; where its page is under its id, the Chinese name comes first.
    pub fn other_names(
        &self,
        name: &str,
        original: &TopicText,
        translations: &BTreeMap<String, TopicText>,
    ) -> Vec<Text> {
        let translated = self.topic_translation(translations).map(|text| text.aliases.as_slice());
        let own = self.leaves_out(translations).then(|| self.text(name, Script::Hans));
        own.into_iter().chain(self.topic_texts(&original.aliases, translated)).collect()
    }

    /// What marks a topic in lists whose text isn't in the page's language, after what is said of it there.
    pub fn topic_detail(
        &self,
        detail: Option<String>,
        translations: &BTreeMap<String, TopicText>,
    ) -> Option<String> {
        if !self.leaves_out(translations) {
            return detail;
        }
        let note = self.labels.fill("format.topic_note", &[("language", self.labels.get("language.zh"))]);
        Some(match detail {
            Some(text) => self.labels.fill("format.brackets", &[("text", &text), ("note", &note)]),
            None => note,
        })
    }

    /// The notice on a place's page whose text is in Chinese only.
    pub fn place_notice(&self, route: &Route, translations: &BTreeMap<String, TopicText>) -> Option<Notice> {
        self.leaves_out(translations).then(|| self.notice("digest_topic", route))
    }

    /// The notice of a plain page; one that isn't translated is shown in Chinese, for it has no data.
    pub fn page_notice(&self, page: &Page) -> Option<Notice> {
        let route = Route::Page(page.slug.clone());
        if self.is_real_in(self.locale, &route) {
            return self.topic_notice(&route);
        }
        Some(self.notice("fallback", &route))
    }
}
