//! One table, asked key by key.

use std::cell::RefCell;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::{Report, on_one_line, value};
use crate::diag::Diagnostic;
use crate::text::{Located, Span};

/// A table under a name that the writer chose: the name, and its entries in order of keys.
pub type NamedTexts = (Located<String>, Vec<(String, String)>);

/// A TOML table that remembers which keys were asked for, so that the others can be reported.
#[derive(Debug)]
pub struct Table<'a> {
    table: &'a DeTable<'a>,
    span: Span,
    report: &'a Report,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(table: &'a DeTable<'a>, span: Span, report: &'a Report) -> Self {
        Table { table, span, report, asked: RefCell::default() }
    }

    /// Where the table begins.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Reports a fault that only the reader can see.
    pub fn report(&self, diagnostic: Diagnostic, span: Span) {
        self.report.push(diagnostic, span);
    }

    fn place(&self, span: std::ops::Range<usize>) -> Span {
        on_one_line_of(self.report, Span::from(span))
    }

    fn entry(&self, key: &'static str) -> Option<(&'a DeValue<'a>, Span)> {
        self.asked.borrow_mut().push(key);
        self.table
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| (value.get_ref(), self.place(value.span())))
    }

    fn wrong_type(&self, key: &'static str, expected: &'static str, found: &DeValue<'_>, at: Span) {
        let (zh, en) = value::kind(found);
        let finding =
            Diagnostic::new("wrong-type").with("key", key).with_words("found", zh, en).help(expected);
        self.report.push(finding, at);
    }

    fn missing(&self, key: &'static str) {
        self.report.push(Diagnostic::new("missing-key").with("key", key).help(key_help(key)), self.span);
    }

    /// A text; an empty one is reported.
    pub fn string(&self, key: &'static str) -> Option<Located<String>> {
        let (found, at) = self.entry(key)?;
        match found {
            DeValue::String(text) if text.trim().is_empty() => {
                self.report.push(Diagnostic::new("empty-value").with("key", key), at);
                None
            }
            DeValue::String(text) => Some(Located::new(text.to_string(), at)),
            other => {
                self.wrong_type(key, "string", other, at);
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_string(&self, key: &'static str) -> Option<Located<String>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key);
            return None;
        }
        self.string(key)
    }

    /// Whether the key is there at all.
    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Whether a text stands under the key, for keys that may hold a text or something else.
    pub fn holds_text(&self, key: &str) -> bool {
        self.table
            .iter()
            .any(|(name, value)| name.get_ref() == key && matches!(value.get_ref(), DeValue::String(_)))
    }

    /// Where the list under a key stands; `None` where there is no list.
    pub fn list_span(&self, key: &str) -> Option<Span> {
        let (_, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        matches!(value.get_ref(), DeValue::Array(_)).then(|| self.place(value.span()))
    }

    /// A list of texts; empty where the key is absent.
    pub fn strings(&self, key: &'static str) -> Vec<Located<String>> {
        let Some((found, at)) = self.entry(key) else { return Vec::new() };
        let DeValue::Array(items) = found else {
            self.wrong_type(key, "strings", found, at);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            let at = self.place(item.span());
            match item.get_ref() {
                DeValue::String(text) => texts.push(Located::new(text.to_string(), at)),
                other => self.wrong_type(key, "strings", other, at),
            }
        }
        texts
    }

    /// A finite number.
    pub fn number(&self, key: &'static str) -> Option<Located<f64>> {
        let (found, at) = self.entry(key)?;
        let number = value::number(found);
        if number.is_none() {
            self.wrong_type(key, "number", found, at);
        }
        number.map(|number| Located::new(number, at))
    }

    /// A number that must be there.
    pub fn required_number(&self, key: &'static str) -> Option<Located<f64>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key);
            return None;
        }
        self.number(key)
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &'static str) -> Option<Located<bool>> {
        let (found, at) = self.entry(key)?;
        match found {
            DeValue::Boolean(boolean) => Some(Located::new(*boolean, at)),
            other => {
                self.wrong_type(key, "boolean", other, at);
                None
            }
        }
    }

    /// A calendar day.
    pub fn date(&self, key: &'static str) -> Option<Located<Date>> {
        let (found, at) = self.entry(key)?;
        self.read_date(key, found, at)
    }

    /// A calendar day that must be there.
    pub fn required_date(&self, key: &'static str) -> Option<Located<Date>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key);
            return None;
        }
        self.date(key)
    }

    /// A list of exactly two days.
    pub fn two_dates(&self, key: &'static str) -> Option<Located<(Date, Date)>> {
        let (found, at) = self.entry(key)?;
        let items = match found {
            DeValue::Array(items) if items.len() == 2 => items,
            other => {
                self.wrong_type(key, "two-dates", other, at);
                return None;
            }
        };
        let mut days = items.iter().filter_map(|item| {
            let at = self.place(item.span());
            self.read_date(key, item.get_ref(), at).map(|day| day.value)
        });
        let pair = (days.next()?, days.next()?);
        Some(Located::new(pair, at))
    }

    fn read_date(&self, key: &'static str, found: &DeValue<'_>, at: Span) -> Option<Located<Date>> {
        if self.report.impossible_days.iter().any(|day| day + self.report.offset == at.start) {
            let shown = self.report.source.slice(at).to_owned();
            self.report.push(Diagnostic::new("bad-date").with("key", key).with("date", shown), at);
            return None;
        }
        match value::date(found) {
            Some(Ok(day)) => return Some(Located::new(day, at)),
            Some(Err(shown)) => {
                self.report.push(Diagnostic::new("bad-date").with("key", key).with("date", shown), at);
            }
            None => self.wrong_type(key, "date", found, at),
        }
        None
    }

    /// One of a closed set of words.
    pub fn word<T>(
        &self,
        key: &'static str,
        words: &[&'static str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let typed = self.string(key)?;
        let value = read(&typed.value);
        if value.is_none() {
            let finding = Diagnostic::new("unknown-word")
                .with("key", key)
                .with("word", typed.value.clone())
                .with("words", words.join(", "));
            self.report.push(finding, typed.span);
        }
        value.map(|value| Located::new(value, typed.span))
    }

    /// One of a closed set of words that must be there.
    pub fn required_word<T>(
        &self,
        key: &'static str,
        words: &[&'static str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key);
            return None;
        }
        self.word(key, words, read)
    }

    /// A table within this one; `read` sees it, and its unknown keys are reported afterwards.
    pub fn table<T>(&self, key: &'static str, read: impl FnOnce(&Table<'_>) -> Option<T>) -> Option<T> {
        let (found, at) = self.entry(key)?;
        let DeValue::Table(inner) = found else {
            self.wrong_type(key, "table", found, at);
            return None;
        };
        let inner = Table::new(inner, at, self.report);
        let value = read(&inner);
        inner.finish();
        value
    }

    /// A table that must be there.
    pub fn required_table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Table<'_>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.asked.borrow_mut().push(key);
            self.missing(key);
            return None;
        }
        self.table(key, read)
    }

    /// A list of tables (`[[key]]`), each read with `read`; those that can't be read are left out.
    pub fn tables<T>(&self, key: &'static str, mut read: impl FnMut(&Table<'_>) -> Option<T>) -> Vec<T> {
        let Some((found, at)) = self.entry(key) else { return Vec::new() };
        let DeValue::Array(items) = found else {
            self.wrong_type(key, "tables", found, at);
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items.iter() {
            let at = self.place(item.span());
            let DeValue::Table(inner) = item.get_ref() else {
                self.wrong_type(key, "tables", item.get_ref(), at);
                continue;
            };
            let inner = Table::new(inner, at, self.report);
            values.extend(read(&inner));
            inner.finish();
        }
        values
    }

    /// Every entry of a table of texts whose keys the writer chooses, in order of the keys.
    pub fn map(&self, key: &'static str) -> Vec<(String, Located<String>)> {
        let Some((found, at)) = self.entry(key) else { return Vec::new() };
        let DeValue::Table(inner) = found else {
            self.wrong_type(key, "table", found, at);
            return Vec::new();
        };
        let mut entries = Vec::new();
        for (name, value) in inner.iter() {
            let at = self.place(value.span());
            match value.get_ref() {
                DeValue::String(text) => {
                    entries.push((name.get_ref().to_string(), Located::new(text.to_string(), at)))
                }
                other => self.wrong_type(key, "string", other, at),
            }
        }
        entries
    }

    /// Every table of a table whose keys the writer chooses, such as `[glossary.zh-Hant]`.
    pub fn maps(&self, key: &'static str) -> Vec<NamedTexts> {
        let (texts, maps) = self.texts_and_maps(key);
        for (_, text) in texts {
            let found = DeValue::String(text.value.into());
            self.wrong_type(key, "table", &found, text.span);
        }
        maps
    }

    /// The texts of a table whose keys the writer chooses, and every table in it: `[convert]` and
    /// `[convert.zh-Hant-HK]`.
    pub fn texts_and_maps(&self, key: &'static str) -> (Vec<(String, Located<String>)>, Vec<NamedTexts>) {
        let Some((found, at)) = self.entry(key) else { return Default::default() };
        let DeValue::Table(inner) = found else {
            self.wrong_type(key, "table", found, at);
            return Default::default();
        };
        let (mut own, mut maps) = (Vec::new(), Vec::new());
        for (name, value) in inner.iter() {
            let at = self.place(value.span());
            let entries = match value.get_ref() {
                DeValue::Table(entries) => entries,
                DeValue::String(text) => {
                    own.push((name.get_ref().to_string(), Located::new(text.to_string(), at)));
                    continue;
                }
                other => {
                    self.wrong_type(key, "table", other, at);
                    continue;
                }
            };
            let mut texts = Vec::new();
            for (term, rendering) in entries.iter() {
                match rendering.get_ref() {
                    DeValue::String(text) => texts.push((term.get_ref().to_string(), text.to_string())),
                    other => self.wrong_type(key, "string", other, self.place(rendering.span())),
                }
            }
            maps.push((Located::new(name.get_ref().to_string(), self.place(name.span())), texts));
        }
        (own, maps)
    }

    /// Reports the keys that nobody asked for, with the nearest one that exists.
    pub(super) fn finish(&self) {
        let asked = self.asked.borrow();
        for (name, _) in self.table.iter() {
            let typed = name.get_ref().as_ref();
            if asked.contains(&typed) {
                continue;
            }
            let near = asked
                .iter()
                .copied()
                .filter(|key| is_near(typed, key))
                .min_by_key(|key| strsim::damerau_levenshtein(typed, key));
            let finding = Diagnostic::new("unknown-key").with("key", typed);
            let finding = match near {
                Some(near) => finding.with("near", near).help("near"),
                None => {
                    let mut known: Vec<_> = asked.iter().copied().collect();
                    known.sort_unstable();
                    known.dedup();
                    finding.with("known", known.join(", "))
                }
            };
            self.report.push(finding, self.place(name.span()));
        }
    }
}

fn is_near(typed: &str, key: &str) -> bool {
    strsim::damerau_levenshtein(typed, key) <= 1 + key.chars().count() / 4
}

fn on_one_line_of(report: &Report, span: Span) -> Span {
    let span = span.shifted(report.offset);
    on_one_line(report.source.text(), span)
}

/// The help for a missing key: the catalogue has one of its own for keys that need an example.
fn key_help(key: &'static str) -> &'static str {
    match key {
        "date" | "source" | "title" | "quote" | "indicator" | "value" | "unit" | "name" | "places"
        | "base_url" | "code" | "published" => key,
        _ => "usual",
    }
}
