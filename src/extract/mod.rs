//! Prose → figures.
//!
//! A text and the lexicon in, what the text counts out: [`numeral`] (with `summing`) reads
//! numbers, [`quantity`] (with `beside`) numbers with their unit, qualifier and direction,
//! [`statement`] whether a quote states a given figure, [`extract`] the figures
//! of an article with indicator, period and place. Changes no text and reads no
//! files.
//!
//! An article is read in this order: `folded` (with `folding`, `characters`, `starts` and
//! `stretches`) makes both scripts one text;
//! `sentence` cuts it; `period` (with `told_time`, `meaning` and `passing`; `calendar`, `date_starts` and
//! `date_numbers` read dates), `by_year`, `launch`, `current` and `place` find when and where;
//! `figure` sorts the numbers; `indicator` (with `marks`) says what a value counts, `change`
//! what a rise belongs to; `prose` keeps what holds from sentence to sentence, `scene`
//! what holds within one, and `value` (with `subjects` and `reached`), `part`, `kind`, `changes` and
//! `attributes` put the proposals together; `topic` tells figures of fraud from those of other crime, `part_lists`
//! reads lists; `telling` drops repetitions.

mod attributes;
mod beside;
mod by_year;
mod calendar;
mod cells;
mod change;
mod changes;
mod characters;
mod current;
mod date_numbers;
mod date_starts;
mod digits;
mod figure;
mod folded;
mod folding;
mod indicator;
mod kind;
mod launch;
mod marks;
mod meaning;
pub mod numeral;
mod part;
mod part_lists;
mod passing;
mod period;
mod place;
mod proposal;
mod prose;
mod quantities;
pub mod quantity;
mod reached;
mod scene;
mod sentence;
mod starts;
pub mod statement;
mod stretches;
mod subjects;
mod summing;
mod telling;
mod told_time;
mod topic;
mod value;

pub use proposal::{Context, Evidence, Extraction, Proposal, Support};
pub use prose::extract;
pub use quantities::{QuantityTold, quantities};
pub use quantity::{Quantity, read_quantities};
pub use statement::{Match, states};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Indicators, Lexicon, Wordings};

    /// The tables with a row more: an indicator that nobody counts yet, and how texts word it.
    fn with_a_made_up_indicator() -> Lexicon {
        let leaked = |table: &str, row: &str| -> &'static str { format!("{table}{row}\n").leak() };
        let indicators = leaked(
            include_str!("../lexicon/data/indicators.tsv"),
            "drones_seized\tinfrastructure\t架\t缴获无人机（架）\tDrones seized\t缴获的无人机。\tDrones seized.\t999",
        );
        let wordings = leaked(
            include_str!("../lexicon/data/wordings.tsv"),
            "drones_seized/verb\tdrones_seized\t架 台\t缴获 查获\t无人机\tboth\tany\t\t\tflow",
        );
        let indicators = Indicators::read(indicators);
        Lexicon { indicators, wordings: Wordings::read(wordings), ..Lexicon::read() }
    }

    #[test]
    fn a_new_indicator_needs_rows_of_two_tables_and_nothing_else() {
        let lexicon = with_a_made_up_indicator();
        let event_date = "2025-07-17".parse().ok();
        let context = Context { event_date, published: None, place: None, headline: None, lexicon: &lexicon };
        let text = "今年以来，全市缴获涉诈无人机26台，同比上升30%，抓获犯罪嫌疑人12名。";
        let found = extract(&[text], &context).proposals;
        let drones = found.first().expect("a figure");
        assert_eq!((drones.indicator.as_str(), drones.value), ("drones_seized", 26.0));
        assert_eq!(drones.quote, "缴获涉诈无人机26台");
        assert!(drones.period.is_some() && drones.change.is_some(), "{drones:?}");
        assert!(found.iter().any(|one| one.indicator == "suspects_arrested"));
        assert!(Lexicon::embedded().indicators.get("drones_seized").is_none());
    }
}
