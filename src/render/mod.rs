//! From page contexts to HTML: finds a theme's files and runs its templates.
//!
//! Contexts in, bytes out. Knows no page by name but what a template file is called; formats nothing.

mod assets;
mod data;
mod engine;
mod style_sheet;
mod theme;
mod unbroken;
mod xml;

pub use assets::Assets;
pub use data::{PackageText, datapackage, metrics_csv, metrics_json};
pub use engine::{Engine, Frame};
pub use theme::Theme;
pub use xml::{atom, open_search, sitemap, sitemap_index};
