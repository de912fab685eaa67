//! Escapes values for the place in HTML where they go.
//!
//! Text in, the same text appended with what is special there replaced. Decides on no URL's safety.

use std::fmt::Write;

/// Appends text between tags.
pub(super) fn push_text(out: &mut String, text: &str) {
    push_escaped(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Appends the value of a double-quoted attribute.
pub(super) fn push_attribute(out: &mut String, value: &str) {
    push_escaped(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Appends the value of an attribute as it was written, its character references kept.
pub(super) fn push_written_attribute(out: &mut String, value: &str) {
    push_escaped(out, value, |byte| match byte {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Appends a URL as the value of a double-quoted attribute; what a URL may not hold becomes `%XX`.
pub(super) fn push_url(out: &mut String, url: &str) {
    for byte in url.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-._~!*();/?:@=+$,#%".contains(&byte) => out.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

fn push_escaped(out: &mut String, text: &str, replacement: fn(u8) -> Option<&'static str>) {
    let mut copied = 0;
    for (index, byte) in text.bytes().enumerate() {
        if let Some(entity) = replacement(byte) {
            out.push_str(&text[copied..index]);
            out.push_str(entity);
            copied = index + 1;
        }
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_quotes_and_loses_tags() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&\"断卡\"");
        assert_eq!(out, "a&lt;b&gt;&amp;\"断卡\"");
    }

    #[test]
    fn an_attribute_cannot_be_left() {
        let mut out = String::new();
        push_attribute(&mut out, "\" onload=\"x");
        assert_eq!(out, "&quot; onload=&quot;x");
    }

    #[test]
    fn a_url_is_percent_encoded_once() {
        let mut out = String::new();
        push_url(&mut out, "/断?a=1&b=%20\"");
        assert_eq!(out, "/%E6%96%AD?a=1&amp;b=%20%22");
    }
}
