//! Source texts, byte spans in them, and their lines and columns.
//!
//! A text and the name it is shown under go in; positions come out.
//! Reads no files and knows nothing of what a text means.

mod source;
mod span;

pub use source::{Position, Source};
pub use span::{Located, Span};
