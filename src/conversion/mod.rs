//! How each locale of a site shows Chinese that is written in the other script.
//!
//! Settings, names and pages' own terms in; texts and bodies as a locale shows them out. Weighs the
//! sources of a rendering: what a text says itself, the page's terms, pins, names, the site's
//! glossary, OpenCC. Reads no files and knows no pages.

mod names;
mod quotes;
mod review;

use std::borrow::Cow;

use crate::config::{Config, Locale, QuoteStyle};
use crate::content::OwnTerms;
use crate::domain::{LocaleCode, Script};
use crate::hanzi::{
    Aligned, Converter, Glossary, Layer, Piece, Pin, Profile, detect, is_simplified_only, is_traditional_only,
};
use crate::markdown::{Body, Converted, Variant};

pub use names::Names;

/// How a Chinese locale shows text of the other script.
#[derive(Debug, Clone)]
pub struct Conversion {
    locale: LocaleCode,
    script: Script,
    quotes: Option<QuoteStyle>,
    tags: Vec<String>,
    /// Everything but a page's terms.
    glossary: Glossary,
    converter: Converter,
}

impl Conversion {
    /// The conversion of a locale; `None` where it isn't Chinese.
    pub fn new(
        config: &Config,
        locale: &Locale,
        names: &Names<'_>,
        pins: impl IntoIterator<Item = Pin>,
    ) -> Option<Self> {
        let (script, profile) = (locale.script()?, locale.profile?);
        let terms: Vec<(String, String)> = config.glossary_of(&locale.code).cloned().collect();
        let mut conversion = Conversion {
            locale: locale.code.clone(),
            script,
            quotes: locale.quotes,
            tags: locale.code.layers().into_iter().rev().map(str::to_ascii_lowercase).collect(),
            glossary: Glossary::default(),
            converter: Converter::new(profile, &Glossary::default()),
        };
        conversion.set_glossary(profile, Glossary::of_site(script, terms.clone()));
        let names = names.renderings(&conversion, &terms);
        if !names.is_empty() {
            let glossary = conversion.glossary.clone().with(Layer::Name, names);
            conversion.set_glossary(profile, glossary);
        }
        let mut pins = pins.into_iter().peekable();
        if pins.peek().is_some() {
            let glossary = conversion.glossary.clone().with_pins(pins);
            conversion.set_glossary(profile, glossary);
        }
        Some(conversion)
    }

    fn set_glossary(&mut self, profile: Profile, glossary: Glossary) {
        self.converter = Converter::new(profile, &glossary);
        self.glossary = glossary;
    }

    /// The conversion of a page with terms of its own; `None` where it has none for the locale.
    pub fn with_terms(&self, own: &OwnTerms) -> Option<Self> {
        let mut terms = own.for_locale(&self.locale).cloned().peekable();
        terms.peek()?;
        let glossary = self.glossary.clone().with(Layer::Page, terms);
        let converter = Converter::new(self.converter.profile(), &glossary);
        Some(Conversion { converter, ..self.clone() })
    }

    /// The converter alone, with every term, for those who ask for its reasons.
    pub fn converter(&self) -> &Converter {
        &self.converter
    }

    /// The script it converts into.
    pub fn script(&self) -> Script {
        self.script
    }

