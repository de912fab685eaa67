//! What the extraction is asked and what it answers: [`Context`] and [`Extraction`].

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
    /// Its headline, where one is known: what the article as a whole is about.
    pub headline: Option<&'a str>,
    /// The tables to read with.
    pub lexicon: &'a Lexicon,
}

/// What an article states.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extraction {
    /// Its figures of anti-fraud work, in reading order.
    pub proposals: Vec<Proposal>,
    /// Those that seem to be of other crime: 命案12起.
    pub left_out: Vec<Proposal>,
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
    /// The kind of evidence that it rests on.
    pub support: Support,
    /// 0 to 1: the share of right readings among those of that kind that were counted on labelled
    /// pages; see `evidence.tsv`.
    pub confidence: f64,
    /// The row of wordings, the words matched, and where period and place come from.
    pub reason: String,
}

/// A kind of evidence, as `evidence.tsv` counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// Words of a row of wordings.
    Words {
        /// Whether both what was done and what was counted were found.
        both: bool,
        /// Whether rows of other indicators could be read there, too.
        rivals: bool,
        /// Whether the unit is not the indicator's own.
        other_unit: bool,
    },
    /// A part of the figure before: 其中, an item of a list.
    Part,
    /// A rise or fall of what is named, where its figure isn't told.
    Change {
        /// Whether it is told against what.
        basis: bool,
    },
}

impl Support {
    /// Its key in the table.
    pub fn key(self) -> &'static str {
        match self {
            Support::Words { both: true, rivals: false, other_unit: false } => "both",
            Support::Words { both: true, rivals: true, other_unit: false } => "both_rivals",
            Support::Words { both: true, rivals: false, other_unit: true } => "both_other_unit",
            Support::Words { both: true, rivals: true, other_unit: true } => "both_rivals_other_unit",
            Support::Words { both: false, rivals: false, other_unit: false } => "one",
            Support::Words { both: false, rivals: true, other_unit: false } => "one_rivals",
            Support::Words { both: false, rivals: false, other_unit: true } => "one_other_unit",
            Support::Words { both: false, rivals: true, other_unit: true } => "one_rivals_other_unit",
            Support::Part => "part",
            Support::Change { basis: true } => "change",
            Support::Change { basis: false } => "change_without_basis",
        }
    }
}

/// What a proposal rests on: its reason, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// Key of the row of wordings that read it; `change` where a rise or fall was told alone.
    pub row: &'a str,
    /// The verb and the thing counted that were found, or what rose or fell.
    pub words: Vec<&'a str>,
    /// The words that tell the period; `None` where none is told.
    pub period: Option<&'a str>,
    /// The words that tell the place; `None` where it is the article's.
    pub place: Option<&'a str>,
    /// The word that makes it a part of the figure before it, such as 其中.
    pub part: Option<&'a str>,
}

impl Proposal {
    /// The parts of the reason.
    pub fn evidence(&self) -> Evidence<'_> {
        let (read, place) = self.reason.rsplit_once("; place ").unwrap_or((&self.reason, "article"));
        let (read, period) = read.rsplit_once("; period ").unwrap_or((read, "-"));
        let (place, part) = match place.split_once(" (") {
            Some((place, part)) => (place, part.split(')').next()),
            None => (place, None),
        };
        let mut words = read.split(' ').filter(|word| !word.is_empty());
        Evidence {
            row: words.next().unwrap_or(""),
            words: words.collect(),
            period: Some(period).filter(|words| !matches!(*words, "-" | "")),
            place: Some(place).filter(|words| *words != "article"),
            part,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::extract;

    #[test]
    fn the_parts_of_a_reason_are_the_words_of_the_text() {
        let lexicon = Lexicon::embedded();
        let event_date = "2025-07-17".parse().ok();
        let place = lexicon.gazetteer.get("chongqing");
        let context = Context { event_date, published: None, place, headline: None, lexicon };
        let text = "今年以来，全市抓获犯罪嫌疑人12名，其中骨干3名。抓获犯罪嫌疑人数同比上升20%。";
        let found = extract(&[text], &context).proposals;
        let evidence: Vec<Evidence<'_>> = found.iter().map(Proposal::evidence).collect();
        let first = evidence.first().expect("a figure");
        assert_eq!(
            (first.row, first.words.as_slice()),
            ("suspects_arrested/verb", &["抓获", "犯罪嫌疑人"][..])
        );
        assert_eq!((first.period, first.place, first.part), (Some("今年以来"), Some("全市"), None));
        assert!(evidence.iter().all(|one| one.place == Some("全市") && !one.row.is_empty()));
        assert!(evidence.iter().any(|one| one.part == Some("其中")), "{evidence:?}");
    }
}
