//! The page for addresses that lead nowhere.

use super::edition::Edition;
use super::shell::Heading;
use crate::model::Route;
use crate::view::not_found::NotFoundPage;

impl Edition<'_> {
    /// The 404 page of this locale.
    pub fn not_found_page(&self) -> NotFoundPage {
        let heading = Heading {
            kind: "page",
            section: "",
            title: self.labels.get("not_found.title").to_owned(),
            title_lang: None,
            description: self.labels.get("not_found.text").to_owned(),
            breadcrumbs: Vec::new(),
        };
        let mut shell = self.page_shell(&Route::NotFound, heading);
        // A wrong address has no other languages: readers go to the home page of each.
        for (language, locale) in shell.languages.iter_mut().zip(&self.world.config.locales) {
            language.url = self.world.config.base_url.link(&Route::Home.path_in(&locale.prefix));
        }
        NotFoundPage { shell, links: self.sections().into_iter().map(|(_, link)| link).collect() }
    }
}
