//! One immutable knowledge base made of all documents: ids resolved, relations known, routes fixed.
//!
//! A `Library` in; a `Knowledge` or load errors out. Writes no text and judges nothing: a broken
//! reference is a load error, a judgement is a check.

mod article;
mod build;
pub mod fingerprint;
mod knowledge;
mod links;
mod resolve;
mod route;
mod topic;
mod topics;

pub use article::{Article, Correction, Event, Figure, FigureSpans, SourceInfo, Translation};
pub use build::build;
pub use knowledge::{FigureRef, Knowledge};
pub use links::{LinkTarget, resolve_link};
pub use route::Route;
pub use topic::{Campaign, Page, PlaceText, Scam, TopicText};
