//! Figures as rows of tables, grouped, with what other articles say of them.

use std::collections::BTreeMap;

use super::edition::Edition;
use crate::lexicon::Indicator;
use crate::model::{Article, Figure, FigureRef, Route};
use crate::view::parts::{ComparedFigure, FigureGroup, FigureRow, GroupHeading, Link, ReportLink, Text};

/// How many figures of other years stand beside one.
const COMPARED: usize = 3;

/// Where a row stands, which decides what it must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In the article that reports it.
    Article,
    /// In a list of one place's figures.
    Place,
    /// Anywhere else.
    Elsewhere,
}

impl Edition<'_> {
    /// The article and the figure that a reference names.
    pub fn reported(&self, at: FigureRef) -> (&Article, &Figure) {
        (&self.world.knowledge.articles[at.article], self.world.knowledge.figure(at))
    }

    /// What an indicator id means. Ids are resolved when the knowledge base is made.
    pub fn indicator(&self, id: &str) -> Option<&'static Indicator> {
        self.world.lexicon.indicators.get(id)
    }

    /// The address of the sentence that states a figure: in this locale where its text holds one.
    pub fn sentence_url(&self, at: FigureRef) -> String {
        let (article, _) = self.reported(at);
        let fragment = format!("#q-{}", at.figure + 1);
        let route = Route::Article(article.slug.clone());
        if self.has_sentence(at) {
            return format!("{}{fragment}", self.url(&route));
        }
        let original = self.original_locale(&route);
        format!("{}{fragment}", self.world.config.base_url.link(&route.path_in(&original.prefix)))
    }

    /// The first locale that has more than a fallback of a page.
    pub fn original_locale(&self, route: &Route) -> &crate::config::Locale {
        let locales = &self.world.config.locales;
        let chinese =
            locales.iter().find(|locale| locale.script().is_some() && self.is_real_in(locale, route));
        chinese
            .or_else(|| locales.iter().find(|locale| self.is_real_in(locale, route)))
            .unwrap_or_else(|| self.world.config.default_locale())
    }

    /// Whether this locale's text of the article marks the sentence of a figure.
    pub fn has_sentence(&self, at: FigureRef) -> bool {
        let (article, figure) = self.reported(at);
        let (body, source, script, range) = match self.translated_body(article) {
            Some(own) => {
                let range = own.quotes.get(at.figure).and_then(|(_, range, _)| range.clone());
                (&own.body, &own.source, self.locale.script().unwrap_or(article.script), range)
            }
            None if !self.shows_chinese(article) => return false,
            None => (&article.body, &article.source, article.script, figure.range.clone()),
        };
        // A text may hide a sentence in one script.
        let is_shown =
            |range| !body.has_variants() || !self.excerpt(body, source, script, range).trim().is_empty();
        range.is_some_and(is_shown)
    }

    /// The words that state a figure, in this locale where its text has them.
    pub fn quote(&self, at: FigureRef) -> Text {
        let (article, figure) = self.reported(at);
        let own = self.translated_body(article);
        let own = own.and_then(|own| own.quotes.get(at.figure).filter(|(_, range, _)| range.is_some()));
        if let Some((quote, _, _)) = own {
            return Text { text: within_quotes(quote), lang: None };
        }
        // As the page has it, where the words around it may decide on a character.
        let range = figure.range.clone().filter(|_| self.locale.script().is_some());
        let shown = range.map(|range| self.excerpt(&article.body, &article.source, article.script, range));
        let shown = match shown.filter(|shown| !shown.trim().is_empty()) {
            Some(text) => Text { text, lang: None },
            None => self.text_of(&article.source, &figure.metric.quote, article.script),
        };
        Text { text: within_quotes(&shown.text), ..shown }
    }

    /// A figure as a row.
    pub fn figure_row(&self, at: FigureRef, setting: Setting) -> FigureRow {
        let (article, figure) = self.reported(at);
        let metric = &figure.metric;
        let in_article = setting == Setting::Article;
        let place_is_said = match setting {
            Setting::Article => metric.place == article.place().id,
            Setting::Place => true,
            Setting::Elsewhere => false,
        };
        let place = self.world.lexicon.gazetteer.get(metric.place).filter(|_| !place_is_said);
        FigureRow {
            id: in_article.then(|| format!("m-{}", at.figure + 1)),
            sentence_url: if in_article && self.has_sentence(at) {
                format!("#q-{}", at.figure + 1)
            } else {
                self.sentence_url(at)
            },
            indicator: self.indicator_link(&metric.indicator),
            figure: self.figure(metric),
            value: metric.value.to_string(),
            change: metric.change.as_ref().map(|change| self.change(change)),
            period: self.period(metric.period),
            place: place.map(|place| self.place_link(place)),
            scope: metric.scope.as_deref().map(|scope| self.scope(article, scope)),
            scam: metric.scam.as_deref().and_then(|id| self.scam_link(id)),
            per: metric.per.map(|per| self.labels.get(&format!("per.{}", per.word())).to_owned()),
            agency: metric.agency.as_deref().and_then(|id| self.agency_name(id)),
            quote: self.quote(at),
            article: (!in_article).then(|| self.article_link(at.article)),
            source: (!in_article).then(|| self.term(article, &article.origin.name)),
            agreement: self.agreement(at),
            comparisons: if setting == Setting::Elsewhere { Vec::new() } else { self.compared(at) },
        }
    }

    /// A link to an indicator's page.
    pub fn indicator_link(&self, id: &str) -> Link {
        let name =
            self.indicator(id).map_or_else(|| id.to_owned(), |indicator| self.indicator_name(indicator));
        self.link(name, &Route::Indicator(id.to_owned(), 1))
    }

    /// A link to an article.
    pub fn article_link(&self, index: usize) -> Link {
        let card = self.card(index);
        Link { text: card.title.text.clone(), url: card.url.clone(), lang: card.title.lang.clone() }
    }

    /// A link to a scam type's page.
    pub fn scam_link(&self, id: &str) -> Option<Link> {
        let scam = &self.world.knowledge.scams[self.world.knowledge.scam_index(id)?];
        let name = self.topic_name(&scam.name, &scam.translations);
        Some(self.link_text(name, &Route::Scam(scam.id.clone(), 1)))
    }

    /// Figures of like periods in other years, newest first.
    pub fn compared(&self, at: FigureRef) -> Vec<ComparedFigure> {
        let own = self.world.knowledge.figure(at).metric.period;
        let series = self.world.comparisons.series(at).iter().rev().copied();
        let other_years = series.filter(|other| self.world.knowledge.figure(*other).metric.period != own);
        other_years
            .take(COMPARED)
            .map(|other| {
                let metric = &self.world.knowledge.figure(other).metric;
                ComparedFigure {
                    period: self.period(metric.period),
                    figure: self.figure(metric),
                    sentence_url: self.sentence_url(other),
                }
            })
            .collect()
    }

    /// Rows under the groups of the indicator table, in its order.
    pub fn by_kind(&self, figures: &[FigureRef], setting: Setting) -> Vec<FigureGroup> {
        let indicators = &self.world.lexicon.indicators;
        let mut grouped: BTreeMap<&str, Vec<FigureRef>> = BTreeMap::new();
        for at in figures {
            let id = &self.world.knowledge.figure(*at).metric.indicator;
            if let Some(indicator) = indicators.get(id) {
                grouped.entry(indicator.group.as_str()).or_default().push(*at);
            }
        }
        let mut groups = Vec::new();
        for group in indicators.groups() {
            let Some(mut members) = grouped.remove(group.id) else { continue };
            members.sort_by_key(|at| {
                let metric = &self.world.knowledge.figure(*at).metric;
                indicators.get(&metric.indicator).map_or((u32::MAX, false), |indicator| {
                    (indicator.order, indicator.derived_from.is_some())
                })
            });
            groups.push(FigureGroup {
                id: format!("g-{}", group.id),
                heading: GroupHeading { text: self.group_name(group), url: None },
                report: None,
                rows: members.into_iter().map(|at| self.figure_row(at, setting)).collect(),
            });
        }
        groups
    }

    /// Rows under their places, in the order in which the figures come; `prefix` makes the groups' ids unique
    /// on the page.
    pub fn by_place(&self, figures: &[FigureRef], prefix: &str) -> Vec<FigureGroup> {
        let mut groups: Vec<(&'static str, FigureGroup)> = Vec::new();
        for at in figures {
            let place = self.world.knowledge.figure(*at).metric.place;
            let mut row = self.figure_row(*at, Setting::Elsewhere);
            row.place = None;
            if let Some((_, group)) = groups.iter_mut().find(|(id, _)| *id == place) {
                group.rows.push(row);
                continue;
            }
            let known = self.world.lexicon.gazetteer.get(place);
            let heading =
                known.map_or(GroupHeading { text: place.to_owned(), url: None }, |place| GroupHeading {
                    text: self.place_name(place),
                    url: Some(self.url(&Route::Place(place.id.to_owned(), 1))),
                });
            let id = format!("{prefix}-{place}");
            groups.push((place, FigureGroup { id, heading, report: None, rows: vec![row] }));
        }
        let mut groups: Vec<FigureGroup> = groups.into_iter().map(|(_, group)| group).collect();
        groups.iter_mut().for_each(name_once);
        groups
    }
}

