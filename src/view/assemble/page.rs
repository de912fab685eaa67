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
        let body = self.topic_body(&page.text, &page.translations);
        let heading = Heading {
            kind: "page",
            section: "",
            title: title.text.clone(),
            title_lang: title.lang,
            description: summary.as_ref().map_or(title.text, |summary| summary.text.clone()),
            breadcrumbs: Vec::new(),
        };
        let mut shell = self.page_shell(&route, heading);
        shell.notice = self.topic_notice(&route);
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
        let translation = self.topic_translation(&page.translations);
        let body = translation.map_or(&page.text.body, |text| &text.body);
        let sections: Vec<_> = body.headings().into_iter().filter(|heading| heading.level == 2).collect();
        if sections.len() < SECTIONS {
            return Vec::new();
        }
        sections
            .into_iter()
            .map(|heading| {
                let url = format!("#{}", heading.id);
                if translation.is_some() {
                    return Link { text: heading.text, url, lang: None };
                }
                let text = self.text(&heading.text, Script::Hans);
                Link { text: text.text, url, lang: text.lang }
            })
            .collect()
    }
}
