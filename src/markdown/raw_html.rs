//! Cuts raw HTML into tags that may stay and text.
//!
//! A piece of raw HTML in, tokens out: each tag complete, of a listed name, with listed attributes
//! only. Comments, other tags and the content of scripts are gone; text is text again, to be
//! searched, converted and escaped like any other. Balances nothing: `sanitise` does.

use super::escape;
use super::raw_tags::{self, RawTag};

/// A part of raw HTML, with its offset there.
pub(super) enum Token<'html> {
    Tag(RawTag),
    Text {
        offset: usize,
        text: &'html str,
    },
    /// A character reference, to be copied.
    Entity {
        offset: usize,
        text: &'html str,
    },
    LineEnd {
        offset: usize,
    },
}

/// The tokens of a piece of raw HTML. Linear in its length.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { html, tokens: Vec::new(), unclosed: Vec::new() };
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        lexer.text(at, start);
        match lexer.tag(start) {
            Some(end) => at = end,
            // No tag ends from here on, so that the rest is text.
            None => {
                at = start;
                break;
            }
        }
    }
    lexer.text(at, html.len());
    lexer.tokens
}

struct Lexer<'html> {
    html: &'html str,
    tokens: Vec<Token<'html>>,
    /// Names of elements known to have no end tag ahead.
    unclosed: Vec<&'static str>,
}

impl<'html> Lexer<'html> {
    /// Text without tags: line ends, character references and the rest.
    fn text(&mut self, start: usize, end: usize) {
        let mut at = start;
        for (number, line) in self.html[start..end].split('\n').enumerate() {
            let trimmed = if number > 0 { line.trim_start_matches([' ', '\t']) } else { line };
            if number > 0 {
                self.tokens.push(Token::LineEnd { offset: at - 1 });
            }
            self.line(at + line.len() - trimmed.len(), trimmed.trim_end_matches('\r'));
            at += line.len() + 1;
        }
    }

    fn line(&mut self, offset: usize, line: &'html str) {
        let mut copied = 0;
        for (index, _) in line.match_indices('&') {
            let body = &line[index + 1..];
            let length = body
                .bytes()
                .take(32)
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
                .count();
            if length == 0 || body.as_bytes().get(length) != Some(&b';') {
                continue;
            }
            self.plain(offset + copied, &line[copied..index]);
            let end = index + length + 2;
            self.tokens.push(Token::Entity { offset: offset + index, text: &line[index..end] });
            copied = end;
        }
        self.plain(offset + copied, &line[copied..]);
    }

    fn plain(&mut self, offset: usize, text: &'html str) {
        if !text.is_empty() {
            self.tokens.push(Token::Text { offset, text });
        }
    }

    /// Reads what begins with `<` at `start`; where it ends, or `None` when it never does.
    fn tag(&mut self, start: usize) -> Option<usize> {
        let rest = &self.html[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            return Some(comment.find("-->").map_or(self.html.len(), |end| start + 4 + end + 3));
        }
        let is_end = rest.starts_with('/');
        let name_start = start + 1 + usize::from(is_end);
        let name_length = self.html[name_start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if !self.html.as_bytes().get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            if is_end || rest.starts_with(['!', '?']) {
                return rest.find('>').map(|end| start + end + 2);
            }
            self.plain(start, &self.html[start..=start]);
            return Some(start + 1);
        }
        let name = self.html[name_start..name_start + name_length].to_ascii_lowercase();
        let (attributes, end) = attributes(self.html, name_start + name_length)?;
        if let Some(dropped) = raw_tags::goes_with_content(&name) {
            return Some(if is_end { end } else { self.content_end(dropped, end) });
        }
        let tag = RawTag::written(start, &name, is_end, &attributes);
        self.tokens.extend(tag.map(Token::Tag));
        Some(end)
    }

    /// Where the end tag of the element stands whose content begins at `start`; `start` without one.
    fn content_end(&mut self, name: &'static str, start: usize) -> usize {
        if self.unclosed.contains(&name) {
            return start;
        }
        let rest = &self.html.as_bytes()[start..];
        let found = rest.windows(name.len() + 2).position(|window| {
            window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes())
        });
        if found.is_none() {
            self.unclosed.push(name);
        }
        start + found.unwrap_or(0)
    }
}

/// The attributes from `start` on, and the offset behind the tag's `>`; `None` when it has none.
fn attributes(html: &str, start: usize) -> Option<(Vec<(String, &str)>, usize)> {
    let bytes = html.as_bytes();
    let space_end =
        |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut at = start;
    loop {
        at = space_end(at);
        match bytes.get(at)? {
            b'>' => return Some((found, at + 1)),
            b'/' => {
                at += 1;
                continue;
            }
            _ => {}
        }
        let name_start = at;
        // An equals sign that begins a name belongs to it.
        at += 1;
        while !matches!(bytes.get(at)?, b'>' | b'/' | b'=') && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        let name = html.get(name_start..at).unwrap_or_default().to_ascii_lowercase();
        let mut value = "";
        let equals = space_end(at);
        if bytes.get(equals) == Some(&b'=') {
            at = space_end(equals + 1);
            let quote = *bytes.get(at)?;
            let value_start = at + usize::from(quote == b'"' || quote == b'\'');
            let length = match quote {
                b'"' | b'\'' => bytes[value_start..].iter().position(|&byte| byte == quote)?,
                _ => bytes[at..].iter().position(|byte| *byte == b'>' || byte.is_ascii_whitespace())?,
            };
            value = html.get(value_start..value_start + length).unwrap_or_default();
            at = value_start + length + usize::from(value_start > at);
        }
        if !found.iter().any(|earlier| earlier.0 == name) {
            found.push((name, value));
        }
    }
}

/// Replaces the target of a written `<a …>` by what `resolve` makes of it.
pub(super) fn resolve_target(tag: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let start = tag.find(" href=\"")? + " href=\"".len();
    let end = start + tag[start..].find('"')?;
    let target = &tag[start..end];
    if target.contains('&') {
        return None;
    }
    let resolved = resolve(target)?;
    let mut out = tag[..start].to_owned();
    escape::push_url(&mut out, &resolved);
    out.push_str(&tag[end..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let show = |token: &Token<'_>| match token {
            Token::Tag(tag) => tag.text.clone(),
            Token::Text { text, .. } => format!("({text})"),
            Token::Entity { text, .. } => format!("[{text}]"),
            Token::LineEnd { .. } => "/".to_owned(),
        };
        tokens(html).iter().map(show).collect()
    }

    #[test]
    fn listed_tags_stay_with_listed_attributes() {
        assert_eq!(shown("<B id=x onclick='a>b'>粗</B>"), "<b>(粗)</b>");
        assert_eq!(shown("<abbr title='a\"b'>x"), "<abbr title=\"a&quot;b\">(x)");
        assert_eq!(shown("<blink>x</blink>"), "(x)");
    }

    #[test]
    fn scripts_and_comments_go_with_their_content() {
        assert_eq!(shown("a<script>alert(1)</SCRIPT>b<!-- c -->d"), "(a)(b)(d)");
        assert_eq!(shown("a<script>b"), "(a)(b)");
        assert_eq!(shown("a<!-- b"), "(a)");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(shown("3 < 5 &amp; &x"), "(3 )(<)( 5 )[&amp;]( &x)");
        assert_eq!(shown("a <b title=\"x"), "(a )(<b title=\"x)");
    }

    #[test]
    fn lines_lose_their_indentation() {
        assert_eq!(shown("<tr>\n  <td>甲"), "<tr>/<td>(甲)");
    }
}
