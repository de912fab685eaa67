//! Names of spam that are put between 《》 into the middle of an article's sentences.
//!
//! A text in, the text without them and what was cut out. Names of laws, books and applications stay:
//! a name goes only where two words of the table meet in it, one of them a strong one, and nothing in
//! it speaks of fraud.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;

use super::line_words::is_on_topic;
use super::squeezed::Squeezed;
use super::tables::rows;
use crate::lexicon::Dictionary;

/// Characters of the longest such name.
const LONGEST: usize = 24;

/// The words with their rows, and whether a name without one of them is none of spam.
static WORDS: LazyLock<Dictionary<(usize, bool)>> = LazyLock::new(|| {
    let words = rows(TABLE).enumerate();
    Dictionary::new(words.map(|(row, [word, kind])| (word, (row, kind == STRONG))))
});

const TABLE: &str = include_str!("data/inserted_spam.tsv");
const STRONG: &str = "strong";

/// The text without names of spam, and these names with their marks.
pub(super) fn without_inserted(text: &str) -> (Cow<'_, str>, Vec<String>) {
    let mut removed = Vec::new();
    let mut rest = String::new();
    let mut from = 0;
    for open in memmem::find_iter(text.as_bytes(), "《") {
        let Some(name) = text.get(open..).and_then(name).filter(|_| open >= from) else { continue };
        if is_spam(name) {
            rest.push_str(text.get(from..open).unwrap_or_default());
            from = open + name.len();
            removed.push(name.to_owned());
        }
    }
    if removed.is_empty() {
        return (Cow::Borrowed(text), removed);
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    (Cow::Owned(rest), removed)
}

/// The name with its marks that `text` begins with.
fn name(text: &str) -> Option<&str> {
    let (close, _) = text.char_indices().take(LONGEST).find(|(_, mark)| matches!(mark, '》' | '\n'))?;
    let name = text.get(..close + '》'.len_utf8())?;
    name.ends_with('》').then_some(name)
}

fn is_spam(name: &str) -> bool {
    let squeezed = Squeezed::of(name);
    let mut found: Vec<(usize, bool)> =
        WORDS.scan(&squeezed).flat_map(|found| found.meanings).copied().collect();
    found.sort_unstable();
    found.dedup();
    let strong = found.iter().any(|(_, strong)| *strong);
    found.len() > 1 && strong && !is_on_topic(&squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_spam_go_and_sentences_close_over_them() {
        let (text, removed) =
            without_inserted("把志愿者和《某某體育下載》网格员编入队伍，返还两亿元。《高清看球官网》");
        assert_eq!(text, "把志愿者和网格员编入队伍，返还两亿元。");
        assert_eq!(removed, ["《某某體育下載》", "《高清看球官网》"]);
    }

    #[test]
    fn names_of_laws_and_guides_stay() {
        for text in [
            "《互联网直播服务管理规定》",
            "《国家反诈中心APP下载注册指南》",
            "《体育法》",
            "《官网",
            "《下载\n体育》",
        ] {
            assert!(without_inserted(text).1.is_empty(), "{text}");
        }
    }

    #[test]
    fn every_word_makes_a_name_spam() {
        for [word, kind] in rows(TABLE) {
            let name = format!("《{word}{}》", if kind == STRONG { "彩票" } else { "投注" });
            let own = if word == "彩票" { "《彩票开户》".to_owned() } else { name };
            assert_eq!(without_inserted(&own).1.len(), 1, "{own}");
        }
    }
}
