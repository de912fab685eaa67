//! Writes a record as what differs from one that says the same in another script, and reads it back.
//!
//! Records of both scripts have the same number of characters, field by field. What each character mostly
//! becomes is learnt once ([`Script`], a file of the index); the rest is told place by place: `c後3裡` says that
//! the twelfth character becomes 後 and the third after it 裡, numbers to the base of 36.

use std::collections::{BTreeMap, HashMap};

use super::record::{Alike, Record, StoredFigure};

/// What characters become in another script; those that aren't in it stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script(HashMap<char, char>);

impl Script {
    /// What characters mostly become between the records of each pair; none when most pairs differ in more.
    pub fn learn<'a>(pairs: impl Iterator<Item = (&'a Record, &'a Record)>) -> Option<Self> {
        let mut counts: BTreeMap<(char, char), usize> = BTreeMap::new();
        let (mut same, mut apart) = (0, 0);
        for (own, other) in pairs {
            if same_shape(own, other) {
                characters(own).zip(characters(other)).for_each(|pair| *counts.entry(pair).or_default() += 1);
                same += 1;
            } else {
                apart += 1;
            }
        }
        if same <= apart {
            return None;
        }
        let mut most: BTreeMap<char, (usize, char)> = BTreeMap::new();
        for ((from, to), count) in counts {
            let best = most.entry(from).or_default();
            if count > best.0 {
                *best = (count, to);
            }
        }
        let rows = most.into_iter().filter(|(from, (_, to))| from != to).map(|(from, (_, to))| (from, to));
        Some(Self(rows.collect()))
    }

    /// Its file: each character and what it becomes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let rows: BTreeMap<_, _> = self.0.iter().collect();
        let text: String = rows.into_iter().flat_map(|(from, to)| [from, to]).collect();
        // A text always serialises.
        serde_json::to_vec(&text).unwrap_or_default()
    }

    /// Reads [`Script::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let chars: Vec<char> = serde_json::from_slice::<String>(bytes).ok()?.chars().collect();
        Some(Self(chars.as_chunks::<2>().0.iter().map(|[from, to]| (*from, *to)).collect()))
    }

    fn becomes(&self, from: char) -> char {
        self.0.get(&from).copied().unwrap_or(from)
    }

    /// How `other` differs from `own`; none when it does in more than characters.
    pub fn difference(&self, own: &Record, other: &Record) -> Option<Alike> {
        if !same_shape(own, other) {
            return None;
        }
        let (mut changes, mut last) = (String::new(), 0);
        for (at, (from, to)) in characters(own).zip(characters(other)).enumerate() {
            if self.becomes(from) == to {
                continue;
            }
            if to.is_ascii() {
                return None;
            }
            push_number(&mut changes, at - last);
            changes.push(to);
            last = at;
        }
        Some(Alike { url: other.url.clone(), changes })
    }

    /// The record that differs so from another.
    pub fn rewritten(&self, own: &Record, alike: &Alike) -> Record {
        let mut record = Record { url: alike.url.clone(), ..own.clone() };
        let mut changes = changes(&alike.changes).into_iter().peekable();
        let mut at = 0;
        for text in texts(&mut record) {
            let rewritten = text.chars().map(|from| {
                let told = changes.next_if(|(place, _)| *place == at);
                at += 1;
                told.map_or_else(|| self.becomes(from), |(_, to)| to)
            });
            *text = rewritten.collect();
        }
        record
    }
}

/// The places that are told, and what stands there.
fn changes(told: &str) -> Vec<(usize, char)> {
    let (mut at, mut step) = (0_usize, 0_usize);
    let mut changes = Vec::new();
    for character in told.chars() {
        match character.to_digit(36).filter(|_| character.is_ascii()) {
            Some(digit) => step = step.saturating_mul(36).saturating_add(digit as usize),
            None => {
                at = at.saturating_add(std::mem::take(&mut step));
                changes.push((at, character));
            }
        }
    }
    changes
}

fn push_number(text: &mut String, number: usize) {
    if number >= 36 {
        push_number(text, number / 36);
    }
    text.extend(char::from_digit((number % 36) as u32, 36));
}

/// Whether both have the same fields of the same lengths, and the same of what no script changes.
fn same_shape(own: &Record, other: &Record) -> bool {
    let place = |figure: &StoredFigure| (figure.0, figure.1, figure.4.clone());
    let fixed =
        |record: &Record| (record.kind, record.date.clone(), record.place.is_some(), record.also.clone());
    let lengths = |record: &Record| fields(record).map(|field| field.chars().count()).collect::<Vec<_>>();
    fixed(own) == fixed(other)
        && own.keywords.len() == other.keywords.len()
        && own.figures.iter().map(place).eq(other.figures.iter().map(place))
        && lengths(own) == lengths(other)
}

fn characters(record: &Record) -> impl Iterator<Item = char> {
    fields(record).flat_map(|field| field.chars())
}

/// What readers see of a record, in the order in which changes count its characters.
fn fields(record: &Record) -> impl Iterator<Item = &String> {
    let figures = record.figures.iter().flat_map(|figure| [&figure.2, &figure.3]);
    [&record.title, &record.text].into_iter().chain(&record.place).chain(&record.keywords).chain(figures)
}

/// The same, to be rewritten.
fn texts(record: &mut Record) -> impl Iterator<Item = &mut String> {
    let figures = record.figures.iter_mut().flat_map(|figure| [&mut figure.2, &mut figure.3]);
    [&mut record.title, &mut record.text]
        .into_iter()
        .chain(&mut record.place)
        .chain(&mut record.keywords)
        .chain(figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::DocumentKind;

    fn record(title: &str, text: &str, figure: &str) -> Record {
        Record {
            url: format!("/{title}/"),
            title: title.to_owned(),
            kind: DocumentKind::Article,
            date: None,
            place: None,
            keywords: vec![text.to_owned()],
            text: text.to_owned(),
            figures: vec![StoredFigure(0, 1, "起诉".to_owned(), figure.to_owned(), "#q-1".to_owned())],
            also: Vec::new(),
        }
    }

    #[test]
    fn a_record_reads_back_from_what_differs() {
        let own = record("干部干净", &"发展头发，里程".repeat(9), "5亿");
        let other = record("幹部乾淨", &"發展頭髮，里程".repeat(9), "5億");
        let script = Script::learn(std::iter::once((&own, &other))).expect("they have the same shape");
        assert_eq!(Script::from_bytes(&script.to_bytes()), Some(script.clone()));
        let alike = script.difference(&own, &other).expect("they have the same shape");
        assert!(alike.changes.chars().count() < 60, "{}", alike.changes);
        assert_eq!(script.rewritten(&own, &alike), other);
    }

    #[test]
    fn records_of_other_shapes_are_not_alike() {
        let (own, script) = (record("断卡", "行动", "5亿"), Script::default());
        for other in
            [record("断卡行动", "行动", "5亿"), record("断卡", "行动", "5亿元"), record("断卡", "行a", "5亿")]
        {
            assert_eq!(script.difference(&own, &other), None);
        }
        let dated = Record { date: Some("2025-01-01".to_owned()), ..own.clone() };
        assert_eq!(script.difference(&own, &dated), None);
    }
}
