//! Who wrote the article, who passed it on and who reported.
//!
//! Blocks, the article among them and the page's head in; three names out, in the page's script,
//! each absent where the page doesn't tell.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::block::Block;
use super::boundaries::Bounded;
use super::fold::{folded, squeezed, unfolded};
use super::line::Head;
use super::tables::PageRole::{
    AfterNames, Agency, Correspondent, KindOfReporter, Masthead, NoReporter, Reporter,
};
use super::tables::{Field, METAS, SITES};
use crate::lexicon::Dictionary;

/// Where an article comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The paper or authority that wrote it.
    pub source: Option<String>,
    /// The site that passed it on.
    pub via: Option<String>,
    /// Reporters, with a blank between names.
    pub reporter: Option<String>,
}

/// `新华社北京2月3日电`, `本报讯`, `中新网…电`: the agency at the head of a dateline.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let agency = Agency.pattern();
    Regex::new(&format!("^[（(]?([一-龥]{{1,6}}{agency})[^,，。]{{0,12}}[0-9]{{1,2}}月[0-9]{{1,2}}日")).ok()
});

/// What ends a list of reporters.
static ENDS: LazyLock<Dictionary<()>> =
    LazyLock::new(|| Dictionary::new(AfterNames.words().iter().map(|word| (word, ()))));

/// Finds what the page tells.
pub(super) fn find(blocks: &[Block], bounded: &Bounded<'_>, head: &Head) -> Origin {
    let around = || blocks[..bounded.first].iter().rev().chain(&blocks[bounded.last + 1..]);
    let labelled = |field: Field| {
        let told = around().filter(|block| block.labelled && !block.is_prose());
        let told = told.flat_map(|block| block.values(field));
        told.map(first_name).find(|value| is_name(value))
    };
    let (credited, reporter) = credit(bounded, blocks);
    let from_head = || METAS.of(Field::Source).find_map(|name| head.first(&[name])).map(str::to_owned);
    let source = labelled(Field::Source)
        .or_else(|| from_head().filter(|name| is_name(name)))
        .or(credited)
        .or_else(|| dateline(blocks, bounded))
        .or_else(|| masthead(blocks, bounded));
    let via = labelled(Field::Via).or_else(|| portal(blocks));
    let via = via.filter(|via| source.as_ref() != Some(via));
    let reporter = reporter.or_else(|| labelled(Field::Reporter));
    Origin { source, via, reporter }
}

fn is_name(value: &str) -> bool {
    (2..=30).contains(&value.chars().count()) && value.chars().any(super::line::is_hanzi)
}

/// A value that runs on into the next cell of a line ends at the first wide gap.
fn first_name(value: &str) -> String {
    value.split_whitespace().next().unwrap_or(value).trim_matches(['《', '》', '“', '”']).to_owned()
}

/// The portal whose navigation the page has.
fn portal(blocks: &[Block]) -> Option<String> {
    let named = blocks.iter().filter_map(|block| block.site).min()?;
    SITES.get(named).map(|[_, name, _]| (*name).to_owned())
}

/// Paper and reporters of a credit behind the article or of a by-line above it.
fn credit(bounded: &Bounded<'_>, blocks: &[Block]) -> (Option<String>, Option<String>) {
    let lines = blocks[..bounded.first].iter().rev().take(6).map(|block| block.line.text.as_str());
    let after = blocks[bounded.last + 1..].iter().take(3).map(|block| block.line.text.as_str());
    let credits = bounded.credits.iter().map(String::as_str);
    let correspondent = || credits_of_correspondents(bounded);
    for line in credits.chain(lines.filter(|line| line.chars().count() < 60)).chain(after) {
        let folded = folded(line);
        let Some((paper, names)) = paper_and_names(&folded) else { continue };
        let told = folded[names.clone()].trim_start();
        // 记者从…获悉 opens a sentence.
        if told.is_empty() || NoReporter.begins(told).is_some() {
            continue;
        }
        let end = ENDS.scan(&folded[names.clone()]).next().map_or(names.end, |end| names.start + end.start);
        let names = unfolded(line, &folded, names.start..end).trim().to_owned();
        let paper = unfolded(line, &folded, paper).trim_matches(['-', '—', ' ']).to_owned();
        let paper = (paper.chars().count() >= 3).then_some(paper);
        return (paper, Some(names).filter(|names| !names.is_empty()));
    }
    (None, correspondent())
}

/// Where the paper and the reporters' names stand in a folded line: `(某某日报记者 某甲 某乙)`, `记者：某甲`.
fn paper_and_names(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut found = REPORTERS
        .iter()
        .flat_map(|word| word.find_iter(line.as_bytes()).map(|at| (at, at + word.needle().len())));
    found.find_map(|(at, end)| {
        let behind = &line[end..];
        let behind = behind.strip_prefix([':', '：']).unwrap_or(behind);
        let names = behind.trim_start();
        // A single character is a name with the blank before it.
        let blank = behind[..behind.len() - names.len()].ends_with(' ');
        let is_short = names.chars().nth(1).is_none_or(|second| !is_of_names(second));
        let from = line.len() - names.len() - usize::from(is_short && blank);
        let named = line[from..].char_indices().take_while(|(_, one)| is_of_names(*one)).take(MOST_OF_NAMES);
        let (last, one) = named.skip(1).last()?;
        let before = &line[..at];
        let before = KindOfReporter.cut_from(before).unwrap_or(before);
        let paper = before.char_indices().rev().take_while(|(_, one)| is_of_paper(*one)).take(MOST_OF_PAPER);
        let start = paper.last().map_or(before.len(), |(start, _)| start);
        Some((start..before.len(), from..from + last + one.len_utf8()))
    })
}

