//! What the site at the root says about drafts: its campaigns, its script, the articles it has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::known::{KnownArticles, Origin};
use crate::cli::scripts;
use crate::config::Config;
use crate::content::Library;
use crate::diag::Diagnostics;
use crate::domain::Script;
use crate::hanzi::Converter;
use crate::import::CampaignNames;

/// What drafts take from a site.
pub struct Site {
    /// Names to find in pages.
    pub campaigns: CampaignNames,
    /// Campaign ids by name.
    pub campaign_ids: BTreeMap<String, String>,
    /// Ids of the scam types that it describes.
    pub scams: BTreeSet<String>,
    /// The script of drafts.
    pub script: Script,
    /// From the other script to it, by the site's own profile and glossary.
    pub converter: Converter,
    /// From Simplified to Traditional as the site writes it.
    pub traditional: Converter,
    /// The articles that it has.
    pub articles: KnownArticles,
}

impl Site {
    /// Reads the site at `root`, if there is one; a fault in it is `check`'s to tell.
    pub fn load(root: &Path) -> Site {
        let library = Library::load(root, &mut Diagnostics::new());
        let named = || library.campaigns.iter().map(|entry| (&entry.document.front, &entry.id));
        let campaigns =
            CampaignNames::new(named().map(|(front, _)| (front.name.value.clone(), front.aliases.clone())));
        let campaign_ids = named().map(|(front, id)| (front.name.value.clone(), id.clone())).collect();
        let scams = library.scams.iter().map(|entry| entry.id.clone()).collect();
        let articles = library.articles.iter().map(|entry| {
            let source = &entry.document.front.source;
            let origin = Origin {
                name: Some(source.name.value.clone()),
                title: source.title.as_ref().map(|title| title.value.clone()),
                url: source.url.as_ref().map(|url| url.value.clone()),
                published: source.published.as_ref().map(|date| date.value.to_string()),
            };
            (entry.document.source.name().to_owned(), origin)
        });
        let config = Config::load(root).ok();
        let script = scripts::of_site(config.as_ref());
        let converter = scripts::into_script(config.as_ref(), script);
        let traditional = scripts::into_script(config.as_ref(), Script::Hant);
        let articles = KnownArticles::new(articles);
        Site { campaigns, campaign_ids, scams, script, converter, traditional, articles }
    }
}
