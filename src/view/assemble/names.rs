//! Names that the tables have in Chinese and English, in the words of a locale.
//!
//! A label `name.KIND.ID` of the locale's i18n file says how it calls an indicator, a place, a unit and so on;
//! without one, Chinese locales take the Chinese name and all others the English.

use super::edition::Edition;
use crate::domain::Script;
use crate::lexicon::{Indicator, IndicatorGroup, Place};
use crate::view::parts::Text;

impl Edition<'_> {
    /// The locale's own name of something.
    fn own_name(&self, kind: &str, id: &str) -> Option<&str> {
        self.labels.table().get(&format!("name.{kind}.{id}"))
    }

    /// A name of the tables: by the locale's labels, else the Chinese or the English one.
    pub fn named(&self, kind: &str, id: &str, zh: &str, en: &str) -> String {
        self.own_name(kind, id).map_or_else(|| self.name(zh, en), str::to_owned)
    }

    /// The short name of a place.
    pub fn place_name(&self, place: &Place) -> String {
        self.named("place", place.id, place.short, place.en)
    }

    /// The name of an indicator.
    pub fn indicator_name(&self, indicator: &Indicator) -> String {
        self.named("indicator", &indicator.id, &indicator.zh, &indicator.en)
    }

    /// What an indicator counts and what it doesn't.
    pub fn indicator_definition(&self, indicator: &Indicator) -> String {
        self.named("definition", &indicator.id, &indicator.definition_zh, &indicator.definition_en)
    }

    /// The name of a kind of indicators.
    pub fn group_name(&self, group: &IndicatorGroup) -> String {
        self.named("group", group.id, group.zh, group.en)
    }

    /// The name of who reports a figure.
    pub fn agency_name(&self, id: &str) -> Option<String> {
        let agency = self.world.lexicon.agencies.get(id)?;
        Some(self.named("agency", id, agency.zh, agency.en))
    }

    /// A usual scope in the locale's words; `None` where it has none.
    pub fn scope_name(&self, scope: &str) -> Option<Text> {
        let english =
            || self.world.lexicon.scopes.english(scope).filter(|_| self.locale.code.language() == "en");
        let name = self.own_name("scope", scope).or_else(english)?;
        Some(Text { text: name.to_owned(), lang: None })
    }

    /// The locale's own noun of a unit, in the plural form of the number.
    pub fn unit_noun(&self, unit: &str, number: f64) -> Option<&str> {
        self.labels.form(&format!("name.unit.{unit}"), number)
    }

    /// A text that the tables have in both languages, in the words of a Chinese locale, else in English.
    pub fn name(&self, zh: &str, en: &str) -> String {
        match self.chinese(zh, Script::Hans) {
            Some(shown) => shown.into_owned(),
            None => en.to_owned(),
        }
    }
}
