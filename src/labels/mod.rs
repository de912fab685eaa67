//! The words of a locale: labels, sentence patterns, plural forms, from a theme's i18n files.
//!
//! TOML texts in, one complete `Labels` out. Knows neither pages nor figures.

mod table;

pub use table::{LabelFault, LabelTable};

use icu_locale_core::Locale as IcuLocale;

use crate::domain::LocaleCode;
use crate::lexicon::{Lexicon, NumberStyle, plural};

/// Every label of one locale, and its plural rules.
#[derive(Debug)]
pub struct Labels {
    table: LabelTable,
    language: Option<IcuLocale>,
    style: Option<NumberStyle>,
}

impl Labels {
    /// Labels of a locale. A language whose plural rules aren't known has one form only.
    pub fn new(code: &LocaleCode, table: LabelTable) -> Self {
        let language = code.as_str().parse().ok();
        let known = Lexicon::embedded().number_styles.for_locale(code.as_str());
        let own = table.iter().filter_map(|(key, text)| Some((key.strip_prefix("number.")?, text)));
        let style = known.map(|style| style.for_language(code.as_str()).with(own));
        Labels { table, language, style }
    }

    /// How this locale writes figures: as its language does, with what its `[number]` says otherwise.
    pub fn number_style(&self) -> Option<&NumberStyle> {
        self.style.as_ref()
    }

    /// The whole table, for templates.
    pub fn table(&self) -> &LabelTable {
        &self.table
    }

    /// A label by its dotted key. An absent one shows its key: the tables' test makes sure there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.table.get(key).unwrap_or(key)
    }

    /// A label with its `{name}`s replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A counted noun, `count.KEY`, in the plural form of the number; `{n}` is the number.
    pub fn count(&self, key: &str, number: usize) -> String {
        let pattern = self.form(&format!("count.{key}"), number as f64).unwrap_or("{n}");
        fill(pattern, &[("n", &self.grouped(number))])
    }

    /// The label of a key that may be a table of plural forms: the one of the number, else `other`, else the
    /// label itself. A broken number, and one too large to tell, takes `other`.
    pub fn form(&self, key: &str, number: f64) -> Option<&str> {
        if let Some(plain) = self.table.get(key) {
            return Some(plain);
        }
        let usual = self.table.get(&format!("{key}.other"))?;
        let form = plural::name(plural::category(self.language.as_ref(), number));
        Some(self.table.get(&format!("{key}.{form}")).unwrap_or(usual))
    }

    /// The plural forms that the locale's language tells apart.
    pub fn plural_forms(code: &LocaleCode) -> Vec<&'static str> {
        plural::forms(code.as_str().parse().ok().as_ref())
    }

    /// A whole number with the locale's separator between groups of three digits.
    fn grouped(&self, number: usize) -> String {
        let separator = self.table.get("number.group").unwrap_or("");
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        text
    }
}

/// Replaces every `{name}` of a pattern that has a value; others stay as they are.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known = after.find('}').and_then(|close| {
            let value = values.iter().find(|(name, _)| *name == &after[..close])?;
            Some((value.1, close))
        });
        match known {
            Some((value, close)) => {
                text.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(tag: &str, text: &str) -> Labels {
        let code = LocaleCode::new(tag).expect("a tag");
        Labels::new(&code, LabelTable::parse(text).expect("a table"))
    }

    #[test]
    fn english_counts_have_a_singular() {
        let english = labels(
            "en",
            "[number]\ngroup = \",\"\n[count]\narticles = { one = \"{n} report\", other = \"{n} reports\" }\n",
        );
        assert_eq!(english.count("articles", 1), "1 report");
        assert_eq!(english.count("articles", 0), "0 reports");
        assert_eq!(english.count("articles", 12345), "12,345 reports");
    }

    #[test]
    fn a_pattern_keeps_what_it_has_no_value_for() {
        assert_eq!(fill("{a} {b} {", &[("a", "{b}")]), "{b} {b} {");
    }
}
