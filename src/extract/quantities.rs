//! Every quantity of an article with the period it is told for, metric or not.
//!
//! Paragraphs and a [`Context`] in, [`QuantityTold`]s in reading order out. Asks neither what is
//! counted nor whether anybody should keep it.

use super::calendar::Calendar;
use super::current::Current;
use super::folded::Folded;
use super::proposal::Context;
use super::quantity::{Quantity, quantities_at};
use crate::domain::Period;
use crate::text::Span;

/// A quantity where an article states it.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityTold {
    /// Index of the paragraph that states it.
    pub paragraph: usize,
    /// The number with its unit, as the article writes it.
    pub text: String,
    /// What it says; its span lies in the folded paragraph.
    pub quantity: Quantity,
    /// The days that the text is speaking of there, where it sets bounds.
    pub period: Option<Period>,
}

/// Every quantity that the paragraphs state; numbers of dates are none.
pub fn quantities(paragraphs: &[&str], context: &Context<'_>) -> Vec<QuantityTold> {
    let mut current = Current::default();
    let mut told = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let before = current;
        read_paragraph(index, paragraph, context, &mut current, &mut told);
        if current.is_day() {
            current = before;
        }
    }
    told
}

fn read_paragraph(
    index: usize,
    paragraph: &str,
    context: &Context<'_>,
    current: &mut Current,
    told: &mut Vec<QuantityTold>,
) {
    let lexicon = context.lexicon;
    let folded = Folded::new(paragraph, &[], lexicon);
    let units = &lexicon.units;
    let read = quantities_at(&folded.text, folded.quantity_starts(), units);
    let mut quantities = read.peekable();
    let today = context.event_date.or(context.published);
    for sentence in folded.sentences() {
        let mentions =
            today.map(|today| Calendar { today, lexicon }.mentions(&folded, sentence)).unwrap_or_default();
        let mut ahead = mentions.iter().peekable();
        while let Some(quantity) = quantities.next_if(|one| one.span.end <= sentence.end) {
            let span = quantity.span;
            let dated = |at: Span| at.start < span.end && span.start < at.end;
            if mentions.iter().any(|mention| dated(mention.span)) {
                continue;
            }
            while let Some(mention) = ahead.next_if(|one| one.span.start < span.start) {
                today.iter().for_each(|today| current.take(mention.meaning, index, *today));
            }
            let verbatim = folded.origin(span).and_then(|at| paragraph.get(at.start..at.end));
            let text = verbatim.unwrap_or("").to_owned();
            told.push(QuantityTold { paragraph: index, text, quantity, period: current.period });
        }
        for mention in ahead {
            today.iter().for_each(|today| current.take(mention.meaning, index, *today));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_quantity_is_told_as_it_is_written_with_its_period() {
        let event_date = "2025-07-17".parse().ok();
        let lexicon = Lexicon::embedded();
        let context = Context { event_date, published: None, place: None, headline: None, lexicon };
        let told = quantities(&["8月3日，今年上半年，全市購買電腦1,200 台，花費3.5萬元。"], &context);
        let texts: Vec<&str> = told.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["1,200 台", "3.5萬元"]);
        let period = told.first().and_then(|one| one.period).expect("a period");
        assert_eq!(period.to().to_string(), "2025-06-30");
    }
}
