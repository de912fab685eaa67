//! What a draft's file is called.
//!
//! A page in, a name of ASCII letters, digits and dashes out.

use super::Page;

/// The draft's file name without extension: place and day, else the page's own name.
pub fn of(page: &Page) -> String {
    let place = page.imported.place.map(|place| place.id);
    let date = page.imported.event.or(page.imported.published).map(|date| date.to_string());
    if let (Some(place), Some(date)) = (place, &date) {
        return format!("{place}-{date}");
    }
    let stem = std::path::Path::new(&page.name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let stem: String = stem
        .unwrap_or_default()
        .to_ascii_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let stem: Vec<&str> = stem.split('-').filter(|part| !part.is_empty()).collect();
    let parts: Vec<String> = [Some(stem.join("-")), place.map(str::to_owned), date]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() { "draft".to_owned() } else { parts.join("-") }
}
