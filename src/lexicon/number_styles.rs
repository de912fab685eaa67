//! How each language writes figures: scale words, qualifiers, plural rules.
//!
//! `data/number_styles.tsv` in, a [`NumberStyle`] per locale out. Formats
//! nothing itself (that is `view::figure`).
//!
//! Columns: `style`, the locale code served; `key`; `wording`. Keys: `language`
//! for plural rules; `names`, which name of a unit (hans, hant, english);
//! `group`, between thousands; `scales`, `word:power of ten`, smallest first;
//! `rounding`, never, or short (figures of a million and more); the rest are
//! [`Templates`].

use icu_locale_core::Locale;
use icu_plurals::PluralCategory;

use super::plural;
use super::table;
use super::units::{EnglishNoun, Unit};

/// Which of a unit's names a style uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitNames {
    /// The Simplified name.
    Hans,
    /// The Traditional name.
    Hant,
    /// The English noun or symbol.
    English,
}

/// A word that stands for a power of ten: 万, million.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The word.
    pub word: String,
    /// The power of ten.
    pub power: u32,
}

/// The templates of a style; each holds `{figure}`, or `{number}`, `{scale}` and `{unit}`.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Number and unit.
    pub unit: String,
    /// Number and scale word; without a space where empty.
    pub scale: String,
    /// Over, around the figure.
    pub over: String,
    /// Over, behind a round number (3300余万元); empty where the language has none.
    pub over_round: String,
    /// Over, behind the scale word (1亿余元); empty where the language has none.
    pub over_scale: String,
    /// Over, behind the figure (50%以上); empty where the language has none.
    pub over_behind: String,
    /// About.
    pub about: String,
    /// Nearly.
    pub nearly: String,
    /// At least.
    pub at_least: String,
    /// A rise by the figure.
    pub up: String,
    /// A fall by the figure.
    pub down: String,
}

/// How one language writes figures.
#[derive(Debug, Clone)]
pub struct NumberStyle {
    /// The locale code it stands for: `zh-Hans`, `en`.
    pub code: String,
    /// Which names of units it uses.
    pub names: UnitNames,
    /// Scale words, smallest first.
    pub scales: Vec<Scale>,
    /// Whether large numbers are rounded (46.2 million) or always exact (4620.97万).
    pub rounds: bool,
    /// What stands between thousands; empty for nothing.
    pub group: String,
    /// The templates.
    pub templates: Templates,
    /// Plural rules themselves cannot be shared between threads; making them reads embedded data only.
    language: Option<Locale>,
}

impl NumberStyle {
    /// The form of `noun` for a number; a broken number takes the plural, as in English.
    pub fn noun<'n>(&self, value: f64, noun: &'n EnglishNoun) -> &'n str {
        match plural::category(self.language.as_ref(), value) {
            PluralCategory::One => &noun.one,
            _ => &noun.other,
        }
    }

    /// The same style with the plural rules of another language that it stands in for.
    pub fn for_language(&self, tag: &str) -> NumberStyle {
        NumberStyle { language: Locale::try_from_str(tag).ok(), ..self.clone() }
    }

    /// The same style with rows of its table said otherwise; keys that it doesn't know are passed over.
    pub fn with<'r>(mut self, rows: impl Iterator<Item = (&'r str, &'r str)>) -> NumberStyle {
        rows.for_each(|(key, wording)| {
            set(&mut self, key, wording);
        });
        self
    }

    /// The name of `unit` in the script of a Chinese style; in English the noun's plural.
    pub fn unit_name<'u>(&self, unit: &'u Unit) -> &'u str {
        match self.names {
            UnitNames::Hans => unit.name,
            UnitNames::Hant => &unit.hant,
            UnitNames::English => &unit.english.other,
        }
    }
}

/// The styles of all languages.
#[derive(Debug)]
pub struct NumberStyles(Vec<NumberStyle>);

