//! When the page was published and when the event that it reports took place.
//!
//! Blocks, the article and the page's head in; two dates out, each absent where nothing tells it.
//! Asks no clock: a year that isn't written is taken from the rest of the article.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::block::{Block, Role};
use super::body::Body;
use super::boundaries::Bounded;
use super::dates::{self, Found};
use super::event;
use super::line::Head;
use super::tables::{Field, METAS, PageRole};

/// The dates of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Timing {
    /// Day of publication.
    pub published: Option<Date>,
    /// Day of the event reported, such as a press conference.
    pub event: Option<Date>,
}

/// How far below the article a day on a line of its own is still its own.
const REACH_BELOW: usize = 4;
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let sent = PageRole::Dateline.pattern();
    Regex::new(&format!("([0-9]{{1,2}})月([0-9]{{1,2}})日[^,，。]{{0,6}}{sent}")).ok()
});

/// Finds both dates.
pub(super) fn find(blocks: &[Block], bounded: &Bounded<'_>, head: &Head) -> Timing {
    let body = Body::of(bounded);
    let published = from_head(head)
        .or_else(|| labelled(blocks, bounded))
        .or_else(|| in_two_lines(blocks, bounded))
        .or_else(|| unlabelled(blocks, bounded, false))
        .or_else(|| unlabelled(blocks, bounded, true))
        .or_else(|| just_above(blocks, bounded))
        .or_else(|| body.signed())
        .or_else(|| dateline(blocks, bounded, &body))
        .or_else(|| from_address(head));
    Timing {
        published,
        event: body.event(published).or_else(|| event::under_headline(blocks, bounded.first)),
    }
}

fn from_head(head: &Head) -> Option<Date> {
    METAS.of(Field::Date).find_map(|name| dates::first_full(head.first(&[name])?))
}

/// A day in the page's own address: `/2025-07/17/`, `t20250717_`.
fn from_address(head: &Head) -> Option<Date> {
    let address = head.first(&["canonical", "og:url"])?;
    let pattern =
        Regex::new(r"/(20[0-9]{2})[-/]?([0-9]{2})[-/]?([0-9]{2})/|t(20[0-9]{2})([0-9]{2})([0-9]{2})_")
            .ok()?;
    let found = pattern.captures(address)?;
    let part = |index: usize| found.get(index).or_else(|| found.get(index + 3)).map(|part| part.as_str());
    Date::new(part(1)?.parse().ok()?, part(2)?.parse().ok()?, part(3)?.parse().ok()?).ok()
}

fn around(blocks: &[Block], bounded: &Bounded<'_>) -> impl Iterator<Item = usize> {
    let below = bounded.last + 1..blocks.len().min(bounded.last + 1 + REACH_BELOW);
    (0..bounded.first).rev().chain(bounded.first..=bounded.last).chain(below)
}

fn labelled(blocks: &[Block], bounded: &Bounded<'_>) -> Option<Date> {
    let told = |field: Field| {
        let lines =
            around(blocks, bounded).filter(|index| blocks[*index].labelled && !blocks[*index].is_prose());
        lines.flat_map(move |index| blocks[index].values(field)).find_map(dates::first_full)
    };
    told(Field::Date).or_else(|| told(Field::Written))
}

/// A year on a line of its own and the day on the next, as portals set it beside a headline.
fn in_two_lines(blocks: &[Block], bounded: &Bounded<'_>) -> Option<Date> {
    let lines = blocks[..bounded.first].windows(2).rev();
    let is_year = |line: &str| line.len() == 4 && line.bytes().all(|byte| byte.is_ascii_digit());
    let dated = lines.filter(|lines| is_year(&lines[0].squeezed));
    dated
        .filter_map(|lines| lines[1].squeezed.split_once(['/', '-', '.', '月']).map(|day| (lines, day)))
        .find_map(|(lines, (month, day))| {
            let day = day.trim_end_matches('日').parse().ok()?;
            Date::new(lines[0].squeezed.parse().ok()?, month.parse().ok()?, day).ok()
        })
}

/// A day on a short line above the article, or alone below it.
///
/// A day with its weekday may be the site's clock, so such lines are asked last.
fn unlabelled(blocks: &[Block], bounded: &Bounded<'_>, with_weekday: bool) -> Option<Date> {
    let above = (0..bounded.first).rev().filter(|index| {
        let block = &blocks[*index];
        // The calendar's own word, as 年 and 月 are.
        let has_weekday = || block.squeezed.has_weekday() && block.squeezed.contains("星期");
        let is_clock = || PageRole::Clock.is_in(&block.squeezed) || has_weekday() != with_weekday;
        !block.is_prose() && block.hanzi() <= 40 && block.squeezed.len() < 160 && !is_clock()
    });
    let above = above.filter(|index| {
        // A line of a list of news is a title with a day behind it.
        let block = &blocks[*index];
        !(block.ends_in_date() && block.hanzi() > 12 && !block.labelled)
    });
    let mut above = above.filter_map(|index| blocks[index].day());
    above.next().or_else(|| {
        (bounded.last + 1..blocks.len().min(bounded.last + 1 + REACH_BELOW))
            .take_while(|index| !matches!(blocks[*index].role, Role::Stop(_)))
            .filter(|index| blocks[*index].hanzi() <= 12)
            .find_map(|index| blocks[index].day())
    })
}

