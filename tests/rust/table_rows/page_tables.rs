//! When a row about pages is used.
//!
//! Cases of pages in, names of unused rows out.

use super::pages::{Case, cases, folded};
use super::{names_only, rows};

const DATA: &str = "src/import/data";

/// The rows of every table here that no case uses.
pub(super) fn unused(cases: &[Case]) -> Vec<String> {
    let mut unused = Vec::new();
    for (name, used) in TABLES {
        let table = rows(&format!("{DATA}/{name}.tsv"));
        let all: Vec<&str> = table.iter().map(|row| row[0].as_str()).collect();
        for row in &table {
            if !cases.iter().any(|case| used(case, row, &all)) {
                unused.push(format!("{name}\t{}", row.join("\t")));
            }
        }
    }
    unused
}

type Used = fn(&Case, &[String], &[&str]) -> bool;

const TABLES: [(&str, Used); 14] = [
    ("noise", noise),
    ("credits", credit),
    ("labels", label),
    ("campaigns", campaign),
    ("slogans", slogan),
    ("events", event),
    ("event_verbs", event),
    ("sayings", event),
    ("place_cues", place_cue),
    ("place_agencies", place_agency),
    ("site_suffixes", site_suffix),
    ("sites", site),
    ("topic", topic),
    ("markup", markup),
];

fn stands(wording: &str, matching: &str, text: &str) -> bool {
    match matching {
        "is" => text == wording,
        "starts" => text.starts_with(wording),
        "ends" => text.ends_with(wording),
        _ => text.contains(wording),
    }
}

/// A line holds the wording as the row says, and becomes what the row says.
fn noise(case: &Case, row: &[String], _: &[&str]) -> bool {
    let [wording, matching, effect, reason] = row else { panic!("{row:?}") };
    let becomes = if effect == "keep" { case.expects("kept", "") } else { case.expects(effect, reason) };
    case.is("line") && becomes && stands(wording, matching, &case.folded())
}

/// The closing brackets hold the wording and are cut.
fn credit(case: &Case, row: &[String], all: &[&str]) -> bool {
    let text = case.folded();
    let alone = row[1] != "has" || names_only(&text, &row[0], all.iter().copied());
    case.is("close") && case.expects("drop", "credit") && alone && stands(&row[0], &row[1], &text)
}

/// Behind the label stands the value of its field; one of no field ends the value before it.
fn label(case: &Case, row: &[String], _: &[&str]) -> bool {
    let [wording, field] = row else { panic!("{row:?}") };
    let text = case.folded();
    let labelled = [':', '：', '|'].map(|mark| format!("{wording}{mark}"));
    case.is("head")
        && labelled.iter().any(|label| {
            text.match_indices(label.as_str()).any(|(at, _)| match field.as_str() {
                "date" | "written" => case.values("date").next().is_some(),
                "views" | "editor" => case.values("source").any(|value| text[..at].ends_with(&folded(value))),
                field => case.values(field).any(|value| text[at + label.len()..].starts_with(&folded(value))),
            })
        })
}

/// The text names the campaign in these words alone; one that stands alone without what it is.
fn campaign(case: &Case, row: &[String], all: &[&str]) -> bool {
    let text = case.folded();
    let named = case.values("campaigns").any(|names| names.split(' ').any(|name| name == row[1]));
    let bare = row[2] != "alone" || !text.contains("行动");
    case.is("opening") && named && bare && names_only(&text, &row[0], all.iter().copied())
}

/// In quotation marks before 行动 it is no campaign.
fn slogan(case: &Case, row: &[String], _: &[&str]) -> bool {
    let named = format!("“{}”专项行动", row[0]);
    let mut campaigns = case.values("campaigns");
    case.is("opening") && case.folded().contains(&named) && campaigns.any(|told| !told.contains(&row[0]))
}

