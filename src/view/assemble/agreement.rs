//! Which other reports give a figure, and whether they agree.
//!
//! The same figure is one of the same indicator, place, unit, scope, scam type and period; whether two
//! statements of it agree is `domain`'s.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use crate::model::FigureRef;
use crate::view::article::CheckedReport;
use crate::view::parts::{Agreement, Link, OtherReport};

impl Edition<'_> {
    /// What other reports give for a figure; `None` where none does.
    pub fn agreement(&self, at: FigureRef) -> Option<Agreement> {
        let knowledge = self.world.knowledge;
        let own = &knowledge.figure(at).metric;
        let others: Vec<FigureRef> = self.world.comparisons.others(at).collect();
        if others.is_empty() {
            return None;
        }
        let agrees = others.iter().all(|other| own.agrees_with(&knowledge.figure(*other).metric));
        let reports = others.iter().map(|other| {
            let (article, figure) = self.reported(*other);
            let source = self.term(article, &article.origin.name);
            OtherReport {
                link: Link { text: source.text, url: self.sentence_url(*other), lang: source.lang },
                figure: (!agrees).then(|| self.figure(&figure.metric)),
            }
        });
        Some(Agreement { agrees, text: self.verdict(at, &others, agrees), reports: reports.collect() })
    }

    /// “Two sources agree”: a paper that writes twice is one source.
    fn verdict(&self, at: FigureRef, others: &[FigureRef], agrees: bool) -> String {
        if !agrees {
            let own = self.figure(&self.world.knowledge.figure(at).metric);
            return self.labels.fill("agreement.differs", &[("figure", &own)]);
        }
        let all = others.iter().chain([&at]);
        let sources: BTreeSet<&str> = all.map(|at| self.reported(*at).0.origin.name.as_str()).collect();
        match sources.len() {
            1 => self.labels.get("agreement.one").to_owned(),
            2 => self.labels.get("agreement.two").to_owned(),
            n => self.labels.fill("agreement.many", &[("n", &n.to_string())]),
        }
    }

    /// The reports that give some of an article's figures too, newest first.
    pub fn checked(&self, index: usize) -> Vec<CheckedReport> {
        let knowledge = self.world.knowledge;
        let mut counts: BTreeMap<usize, (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
        for figure in 0..knowledge.articles[index].figures.len() {
            let at = FigureRef { article: index, figure };
            for other in self.world.comparisons.others(at) {
                let (all, agreeing) = counts.entry(other.article).or_default();
                all.insert(figure);
                if knowledge.figure(at).metric.agrees_with(&knowledge.figure(other).metric) {
                    agreeing.insert(figure);
                }
            }
        }
        let reports = counts.into_iter().map(|(other, (all, agreeing))| {
            let article = &knowledge.articles[other];
            let figures = self.labels.count("figures", all.len());
            let agrees = all.len() == agreeing.len();
            let key = if agrees { "agreement.all" } else { "agreement.some" };
            let (same, not) = (agreeing.len().to_string(), (all.len() - agreeing.len()).to_string());
            CheckedReport {
                article: self.article_link(other),
                source: self.term(article, &article.origin.name),
                agrees,
                text: self.labels.fill(key, &[("figures", &figures), ("same", &same), ("not", &not)]),
            }
        });
        reports.collect()
    }
}
