//! Records in a translation's front matter which original it was made from.
//!
//! The translation's text and a fingerprint in, the whole new text out: all else stays byte for byte. Writes no
//! file.

use std::sync::Arc;

use toml::de::DeTable;

use super::document::split;
use crate::diag::Diagnostic;
use crate::text::Source;

/// The translation with `original = "FINGERPRINT"`: in place of the one it has, else as its first key.
pub fn with_original(source: &Arc<Source>, fingerprint: &str) -> Result<String, Diagnostic> {
    let (matter, _) = split(source)?;
    let text = source.text();
    let (root, _) = DeTable::parse_recoverable(source.slice(matter));
    let known = root.get_ref().iter().find(|(name, _)| name.get_ref() == "original");
    if let Some((_, value)) = known {
        let span = value.span();
        let before = text.get(..matter.start + span.start).unwrap_or_default();
        let after = text.get(matter.start + span.end..).unwrap_or_default();
        return Ok(format!("{before}\"{fingerprint}\"{after}"));
    }
    let (before, after) = text.split_at_checked(matter.start).unwrap_or((text, ""));
    let line_end = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
    Ok(format!("{before}original = \"{fingerprint}\"{line_end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(text: &str) -> Option<String> {
        with_original(&Arc::new(Source::new("a.en.md", text)), "xxh3:1").ok()
    }

    #[test]
    fn it_comes_first_and_stands_for_the_one_before_it() {
        let first = recorded("+++\r\ntitle = \"A\"\r\n[terms]\r\n\"甲\" = \"A\"\r\n+++\r\nText\r\n");
        let wanted =
            "+++\r\noriginal = \"xxh3:1\"\r\ntitle = \"A\"\r\n[terms]\r\n\"甲\" = \"A\"\r\n+++\r\nText\r\n";
        assert_eq!(first.as_deref(), Some(wanted));
        assert_eq!(recorded(wanted).as_deref(), Some(wanted));
    }

    #[test]
    fn a_key_of_an_inner_table_is_left_alone() {
        let text = "+++\ntitle = \"A\"\n[terms]\noriginal = \"B\"\n+++\n";
        let wanted = "+++\noriginal = \"xxh3:1\"\ntitle = \"A\"\n[terms]\noriginal = \"B\"\n+++\n";
        assert_eq!(recorded(text).as_deref(), Some(wanted));
    }
}
