//! An imported page as JSON for programs.

use super::removed::OTHER_CRIME;
use super::{Page, body};
use crate::cli::json::{array, json as written, key, object};
use crate::cli::proposed::add_figure;
use crate::diag::Language;
use crate::domain::Script;

/// Bytes that a figure usually takes.
const FIGURE: usize = 640;
/// Bytes that all but the body and the figures usually takes.
const REST: usize = 2_048;

/// The page as JSON in UTF-8 with a final line end; `pretty` over many lines.
///
/// Warnings are in English, so that the same page gives the same bytes for everyone.
pub fn json(page: &Page, with_removed: bool, pretty: bool) -> Vec<u8> {
    let imported = &page.imported;
    let body = body::markdown(&imported.parts, imported.parts.iter().map(|part| &*part.text));
    let room = body.len() + FIGURE * page.proposals.len() + REST;
    let contract = object(|fields| {
        fields.add(key!("file"), &*page.name);
        fields.add(key!("title"), imported.title.as_deref());
        fields.add(key!("date"), imported.published);
        fields.add(key!("event_date"), imported.event);
        fields.add(key!("place"), imported.place.map(|place| place.short));
        fields.add(key!("script"), if imported.script == Script::Hans { "hans" } else { "hant" });
        fields.add(key!("campaigns"), array(imported.campaigns.iter().map(|campaign| &*campaign.name)));
        fields.add(key!("source"), imported.origin.source.as_deref());
        fields.add(key!("via"), imported.origin.via.as_deref());
        fields.add(key!("reporter"), imported.origin.reporter.as_deref());
        fields.add(key!("url"), imported.address.as_deref());
        fields.add(key!("encoding"), imported.encoding);
        fields.add(key!("body"), &*body);
        let figures = page.proposals.iter();
        fields.add(key!("metrics"), array(figures.map(|figure| object(|fields| add_figure(fields, figure)))));
        let warnings = imported.warnings.iter().map(|warning| {
            object(|fields| {
                fields.add(key!("code"), warning.code);
                fields.add(key!("message"), &*warning.message(Language::En));
            })
        });
        fields.add(key!("warnings"), array(warnings));
        if with_removed {
            let cut = imported.removed.iter().map(|removed| (removed.reason, &*removed.text));
            let removed = cut.chain(page.left_out.iter().map(|other| (OTHER_CRIME, &*other.quote)));
            let removed = removed.map(|(reason, text)| {
                object(move |fields| {
                    fields.add(key!("reason"), reason);
                    fields.add(key!("text"), text);
                })
            });
            fields.add(key!("removed"), array(removed));
        }
    });
    let mut text = written(contract, pretty, room);
    text.push(b'\n');
    text
}
