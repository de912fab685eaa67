//! The search page, and the pages other than articles that search knows.

use std::collections::BTreeMap;

use super::edition::Edition;
use super::shell::Heading;
use crate::domain::Script;
use crate::model::{Route, TopicText};
use crate::view::parts::{CountedLink, GroupHeading, LinkGroup};
use crate::view::search::{OpenSearch, SearchPage};

/// What search knows of a page in one locale.
#[derive(Debug, Clone)]
pub struct SearchEntry {
    /// Which page.
    pub route: Route,
    /// Its name.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Other names.
    pub keywords: Vec<String>,
}

impl Edition<'_> {
    /// The search page.
    pub fn search_page(&self) -> SearchPage {
        let heading = Heading {
            kind: "search",
            section: "search",
            title: self.labels.get("search.title").to_owned(),
            title_lang: None,
            description: self.labels.get("description.search").to_owned(),
            breadcrumbs: Vec::new(),
        };
        let group = |key: &str, route: &Route, links: Vec<CountedLink>| LinkGroup {
            heading: GroupHeading {
                text: self.labels.get(&format!("section.{key}")).to_owned(),
                url: Some(self.url(route)),
            },
            links,
        };
        let places = self.places_by_province().into_iter().flat_map(|group| group.links).collect();
        let campaigns = self.campaigns_in_order().into_iter().map(|index| {
            let campaign = &self.world.knowledge.campaigns[index];
            CountedLink { link: self.campaign_card(index, campaign).link, count: None }
        });
        let scams = self.world.knowledge.scams.iter().enumerate();
        let scams =
            scams.map(|(index, scam)| CountedLink { link: self.scam_card(index, scam).link, count: None });
        let indicators = self.indicator_links().into_iter().flat_map(|group| group.links).collect();
        SearchPage {
            shell: self.page_shell(&Route::Search, heading),
            manifest_url: self.world.config.base_url.link(self.world.search_manifest),
            topics: vec![
                group("cities", &Route::Places, places),
                group("campaigns", &Route::Campaigns, campaigns.collect()),
                group("years", &Route::Articles(1), self.years()),
                group("scams", &Route::Scams, scams.collect()),
                group("indicators", &Route::Indicators, indicators),
            ],
            all_reports: self.link(self.labels.get("search.all_reports"), &Route::Articles(1)),
        }
    }

    /// How a browser asks the search of this locale.
    pub fn open_search(&self) -> OpenSearch {
        let base = &self.world.config.base_url;
        let favicon = self.world.assets.favicon.as_str();
        OpenSearch {
            short_name: OpenSearch::name_of(&self.site_title()),
            description: self.labels.get("description.search").to_owned(),
            lang: self.locale.code.to_string(),
            icon: base.absolute(favicon.strip_prefix(&base.link("")).unwrap_or(favicon)),
            page: self.absolute(&Route::Search),
            url: self.absolute(&Route::OpenSearch),
        }
    }
}

/// Every page but articles that search knows in a locale; fallbacks are left out.
pub fn page_entries(edition: &Edition<'_>) -> Vec<SearchEntry> {
    let knowledge = edition.world.knowledge;
    let mut entries = Vec::new();
    for place in knowledge.places() {
        let text = knowledge.place_texts.get(place.id);
        let shown = text.filter(|text| !edition.leaves_out(&text.translations));
        let own = shown.map(|text| plain(edition, &text.text, &text.translations));
        entries.push(SearchEntry {
            route: Route::Place(place.id.to_owned(), 1),
            title: edition.place_name(place),
            text: own.unwrap_or_default(),
            keywords: vec![edition.name(place.name, place.en), place.short.to_owned()],
        });
    }
    for campaign in &knowledge.campaigns {
        let title = edition.topic_name(&campaign.name, &campaign.translations).text;
        let route = Route::Campaign(campaign.id.clone(), 1);
        entries.push(topic(edition, route, title, &campaign.text, &campaign.translations));
    }
    for scam in &knowledge.scams {
        let title = edition.topic_name(&scam.name, &scam.translations).text;
        entries.push(topic(edition, Route::Scam(scam.id.clone(), 1), title, &scam.text, &scam.translations));
    }
    for page in &knowledge.pages {
        let title = edition.topic_name(&page.title, &page.translations).text;
        entries.push(topic(edition, Route::Page(page.slug.clone()), title, &page.text, &page.translations));
    }
    for indicator in knowledge.indicators().filter_map(|id| edition.indicator(id)) {
        entries.push(SearchEntry {
            route: Route::Indicator(indicator.id.clone(), 1),
            title: edition.indicator_name(indicator),
            text: edition.indicator_definition(indicator),
            keywords: vec![indicator.zh.clone()],
        });
    }
    entries.retain(|entry| edition.is_real_in(edition.locale, &entry.route));
    entries
}

fn topic(
    edition: &Edition<'_>,
    route: Route,
    title: String,
    text: &TopicText,
    translations: &BTreeMap<String, TopicText>,
) -> SearchEntry {
    let mut keywords: Vec<String> = text.name.iter().chain(&text.aliases).cloned().collect();
    let translation = edition.topic_translation(translations);
    keywords.extend(translation.into_iter().flat_map(|own| own.aliases.iter().cloned()));
    SearchEntry { route, title, text: plain(edition, text, translations), keywords }
}

/// The summary and the text of a topic as plain text of this locale.
fn plain(edition: &Edition<'_>, original: &TopicText, translations: &BTreeMap<String, TopicText>) -> String {
    let summary = edition.topic_summary(original, translations);
    let summary = summary.filter(|summary| summary.lang.is_none()).map(|summary| summary.text);
    let text = edition.topic_text(original, translations);
    let script = match edition.locale.script() {
        Some(own) if !std::ptr::eq(text, original) => own,
        _ => Script::Hans,
    };
    let shown = edition.body(&text.body, &text.source, script);
    let body = shown.as_ref().map_or(&text.body, |shown| &shown.body);
    format!("{}\n{}", summary.unwrap_or_default(), body.plain())
}
