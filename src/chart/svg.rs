//! Writes SVG elements.
//!
//! Names, attributes and texts in, markup out: every value escaped, numbers
//! with two decimals at most, so that the same drawing is the same bytes on
//! every machine. Knows nothing of charts.

/// SVG markup under construction.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Opens `<name …>`; [`Markup::close`] must follow.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// Closes `</name>`.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// An element that holds `text`.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        escape_into(&mut self.0, text);
        self.close(name);
    }

    /// Opens the `<svg>` of a drawing: what it is called, what it shows in words, how large it is in its own
    /// units. [`Markup::close`] must follow.
    pub(super) fn drawing(&mut self, id: &str, named: [&str; 2], size: (f64, f64), font_size: f64) {
        let (title_id, description_id) = (format!("{id}-title"), format!("{id}-desc"));
        self.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "chart"),
                ("role", "img"),
                ("aria-labelledby", &format!("{title_id} {description_id}")),
                ("viewBox", &format!("0 0 {} {}", number(size.0), number(size.1))),
                ("font-size", &number(font_size)),
            ],
        );
        self.text("title", &[("id", &title_id)], named[0]);
        self.text("desc", &[("id", &description_id)], named[1]);
    }

    /// Words whose line begins at a point.
    pub(super) fn words(&mut self, class: &str, words: &str, at: (f64, f64)) {
        self.text("text", &[("class", class), ("x", &number(at.0)), ("y", &number(at.1))], words);
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        self.empty("line", &[("class", class), ("x1", &x1), ("x2", &x2), ("y1", &y1), ("y2", &y2)]);
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push(' ');
            self.0.push_str(key);
            self.0.push_str("=\"");
            escape_into(&mut self.0, value);
            self.0.push('"');
        }
    }

    /// The markup.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// A coordinate with two decimals at most: `12`, `12.5`, `0.33`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// An id with only such characters as an id list and a URL take.
pub(super) fn safe_id(id: &str) -> String {
    let safe = |character: char| {
        if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' }
    };
    id.chars().map(safe).collect()
}

/// Appends `text` as character data; characters that XML forbids are left out.
fn escape_into(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_at_most() {
        assert_eq!(number(12.0), "12");
        assert_eq!(number(1.0 / 3.0), "0.33");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(100.0), "100");
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        let mut markup = Markup::default();
        markup.text("text", &[("class", "a\"b")], "<b>&\u{0}");
        assert_eq!(markup.finish(), "<text class=\"a&quot;b\">&lt;b&gt;&amp;</text>");
    }
}
