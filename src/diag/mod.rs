//! Findings about a site, and how people and machines are shown them.
//!
//! A finding has a code, a place and values; its wording in Chinese and English, its severity and its
//! explanation stand in `data/catalogue.toml`. Decides nothing about sites.

mod catalogue;
mod diagnostic;
mod human;
mod language;
mod machine;

pub use catalogue::{Catalogue, Class, Entry, Severity};
pub use diagnostic::{Diagnostic, Diagnostics, Location};
pub use human::{counted, human, summary};
pub use language::Language;
pub use machine::{concise, github, json};
