//! Lists of articles, places, campaigns, indicators and scam types, and the pages of long ones.

use std::collections::BTreeMap;

use super::edition::Edition;
use super::shell::Heading;
use super::{page_count, page_slice};
use crate::lexicon::{Indicator, Place};
use crate::model::Route;
use crate::view::list::{ListEntry, ListGroup, ListPage};
use crate::view::parts::{DateText, GroupHeading, Link, LinkGroup, PageNumber, Pagination, Text};

/// Whose articles a page of a list holds.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// Page type for `<body data-page>`.
    pub kind: &'static str,
    /// Navigation section.
    pub section: &'static str,
    /// Its name.
    pub name: &'a Text,
}

impl Edition<'_> {
    /// Where one stands in a list; `None` where it has one page only.
    pub fn pagination(
        &self,
        page: usize,
        pages: usize,
        route: impl Fn(usize) -> Route,
    ) -> Option<Pagination> {
        if pages < 2 {
            return None;
        }
        let url = |page: usize| self.url(&route(page));
        let total = pages.to_string();
        let mut numbers = Vec::new();
        let mut last = 0;
        for number in
            (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 2)
        {
            if number > last + 1 {
                numbers.push(PageNumber {
                    label: "…".to_owned(),
                    name: "…".to_owned(),
                    url: None,
                    current: false,
                });
            }
            numbers.push(PageNumber {
                label: number.to_string(),
                name: self.labels.fill("pagination.name", &[("n", &number.to_string())]),
                url: Some(url(number)),
                current: number == page,
            });
            last = number;
        }
        Some(Pagination {
            summary: self.labels.fill("pagination.summary", &[("n", &page.to_string()), ("total", &total)]),
            previous_url: (page > 1).then(|| url(page - 1)),
            next_url: (page < pages).then(|| url(page + 1)),
            pages: numbers,
        })
    }

    /// A page of all articles.
    pub fn articles_page(&self, page: usize) -> ListPage {
        let all: Vec<usize> = (0..self.world.knowledge.articles.len()).collect();
        let heading = self.list_heading("articles", page, &self.labels.count("articles", all.len()));
        let list = self.article_list(&all, page, &|page| Route::Articles(page), heading, None);
        ListPage {
            years: self.years(),
            articles_by_year: self.articles_by_year(page_slice(&all, page)),
            articles: Vec::new(),
            ..list
        }
    }

    /// A later page of the articles of a place, campaign or scam type.
    pub fn owned_articles_page(
        &self,
        articles: &[usize],
        page: usize,
        route: &dyn Fn(usize) -> Route,
        owner: Owner<'_>,
    ) -> ListPage {
        let name = &owner.name.text;
        let count = self.labels.count("articles", articles.len());
        let owner_link = self.link_text(owner.name.clone(), &route(1));
        let section = match owner.section {
            "cities" => Route::Places,
            "campaigns" => Route::Campaigns,
            _ => Route::Scams,
        };
        let heading = Heading {
            kind: owner.kind,
            section: owner.section,
            title: self.labels.fill("format.paged_title", &[("page", name), ("n", &page.to_string())]),
            title_lang: owner.name.lang.clone(),
            description: self.labels.fill("description.list", &[("name", name), ("count", &count)]),
            breadcrumbs: vec![
                self.link(self.labels.get(&format!("section.{}", owner.section)), &section),
                owner_link.clone(),
            ],
        };
        self.article_list(articles, page, route, heading, Some(owner_link))
    }

    fn article_list(
        &self,
        articles: &[usize],
        page: usize,
        route: &dyn Fn(usize) -> Route,
        heading: Heading,
        owner: Option<Link>,
    ) -> ListPage {
        let pagination = self.pagination(page, page_count(articles.len()), route);
        let mut shell = self.page_shell(&route(page), heading);
        shell.previous_url = pagination.as_ref().and_then(|pagination| pagination.previous_url.clone());
        shell.next_url = pagination.as_ref().and_then(|pagination| pagination.next_url.clone());
        ListPage {
            shell,
            count: self.labels.count("articles", articles.len()),
            owner,
            groups: Vec::new(),
            years: Vec::new(),
            articles_by_year: Vec::new(),
            articles: page_slice(articles, page).iter().map(|index| self.card(*index).clone()).collect(),
            pagination,
        }
    }

    fn list_heading(&self, section: &'static str, page: usize, count: &str) -> Heading {
        let name = self.labels.get(&format!("section.{section}")).to_owned();
        let title = match page {
            1 => name.clone(),
            _ => self.labels.fill("format.paged_title", &[("page", &name), ("n", &page.to_string())]),
        };
        Heading {
            kind: "page",
            section,
            title,
            title_lang: None,
            description: self.labels.fill("description.list", &[("name", &name), ("count", count)]),
            breadcrumbs: Vec::new(),
        }
    }

    fn group_list(
        &self,
        section: &'static str,
        route: &Route,
        count: String,
        groups: Vec<ListGroup>,
    ) -> ListPage {
        let heading = self.list_heading(section, 1, &count);
        ListPage {
            shell: self.page_shell(route, heading),
            count,
            owner: None,
            groups,
            years: Vec::new(),
            articles_by_year: Vec::new(),
            articles: Vec::new(),
            pagination: None,
        }
    }

    /// The list of places, by province.
    pub fn places_page(&self) -> ListPage {
        let places = self.world.knowledge.places();
        let groups = self.grouped_places().into_iter().map(|(province, places)| ListGroup {
            id: format!("p-{}", province.map_or("national", |province| province.id)),
            heading: Some(self.province_heading(province, &places)),
            entries: places
                .into_iter()
                .map(|place| self.counted_place(place))
                .map(|place| ListEntry { link: place.link, detail: place.count, date: None, summary: None })
                .collect(),
        });
        let count = self.labels.count("cities", places.len());
        self.group_list("cities", &Route::Places, count, groups.collect())
    }

    /// Places with pages under their provinces; the whole country and provinces themselves head their groups.
    pub fn places_by_province(&self) -> Vec<LinkGroup> {
        let groups = self.grouped_places().into_iter().map(|(province, places)| LinkGroup {
            heading: self.province_heading(province, &places),
            links: places.into_iter().map(|place| self.counted_place(place)).collect(),
        });
        groups.collect()
    }

    fn grouped_places(&self) -> Vec<(Option<&Place>, Vec<&Place>)> {
        let gazetteer = &self.world.lexicon.gazetteer;
        let mut groups: BTreeMap<u32, (Option<&Place>, Vec<&Place>)> = BTreeMap::new();
        for place in self.world.knowledge.places() {
            let province = gazetteer.province_of(place.id);
            let code = province.map_or(0, |province| province.code);
            groups.entry(code).or_insert((province, Vec::new())).1.push(place);
        }
        groups.into_values().collect()
    }

    fn province_heading(&self, province: Option<&Place>, places: &[&Place]) -> GroupHeading {
        let Some(province) = province else {
            return GroupHeading { text: self.labels.get("level.national").to_owned(), url: None };
        };
        let own_page = places.iter().any(|place| place.id == province.id);
        GroupHeading {
            text: self.place_name(province),
            url: own_page.then(|| self.url(&Route::Place(province.id.to_owned(), 1))),
        }
    }

    /// The list of campaigns, newest first.
    pub fn campaigns_page(&self) -> ListPage {
        let entries = self.campaigns_in_order().into_iter().map(|index| {
            let campaign = &self.world.knowledge.campaigns[index];
            let card = self.campaign_card(index, campaign);
            let count = self.world.knowledge.articles_of_campaign(index).len();
            ListEntry {
                link: card.link,
                detail: self.topic_detail(Some(self.labels.count("articles", count)), &campaign.translations),
                date: campaign.launched.map(|launch| self.since(launch)),
                summary: card.summary,
            }
        });
        let entries: Vec<ListEntry> = entries.collect();
        let count = self.labels.count("campaigns", entries.len());
        let groups = vec![ListGroup { id: "p-1".to_owned(), heading: None, entries }];
        self.group_list("campaigns", &Route::Campaigns, count, groups)
    }

    fn since(&self, launch: crate::content::Launch) -> DateText {
        let date = self.launch(launch);
        DateText { text: self.labels.fill("format.launched_since", &[("date", &date.text)]), iso: date.iso }
    }

    /// Campaigns by when they began, newest first; those of unknown beginning last.
    pub fn campaigns_in_order(&self) -> Vec<usize> {
        let campaigns = &self.world.knowledge.campaigns;
        let mut order: Vec<usize> = (0..campaigns.len()).collect();
        order.sort_by_key(|index| {
            let campaign = &campaigns[*index];
            (std::cmp::Reverse(campaign.launched.map(|launch| launch.first_day())), campaign.id.clone())
        });
        order
    }

    /// The list of indicators that have figures, by group.
    pub fn indicators_page(&self) -> ListPage {
        let groups = self.indicators_by_group().into_iter().map(|(id, heading, indicators)| ListGroup {
            id: format!("g-{id}"),
            heading: Some(heading),
            entries: indicators.into_iter().map(|indicator| self.indicator_entry(indicator)).collect(),
        });
        let count = self.labels.count("indicators", self.world.knowledge.indicators().count());
        self.group_list("indicators", &Route::Indicators, count, groups.collect())
    }

    fn indicator_entry(&self, indicator: &Indicator) -> ListEntry {
        let figures = self.world.knowledge.figures_of_indicator(&indicator.id).len();
        ListEntry {
            link: self.indicator_link(&indicator.id),
            detail: Some(self.labels.count("figures", figures)),
            date: None,
            summary: None,
        }
    }

    /// Indicators that have figures, under their groups, in the order of the table.
    pub fn indicators_by_group(&self) -> Vec<(&'static str, GroupHeading, Vec<&'static Indicator>)> {
        let mut known: Vec<&'static Indicator> =
            self.world.knowledge.indicators().filter_map(|id| self.indicator(id)).collect();
        known.sort_by_key(|indicator| (indicator.order, indicator.derived_from.is_some()));
        let groups = self.world.lexicon.indicators.groups().iter().map(|group| {
            let members = known.iter().copied().filter(|indicator| indicator.group == group.id).collect();
            (group.id, GroupHeading { text: self.group_name(group), url: None }, members)
        });
        groups.filter(|(_, _, members): &(_, _, Vec<_>)| !members.is_empty()).collect()
    }

    /// The list of scam types.
    pub fn scams_page(&self) -> ListPage {
        let scams = self.world.knowledge.scams.iter().enumerate();
        let entries: Vec<ListEntry> = scams
            .map(|(index, scam)| {
                let card = self.scam_card(index, scam);
                ListEntry { link: card.link, detail: card.detail, date: None, summary: card.summary }
            })
            .collect();
        let count = self.labels.count("scams", entries.len());
        let groups = vec![ListGroup { id: "p-1".to_owned(), heading: None, entries }];
        self.group_list("scams", &Route::Scams, count, groups)
    }
}
