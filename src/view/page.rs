//! A page of plain text: about, method.
//!
//! One page in, the page's context out.

use serde::Serialize;

use super::parts::{Link, Text};
use super::shell::PageShell;

/// Context of `page.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TextPage {
    /// Head and frame.
    pub shell: PageShell,
    /// One or two sentences.
    pub summary: Option<Text>,
    /// Sections of the page (`#fragment` links), empty when it is short.
    pub contents: Vec<Link>,
    /// The text, sanitised.
    pub body_html: String,
    /// BCP 47 tag of the text when it is not in the page's language.
    pub body_lang: Option<String>,
}
