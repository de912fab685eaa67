//! Where a link of a text leads: to a page, to a published file, elsewhere, or nowhere.

use super::knowledge::Knowledge;
use super::route::Route;
use crate::domain::is_slug;

/// Files that stand outside of the locales, by their path below the site's root.
const FILES: &[&str] =
    &["data/metrics.csv", "data/metrics.json", "data/datapackage.json", "sitemap.xml", "robots.txt"];

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A page of this site, with the fragment (`#…`, or empty).
    Page(Route, String),
    /// A file that all locales share, by its path below the site's root.
    File(&'static str),
    /// Another site, an address of its own kind (`tel:`), or a place on the same page: left as it is.
    Elsewhere,
    /// Nothing.
    Dead,
}

/// Resolves the target of a link in the file `name` (`content/campaigns/duanka.md`).
///
/// Files of the site are named as they lie (`../scams/loan.md`), pages by their address in the default
/// locale (`/scams/loan/`).
pub fn resolve_link(knowledge: &Knowledge, name: &str, target: &str) -> LinkTarget {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (target, String::new()),
    };
    if path.is_empty() || path.starts_with("//") || has_scheme(path) {
        // Whether the scheme is let through is `markdown`'s.
        return LinkTarget::Elsewhere;
    }
    let route = match path.strip_prefix('/') {
        Some(address) => {
            if let Some(file) = FILES.iter().find(|file| **file == address) {
                return LinkTarget::File(file);
            }
            by_address(knowledge, address)
        }
        None => by_file(knowledge, &joined(name, path)),
    };
    route.map_or(LinkTarget::Dead, |route| LinkTarget::Page(route, fragment))
}

fn has_scheme(path: &str) -> bool {
    // Browsers pass over blanks in a scheme, so `java script:` is one.
    let path: String = path.chars().filter(|character| !character.is_whitespace()).collect();
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
    })
}

/// The path of a file, seen from the file `name`.
fn joined(name: &str, path: &str) -> String {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn by_file(knowledge: &Knowledge, path: &str) -> Option<Route> {
    let below = path.strip_prefix("content/")?.strip_suffix(".md")?;
    let (folder, stem) = below.rsplit_once('/')?;
    // A translation is the same page in another language.
    let id = stem.split('.').next().unwrap_or(stem);
    known(knowledge, folder.split('/').next().unwrap_or(folder), id)
}

fn by_address(knowledge: &Knowledge, address: &str) -> Option<Route> {
    let parts: Vec<&str> = address.trim_end_matches('/').split('/').collect();
    match parts.as_slice() {
        [""] => Some(Route::Home),
        ["articles"] => Some(Route::Articles(1)),
        ["cities"] => Some(Route::Places),
        ["campaigns"] => Some(Route::Campaigns),
        ["indicators"] => Some(Route::Indicators),
        ["scams"] => Some(Route::Scams),
        ["search"] => Some(Route::Search),
        ["feed.xml"] => Some(Route::Feed),
        ["indicators", segment] => {
            let id = segment.replace('-', "_");
            let has_page = !knowledge.figures_of_indicator(&id).is_empty();
            has_page.then_some(Route::Indicator(id, 1))
        }
        [slug] => known(knowledge, "pages", slug),
        [folder, id] => known(knowledge, folder, id),
        _ => None,
    }
}

/// The page of a document, where there is one.
fn known(knowledge: &Knowledge, folder: &str, id: &str) -> Option<Route> {
    if !is_slug(id) {
        return None;
    }
    let route = |there: bool, route: Route| there.then_some(route);
    let id = id.to_owned();
    match folder {
        "articles" => route(knowledge.article_index(&id).is_some(), Route::Article(id)),
        "campaigns" => route(knowledge.campaign_index(&id).is_some(), Route::Campaign(id, 1)),
        "scams" => route(knowledge.scam_index(&id).is_some(), Route::Scam(id, 1)),
        "cities" => route(knowledge.places().iter().any(|place| place.id == id), Route::Place(id, 1)),
        "pages" => route(knowledge.pages.iter().any(|page| page.slug == id), Route::Page(id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_file_that_links() {
        assert_eq!(joined("content/articles/2025/a.md", "../../scams/loan.md"), "content/scams/loan.md");
        assert_eq!(joined("content/campaigns/a.md", "b.md"), "content/campaigns/b.md");
        assert_eq!(joined("content/campaigns/a.md", "../../../../x"), "x");
    }

    #[test]
    fn a_scheme_is_told_from_a_path() {
        assert!(has_scheme("tel:96110"));
        assert!(has_scheme("https://example.org"));
        assert!(has_scheme("java\tscript:alert(1)"));
        assert!(!has_scheme("../a:b.md"));
    }
}
