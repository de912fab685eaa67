//! The language in which fanzha speaks to the person at the terminal.

use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Chooses by the locale names of the environment, most telling first (`LC_ALL`, `LC_MESSAGES`, `LANG`).
    ///
    /// The first that is set and not empty decides: `zh…` is Chinese, anything else English.
    pub fn from_locale_names<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        match names.into_iter().flatten().find(|name| !name.is_empty()) {
            Some(name) if name.to_ascii_lowercase().starts_with("zh") => Language::Zh,
            _ => Language::En,
        }
    }

    /// Picks the text of this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// Whether nouns of this language stand in the singular after a number, by the plural rules of CLDR.
    pub fn has_singular(self, number: usize) -> bool {
        let language: Locale = match self {
            Language::Zh => locale!("zh"),
            Language::En => locale!("en"),
        };
        let rules = PluralRules::try_new((&language).into(), PluralRulesOptions::default());
        rules.is_ok_and(|rules| rules.category_for(number) == PluralCategory::One)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_english_has_a_singular() {
        assert!(Language::En.has_singular(1) && !Language::Zh.has_singular(1));
        assert!(!Language::En.has_singular(0) && !Language::En.has_singular(21));
    }

    #[test]
    fn the_first_name_that_is_set_decides() {
        let choose = |names: [Option<&'static str>; 3]| Language::from_locale_names(names);
        assert_eq!(choose([None, None, Some("zh_CN.UTF-8")]), Language::Zh);
        assert_eq!(choose([Some("C"), None, Some("zh_CN.UTF-8")]), Language::En);
        assert_eq!(choose([Some(""), Some("zh_TW"), None]), Language::Zh);
        assert_eq!(choose([None, None, None]), Language::En);
    }
}