/// The words for reporters, to be found.
static REPORTERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| Reporter.words().iter().map(|word| Finder::new(*word)).collect());

/// Characters of the longest name of a paper, and of the longest list of names.
const MOST_OF_PAPER: usize = 14;
const MOST_OF_NAMES: usize = 24;

fn is_of_paper(one: char) -> bool {
    matches!(one, '一'..='龥' | 'a'..='z' | '·' | '—' | '-')
}

fn is_of_names(one: char) -> bool {
    matches!(one, '一'..='龥' | '·' | ' ' | '、')
}

/// The names of a closing credit that has correspondents alone: `（通讯员 某某）`.
fn credits_of_correspondents(bounded: &Bounded<'_>) -> Option<String> {
    let brackets = ['(', '（', '【', ')', '）', '】'];
    bounded.credits.iter().find_map(|credit| {
        let inside = credit.trim_matches(brackets);
        let folded = folded(inside);
        let label = Correspondent.begins(&folded)?;
        let names = unfolded(inside, &folded, label.len()..folded.len());
        let names = names.trim_start_matches([':', '：']).trim();
        (!names.is_empty()).then(|| names.to_owned())
    })
}

fn dateline(blocks: &[Block], bounded: &Bounded<'_>) -> Option<String> {
    let from = bounded.first.saturating_sub(4);
    blocks[from..=bounded.first].iter().find_map(|block| {
        let dated = block.squeezed.has_digit() && block.squeezed.has_month();
        let found = DATELINE.as_ref().filter(|_| dated)?.captures(&block.squeezed)?;
        let agency = found.get(1)?.as_str();
        // 本 is “our own”, whatever the paper.
        if agency.starts_with('本') {
            return None;
        }
        let count = agency.chars().count();
        let text = block.line.text.trim_start_matches(['（', '(', '【']);
        Some(text.chars().filter(|c| !c.is_whitespace()).take(count).collect())
    })
}

/// The paper's name on a line of its own near the article's beginning.
fn masthead(blocks: &[Block], bounded: &Bounded<'_>) -> Option<String> {
    let lines = blocks[..bounded.first].iter().rev().take(6).filter(|block| block.hanzi() <= 16);
    let mut names = lines.flat_map(|block| block.line.text.split_whitespace());
    let named = names.find(|name| {
        let folded = squeezed(name);
        (3..=9).contains(&folded.chars().count())
            && Masthead.ends(&folded).is_some()
            && super::line::hanzi_count(name) >= 3
    });
    named.map(|name| name.trim_start_matches(|c| !super::line::is_hanzi(c)).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::boundaries;
    use crate::import::line::Line;

    fn origin(lines: &[&str]) -> Origin {
        let blocks: Vec<Block> = lines.iter().map(|line| Block::of(Line::of(line))).collect();
        let bounded = boundaries::find(&blocks).expect("prose");
        find(&blocks, &bounded, &Head::default())
    }

    const TEXT: &str = "今年以来，全市公安机关破获电信网络诈骗案件二百起，抓获犯罪嫌疑人四百人。";

    #[test]
    fn labels_name_the_source() {
        let found = origin(&["作者：某甲 来源：湖滨日报 时间：2024-03-01", TEXT]);
        assert_eq!(found.source.as_deref(), Some("湖滨日报"));
    }

    #[test]
    fn a_closing_credit_names_paper_and_reporter() {
        let text = format!("{TEXT}(湖滨新闻-湖滨日报记者 周某 李某)");
        let found = origin(&["网易首页 > 网易号 > 正文", &text]);
        assert_eq!(found.source.as_deref(), Some("湖滨新闻-湖滨日报"));
        assert_eq!(found.reporter.as_deref(), Some("周某 李某"));
        assert_eq!(found.via.as_deref(), Some("网易"));
    }

    #[test]
    fn paper_and_reporters_stand_around_the_word_for_them() {
        let found =
            |line: &'static str| paper_and_names(line).map(|(paper, names)| (&line[paper], &line[names]));
        assert_eq!(found("(湖滨日报全媒体记者 周某 李某)"), Some(("湖滨日报", "周某 李某")));
        assert_eq!(found("本报记者:  周某,"), Some(("", "周某")));
        assert_eq!(found("记者: 周，"), Some(("", " 周")));
        assert_eq!(found("记者，新闻网-湖滨在线首席记者、周某"), Some(("新闻网-湖滨在线", "、周某")));
        assert_eq!(found("采访记者(周某)"), None);
        let long = paper_and_names("一二三四五六七八九十一二三四五六记者周某");
        assert_eq!(
            long.map(|(paper, _)| paper),
            Some("一二".len().."一二三四五六七八九十一二三四五六".len())
        );
    }

    #[test]
    fn a_dateline_names_the_agency() {
        assert_eq!(origin(&["新华社某市2月3日电", TEXT]).source.as_deref(), Some("新华社"));
    }
}
