//! Plain text, and text out of a PDF → lines that are whole paragraphs.
//!
//! Drops stray tags, decodes the few entities that survive copying, and joins lines that were
//! wrapped at a column's width, also where a column or a page ends inside a sentence.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::block::is_counted;
use super::fold::squeezed;
use super::line::{Line, cells, fits, is_hanzi, is_page_number};
use super::stray_tags::without_tags;

static ENTITY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"&(nbsp|ldquo|rdquo|lsquo|rsquo|middot|mdash|hellip|quot|amp|lt|gt);").ok());

/// A line of prose wider than this is no wrapped line.
const WIDEST_COLUMN: usize = 110;

/// In usual texts a line is so many bytes long.
const BYTES_BY_LINE: usize = 96;

/// The lines of a text, joined to paragraphs where it was wrapped.
///
/// `starts_alone` tells a line that can't continue the one before it, such as a by-line.
pub(super) fn read(text: &str, starts_alone: &dyn Fn(&str) -> bool) -> Vec<Line> {
    let lines = split(text);
    match column_width(&lines) {
        Some(width) => join(lines, width, starts_alone),
        None => lines,
    }
}

fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_BY_LINE + 1);
    let mut apart = true;
    let bytes = text.as_bytes();
    // Most texts have neither.
    let may_have_markup = memchr::memchr2(b'<', b'&', bytes).is_some();
    let ends = memchr::memchr_iter(b'\n', bytes).chain([text.len()]);
    let mut begin = 0;
    for end in ends {
        let raw = text.get(begin..end).unwrap_or("");
        begin = end + 1;
        if raw.is_empty() {
            apart = true;
            continue;
        }
        let clean = if may_have_markup { without_markup(raw) } else { raw.into() };
        let trimmed = trimmed(&clean);
        if trimmed.is_empty() {
            apart = true;
            continue;
        }
        let indented = trimmed.len() < clean.len() && clean.starts_with(|c: char| c.is_whitespace());
        let row = trimmed.starts_with('|') && trimmed.matches('|').count() > 2;
        lines.push(Line { text: trimmed.to_owned(), apart, indented, row, ..Line::default() });
        apart = false;
    }
    lines
}

/// The line without blanks around it, seen or not.
fn trimmed(line: &str) -> &str {
    let is_blank = |c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}';
    // Most lines have none.
    let blank_at_end = line.ends_with(is_blank);
    if blank_at_end || line.starts_with(is_blank) { line.trim_matches(is_blank) } else { line }
}

fn without_markup(line: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', line.as_bytes()).is_none() {
        return line.into();
    }
    let line = without_tags(line);
    match ENTITY.as_ref() {
        Some(entity) if line.as_bytes().contains(&b'&') => {
            let plain = entity.replace_all(&line, |found: &Captures<'_>| decoded(&found[1])).into_owned();
            Cow::Owned(plain)
        }
        _ => line,
    }
}

fn decoded(entity: &str) -> &'static str {
    match entity {
        "ldquo" => "“",
        "rdquo" => "”",
        "lsquo" => "‘",
        "rsquo" => "’",
        "middot" => "·",
        "mdash" => "—",
        "hellip" => "…",
        "quot" => "\"",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        _ => " ",
    }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '!', '?', '；', ';', '”', '」', '』', '）', ')', '】', '…', '：', ':'])
}

/// Whether a text has a mark that stands inside or behind sentences.
fn has_comma(text: &str) -> bool {
    // The machine finds the bytes with which these marks begin; hanzi begin with others.
    let [ascii, full_width, ideographic] = [b',', "，".as_bytes()[0], "。".as_bytes()[0]];
    let mut begun = memchr::memchr3_iter(ascii, full_width, ideographic, text.as_bytes());
    begun.any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(COMMAS)))
}

/// Marks that stand inside or behind sentences.
const COMMAS: [char; 5] = [',', '，', '。', '、', '；'];

