//! The web app manifest of a locale, as browsers read it when a reader keeps the site on a phone.

use serde::Serialize;

/// The manifest (W3C Web Application Manifest).
#[derive(Debug, Clone, Serialize)]
pub struct WebManifest {
    /// Identity that stays when the address to start from changes.
    pub id: String,
    /// Name of the site.
    pub name: String,
    /// The name under the icon.
    pub short_name: String,
    /// One sentence.
    pub description: String,
    /// BCP 47 tag of its texts.
    pub lang: String,
    /// Direction of its texts.
    pub dir: String,
    /// Home page of the locale.
    pub start_url: String,
    /// The pages that belong to it.
    pub scope: String,
    /// How much of the browser is shown.
    pub display: &'static str,
    /// Icons.
    pub icons: Vec<ManifestIcon>,
}

/// An icon of the manifest.
#[derive(Debug, Clone, Serialize)]
pub struct ManifestIcon {
    /// Final URL.
    pub src: String,
    /// Pixels, or `any`.
    pub sizes: &'static str,
    /// Media type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// `any`, or `maskable` where it may be cut to a circle.
    pub purpose: &'static str,
}
