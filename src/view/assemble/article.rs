//! The page of an article.

use std::ops::Range;

use super::edition::{Edition, EditionKind};
use super::figures::Setting;
use super::shell::Heading;
use crate::domain::Script;
use crate::markdown::{Body, HtmlOptions, Mark};
use crate::model::{Article, FigureRef, LinkTarget, Route, resolve_link};
use crate::text::Source;
use crate::view::article::{ArticlePage, RelatedArticles};
use crate::view::parts::{ArticleCard, Correction, EventEntry, Link, SourceBox, Text};

/// How many other reports about the place are named.
const RELATED: usize = 5;

/// An article's page and what search may know of it.
#[derive(Debug)]
pub struct ArticleRendering {
    /// The page's context.
    pub page: ArticlePage,
    /// The text for search; `None` for fallbacks.
    pub search: Option<SearchText>,
}

/// What search knows of an article in one locale.
#[derive(Debug, Clone)]
pub struct SearchText {
    /// Headline.
    pub title: String,
    /// Plain text.
    pub text: String,
    /// For each figure of the article, where the text states it, in bytes; `None` where it doesn't.
    pub figures: Vec<Option<Range<usize>>>,
}

/// A body as HTML with its language, and as plain text.
struct BodyText {
    html: String,
    lang: Option<String>,
    plain: Option<(String, Vec<Option<Range<usize>>>)>,
}

