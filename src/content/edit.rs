//! Puts figures into the front matter of an article that exists.
//!
//! The article's text and the new `[[metrics]]` tables in, the whole new text out: what was there stays
//! byte for byte. Writes no file and judges no figure.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::article::{ArticleFront, read_article};
use super::document::{Document, read, split};
use crate::diag::{Diagnostic, Diagnostics};
use crate::text::{Source, Span};

/// Reads an article; faults of its front matter go to `diagnostics`.
pub fn article(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<Document<ArticleFront>> {
    let mut found = Diagnostics::new();
    let document = read(source, &mut found, read_article);
    let whole = found.errors() == 0;
    diagnostics.extend(found);
    document.filter(|_| whole)
}

/// The article with `tables` added, each a `[[metrics]]` table that ends with a line end: after the last
/// one there is, else at the end of the front matter. Lines end as the article's do.
///
/// Where the figures are written as one list (`metrics = […]`), no table can follow it; that is told.
pub fn with_metrics(source: &Arc<Source>, tables: &[String]) -> Result<String, Diagnostic> {
    let (matter, _) = split(source)?;
    let at = insertion(source, matter)?;
    let text = source.text();
    let line_end = if text.split_inclusive('\n').next().is_some_and(|line| line.ends_with("\r\n")) {
        "\r\n"
    } else {
        "\n"
    };
    let added: String = tables.iter().map(|table| format!("\n{table}")).collect();
    let added = added.replace('\n', line_end);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    Ok(format!("{before}{added}{after}"))
}

/// The byte at which tables may be added.
fn insertion(source: &Arc<Source>, matter: Span) -> Result<usize, Diagnostic> {
    let text = source.slice(matter);
    let (root, _) = DeTable::parse_recoverable(text);
    let metrics = root.get_ref().iter().find(|(name, _)| name.get_ref() == "metrics");
    let Some((_, metrics)) = metrics else { return Ok(matter.end) };
    let last = match metrics.get_ref() {
        DeValue::Array(items) => items.iter().last(),
        _ => None,
    };
    let opens_table = last.is_some_and(|table| text.get(table.span()).is_some_and(|it| it.starts_with('[')));
    let Some(last) = last.filter(|_| opens_table) else {
        let at = Span::from(metrics.span()).shifted(matter.start);
        return Err(Diagnostic::new("metrics-in-one-list").at(source, at));
    };
    let end = end_of_values(last);
    let rest = text.get(end..).unwrap_or("");
    let end = end + rest.find('\n').map_or(rest.len(), |line_end| line_end + 1);
    Ok(matter.start + end + own_comments(text.get(end..).unwrap_or("")))
}

/// The bytes of comments that belong to the table before them: a gap follows them, and no header.
fn own_comments(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        match line.trim_start().chars().next() {
            Some('#') => length += line.len(),
            None => return length,
            Some(_) => return 0,
        }
    }
    length
}

/// The byte behind everything that a table holds.
fn end_of_values(value: &Spanned<DeValue<'_>>) -> usize {
    let own = value.span().end;
    match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, inner)| end_of_values(inner)).fold(own, usize::max),
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "[[metrics]]\nvalue = 2\n";

    fn added(text: &str) -> Result<String, &'static str> {
        let source = Arc::new(Source::new("a.md", text));
        with_metrics(&source, &[NEW.to_owned()]).map_err(|fault| fault.code)
    }

    #[test]
    fn a_table_follows_the_last_one_and_its_comment_stays() {
        let text =
            "+++\n[[metrics]] # a\nvalue = 1  # 核对过\n# 另记\n\n# 时间线\n[[events]]\nx = 1\n+++\n正文\n";
        let wanted = text.replace("# 另记\n", "# 另记\n\n[[metrics]]\nvalue = 2\n");
        assert_eq!(added(text), Ok(wanted));
    }

    #[test]
    fn a_comment_that_opens_the_next_table_stays_with_it() {
        let text = "+++\n[[metrics]]\nvalue = 1\n# 时间线\n[[events]]\nx = 1\n+++\n正文\n";
        let wanted = text.replace("# 时间线", "\n[[metrics]]\nvalue = 2\n# 时间线");
        assert_eq!(added(text), Ok(wanted));
    }

    #[test]
    fn a_table_within_the_last_one_stays_whole() {
        let text = "+++\n[[metrics]]\nvalue = 1\n[metrics.change]\nvalue = 3\n+++\n";
        let wanted =
            "+++\n[[metrics]]\nvalue = 1\n[metrics.change]\nvalue = 3\n\n[[metrics]]\nvalue = 2\n+++\n";
        assert_eq!(added(text).as_deref(), Ok(wanted));
    }

    #[test]
    fn without_a_figure_the_table_closes_the_front_matter() {
        let text = "+++\na = 1\n[source]\nname = \"b\"\n# 完\n+++\n正文";
        let wanted = "+++\na = 1\n[source]\nname = \"b\"\n# 完\n\n[[metrics]]\nvalue = 2\n+++\n正文";
        assert_eq!(added(text).as_deref(), Ok(wanted));
    }

    #[test]
    fn what_looks_like_a_table_within_a_text_is_none() {
        let text = "+++\n[[metrics]]\nquote = \"\"\"\n[[metrics]]\n[x]\n\"\"\"\n[b]\nc = 1\n+++\n";
        let wanted = "+++\n[[metrics]]\nquote = \"\"\"\n[[metrics]]\n[x]\n\"\"\"\n\n[[metrics]]\nvalue = 2\n[b]\nc = 1\n+++\n";
        assert_eq!(added(text).as_deref(), Ok(wanted));
    }

    #[test]
    fn windows_line_ends_are_kept() {
        let text = "+++\r\na = 1\r\n+++\r\n正文\r\n";
        assert_eq!(
            added(text).as_deref(),
            Ok("+++\r\na = 1\r\n\r\n[[metrics]]\r\nvalue = 2\r\n+++\r\n正文\r\n")
        );
    }

    #[test]
    fn a_list_on_one_line_takes_no_table() {
        assert_eq!(added("+++\nmetrics = [{ value = 1 }]\n+++\n"), Err("metrics-in-one-list"));
        assert_eq!(added("+++\nmetrics = []\n+++\n"), Err("metrics-in-one-list"));
    }
}
