//! When a row about figures and the numbers in them is used.
//!
//! Readings of the cases in, names of unused rows out.

use fanzha::domain::Direction;
use fanzha::extract::Quantity;
use fanzha::hanzi::simplified;
use fanzha::lexicon::{Lexicon, UnitKind};

use super::readings::{Reading, Text};
use super::{names_only, rows, words};

const DATA: &str = "src/lexicon/data";

/// The rows of every table here that no reading uses.
pub(super) fn unused(readings: &[Reading]) -> Vec<String> {
    let mut unused = wordings(readings);
    for (name, used) in TABLES {
        for row in rows(&format!("{DATA}/{name}.tsv")) {
            for (what, word) in used(&row, readings) {
                unused.push(format!("{name}\t{}\t{what}\t{word}", row[0]));
            }
        }
    }
    unused
}

/// What of a row no reading uses: the column's name and the word.
type Unused = Vec<(&'static str, String)>;

type Check = fn(&[String], &[Reading]) -> Unused;

const TABLES: [(&str, Check); 11] = [
    ("agency_words", agency),
    ("change_words", change),
    ("scam_words", scam),
    ("scope_words", scope),
    ("count_nouns", count_noun),
    ("quantity_words", quantity_word),
    ("qualifiers", qualifier),
    ("directions", direction),
    ("number_lookalikes", lookalike),
    ("units", unit),
    ("variant_characters", variant),
];

fn all(table: &'static str) -> impl Iterator<Item = &'static str> {
    words(table).iter().map(|(word, _)| word.as_str())
}

fn unless(used: bool, what: &'static str, word: &str) -> Unused {
    if used { Vec::new() } else { vec![(what, word.to_owned())] }
}

/// Verbs and objects: a figure names them as its reason. Words of the context: the paragraph of such
/// a figure holds them. Words that rule out: a sentence holds them beside a number of a fitting unit
/// and everything else that the row needs, and the row reads no figure there.
fn wordings(readings: &[Reading]) -> Vec<String> {
    let mut unused = Vec::new();
    for row in rows(&format!("{DATA}/wordings.tsv")) {
        let [key, _, units, verbs, objects, needs, _, not, context, _] = &row[..] else { panic!("{row:?}") };
        let mut note = |what: &str, word: &str| unused.push(format!("wordings\t{key}\t{what}\t{word}"));
        for (what, words) in [("verb", verbs), ("object", objects)] {
            for word in words.split_whitespace() {
                if !readings.iter().any(|one| one.by_row(key, Some(word))) {
                    note(what, word);
                }
            }
        }
        for word in context.split_whitespace() {
            if !readings.iter().any(|one| one.by_row(key, None) && one.folded.text.contains(word)) {
                note("context", word);
            }
        }
        let held = |words: &str, text: &str| words.split_whitespace().any(|word| text.contains(word));
        for word in not.split_whitespace() {
            let rules_out = |sentence: &Text| {
                sentence.text.contains(word)
                    && (needs == "object" || held(verbs, &sentence.text))
                    && (needs == "verb" || held(objects, &sentence.text))
                    && sentence.quantities.iter().any(|one| fits(one, units))
            };
            let used = |one: &Reading| !one.by_row(key, None) && one.sentences.iter().any(rules_out);
            if !readings.iter().any(used) {
                note("not", word);
            }
        }
    }
    unused
}

fn fits(quantity: &Quantity, units: &str) -> bool {
    let table = &Lexicon::embedded().units;
    let Some(unit) = quantity.unit else { return units.split(' ').any(|one| one == "-") };
    let money = table.get(unit).is_some_and(|unit| unit.kind == UnitKind::Money);
    units.split(' ').any(|one| one == unit || one == table.canonical(unit) || (one == "money" && money))
}

/// A case names this agency alone, and a figure has it.
fn agency(row: &[String], readings: &[Reading]) -> Unused {
    let named = |one: &&Reading| names_only(&one.folded.text, &row[0], all("agency_words"));
    let told = |one: &Reading| one.found.iter().any(|one| one.agency.as_deref() == Some(&row[1]));
    unless(readings.iter().filter(named).any(told), "wording", &row[0])
}

/// A change that is told without its figure has the word as its subject.
fn change(row: &[String], readings: &[Reading]) -> Unused {
    let start = format!("change {};", row[0]);
    let used = |one: &Reading| one.found.iter().any(|one| one.reason.starts_with(&start));
    unless(readings.iter().any(used), "wording", &row[0])
}

/// A case names this scam alone, and a figure has it.
fn scam(row: &[String], readings: &[Reading]) -> Unused {
    let named = |one: &&Reading| names_only(&one.folded.text, &row[0], all("scam_words"));
    let told = |one: &Reading| one.found.iter().any(|one| one.scam.as_deref() == Some(&row[1]));
    unless(readings.iter().filter(named).any(told), "wording", &row[0])
}

/// A case holds the word, and a figure of it has the scope, or none for `-`.
fn scope(row: &[String], readings: &[Reading]) -> Unused {
    let used = |reading: &Reading| {
        let named = reading.folded.text.contains(&row[0]);
        named && reading.found.iter().any(|one| one.scope.as_deref().unwrap_or("-") == row[1])
    };
    unless(readings.iter().any(used), "wording", &row[0])
}

/// A number that begins with 十, 百 … stands right behind the noun.
fn count_noun(row: &[String], readings: &[Reading]) -> Unused {
    let used = |reading: &Reading| {
        let raw = &reading.raw;
        raw.quantities.iter().any(|one| {
            raw.before(one).ends_with(&row[0])
                && raw.text[one.span.start..].starts_with(['十', '百', '千', '万', '萬', '亿', '億'])
        })
    };
    unless(readings.iter().any(used), "wording", &row[0])
}

/// A quantity is the word.
fn quantity_word(row: &[String], readings: &[Reading]) -> Unused {
    let used = |reading: &Reading| {
        let raw = &reading.raw;
        raw.quantities.iter().any(|one| raw.text[one.span.start..one.span.end] == row[0])
    };
    unless(readings.iter().any(used), "wording", &row[0])
}

/// The words of one position that meet a number there: the longest alone is used.
fn longest(words: &[Vec<String>], meets: impl Fn(&str) -> bool) -> Option<&Vec<String>> {
    words.iter().filter(|row| meets(&row[0])).max_by_key(|row| row[0].len())
}

/// The longest qualifier that touches a number at its position is this one, and the number is so
/// qualified; a word of `except` stands in front of it at a number that it does not qualify.
fn qualifier(row: &[String], readings: &[Reading]) -> Unused {
    let [word, position, meaning, except] = row else { panic!("{row:?}") };
    let table: Vec<Vec<String>> = rows(&format!("{DATA}/qualifiers.tsv"));
    let table: Vec<Vec<String>> = table.into_iter().filter(|one| one[1] == *position).collect();
    let meant = |one: &Quantity| one.qualifier.word() == meaning || meaning == "exact";
    let touches = |raw: &Text, one: &Quantity| {
        let found = match position.as_str() {
            "after" => longest(&table, |word| raw.behind(one).starts_with(word)),
            "inside" => longest(&table, |word| raw.text[one.span.start..one.span.end].contains(word)),
            _ => longest(&table, |word| without_qualifiers(raw.before(one)).1.contains(&word.to_owned())),
        };
        found.is_some_and(|found| found[0] == *word)
    };
    let used = |one: &Reading| one.raw.quantities.iter().any(|each| meant(each) && touches(&one.raw, each));
    let mut unused = unless(readings.iter().any(used), "wording", word);
    for head in except.split_whitespace() {
        let other_word = format!("{head}{word}");
        let plain =
            |before: &str| before.ends_with(&other_word) && !without_qualifiers(before).1.contains(word);
        let used = |one: &Reading| {
            let counted = one.raw.quantities.iter().any(|each| plain(one.raw.before(each)));
            counted || one.mere_numbers().any(|(before, _)| plain(before))
        };
        unused.extend(unless(readings.iter().any(used), "except", head));
    }
    unused
}

/// Takes the qualifiers off the text in front of a number; they come too, the nearest first.
fn without_qualifiers(text: &str) -> (&str, Vec<String>) {
    let wordings = Lexicon::embedded().units.wordings();
    let (mut rest, mut taken) = (text, Vec::new());
    while let Some((_, length)) = wordings.qualifier_before(rest, true) {
        taken.push(rest[rest.len() - length..].to_owned());
        rest = &rest[..rest.len() - length];
    }
    (rest, taken)
}

/// The longest direction that touches a number, 了 and qualifiers aside, is this one, and the number
/// tells that direction; a word of `except` stands in front of it at a number that tells none.
fn direction(row: &[String], readings: &[Reading]) -> Unused {
    let [word, position, meaning, except] = row else { panic!("{row:?}") };
    let table: Vec<Vec<String>> = rows(&format!("{DATA}/directions.tsv"));
    let table: Vec<Vec<String>> = table.into_iter().filter(|one| one[1] == *position).collect();
    let told = |one: &Quantity| one.direction.map(Direction::word) == Some(meaning.as_str());
    let touches = |raw: &Text, one: &Quantity| {
        let before = without_qualifiers(raw.before(one)).0;
        let before = before.strip_suffix('了').unwrap_or(before);
        let found = longest(&table, |word| {
            if position == "before" { before.ends_with(word) } else { raw.behind(one).starts_with(word) }
        });
        found.is_some_and(|found| found[0] == *word)
    };
    let used = |one: &Reading| one.raw.quantities.iter().any(|each| told(each) && touches(&one.raw, each));
    let mut unused = unless(readings.iter().any(used), "wording", word);
    for head in except.split_whitespace() {
        let other_word = format!("{head}{word}");
        let used = |one: &Reading| {
            let mut numbers = one.raw.quantities.iter();
            numbers.any(|each| one.raw.before(each).ends_with(&other_word) && each.direction.is_none())
        };
        unused.extend(unless(readings.iter().any(used), "except", head));
    }
    unused
}

/// A number that is no quantity stands between both words.
fn lookalike(row: &[String], readings: &[Reading]) -> Unused {
    let between = |(before, behind): (&str, &str)| before.ends_with(&row[0]) && behind.starts_with(&row[1]);
    let used = |one: &Reading| one.mere_numbers().any(between);
    unless(readings.iter().any(used), "after", &row[1])
}

/// Every spelling stands behind a quantity of the unit or, for `before`, in front of one; a word of
/// `not_before` follows a spelling at a number that is not counted in the unit.
fn unit(row: &[String], readings: &[Reading]) -> Unused {
    let [name, hant, _, same_as, scale, wordings, before, not_before, ..] = row else { panic!("{row:?}") };
    let counted = if scale.is_empty() { name } else { same_as };
    let of_unit = |one: &&Quantity| one.unit == Some(counted.as_str());
    let spelled = |check: &dyn Fn(&str) -> bool| {
        readings.iter().any(|reading| {
            let raw = &reading.raw;
            let own = raw.quantities.iter().filter(of_unit);
            own.map(|one| &raw.text[one.span.start..one.span.end]).any(check)
        })
    };
    let behind: Vec<&str> = wordings.split_whitespace().chain([name.as_str(), hant.as_str()]).collect();
    let mut unused = Vec::new();
    for word in &behind {
        let longer = |text: &str| {
            behind.iter().any(|one| one.len() > word.len() && one.ends_with(word) && text.ends_with(one))
        };
        let used = spelled(&|text| text.ends_with(word) && !longer(text));
        unused.extend(unless(used, "spelling", word));
    }
    for word in before.split_whitespace() {
        let longer = |text: &str| {
            let mut others = before.split_whitespace();
            others.any(|one| one.len() > word.len() && one.starts_with(word) && text.starts_with(one))
        };
        unused.extend(unless(spelled(&|text| text.starts_with(word) && !longer(text)), "before", word));
    }
    for tail in not_before.split_whitespace() {
        let other_word = |text: &str| {
            let text = text.trim_start_matches(' ');
            behind.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(tail)))
        };
        let used = |one: &Reading| {
            let mut bare = one.mere_numbers().map(|(_, behind)| behind);
            let mut others = one.raw.quantities.iter().filter(|each| !of_unit(each));
            bare.any(other_word) || others.any(|each| other_word(one.raw.behind(each)))
        };
        unused.extend(unless(readings.iter().any(used), "not_before", tail));
    }
    unused
}

/// The quote of a figure holds the character, in either script.
fn variant(row: &[String], readings: &[Reading]) -> Unused {
    let holds = |quote: &str| {
        quote.contains(&row[0]) || quote.chars().map(simplified).collect::<String>().contains(&row[0])
    };
    let used = |one: &Reading| one.found.iter().any(|one| holds(&one.quote));
    unless(readings.iter().any(used), "variant", &row[0])
}
