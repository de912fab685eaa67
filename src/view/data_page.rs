//! The page of the open data: every file, its fields, licence, citation, version.

use serde::Serialize;

use super::parts::{DateText, GroupHeading, Link};
use super::shell::PageShell;

/// Context of `data.html`.
#[derive(Debug, Clone, Serialize)]
pub struct DataPage {
    /// Head and frame.
    pub shell: PageShell,
    /// What the data is, one sentence.
    pub summary: String,
    /// Files of all figures.
    pub files: Vec<DataFile>,
    /// The columns, in their order.
    pub fields: Vec<DataField>,
    /// Files of one indicator each, by kind.
    pub indicators: Vec<IndicatorFiles>,
    /// Formatted number of figures.
    pub figure_count: String,
    /// Formatted number of reports they come from.
    pub article_count: String,
    /// The version: day of the last change and a hash of the figures. The same figures have the same version.
    pub version: String,
    /// Day of the last change of any article; `None` for a site without articles.
    pub updated: Option<DateText>,
    /// Licence of texts and data.
    pub licence: Link,
    /// How to cite the data, plain text.
    pub citation: String,
}

/// A file of all figures.
#[derive(Debug, Clone, Serialize)]
pub struct DataFile {
    /// Its name.
    pub name: String,
    /// Final URL.
    pub url: String,
    /// What it holds and for whom.
    pub text: String,
}

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct DataField {
    /// Its name in the files.
    pub name: String,
    /// Name of its type in the page's language.
    pub kind: String,
    /// What it holds.
    pub text: String,
}

/// The files of the indicators of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorFiles {
    /// Name of the kind.
    pub heading: GroupHeading,
    /// Its indicators.
    pub files: Vec<IndicatorFile>,
}

/// The files of one indicator.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorFile {
    /// Its page.
    pub link: Link,
    /// Formatted number of figures.
    pub count: String,
    /// Final URL of its CSV file.
    pub csv_url: String,
    /// Final URL of its JSON file.
    pub json_url: String,
}
