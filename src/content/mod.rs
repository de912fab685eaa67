//! Documents: front matter and Markdown body, read from files.
//!
//! Files in; per document a complete, located front matter and the span of its body out.
//! Resolves no ids (`model` does) and judges nothing (`checks` does).

mod article;
mod document;
mod edit;
mod library;
mod own_terms;
mod pins;
mod record;
mod topic;
mod translation;

pub use article::{ArticleFront, ChangeFront, CorrectionFront, EventFront, MetricFront, SourceFront};
pub use document::{Document, split};
pub use edit::{article, with_metrics};
pub use library::{Entry, Library};
pub use own_terms::OwnTerms;
pub use pins::{PINS_FILE, Pin, read_pins};
pub use record::with_original;
pub use topic::{CampaignFront, Launch, PageFront, PlaceFront, ScamFront};
pub use translation::TranslationFront;
