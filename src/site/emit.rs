//! Writes every file of a site: pages of each locale in parallel, feeds, sitemap, data, search, assets.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::Site;
use super::frame::asset_urls;
use super::pages::Job;
use super::search::write_search;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Route;
use crate::output::Output;
use crate::render::{
    Assets, Frame, PackageText, atom, datapackage, metrics_csv, metrics_json, open_search, sitemap,
    sitemap_index,
};
use crate::view::assemble::{Comparisons, Edition, SearchText, World, last_change, records, sitemap_urls};
use crate::view::data::MetricRecord;
use crate::view::feed::Feed;
use crate::view::sitemap::SitemapUrl;

/// Where the browser and the command line find the search index.
pub const SEARCH_MANIFEST: &str = "search/manifest.json";

/// The most addresses that one sitemap may hold (sitemaps.org allows 50,000).
const SITEMAP_URLS: usize = 40_000;

/// What was written.
#[derive(Debug, Default, Clone)]
pub struct Emitted {
    /// Number of pages by locale tag and kind.
    pub pages: BTreeMap<String, BTreeMap<&'static str, usize>>,
}

impl Emitted {
    /// Number of all pages.
    pub fn total(&self) -> usize {
        self.pages.values().flat_map(BTreeMap::values).sum()
    }
}

