//! Events and reports in order of time, as a list; `lanes` draws them.

use jiff::civil::Date;

use super::edition::Edition;
use crate::model::{Article, Event, Route};
use crate::view::parts::{EventEntry, Timeline, TimelineYear};

/// The most entries of a timeline that are listed, the newest and the launches; a note leads to the reports, which
/// have the rest.
const ENTRIES: usize = 60;

impl Edition<'_> {
    /// An event that an article tells of. `without` is the campaign whose page it stands on.
    pub fn event_entry(&self, article: &Article, event: &Event, without: Option<usize>) -> EventEntry {
        let campaign = event.campaign.filter(|campaign| Some(*campaign) != without).map(|index| {
            let campaign = &self.world.knowledge.campaigns[index];
            let name = self.topic_name(&campaign.name, &campaign.translations);
            self.link_text(name, &Route::Campaign(campaign.id.clone(), 1))
        });
        EventEntry {
            date: self.date(event.date),
            kind: event.kind.word().to_owned(),
            kind_label: self.labels.get(&format!("event.{}", event.kind.word())).to_owned(),
            title: self.term(article, &event.title),
            url: None,
            place: None,
            campaign,
        }
    }

    fn report_entry(&self, index: usize) -> EventEntry {
        let article = &self.world.knowledge.articles[index];
        let card = self.card(index);
        EventEntry {
            date: self.date(article.date),
            kind: "report".to_owned(),
            kind_label: self.labels.get("event.report").to_owned(),
            title: card.title.clone(),
            url: Some(card.url.clone()),
            place: None,
            campaign: None,
        }
    }

    /// The timeline of some articles; `campaign` is set on a campaign's page, where places are named instead.
    pub fn timeline(&self, articles: &[usize], campaign: Option<usize>) -> Timeline {
        let mut dated: Vec<(Date, EventEntry)> = Vec::new();
        for index in articles.iter().take(ENTRIES) {
            let article = &self.world.knowledge.articles[*index];
            let place = campaign.map(|_| self.place_link(article.place()));
            let relevant =
                article.events.iter().filter(|event| campaign.is_none() || event.campaign == campaign);
            for event in relevant {
                let mut entry = self.event_entry(article, event, campaign);
                entry.url = Some(self.card(*index).url.clone());
                entry.place = place.clone();
                dated.push((event.date, entry));
            }
            let mut report = self.report_entry(*index);
            report.place = place;
            dated.push((article.date, report));
        }
        let launches = match campaign {
            Some(index) => self.launch_entry(index).into_iter().collect(),
            None => self.launches_of(articles),
        };
        let all = launches.len() + self.entries_of(articles, campaign);
        dated.sort_by_key(|entry| entry.0);
        let mut listed = dated.split_off(dated.len().saturating_sub(ENTRIES - launches.len().min(ENTRIES)));
        listed.extend(launches);
        listed.sort_by_key(|entry| entry.0);
        let note = (listed.len() < all).then(|| {
            let (shown, all) = (listed.len().to_string(), all.to_string());
            self.labels.fill("event.newest", &[("shown", &shown), ("all", &all)])
        });
        let drawing = match campaign {
            Some(index) => self.campaign_drawing(index, articles),
            None => self.place_drawing(articles),
        };
        Timeline { drawing, note, years: self.by_year(listed) }
    }

    /// How many reports and events a timeline of some articles has.
    fn entries_of(&self, articles: &[usize], campaign: Option<usize>) -> usize {
        let articles = articles.iter().map(|index| &self.world.knowledge.articles[*index]);
        let is_told = |event: &&Event| campaign.is_none() || event.campaign == campaign;
        articles.map(|article| 1 + article.events.iter().filter(is_told).count()).sum()
    }

    /// The beginnings of the campaigns that a place's articles name.
    fn launches_of(&self, articles: &[usize]) -> Vec<(Date, EventEntry)> {
        let entries = self.named_campaigns(articles).into_iter().filter_map(|index| {
            let (day, mut entry) = self.launch_entry(index)?;
            let campaign = &self.world.knowledge.campaigns[index];
            entry.url = Some(self.url(&Route::Campaign(campaign.id.clone(), 1)));
            Some((day, entry))
        });
        entries.collect()
    }

    /// The beginning of a campaign, as far as its own text says.
    fn launch_entry(&self, index: usize) -> Option<(Date, EventEntry)> {
        let campaign = &self.world.knowledge.campaigns[index];
        let launch = campaign.launched?;
        let entry = EventEntry {
            date: self.launch(launch),
            kind: "launch".to_owned(),
            kind_label: self.labels.get("event.launch").to_owned(),
            title: self.topic_name(&campaign.name, &campaign.translations),
            url: None,
            place: None,
            campaign: None,
        };
        Some((launch.first_day(), entry))
    }

    fn by_year(&self, dated: Vec<(Date, EventEntry)>) -> Vec<TimelineYear> {
        let mut years: Vec<(i16, TimelineYear)> = Vec::new();
        for (day, entry) in dated {
            match years.last_mut() {
                Some((year, group)) if *year == day.year() => group.entries.push(entry),
                _ => {
                    let heading = self.year(day.year());
                    years.push((day.year(), TimelineYear { heading, entries: vec![entry] }));
                }
            }
        }
        years.into_iter().map(|(_, group)| group).collect()
    }
}
