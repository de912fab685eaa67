//! The home page.

use super::edition::Edition;
use super::shell::Heading;
use crate::model::Route;
use crate::view::home::HomePage;
use crate::view::parts::{CountedLink, LinkGroup};

/// How many reports the home page shows with their figures.
const REPORTS: usize = 5;

impl Edition<'_> {
    /// The home page.
    pub fn home_page(&self) -> HomePage {
        let knowledge = self.world.knowledge;
        let title = self.site_title();
        let tagline = self.tagline();
        let heading = Heading {
            kind: "home",
            section: "",
            title,
            title_lang: None,
            description: self.labels.fill("description.home", &[("tagline", &tagline)]),
            breadcrumbs: Vec::new(),
        };
        let all = |key: &str, route: Route| self.link(self.labels.get(&format!("home.all_{key}")), &route);
        HomePage {
            shell: self.page_shell(&Route::Home, heading),
            counts: vec![
                self.labels.count("articles", knowledge.articles.len()),
                self.labels.count("figures", knowledge.figures().count()),
                self.labels.count("cities", knowledge.places().len()),
            ],
            reports: self.leading_cards(REPORTS),
            all_reports: all("reports", Route::Articles(1)),
            campaign_strip: self.campaign_strip(),
            campaigns: self
                .campaigns_in_order()
                .into_iter()
                .map(|index| self.campaign_card(index, &knowledge.campaigns[index]))
                .collect(),
            all_campaigns: all("campaigns", Route::Campaigns),
            regions: self.places_by_province(),
            all_places: all("places", Route::Places),
            scams: knowledge
                .scams
                .iter()
                .enumerate()
                .map(|(index, scam)| self.scam_card(index, scam))
                .collect(),
            all_scams: all("scams", Route::Scams),
            indicators: self.indicator_links(),
            all_indicators: all("indicators", Route::Indicators),
        }
    }

    /// Indicators that have figures, as links under their groups.
    pub fn indicator_links(&self) -> Vec<LinkGroup> {
        let groups = self.indicators_by_group().into_iter();
        groups
            .map(|(_, heading, indicators)| LinkGroup {
                heading,
                links: indicators
                    .into_iter()
                    .map(|indicator| CountedLink { link: self.indicator_link(&indicator.id), count: None })
                    .collect(),
            })
            .collect()
    }
}
