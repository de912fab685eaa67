//! Markdown for Chinese text: parsed once, converted once per script, rendered with marks.
//!
//! The source of a body goes in; a [`Body`] comes out: events with their places in the source, the
//! plain text with a map back, headings, and HTML that is safe to put into a page. Emphasis beside
//! Chinese punctuation works, and a line break between two Chinese characters vanishes.
//! Knows nothing of front matter, metrics or routes, reads no files, and never converts HTML:
//! conversion runs over the text of events.

mod body;
mod convert;
mod east_asian;
mod emphasis;
mod escape;
mod find;
mod html;
mod links;
mod marks;
mod nearest;
mod parse;
mod pieces;
mod plain;
#[cfg(test)]
mod properties;
mod raw_html;
mod raw_tags;
mod sanitise;
mod source;
mod stretches;

pub use body::{Body, Heading, MarkdownError};
pub use convert::{Converted, Variant};
pub use html::HtmlOptions;
pub use marks::Mark;
pub use stretches::Stretch;

/// The character that stands for "a delimiter run ends here" while a source is parsed, and that
/// tells generated attributes from written ones while HTML is sanitised.
///
/// U+2005 FOUR-PER-EM SPACE: white space to Markdown, of no use in an article, hence refused there.
const SENTINEL: char = '\u{2005}';
