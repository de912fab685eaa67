//! fanzha (反诈): a static-site generator for anti-fraud knowledge bases.
//!
//! Content flows one way: `content → model → view → render → output`. A module uses only those above it in
//! this list; `site`, `serve` and `cli` may use all. `tests` hold this.

pub mod text;

pub mod diag;

pub mod domain;

pub mod fsio;

pub mod strict_toml;

pub mod lexicon;

pub mod hanzi;

pub mod config;

pub mod labels;

pub mod markdown;

pub mod import;

pub mod extract;

pub mod content;

pub mod model;

pub mod conversion;

pub mod checks;

pub mod chart;

pub mod view;

pub mod render;

pub mod search;

pub mod output;

pub mod site;

pub mod serve;

pub mod cli;
