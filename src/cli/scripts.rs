//! How a site writes Chinese: its script, and the conversion into a script by its own profile and glossary.
//!
//! Settings in, converters out.

use crate::config::{Config, Locale};
use crate::domain::Script;
use crate::hanzi::{Converter, Glossary, Profile};

/// The script of the site's first Chinese locale; Simplified where there is none, or no site.
pub fn of_site(config: Option<&Config>) -> Script {
    let locales = config.map(|config| config.locales.as_slice()).unwrap_or_default();
    locales.iter().find_map(Locale::script).unwrap_or(Script::Hans)
}

/// Converts into `script` as the site's first locale of that script does.
pub fn into_script(config: Option<&Config>, script: Script) -> Converter {
    let usual = if script == Script::Hans { Profile::T2s } else { Profile::S2t };
    let locales = config.map(|config| config.locales.as_slice()).unwrap_or_default();
    let Some(locale) = locales.iter().find(|locale| locale.script() == Some(script)) else {
        return Converter::new(usual, &Glossary::default());
    };
    let terms = config.into_iter().flat_map(|config| config.glossary_of(&locale.code)).cloned();
    Converter::new(locale.profile.unwrap_or(usual), &Glossary::of_site(script, terms))
}
