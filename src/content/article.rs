//! The front matter of an article, as written: located, typed, with its ids still unresolved.

use jiff::civil::Date;

use super::own_terms::OwnTerms;
use crate::domain::{Basis, Direction, EventKind, Per, Qualifier, Script};
use crate::strict_toml::Table;
use crate::text::{Located, Span};

/// What an editor writes above an article.
#[derive(Debug, Clone)]
pub struct ArticleFront {
    /// Headline.
    pub title: Located<String>,
    /// Day of the event, else of publication.
    pub date: Located<Date>,
    /// Day of the last change of substance.
    pub updated: Option<Located<Date>>,
    /// Gazetteer ids, the main place first.
    pub places: Vec<Located<String>>,
    /// Where to tell that no place is named; `None` where what stands there has been told already.
    pub places_span: Option<Span>,
    /// Campaign ids.
    pub campaigns: Vec<Located<String>>,
    /// Scam type ids.
    pub scams: Vec<Located<String>>,
    /// What the article says, in a sentence or two.
    pub summary: Option<Located<String>>,
    /// Left out of the site unless drafts are asked for.
    pub draft: bool,
    /// The script the body is written in.
    pub script: Script,
    /// Where the facts come from.
    pub source: SourceFront,
    /// The figures.
    pub metrics: Vec<MetricFront>,
    /// How terms are rendered in the other script.
    pub convert: OwnTerms,
    /// What was put right after publication.
    pub corrections: Vec<CorrectionFront>,
    /// Entries for timelines.
    pub events: Vec<EventFront>,
}

/// `[source]`.
#[derive(Debug, Clone)]
pub struct SourceFront {
    /// The paper or authority.
    pub name: Located<String>,
    /// The source's own headline, quoted as it is.
    pub title: Option<Located<String>>,
    /// Its address.
    pub url: Option<Located<String>>,
    /// Day it was published.
    pub published: Option<Located<Date>>,
    /// Day it was read.
    pub retrieved: Option<Located<Date>>,
    /// Who passed it on.
    pub via: Option<Located<String>>,
}

impl SourceFront {
    /// Stands for a source that is missing, which has been told.
    fn unnamed(span: Span) -> Self {
        let name = Located::new(String::new(), span);
        SourceFront { name, title: None, url: None, published: None, retrieved: None, via: None }
    }
}

/// `[[metrics]]`. What must be there and isn't has been told; what is there is read all the same.
#[derive(Debug, Clone)]
pub struct MetricFront {
    /// Indicator id.
    pub indicator: Option<Located<String>>,
    /// Value in base units.
    pub value: Option<Located<f64>>,
    /// Unit.
    pub unit: Option<Located<String>>,
    /// How exact; `exact` where nothing is said.
    pub qualifier: Option<Located<Qualifier>>,
    /// Set where a qualifier stands that is none, which has been told.
    pub qualifier_is_broken: bool,
    /// First and last day.
    pub period: Option<Located<(Date, Date)>>,
    /// Place id; the article's first place where nothing is said.
    pub place: Option<Located<String>>,
    /// Agency id.
    pub agency: Option<Located<String>>,
    /// The subset counted.
    pub scope: Option<Located<String>>,
    /// Scam type id.
    pub scam: Option<Located<String>>,
    /// Set for averages.
    pub per: Option<Located<Per>>,
    /// The change reported with it.
    pub change: Option<ChangeFront>,
    /// The words of the body that state it.
    pub quote: Option<Located<String>>,
}

/// `change = { … }` of a metric.
#[derive(Debug, Clone)]
pub struct ChangeFront {
    /// Which way.
    pub direction: Direction,
    /// By how much.
    pub value: Located<f64>,
    /// Unit of the value.
    pub unit: Located<String>,
    /// Against what.
    pub basis: Basis,
}

/// `[[corrections]]`.
#[derive(Debug, Clone)]
pub struct CorrectionFront {
    /// Day of the correction.
    pub date: Date,
    /// What was wrong and what is right.
    pub text: String,
}

/// `[[events]]`.
#[derive(Debug, Clone)]
pub struct EventFront {
    /// Day of the event.
    pub date: Date,
    /// What happened.
    pub title: String,
    /// Campaign id.
    pub campaign: Option<Located<String>>,
    /// What kind of event.
    pub kind: EventKind,
}

