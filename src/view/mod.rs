//! What templates are given: one typed, serialisable struct per page type.
//!
//! Resolved, localised values in, template contexts out. Every number, date and
//! count is already text in the page's language, every URL is final with the
//! base path, and only fields whose names end in `_html`, `_svg` or `_json` may
//! be printed unescaped. Nothing here formats, looks up or renders.
//!
//! A template sees three keys: `t` (the locale's labels), `site` (a
//! [`shell::SiteShell`], the same for every page of a locale) and `page` (the
//! struct of the page type).

pub mod article;
pub mod assemble;
pub mod campaign;
pub mod data;
pub mod data_page;
mod decimal;
pub mod feed;
pub mod figure;
pub mod home;
pub mod indicator;
pub mod list;
pub mod manifest;
pub mod not_found;
pub mod page;
pub mod parts;
pub mod place;
pub mod scam;
pub mod search;
pub mod shell;
pub mod sitemap;
