//! Source texts, byte spans in them, their lines and columns, and questions to their bytes.
//!
//! A text and the name it is shown under go in; positions come out.
//! Reads no files and knows nothing of what a text means.

mod bytes;
mod code_points;
mod source;
mod span;

pub use bytes::{any_byte, is_between};
pub use code_points::{code_points, width};
pub use source::{Position, Source};
pub use span::{Located, Span};
