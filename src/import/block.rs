//! What each line of a page is: a sentence or more, a short line, or noise.
//!
//! Lines in, [`Block`]s out. Looks at one line at a time; which blocks are the article is
//! decided in `boundaries`.

use std::cell::OnceCell;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::dates;
use super::labels;
use super::line::{Line, hanzi_count, is_numeric, is_ordinal, is_page_head, is_page_number};
use super::line_words::LineWords;
use super::squeezed::Squeezed;
use super::tables::{Field, PageRole};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Sentences.
    Prose,
    /// A heading, an item of a list, a cell: too short or unfinished to tell.
    Short,
    /// No part of an article, and why.
    Noise(&'static str),
    /// The same, and what follows an article after it isn't either.
    Stop(&'static str),
}

/// A line with what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The line.
    pub line: Line,
    /// Its text, folded and without blanks.
    pub squeezed: Squeezed,
    /// Whether it speaks of what articles about fraud speak of.
    pub on_topic: bool,
    /// The portal whose navigation it is, as a row of the table.
    pub site: Option<usize>,
    /// Whether a label with its separator stands in it.
    pub labelled: bool,
    /// What stands behind its labels, once somebody has asked.
    values: OnceCell<Vec<(Field, String)>>,
    /// The first day in it with its year, once somebody has asked.
    day: OnceCell<Option<Date>>,
    /// What it is.
    pub role: Role,
}

static TRAILING_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\])）】]?$",
    )
    .ok()
});

// Numerals, the marks of lists and what counts their parts are grammar and no wordings.
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．](?:[^0-9]|$)|第[一二三四五六七八九十]{1,3}[、，章节条]?|[①-⑳●■◆▪•·★]|(?:top|no\.?)[0-9])").ok()
});

impl Block {
    /// Reads a line.
    pub fn of(line: Line) -> Block {
        let squeezed = Squeezed::of(&line.text);
        let words = LineWords::read(&squeezed);
        let role = role_of(&line, &squeezed, &words);
        let LineWords { on_topic, site, labelled, .. } = words;
        let (values, day) = (OnceCell::new(), OnceCell::new());
        Block { line, squeezed, on_topic, site, labelled, values, day, role }
    }

    /// The first day in it that has its year.
    pub fn day(&self) -> Option<Date> {
        let may_have = || dates::may_hold_full(&self.squeezed);
        *self.day.get_or_init(|| may_have().then(|| dates::first_full(&self.line.text)).flatten())
    }

    /// What stands behind the labels of a field.
    pub fn values(&self, field: Field) -> impl Iterator<Item = &str> {
        let read = || if self.labelled { labels::values(&self.line.text) } else { Vec::new() };
        let values = self.values.get_or_init(read).iter();
        values.filter(move |(known, _)| *known == field).map(|(_, value)| value.as_str())
    }

    /// Hanzi in it.
    pub fn hanzi(&self) -> usize {
        self.squeezed.hanzi
    }

    /// Whether it is sentences.
    pub fn is_prose(&self) -> bool {
        self.role == Role::Prose
    }

    /// Whether it begins like an item of a numbered list or with a bullet.
    pub fn is_numbered(&self) -> bool {
        let opens = self.squeezed.chars().next().is_some_and(opens_number);
        opens && NUMBERED.as_ref().is_some_and(|pattern| pattern.is_match(&self.squeezed))
    }

    /// Whether it is an item that gives a thing and its figure: `中国电信：27600个`.
    pub fn is_item(&self) -> bool {
        let parted =
            || self.squeezed.has_colon() || self.is_numbered() || self.has_column() || self.ends_counted();
        self.has_figure() && parted() && !self.line.is_link() && !self.ends_in_date()
    }

    /// Whether a blank stands before a number in it, as between columns: `刷单返利类 12起 35万元`.
    fn has_column(&self) -> bool {
        let text = self.line.text.as_str();
        let is_cell = |word: &str| {
            word.starts_with(|one: char| one.is_ascii_digit()) && hanzi_count(word) <= LONGEST_UNIT
        };
        self.has_figure()
            && text.contains(char::is_whitespace)
            && text.split_whitespace().skip(1).any(is_cell)
    }

    /// Whether its last brackets hold a number: `城关镇（6起）`.
    fn ends_counted(&self) -> bool {
        let inside = self.squeezed.strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（']));
        inside.is_some_and(|(_, inside)| inside.contains(|one: char| one.is_ascii_digit()))
    }