/// The width at which prose was wrapped, in cells; `None` where each line is a paragraph.
fn column_width(lines: &[Line]) -> Option<usize> {
    let prose: Vec<&Line> = lines.iter().filter(|line| has_comma(&line.text) && !line.row).collect();
    let broken = prose.iter().filter(|line| !ends_sentence(&line.text)).count();
    if prose.len() < 6 || broken * 2 < prose.len() {
        return None;
    }
    let mut widths: Vec<usize> = prose.iter().map(|line| cells(&line.text)).collect();
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 9 / 10)?;
    let full = widths.iter().filter(|cells| **cells + 6 >= width).count();
    (width <= WIDEST_COLUMN && full * 3 >= prose.len()).then_some(width)
}

/// What a wrapped line is to the one before it.
#[derive(PartialEq)]
enum Step {
    Continues,
    Begins,
}

fn join(lines: Vec<Line>, width: usize, starts_alone: &dyn Fn(&str) -> bool) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    // Page numbers stand between columns, not between paragraphs.
    let mut aside: Vec<Line> = Vec::new();
    let mut last = Wrapped::default();
    let mut last_alone = false;
    // Where few lines are indented, each of them opens a paragraph.
    let indents_tell = lines.iter().filter(|line| line.indented).count() * 5 < lines.len() * 2;
    let running = running_head(&lines);
    for line in lines {
        let is_running = running.as_ref().is_some_and(|head| squeezed(&line.text).starts_with(head.as_str()));
        let opens_page = !joined.is_empty() && (is_running || names_page(&line.text));
        if is_page_number(&line.text) || opens_page {
            aside.push(line);
            continue;
        }
        let alone = starts_alone(&line.text);
        let step = match joined.last() {
            Some(_) if line.indented && indents_tell => Step::Begins,
            Some(paragraph) if !last_alone && !alone => step(paragraph, &last, &line, width),
            _ => Step::Begins,
        };
        last_alone = alone;
        last.text.clone_from(&line.text);
        last.is_short = is_narrow(&line.text, width);
        match joined.last_mut() {
            Some(paragraph) if step == Step::Continues => append(paragraph, &line.text, width),
            _ => {
                joined.append(&mut aside);
                joined.push(line);
            }
        }
    }
    joined.append(&mut aside);
    joined
}

/// Whether a line is the head of a printed page, with its number and its day: `A03版 要闻 2020年1月16日`.
fn names_page(text: &str) -> bool {
    let is_day = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('年') && word.ends_with('日')
    };
    let words = || text.split_whitespace();
    // Most lines have no day, which is seen at once.
    let may_name = text.len() < LONGEST_PAGE_HEAD && text.contains('年') && text.contains('日');
    may_name && words().any(is_page_number) && words().any(is_day) && !has_comma(text)
}

/// Bytes of the longest head of a printed page.
const LONGEST_PAGE_HEAD: usize = 160;

/// The name of the publication that each page of it repeats; `None` where the first line comes once.
fn running_head(lines: &[Line]) -> Option<String> {
    let head = squeezed(&lines.first()?.text);
    let first = head.chars().next()?;
    let begins =
        |line: &Line| line.text.chars().next().is_some_and(|one| super::fold::character(one) == first);
    let is_head = |line: &Line| {
        begins(line) && squeezed(&line.text).starts_with(head.as_str()) && !has_comma(&line.text)
    };
    let long_enough = head.chars().filter(|c| is_hanzi(*c)).count() >= SHORTEST_HEAD;
    (long_enough && lines.iter().skip(1).any(is_head)).then_some(head)
}

/// Hanzi of the shortest name of a publication.
const SHORTEST_HEAD: usize = 4;

/// A line as it stood before lines were joined.
#[derive(Default)]
struct Wrapped {
    text: String,
    /// Whether it ended clearly before the width at which prose was wrapped.
    is_short: bool,
}

