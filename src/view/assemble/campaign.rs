//! The page of a campaign.

use super::edition::Edition;
use super::shell::Heading;
use super::{page_count, page_slice};
use crate::model::{FigureRef, Route};
use crate::view::campaign::{CampaignPage, FurtherFigures};
use crate::view::parts::{CountedLink, Link};

/// The most figures that a campaign's page lists, the newest; one that several reports give is listed once.
const FIGURES: usize = 50;

impl Edition<'_> {
    /// The page of the campaign with this index.
    pub fn campaign_page(&self, index: usize) -> CampaignPage {
        let knowledge = self.world.knowledge;
        let campaign = &knowledge.campaigns[index];
        let route = Route::Campaign(campaign.id.clone(), 1);
        let articles = knowledge.articles_of_campaign(index);
        let translation = self.topic_translation(&campaign.translations);
        let name = self.topic_name(&campaign.name, &campaign.translations);
        let summary = self.topic_summary(&campaign.text, &campaign.translations);
        let body = self.topic_body(&campaign.text, &campaign.translations);
        let description = match &summary {
            Some(summary) => summary.text.clone(),
            None => self.labels.fill("description.campaign", &[("name", &name.text)]),
        };
        let feed = self.feed_link(articles, &name.text, &Route::CampaignFeed(campaign.id.clone()));
        let heading = Heading {
            kind: "campaign",
            section: "campaigns",
            title: name.text,
            title_lang: name.lang,
            description,
            breadcrumbs: vec![self.link(self.labels.get("section.campaigns"), &Route::Campaigns)],
        };
        let figures = self.world.comparisons.of_campaign(index);
        let mut listed = self.world.comparisons.without_repeats(figures);
        let all = listed.len();
        listed.truncate(FIGURES);
        let count = |number: usize| self.labels.count("figures", number);
        let figures_note = (all > FIGURES).then(|| {
            self.labels.fill("campaign.newest_figures", &[("shown", &count(FIGURES)), ("all", &count(all))])
        });
        let mut shell = self.page_shell(&route, heading);
        shell.feeds.splice(0..0, feed);
        shell.notice = self.topic_notice(&route);
        let pagination =
            self.pagination(1, page_count(articles.len()), |page| Route::Campaign(campaign.id.clone(), page));
        shell.next_url = pagination.as_ref().and_then(|pagination| pagination.next_url.clone());
        CampaignPage {
            shell,
            aliases: self.other_names(&campaign.name, &campaign.text, &campaign.translations),
            launched: campaign.launched.map(|launch| self.launch(launch)),
            agencies: self
                .topic_texts(&campaign.text.agencies, translation.map(|text| text.agencies.as_slice())),
            summary,
            body_lang: body.as_ref().and_then(|(_, lang)| lang.clone()),
            body_html: body.map(|(html, _)| html),
            timeline: self.timeline(articles, Some(index)),
            places: self.places_of(articles),
            figures_note,
            figures: self.by_place(&listed, "g"),
            further: self.further_figures(page_slice(articles, 1), figures),
            article_count: self.labels.count("articles", articles.len()),
            articles: page_slice(articles, 1).iter().map(|index| self.card(*index).clone()).collect(),
            pagination,
        }
    }

    /// The notice of a topic's page where its text was converted, translated or is missing.
    pub fn topic_notice(&self, route: &Route) -> Option<crate::view::shell::Notice> {
        if !self.is_real_in(self.locale, route) {
            return Some(self.notice("digest_topic", route));
        }
        match self.locale.script() {
            Some(crate::domain::Script::Hans) => None,
            Some(crate::domain::Script::Hant) => Some(self.notice("converted", route)),
            None => Some(self.notice("translated", route)),
        }
    }

    /// Places that some articles are about, with how many are.
    fn places_of(&self, articles: &[usize]) -> Vec<CountedLink> {
        let mut counts: std::collections::BTreeMap<(u32, &str), usize> = std::collections::BTreeMap::new();
        for index in articles {
            for place in &self.world.knowledge.articles[*index].places {
                *counts.entry((place.code, place.id)).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .filter_map(|((_, id), count)| {
                let place = self.world.lexicon.gazetteer.get(id)?;
                Some(CountedLink {
                    link: self.place_link(place),
                    count: Some(self.labels.count("articles", count)),
                })
            })
            .collect()
    }

    /// The reports that give figures beside `attributed` ones, with how many.
    fn further_figures(&self, articles: &[usize], attributed: &[FigureRef]) -> Vec<FurtherFigures> {
        let further = articles.iter().filter_map(|index| {
            let article = &self.world.knowledge.articles[*index];
            let own = attributed.iter().filter(|at| at.article == *index).count();
            let count = article.figures.len().checked_sub(own).filter(|count| *count > 0)?;
            let link = self.article_link(*index);
            Some(FurtherFigures {
                article: Link { url: format!("{}#figures", link.url), ..link },
                date: self.date(article.date),
                source: self.term(article, &article.origin.name),
                count: self.labels.count("figures", count),
            })
        });
        further.collect()
    }
}
