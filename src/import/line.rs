//! Lines of a page before it is known which of them are its article.
//!
//! What `html` and `plain` both make. Holds text and what the markup said of it, and judges nothing.

use super::characters::{Characters, WIDE};
use crate::text::code_points;

/// A stretch of text that the page sets apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    /// The text, without blanks around it; never empty.
    pub text: String,
    /// How many of its characters stand in links.
    pub linked: usize,
    /// Level of a heading that the markup makes it.
    pub heading: Option<u8>,
    /// Whether the markup says that it belongs to the site and not to the article.
    pub chrome: bool,
    /// Whether an empty line or a paragraph's start stands before it.
    pub apart: bool,
    /// Whether it begins with blanks, as a paragraph in print does.
    pub indented: bool,
    /// Whether it is a row of a table.
    pub row: bool,
    /// Whether it is a sentence without a stop, broken into short lines.
    pub broken: bool,
}

impl Line {
    /// A line that nothing is known of.
    #[cfg(test)]
    pub fn of(text: &str) -> Line {
        Line { text: text.to_owned(), apart: true, ..Line::default() }
    }

    /// Whether most of it is links.
    pub fn is_link(&self) -> bool {
        self.linked > 0 && self.linked * 10 > self.text.chars().count() * 6
    }
}

/// What a page's markup says of the article as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Head {
    /// `<title>`.
    pub title: Option<String>,
    /// `<meta>` by lower-case name, and the canonical address under `canonical`.
    pub meta: Vec<(String, String)>,
}

impl Head {
    /// The first filled value among these names.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.meta.iter().find(|(known, value)| known == name && !value.is_empty()))
            .map(|(_, value)| value.as_str())
    }
}

/// Whether a text is the number of a printed page: `A07版`, `05`, `第7版`.
pub(super) fn is_page_number(text: &str) -> bool {
    let dashes = ['—', '－', '-', '–', ' ', '·'];
    // Nearly every line ends otherwise.
    if !text.ends_with(|last: char| last == '版' || dashes.contains(&last)) {
        return false;
    }
    let bare = text.trim_matches(dashes);
    // — 1 — stands at a page's foot.
    if bare.len() < text.len()
        && !bare.is_empty()
        && bare.len() <= 3
        && bare.bytes().all(|b| b.is_ascii_digit())
    {
        return text.starts_with(dashes) && text.ends_with(dashes);
    }
    let text = text.trim_start_matches(['第', '0']);
    let number = text.trim_start_matches(|section: char| section.is_ascii_uppercase());
    let rest = number.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = number.len() - rest.len();
    text.len() - number.len() <= 1 && digits <= 2 && rest == "版"
}

/// Whether a line is a row of links to parts of a site: `首页 | 新闻 | 法治`.
pub(super) fn is_menu(text: &str) -> bool {
    let bars = || text.chars().filter(|one| matches!(one, '|' | '｜')).count();
    // Most lines have neither of the bytes with which bars begin.
    memchr::memchr2(b'|', "｜".as_bytes()[0], text.as_bytes()).is_some()
        && bars() > 1
        && !text.starts_with('|')
        && !text.contains(['。', '，', ',', ':', '：'])
        && !has_digit(text)
}

/// Whether a line is nothing but short words with blanks between: `上一版　下一版`, `首页 政务公开`.
pub(super) fn is_row_of_words(text: &str) -> bool {
    let short = |word: &str| word.chars().count() <= LONGEST_OF_ROW && word.chars().all(is_hanzi);
    text.len() < 120 && text.contains(char::is_whitespace) && text.split_whitespace().all(short)
}

/// Characters of the longest word of such a row.
const LONGEST_OF_ROW: usize = 4;

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a line names who wrote the article, as newspapers set it: `□本报记者 甲某`.
pub(super) fn is_byline(text: &str) -> bool {
    text.starts_with(['□', '■', '◎']) && !text.contains(['。', '，', ',']) && fits(text, WIDEST_BYLINE)
}

/// Cells of the widest by-line.
const WIDEST_BYLINE: usize = 60;

/// Whether a character numbers items in hanzi.
pub(super) fn is_ordinal(character: char) -> bool {
    matches!(character, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Whether a squeezed line is the head of a printed page: a weekday with the page's number.
pub(super) fn is_page_head(squeezed: &str) -> bool {
    let numbered = || squeezed.contains('版') || squeezed.starts_with(|first: char| first.is_ascii_digit());
    squeezed.len() < 120 && numbered() && squeezed.contains("星期")
}

/// Width in a monospaced font: a hanzi takes two cells.
pub(super) fn cells(text: &str) -> usize {
    let characters = Characters::all();
    code_points(text).map(|(_, code)| 1 + usize::from(characters.of(code).has(WIDE))).sum()
}

/// Whether a text takes so many cells or fewer.
pub(super) fn fits(text: &str, most: usize) -> bool {
    // No character takes fewer cells than a quarter of its bytes, or more than them.
    text.len() <= most || text.len() <= most.saturating_mul(4) && cells(text) <= most
}

/// Whether a character takes two cells: hanzi, kana, full-width forms and their punctuation.
pub(super) fn is_wide(character: char) -> bool {
    !character.is_ascii()
        && (is_hanzi(character)
            || matches!(character, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF60}' | '“' | '”' | '‘' | '’' | '…' | '—'))
}

/// Whether a character is a hanzi.
#[inline]
pub(super) fn is_hanzi(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a character is a digit or another number in any script.
pub(super) fn is_numeric(character: char) -> bool {
    match character {
        '0'..='9' => true,
        // The usual hanzi and the usual marks are none.
        '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3006}' | '\u{3008}'..='\u{3020}' => false,
        '\u{2010}'..='\u{2027}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' => false,
        _ => character.is_numeric(),
    }
}

/// How many hanzi a text has.
pub(super) fn hanzi_count(text: &str) -> usize {
    text.chars().filter(|c| is_hanzi(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::{cells, is_byline, is_menu, is_numeric, is_row_of_words, is_wide};

    #[test]
    fn menus_and_bylines_are_told_from_rows_and_items() {
        assert!(is_menu("往期 | 版面 | 目录") && is_menu("某网｜新闻｜法治"));
        assert!(!is_menu("某市 | 破案427起 | 抓获88人") && !is_menu("| 某市 | 某县 |"));
        assert!(is_row_of_words("放大　缩小　默认") && !is_row_of_words("前移防线 织密预警网络"));
        assert!(is_byline("□本报记者 甲某　通讯员 乙某") && !is_byline("■打掉团伙三个，抓获七人。"));
    }

    #[test]
    fn a_wide_character_takes_two_cells() {
        let width = |one: char| if is_wide(one) { 2 } else { 1 };
        assert!(('\0'..=char::MAX).all(|one| cells(one.encode_utf8(&mut [0; 4])) == width(one)));
        assert_eq!(cells("7月1日，“反诈”a"), 17);
    }

    #[test]
    fn numbers_are_those_of_unicode() {
        assert!(('\0'..=char::MAX).all(|one| is_numeric(one) == one.is_numeric()));
    }
}
