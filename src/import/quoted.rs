//! Short texts in quotation marks, and where lists of them may name a campaign.
//!
//! A folded text in; the quoted texts and the stretches worth a closer look out.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::line::is_numeric;
use super::tables::PageRole;
use crate::lexicon::Dictionary;

/// What a campaign may be.
static NOUNS: LazyLock<Dictionary<()>> = LazyLock::new(|| {
    let nouns = [PageRole::Action, PageRole::CaseAction].into_iter().flat_map(PageRole::words);
    Dictionary::new(nouns.map(|noun| (noun, ())))
});

/// Characters of the longest text in quotation marks that may be a name.
const LONGEST_QUOTED: usize = 18;

/// The short texts in quotation marks, each with the byte at which its mark stands.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    quoted_at(text, memmem::find_iter(text.as_bytes(), "“"))
}

/// The same where the places are known at which such a mark may stand.
pub(super) fn quoted_at(
    text: &str,
    places: impl Iterator<Item = usize>,
) -> impl Iterator<Item = (usize, &str)> {
    places.filter_map(|at| {
        let inside = text[at..].strip_prefix('“')?;
        let mut near = inside.char_indices().take(LONGEST_QUOTED + 1);
        let (end, mark) = near.find(|(_, one)| matches!(one, '“' | '”'))?;
        (mark == '”' && end > 0).then_some((at, &inside[..end]))
    })
}

/// The stretches in which a list of names in quotation marks may be followed by what they name.
pub(super) fn runs_with_noun<'t>(
    text: &'t str,
    quoted: &'t [(usize, &'t str)],
) -> impl Iterator<Item = Range<usize>> + 't {
    let mut names = quoted.iter().copied().peekable();
    let run = move || {
        let (start, name) = names.next()?;
        let mut end = start + quoted_length(name);
        let goes_on = |end: usize, next: usize| end == next || is_link(&text[end..next]);
        while let Some((at, name)) = names.next_if(|(at, _)| goes_on(end, *at)) {
            end = at + quoted_length(name);
        }
        let behind = &text[end..];
        let stretch = without_links(behind).trim_start_matches(is_of_name);
        Some((start..text.len() - stretch.len(), end))
    };
    let named = move |(run, end): (Range<usize>, usize)| {
        let behind = &text[end..run.end];
        NOUNS.scan(behind).next().map(|_| run)
    };
    std::iter::from_fn(run).filter_map(named)
}

/// The marks that join names in quotation marks, as some words do.
const LINKS: [char; 3] = ['、', ',', '，'];

/// A text behind the link that it begins with.
fn behind_link(text: &str) -> Option<&str> {
    text.strip_prefix(LINKS).or_else(|| text.strip_prefix(PageRole::Link.begins(text)?))
}

fn without_links(mut text: &str) -> &str {
    while let Some(behind) = behind_link(text) {
        text = behind;
    }
    text
}

fn is_link(text: &str) -> bool {
    behind_link(text).is_some_and(str::is_empty)
}

fn is_of_name(one: char) -> bool {
    matches!(one, '\u{4E00}'..='\u{9FFF}') || is_numeric(one)
}

fn quoted_length(inside: &str) -> usize {
    '“'.len_utf8() + inside.len() + '”'.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_before_a_noun_is_one_run() {
        let text = "推进“云剑”“断卡”、“拔钉”和“净网”等专项行动，“反诈”宣传";
        let all: Vec<(usize, &str)> = quoted(text).collect();
        assert_eq!(all.len(), 5);
        let runs: Vec<&str> = runs_with_noun(text, &all).map(|run| &text[run]).collect();
        assert_eq!(runs, ["“云剑”“断卡”、“拔钉”和“净网”等专项行动"]);
    }

    #[test]
    fn long_and_open_quotations_are_none() {
        assert_eq!(quoted(&format!("“{}”", "案".repeat(19))).count(), 0);
        assert_eq!(quoted("“甲“乙”").collect::<Vec<_>>(), [("“甲".len(), "乙")]);
    }
}