    /// Whether it ends in a date, as titles in lists of news do.
    pub fn ends_in_date(&self) -> bool {
        let closes = |last: char| matches!(last, '日' | ']' | ')' | '）' | '】') || is_numeric(last);
        self.squeezed.has_digit()
            && self.squeezed.ends_with(closes)
            && TRAILING_DATE.as_ref().is_some_and(|pattern| pattern.is_match(&self.squeezed))
    }

    /// Whether it states a figure: a share or a count.
    pub fn has_figure(&self) -> bool {
        self.squeezed.has_digit() && self.squeezed.has_counted()
    }
}

/// Hanzi behind the number of a cell: 万元, 人次.
const LONGEST_UNIT: usize = 3;

/// Whether figures are often followed by the character.
pub(super) fn is_counted(one: char) -> bool {
    belongs_to_number(one) || PageRole::Counted.words().iter().any(|word| word.starts_with(one))
}

/// Whether it stands behind digits as a part of the number.
pub(super) fn belongs_to_number(one: char) -> bool {
    matches!(one, '%' | '％' | '万' | '亿')
}

/// Whether the number of an item, or its bullet, may begin so.
fn opens_number(first: char) -> bool {
    is_ordinal(first)
        || matches!(first, '（' | '(' | '第' | 't' | 'n' | '●' | '■' | '◆' | '▪' | '•' | '·' | '★')
        || is_numeric(first)
}

fn role_of(line: &Line, squeezed: &Squeezed, words: &LineWords) -> Role {
    let hanzi = squeezed.hanzi;
    let finished = || {
        squeezed.ends_with(['。', '；', '：', '…', '！', '？'])
            || ends_bracketed(squeezed)
            || squeezed.ends_with(['”', ';', ':'])
    };
    let is_prose = !line.row
        && !line.is_link()
        && ((hanzi >= 8 && squeezed.has_stop() && finished())
            || (hanzi >= 20 && squeezed.has_stop())
            || (hanzi >= 20
                && squeezed.ends_with(['；', '：', ';', ':'])
                && squeezed.contains(['，', ',', '、']))
            || (hanzi >= 60 && squeezed.contains(['，', ',', '、']))
            || (line.broken && (hanzi >= SHORTEST_BROKEN || hanzi >= 3 && squeezed.has_counted())));
    match words.noise(is_prose, hanzi) {
        Some(noise) if noise.stops => Role::Stop(noise.reason),
        Some(noise) => Role::Noise(noise.reason),
        None if is_page_number(&line.text)
            || !is_prose && squeezed.has_weekday() && is_page_head(squeezed) =>
        {
            Role::Noise("navigation")
        }
        None if line.chrome && !is_prose => Role::Noise("navigation"),
        None if is_prose => Role::Prose,
        None if hanzi == 0 && squeezed.len() <= 4 && !squeezed.contains('%') => Role::Noise("counter"),
        None if hanzi == 0 && !squeezed.has_digit() => Role::Noise("no_chinese"),
        None => Role::Short,
    }
}

/// Hanzi of the shortest sentence that is broken into short lines.
const SHORTEST_BROKEN: usize = 8;

fn ends_bracketed(text: &str) -> bool {
    text.ends_with([')', '）', '】', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(text: &str) -> Role {
        Block::of(Line::of(text)).role
    }

    #[test]
    fn sentences_are_prose_and_titles_are_short() {
        assert_eq!(role("记者从省公安厅获悉，今年以来全省破获电信网络诈骗案件两千余起。"), Role::Prose);
        assert_eq!(role("罗某突然收手，某店更危险了"), Role::Short);
    }

    #[test]
    fn signatures_make_noise_in_either_script() {
        assert_eq!(role("相關閱讀："), Role::Stop("recommendation"));
        assert_eq!(role("作者： 來源:某報 點擊數:3"), Role::Noise("credit"));
        assert_eq!(role("某ICP備14011391號"), Role::Stop("footer"));
    }

    #[test]
    fn a_sentence_about_gambling_sites_is_no_spam() {
        assert_eq!(role("不法分子以博彩、棋牌平台为幌子实施诈骗，警方已关停一百个网站。"), Role::Prose);
        assert_eq!(role("澳门新葡京娱乐城官网注册"), Role::Noise("spam"));
    }

    #[test]
    fn items_of_news_lists_end_in_a_date() {
        assert!(Block::of(Line::of("- 某市召开会议 2025-07-30")).ends_in_date());
        assert!(Block::of(Line::of("二、强化预警劝阻")).is_numbered());
    }
}
