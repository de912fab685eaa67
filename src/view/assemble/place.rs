//! The page of a place.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use super::figures::{Setting, named_once};
use super::shell::Heading;
use super::{page_count, page_slice};
use crate::domain::Period;
use crate::lexicon::{Level, Place};
use crate::markdown::HtmlOptions;
use crate::model::{FigureRef, Route, TopicText};
use crate::view::parts::{CountedLink, Link};
use crate::view::place::PlacePage;

impl Edition<'_> {
    /// The page of a place.
    pub fn place_page(&self, place: &'static Place) -> PlacePage {
        let knowledge = self.world.knowledge;
        let route = Route::Place(place.id.to_owned(), 1);
        let articles = knowledge.articles_of_place(place.id);
        let figures = knowledge.figures_of_place(place.id);
        let latest = self.newest_of_each(figures);
        let text = knowledge.place_texts.get(place.id);
        let body = text.and_then(|text| self.topic_body(&text.text, &text.translations));
        let name = self.place_name(place);
        let article_count = self.labels.count("articles", articles.len());
        let description = self.labels.fill(
            "description.place",
            &[
                ("name", &name),
                ("articles", &article_count),
                ("figures", &self.labels.count("figures", figures.len())),
            ],
        );
        let feed = self.feed_link(articles, &name, &Route::PlaceFeed(place.id.to_owned()));
        let heading = Heading {
            kind: "city",
            section: "cities",
            title: name,
            title_lang: None,
            description,
            breadcrumbs: self.place_breadcrumbs(place),
        };
        let mut shell = self.page_shell(&route, heading);
        shell.feeds.splice(0..0, feed);
        shell.notice = text.and_then(|text| self.place_notice(&route, &text.translations));
        let pages = page_count(articles.len());
        let pagination = self.pagination(1, pages, |page| Route::Place(place.id.to_owned(), page));
        shell.next_url = pagination.as_ref().and_then(|pagination| pagination.next_url.clone());
        let mut latest = self.by_kind(&latest, Setting::Place);
        let latest_report = named_once(&mut latest);
        PlacePage {
            shell,
            level: self.level(place),
            summary: text.and_then(|text| self.topic_summary(&text.text, &text.translations)),
            body_lang: body.as_ref().and_then(|(_, lang)| lang.clone()),
            body_html: body.map(|(html, _)| html),
            charts: self.charts_over_time(figures, &route, usize::MAX).0,
            latest,
            latest_report,
            timeline: self.timeline(articles, None),
            campaigns: self.campaigns_of(articles),
            article_count,
            articles: page_slice(articles, 1).iter().map(|index| self.card(*index).clone()).collect(),
            pagination,
            parts: self.parts(place),
            neighbours: self.neighbours(place),
        }
    }

    /// The newest figure of each thing that is counted: by the end of its period, else by its article.
    fn newest_of_each(&self, figures: &[FigureRef]) -> Vec<FigureRef> {
        let knowledge = self.world.knowledge;
        let mut newest: BTreeMap<_, (Option<Period>, FigureRef)> = BTreeMap::new();
        for at in figures {
            let metric = &knowledge.figure(*at).metric;
            let end =
                |period: Option<Period>| period.map(|period| (period.to(), std::cmp::Reverse(period.from())));
            let slot = newest.entry(metric.likeness()).or_insert((metric.period, *at));
            if end(metric.period) > end(slot.0) {
                *slot = (metric.period, *at);
            }
        }
        let mut chosen: Vec<FigureRef> = newest.into_values().map(|(_, at)| at).collect();
        chosen.sort_unstable();
        chosen
    }

    /// The text of a topic as HTML, with its language where it isn't the page's; `None` where there is none
    /// or it is left to the page in Chinese.
    pub fn topic_body(
        &self,
        original: &TopicText,
        translations: &BTreeMap<String, TopicText>,
    ) -> Option<(String, Option<String>)> {
        (!self.leaves_out(translations)).then(|| self.any_body(original, translations)).flatten()
    }

    /// The same, in Chinese where it isn't translated.
    pub fn any_body(
        &self,
        original: &TopicText,
        translations: &BTreeMap<String, TopicText>,
    ) -> Option<(String, Option<String>)> {
        let script = crate::domain::Script::Hans;
        let text = self.topic_text(original, translations);
        let resolve = |target: &str| self.resolve_link(text.source.name(), target);
        let options = HtmlOptions { resolve_link: &resolve, ..HtmlOptions::default() };
        let is_original = std::ptr::eq(text, original);
        let written_in = if is_original { script } else { self.locale.script().unwrap_or(script) };
        let html = match self.body(&text.body, &text.source, written_in) {
            Some(converted) => converted.body.html(&options),
            None => text.body.html(&options),
        };
        let lang = (is_original && self.locale.script().is_none()).then(|| script.lang().to_owned());
        (!html.trim().is_empty()).then_some((html, lang))
    }

    fn place_breadcrumbs(&self, place: &Place) -> Vec<Link> {
        let gazetteer = &self.world.lexicon.gazetteer;
        let above = gazetteer.ancestors(place.id).filter(|ancestor| ancestor.id != place.id);
        let mut above: Vec<Link> = above
            .filter_map(|ancestor| match ancestor.level {
                _ if self.has_page(ancestor) => Some(self.place_link(ancestor)),
                // A province without a page has its places in the list.
                Level::Province => {
                    let list = self.link(self.place_name(ancestor), &Route::Places);
                    Some(Link { url: format!("{}#p-{}", list.url, ancestor.id), ..list })
                }
                _ => None,
            })
            .collect();
        above.reverse();
        let mut way = vec![self.link(self.labels.get("section.cities"), &Route::Places)];
        way.extend(above);
        way
    }

    fn has_page(&self, place: &Place) -> bool {
        self.world
            .knowledge
            .places()
            .binary_search_by_key(&(place.code, place.id), |known| (known.code, known.id))
            .is_ok()
    }

    /// The rank of a place and the province it lies in.
    fn level(&self, place: &Place) -> String {
        let key = match place.level {
            Level::Country => "national",
            Level::Province if place.name.ends_with("自治区") => "autonomous_region",
            Level::Province if place.name.ends_with("特别行政区") => "special_region",
            Level::Province if place.name.ends_with('市') => "municipality",
            Level::Province => "province",
            Level::Prefecture if place.name.ends_with('市') => "city",
            Level::Prefecture => "prefecture",
            Level::County => "county",
        };
        let level = self.labels.get(&format!("level.{key}")).to_owned();
        let province =
            self.world.lexicon.gazetteer.province_of(place.id).filter(|province| province.id != place.id);
        match province {
            Some(province) => {
                let parent = self.place_name(province);
                self.labels.fill("format.place_with_level", &[("level", &level), ("parent", &parent)])
            }
            None => level,
        }
    }

    /// Campaigns that some articles name, with how many do.
    pub fn campaigns_of(&self, articles: &[usize]) -> Vec<CountedLink> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for index in articles {
            for campaign in &self.world.knowledge.articles[*index].campaigns {
                *counts.entry(*campaign).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .map(|(index, count)| {
                let campaign = &self.world.knowledge.campaigns[index];
                let name = self.topic_name(&campaign.name, &campaign.translations);
                CountedLink {
                    link: self.link_text(name, &Route::Campaign(campaign.id.clone(), 1)),
                    count: Some(self.labels.count("articles", count)),
                }
            })
            .collect()
    }

    /// A place's link with how many reports it has.
    pub fn counted_place(&self, place: &Place) -> CountedLink {
        let count = self.world.knowledge.articles_of_place(place.id).len();
        CountedLink {
            link: self.place_link(place),
            count: (count > 0).then(|| self.labels.count("articles", count)),
        }
    }

    fn parts(&self, place: &Place) -> Vec<CountedLink> {
        if place.level == Level::Country {
            return Vec::new();
        }
        let below = self.world.knowledge.places().iter().filter(|other| {
            other.id != place.id
                && self.world.lexicon.gazetteer.ancestors(other.id).any(|ancestor| ancestor.id == place.id)
        });
        below.map(|other| self.counted_place(other)).collect()
    }

    fn neighbours(&self, place: &Place) -> Vec<Link> {
        let gazetteer = &self.world.lexicon.gazetteer;
        let Some(province) = gazetteer.province_of(place.id) else { return Vec::new() };
        if province.id == place.id {
            return Vec::new();
        }
        let own: BTreeSet<&str> = gazetteer.ancestors(place.id).map(|ancestor| ancestor.id).collect();
        self.world
            .knowledge
            .places()
            .iter()
            .filter(|other| !own.contains(other.id) && other.id != place.id)
            .filter(|other| gazetteer.province_of(other.id).is_some_and(|found| found.id == province.id))
            .map(|other| self.place_link(other))
            .collect()
    }
}
