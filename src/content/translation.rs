//! The front matter of a translation (`X.en.md`) or a hand-written script edition (`X.zh-Hant.md`).

use crate::strict_toml::Table;
use crate::text::{Located, Span};

/// What a translation says beside its body; what it leaves out is taken from the original.
#[derive(Debug, Clone)]
pub struct TranslationFront {
    /// Where the front matter begins.
    pub span: Span,
    /// The fingerprint of the original that it was made from: `xxh3:` and 16 hexadecimal digits.
    pub original: Option<Located<String>>,
    /// Headline, or the name of a campaign or scam type.
    pub title: Option<Located<String>>,
    /// The summary.
    pub summary: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Who runs a campaign.
    pub agencies: Vec<String>,
    /// One phrase of the translated body per metric of the original, in its order.
    pub quotes: Vec<Located<String>>,
    /// Short texts of the original's front matter and what they are here.
    pub terms: Vec<(String, String)>,
}

/// Reads the translation of an article or page, whose headline is `title`.
pub fn read_translation(table: &Table<'_>) -> Option<TranslationFront> {
    let original = table.string("original");
    let title = table.required_string("title");
    let summary = table.string("summary").map(|text| text.value);
    let quotes = table.strings("quotes");
    let terms = read_terms(table);
    title.as_ref()?;
    Some(TranslationFront {
        span: table.span(),
        original,
        title,
        summary,
        aliases: Vec::new(),
        agencies: Vec::new(),
        quotes,
        terms,
    })
}

/// Reads the translation of a campaign, scam type or place, which may have a `name`.
pub fn read_topic_translation(table: &Table<'_>) -> Option<TranslationFront> {
    let texts = |key| table.strings(key).into_iter().map(|text| text.value).collect();
    Some(TranslationFront {
        span: table.span(),
        original: table.string("original"),
        title: table.string("name"),
        summary: table.string("summary").map(|text| text.value),
        aliases: texts("aliases"),
        agencies: texts("agencies"),
        quotes: Vec::new(),
        terms: read_terms(table),
    })
}

fn read_terms(table: &Table<'_>) -> Vec<(String, String)> {
    table.map("terms").into_iter().map(|(term, text)| (term, text.value)).collect()
}
