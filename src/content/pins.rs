//! `content/conversions.toml`: what the review decided about single characters.
//!
//! A file in, its pins with their places out. Knows no text that a pin is about: whether its context
//! still stands somewhere is a check's question.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::hanzi;
use crate::strict_toml::{self, Table};
use crate::text::{Source, Span};

/// Where the decisions stand below the site's folder.
pub const PINS_FILE: &str = "content/conversions.toml";

/// A decision: within this context, this character becomes that.
#[derive(Debug, Clone)]
pub struct Pin {
    /// The file, for findings.
    pub source: Arc<Source>,
    /// Where the context stands in it.
    pub span: Span,
    /// The character and its neighbours, in the script they are written in.
    pub context: String,
    /// Which character of the context, from 0.
    pub at: usize,
    /// The character.
    pub character: char,
    /// What it becomes, by locale or by the beginning of its tag: `zh-Hant` counts for `zh-Hant-HK`.
    pub renderings: BTreeMap<String, String>,
}

impl Pin {
    /// What the character becomes in a locale: the locale's own rendering, else that of its script.
    pub fn rendering(&self, locale: &str) -> Option<&str> {
        let mut tag = locale;
        loop {
            if let Some(rendering) = self.renderings.get(tag) {
                return Some(rendering);
            }
            tag = tag.rsplit_once('-')?.0;
        }
    }

    /// The pin as conversion for a locale takes it; `None` where it says nothing about the locale.
    pub fn for_locale(&self, locale: &str) -> Option<hanzi::Pin> {
        let rendering = self.rendering(locale)?.to_owned();
        Some(hanzi::Pin { context: self.context.clone(), at: self.at, rendering })
    }
}

/// Reads the decisions of a file. A pin that is at fault is told and left out.
pub fn read_pins(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Vec<Pin> {
    let whole = Span::new(0, source.text().len());
    let pins = strict_toml::read(source, whole, diagnostics, |table| {
        Some(table.tables("pin", |entry| read_pin(source, entry)))
    });
    pins.unwrap_or_default()
}

fn read_pin(source: &Arc<Source>, entry: &Table<'_>) -> Option<Pin> {
    let context = entry.required_string("context");
    let at = entry.required_number("at");
    let character = entry.required_string("char");
    let renderings = entry.map("to");
    let (context, at, character) = (context?, at?, character?);
    let place = at.value as usize;
    let named = character.value.chars().next()?;
    let stands_there = context.value.chars().nth(place) == Some(named);
    if !stands_there || at.value != place as f64 || character.value.chars().nth(1).is_some() {
        let finding = Diagnostic::new("bad-pin").with("context", context.value);
        entry.report(finding.with("at", at.value.to_string()).with("char", character.value), context.span);
        return None;
    }
    Some(Pin {
        source: Arc::clone(source),
        span: context.span,
        context: context.value,
        at: place,
        character: named,
        renderings: renderings.into_iter().map(|(locale, text)| (locale, text.value)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Pin>, Vec<&'static str>) {
        let mut found = Diagnostics::new();
        let pins = read_pins(&Arc::new(Source::new("p.toml", text)), &mut found);
        (pins, found.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn the_locale_s_own_rendering_beats_that_of_its_script() {
        let (pins, found) = read(
            "[[pin]]\ncontext = \"她的发很\"\nat = 2\nchar = \"发\"\nto = { zh-Hant = \"髮\", zh-Hant-HK = \"發\" }\n",
        );
        assert_eq!(found, Vec::<&str>::new());
        assert_eq!(pins[0].rendering("zh-Hant"), Some("髮"));
        assert_eq!(pins[0].rendering("zh-Hant-TW"), Some("髮"));
        assert_eq!(pins[0].rendering("zh-Hant-HK"), Some("發"));
        assert_eq!(pins[0].for_locale("zh-Hans"), None);
    }

    #[test]
    fn a_pin_whose_context_has_another_character_there_is_refused() {
        for at in ["1", "9", "1.5", "-1"] {
            let text = format!("[[pin]]\ncontext = \"她的发很\"\nat = {at}\nchar = \"发\"\nto = {{}}\n");
            assert_eq!(read(&text).1, ["bad-pin"], "{at}");
        }
    }
}
