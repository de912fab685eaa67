//! `body-script`: a body is written in the script that it is declared to be in.

use super::chinese_text::{ChineseText, Kind, Paragraph};
use crate::diag::{Diagnostic, Diagnostics};
use crate::domain::Script;
use crate::hanzi::Detection;

/// Warns of a body, or of single paragraphs, that are clearly in the other script.
pub fn check(text: &ChineseText<'_>, found: &mut Diagnostics) {
    let paragraphs = text.paragraphs();
    let whole = whole(&paragraphs);
    if whole.is_clearly(text.script.other()) {
        let help = match text.kind {
            Kind::Article => "usual",
            Kind::Topic => "topic",
            Kind::Edition => "edition",
        };
        let first = paragraphs.first().into_iter();
        found.extend(first.map(|first| finding(text, first, whole, ("正文", "the body")).help(help)));
        return;
    }
    for paragraph in paragraphs.iter().filter(|paragraph| is_other(text, paragraph)) {
        let name = ("这一段", "this paragraph");
        found.push(finding(text, paragraph, paragraph.detection, name).help("paragraph"));
    }
}

/// The paragraphs in which a character of the other script is a slip: those in the declared script, or
/// in none clearly. `None` where the text as a whole is in the other script.
pub fn in_own_script(text: &ChineseText<'_>) -> Option<Vec<Paragraph>> {
    let mut paragraphs = text.paragraphs();
    if whole(&paragraphs).is_clearly(text.script.other()) {
        return None;
    }
    paragraphs.retain(|paragraph| !is_other(text, paragraph));
    Some(paragraphs)
}

fn is_other(text: &ChineseText<'_>, paragraph: &Paragraph) -> bool {
    paragraph.detection.is_clearly(text.script.other())
}

fn whole(paragraphs: &[Paragraph]) -> Detection {
    let (hans, hant) = paragraphs.iter().fold((0, 0), |(hans, hant), paragraph| {
        (hans + paragraph.detection.hans, hant + paragraph.detection.hant)
    });
    Detection::of(hans, hant)
}

fn finding(
    text: &ChineseText<'_>,
    paragraph: &Paragraph,
    evidence: Detection,
    (zh, en): (&'static str, &'static str),
) -> Diagnostic {
    let (is, declared) = (words(text.script.other()), words(text.script));
    let finding = Diagnostic::new("body-script")
        .with_words("what", zh, en)
        .with_words("is", is.0, is.1)
        .with_words("declared", declared.0, declared.1)
        .with("foreign", evidence.foreign_to(text.script).to_string())
        .with("telling", (evidence.hans + evidence.hant).to_string())
        .with("script", key(text.script.other()))
        .with("lang", text.script.other().lang());
    match paragraph.stretches.first() {
        Some(first) => finding.at(text.source, text.span(first)),
        None => finding,
    }
}

fn key(script: Script) -> &'static str {
    match script {
        Script::Hans => "hans",
        Script::Hant => "hant",
    }
}

fn words(script: Script) -> (&'static str, &'static str) {
    match script {
        Script::Hans => ("简体字", "Simplified"),
        Script::Hant => ("繁体字", "Traditional"),
    }
}