/// A day at the end of one of the lines right above the article: `某某总队编  2024年2月29日`.
fn just_above(blocks: &[Block], bounded: &Bounded<'_>) -> Option<Date> {
    let above = blocks[bounded.first.saturating_sub(JUST_ABOVE)..bounded.first].iter().rev();
    above.filter(|block| !block.is_prose()).find_map(|block| block.day())
}

/// Lines right above an article.
const JUST_ABOVE: usize = 4;

/// `新华社北京2月3日电`: a day whose year the article's own dates tell.
fn dateline(blocks: &[Block], bounded: &Bounded<'_>, body: &Body<'_>) -> Option<Date> {
    let pattern = DATELINE.as_ref()?;
    let from = bounded.first.saturating_sub(4);
    blocks[from..=bounded.first].iter().filter(|block| block.squeezed.has_digit()).find_map(|block| {
        let end = block.squeezed.char_indices().nth(60).map_or(block.squeezed.len(), |(end, _)| end);
        let start = &block.squeezed[..end];
        let may_be = block.squeezed.has_month() && PageRole::Dateline.is_in(start);
        let found = may_be.then(|| pattern.captures(start))??;
        let (month, day) = (found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str().parse().ok()?);
        let found = Found { start: 0, end: 0, year: None, month, day };
        match body.year_of(&found) {
            Some(year) => found.in_year(year),
            None => near_other_dates(blocks, &found),
        }
    })
}

/// A day in the year of the latest date anywhere on the page, such as those of other news.
fn near_other_dates(blocks: &[Block], day: &Found) -> Option<Date> {
    let latest = blocks.iter().filter_map(|block| block.day()).max()?;
    day.in_year(latest.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::boundaries;
    use crate::import::line::Line;
    use jiff::civil::date;

    const CLOSE: &str = "下一步，警方将继续保持对电信网络诈骗犯罪的严打高压态势，守护群众财产安全。";

    fn timing(lines: &[&str]) -> Timing {
        let mut blocks: Vec<Block> = lines.iter().map(|line| Block::of(Line::of(line))).collect();
        blocks.push(Block::of(Line::of(CLOSE)));
        let bounded = boundaries::find(&blocks).expect("prose");
        find(&blocks, &bounded, &Head::default())
    }

    #[test]
    fn the_day_of_a_press_conference_takes_its_year_from_publication() {
        let found =
            timing(&["发布时间：2024-01-05", "12月28日，省公安厅召开新闻发布会，通报打击电信网络诈骗情况。"]);
        assert_eq!(found.published, Some(date(2024, 1, 5)));
        assert_eq!(found.event, Some(date(2023, 12, 28)));
    }

    #[test]
    fn yesterday_and_a_bare_day_count_from_publication() {
        let yesterday =
            timing(&["2024-03-01 来源：某报", "昨天，市公安局举行新闻发布会，通报反诈工作情况，成效明显。"]);
        assert_eq!(yesterday.event, Some(date(2024, 2, 29)));
        let bare = timing(&[
            "2024-03-02 来源：某报",
            "记者从28日召开的全市反诈工作通报会上获悉，电信诈骗发案下降。",
        ]);
        assert_eq!(bare.event, Some(date(2024, 2, 28)));
    }

    #[test]
    fn without_publication_the_year_comes_from_the_article() {
        let found =
            timing(&["7月17日，市政府召开反诈工作新闻发布会。2025年上半年，全市电信网络诈骗发案下降。"]);
        assert_eq!(found, Timing { published: None, event: Some(date(2025, 7, 17)) });
    }

    #[test]
    fn the_day_of_a_case_is_no_event() {
        let found = timing(&[
            "公开日期：2024-07-15",
            "7月6日，市民王某到银行柜台取现金，准备转账，被民警及时劝阻，未被骗。",
        ]);
        assert_eq!(found.event, None);
    }

    #[test]
    fn a_dateline_after_the_dates_it_looks_back_on_is_of_the_next_year() {
        let found = timing(&[
            "新华社北京2月3日电",
            "2016年12月19日，公安部会同有关部门出台意见，打击电信网络诈骗犯罪活动。",
        ]);
        assert_eq!(found.published, Some(date(2017, 2, 3)));
    }

    #[test]
    fn a_day_signed_below_the_article_is_its_publication() {
        let blocks: Vec<Block> = [CLOSE, CLOSE, "某市公安局", "二〇二四年三月五日"]
            .iter()
            .map(|line| Block::of(Line::of(line)))
            .collect();
        let bounded = boundaries::find(&blocks).expect("prose");
        assert_eq!(find(&blocks, &bounded, &Head::default()).published, Some(date(2024, 3, 5)));
    }
}