fn step(paragraph: &Line, last: &Wrapped, line: &Line, width: usize) -> Step {
    let is_heading = |text: &str| !text.contains(['，', '。', '；', ',']) && fits(text, width * 4 / 5);
    let ended = ends_sentence(&last.text);
    // The last line is the paragraph, or its end.
    let in_heading = is_heading(&paragraph.text);
    let continues = if line.row || paragraph.row || line.text.starts_with("——") {
        false
    } else if line.apart {
        // A column or page that ends inside a sentence.
        let unfinished = !ended && (has_comma(&paragraph.text) || !last.is_short);
        let goes_on = ends_sentence(&line.text) || !is_heading(&line.text);
        let is_over = last.is_short && line.indented;
        unfinished && !in_heading && !is_over && goes_on
    } else if line.indented && (ended || last.is_short) {
        false
    } else {
        // A short line that ends a sentence ends its paragraph; so does a heading before prose.
        let is_over = ended && last.is_short;
        let two_headings = width > WIDEST_WRAPPED && last.is_short && in_heading && is_heading(&line.text);
        let is_deck = !ended && (two_headings || is_deck(paragraph, last, line));
        !is_over && !is_deck && (!in_heading || is_heading(&line.text))
    };
    if continues { Step::Continues } else { Step::Begins }
}

/// In text that is wrapped wider than this a headline of two lines is a headline and its second.
const WIDEST_WRAPPED: usize = 56;

/// Whether a line gives the figures of the headline in one line before it: 43天破案1032起.
fn is_deck(paragraph: &Line, last: &Wrapped, line: &Line) -> bool {
    let is_headline = paragraph.text == last.text && !has_comma(&last.text) && !has_comma(&line.text);
    let opens = line.text.starts_with(|first: char| first.is_ascii_digit());
    let adds = || !paragraph.indented && gives_figure(&line.text) && !gives_figure(&paragraph.text);
    is_headline && (opens || adds())
}

/// Whether a text has a digit before what figures are counted by: 1032起, not 雷霆21号.
fn gives_figure(text: &str) -> bool {
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs.into_iter().any(|(digit, unit)| digit.is_ascii_digit() && is_counted(unit))
}

/// Whether a line ends clearly before the width at which prose was wrapped.
fn is_narrow(text: &str, width: usize) -> bool {
    width.checked_sub(7).is_some_and(|most| fits(text, most))
}

/// Puts a wrapped line behind what stands before it: a blank only between Latin words and lines of a heading.
fn append(paragraph: &mut Line, text: &str, width: usize) {
    let before = paragraph.text.chars().next_back();
    let after = text.chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let is_heading_part = |text: &str| !has_comma(text) && is_narrow(text, width);
    let headings = before.is_some_and(is_hanzi) && is_heading_part(&paragraph.text) && is_heading_part(text);
    if (is_letter(before) && is_letter(after)) || headings {
        paragraph.text.push(' ');
    }
    paragraph.text.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        read(text, &|line| line.starts_with("记者")).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_paragraph_per_line_stays_as_it_is() {
        let text = "七月以来，全市破案二百起，追赃挽损一千万元，同比上升三成，群众满意。\n另有一段，写得很短。\n第三段，也不长。";
        assert_eq!(paragraphs(text).len(), 3);
    }

    #[test]
    fn wrapped_lines_are_joined_without_blanks_and_headings_stand_apart() {
        let text = " 本报讯，昨天上午某市公安局举行发布会，\n通报上半年打击电信网络诈骗情况，全市共\n破获案件1234起，\n抓获嫌疑人567人。\n\n加大打击力度\n守护百姓钱袋\n\n市公安局介绍，今年以来该局持续加大打击\n力度，破案数上升，发案数下降，群众安全\n感不断增强，成效明显，\n\n下一步还将继续努力，再接再厉，持续加压\n发力。";
        let found = paragraphs(text);
        assert_eq!(found[0].matches('。').count(), 1);
        assert!(found[0].contains("全市共破获案件1234起"));
        assert_eq!(found[1], "加大打击力度 守护百姓钱袋");
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn stray_tags_and_entities_go_and_comparison_signs_stay() {
        assert_eq!(without_markup("<li id=\"a\">甲&nbsp;乙</li> 3<5"), "甲 乙 3<5");
    }
}