/// Reads the front matter of an article.
pub fn read_article(table: &Table<'_>) -> Option<ArticleFront> {
    let title = table.required_string("title");
    let date = table.required_date("date");
    let updated = table.date("updated");
    let places_are_named = table.has("places");
    let places = table.strings("places");
    let campaigns = table.strings("campaigns");
    let scams = table.strings("scams");
    let summary = table.string("summary");
    let draft = table.boolean("draft").is_some_and(|draft| draft.value);
    let script =
        table.word("script", &["hans", "hant"], read_script).map_or(Script::Hans, |script| script.value);
    let source = table.required_table("source", read_source);
    let convert = OwnTerms::read(table);
    let metrics = table.tables("metrics", read_metric);
    let corrections = table.tables("corrections", read_correction);
    let events = table.tables("events", read_event);
    let places_span = match title.as_ref() {
        Some(title) if !places_are_named => Some(title.span),
        _ if !places_are_named => Some(table.span()),
        _ => table.list_span("places"),
    };
    let nowhere = Span::new(table.span().start, table.span().start);
    // What is missing has been told; the last of days can't make a period too late.
    Some(ArticleFront {
        title: title.unwrap_or_else(|| Located::new(String::new(), nowhere)),
        date: date.unwrap_or_else(|| Located::new(Date::MAX, nowhere)),
        updated,
        places,
        places_span,
        campaigns,
        scams,
        summary,
        draft,
        script,
        source: source.unwrap_or_else(|| SourceFront::unnamed(nowhere)),
        metrics,
        convert,
        corrections,
        events,
    })
}

fn read_script(word: &str) -> Option<Script> {
    match word {
        "hans" => Some(Script::Hans),
        "hant" => Some(Script::Hant),
        _ => None,
    }
}

fn read_source(table: &Table<'_>) -> Option<SourceFront> {
    let name = table.required_string("name");
    let title = table.string("title");
    let url = table.string("url");
    let published = table.date("published");
    let retrieved = table.date("retrieved");
    let via = table.string("via");
    let name = name.unwrap_or_else(|| Located::new(String::new(), table.span()));
    Some(SourceFront { name, title, url, published, retrieved, via })
}

fn read_metric(table: &Table<'_>) -> Option<MetricFront> {
    let indicator = table.required_string("indicator");
    let value = table.required_number("value");
    let unit = table.required_string("unit");
    let qualifier = table.word("qualifier", Qualifier::WORDS, Qualifier::from_word);
    let qualifier_is_broken = qualifier.is_none() && table.has("qualifier");
    let period = table.two_dates("period");
    let place = table.string("place");
    let agency = table.string("agency");
    let scope = table.string("scope");
    let scam = table.string("scam");
    let per = table.word("per", Per::WORDS, Per::from_word);
    let change = table.table("change", read_change);
    let quote = table.required_string("quote");
    Some(MetricFront {
        indicator,
        value,
        unit,
        qualifier,
        qualifier_is_broken,
        period,
        place,
        agency,
        scope,
        scam,
        per,
        change,
        quote,
    })
}

fn read_change(table: &Table<'_>) -> Option<ChangeFront> {
    let direction = table.required_word("direction", Direction::WORDS, Direction::from_word);
    let value = table.required_number("value");
    let unit = table.required_string("unit");
    let basis = table.required_word("basis", Basis::WORDS, Basis::from_word);
    Some(ChangeFront { direction: direction?.value, value: value?, unit: unit?, basis: basis?.value })
}

fn read_correction(table: &Table<'_>) -> Option<CorrectionFront> {
    let date = table.required_date("date");
    let text = table.required_string("text");
    Some(CorrectionFront { date: date?.value, text: text?.value })
}

fn read_event(table: &Table<'_>) -> Option<EventFront> {
    let date = table.required_date("date");
    let title = table.required_string("title");
    let campaign = table.string("campaign");
    let kind = table.required_word("kind", EventKind::WORDS, EventKind::from_word);
    Some(EventFront { date: date?.value, title: title?.value, campaign, kind: kind?.value })
}
