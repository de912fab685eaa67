//! What every page has: head, header, language switch, footer.
//!
//! [`SiteShell`] is the same for all pages of a locale and is turned into a
//! template value once; [`PageShell`] belongs to one page. Neither knows the
//! page's content.

use serde::Serialize;

use super::parts::Link;

/// The frame around every page of one locale.
#[derive(Debug, Clone, Serialize)]
pub struct SiteShell {
    /// BCP 47 tag for `<html lang>` (`zh-Hans`, `zh-Hant-TW`, `en`).
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Locale code as in `site.toml` (`zh-Hant`).
    pub locale: String,
    /// Name of the site.
    pub title: String,
    /// What the site is, one sentence.
    pub tagline: String,
    /// Home page of the locale.
    pub home_url: String,
    /// Search page of the locale, the action of the search form; `None` when search is off.
    pub search_url: Option<String>,
    /// Description of the search for browsers, named after the site; `None` when search is off.
    pub open_search: Option<Link>,
    /// Main navigation.
    pub nav: Vec<NavItem>,
    /// Pages linked in the footer, in order.
    pub footer_pages: Vec<Link>,
    /// The page of the open data, and its files.
    pub data_links: Vec<Link>,
    /// Atom feed of the locale.
    pub feed_url: String,
    /// Web app manifest of the locale.
    pub manifest_url: String,
    /// Licence of texts and data.
    pub licence: Option<Link>,
    /// Name and version of the generator, linked to its home.
    pub generator: Link,
    /// Addresses of the theme's files.
    pub assets: AssetUrls,
}

/// Final URLs of the theme's files, with the content hash in the name.
#[derive(Debug, Clone, Serialize)]
pub struct AssetUrls {
    /// `css/site.css`.
    pub css: String,
    /// `css/search.css`, of the search page alone; `None` when search is off or the theme has none.
    pub search_css: Option<String>,
    /// `js/site.js`.
    pub js: String,
    /// `js/search.js`, the search engine; its page loads it when needed. `None` when search is off.
    pub search_js: Option<String>,
    /// `js/search-page.js`, the script of the search page; `None` when search is off.
    pub search_page_js: Option<String>,
    /// `js/search-worker.js`, which keeps what was searched for readers who go offline; `None` when search is off.
    pub search_worker_js: Option<String>,
    /// `icons/favicon.svg`.
    pub favicon: String,
    /// `icons/icon-192.png`, for lists of apps.
    pub icon_192: Option<String>,
    /// `icons/icon-512.png`, with room at its edges so that it may be cut to a circle.
    pub icon_512: Option<String>,
    /// `icons/share.png`, shown by programs where somebody posts a page; absolute.
    pub share_image: Option<String>,
}

/// One item of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavItem {
    /// Section it stands for, equal to [`PageShell::section`] on its pages.
    pub key: String,
    /// The words.
    pub text: String,
    /// Final URL.
    pub url: String,
}

/// Head and frame of one page.
#[derive(Debug, Clone, Serialize)]
pub struct PageShell {
    /// Page type for `<body data-page>`: `article`, `city`, `campaign`, `indicator`,
    /// `scam`, `search`, `home` or `page`.
    pub kind: String,
    /// Navigation section the page belongs to: `articles`, `cities`, `campaigns`,
    /// `indicators`, `scams`, `search`, or empty.
    pub section: String,
    /// The page's own name, its `<h1>`.
    pub title: String,
    /// BCP 47 tag of the title when it is not in the page's language.
    pub title_lang: Option<String>,
    /// The whole of `<title>`, site name included.
    pub document_title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// Absolute URL of the canonical page; `None` where there is none (404).
    pub canonical: Option<String>,
    /// Whether search engines should leave the page out (fallback pages, search, 404).
    pub noindex: bool,
    /// `<link rel="alternate" hreflang>` entries, this page and `x-default` included.
    pub alternates: Vec<Alternate>,
    /// Language switch, in the site's order, the current one included.
    pub languages: Vec<LanguageLink>,
    /// The way from home to here, home first, this page not included.
    pub breadcrumbs: Vec<Link>,
    /// What readers should know about the language version they see.
    pub notice: Option<Notice>,
    /// Feeds for this page: the site's, and the place's or campaign's own.
    pub feeds: Vec<Link>,
    /// Open Graph type: `article` or `website`.
    pub og_type: String,
    /// Language of the page for Open Graph (`zh_CN`, `en`).
    pub og_locale: String,
    /// What search engines are told, JSON-LD in which no `<` stands.
    pub structured_json: Option<String>,
    /// Page before in a paged list.
    pub previous_url: Option<String>,
    /// Page after in a paged list.
    pub next_url: Option<String>,
}

/// One language version, absolute.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// `zh-Hans`, `en` … or `x-default`.
    pub hreflang: String,
    /// Absolute URL.
    pub url: String,
}

/// One entry of the language switch.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// Locale code as in `site.toml`.
    pub code: String,
    /// The language's name in itself ("繁體中文").
    pub label: String,
    /// BCP 47 tag of that name and of the page linked.
    pub lang: String,
    /// The same page in that language.
    pub url: String,
    /// Whether it is the page shown.
    pub current: bool,
}

/// How this language version came about.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// `fallback` (shown untranslated), `digest` and `digest_topic` (made from data), `converted` (by program),
    /// `translated` or `handwritten`.
    pub kind: String,
    /// The sentence shown.
    pub text: String,
    /// The original, when this is not it.
    pub original: Option<Link>,
}