/// The first paragraph names this one alone, and the day of the event is told.
fn event(case: &Case, row: &[String], all: &[&str]) -> bool {
    // 联席会议办公室 is no event, so that none is told where it stands.
    if row.get(1).is_some_and(|kind| kind == "lookalike") {
        return case.is("opening") && case.expects("event", "-") && case.folded().contains(&row[0]);
    }
    let told = case.values("event").any(|day| day != "-");
    case.is("opening") && told && names_only(&case.folded(), &row[0], all.iter().copied())
}

/// The first paragraph has this cue alone, and a place is told.
fn place_cue(case: &Case, row: &[String], all: &[&str]) -> bool {
    let told = case.values("place").any(|place| place != "-");
    case.is("opening") && told && names_only(&case.folded(), &row[0], all.iter().copied())
}

/// The name of the place that is told stands right before the agency.
fn place_agency(case: &Case, row: &[String], all: &[&str]) -> bool {
    let text = case.folded();
    case.values("place").any(|place| {
        text.match_indices(place).any(|(at, _)| {
            let behind = &text[at + place.len()..];
            let longest = all.iter().filter(|word| behind.starts_with(**word)).max_by_key(|word| word.len());
            longest.is_some_and(|word| **word == row[0])
        })
    })
}

/// What is cut from the end of a title ends in the word and in no longer one.
fn site_suffix(case: &Case, row: &[String], all: &[&str]) -> bool {
    let cut = case.values("title").find_map(|title| case.text.strip_prefix(title));
    let cut = cut.map(folded).unwrap_or_default();
    let longest = all.iter().filter(|word| cut.ends_with(**word)).max_by_key(|word| word.len());
    case.is("title") && longest.is_some_and(|word| *word == row[0])
}

/// The page's navigation names the portal so, and the page tells that it came by it.
fn site(case: &Case, row: &[String], all: &[&str]) -> bool {
    case.expects("via", &row[1]) && names_only(&case.folded(), &row[0], all.iter().copied())
}

/// A short line of the article holds this word alone beside one of spam, which it saves.
fn topic(case: &Case, row: &[String], all: &[&str]) -> bool {
    let text = case.folded();
    let spam = |noise: &Vec<String>| noise[3] == "spam" && text.contains(&noise[0]);
    case.is("line")
        && case.expects("kept", "")
        && names_only(&text, &row[0], all.iter().copied())
        && rows(&format!("{DATA}/noise.tsv")).iter().any(spam)
}

/// An HTML text has the element or the class: text behind and in front of a block are parts of their
/// own, what is hidden or the site's goes, what stands behind an element without an end stays.
fn markup(case: &Case, row: &[String], _: &[&str]) -> bool {
    let [name, kind] = row else { panic!("{row:?}") };
    let text = case.text.to_ascii_lowercase();
    let tag = format!("<{name}");
    let opens =
        text.match_indices(&tag).filter(|(at, whole)| text[at + whole.len()..].starts_with([' ', '>', '/']));
    let (count, parts) = (opens.count(), case.values("has").count());
    let gone = case.values("lacks").count();
    case.is("html")
        && match kind.as_str() {
            "block" => count > 0 && parts > 1,
            "void" => count > 0 && parts > 0,
            "content" => count > 0 && parts > 0 && text.contains("class="),
            "closing" => count > 1 && parts > 0 && !text.contains(&format!("</{name}>")),
            "class" => {
                gone > 0 && (text.contains(&format!("=\"{name}\"")) || text.contains(&format!("={name}>")))
            }
            _ => count > 0 && gone > 0,
        }
}

/// Each character that the repairs of pinyin stand behind gets what was lost.
#[test]
fn every_repair_of_pinyin_is_used_by_a_case() {
    for row in rows(&format!("{DATA}/pinyin_repairs.tsv")) {
        let [before, sound, character] = &row[..] else { panic!("{row:?}") };
        for head in before.chars() {
            let repaired = format!("{head}{character}");
            let broken = format!("?{sound})");
            let used = |case: &Case| {
                case.text.contains(&broken)
                    && case.text.contains(&format!("{head}?"))
                    && case.values("has").any(|part| part.contains(&repaired))
            };
            assert!(cases().iter().any(used), "{head} {sound} {character}");
        }
    }
}
