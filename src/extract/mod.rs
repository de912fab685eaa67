//! Prose → figures.
//!
//! A text and the lexicon in, what the text counts out: [`numeral`] reads
//! numbers, [`quantity`] numbers with their unit, qualifier and direction,
//! [`statement`] whether a quote states a given figure, [`extract`] the figures
//! of an article with indicator, period and place. Changes no text and reads no
//! files.
//!
//! An article is read in this order: `folded` makes both scripts one text;
//! `sentence` cuts it; `period` (with `calendar`) and `place` find when and where;
//! `figure` sorts the numbers; `indicator` says what a value counts, `change`
//! what a rise belongs to; `prose`, `value`, `changes` and `attributes` keep what
//! holds from sentence to sentence and put the proposals together; `told_once`
//! drops repetitions.

mod attributes;
mod calendar;
mod change;
mod changes;
mod digits;
mod figure;
mod folded;
mod indicator;
pub mod numeral;
mod period;
mod place;
mod proposal;
mod prose;
mod quantities;
pub mod quantity;
mod sentence;
pub mod statement;
mod told_once;
mod value;

pub use proposal::{Context, Evidence, Proposal, Support};
pub use prose::extract;
pub use quantities::{QuantityTold, quantities};
pub use quantity::{Quantity, read_quantities};
pub use statement::{Match, states};
