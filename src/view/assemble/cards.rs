//! Articles and topics as cards in lists.

use super::edition::Edition;
use crate::domain::{Metric, Period};
use crate::model::{Article, Campaign, FigureRef, Route, Scam};
use crate::view::home::TopicCard;
use crate::view::parts::{ArticleCard, CardFigure, PeriodText, Text};

/// How many figures lead a card.
const LEADING: usize = 5;

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

    /// The card of an article with the figures that lead it, all of one period, which the card names.
    ///
    /// Editors put the weightiest figure first, so its period is taken. Figures of the whole come before
    /// subsets, those with a reported change first of all; one for each indicator, in the article's order.
    pub fn leading_card(&self, index: usize) -> ArticleCard {
        let mut card = self.card(index).clone();
        let article = &self.world.knowledge.articles[index];
        let may_lead = |metric: &Metric| {
            let derived = self.indicator(&metric.indicator).is_some_and(|known| known.derived_from.is_some());
            !derived && metric.per.is_none()
        };
        let first =
            article.figures.iter().find(|figure| may_lead(&figure.metric) && figure.metric.period.is_some());
        let Some(period) = first.and_then(|figure| figure.metric.period) else { return card };
        let passes: [fn(&Metric) -> bool; 3] = [
            |metric| metric.scope.is_none() && metric.change.is_some(),
            |metric| metric.scope.is_none(),
            |_| true,
        ];
        let mut chosen: Vec<usize> = Vec::new();
        for pass in passes {
            for (number, figure) in article.figures.iter().enumerate() {
                let metric = &figure.metric;
                let is_new =
                    chosen.iter().all(|other| article.figures[*other].metric.indicator != metric.indicator);
                if chosen.len() < LEADING
                    && is_new
                    && may_lead(metric)
                    && metric.period == Some(period)
                    && pass(metric)
                {
                    chosen.push(number);
                }
            }
        }
        chosen.sort_unstable();
        card.period = Some(self.period(Some(period)));
        card.figures =
            chosen.into_iter().map(|figure| self.card_figure(FigureRef { article: index, figure })).collect();
        card
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
            url: format!("{}#m-{}", self.card(at.article).url, at.figure + 1),
        }
    }

    /// Other names on a card, where they are words of this locale.
    fn card_aliases(&self, aliases: Vec<Text>) -> Vec<String> {
        aliases.into_iter().filter(|alias| alias.lang.is_none()).map(|alias| alias.text).collect()
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
        TopicCard {
            link: self.link_text(
                self.topic_name(&campaign.name, &campaign.translations),
                &Route::Campaign(campaign.id.clone(), 1),
            ),
            aliases: self.card_aliases(aliases),
            summary: self.topic_summary(&campaign.text, &campaign.translations),
            detail: self.topic_detail(Some(detail), &campaign.translations),
        }
    }

    /// The card of a scam type.
    pub fn scam_card(&self, index: usize, scam: &Scam) -> TopicCard {
        let translation = self.topic_translation(&scam.translations);
        let aliases = self.topic_texts(&scam.text.aliases, translation.map(|text| text.aliases.as_slice()));
        let count = self.world.knowledge.articles_of_scam(index).len();
        TopicCard {
            link: self
                .link_text(self.topic_name(&scam.name, &scam.translations), &Route::Scam(scam.id.clone(), 1)),
            aliases: self.card_aliases(aliases),
            summary: self.topic_summary(&scam.text, &scam.translations),
            detail: self
                .topic_detail((count > 0).then(|| self.labels.count("articles", count)), &scam.translations),
        }
    }
}
