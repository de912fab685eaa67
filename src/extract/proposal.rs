//! What the extraction is asked and what it answers: [`Context`] and [`Proposal`].

use jiff::civil::Date;

use crate::domain::{Change, Per, Period, Qualifier};
use crate::lexicon::{Lexicon, Place};

/// What is known of an article before its figures are read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day of the event reported; years and 截至目前 are told from it.
    pub event_date: Option<Date>,
    /// The day of publication, where no event is dated.
    pub published: Option<Date>,
    /// The place that the article is mainly about.
    pub place: Option<&'a Place>,
    /// The tables to read with.
    pub lexicon: &'a Lexicon,
}

/// A figure read out of a text, for an editor to confirm.
///
/// Invariant: `quote` stands in its paragraph as it is, and `statement::states` reads `value` in
/// `unit` out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Index of the paragraph that states it.
    pub paragraph: usize,
    /// The words that state it, in the page's script.
    pub quote: String,
    /// Indicator id.
    pub indicator: String,
    /// Value in base units; negative only for a change.
    pub value: f64,
    /// Canonical Simplified unit.
    pub unit: String,
    /// How exact the wording is.
    pub qualifier: Qualifier,
    /// The days counted, where the text sets bounds.
    pub period: Option<Period>,
    /// Place id; `national` where nothing tells another.
    pub place: &'static str,
    /// The part of the whole that is counted, in Simplified Chinese.
    pub scope: Option<String>,
    /// Scam type id, where the figure is about that type alone.
    pub scam: Option<String>,
    /// Set for averages.
    pub per: Option<Per>,
    /// Agency id: who reports it.
    pub agency: Option<String>,
    /// The change told with it.
    pub change: Option<Change>,
    /// 0 to 1: how much of the evidence there could be was found.
    pub confidence: f64,
    /// The row of wordings, the words matched, and where period and place come from.
    pub reason: String,
}
