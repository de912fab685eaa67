//! A proposal as a `[[metrics]]` table of a front matter.

use std::borrow::Cow;

use crate::domain::{Change, Qualifier};
use crate::extract::Proposal;

/// What a table says beside the proposal's own values.
#[derive(Debug)]
pub struct MetricTable<'a> {
    /// The figure.
    pub proposal: &'a Proposal,
    /// A comment behind the header.
    pub heading: Option<&'a str>,
    /// Comments below it, a line each.
    pub notes: Vec<String>,
    /// The place id, where it isn't the article's first.
    pub place: Option<&'a str>,
    /// The scope in the article's script.
    pub scope: Option<Cow<'a, str>>,
    /// The words of the body that state it.
    pub quote: &'a str,
}

/// Bytes of a table beside its quote.
const TABLE: usize = 320;

impl MetricTable<'_> {
    /// The table as TOML, each line with its end.
    pub fn toml(&self) -> String {
        let proposal = self.proposal;
        let mut text = String::with_capacity(TABLE + self.quote.len());
        text.push_str("[[metrics]]");
        if let Some(heading) = self.heading {
            text.extend(["  # ", &on_one_line(heading)]);
        }
        text.push('\n');
        for note in &self.notes {
            text.extend(["# ", &on_one_line(note), "\n"]);
        }
        let mut line = |key: &str, value: &str| text.extend([key, " = ", value, "\n"]);
        line("indicator", &quoted(&proposal.indicator));
        line("value", &number(proposal.value));
        line("unit", &quoted(&proposal.unit));
        if proposal.qualifier != Qualifier::Exact {
            line("qualifier", &quoted(proposal.qualifier.word()));
        }
        if let Some(period) = proposal.period {
            line("period", &format!("[{}, {}]", period.from(), period.to()));
        }
        let texts = [
            ("place", self.place),
            ("agency", proposal.agency.as_deref()),
            ("scope", self.scope.as_deref()),
            ("scam", proposal.scam.as_deref()),
            ("per", proposal.per.map(|per| per.word())),
        ];
        for (key, value) in texts {
            if let Some(value) = value {
                line(key, &quoted(value));
            }
        }
        if let Some(change) = &proposal.change {
            line("change", &changed(change));
        }
        line("quote", &quoted(self.quote));
        text
    }
}

/// The lines as comments.
pub fn commented(lines: &str) -> String {
    let mut text = String::with_capacity(lines.len() + lines.len() / 4);
    for line in lines.lines() {
        text.extend([if line.is_empty() { "#" } else { "# " }, line, "\n"]);
    }
    text
}

fn changed(change: &Change) -> String {
    format!(
        "{{ direction = {}, value = {}, unit = {}, basis = {} }}",
        quoted(change.direction.word()),
        number(change.value),
        quoted(&change.unit),
        quoted(change.basis.word())
    )
}

fn number(value: f64) -> String {
    // Of noughts there are two.
    let is_whole = value.fract() == 0.0 && value.abs() < 9e15 && value != 0.0;
    if is_whole { (value as i64).to_string() } else { value.to_string() }
}

/// A comment ends with its line, and TOML allows no control characters in it.
fn on_one_line(text: &str) -> Cow<'_, str> {
    if !may_have_control(text) {
        return text.into();
    }
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// A TOML string.
pub fn quoted(text: &str) -> String {
    if !may_have_control(text) && memchr::memchr2(b'"', b'\\', text.as_bytes()).is_none() {
        return ["\"", text, "\""].concat();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            other if other.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a byte stands in a text with which a control character begins.
fn may_have_control(text: &str) -> bool {
    // Those beyond ASCII begin with C2.
    text.bytes().fold(false, |any, byte| any | (byte < b' ') | (byte == 0x7f) | (byte == 0xc2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_toml_string() {
        for text in ["他说\"不\"", "a\\b", "一\n二\u{7f}", "一\u{85}二·°", "🚨"] {
            let table: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).expect("TOML");
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }

    #[test]
    fn values_are_written_without_a_fraction_they_do_not_have() {
        let values = [-5e7, 43.88, 0.1, 0.0, -0.0, 1e16];
        assert_eq!(values.map(number), ["-50000000", "43.88", "0.1", "0", "-0", "10000000000000000"]);
    }
}
