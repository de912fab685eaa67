//! Says in the user's language why a figure was read as it was.

use super::super::phrases::phrase;
use super::is_doubtful;
use crate::diag::Language;
use crate::extract::{Evidence, Proposal};
use crate::lexicon::{Level, Lexicon};

/// The name of what the figure counts.
pub fn label(proposal: &Proposal, language: Language) -> &str {
    let indicator = Lexicon::embedded().indicators.get(&proposal.indicator);
    indicator.map_or(&*proposal.indicator, |one| language.pick(&one.zh, &one.en))
}

/// Three lines: which row of the tables read it, where period and place come from, how sure that is.
pub fn explain(proposal: &Proposal, language: Language) -> Vec<String> {
    let evidence = proposal.evidence();
    let words = quoted_words(&evidence, language);
    let row = match (evidence.part, evidence.row) {
        (Some(mark), row) => {
            phrase(language, "explain-part", &[("mark", mark), ("words", &words), ("row", row)])
        }
        (None, "change") => phrase(language, "explain-change", &[("words", &words)]),
        (None, row) => phrase(language, "explain-row", &[("words", &words), ("row", row)]),
    };
    vec![
        row,
        format!(
            "{}{}{}",
            period(proposal, &evidence, language),
            language.pick("；", "; "),
            place(proposal, &evidence, language)
        ),
        confidence(proposal, &evidence, language),
    ]
}

fn quoted_words(evidence: &Evidence<'_>, language: Language) -> String {
    let words: Vec<String> = evidence.words.iter().map(|word| format!("“{word}”")).collect();
    words.join(language.pick("", " "))
}

fn period(proposal: &Proposal, evidence: &Evidence<'_>, language: Language) -> String {
    let Some(period) = proposal.period else {
        return phrase(language, "explain-no-period", &[]);
    };
    let (from, to) = (period.from().to_string(), period.to().to_string());
    let values = [("from", from.as_str()), ("to", to.as_str()), ("words", evidence.period.unwrap_or(""))];
    match evidence.period {
        Some(words) if proposal.quote.contains(words) => phrase(language, "explain-period-quote", &values),
        Some(_) => phrase(language, "explain-period-text", &values),
        None => phrase(language, "explain-period", &values),
    }
}

fn place(proposal: &Proposal, evidence: &Evidence<'_>, language: Language) -> String {
    let gazetteer = &Lexicon::embedded().gazetteer;
    let known = gazetteer.get(proposal.place);
    let name = known.map_or(proposal.place, |place| language.pick(place.short, place.en));
    let national = known.is_some_and(|place| place.level == Level::Country);
    match evidence.place {
        Some(words) => phrase(language, "explain-place-text", &[("place", name), ("words", words)]),
        None if national => phrase(language, "explain-place-unknown", &[("place", name)]),
        None => phrase(language, "explain-place-article", &[("place", name)]),
    }
}

/// What the confidence rests on, which decides its bin.
fn confidence(proposal: &Proposal, evidence: &Evidence<'_>, language: Language) -> String {
    let basis = if evidence.part.is_some() {
        "evidence-part"
    } else if evidence.row == "change" {
        "evidence-change"
    } else if evidence.words.len() > 1 {
        "evidence-both"
    } else {
        "evidence-one"
    };
    let basis = phrase(language, basis, &[]);
    let share = format!("{:.0}", proposal.confidence * 100.0);
    let id = if is_doubtful(proposal) { "explain-doubtful" } else { "explain-sure" };
    phrase(language, id, &[("share", &share), ("basis", &basis)])
}
