//! The frame around every page: head, navigation, language switch, footer.

use serde_json::Value;

use super::edition::Edition;
use super::structured::script_text;
use crate::domain::Script;
use crate::model::Route;
use crate::view::manifest::{ManifestIcon, WebManifest};
use crate::view::parts::Link;
use crate::view::shell::{Alternate, LanguageLink, NavItem, Notice, PageShell, SiteShell};

/// What a page says of itself to its frame.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Page type for `<body data-page>`.
    pub kind: &'static str,
    /// Navigation section.
    pub section: &'static str,
    /// The page's `<h1>`.
    pub title: String,
    /// Language of the title where it isn't the page's.
    pub title_lang: Option<String>,
    /// For search engines.
    pub description: String,
    /// The way from home, home excluded.
    pub breadcrumbs: Vec<Link>,
}

impl Edition<'_> {
    /// The site's name in this locale.
    pub fn site_title(&self) -> String {
        match &self.locale.title {
            Some(title) => title.clone(),
            None => self.text(&self.world.config.title, Script::Hans).text,
        }
    }

    /// The site's sentence in this locale.
    fn site_tagline(&self) -> String {
        let own = self.locale.description.clone();
        let common = self.world.config.description.as_deref();
        own.or_else(|| common.map(|text| self.text(text, Script::Hans).text))
            .unwrap_or_else(|| self.site_title())
    }

    /// What the site says of itself, for descriptions.
    pub fn tagline(&self) -> String {
        self.site_tagline()
    }

    /// The lists of the site, by the key of their label.
    pub fn sections(&self) -> Vec<(&'static str, Link)> {
        let sections = [
            ("articles", Route::Articles(1)),
            ("cities", Route::Places),
            ("campaigns", Route::Campaigns),
            ("scams", Route::Scams),
            ("indicators", Route::Indicators),
        ];
        let link = |key: &str, route: &Route| self.link(self.labels.get(&format!("section.{key}")), route);
        sections.into_iter().map(|(key, route)| (key, link(key, &route))).collect()
    }

    /// The frame that all pages of this locale share.
    pub fn site_shell(&self) -> SiteShell {
        let base = &self.world.config.base_url;
        let nav = self.sections().into_iter().map(|(key, link)| NavItem {
            key: key.to_owned(),
            text: link.text,
            url: link.url,
        });
        let files = ["metrics.csv", "metrics.json", "datapackage.json"].into_iter().map(|file| Link {
            text: file.to_owned(),
            url: base.link(&format!("data/{file}")),
            lang: None,
        });
        SiteShell {
            lang: self.locale.code.to_string(),
            dir: "ltr".to_owned(),
            locale: self.locale.code.to_string(),
            title: self.site_title(),
            tagline: self.site_tagline(),
            home_url: self.url(&Route::Home),
            search_url: self.world.config.search.then(|| self.url(&Route::Search)),
            open_search: self.world.config.search.then(|| self.link(self.site_title(), &Route::OpenSearch)),
            nav: nav.collect(),
            footer_pages: self
                .world
                .knowledge
                .pages
                .iter()
                .map(|page| {
                    let title = self.topic_name(&page.title, &page.translations);
                    self.link_text(title, &Route::Page(page.slug.clone()))
                })
                .collect(),
            data_links: std::iter::once(self.link(self.labels.get("data.title"), &Route::Data))
                .chain(files)
                .collect(),
            feed_url: self.url(&Route::Feed),
            manifest_url: self.url(&Route::Manifest),
            licence: Some(self.licence()),
            generator: Link {
                text: concat!("fanzha ", env!("CARGO_PKG_VERSION")).to_owned(),
                url: String::new(),
                lang: None,
            },
            assets: self.world.assets.clone(),
        }
    }

    /// The licence of texts and data.
    pub fn licence(&self) -> Link {
        Link {
            text: "CC BY 4.0".to_owned(),
            url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            lang: None,
        }
    }

    /// What browsers are told who keep the site among their apps.
    pub fn manifest(&self) -> WebManifest {
        let home = self.url(&Route::Home);
        let assets = &self.world.assets;
        let icon =
            |src: &str, sizes, kind, purpose| ManifestIcon { src: src.to_owned(), sizes, kind, purpose };
        let mut icons = vec![icon(&assets.favicon, "any", "image/svg+xml", "any")];
        icons.extend(assets.icon_192.as_deref().map(|src| icon(src, "192x192", "image/png", "any")));
        icons.extend(assets.icon_512.as_deref().map(|src| icon(src, "512x512", "image/png", "maskable")));
        WebManifest {
            id: home.clone(),
            name: self.site_title(),
            short_name: self.site_title(),
            description: self.site_tagline(),
            lang: self.locale.code.to_string(),
            dir: "ltr".to_owned(),
            start_url: home.clone(),
            scope: self.world.config.base_url.link(""),
            display: "minimal-ui",
            icons,
        }
    }

    /// The frame of one page.
    pub fn page_shell(&self, route: &Route, heading: Heading) -> PageShell {
        let real = self.is_real_in(self.locale, route);
        let listed = !matches!(route, Route::NotFound);
        let canonical_locale = if real { self.locale } else { self.original_locale(route) };
        let site = self.site_title();
        let document_title = match route {
            Route::Home => site.clone(),
            _ => self.labels.fill("format.document_title", &[("page", &heading.title), ("site", &site)]),
        };
        let mut breadcrumbs = Vec::new();
        if !matches!(route, Route::Home | Route::NotFound) {
            breadcrumbs.push(self.link(self.labels.get("shell.home"), &Route::Home));
            breadcrumbs.extend(heading.breadcrumbs);
        }
        let canonical = listed.then(|| self.absolute_in(canonical_locale, route));
        let mut shell = PageShell {
            kind: heading.kind.to_owned(),
            section: heading.section.to_owned(),
            title: heading.title,
            title_lang: heading.title_lang,
            document_title,
            description: heading.description,
            canonical,
            noindex: matches!(route, Route::Search | Route::NotFound),
            alternates: if real && listed { self.alternates(route) } else { Vec::new() },
            languages: self.languages(route),
            breadcrumbs,
            notice: None,
            feeds: vec![Link {
                text: self.labels.fill("format.feed_site", &[("site", &site)]),
                url: self.url(&Route::Feed),
                lang: None,
            }],
            og_type: if heading.kind == "article" { "article" } else { "website" }.to_owned(),
            og_locale: self.labels.get("locale.open_graph").to_owned(),
            structured_json: None,
            previous_url: None,
            next_url: None,
        };
        self.tell_search_engines(&mut shell, matches!(route, Route::Home).then(|| self.site_node()));
        shell
    }

    /// Adds what a page is to the way that leads to it.
    pub fn tell_search_engines(&self, shell: &mut PageShell, what: Option<Value>) {
        let canonical = shell.canonical.as_deref();
        let way = canonical.and_then(|url| self.breadcrumb_node(&shell.breadcrumbs, &shell.title, url));
        let nodes: Vec<Value> = what.into_iter().chain(way).collect();
        shell.structured_json = script_text(&nodes);
    }

    /// The language versions of a page that are more than fallbacks, with the default one.
    pub fn alternates(&self, route: &Route) -> Vec<Alternate> {
        let locales = &self.world.config.locales;
        let real: Vec<_> = locales.iter().filter(|locale| self.is_real_in(locale, route)).collect();
        let mut alternates: Vec<Alternate> = real
            .iter()
            .map(|locale| Alternate {
                hreflang: locale.code.to_string(),
                url: self.absolute_in(locale, route),
            })
            .collect();
        if let Some(first) = real.first() {
            let url = self.absolute_in(first, route);
            alternates.push(Alternate { hreflang: "x-default".to_owned(), url });
        }
        alternates
    }

    fn languages(&self, route: &Route) -> Vec<LanguageLink> {
        let locales = self.world.config.locales.iter().zip(self.world.labels);
        locales
            .map(|(locale, labels)| LanguageLink {
                code: locale.code.to_string(),
                label: labels.get("locale.name").to_owned(),
                lang: locale.code.to_string(),
                url: self.world.config.base_url.link(&route.path_in(&locale.prefix)),
                current: locale.code == self.locale.code,
            })
            .collect()
    }

    /// The notice that a text was converted from another script.
    pub fn conversion_notice(&self, from: Script, route: &Route) -> Notice {
        let notice = self.notice("converted", route);
        match from {
            Script::Hans => notice,
            Script::Hant => Notice { text: self.labels.get("notice.from_traditional").to_owned(), ..notice },
        }
    }

    /// A notice of how this version came about; `key` is that of `[notice]`.
    pub fn notice(&self, kind: &str, route: &Route) -> Notice {
        let original = self.original_locale(route);
        let leads_elsewhere = original.code != self.locale.code;
        Notice {
            kind: kind.to_owned(),
            text: self.labels.get(&format!("notice.{kind}")).to_owned(),
            original: leads_elsewhere.then(|| Link {
                text: self.labels.get("notice.original").to_owned(),
                url: self.world.config.base_url.link(&route.path_in(&original.prefix)),
                lang: None,
            }),
        }
    }
}
