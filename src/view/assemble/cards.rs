//! Articles and topics as cards in lists.

use super::edition::Edition;
use crate::domain::{Metric, Period};
use crate::model::{Article, Campaign, FigureRef, Route, Scam};
use crate::view::home::TopicCard;
use crate::view::parts::{ArticleCard, CardFigure, Link, PeriodText, Text};

/// How many figures lead a card.
const LEADING: usize = 5;
/// How many there are where an article has figures of few kinds.
const ENOUGH: usize = 4;

impl Edition<'_> {
    /// The card of an article without figures. Made once per article: see [`Edition::card`].
    pub(super) fn make_card(&self, index: usize) -> ArticleCard {
        let article = &self.world.knowledge.articles[index];
        ArticleCard {
            url: self.url(&Route::Article(article.slug.clone())),
            title: self.title(article),
            date: self.date(article.date),
            places: article.places.iter().map(|place| self.place_link(place)).collect(),
            source: Some(self.term(article, &article.origin.name)),
            period: self.usual_period(article),
            summary: self.summary(article),
            figures: Vec::new(),
            also: Vec::new(),
            language_note: self.language_note(article),
        }
    }

    /// The period that most of an article's figures cover; the longer one of two that are as frequent.
    fn usual_period(&self, article: &Article) -> Option<PeriodText> {
        let mut counted: Vec<(usize, Period)> = Vec::new();
        for period in article.figures.iter().filter_map(|figure| figure.metric.period) {
            match counted.iter_mut().find(|(_, known)| *known == period) {
                Some((count, _)) => *count += 1,
                None => counted.push((1, period)),
            }
        }
        let usual = counted.into_iter().max_by_key(|(count, period)| (*count, period.to(), period.from()))?;
        Some(self.period(Some(usual.1)))
    }

    /// Cards of the newest reports with the figures that lead them. Reports of one place and day, as papers
    /// write them about one press conference, are one card: that of the report with the most figures.
    pub fn leading_cards(&self, count: usize) -> Vec<ArticleCard> {
        let articles = &self.world.knowledge.articles;
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (index, article) in articles.iter().enumerate() {
            let is_same = |group: &Vec<usize>| {
                let first = &articles[group[0]];
                first.date == article.date && first.place().id == article.place().id
            };
            match groups.iter().position(is_same) {
                Some(known) => groups[known].push(index),
                None if groups.len() < count => groups.push(vec![index]),
                // Newest first: the reports of an earlier day are no fellows of those chosen.
                None if groups.last().is_some_and(|group| articles[group[0]].date > article.date) => break,
                None => {}
            }
        }
        groups.into_iter().filter_map(|group| self.grouped_card(&group)).collect()
    }

    fn grouped_card(&self, group: &[usize]) -> Option<ArticleCard> {
        let articles = &self.world.knowledge.articles;
        let fullest =
            group.iter().max_by_key(|index| (articles[**index].figures.len(), std::cmp::Reverse(**index)));
        let chosen = *fullest?;
        let mut card = self.leading_card(chosen);
        let others = group.iter().filter(|index| **index != chosen);
        card.also = others
            .map(|other| {
                let link = self.article_link(*other);
                let source = self.term(&articles[*other], &articles[*other].origin.name).text;
                let text = self.labels.fill("format.brackets", &[("text", &link.text), ("note", &source)]);
                Link { text, ..link }
            })
            .collect();
        Some(card)
    }

    /// The card of an article with the figures that lead it, all of one period, which the card names.
    ///
    /// Editors put the weightiest figure first, so its period is taken. Each kind of indicator has one figure,
    /// the most telling: of the whole before subsets, with a reported change before one whose like period of
    /// another year is known before others, then in the article's order. The same order ranks the kinds.
    /// Where there are few kinds, their next figures follow.
    fn leading_card(&self, index: usize) -> ArticleCard {
        let mut card = self.card(index).clone();
        let article = &self.world.knowledge.articles[index];
        let may_lead = |metric: &Metric| {
            let derived = self.indicator(&metric.indicator).is_some_and(|known| known.derived_from.is_some());
            !derived && metric.per.is_none() && metric.period.is_some()
        };
        let first = article.figures.iter().find(|figure| may_lead(&figure.metric));
        let Some(period) = first.and_then(|figure| figure.metric.period) else { return card };
        let numbers = 0..article.figures.len();
        let mut ranked: Vec<usize> = numbers
            .filter(|number| {
                let metric = &article.figures[*number].metric;
                may_lead(metric) && metric.period == Some(period)
            })
            .collect();
        ranked.sort_by_key(|number| self.telling(FigureRef { article: index, figure: *number }));
        let chosen = self.one_of_each_kind(article, &ranked);
        card.period = Some(self.period(Some(period)));
        card.figures =
            chosen.into_iter().map(|figure| self.card_figure(FigureRef { article: index, figure })).collect();
        card
    }

    /// How a figure ranks among those that may lead; the least is the most telling.
    fn telling(&self, at: FigureRef) -> (bool, u8, usize) {
        let metric = &self.world.knowledge.figure(at).metric;
        let compared = match &metric.change {
            Some(_) => 0,
            None if self.world.comparisons.series(at).len() > 1 => 1,
            None => 2,
        };
        (metric.scope.is_some() || metric.scam.is_some(), compared, at.figure)
    }

    /// The first of each group of indicators, then the first of each indicator, as many as a card holds.
    fn one_of_each_kind(&self, article: &Article, ranked: &[usize]) -> Vec<usize> {
        let indicator = |number: &usize| article.figures[*number].metric.indicator.as_str();
        let group = |number: &usize| self.indicator(indicator(number)).map(|known| known.group.as_str());
        let mut chosen: Vec<usize> = Vec::new();
        for number in ranked {
            if chosen.len() < LEADING && chosen.iter().all(|other| group(other) != group(number)) {
                chosen.push(*number);
            }
        }
        for number in ranked {
            if chosen.len() < ENOUGH && chosen.iter().all(|other| indicator(other) != indicator(number)) {
                chosen.push(*number);
            }
        }
        chosen
    }

    fn card_figure(&self, at: FigureRef) -> CardFigure {
        let (article, figure) = self.reported(at);
        let metric = &figure.metric;
        let name = self.indicator_link(&metric.indicator).text;
        let label = match &metric.scope {
            Some(scope) => {
                let scope = self.scope(article, scope).text;
                self.labels.fill("format.brackets", &[("text", &name), ("note", &scope)])
            }
            None => name,
        };
        CardFigure {
            label,
            figure: self.figure(metric),
            change: metric.change.as_ref().map(|change| self.change(change)),
            compared: match metric.change {
                Some(_) => None,
                None => self.compared(at).into_iter().next(),
            },
            url: format!("{}#m-{}", self.card(at.article).url, at.figure + 1),
        }
    }

    /// Other names on a card, where they are words of this locale and more than the name with 行动 or 诈骗.
    fn card_aliases(&self, name: &str, aliases: Vec<Text>) -> Vec<String> {
        let telling = aliases.into_iter().filter(|alias| alias.lang.is_none() && !alias.text.contains(name));
        telling.map(|alias| alias.text).collect()
    }

    /// The card of a campaign.
    pub fn campaign_card(&self, index: usize, campaign: &Campaign) -> TopicCard {
        let translation = self.topic_translation(&campaign.translations);
        let aliases =
            self.topic_texts(&campaign.text.aliases, translation.map(|text| text.aliases.as_slice()));
        let count = self.world.knowledge.articles_of_campaign(index).len();
        let detail = match campaign.launched {
            Some(launch) => {
                let date = self.launch(launch).text;
                self.labels.fill("format.launched_since", &[("date", &date)])
            }
            None => self.labels.count("articles", count),
        };
        let name = self.topic_name(&campaign.name, &campaign.translations);
        TopicCard {
            aliases: self.card_aliases(&name.text, aliases),
            link: self.link_text(name, &Route::Campaign(campaign.id.clone(), 1)),
            summary: self.topic_summary(&campaign.text, &campaign.translations),
            detail: self.topic_detail(Some(detail), &campaign.translations),
        }
    }

    /// The card of a scam type.
    pub fn scam_card(&self, index: usize, scam: &Scam) -> TopicCard {
        let translation = self.topic_translation(&scam.translations);
        let aliases = self.topic_texts(&scam.text.aliases, translation.map(|text| text.aliases.as_slice()));
        let count = self.world.knowledge.articles_of_scam(index).len();
        let name = self.topic_name(&scam.name, &scam.translations);
        TopicCard {
            aliases: self.card_aliases(&name.text, aliases),
            link: self.link_text(name, &Route::Scam(scam.id.clone(), 1)),
            summary: self.topic_summary(&scam.text, &scam.translations),
            detail: self
                .topic_detail((count > 0).then(|| self.labels.count("articles", count)), &scam.translations),
        }
    }
}
