//! `site.toml`: what the site is called, where it lives, its locales.
//!
//! A `Source` in, a complete `Config` or all its faults out. Knows no content.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::{LocaleCode, Script};
use crate::fsio;
use crate::hanzi::Profile;
use crate::strict_toml::{self, Table};
use crate::text::{Source, Span};

/// A site's settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One sentence about the site, for search engines and feeds.
    pub description: Option<String>,
    /// Where the site lives.
    pub base_url: BaseUrl,
    /// Name of the theme.
    pub theme: String,
    /// At least one; the first is the default and lives at `/`.
    pub locales: Vec<Locale>,
    /// Whether a search index and its page are built.
    pub search: bool,
    /// Terms with their renderings, by locale tag.
    pub glossary: BTreeMap<String, Vec<(String, String)>>,
    /// People whose names are converted whole, in Simplified.
    pub people: Vec<String>,
}

/// Which quotation marks converted text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteStyle {
    /// “” and ‘’.
    Curly,
    /// 「」 and 『』.
    Corner,
}

/// A locale of the site.
#[derive(Debug, Clone)]
pub struct Locale {
    /// Its tag.
    pub code: LocaleCode,
    /// How Chinese of the other script is converted for it; `None` for other languages.
    pub profile: Option<Profile>,
    /// The quotation marks of converted text; `None` leaves them as they are written.
    pub quotes: Option<QuoteStyle>,
    /// The site's name in this locale, where it isn't the converted or the common one.
    pub title: Option<String>,
    /// The site's sentence in this locale.
    pub description: Option<String>,
    /// First segment of its URLs; empty for the default.
    pub prefix: String,
}

impl Locale {
    /// The script of its pages, for Chinese.
    pub fn script(&self) -> Option<Script> {
        self.code.script()
    }
}

/// The address under which the site is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads `https://host/` or `https://host/folder/`; `None` for anything else.
    pub fn parse(url: &str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let good = |b: u8| b.is_ascii_alphanumeric() || b"-._~:[]/%".contains(&b);
        if host.is_empty() || !rest.bytes().all(good) {
            return None;
        }
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(BaseUrl { origin: format!("{scheme}://{host}"), path })
    }

    /// The link within the site to a path such as `cities/chongqing/`.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.path)
    }

    /// The complete address of a link within the site, as [`BaseUrl::link`] gives it.
    pub fn complete(&self, link: &str) -> String {
        format!("{}{link}", self.origin)
    }

    /// The complete address of a path.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.path)
    }
}

impl Config {
    /// Reads `site.toml` of a site's folder.
    pub fn load(root: &Path) -> Result<Config, Diagnostics> {
        let file = root.join("site.toml");
        if !fsio::exists(&file) {
            let shown = root.display().to_string();
            return Err(Diagnostic::new("missing-site-toml").with("path", shown).into());
        }
        let source = fsio::read_source(&file, "site.toml").map_err(Diagnostics::from)?;
        Config::parse(&source)
    }

    /// Reads settings from a text.
    pub fn parse(source: &Arc<Source>) -> Result<Config, Diagnostics> {
        let mut found = Diagnostics::new();
        let whole = Span::new(0, source.text().len());
        let config = strict_toml::read(source, whole, &mut found, read_config);
        match config {
            Some(config) if found.is_empty() => Ok(config),
            _ => Err(as_call_faults(found)),
        }
    }

    /// The glossary for a locale, the strongest terms last: `[glossary.zh-Hant]`, then that of `zh-Hant-HK`.
    pub fn glossary_of<'a>(&'a self, locale: &'a LocaleCode) -> impl Iterator<Item = &'a (String, String)> {
        locale.layers().into_iter().filter_map(|tag| self.glossary.get(tag)).flatten()
    }

    /// The default locale.
    pub fn default_locale(&self) -> &Locale {
        &self.locales[0]
    }
}

/// A fault of `site.toml` is the call's, whatever its kind: strict keys share their wording with articles.
fn as_call_faults(found: Diagnostics) -> Diagnostics {
    let mut all = found;
    if all.gravest().is_some_and(|class| class < crate::diag::Class::Call) {
        all.push(Diagnostic::new("bad-site-toml"));
    }
    all
}

fn read_config(table: &Table<'_>) -> Option<Config> {
    let title = table.required_string("title");
    let description = table.string("description");
    let base_url = table.required_string("base_url");
    let theme = table.string("theme").map_or_else(|| "default".to_owned(), |theme| theme.value);
    let locales = read_locales(table);
    let search = table.table("search", |search| search.boolean("enabled")).is_none_or(|on| on.value);
    let glossary = read_glossary(table);
    let people = table.table("names", |names| Some(names.strings("people"))).unwrap_or_default();
    let people = people.into_iter().map(|name| name.value).collect();
    let base_url = base_url.and_then(|url| {
        let parsed = BaseUrl::parse(&url.value);
        if parsed.is_none() {
            table.report(Diagnostic::new("bad-base-url").with("url", url.value), url.span);
        }
        parsed
    });
    if locales.is_empty() {
        table.report(Diagnostic::new("no-locales"), table.span());
        return None;
    }
    Some(Config {
        title: title?.value,
        description: description.map(|text| text.value),
        base_url: base_url?,
        theme,
        locales,
        search,
        glossary,
        people,
    })
}

/// The glossaries by tags in their usual case.
fn read_glossary(table: &Table<'_>) -> BTreeMap<String, Vec<(String, String)>> {
    let mut glossary: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (tag, terms) in table.maps("glossary") {
        match LocaleCode::new(&tag.value).filter(|code| code.script().is_some()) {
            Some(code) => glossary.entry(code.as_str().to_owned()).or_default().extend(terms),
            None => table.report(Diagnostic::new("bad-locale").with("code", tag.value), tag.span),
        }
    }
    glossary
}

