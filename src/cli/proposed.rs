//! Figures that were read out of a text, as commands show them.
//!
//! A proposal in; a TOML table for a front matter, JSON for programs, or sentences for people out.

mod explain;
mod json;
mod table;

pub use explain::{explain, label};
pub use json::add_figure;
pub use table::{MetricTable, commented, quoted};

use crate::extract::Proposal;

/// A figure is only shown as a comment where fewer than nine in ten of its kind were right.
const DOUBTFUL: f64 = 0.9;

/// Whether a person should look at the figure before it is used.
pub fn is_doubtful(proposal: &Proposal) -> bool {
    proposal.confidence < DOUBTFUL
}
