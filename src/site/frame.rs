//! What all pages share: labels of every locale, addresses of assets.

use crate::config::{Config, Locale};
use crate::conversion::{Conversion, Names};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::labels::{LabelTable, Labels};
use crate::render::{Assets, Theme};
use crate::view::shell::AssetUrls;

/// The labels of every locale of the site, in its order.
///
/// A Chinese locale takes those of `zh-Hans`, converted, under its own; any other locale needs a file of
/// its own with every key that the English one has.
pub fn labels(theme: &Theme, config: &Config) -> Result<Vec<Labels>, Diagnostics> {
    let mut found = Diagnostics::new();
    let mut all = Vec::new();
    for locale in &config.locales {
        match labels_of(theme, config, locale) {
            Ok(table) => all.push(Labels::new(&locale.code, table)),
            Err(fault) => found.push(fault),
        }
    }
    if found.is_empty() { Ok(all) } else { Err(found) }
}

/// A locale's labels, with the keys that it lacks.
pub fn labels_with_gaps(
    theme: &Theme,
    config: &Config,
    locale: &Locale,
) -> Result<(LabelTable, Vec<String>), Diagnostic> {
    let base = table(theme, "zh-Hans")?.unwrap_or_default();
    let mut labels = match locale.script() {
        Some(Script::Hant) => match Conversion::new(config, locale, &Names::default(), []) {
            Some(conversion) => base.map(|text| conversion.convert(text).into_owned()),
            None => base.clone(),
        },
        Some(Script::Hans) => base.clone(),
        None => LabelTable::default(),
    };
    // From the general to the particular: zh-Hant, then zh-Hant-HK.
    let tag = locale.code.as_str();
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    for end in ends {
        if let Some(own) = table(theme, &tag[..end])? {
            labels = labels.overlaid(own);
        }
    }
    let missing: Vec<String> = base
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !is_optional(key) && labels.get(key).is_none())
        .map(str::to_owned)
        .collect();
    Ok((labels, missing))
}

/// Plural forms of counted nouns that the locale's language tells apart and its labels don't give. Pages do
/// without them: the form `other` stands in.
pub fn missing_forms(theme: &Theme, locale: &Locale, labels: &LabelTable) -> Result<Vec<String>, Diagnostic> {
    let base = table(theme, "zh-Hans")?.unwrap_or_default();
    let counted = base.iter().filter_map(|(key, _)| key.strip_suffix(".other"));
    let forms = Labels::plural_forms(&locale.code);
    Ok(counted
        .filter(|key| key.starts_with("count."))
        .flat_map(|key| forms.iter().map(move |form| format!("{key}.{form}")))
        .filter(|key| labels.get(key).is_none())
        .collect())
}

/// A locale's labels; one that lacks any is told, with what it lacks.
fn labels_of(theme: &Theme, config: &Config, locale: &Locale) -> Result<LabelTable, Diagnostic> {
    let (labels, missing) = labels_with_gaps(theme, config, locale)?;
    if missing.is_empty() {
        return Ok(labels);
    }
    let path = format!("i18n/{}.toml", locale.code);
    Err(Diagnostic::new("labels").with("path", path).with("reason", missing.join(", ")))
}

/// Keys that depend on a language's own plural forms and scales of numbers.
fn is_optional(key: &str) -> bool {
    key.starts_with("count.") || key.starts_with("number.")
}

fn table(theme: &Theme, tag: &str) -> Result<Option<LabelTable>, Diagnostic> {
    let Some(text) = theme.labels(tag) else { return Ok(None) };
    let path = format!("i18n/{tag}.toml");
    LabelTable::parse(text)
        .map(Some)
        .map_err(|fault| Diagnostic::new("labels").with("path", path).with("reason", fault.0))
}

/// Final addresses of the theme's files.
pub fn asset_urls(assets: &Assets, config: &Config) -> AssetUrls {
    let url = |asset: &str| assets.path(asset).map(|path| config.base_url.link(path));
    AssetUrls {
        css: url("css/site.css").unwrap_or_default(),
        search_css: url("css/search.css"),
        js: url("js/site.js").unwrap_or_default(),
        search_js: url("js/search.js"),
        search_page_js: url("js/search-page.js"),
        search_worker_js: url("js/search-worker.js"),
        favicon: url("icons/favicon.svg").unwrap_or_default(),
        icon_192: url("icons/icon-192.png"),
        icon_512: url("icons/icon-512.png"),
        share_image: assets.path("icons/share.png").map(|path| config.base_url.absolute(path)),
    }
}
