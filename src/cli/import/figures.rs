//! The figures of a draft: each as a table, with what a person must decide about it.
//!
//! A page in, tables as TOML with questions out, the doubtful apart. Writes no comments itself.

use std::borrow::Cow;

use super::draft::Style;
use super::quotes::Quotes;
use super::{Page, Site};
use crate::cli::phrases::phrase;
use crate::cli::proposed::{MetricTable, explain, is_doubtful, label};
use crate::domain::Script;
use crate::extract::{Match, Proposal, states};
use crate::lexicon::Lexicon;

/// A figure of a draft.
#[derive(Debug)]
pub struct DraftFigure {
    /// Its table.
    pub toml: String,
    /// What a person must decide.
    pub questions: Vec<String>,
}

/// The figures of a draft, in the order of the page.
#[derive(Debug)]
pub struct Figures {
    /// Those that stand in the front matter.
    pub sure: Vec<DraftFigure>,
    /// Those that stand there as comments.
    pub doubtful: Vec<DraftFigure>,
}

/// The figures of a page; `converts` where the draft isn't in the page's script.
pub fn of(page: &Page, site: &Site, converts: bool, style: Style, quotes: &Quotes<'_>) -> Figures {
    let reader = FigureReader { page, site, converts, style, quotes };
    let mut figures = Figures { sure: Vec::new(), doubtful: Vec::new() };
    let mut before: Vec<&Proposal> = Vec::new();
    for proposal in &page.proposals {
        let quote = quotes.of(proposal);
        let placed = reader.placed(proposal, &quote);
        if let Some(quote) = placed.filter(|_| !is_doubtful(proposal)) {
            let questions = reader.questions(proposal, &before);
            figures.sure.push(DraftFigure { toml: reader.toml(proposal, quote), questions });
            before.push(proposal);
        } else {
            let questions = vec![reader.doubt(proposal, placed.is_some())];
            let quote = placed.unwrap_or(&quote);
            figures.doubtful.push(DraftFigure { toml: reader.toml(proposal, quote), questions });
        }
    }
    figures
}

struct FigureReader<'a> {
    page: &'a Page,
    site: &'a Site,
    converts: bool,
    style: Style,
    quotes: &'a Quotes<'a>,
}

impl FigureReader<'_> {
    fn toml(&self, proposal: &Proposal, quote: &str) -> String {
        let language = self.style.language;
        let table = MetricTable {
            proposal,
            heading: Some(label(proposal, language)),
            notes: if self.style.explain { explain(proposal, language) } else { Vec::new() },
            place: self.own_place(proposal),
            scope: proposal.scope.as_deref().map(|scope| self.scope(scope)),
            quote,
        };
        table.toml()
    }

    /// A scope, which is told in Simplified whatever the page's script, in the draft's.
    fn scope<'s>(&self, scope: &'s str) -> Cow<'s, str> {
        match if self.converts { self.site.script } else { self.page.imported.script } {
            Script::Hans => scope.into(),
            Script::Hant => self.site.traditional.convert(scope),
        }
    }

    /// The place that must be said: not the article's, and not the one that stands for a place unknown.
    fn own_place<'p>(&self, proposal: &'p Proposal) -> Option<&'p str> {
        let is_own = match self.page.imported.place {
            Some(article) => article.id != proposal.place,
            None => proposal.evidence().place.is_some(),
        };
        is_own.then_some(proposal.place)
    }

    /// What a person must decide about a figure that isn't sure, or whose words aren't in the body.
    fn doubt(&self, proposal: &Proposal, is_placed: bool) -> String {
        let language = self.style.language;
        let share = format!("{:.0}", proposal.confidence * 100.0);
        let values = [("label", label(proposal, language)), ("share", &*share)];
        phrase(language, if is_placed { "ask-doubtful" } else { "ask-quote" }, &values)
    }

    /// The quote, or the cell of a table in it, that stands in the body and states the value.
    fn placed<'q>(&self, proposal: &Proposal, quote: &'q str) -> Option<&'q str> {
        let units = &Lexicon::embedded().units;
        // The page's own words state it; those of the other script, or a cell of them, may not.
        let states_it = |words: &str| {
            words == proposal.quote
                || matches!(states(words, proposal.value, &proposal.unit, units), Match::Equal(_))
        };
        let mut candidates = std::iter::once(quote).chain(quote.split('|').map(str::trim));
        candidates.find(|words| self.quotes.has(words) && states_it(words))
    }

    /// What `check` would ask about, so that the draft asks first.
    fn questions(&self, proposal: &Proposal, before: &[&Proposal]) -> Vec<String> {
        let language = self.style.language;
        let likeness = before.iter().rev().find(|one| one.value != proposal.value && is_alike(one, proposal));
        let mut questions = Vec::new();
        if let Some(other) = likeness {
            let other = other.value.to_string();
            questions.push(phrase(language, "ask-likeness", &[("other", &other)]));
        }
        if let Some(scam) = proposal.scam.as_ref().filter(|scam| !self.site.scams.contains(*scam)) {
            questions.push(phrase(language, "ask-scam", &[("scam", scam)]));
        }
        let imported = &self.page.imported;
        let published = imported.event.max(imported.published);
        if let (Some(period), Some(published)) = (proposal.period, published)
            && period.to() > published
        {
            let (to, published) = (period.to().to_string(), published.to_string());
            questions.push(phrase(language, "ask-future", &[("to", &to), ("published", &published)]));
        }
        questions
    }
}

/// Whether two figures can only differ in their value.
fn is_alike(one: &Proposal, other: &Proposal) -> bool {
    (one.place, one.period, one.per) == (other.place, other.period, other.per)
        && one.indicator == other.indicator
        && one.unit == other.unit
        && (&one.scope, &one.scam, &one.agency) == (&other.scope, &other.scam, &other.agency)
}
