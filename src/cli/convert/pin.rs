//! Drafts a decision for every doubtful character, for an editor to check.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::phrases::{counted, phrase};
use super::super::proposed::quoted;
use super::super::report::Reporter;
use super::site::Site;
use crate::checks::Reviewed;
use crate::content::PINS_FILE;
use crate::diag::Diagnostics;
use crate::fsio;

/// What a decision is about: the context, the character's number in it, the character.
type Key<'a> = (&'a str, usize, char);

/// A decision with all that an editor needs to check it.
#[derive(Default)]
struct Draft<'a> {
    place: String,
    candidates: String,
    renderings: BTreeMap<&'a str, &'a str>,
}

/// Adds today's choice for each doubtful character to the file of decisions; those in it stay as they are.
pub fn write(
    site: &Site,
    root: &Path,
    reviewed: &[Reviewed],
    reporter: &Reporter,
) -> Result<(), Diagnostics> {
    let drafts = drafts(site, reviewed);
    let path = root.join(PINS_FILE);
    if !drafts.is_empty() {
        let known = match fsio::exists(&path) {
            true => fsio::read_source(&path, PINS_FILE)?.text().to_owned(),
            false => phrase(reporter.language, "pins-head", &[]) + "\n",
        };
        let gap = if known.is_empty() || known.ends_with('\n') { "" } else { "\n" };
        let added: String = drafts.iter().map(|(key, draft)| table(key, draft)).collect();
        fsio::put_file(&path, format!("{known}{gap}{added}").as_bytes())?;
    }
    reporter.tell(&counted(reporter.language, ("pins-one", "pins-many"), drafts.len()));
    Ok(())
}

/// One draft for each context, in the order of contexts.
fn drafts<'a>(site: &Site, reviewed: &'a [Reviewed]) -> BTreeMap<Key<'a>, Draft<'a>> {
    let mut drafts: BTreeMap<Key<'a>, Draft<'a>> = BTreeMap::new();
    for one in reviewed.iter().filter(|one| one.choice.is_doubtful()) {
        let is_known = |pin: &&crate::content::Pin| pin.context == one.context && pin.at == one.at;
        if site.knowledge.pins.iter().any(|pin| is_known(&pin)) {
            continue;
        }
        let draft = drafts.entry((&one.context, one.at, one.choice.character)).or_default();
        if draft.place.is_empty() {
            let place = one.source.position(one.span.start);
            draft.place = format!("{}:{}:{}", one.source.name(), place.line, place.column);
            draft.candidates = one.choice.candidates.join(" ");
        }
        draft.renderings.insert(&one.locale, &one.choice.chosen);
    }
    drafts
}

fn table((context, at, character): &Key<'_>, draft: &Draft<'_>) -> String {
    let renderings: Vec<String> =
        draft.renderings.iter().map(|(locale, chosen)| format!("{locale} = {}", quoted(chosen))).collect();
    format!(
        "\n[[pin]] # {}: {character} → {}\ncontext = {}\nat = {at}\nchar = {}\nto = {{ {} }}\n",
        draft.place,
        draft.candidates,
        quoted(context),
        quoted(&character.to_string()),
        renderings.join(", ")
    )
}
