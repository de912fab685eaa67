//! Converts Chinese text between the Simplified and the Traditional script.
//!
//! Text in, text out, exactly as OpenCC 1.4.2 would convert it with one of its sixteen
//! published profiles, except where a site's [`Glossary`] says otherwise. Also says
//! which script a text is in, and which renderings a character could have had.
//! Knows plain text only: no markup, no files, no locales.
//!
//! OpenCC's rule, which this follows to the character: compatibility ideographs are
//! normalized; the text is cut into words by maximum forward matching; each word, and
//! each run of characters between words, then passes through the profile's stages on
//! its own, every stage replacing the longest match and keeping what matches nothing.
//! Ideographic description sequences (⿰讠羊) are kept whole. The one difference: OpenCC
//! loses the rest of a word or run after a NUL character, this keeps it.
//!
//! The dictionaries are OpenCC's own (`data/`), packed by the build script and read in
//! place, so that a converter is ready within a millisecond.

mod alignment;
mod characters;
mod choices;
mod converter;
mod detection;
mod domain_terms;
mod embedded;
mod engine;
mod glossary;
mod layout;
mod matcher;
#[cfg(test)]
mod pack;
mod profile;
mod stages;
mod terms;

pub use alignment::{Aligned, Piece};
pub use characters::{FOREIGN, candidates, is_simplified_only, is_traditional_only, simplified};
pub use choices::{Choice, Reason};
pub use converter::Converter;
pub use detection::{Detection, Paragraph, detect, detect_paragraphs, foreign_characters, is_mixed};
pub use domain_terms::domain_terms;
#[cfg(feature = "opencc-rust")]
pub use engine::OpenCcRust;
pub use engine::{BuiltIn, Engine, EngineError};
pub use glossary::{Glossary, Layer, Pin};
pub use profile::{Profile, UnknownProfile};
