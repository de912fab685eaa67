//! What a conversion chooses, and Markdown files as a locale would have them written.
//!
//! Texts and bodies in; choices with their reasons, and converted sources, out. Judges no choice.

use super::Conversion;
use crate::hanzi::Choice;
use crate::markdown::{Body, Stretch};

impl Conversion {
    /// Every character of a text of the other script that could have been rendered otherwise.
    pub fn choices(&self, text: &str) -> Vec<Choice> {
        if self.is_written_in_script(text) { Vec::new() } else { self.converter.choices(text) }
    }

    /// The texts of a body that are converted, as the conversion sees them.
    pub fn stretches(&self, body: &Body) -> Vec<Stretch> {
        body.stretches(&self.tags)
    }

    /// The source of a body with its texts converted: markup, code and URLs stay byte for byte.
    pub fn source(&self, source: &str, body: &Body) -> String {
        body.rewritten_source(source, &self.body(body).body)
    }
}
