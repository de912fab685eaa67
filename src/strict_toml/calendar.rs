//! Days that look right and that no calendar has, such as 2025-02-30.
//!
//! TOML's grammar refuses them, which would hide every other fault of the text; so they are found first and
//! a day that exists stands in for each while the text is parsed.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

/// What stands in: as long as what it replaces, so that all places stay.
const STAND_IN: &str = "2000-01-01";

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b\d{4}-\d{2}-\d{2}\b").ok());

/// The text with every impossible day replaced, and where they stood, in bytes.
pub fn without_impossible_days(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let Some(day) = DAY.as_ref() else { return (Cow::Borrowed(text), Vec::new()) };
    let starts: Vec<usize> = day
        .find_iter(text)
        .filter(|found| found.as_str().parse::<Date>().is_err() && is_bare(text, found.start()))
        .map(|found| found.start())
        .collect();
    if starts.is_empty() {
        return (Cow::Borrowed(text), starts);
    }
    let mut changed = text.to_owned();
    for start in &starts {
        changed.replace_range(*start..*start + STAND_IN.len(), STAND_IN);
    }
    (Cow::Owned(changed), starts)
}

/// Whether a place of a line lies outside of texts in quotes and of comments.
fn is_bare(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut quote = None;
    for character in text[line..at].chars() {
        match (quote, character) {
            (None, '#') => return false,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    quote.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_days_that_no_calendar_has_are_replaced() {
        let text =
            "a = 2025-02-30\nb = 2024-02-29\nc = \"2025-02-30\" # 2025-13-01\nd = [2025-01-01, 2025-13-01]\n";
        let (changed, starts) = without_impossible_days(text);
        assert_eq!(starts, [4, text.rfind("2025-13").unwrap_or(0)]);
        assert_eq!(changed.len(), text.len());
        assert!(changed.contains("c = \"2025-02-30\" # 2025-13-01"));
    }
}
