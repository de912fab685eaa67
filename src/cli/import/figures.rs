//! The figures of a draft: each as a table, with what a person must decide about it.
//!
//! A page in, tables as TOML with questions out, the doubtful apart. Writes no comments itself.

use super::draft::Style;
use super::{Page, Site, body};
use crate::cli::phrases::phrase;
use crate::cli::proposed::{MetricTable, explain, is_doubtful, label};
use crate::domain::Script;
use crate::extract::{Match, Proposal, states};
use crate::lexicon::Lexicon;
use crate::markdown::Body;

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

/// The figures of a page; `converts` where the draft isn't in the page's script, `text` its Markdown body.
pub fn of(page: &Page, site: &Site, converts: bool, style: Style, text: &str) -> Figures {
    let paragraphs = body::paragraphs(&page.imported.parts);
    let body = Body::parse(text).ok();
    let reader = FigureReader { page, site, converts, style, paragraphs, body };
    let mut figures = Figures { sure: Vec::new(), doubtful: Vec::new() };
    let mut before: Vec<&Proposal> = Vec::new();
    for proposal in &page.proposals {
        let quote = reader.quote(proposal);
        let placed = reader.placed(proposal, &quote);
        if let Some(quote) = placed.as_deref().filter(|_| !is_doubtful(proposal)) {
            let questions = reader.questions(proposal, &before);
            figures.sure.push(DraftFigure { toml: reader.toml(proposal, quote), questions });
            before.push(proposal);
        } else {
            let questions = vec![reader.doubt(proposal, placed.is_some())];
            let quote = placed.unwrap_or(quote);
            figures.doubtful.push(DraftFigure { toml: reader.toml(proposal, &quote), questions });
        }
    }
    figures
}

struct FigureReader<'a> {
    page: &'a Page,
    site: &'a Site,
    converts: bool,
    style: Style,
    paragraphs: Vec<&'a str>,
    body: Option<Body>,
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
            quote: quote.to_owned(),
        };
        table.toml()
    }

    /// A scope, which is told in Simplified whatever the page's script, in the draft's.
    fn scope(&self, scope: &str) -> String {
        match if self.converts { self.site.script } else { self.page.imported.script } {
            Script::Hans => scope.to_owned(),
            Script::Hant => self.site.traditional.convert(scope).into_owned(),
        }
    }

    /// The place that must be said: not the article's, and not the one that stands for a place unknown.
    fn own_place<'p>(&self, proposal: &'p Proposal) -> Option<&'p str> {
        let told = proposal.evidence().place.is_some();
        let article = self.page.imported.place;
        let is_own = article.map_or(told, |place| place.id != proposal.place);
        is_own.then_some(proposal.place)
    }

    /// What a person must decide about a figure that isn't sure, or whose words aren't in the body.
    fn doubt(&self, proposal: &Proposal, is_placed: bool) -> String {
        let language = self.style.language;
        let share = format!("{:.0}", proposal.confidence * 100.0);
        let values = [("label", &*label(proposal, language)), ("share", &*share)];
        phrase(language, if is_placed { "ask-doubtful" } else { "ask-quote" }, &values)
    }

    /// The quote, or the cell of a table in it, that stands in the body and states the value.
    fn placed(&self, proposal: &Proposal, quote: &str) -> Option<String> {
        let units = &Lexicon::embedded().units;
        let stands = |words: &&str| {
            self.body.as_ref().is_some_and(|body| body.find(words).is_some())
                && matches!(states(words, proposal.value, &proposal.unit, units), Match::Equal(_))
        };
        let mut candidates = std::iter::once(quote).chain(quote.split('|').map(str::trim));
        candidates.find(stands).map(str::to_owned)
    }

    /// What `check` would ask about, so that the draft asks first.
    fn questions(&self, proposal: &Proposal, before: &[&Proposal]) -> Vec<String> {
        let language = self.style.language;
        let likeness = before.iter().rev().find(|one| is_alike(one, proposal) && one.value != proposal.value);
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

    /// The quote as the body has it, which converts as a whole.
    fn quote(&self, proposal: &Proposal) -> String {
        if !self.converts {
            return proposal.quote.clone();
        }
        let quote = self.site.converter.convert(&proposal.quote).into_owned();
        let Some(paragraph) = self.paragraphs.get(proposal.paragraph) else {
            return quote;
        };
        let aligned = self.site.converter.convert_aligned(paragraph);
        let Some(start) = paragraph.find(&proposal.quote).filter(|_| !aligned.text.contains(&quote)) else {
            return quote;
        };
        let end = start + proposal.quote.len();
        let mut inside =
            aligned.pieces.iter().filter(|piece| piece.input.start < end && piece.input.end > start);
        let Some(first) = inside.next() else { return quote };
        let last = inside.next_back().unwrap_or(first);
        aligned.text.get(first.output.start..last.output.end).map_or(quote, str::to_owned)
    }
}

/// Whether two figures can only differ in their value.
fn is_alike(one: &Proposal, other: &Proposal) -> bool {
    let key = |it: &Proposal| {
        (it.indicator.clone(), it.unit.clone(), it.scope.clone(), it.scam.clone(), it.agency.clone())
    };
    (one.place, one.period, one.per) == (other.place, other.period, other.per) && key(one) == key(other)
}