impl Edition<'_> {
    /// The page of the article with this index.
    pub fn article_page(&self, index: usize) -> ArticleRendering {
        let article = &self.world.knowledge.articles[index];
        let route = Route::Article(article.slug.clone());
        let title = self.title(article);
        let summary = self.summary(article);
        let body = self.article_body(index);
        let figures: Vec<FigureRef> =
            (0..article.figures.len()).map(|figure| FigureRef { article: index, figure }).collect();
        let description = match &summary {
            Some(summary) => summary.text.clone(),
            None => self.article_description(index),
        };
        let heading = Heading {
            kind: "article",
            section: "articles",
            title: title.text.clone(),
            title_lang: title.lang.clone(),
            description,
            breadcrumbs: vec![self.link(self.labels.get("section.articles"), &Route::Articles(1))],
        };
        let mut shell = self.page_shell(&route, heading);
        shell.notice = match self.kind(article) {
            EditionKind::Original => None,
            EditionKind::Converted => Some(self.conversion_notice(article.script, &route)),
            EditionKind::Handwritten => Some(self.notice("handwritten", &route)),
            EditionKind::Translated => Some(self.notice("translated", &route)),
            EditionKind::Fallback if self.is_digest(article) => Some(self.notice("digest", &route)),
            EditionKind::Fallback => Some(self.notice("fallback", &route)),
        };
        let what = self.article_node(article, &shell);
        self.tell_search_engines(&mut shell, Some(what));
        let search = body.plain;
        let search = search.map(|(text, figures)| SearchText { title: title.text.clone(), text, figures });
        let page = ArticlePage {
            shell,
            date: self.date(article.date),
            updated: article.updated.map(|day| self.date(day)),
            places: article.places.iter().map(|place| self.place_link(place)).collect(),
            campaigns: self.campaign_links(article),
            scams: self.scam_links(article),
            is_digest: self.is_digest(article),
            original: self.digest_original(article),
            summary,
            figure_count: (!figures.is_empty()).then(|| self.labels.count("figures", figures.len())),
            figures: self.by_kind(&figures, Setting::Article),
            checked: self.checked(index),
            body_html: body.html,
            body_lang: body.lang,
            source: self.source_box(article, &title.text),
            corrections: self.corrections(article),
            events: self.article_events(article),
            previous: self.neighbour(index.checked_add(1)),
            next: self.neighbour(index.checked_sub(1)),
            related: self.related(index),
        };
        ArticleRendering { page, search }
    }

    fn article_body(&self, index: usize) -> BodyText {
        let article = &self.world.knowledge.articles[index];
        if let Some(translation) = self.translated_body(article) {
            let ranges = translation.quotes.iter().map(|(_, range, _)| range.clone());
            let script = self.locale.script().unwrap_or(article.script);
            return self.body_text(&translation.body, &translation.source, script, ranges);
        }
        if !self.shows_chinese(article) {
            // The figures, the source and the way to the original are on the page already.
            return BodyText { html: String::new(), lang: None, plain: None };
        }
        let ranges = article.figures.iter().map(|figure| figure.range.clone());
        let text = self.body_text(&article.body, &article.source, article.script, ranges);
        match self.locale.script() {
            Some(_) => text,
            None => BodyText { lang: Some(article.script.lang().to_owned()), plain: None, ..text },
        }
    }

    /// A body as this locale shows it, with the sentences of figures marked; `ranges` are those of the body as
    /// it is written.
    fn body_text(
        &self,
        body: &Body,
        source: &Source,
        script: Script,
        ranges: impl Iterator<Item = Option<Range<usize>>>,
    ) -> BodyText {
        if let Some(converted) = self.body(body, source, script) {
            let ranges: Vec<_> = ranges.map(|range| range.map(|range| converted.map(range))).collect();
            let html = self.marked_html(&converted.body, source.name(), ranges.iter().cloned());
            return BodyText { html, lang: None, plain: Some((converted.body.plain().to_owned(), ranges)) };
        }
        let ranges: Vec<_> = ranges.collect();
        let html = self.marked_html(body, source.name(), ranges.iter().cloned());
        BodyText { html, lang: None, plain: Some((body.plain().to_owned(), ranges)) }
    }

    /// Whether the page of an article that this locale has no text of its own for holds the Chinese one: in
    /// Chinese locales, and where no other locale of the site has it.
    pub fn shows_chinese(&self, article: &Article) -> bool {
        let route = Route::Article(article.slug.clone());
        let is_elsewhere = self.world.config.locales.iter().any(|locale| self.is_real_in(locale, &route));
        self.locale.script().is_some() || !is_elsewhere
    }

    /// A body with the sentences of its figures marked; `ranges` says where each stands.
    fn marked_html(
        &self,
        body: &Body,
        name: &str,
        ranges: impl Iterator<Item = Option<Range<usize>>>,
    ) -> String {
        let marks: Vec<Mark> =
            ranges.enumerate().filter_map(|(number, range)| Some(self.mark(number, range?))).collect();
        let resolve = |target: &str| self.resolve_link(name, target);
        body.html(&HtmlOptions { marks: &marks, resolve_link: &resolve, ..HtmlOptions::default() })
    }

    fn mark(&self, number: usize, range: Range<usize>) -> Mark {
        let shown = (number + 1).to_string();
        Mark {
            range,
            id: format!("q-{shown}"),
            href: format!("#m-{shown}"),
            label: self.labels.fill("format.back_to_row", &[("n", &shown)]),
        }
    }

    /// Where a link in the file `name` leads: pages of this site are found in this locale.
    pub fn resolve_link(&self, name: &str, target: &str) -> Option<String> {
        match resolve_link(self.world.knowledge, name, target) {
            LinkTarget::Page(route, fragment) => Some(format!("{}{fragment}", self.url(&route))),
            LinkTarget::File(path) => Some(self.world.config.base_url.link(path)),
            LinkTarget::Elsewhere | LinkTarget::Dead => None,
        }
    }

    fn campaign_links(&self, article: &Article) -> Vec<Link> {
        let campaigns = article.campaigns.iter().map(|index| &self.world.knowledge.campaigns[*index]);
        campaigns
            .map(|campaign| {
                let name = self.topic_name(&campaign.name, &campaign.translations);
                self.link_text(name, &Route::Campaign(campaign.id.clone(), 1))
            })
            .collect()
    }

    fn scam_links(&self, article: &Article) -> Vec<Link> {
        let scams = article.scams.iter().map(|index| &self.world.knowledge.scams[*index]);
        scams
            .map(|scam| {
                let name = self.topic_name(&scam.name, &scam.translations);
                self.link_text(name, &Route::Scam(scam.id.clone(), 1))
            })
            .collect()
    }

    fn source_box(&self, article: &Article, title: &str) -> SourceBox {
        let origin = &article.origin;
        let site = self.site_title();
        let date = self.date(article.date).text;
        let url = self.absolute(&Route::Article(article.slug.clone()));
        let values = [("title", title), ("site", &site), ("date", &date), ("url", &url)];
        SourceBox {
            name: self.term(article, &origin.name),
            // A headline is quoted as the source prints it, in its own script.
            title: origin
                .title
                .as_ref()
                .map(|text| Text { text: text.clone(), lang: self.quoted_lang(text) }),
            url: origin.url.as_ref().map(|url| url.value.clone()),
            published: origin.published.map(|day| self.date(day)),
            retrieved: origin.retrieved.map(|day| self.date(day)),
            via: origin.via.as_deref().map(|via| self.term(article, via)),
            // Who cites wants the text, which a digest only leads to.
            citation: (!self.is_digest(article)).then(|| self.labels.fill("format.citation", &values)),
        }
    }

    /// The language of a quoted Chinese text, where it isn't that of the page.
    fn quoted_lang(&self, text: &str) -> Option<String> {
        let script = crate::hanzi::detect(text).script.unwrap_or(Script::Hans);
        (self.locale.script() != Some(script)).then(|| script.lang().to_owned())
    }

    fn corrections(&self, article: &Article) -> Vec<Correction> {
        let mut corrections: Vec<_> = article.corrections.iter().collect();
        corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
        corrections
            .into_iter()
            .map(|correction| Correction {
                date: self.date(correction.date),
                text: self.term(article, &correction.text),
            })
            .collect()
    }

    fn article_events(&self, article: &Article) -> Vec<EventEntry> {
        let mut events: Vec<_> = article.events.iter().collect();
        events.sort_by_key(|event| event.date);
        events.into_iter().map(|event| self.event_entry(article, event, None)).collect()
    }

    fn neighbour(&self, index: Option<usize>) -> Option<ArticleCard> {
        let index = index.filter(|index| *index < self.world.knowledge.articles.len())?;
        // Its headline says enough beside the text that one has just read.
        Some(ArticleCard { summary: None, ..self.card(index).clone() })
    }

    fn related(&self, index: usize) -> Vec<RelatedArticles> {
        let place = self.world.knowledge.articles[index].place();
        let all = self.world.knowledge.articles_of_place(place.id);
        let others: Vec<_> = all.iter().filter(|other| **other != index).collect();
        let neighbours = [index.checked_sub(1), index.checked_add(1)];
        if others.iter().all(|other| neighbours.contains(&Some(**other))) {
            // They stand above already, as the reports before and after this one.
            return Vec::new();
        }
        let name = self.place_name(place);
        vec![RelatedArticles {
            heading: self.labels.fill("format.related_place", &[("name", &name)]),
            articles: others
                .iter()
                .take(RELATED)
                .map(|other| ArticleCard { summary: None, ..self.card(**other).clone() })
                .collect(),
            more: (others.len() > RELATED).then(|| self.place_link(place)),
        }]
    }

    /// A description made of an article's leading figures.
    pub fn article_description(&self, index: usize) -> String {
        let article = &self.world.knowledge.articles[index];
        let figures: Vec<String> = article
            .figures
            .iter()
            .take(3)
            .map(|figure| {
                let name = self.indicator_link(&figure.metric.indicator).text;
                format!("{name} {}", self.figure(&figure.metric))
            })
            .collect();
        self.labels.fill(
            "description.article",
            &[
                ("place", &self.place_name(article.place())),
                ("date", &self.date(article.date).text),
                ("figures", &self.join(&figures)),
            ],
        )
    }
}
