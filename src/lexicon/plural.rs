//! Which plural form of a noun a number takes, by the rules of CLDR as ICU has them.
//!
//! A language and a number in, the category out. Holds no words.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// The largest number that an `f64` counts up to without a gap.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Rules can't be shared between threads; making them only looks up embedded data.
fn rules(language: Option<&Locale>) -> Option<PluralRules> {
    PluralRules::try_new(language?.into(), PluralRulesOptions::default()).ok()
}

/// The category of a cardinal number; a broken number, one too large to tell, and every number of a language
/// whose rules aren't known take `Other`.
pub fn category(language: Option<&Locale>, number: f64) -> PluralCategory {
    let whole = number.abs() <= LARGEST_WHOLE && number.fract() == 0.0;
    let rules = rules(language).filter(|_| whole);
    rules.map_or(PluralCategory::Other, |rules| rules.category_for(number.abs() as u64))
}

/// The name of a category, as tables of labels write it.
pub fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The names of the categories that a language tells apart.
pub fn forms(language: Option<&Locale>) -> Vec<&'static str> {
    rules(language).map_or_else(|| vec!["other"], |rules| rules.categories().map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Option<Locale> {
        tag.parse().ok()
    }

    #[test]
    fn each_language_has_its_own_forms() {
        assert_eq!(category(locale("en").as_ref(), 1.0), PluralCategory::One);
        assert_eq!(category(locale("en").as_ref(), 1.5), PluralCategory::Other);
        assert_eq!(category(locale("ja").as_ref(), 1.0), PluralCategory::Other);
        assert_eq!(category(locale("pl").as_ref(), 3.0), PluralCategory::Few);
        assert_eq!(category(None, 1.0), PluralCategory::Other);
    }

    #[test]
    fn forms_are_those_that_a_translator_must_give() {
        assert_eq!(forms(locale("ja").as_ref()), ["other"]);
        let english = forms(locale("en").as_ref());
        assert!(english.contains(&"one") && english.contains(&"other") && english.len() == 2);
    }
}