impl NumberStyles {
    /// The table of this binary.
    pub fn embedded() -> NumberStyles {
        let mut styles: Vec<NumberStyle> = Vec::new();
        for [code, key, wording] in table::rows(include_str!("data/number_styles.tsv")) {
            let known = styles.iter().position(|style| style.code == code);
            let index = known.unwrap_or(styles.len());
            if known.is_none() {
                styles.push(empty_style(code));
            }
            if let Some(style) = styles.get_mut(index) {
                set(style, key, wording);
            }
        }
        NumberStyles(styles)
    }

    /// The style for a locale code: the one it begins with (`zh-Hant-HK` → `zh-Hant`), else one
    /// of its language, else English.
    pub fn for_locale(&self, code: &str) -> Option<&NumberStyle> {
        let language = code.split('-').next().unwrap_or(code);
        let begins = |style: &&NumberStyle| code.starts_with(style.code.as_str());
        let speaks = |style: &&NumberStyle| style.code.split('-').next() == Some(language);
        self.0
            .iter()
            .find(begins)
            .or_else(|| self.0.iter().find(speaks))
            .or_else(|| self.0.iter().find(|style| style.code == "en"))
    }
}

fn empty_style(code: &str) -> NumberStyle {
    NumberStyle {
        code: code.to_owned(),
        names: UnitNames::English,
        scales: Vec::new(),
        rounds: false,
        group: String::new(),
        templates: Templates::default(),
        language: None,
    }
}

/// Takes a row over; returns whether its key is known.
fn set(style: &mut NumberStyle, key: &str, wording: &str) -> bool {
    let templates = &mut style.templates;
    let text = match key {
        "unit" => &mut templates.unit,
        "scale" => &mut templates.scale,
        "over" => &mut templates.over,
        "over_round" => &mut templates.over_round,
        "over_scale" => &mut templates.over_scale,
        "over_behind" => &mut templates.over_behind,
        "about" => &mut templates.about,
        "nearly" => &mut templates.nearly,
        "at_least" => &mut templates.at_least,
        "up" => &mut templates.up,
        "down" => &mut templates.down,
        "group" => &mut style.group,
        _ => return set_option(style, key, wording),
    };
    wording.clone_into(text);
    true
}

fn set_option(style: &mut NumberStyle, key: &str, wording: &str) -> bool {
    match (key, wording) {
        ("names", "hans") => style.names = UnitNames::Hans,
        ("names", "hant") => style.names = UnitNames::Hant,
        ("names", "english") => style.names = UnitNames::English,
        ("rounding", "never") => style.rounds = false,
        ("rounding", "short") => style.rounds = true,
        ("language", language) => {
            style.language = Locale::try_from_str(language).ok();
            return style.language.is_some();
        }
        ("scales", words) => {
            style.scales = words.split_whitespace().filter_map(parse_scale).collect();
            return style.scales.len() == words.split_whitespace().count();
        }
        _ => return false,
    }
    true
}

fn parse_scale(word: &str) -> Option<Scale> {
    let (word, power) = word.split_once(':')?;
    Some(Scale { word: word.to_owned(), power: power.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_takes_the_style_it_begins_with() {
        let styles = NumberStyles::embedded();
        let code = |locale| styles.for_locale(locale).map(|style| style.code.as_str());
        assert_eq!(code("zh-Hant-HK"), Some("zh-Hant"));
        assert_eq!(code("zh-TW"), Some("zh-Hans"));
        assert_eq!(code("fr"), Some("en"));
    }

    #[test]
    fn english_tells_one_from_several() {
        let styles = NumberStyles::embedded();
        let english = styles.for_locale("en").unwrap();
        let noun = EnglishNoun { one: "case".to_owned(), other: "cases".to_owned() };
        assert_eq!(english.noun(1.0, &noun), "case");
        assert_eq!(english.noun(1.5, &noun), "cases");
        assert_eq!(english.noun(0.0, &noun), "cases");
    }

    #[test]
    fn every_row_is_understood() {
        let mut style = empty_style("test");
        for [code, key, wording] in table::rows(include_str!("data/number_styles.tsv")) {
            assert!(set(&mut style, key, wording), "{code}: {key}: {wording}");
        }
    }

    #[test]
    fn styles_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&NumberStyles::embedded());
    }
}
