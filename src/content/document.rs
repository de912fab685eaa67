//! One file split into front matter and body.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::strict_toml::{self, Table};
use crate::text::{Source, Span};

/// A document whose front matter has been read.
#[derive(Debug, Clone)]
pub struct Document<F> {
    /// The whole file.
    pub source: Arc<Source>,
    /// The front matter.
    pub front: F,
    /// Where the Markdown body stands in the file.
    pub body: Span,
}

impl<F> Document<F> {
    /// The Markdown body.
    pub fn body(&self) -> &str {
        self.source.slice(self.body)
    }
}

/// Finds the front matter (between lines of `+++`) and the body.
pub fn split(source: &Arc<Source>) -> Result<(Span, Span), Diagnostic> {
    let text = source.text();
    let fence = |from: usize| -> Option<(usize, usize)> {
        let mut start = from;
        for line in text[from..].split_inclusive('\n') {
            if line.trim_end() == "+++" {
                return Some((start, start + line.len()));
            }
            start += line.len();
        }
        None
    };
    let first_line = text.split_inclusive('\n').next().unwrap_or("");
    if first_line.trim_end() != "+++" {
        let end = first_line.trim_end().len();
        return Err(Diagnostic::new("no-front-matter").at(source, Span::new(0, end)));
    }
    match fence(first_line.len()) {
        Some((end, body)) => Ok((Span::new(first_line.len(), end), Span::new(body, text.len()))),
        None => Err(Diagnostic::new("unclosed-front-matter").at(source, Span::new(0, 3))),
    }
}

/// Reads a document with the reader of its kind.
pub fn read<F>(
    source: &Arc<Source>,
    diagnostics: &mut Diagnostics,
    front: impl FnOnce(&Table<'_>) -> Option<F>,
) -> Option<Document<F>> {
    match split(source) {
        Ok((matter, body)) => strict_toml::read(source, matter, diagnostics, front).map(|front| Document {
            source: Arc::clone(source),
            front,
            body,
        }),
        Err(fault) => {
            diagnostics.push(fault);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(String, String), &'static str> {
        let source = Arc::new(Source::new("a.md", text));
        split(&source)
            .map(|(front, body)| (source.slice(front).to_owned(), source.slice(body).to_owned()))
            .map_err(|finding| finding.code)
    }

    #[test]
    fn windows_line_ends_are_fine() {
        assert_eq!(parts("+++\r\na = 1\r\n+++\r\n正文"), Ok(("a = 1\r\n".into(), "正文".into())));
    }

    #[test]
    fn a_text_without_a_fence_has_no_front_matter() {
        assert_eq!(parts("# 标题\n"), Err("no-front-matter"));
        assert_eq!(parts(""), Err("no-front-matter"));
        assert_eq!(parts("+++\na = 1\n"), Err("unclosed-front-matter"));
    }
}
