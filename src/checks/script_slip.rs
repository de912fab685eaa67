//! `script-slip`: no single character of the other script has slipped into a text.

use super::chinese_text::ChineseText;
use super::{Context, body_script};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::hanzi::{self, Profile};
use crate::text::Span;

/// Warns of each character that the declared script doesn't write, and says what it writes.
pub fn check(text: &ChineseText<'_>, context: Context<'_>, found: &mut Diagnostics) {
    let Some(paragraphs) = body_script::in_own_script(text) else { return };
    let mut slips = Vec::new();
    for stretch in paragraphs.iter().flat_map(|paragraph| &paragraph.stretches) {
        for (offset, character) in hanzi::foreign_characters(text.prose(stretch), text.script) {
            let start = stretch.start + offset;
            slips.push((character, text.span(&(start..start + character.len_utf8())), "usual"));
        }
    }
    for short in &text.short {
        // A text that is written with escapes is passed over: its characters have no place to point to.
        let Some(at) = text.source.text().find(short) else { continue };
        for (offset, character) in hanzi::foreign_characters(short, text.script) {
            let start = at + offset;
            slips.push((character, Span::new(start, start + character.len_utf8()), "short"));
        }
    }
    let (zh, en) = match text.script {
        Script::Hans => ("繁体字", "Traditional"),
        Script::Hant => ("简体字", "Simplified"),
    };
    for (character, span, help) in slips {
        let wanted = renderings(character, text.script, context);
        let finding = Diagnostic::new("script-slip")
            .with("character", character)
            .with_words("is", zh, en)
            .with("lang", text.script.other().lang())
            .with_words("wanted", wanted.join("”或“"), wanted.join("` or `"));
        found.push(finding.help(help).at(text.source, span));
    }
}

/// What the declared script writes for the character.
fn renderings(character: char, script: Script, context: Context<'_>) -> Vec<String> {
    if script == Script::Hans {
        return vec![hanzi::simplified(character).to_string()];
    }
    let locales = context.config.locales.iter();
    let profile = locales.filter(|locale| locale.script() == Some(script)).find_map(|locale| locale.profile);
    let profile = profile.unwrap_or(Profile::S2t);
    hanzi::candidates(character, profile).into_iter().map(str::to_owned).collect()
}
