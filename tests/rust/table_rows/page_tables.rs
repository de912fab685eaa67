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
        let mut table = rows(&format!("{DATA}/{name}.tsv"));
        if name == "page_words" {
            // Each role of a word is a row of its own.
            let roles = |row: Vec<String>| {
                row[1].split(' ').map(|role| vec![row[0].clone(), role.to_owned()]).collect::<Vec<_>>()
            };
            table = table.into_iter().flat_map(roles).collect();
        }
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

const TABLES: [(&str, Used); 16] = [
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
    ("metas", meta),
    ("page_words", page_word),
];

/// How a word of a role stands in a case, what the page tells, and whether it tells it for the word;
/// else it would tell it without.
const PAGE_ROLES: [(&str, &str, &str, bool); 39] = [
    ("action", "”{}", "campaigns", true),
    ("after_names", " {}", "reporter", true),
    ("agency", "{}", "source", true),
    ("before_action", "{}行动", "campaigns", true),
    ("begins_action", "{}“", "campaigns", true),
    ("case_action", "”{}", "campaigns", true),
    ("central_bank", "{}拉萨", "place", true),
    ("cited", "{}", "event", false),
    ("city", "{}", "place", true),
    ("clock", "{}2024", "date", true),
    ("code_name", "{}“", "campaigns", true),
    ("correspondent", "{}", "reporter", true),
    ("counted", "：12{}", "kept", true),
    ("county", "{}", "place", true),
    ("dateline", "日{}", "event", true),
    ("day_before", "{}", "event", true),
    ("kind_of_action", "{}行动", "campaigns", true),
    ("kind_of_reporter", "{}记者", "source", true),
    ("link", "”{}“", "campaigns", true),
    ("masthead", "{}", "source", true),
    ("name_ending", "{}”", "campaigns", true),
    ("next_story", "{}", "stop", true),
    ("no_action", "”{}行动", "campaigns", false),
    ("no_day", "{}", "event", false),
    ("no_reporter", "记者{}", "reporter", false),
    ("of_a_kind", "”{}", "campaigns", false),
    ("place_kind", "{}", "place", true),
    ("read_at", "{}", "event", true),
    ("reporter", "{}", "reporter", true),
    ("site", "{}长沙", "place", true),
    ("running", "年{}", "date", true),
    ("same_day", "{}", "event", true),
    ("span", "日{}", "event", false),
    ("sure_ending", "{}”", "campaigns", true),
    ("this_month", "{}", "event", true),
    ("this_year", "{}", "date", true),
    ("today", "{}", "event", true),
    ("until", "年1{}", "date", true),
    ("yesterday", "{}", "event", true),
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

/// A name that it stands in so is no campaign in quotation marks before 行动.
fn slogan(case: &Case, row: &[String], _: &[&str]) -> bool {
    let text = case.folded();
    let quoted = text.split_once('“').and_then(|(_, rest)| rest.split_once("”专项行动"));
    let stands = quoted.is_some_and(|(name, _)| stands(&row[0], &row[1], name));
    let other = case.values("campaigns").any(|told| !told.contains(&row[0]));
    case.is("opening") && stands && other
}

/// The head of an HTML page tells the field under the name.
fn meta(case: &Case, row: &[String], _: &[&str]) -> bool {
    let [name, field, _] = row else { panic!("{row:?}") };
    let named = format!("\"{name}\"");
    case.is("meta") && case.text.contains(&named) && case.values(field).any(|told| told != "-")
}

/// A text of a page has the word where its role is asked, and the page tells what the role is for.
fn page_word(case: &Case, row: &[String], _: &[&str]) -> bool {
    let [word, role] = row else { panic!("{row:?}") };
    let (_, pattern, key, told) =
        PAGE_ROLES.iter().find(|(known, ..)| known == role).unwrap_or_else(|| panic!("{role}"));
    // A blank before a word is told from its pattern.
    let text = if pattern.starts_with(' ') { case.text.replace(['(', '（'], " ") } else { case.folded() };
    text.contains(&pattern.replace("{}", word)) && case.values(key).any(|value| (value != "-") == *told)
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
