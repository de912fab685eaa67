//! Plain pages such as `about`.

use super::edition::Edition;
use super::shell::Heading;
use crate::domain::Script;
use crate::model::{Page, Route};
use crate::view::page::TextPage;
use crate::view::parts::Link;

/// A table of contents pays from this many sections on.
const SECTIONS: usize = 4;

impl Edition<'_> {
    /// A plain page.
    pub fn text_page(&self, page: &Page) -> TextPage {
        let route = Route::Page(page.slug.clone());
        let title = self.topic_name(&page.title, &page.translations);
        let summary = self.topic_summary(&page.text, &page.translations);
        let shown = page.text.summary.as_deref();
        let summary =
            summary.or_else(|| shown.map(|summary| self.text_of(&page.text.source, summary, Script::Hans)));
        let body = self.any_body(&page.text, &page.translations);
        let heading = Heading {
            kind: "page",
            section: "",
            title: title.text.clone(),
            title_lang: title.lang,
            description: summary.as_ref().map_or(title.text, |summary| summary.text.clone()),
            breadcrumbs: Vec::new(),
        };
        let mut shell = self.page_shell(&route, heading);
        shell.notice = self.page_notice(page);
        TextPage {
            shell,
            summary,
            contents: self.contents(page),
            body_lang: body.as_ref().and_then(|(_, lang)| lang.clone()),
            body_html: body.map(|(html, _)| html).unwrap_or_default(),
        }
    }

    /// Links to the sections of a long page.
    fn contents(&self, page: &Page) -> Vec<Link> {
        let text = self.topic_text(&page.text, &page.translations);
        let is_original = std::ptr::eq(text, &page.text);
        let script = match self.locale.script() {
            Some(own) if !is_original => own,
            _ => Script::Hans,
        };
        let shown = self.body(&text.body, &text.source, script);
        let headings = shown.as_ref().map_or(&text.body, |shown| &shown.body).headings();
        let sections: Vec<_> =
            headings.into_iter().filter(|heading| heading.level == 2 && !heading.text.is_empty()).collect();
        if sections.len() < SECTIONS {
            return Vec::new();
        }
        sections
            .into_iter()
            .map(|heading| {
                let url = format!("#{}", heading.id);
                let is_foreign = is_original && self.locale.script().is_none();
                Link { text: heading.text, url, lang: is_foreign.then(|| script.lang().to_owned()) }
            })
            .collect()
    }
}