    /// The text in the locale's script, characters and quotation marks; text that is in it already stays.
    pub fn convert<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_written_in_script(text) {
            return match self.has_slip(text) {
                true => Cow::Owned(self.without_slips(text).text),
                false => Cow::Borrowed(text),
            };
        }
        let converted = self.converter.convert(text);
        match self.quotes.and_then(|style| quotes::written(&converted, style)) {
            Some(quoted) => Cow::Owned(quoted),
            None => converted,
        }
    }

    /// The same text as [`Conversion::convert`], with what came from where.
    pub fn convert_aligned(&self, text: &str) -> Aligned {
        if self.is_written_in_script(text) {
            return self.without_slips(text);
        }
        let mut aligned = self.converter.convert_aligned(text);
        // Quotation marks of both kinds are as long in bytes, so that the pieces still fit.
        if let Some(quoted) = self.quotes.and_then(|style| quotes::written(&aligned.text, style)) {
            aligned.text = quoted;
        }
        aligned
    }

    /// A body of the other script as the locale shows it.
    pub fn body(&self, body: &Body) -> Converted {
        body.in_variant(&Variant { tags: &self.tags, convert: Some(&|text| self.convert_aligned(text)) })
    }

    /// A body of the locale's own script: only what it says of itself is changed.
    pub fn own_body(&self, body: &Body) -> Converted {
        body.in_variant(&Variant { tags: &self.tags, convert: None })
    }

    /// A range of a body's plain text as the locale shows it; `script` is that of the body.
    pub fn excerpt(&self, body: &Body, script: Script, range: std::ops::Range<usize>) -> String {
        let convert = |text: &str| self.convert_aligned(text);
        let convert: Option<&dyn Fn(&str) -> Aligned> =
            if script == self.script { None } else { Some(&convert) };
        body.excerpt_in(&Variant { tags: &self.tags, convert }, range)
    }

    /// Whether a text is in the locale's script already: characters that only it has stand in it, and
    /// hardly any that only the other one has.
    fn is_written_in_script(&self, text: &str) -> bool {
        /// Fewer characters prove nothing: a single one may be a slip.
        const ENOUGH: usize = 2;
        /// How many characters of its own a text has to have for each slip.
        const FOR_EACH_SLIP: usize = 4;
        let found = detect(text);
        let (own, other) = match self.script {
            Script::Hans => (found.hans, found.hant),
            Script::Hant => (found.hant, found.hans),
        };
        own >= ENOUGH && own >= other * FOR_EACH_SLIP
    }

    fn is_foreign(&self, character: char) -> bool {
        match self.script {
            Script::Hans => is_traditional_only(character),
            Script::Hant => is_simplified_only(character),
        }
    }

    fn has_slip(&self, text: &str) -> bool {
        text.chars().any(|character| self.is_foreign(character))
    }

    /// A text of the locale's script with only its characters of the other script converted.
    fn without_slips(&self, text: &str) -> Aligned {
        let mut aligned = Aligned { text: String::with_capacity(text.len()), pieces: Vec::new() };
        for (start, character) in text.char_indices() {
            let input = start..start + character.len_utf8();
            let output = aligned.text.len();
            match self.is_foreign(character) {
                true => aligned.text.push_str(&self.converter.convert(&text[input.clone()])),
                false => aligned.text.push(character),
            }
            aligned.pieces.push(Piece { input, output: output..aligned.text.len() });
        }
        aligned
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::Source;

    const SETTINGS: &str = r#"
title = "反诈"
base_url = "https://example.org/"
[[locale]]
code = "zh-Hans"
[[locale]]
code = "zh-Hant-TW"
opencc = "s2twp"
quotes = "corner"
[[locale]]
code = "zh-Hant-HK"
[names]
people = ["范后余"]
[glossary.zh-Hant]
"软件" = "程式"
[glossary.zh-Hant-HK]
"软件" = "電腦程式"
"#;

    fn conversion(tag: &str) -> Conversion {
        let config = Config::parse(&Arc::new(Source::new("site.toml", SETTINGS))).expect("good settings");
        let locale = config.locales.iter().find(|locale| locale.code.as_str() == tag).expect("a locale");
        let names = Names::of_people(&config);
        Conversion::new(&config, locale, &names, []).expect("a Chinese locale")
    }

    fn convert(tag: &str, text: &str) -> String {
        let conversion = conversion(tag);
        let aligned = conversion.convert_aligned(text);
        let converted = conversion.convert(text);
        assert_eq!(aligned.text, converted);
        assert_eq!(aligned.pieces.last().map_or(0, |last| last.input.end), text.len());
        converted.into_owned()
    }

    #[test]
    fn each_locale_has_its_standard_its_glossary_and_its_quotation_marks() {
        let text = "“软件‘里’面”的鼠标";
        assert_eq!(convert("zh-Hant-TW", text), "「程式『裡』面」的滑鼠");
        assert_eq!(convert("zh-Hant-HK", text), "“電腦程式‘裏’面”的鼠標");
    }

    #[test]
    fn simplified_is_made_by_the_reverse_of_the_first_traditional_profile() {
        assert_eq!(convert("zh-Hans", "「軟體『裡』面」的滑鼠"), "“软件‘里’面”的鼠标");
    }

    #[test]
    fn text_that_is_in_the_script_already_stays() {
        assert_eq!(convert("zh-Hant-TW", "這裏的“軟體”與山后"), "這裏的“軟體”與山后");
        assert_eq!(convert("zh-Hant-TW", "這裏的軟體與滑鼠们"), "這裏的軟體與滑鼠們");
        assert_eq!(convert("zh-Hans", "这里的「软件」"), "这里的「软件」");
    }

    #[test]
    fn names_of_people_keep_their_surname_in_both_directions() {
        assert_eq!(convert("zh-Hant-TW", "记者范后余的规范"), "記者范後餘的規範");
        assert_eq!(convert("zh-Hans", "記者范後餘的規範"), "记者范后余的规范");
    }

    #[test]
    fn the_terms_of_a_page_beat_names_and_the_glossary() {
        let terms = "[convert]\n\"范后余\" = \"范后余\"\n[convert.zh-Hant-TW]\n\"软件\" = \"軟體\"\n";
        let source = Arc::new(Source::new("a.md", terms));
        let whole = crate::text::Span::new(0, terms.len());
        let mut found = crate::diag::Diagnostics::new();
        let own = crate::strict_toml::read(&source, whole, &mut found, |table| Some(OwnTerms::read(table)));
        let own = own.expect("terms");
        let page = |tag: &str| {
            conversion(tag).with_terms(&own).map(|page| page.convert("范后余的软件").into_owned())
        };
        assert_eq!(page("zh-Hant-TW").as_deref(), Some("范后余的軟體"));
        assert_eq!(page("zh-Hant-HK").as_deref(), Some("范后余的電腦程式"));
        assert!(conversion("zh-Hant-TW").with_terms(&OwnTerms::default()).is_none());
    }
}