impl Site {
    /// Writes the whole site into `output`; `progress` is told how many of how many pages are made.
    pub fn emit(
        &self,
        output: &dyn Output,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Emitted, Diagnostics> {
        let assets = Assets::of(&self.theme, self.config.search);
        let urls = asset_urls(&assets, &self.config);
        let data = OpenData::of(self)?;
        let version = data.version.clone();
        let comparisons = Comparisons::of(&self.knowledge, self.lexicon);
        let world = World {
            config: &self.config,
            lexicon: self.lexicon,
            knowledge: &self.knowledge,
            comparisons: &comparisons,
            labels: &self.labels,
            assets: &urls,
            data_version: &version,
            search_manifest: SEARCH_MANIFEST,
        };
        let editions: Vec<Edition<'_>> =
            (0..self.config.locales.len()).map(|index| Edition::new(world, index)).collect();
        let mut emitted = Emitted::default();
        let mut texts: Vec<Vec<Option<SearchText>>> = Vec::new();
        let jobs: Vec<Vec<Job>> = editions.iter().map(Job::all).collect();
        let total = jobs.iter().map(Vec::len).sum();
        let done = AtomicUsize::new(0);
        for (edition, jobs) in editions.iter().zip(&jobs) {
            let tick = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            texts.push(self.emit_pages(edition, jobs, output, &tick)?);
            let counts = emitted.pages.entry(edition.locale.code.to_string()).or_default();
            jobs.iter().for_each(|job| *counts.entry(job.kind()).or_default() += 1);
        }
        self.emit_feeds(&editions, output)?;
        self.emit_sitemap(&editions, output)?;
        data.emit(&editions[0], output)?;
        emit_manifests(&editions, output)?;
        if self.config.search {
            write_search(&editions, texts, output)?;
            emit_open_search(&editions, output)?;
        }
        for (path, bytes) in assets.files(&self.theme) {
            output.put(path, bytes.to_vec()).map_err(Diagnostics::from)?;
        }
        Ok(emitted)
    }

    /// Makes the pages of a locale; returns what search may know of each article.
    fn emit_pages(
        &self,
        edition: &Edition<'_>,
        jobs: &[Job],
        output: &dyn Output,
        tick: &(dyn Fn() + Sync),
    ) -> Result<Vec<Option<SearchText>>, Diagnostics> {
        let frame = Frame::new(edition.labels, &edition.site_shell()).map_err(Diagnostics::from)?;
        let keep = self.config.search;
        let made: Vec<Result<Option<(usize, SearchText)>, Diagnostic>> = jobs
            .par_iter()
            .map(|job| {
                let (html, text) = job.render(edition, &self.engine, &frame)?;
                output.put(&job.file(edition), html)?;
                tick();
                Ok(match (job, text) {
                    (Job::Article(index), Some(text)) if keep => Some((*index, text)),
                    _ => None,
                })
            })
            .collect();
        let mut texts: Vec<Option<SearchText>> = (0..self.knowledge.articles.len()).map(|_| None).collect();
        let mut found = Diagnostics::new();
        for result in made {
            match result {
                Ok(Some((index, text))) => texts[index] = Some(text),
                Ok(None) => {}
                Err(fault) => found.push(fault),
            }
        }
        if found.is_empty() { Ok(texts) } else { Err(first_of_each(found)) }
    }

    fn emit_feeds(&self, editions: &[Edition<'_>], output: &dyn Output) -> Result<(), Diagnostics> {
        for edition in editions {
            let put = |feed: &Feed, route: Route| {
                let bytes = atom(feed).map_err(unwritable)?;
                output.put(&route.path_in(&edition.locale.prefix), bytes).map_err(Diagnostics::from)
            };
            put(&edition.feed(), Route::Feed)?;
            for place in self.knowledge.places() {
                if let Some(feed) = edition.place_feed(place) {
                    put(&feed, Route::PlaceFeed(place.id.to_owned()))?;
                }
            }
            for (index, campaign) in self.knowledge.campaigns.iter().enumerate() {
                if let Some(feed) = edition.campaign_feed(index) {
                    put(&feed, Route::CampaignFeed(campaign.id.clone()))?;
                }
            }
        }
        Ok(())
    }

    fn emit_sitemap(&self, editions: &[Edition<'_>], output: &dyn Output) -> Result<(), Diagnostics> {
        let urls: Vec<SitemapUrl> = editions.par_iter().flat_map_iter(sitemap_urls).collect();
        let base = &self.config.base_url;
        if urls.len() <= SITEMAP_URLS {
            output.put("sitemap.xml", sitemap(&urls).map_err(unwritable)?).map_err(Diagnostics::from)?;
        } else {
            let mut parts = Vec::new();
            for (number, part) in urls.chunks(SITEMAP_URLS).enumerate() {
                let path = format!("sitemap-{}.xml", number + 1);
                output.put(&path, sitemap(part).map_err(unwritable)?).map_err(Diagnostics::from)?;
                parts.push(base.absolute(&path));
            }
            output
                .put("sitemap.xml", sitemap_index(&parts).map_err(unwritable)?)
                .map_err(Diagnostics::from)?;
        }
        let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", base.absolute("sitemap.xml"));
        output.put("robots.txt", robots.into_bytes()).map_err(Diagnostics::from)
    }
}

/// The figures as files, made before the pages, which name their version.
struct OpenData {
    records: Vec<MetricRecord>,
    csv: Vec<u8>,
    json: Vec<u8>,
    version: String,
}

impl OpenData {
    fn of(site: &Site) -> Result<Self, Diagnostics> {
        let records = records(&site.knowledge, &site.config);
        let all: Vec<&MetricRecord> = records.iter().collect();
        let csv = metrics_csv(&all).map_err(unwritable)?;
        let json = metrics_json(&all).map_err(unwritable)?;
        let day = site.knowledge.articles.iter().map(last_change).max();
        let day = day.map(|day| format!("{day}-")).unwrap_or_default();
        let version = format!("{day}{:08x}", xxhash_rust::xxh3::xxh3_64(&json) >> 32);
        Ok(Self { records, csv, json, version })
    }

    /// Writes the files of all figures, those of each indicator, and what describes them.
    fn emit(self, edition: &Edition<'_>, output: &dyn Output) -> Result<(), Diagnostics> {
        let put = |path: &str, bytes: Vec<u8>| output.put(path, bytes).map_err(Diagnostics::from);
        let mut by_indicator: BTreeMap<&str, Vec<&MetricRecord>> = BTreeMap::new();
        for record in &self.records {
            by_indicator.entry(record.indicator.as_str()).or_default().push(record);
        }
        for (id, records) in by_indicator {
            let path = |kind| Route::IndicatorData(id.to_owned(), kind).path();
            put(&path("csv"), metrics_csv(&records).map_err(unwritable)?)?;
            put(&path("json"), metrics_json(&records).map_err(unwritable)?)?;
        }
        put("data/metrics.csv", self.csv)?;
        put("data/metrics.json", self.json)?;
        let page = edition.data_page();
        let package = datapackage(PackageText {
            title: &edition.site_title(),
            description: &page.summary,
            home: &edition.absolute(&Route::Data),
            version: &self.version,
            fields: &page.fields.into_iter().map(|field| field.text).collect::<Vec<_>>(),
        });
        put("data/datapackage.json", package.map_err(unwritable)?)
    }
}

/// Writes each locale's web app manifest.
fn emit_manifests(editions: &[Edition<'_>], output: &dyn Output) -> Result<(), Diagnostics> {
    for edition in editions {
        let mut bytes = serde_json::to_vec_pretty(&edition.manifest()).map_err(unwritable)?;
        bytes.push(b'\n');
        output.put(&Route::Manifest.path_in(&edition.locale.prefix), bytes).map_err(Diagnostics::from)?;
    }
    Ok(())
}

/// Describes the search of each locale to browsers.
fn emit_open_search(editions: &[Edition<'_>], output: &dyn Output) -> Result<(), Diagnostics> {
    for edition in editions {
        let path = Route::OpenSearch.path_in(&edition.locale.prefix);
        let bytes = open_search(&edition.open_search()).map_err(unwritable)?;
        output.put(&path, bytes).map_err(Diagnostics::from)?;
    }
    Ok(())
}

/// A template that fails on a thousand pages fails once for the reader.
fn first_of_each(found: Diagnostics) -> Diagnostics {
    let mut seen = std::collections::BTreeSet::new();
    let mut first = Diagnostics::new();
    for fault in found.sorted() {
        if seen.insert((fault.code, fault.message(crate::diag::Language::En))) {
            first.push(fault);
        }
    }
    first
}

/// A writer into memory that fails anyhow.
fn unwritable(error: impl std::fmt::Display) -> Diagnostics {
    Diagnostic::new("template").with("reason", error.to_string()).into()
}
