//! When the page was published and when the event that it reports took place.
//!
//! Blocks, the article and the page's head in; two dates out, each absent where nothing tells it.
//! Asks no clock: a year that isn't written is taken from the rest of the article.

use std::cell::OnceCell;
use std::sync::LazyLock;

use jiff::civil::Date;
use memchr::memmem;
use regex::Regex;

use super::block::{Block, Role};
use super::boundaries::{Bounded, PartKind};
use super::dates::{self, Found};
use super::line::Head;
use super::tables::{EVENT_VERBS, EVENTS, Field, SAYINGS};

/// The dates of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Timing {
    /// Day of publication.
    pub published: Option<Date>,
    /// Day of the event reported, such as a press conference.
    pub event: Option<Date>,
}

/// `<meta>` names under which sites put the day of publication.
const DATE_METAS: [&str; 12] = [
    "pubdate",
    "article:published_time",
    "og:published_time",
    "publishdate",
    "publish_date",
    "datepublished",
    "weibo:article:create_at",
    "date",
    "dc.date",
    "dc.date.issued",
    "og:release_date",
    "firstpublishedtime",
];

/// How far below the article a day on a line of its own is still its own.
const REACH_BELOW: usize = 4;
/// How many paragraphs may say that an agency spoke.
const ANNOUNCING: usize = 2;
/// Characters between the sentence's beginning and the verb of saying.
const LONGEST_LEAD: usize = 40;
/// Days after which what was said is no news.
const LATEST_NEWS: i32 = 14;

/// The last month in which articles look back on the year before.
const LAST_TO_LOOK_BACK: i8 = 3;

/// How many paragraphs may tell of the event.
const EVENT_PARAGRAPHS: usize = 5;

static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:社|讯|网|报)?[^,，。;；\s]{0,8}?(\d{1,2})月(\d{1,2})日[^,，。]{0,6}(?:电|讯|专电)").ok()
});

static RELATIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"昨天|昨日|前天|前日|今天|今日|日前|(?:^|[^\d月.])(?:本月)?[（(]?(\d{1,2})[)）]?日").ok()
});

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[^\d，。]{2,}(\d{1,2})日").ok());

/// Characters behind an event's first one in which its day may stand.
const CLOSE_BEHIND: usize = 14;

/// Finds both dates.
pub(super) fn find(blocks: &[Block], bounded: &Bounded<'_>, head: &Head) -> Timing {
    let body = Body::of(bounded);
    let published = from_head(head)
        .or_else(|| labelled(blocks, bounded))
        .or_else(|| unlabelled(blocks, bounded, false))
        .or_else(|| unlabelled(blocks, bounded, true))
        .or_else(|| just_above(blocks, bounded))
        .or_else(|| body.signed())
        .or_else(|| dateline(blocks, bounded, &body))
        .or_else(|| from_address(head));
    Timing { published, event: body.event(published) }
}

fn from_head(head: &Head) -> Option<Date> {
    DATE_METAS.iter().find_map(|name| dates::first_full(head.first(&[name])?))
}

/// A day in the page's own address: `/2025-07/17/`, `t20250717_`.
fn from_address(head: &Head) -> Option<Date> {
    let address = head.first(&["canonical", "og:url"])?;
    let pattern = Regex::new(r"/(20\d\d)[-/]?(\d\d)[-/]?(\d\d)/|t(20\d\d)(\d\d)(\d\d)_").ok()?;
    let found = pattern.captures(address)?;
    let part = |index: usize| found.get(index).or_else(|| found.get(index + 3)).map(|part| part.as_str());
    Date::new(part(1)?.parse().ok()?, part(2)?.parse().ok()?, part(3)?.parse().ok()?).ok()
}

fn around(blocks: &[Block], bounded: &Bounded<'_>) -> impl Iterator<Item = usize> {
    let below = bounded.last + 1..blocks.len().min(bounded.last + 1 + REACH_BELOW);
    (0..bounded.first).rev().chain(bounded.first..=bounded.last).chain(below)
}