fn read_locales(table: &Table<'_>) -> Vec<Locale> {
    let mut locales: Vec<Locale> = Vec::new();
    let read = |entry: &Table<'_>| {
        let tag = entry.required_string("code");
        let script = tag.as_ref().and_then(|tag| LocaleCode::new(&tag.value)).map(|code| code.script());
        let profile = read_profile(entry, script);
        let quotes = entry.word("quotes", &["curly", "corner"], read_quotes).map(|quotes| quotes.value);
        let title = entry.string("title").map(|text| text.value);
        let description = entry.string("description").map(|text| text.value);
        let tag = tag?;
        let Some(code) = LocaleCode::new(&tag.value) else {
            entry.report(Diagnostic::new("bad-locale").with("code", tag.value), tag.span);
            return None;
        };
        Some((tag.map(|_| code), profile, quotes, title, description))
    };
    for (index, (code, profile, quotes, title, description)) in
        table.tables("locale", read).into_iter().enumerate()
    {
        let prefix = if index == 0 { String::new() } else { code.value.url_segment() };
        if locales.iter().any(|known| known.code == code.value) {
            table.report(Diagnostic::new("duplicate-locale").with("code", code.value.as_str()), code.span);
            continue;
        }
        let quotes = quotes.or_else(|| usual_quotes(&code.value));
        locales.push(Locale { code: code.value, profile, quotes, title, description, prefix });
    }
    // Simplified is made from the Traditional that the site's editors write.
    let traditional = locales.iter().find(|locale| locale.script() == Some(Script::Hant));
    let traditional = traditional.map(|locale| locale.profile.or_else(|| usual_profile(&locale.code)));
    let reverse = traditional.flatten().and_then(Profile::reverse);
    for locale in &mut locales {
        let usual = usual_profile(&locale.code);
        let usual = if locale.script() == Some(Script::Hans) { reverse.or(usual) } else { usual };
        locale.profile = locale.profile.or(usual);
    }
    locales
}

fn read_quotes(word: &str) -> Option<QuoteStyle> {
    match word {
        "curly" => Some(QuoteStyle::Curly),
        "corner" => Some(QuoteStyle::Corner),
        _ => None,
    }
}

/// The quotation marks that Simplified wants (GB/T 15834-2011); Traditional has both kinds.
fn usual_quotes(code: &LocaleCode) -> Option<QuoteStyle> {
    (code.script()? == Script::Hans).then_some(QuoteStyle::Curly)
}

/// The profile that a locale names; `script` is the locale's, as far as it is known.
fn read_profile(entry: &Table<'_>, script: Option<Option<Script>>) -> Option<Profile> {
    let typed = entry.string("opencc")?;
    let fits = |profile: &Profile| {
        script.is_none_or(|script| script == Some(profile.target_script()) && profile.reverse().is_some())
    };
    match Profile::from_str(&typed.value).ok().filter(fits) {
        Some(profile) => Some(profile),
        None => {
            let known: Vec<_> = Profile::all().filter(fits).map(|profile| profile.to_string()).collect();
            let finding = Diagnostic::new("bad-profile").with("profile", typed.value);
            entry.report(finding.with("known", known.join(", ")), typed.span);
            None
        }
    }
}

/// The profile of a Chinese locale that names none: the standard of its region.
fn usual_profile(code: &LocaleCode) -> Option<Profile> {
    let region_is_hong_kong = code.as_str().split('-').any(|part| matches!(part, "HK" | "MO"));
    match code.script()? {
        Script::Hans => Some(Profile::T2s),
        Script::Hant if region_is_hong_kong => Some(Profile::S2hk),
        Script::Hant => Some(Profile::S2tw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, Vec<&'static str>> {
        Config::parse(&Arc::new(Source::new("site.toml", text)))
            .map_err(|found| found.iter().map(|finding| finding.code).collect())
    }

    const HEAD: &str = "title = \"反诈\"\nbase_url = \"https://example.org/kb\"\n";

    #[test]
    fn the_first_locale_lives_at_the_root() {
        let config =
            parse(&format!("{HEAD}[[locale]]\ncode = \"zh-Hans\"\n[[locale]]\ncode = \"zh-Hant\"\n"))
                .expect("a good file");
        assert_eq!(config.locales[0].prefix, "");
        assert_eq!(config.locales[1].prefix, "zh-hant");
        assert_eq!(config.locales[1].profile, Some(Profile::S2tw));
    }

    #[test]
    fn links_start_with_the_folder_of_the_base_url() {
        let url = BaseUrl::parse("https://example.org/kb").expect("an address");
        assert_eq!(url.link("cities/"), "/kb/cities/");
        assert_eq!(url.absolute("cities/"), "https://example.org/kb/cities/");
        assert_eq!(BaseUrl::parse("example.org"), None);
        assert_eq!(BaseUrl::parse("https://a b/"), None);
    }

    #[test]
    fn all_faults_of_the_file_are_told_at_once() {
        let found = parse(
            "title = 1\n[[locale]]\ncode = \"中文\"\n[[locale]]\ncode = \"zh-Hant\"\nopencc = \"s2x\"\n",
        )
        .expect_err("faults");
        for code in ["wrong-type", "missing-key", "bad-locale", "bad-profile"] {
            assert!(found.contains(&code), "{code} in {found:?}");
        }
    }
}
