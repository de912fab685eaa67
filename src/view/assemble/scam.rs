//! The page of a type of scam.

use super::edition::Edition;
use super::figures::Setting;
use super::shell::Heading;
use super::{page_count, page_slice};
use crate::model::Route;
use crate::view::scam::ScamPage;

impl Edition<'_> {
    /// The page of the scam type with this index.
    pub fn scam_page(&self, index: usize) -> ScamPage {
        let knowledge = self.world.knowledge;
        let scam = &knowledge.scams[index];
        let route = Route::Scam(scam.id.clone(), 1);
        let articles = knowledge.articles_of_scam(index);
        let name = self.topic_name(&scam.name, &scam.translations);
        let summary = self.topic_summary(&scam.text, &scam.translations);
        let body = self.topic_body(&scam.text, &scam.translations);
        let description = match &summary {
            Some(summary) => summary.text.clone(),
            None => self.labels.fill("description.scam", &[("name", &name.text)]),
        };
        let heading = Heading {
            kind: "scam",
            section: "scams",
            title: name.text,
            title_lang: name.lang,
            description,
            breadcrumbs: vec![self.link(self.labels.get("section.scams"), &Route::Scams)],
        };
        let mut shell = self.page_shell(&route, heading);
        shell.notice = self.topic_notice(&route);
        let pagination =
            self.pagination(1, page_count(articles.len()), |page| Route::Scam(scam.id.clone(), page));
        shell.next_url = pagination.as_ref().and_then(|pagination| pagination.next_url.clone());
        let others = knowledge.scams.iter().filter(|other| other.id != scam.id);
        ScamPage {
            shell,
            aliases: self.other_names(&scam.name, &scam.text, &scam.translations),
            summary,
            body_lang: body.as_ref().and_then(|(_, lang)| lang.clone()),
            body_html: body.map(|(html, _)| html),
            figures: self.by_kind(knowledge.figures_of_scam(&scam.id), Setting::Elsewhere),
            article_count: self.labels.count("articles", articles.len()),
            articles: page_slice(articles, 1).iter().map(|index| self.card(*index).clone()).collect(),
            pagination,
            others: others
                .map(|other| {
                    let name = self.topic_name(&other.name, &other.translations);
                    self.link_text(name, &Route::Scam(other.id.clone(), 1))
                })
                .collect(),
        }
    }
}
