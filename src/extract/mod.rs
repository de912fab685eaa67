//! Prose → figures.
//!
//! A text and the lexicon in, what the text counts out: [`numeral`] reads
//! numbers, [`quantity`] numbers with their unit, qualifier and direction,
//! [`statement`] whether a quote states a given figure. Changes no text and
//! reads no files.

mod digits;
pub mod numeral;
pub mod quantity;
pub mod statement;

pub use quantity::{Quantity, read_quantities};
pub use statement::{Match, states};
