//! The reasons why something was cut from a page, as words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diag::Language;

/// The reason why a figure isn't listed.
pub const OTHER_CRIME: &str = "other_crime";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    zh: String,
    en: String,
}

static TABLE: LazyLock<BTreeMap<String, Wording>> = LazyLock::new(|| {
    // The table is part of the program; a test parses it and compares it with the reasons there are.
    toml::from_str(include_str!("data/removed.toml")).unwrap_or_default()
});

/// The words of a reason; the reason itself where the table has none.
pub fn words(reason: &'static str, language: Language) -> &'static str {
    TABLE.get(reason).map_or(reason, |wording| language.pick(&wording.zh, &wording.en))
}
