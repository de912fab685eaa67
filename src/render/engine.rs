//! Runs templates: one engine for all locales, one frame of common values per locale.

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::theme::Theme;
use super::unbroken::unbroken;
use crate::diag::Diagnostic;
use crate::labels::Labels;

/// The values that all pages of one locale share, turned into template values once.
#[derive(Debug, Clone)]
pub struct Frame {
    labels: Value,
    site: Value,
}

impl Frame {
    /// The frame of a locale: its labels (`t`) and what its pages share (`site`).
    pub fn new(labels: &Labels, site: &impl Serialize) -> Result<Self, Diagnostic> {
        Ok(Frame { labels: value(&labels.table().nested())?, site: value(site)? })
    }
}

/// A theme's templates, parsed once.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
}

impl Engine {
    /// Parses a theme's templates.
    pub fn new(theme: &Theme) -> Result<Self, Diagnostic> {
        let mut tera = Tera::default();
        tera.register_filter("unbroken", unbroken);
        tera.add_raw_templates(theme.templates()?).map_err(|error| fault(&error))?;
        Ok(Engine { tera })
    }

    /// Renders a page with the template that its type has.
    pub fn render(
        &self,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("t", frame.labels.clone());
        context.insert_value("site", frame.site.clone());
        context.insert_value("page", value(page)?);
        self.tera.render(template, &context).map(String::into_bytes).map_err(|error| fault(&error))
    }
}

fn value(data: &impl Serialize) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(data).map_err(|error| fault(&error))
}

/// A template's failure with every cause, which name file, line and field.
fn fault(error: &tera::Error) -> Diagnostic {
    let mut reason = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        reason.push_str(": ");
        reason.push_str(&inner.to_string());
        cause = inner.source();
    }
    Diagnostic::new("template").with("reason", reason.trim().to_owned())
}
