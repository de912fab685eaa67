//! Locales of a site and the two scripts of Chinese.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// A script of Chinese writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Simplified.
    Hans,
    /// Traditional.
    Hant,
}

impl Script {
    /// The other one.
    pub fn other(self) -> Script {
        match self {
            Script::Hans => Script::Hant,
            Script::Hant => Script::Hans,
        }
    }

    /// The BCP 47 language tag of Chinese in this script.
    pub fn lang(self) -> &'static str {
        match self {
            Script::Hans => "zh-Hans",
            Script::Hant => "zh-Hant",
        }
    }
}

/// A BCP 47 tag as used in `site.toml` and `<html lang>`: `zh-Hans`, `zh-Hant-HK`, `en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LocaleCode(String);

impl LocaleCode {
    /// Accepts a tag of a language subtag and further subtags of letters and digits, in any case, and gives it
    /// the case that BCP 47 recommends: `zh-hant-hk` is `zh-Hant-HK`.
    ///
    /// Returns `None` for anything else.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let language = parts.next()?;
        let language_is_good =
            (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
        let rest_is_good = parts
            .all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (language_is_good && rest_is_good).then(|| LocaleCode(in_usual_case(tag)))
    }

    /// The tag itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The script, for Chinese; `None` for other languages.
    pub fn script(&self) -> Option<Script> {
        if self.language() != "zh" {
            return None;
        }
        let traditional = self.0.split('-').any(|part| matches!(part, "Hant" | "TW" | "HK" | "MO"));
        Some(if traditional { Script::Hant } else { Script::Hans })
    }

    /// The language subtag: `zh`, `en`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The tags under which settings and texts for this locale may stand, from the general to the
    /// particular: `en`, `en-GB`; for Chinese its script, then itself: `zh-Hant`, `zh-Hant-HK`.
    pub fn layers(&self) -> Vec<&str> {
        let script = self.script().map(Script::lang);
        let ends = self.0.match_indices('-').map(|(at, _)| at).chain([self.0.len()]);
        let own = ends.map(|end| &self.0[..end]).filter(|tag| script.is_none() || *tag != "zh");
        let mut layers: Vec<&str> = script.into_iter().collect();
        layers.extend(own.filter(|tag| Some(*tag) != script));
        layers
    }

    /// What stands for this locale in a map by tags: under its own tag, else under a more general one.
    pub fn find_in<'a, T>(&self, by_tag: &'a BTreeMap<String, T>) -> Option<&'a T> {
        self.layers().into_iter().rev().find_map(|tag| by_tag.get(tag))
    }

    /// The tag as a URL segment: lower case.
    pub fn url_segment(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// Language in lower case, a script of four letters with a capital, a region of two letters in capitals.
fn in_usual_case(tag: &str) -> String {
    let parts = tag.split('-').enumerate().map(|(index, part)| match (index, part.len()) {
        (0, _) => part.to_ascii_lowercase(),
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-")
}

impl fmt::Display for LocaleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_read_from_the_tag() {
        let script = |tag| LocaleCode::new(tag).and_then(|code| code.script());
        assert_eq!(script("zh-Hans"), Some(Script::Hans));
        assert_eq!(script("zh-Hant-HK"), Some(Script::Hant));
        assert_eq!(script("zh-TW"), Some(Script::Hant));
        assert_eq!(script("en"), None);
        assert_eq!(script("zh-hant"), Some(Script::Hant));
    }

    #[test]
    fn layers_go_from_the_general_to_the_particular() {
        let layers = |tag| LocaleCode::new(tag).map(|code| code.layers().join(" "));
        assert_eq!(layers("zh-Hant-HK").as_deref(), Some("zh-Hant zh-Hant-HK"));
        assert_eq!(layers("zh-TW").as_deref(), Some("zh-Hant zh-TW"));
        assert_eq!(layers("zh-Hans").as_deref(), Some("zh-Hans"));
        assert_eq!(layers("en-GB").as_deref(), Some("en en-GB"));
    }

    #[test]
    fn a_path_is_no_tag() {
        assert_eq!(LocaleCode::new("../x"), None);
        assert_eq!(LocaleCode::new("zh_Hans"), None);
    }
}
