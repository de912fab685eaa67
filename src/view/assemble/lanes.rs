//! Time axes with lanes: the cities of a campaign, the campaigns of a city, all campaigns.
//!
//! Dates of articles, events and campaigns in, drawings out. Each drawing stands beside a list or beside cards
//! that say the same in words.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::edition::Edition;
use crate::chart::{Lane, LaneChart, LaneMark, Shape, Tick};
use crate::domain::EventKind;
use crate::model::Event;
use crate::view::parts::Drawing;

/// The most lanes of a drawing; the places with the fewest marks share one more.
const LANES: usize = 24;
/// The most campaigns of a drawing that has a lane for each.
const CAMPAIGNS: usize = 12;
/// The most years of an axis, counted back from the newest.
const YEARS: i16 = 20;

/// A mark before it has a place on the axis.
type Dated = (Date, Shape);

/// A lane before it is drawn.
struct Row {
    label: String,
    marks: Vec<Dated>,
    /// Until when it lasts, where it is drawn as a stretch from its first mark on.
    until: Option<Date>,
}

impl Edition<'_> {
    /// A campaign: its beginning, then a lane per city.
    pub(super) fn campaign_drawing(&self, index: usize, articles: &[usize]) -> Option<Drawing> {
        let knowledge = self.world.knowledge;
        let mut by_place: BTreeMap<(u32, &str), Vec<Dated>> = BTreeMap::new();
        for article in articles.iter().map(|index| &knowledge.articles[*index]) {
            let place = article.place();
            let marks = by_place.entry((place.code, place.id)).or_default();
            marks.push((article.date, Shape::Ring));
            marks.extend(article.events.iter().filter(|event| event.campaign == Some(index)).map(dated));
        }
        let campaign = &knowledge.campaigns[index];
        let name = self.topic_name(&campaign.name, &campaign.translations).text;
        let launch = campaign.launched.map(|launch| (launch.first_day(), Shape::Triangle));
        let mut rows: Vec<Row> = Vec::new();
        if let Some(launch) = launch {
            let until = by_place.values().flatten().map(|(day, _)| *day).max();
            rows.push(Row { label: name.clone(), marks: vec![launch], until });
        }
        rows.extend(self.place_rows(by_place));
        self.drawing("timeline", &name, rows)
    }

    /// A lane per place in order of codes; where there are too many, those with the fewest marks share one.
    fn place_rows(&self, by_place: BTreeMap<(u32, &str), Vec<Dated>>) -> Vec<Row> {
        let mut by_size: Vec<(usize, u32)> =
            by_place.iter().map(|((code, _), marks)| (marks.len(), *code)).collect();
        by_size.sort_unstable_by_key(|(size, code)| (std::cmp::Reverse(*size), *code));
        let shown: BTreeSet<u32> = by_size.iter().take(LANES).map(|(_, code)| *code).collect();
        let (mut rows, mut rest) = (Vec::new(), Vec::new());
        for ((code, id), marks) in by_place {
            match self.world.lexicon.gazetteer.get(id).filter(|_| shown.contains(&code)) {
                Some(place) => rows.push(Row { label: self.place_name(place), marks, until: None }),
                None => rest.extend(marks),
            }
        }
        if !rest.is_empty() {
            let others = (by_size.len() - shown.len()).to_string();
            let label = self.labels.fill("timeline.other_places", &[("n", &others)]);
            rows.push(Row { label, marks: rest, until: None });
        }
        rows
    }

    /// A place: its reports and events, then a lane per campaign that they name.
    pub(super) fn place_drawing(&self, articles: &[usize]) -> Option<Drawing> {
        let knowledge = self.world.knowledge;
        let all = || articles.iter().map(|index| &knowledge.articles[*index]);
        let mut rows = vec![Row {
            label: self.labels.get("timeline.here").to_owned(),
            marks: all()
                .flat_map(|article| {
                    let own = article.events.iter().filter(|event| event.campaign.is_none()).map(dated);
                    own.chain([(article.date, Shape::Ring)])
                })
                .collect(),
            until: None,
        }];
        let campaigns = self.named_campaigns(articles).into_iter().take(CAMPAIGNS);
        rows.extend(campaigns.map(|index| self.campaign_row(index, articles)));
        self.drawing("timeline", self.labels.get("place.timeline"), rows)
    }

    /// All campaigns, newest first, as the strip of the home page.
    pub(super) fn campaign_strip(&self) -> Option<Drawing> {
        let campaigns = self.campaigns_in_order().into_iter().take(CAMPAIGNS);
        let rows: Vec<Row> = campaigns
            .map(|index| self.campaign_row(index, self.world.knowledge.articles_of_campaign(index)))
            .filter(|row| !row.marks.is_empty())
            .collect();
        self.drawing("campaigns", self.labels.get("home.campaigns"), rows)
    }

    /// A campaign's beginning and what some articles tell of it.
    fn campaign_row(&self, index: usize, articles: &[usize]) -> Row {
        let campaign = &self.world.knowledge.campaigns[index];
        let launch = campaign.launched.map(|launch| (launch.first_day(), Shape::Triangle));
        let mut marks: Vec<Dated> = launch.into_iter().collect();
        for article in articles.iter().map(|index| &self.world.knowledge.articles[*index]) {
            if article.campaigns.contains(&index) {
                marks.push((article.date, Shape::Ring));
                marks.extend(article.events.iter().filter(|event| event.campaign == Some(index)).map(dated));
            }
        }
        let label = self.topic_name(&campaign.name, &campaign.translations).text;
        let until = launch.and_then(|_| marks.iter().map(|(day, _)| *day).max());
        Row { label, marks, until }
    }

    /// The campaigns that some articles name, in order of their ids.
    pub(super) fn named_campaigns(&self, articles: &[usize]) -> BTreeSet<usize> {
        let articles = articles.iter().map(|index| &self.world.knowledge.articles[*index]);
        articles.flat_map(|article| article.campaigns.iter().copied()).collect()
    }

    /// The drawing of some lanes; `None` where there is no more than one day to tell of.
    fn drawing(&self, id: &str, title: &str, rows: Vec<Row>) -> Option<Drawing> {
        let days = || rows.iter().flat_map(|row| row.marks.iter().map(|(day, _)| *day));
        let (first, last) = (days().min()?, days().max()?);
        if first == last {
            return None;
        }
        let to = last.year();
        let from = first.year().max(to - YEARS + 1);
        let shapes: BTreeSet<Shape> =
            rows.iter().flat_map(|row| row.marks.iter().map(|mark| mark.1)).collect();
        let key = shapes.into_iter().map(|shape| (shape, self.labels.get(shape_key(shape)).to_owned()));
        let labels: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
        let description = self.labels.fill(
            "timeline.description",
            &[("from", &self.year(from)), ("to", &self.year(to)), ("lanes", &self.join(&labels))],
        );
        let id = format!("chart-{id}");
        let chart = LaneChart {
            id: id.clone(),
            title: title.to_owned(),
            description,
            years: (from..=to).map(|year| Tick { value: f64::from(year), label: self.year(year) }).collect(),
            key: key.collect(),
            lanes: rows.into_iter().map(|row| lane(row, from)).collect(),
        };
        Some(Drawing { id, chart_svg: chart.svg() })
    }
}

/// A lane with its marks in years; what lies before the axis begins where that does.
fn lane(row: Row, from: i16) -> Lane {
    let at = |day: Date| years(day).max(f64::from(from));
    let marks: Vec<LaneMark> =
        row.marks.iter().map(|(day, shape)| LaneMark { at: at(*day), shape: *shape }).collect();
    let first = marks.iter().map(|mark| mark.at).fold(f64::INFINITY, f64::min);
    let span = row.until.map(|until| (first, at(until))).filter(|(first, until)| first < until);
    Lane { label: row.label, span, marks }
}

fn dated(event: &Event) -> Dated {
    let shape = match event.kind {
        EventKind::Launch => Shape::Triangle,
        EventKind::Operation => Shape::Diamond,
        EventKind::Conference => Shape::Disc,
        EventKind::Result => Shape::Square,
    };
    (event.date, shape)
}

fn shape_key(shape: Shape) -> &'static str {
    match shape {
        Shape::Triangle => "event.launch",
        Shape::Diamond => "event.operation",
        Shape::Disc => "event.conference",
        Shape::Square => "event.result",
        Shape::Ring => "event.report",
    }
}

/// A day in years: 1 July 2025 is about 2025.5.
fn years(day: Date) -> f64 {
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}