fn labelled(blocks: &[Block], bounded: &Bounded<'_>) -> Option<Date> {
    let told = around(blocks, bounded).filter(|index| !blocks[*index].is_prose());
    told.flat_map(|index| blocks[index].values(Field::Date)).find_map(dates::first_full)
}

/// A day on a short line above the article, or alone below it.
///
/// A day with its weekday may be the site's clock, so such lines are asked last.
fn unlabelled(blocks: &[Block], bounded: &Bounded<'_>, with_weekday: bool) -> Option<Date> {
    let above = (0..bounded.first).rev().filter(|index| {
        let block = &blocks[*index];
        let has_weekday = || block.squeezed.contains("星期");
        let is_clock = || block.squeezed.contains("今天是") || has_weekday() != with_weekday;
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
        let found = start.contains(['电', '讯']).then(|| pattern.captures(start))??;
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

/// The article's text as dates are looked for in it.
struct Body<'b> {
    /// Folded paragraphs without blanks.
    paragraphs: Vec<&'b str>,
    /// The latest day written with its year, once somebody has asked.
    latest: OnceCell<Option<Date>>,
    /// The latest year written, once somebody has asked.
    year: OnceCell<Option<i16>>,
}

impl<'b> Body<'b> {
    fn of(bounded: &'b Bounded<'_>) -> Body<'b> {
        let parts = bounded.parts.iter().zip(&bounded.squeezed);
        let texts = parts.filter(|(part, _)| part.kind != PartKind::Row).map(|(_, text)| &***text);
        Body { paragraphs: texts.collect(), latest: OnceCell::new(), year: OnceCell::new() }
    }

    fn latest(&self) -> Option<Date> {
        *self.latest.get_or_init(|| {
            let found = self.paragraphs.iter().flat_map(|text| dates::full_in_folded(text));
            found.max()
        })
    }

    fn year(&self) -> Option<i16> {
        *self.year.get_or_init(|| self.paragraphs.iter().flat_map(|text| years_in(text)).max())
    }

    /// A day alone as the last paragraph, as authorities sign.
    fn signed(&self) -> Option<Date> {
        let last = self.paragraphs.last()?;
        if last.chars().count() > 16 { None } else { dates::first_full(last) }
    }

    /// The year of a day without one: that of the latest year told, or the next where the day would
    /// lie before a date that the article looks back on.
    fn year_of(&self, found: &Found) -> Option<i16> {
        let year = self.year().or_else(|| self.latest().map(Date::year))?;
        let that_day = found.in_year(year)?;
        if self.latest().is_some_and(|latest| that_day < latest) {
            return Some(year + 1);
        }
        if found.month > LAST_TO_LOOK_BACK {
            return Some(year);
        }
        let runs = [
            "年以来",
            "年1月",
            "年1至",
            "年1-",
            "年1—",
            "年第一季度",
            "年一季度",
            "年上半年",
            "年2月",
            "年3月",
        ];
        let is_running = || runs.iter().any(|run| self.has(&format!("{year}{run}")));
        let looks_back = self.has(&format!("{year}年")) && !self.has("今年") && !is_running();
        Some(if looks_back { year + 1 } else { year })
    }

    fn has(&self, wording: &str) -> bool {
        self.paragraphs.iter().any(|text| text.contains(wording))
    }

    /// The day of the event: named in a sentence near the beginning that says what was held.
    fn event(&self, published: Option<Date>) -> Option<Date> {
        let near = self.paragraphs.iter().filter(|text| text.chars().count() > 12).take(EVENT_PARAGRAPHS);
        let sentences: Vec<&str> = near.flat_map(|text| text.split_inclusive('。')).collect();
        for (index, sentence) in sentences.iter().enumerate() {
            let event = EVENTS.last_in(sentence);
            if let Some(before) = event.filter(|_| EVENT_VERBS.any_in(sentence)) {
                let same_day = ["当天", "当日"].iter().any(|word| sentence[..before].contains(word));
                let before_it = sentences.get(..index).filter(|_| same_day).unwrap_or_default();
                let told = before_it.iter().rev().find_map(|text| dates::in_folded(text).pop());
                let told = told.and_then(|day| self.date_of(&day, published));
                let day = told.or_else(|| self.day_in(sentence, before, published));
                if day.is_some() {
                    return day;
                }
            }
        }
        self.announced(published)
    }

    /// The day on which an agency spoke, where no event is named: 5月18日对外介绍.
    fn announced(&self, published: Option<Date>) -> Option<Date> {
        let near = self.paragraphs.iter().filter(|text| text.chars().count() > 12).take(ANNOUNCING);
        near.flat_map(|text| text.split_inclusive('。')).find_map(|sentence| {
            let before = SAYINGS.first_in(sentence)?;
            let day = self.day_in(sentence, before, published)?;
            let fresh = published.is_none_or(|published| {
                day <= published && published.since(day).is_ok_and(|age| age.get_days() <= LATEST_NEWS)
            });
            // 据某某介绍 names no day, and a figure in between belongs to another clause.
            let lead = sentence.get(..before).unwrap_or_default();
            let told = !lead.contains(['据', '%']) && lead.chars().count() <= LONGEST_LEAD;
            (fresh && told).then_some(day)
        })
    }

    /// The day with the year that publication or else the article gives it.
    fn date_of(&self, day: &Found, published: Option<Date>) -> Option<Date> {
        match (day.full(), published) {
            (Some(full), _) => Some(full),
            (None, Some(published)) => latest_before(day, published),
            (None, None) => day.in_year(self.year_of(day)?),
        }
    }

    fn day_in(&self, sentence: &str, before: usize, published: Option<Date>) -> Option<Date> {
        let found = dates::in_folded(sentence);
        let is_line = |date: &&Found| sentence[date.end..].starts_with(['电', '讯']);
        let mut near = found.iter().filter(|date| date.start < before && !is_line(date));
        let day = near.rfind(|date| !sentence[date.end..].starts_with(['以', '起', '至', '—', '-']));
        if let Some(day) = day {
            return self.date_of(day, published);
        }
        let published = published?;
        // 电视电话会议29日召开: the day may stand behind the event.
        let behind: String = sentence[before..].chars().take(CLOSE_BEHIND).collect();
        let day_behind = || {
            let pattern = DAY.as_ref().filter(|_| behind.contains('日'))?;
            pattern.captures(&behind)?.get(1)?.as_str().parse().ok()
        };
        let lead = &sentence[..before];
        let pattern = RELATIVE.as_ref().filter(|_| lead.contains(['日', '天']));
        let Some(relative) = pattern.and_then(|pattern| pattern.captures(lead)) else {
            return day_of_month(day_behind()?, published);
        };
        match relative.get(0)?.as_str() {
            "昨天" | "昨日" => published.yesterday().ok(),
            "前天" | "前日" => published.yesterday().ok()?.yesterday().ok(),
            "今天" | "今日" => Some(published),
            _ => day_of_month(relative.get(1)?.as_str().parse().ok()?, published),
        }
    }
}

/// The years of this century that a text without blanks names: `2025年`.
fn years_in(text: &str) -> impl Iterator<Item = i16> {
    let year = |at: usize| text.get(at.checked_sub(4)?..at)?.parse::<i16>().ok();
    memmem::find_iter(text.as_bytes(), "年").filter_map(year).filter(|year| (2000..2100).contains(year))
}

/// The last such day that isn't after publication.
fn latest_before(found: &Found, published: Date) -> Option<Date> {
    let this_year = found.in_year(published.year())?;
    if this_year <= published { Some(this_year) } else { found.in_year(published.year() - 1) }
}

/// `24日` in a report: of the month of publication, or of the one before.
fn day_of_month(day: i8, published: Date) -> Option<Date> {
    let this_month = Date::new(published.year(), published.month(), day).ok();
    if let Some(date) = this_month.filter(|date| *date <= published) {
        return Some(date);
    }
    let before = published.first_of_month().yesterday().ok()?;
    Date::new(before.year(), before.month(), day).ok()
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
