//! An imported page as JSON for programs.

use serde::Serialize;

use super::{Page, body};
use crate::cli::proposed::{Figure, figure};
use crate::diag::Language;
use crate::domain::Script;
use crate::import::Removed;

#[derive(Serialize)]
struct Contract<'a> {
    file: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    event_date: Option<String>,
    place: Option<&'a str>,
    script: Script,
    campaigns: Vec<&'a str>,
    source: Option<&'a str>,
    via: Option<&'a str>,
    reporter: Option<&'a str>,
    url: Option<&'a str>,
    encoding: &'a str,
    body: String,
    metrics: Vec<Figure<'a>>,
    warnings: Vec<Warning>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<Cut<'a>>>,
}

#[derive(Serialize)]
struct Warning {
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Cut<'a> {
    reason: &'static str,
    text: &'a str,
}

/// Bytes that a figure usually takes.
const FIGURE: usize = 640;
/// Bytes that all but the body and the figures usually takes.
const REST: usize = 2_048;

/// The page as JSON in UTF-8 with a final line end; `pretty` over many lines.
///
/// Warnings are in English, so that the same page gives the same bytes for everyone.
pub fn json(page: &Page, with_removed: bool, pretty: bool) -> Vec<u8> {
    let imported = &page.imported;
    let contract = Contract {
        file: &page.name,
        title: imported.title.as_deref(),
        date: imported.published.map(|date| date.to_string()),
        event_date: imported.event.map(|date| date.to_string()),
        place: imported.place.map(|place| place.short),
        script: imported.script,
        campaigns: imported.campaigns.iter().map(|campaign| campaign.name.as_str()).collect(),
        source: imported.origin.source.as_deref(),
        via: imported.origin.via.as_deref(),
        reporter: imported.origin.reporter.as_deref(),
        url: imported.address.as_deref(),
        encoding: imported.encoding,
        body: body::markdown(&imported.parts, imported.parts.iter().map(|part| &*part.text)),
        metrics: page.proposals.iter().map(figure).collect(),
        warnings: imported
            .warnings
            .iter()
            .map(|warning| Warning { code: warning.code, message: warning.message(Language::En) })
            .collect(),
        removed: with_removed.then(|| imported.removed.iter().map(cut).collect()),
    };
    let mut text = Vec::with_capacity(contract.body.len() + FIGURE * contract.metrics.len() + REST);
    // Texts and finite numbers, which JSON can always state.
    let written = if pretty {
        serde_json::to_writer_pretty(&mut text, &contract)
    } else {
        serde_json::to_writer(&mut text, &contract)
    };
    if written.is_err() {
        text.clear();
    }
    text.push(b'\n');
    text
}

fn cut(removed: &Removed) -> Cut<'_> {
    Cut { reason: removed.reason, text: &removed.text }
}