/// Takes the report out of all rows of a table where it is one and the same, else out of those of each group of which
/// that holds; returns the one of the whole table.
pub fn named_once(groups: &mut [FigureGroup]) -> Option<ReportLink> {
    let report = only_report(groups.iter().flat_map(|group| &group.rows));
    if report.is_none() {
        groups.iter_mut().for_each(name_once);
        return None;
    }
    groups.iter_mut().flat_map(|group| &mut group.rows).for_each(leave_out_report);
    report
}

fn name_once(group: &mut FigureGroup) {
    group.report = only_report(group.rows.iter());
    if group.report.is_some() {
        group.rows.iter_mut().for_each(leave_out_report);
    }
}

fn leave_out_report(row: &mut FigureRow) {
    (row.article, row.source) = (None, None);
}

/// The report of all rows, if there are several rows and one report.
fn only_report<'a>(mut rows: impl Iterator<Item = &'a FigureRow>) -> Option<ReportLink> {
    let first = rows.next()?;
    let report = ReportLink { article: first.article.clone()?, source: first.source.clone()? };
    let mut others = rows.peekable();
    others.peek()?;
    let is_same = |row: &FigureRow| row.article.as_ref().is_some_and(|other| other.url == report.article.url);
    others.all(is_same).then_some(report)
}

/// A quotation shown between quotation marks has single ones inside, as Chinese punctuation wants
/// (GB/T 15834-2011, 4.8), and English.
fn within_quotes(quote: &str) -> String {
    let single = |character| match character {
        '“' => '‘',
        '”' => '’',
        '「' => '『',
        '」' => '』',
        other => other,
    };
    quote.chars().map(single).collect()
}
