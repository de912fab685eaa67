//! Whether a text is HTML.
//!
//! A text in, yes or no out. A text that was pasted with a tag or two is none.

/// Whether a text is HTML: it says so, or has the tags of paragraphs.
pub(in crate::import) fn is_html(text: &str) -> bool {
    // The machine finds a byte much faster than a character, and most lines have none.
    let has_tag = |text: &str| memchr::memchr(b'<', text.as_bytes()).is_some();
    if !has_tag(text) {
        return false;
    }
    if begins_as_html(text.trim_start()) {
        return true;
    }
    let tags = ["</p>", "</P>", "<br", "<BR", "</div>", "</DIV>"];
    let is_marked = |line: &&str| has_tag(line) && tags.iter().any(|tag| line.contains(tag));
    let filled = || text.lines().filter(|line| !line.trim().is_empty());
    let count = |tag: &str| {
        let begun = memchr::memchr_iter(b'<', text.as_bytes());
        begun.filter(|at| text[*at..].starts_with(tag)).count()
    };
    // A text that was pasted with a tag or two keeps its own lines.
    tags.iter().any(|tag| count(tag) >= 2) && filled().filter(is_marked).count() * 4 >= filled().count()
}

/// Characters in which a page of HTML has its first tags.
const HEAD: usize = 1000;

/// Whether a text opens with what only pages of HTML open with.
fn begins_as_html(text: &str) -> bool {
    let opens = |at: usize, tag: &str| {
        let begun = text.as_bytes().get(at..at + tag.len());
        begun.is_some_and(|begun| begun.eq_ignore_ascii_case(tag.as_bytes()))
    };
    // No character has more than four bytes.
    let head = text.as_bytes().get(..4 * HEAD).unwrap_or(text.as_bytes());
    let tag = |at: usize| ["<html", "<body"].into_iter().find(|tag| opens(at, tag));
    let in_head = |at: usize, tag: &str| text[..at].chars().count() + tag.len() <= HEAD;
    opens(0, "<!doctype html")
        || memchr::memchr_iter(b'<', head).any(|at| tag(at).is_some_and(|tag| in_head(at, tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_mentions_a_tag_is_no_html() {
        assert!(!is_html(
            "• <acronym id=\"a\"></acronym>\n正文一段。<br>\n又一段。\n第三段。\n第四段。\n第五段。<br>\n六\n七\n八\n九"
        ));
        assert!(is_html("<div>一</div><div>二</div>"));
    }
}
