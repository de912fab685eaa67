//! The names that a conversion never splits: places, campaigns, agencies, types of scam, people.
//!
//! What the site knows in, names with their renderings in a locale out. A name is rendered as it is
//! converted standing alone, by the glossary and the terms of its own page.

use super::Conversion;
use crate::config::Config;
use crate::content::OwnTerms;
use crate::domain::Script;
use crate::hanzi::{Converter, Glossary, Profile};
use crate::lexicon::Lexicon;
use crate::model::{Knowledge, TopicText};

/// Surnames that Traditional writes as Simplified does, whatever their characters become in other words.
const SURNAMES: &str = include_str!("data/surnames.tsv");

/// The names of a site, in Simplified.
#[derive(Debug, Clone, Default)]
pub struct Names<'a> {
    names: Vec<Name<'a>>,
}

#[derive(Debug, Clone)]
struct Name<'a> {
    text: &'a str,
    is_person: bool,
    /// The terms of the page that the name is from.
    own: Option<&'a OwnTerms>,
}

impl<'a> Names<'a> {
    /// The people that the settings name.
    pub fn of_people(config: &'a Config) -> Self {
        let people = config.people.iter();
        Names { names: people.map(|text| Name { text, is_person: true, own: None }).collect() }
    }

    /// Every name of a site: the places it shows, campaigns, agencies, types of scam, people.
    pub fn of(config: &'a Config, lexicon: &'static Lexicon, knowledge: &'a Knowledge) -> Self {
        let mut names = Vec::new();
        let mut add =
            |text: &'a str, own: Option<&'a OwnTerms>| names.push(Name { text, is_person: false, own });
        for place in knowledge.places() {
            add(place.short, None);
            add(place.name, None);
        }
        lexicon.agencies.iter().for_each(|agency| add(agency.zh, None));
        let campaigns = knowledge.campaigns.iter().map(|campaign| (&campaign.name, &campaign.text));
        let scams = knowledge.scams.iter().map(|scam| (&scam.name, &scam.text));
        for (name, text) in campaigns.chain(scams) {
            let TopicText { aliases, agencies, convert, .. } = text;
            for text in std::iter::once(name).chain(aliases).chain(agencies) {
                add(text, Some(convert));
            }
        }
        let people = Names::of_people(config);
        names.extend(people.names);
        // A single character is a word of too many meanings.
        names.retain(|name| name.text.chars().nth(1).is_some());
        Names { names }
    }

    /// The names as texts of the other script have them, and what they are in the locale.
    ///
    /// `terms` is the site's glossary for it, which may say how a person's name is written.
    pub(super) fn renderings(
        &self,
        conversion: &Conversion,
        terms: &[(String, String)],
    ) -> Vec<(String, String)> {
        match conversion.script {
            Script::Hant => self.names.iter().map(|name| name.rendering(conversion, terms)).collect(),
            Script::Hans => self.in_simplified(),
        }
    }

    /// The Traditional forms of the names, of every standard, each with its Simplified form.
    fn in_simplified(&self) -> Vec<(String, String)> {
        let standards = [Profile::S2t, Profile::S2tw, Profile::S2hk];
        let field = Glossary::of_site(Script::Hant, []);
        let standards = standards.map(|profile| Converter::new(profile, &field));
        let forms = |name: &Name<'a>| {
            standards.each_ref().map(|standard| (name.in_traditional(standard), name.text.to_owned()))
        };
        self.names.iter().flat_map(forms).collect()
    }
}

impl Name<'_> {
    fn rendering(&self, conversion: &Conversion, terms: &[(String, String)]) -> (String, String) {
        let own = self.own.and_then(|own| conversion.with_terms(own));
        let converter = own.as_ref().unwrap_or(conversion).converter();
        let is_term = terms.iter().any(|(term, _)| term == self.text);
        let rendering =
            if is_term { converter.convert(self.text).into_owned() } else { self.in_traditional(converter) };
        (self.text.to_owned(), rendering)
    }

    fn in_traditional(&self, converter: &Converter) -> String {
        let whole = converter.convert(self.text);
        let surname = SURNAMES.lines().find(|surname| self.is_person && self.text.starts_with(surname));
        // The given name is taken from the whole, where it is converted within its phrase.
        match surname.filter(|_| whole.chars().count() == self.text.chars().count()) {
            Some(surname) => surname.chars().chain(whole.chars().skip(surname.chars().count())).collect(),
            None => whole.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_stay_and_given_names_are_converted() {
        let converter = Converter::new(Profile::S2tw, &Glossary::default());
        let names = [("范后余", "范後餘"), ("万俟万", "万俟萬"), ("张云", "張雲"), ("于发", "于發")];
        for (text, expected) in names {
            let name = Name { text, is_person: true, own: None };
            assert_eq!(name.in_traditional(&converter), expected);
        }
    }

    #[test]
    fn surnames_are_listed_once_and_in_order() {
        let surnames: Vec<&str> = SURNAMES.lines().collect();
        assert!(surnames.is_sorted_by(|one, other| one < other));
    }
}
