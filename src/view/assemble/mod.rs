//! Fills the contexts of pages from the knowledge base, one locale at a time.
//!
//! `Knowledge`, labels and settings in; the structs of `view` out. Converts and formats every text, so that
//! templates only place them; renders no template and writes no file.

mod agreement;
mod article;
mod attribution;
mod campaign;
mod cards;
mod chart_view;
mod charts;
mod comparisons;
mod data;
mod data_page;
mod digest;
mod edition;
mod feed;
mod figures;
mod format;
mod home;
mod indicator;
mod lanes;
mod list;
mod names;
mod not_found;
mod page;
mod place;
mod scam;
mod search;
mod shell;
mod sitemap;
mod structured;
mod timeline;
mod years;

pub use article::{ArticleRendering, SearchText};
pub use comparisons::Comparisons;
pub use data::records;
pub use edition::{Edition, EditionKind, World};
pub use feed::last_change;
pub use list::Owner;
pub use search::{SearchEntry, page_entries};
pub use sitemap::urls as sitemap_urls;

/// How many entries a page of a list holds, as the contract says.
pub const PAGE_SIZE: usize = 50;

/// How many pages a list of `entries` has; an empty list has one.
pub fn page_count(entries: usize) -> usize {
    entries.div_ceil(PAGE_SIZE).max(1)
}

/// The entries of a page, counted from 1.
pub fn page_slice<T>(entries: &[T], page: usize) -> &[T] {
    let from = (page.saturating_sub(1) * PAGE_SIZE).min(entries.len());
    let to = (from + PAGE_SIZE).min(entries.len());
    &entries[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_holds_the_rest() {
        let entries: Vec<usize> = (0..101).collect();
        assert_eq!(page_count(entries.len()), 3);
        assert_eq!(page_slice(&entries, 3), [100]);
        assert!(page_slice(&entries, 4).is_empty());
        assert_eq!(page_count(0), 1);
    }
}
