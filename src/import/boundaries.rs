//! Where the article stands among the blocks of a page, and what inside it is none of it.
//!
//! Blocks in; the article's parts in order and everything else with the reason out. The article
//! is the stretch that holds most prose for the least of anything else, so that one odd line
//! neither ends it nor begins it. Alters no text but for a closing credit, which is cut off.

use std::borrow::Cow;

use super::block::{Block, Role};
use super::fold::squeezed;
use super::squeezed::Squeezed;
use super::stretch::{heaviest_stretch, widen};
use super::tables::is_credit;

/// What a part of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Sentences, or an item of a list.
    Paragraph,
    /// A heading between paragraphs.
    Heading,
    /// A row of a table; cells stand between `|`.
    Row,
}

/// A part of the article, in the page's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its text, on one line.
    pub text: String,
}

/// What was cut from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The text.
    pub text: String,
    /// Why, as a word: `navigation`, `spam`, `recommendation`, `footer` …
    pub reason: &'static str,
}

/// The article and the rest.
#[derive(Debug)]
pub(super) struct Bounded<'b> {
    /// Parts in order.
    pub parts: Vec<Part>,
    /// Their texts, folded and without blanks.
    pub squeezed: Vec<Cow<'b, Squeezed>>,
    /// The rest in order.
    pub removed: Vec<Removed>,
    /// Index of the first block of the article.
    pub first: usize,
    /// Index of the last one.
    pub last: usize,
    /// Closing credits cut from paragraphs.
    pub credits: Vec<String>,
}

/// Finds the article; `None` where the page has no prose.
pub(super) fn find(blocks: &[Block]) -> Option<Bounded<'_>> {
    let (first, last) = widen(blocks, heaviest_stretch(blocks)?);
    let most = last + 1 - first;
    let mut bounded = Bounded {
        parts: Vec::with_capacity(most),
        squeezed: Vec::with_capacity(most),
        removed: Vec::with_capacity(blocks.len()),
        first,
        last,
        credits: Vec::new(),
    };
    for block in &blocks[..first] {
        bounded.remove(block, "before_article");
    }
    let inside = &blocks[first..=last];
    let kinds = kinds_inside(inside, blocks.first().filter(|_| first > 0));
    for (block, kind) in inside.iter().zip(kinds) {
        match kind {
            Ok(kind) => bounded.keep(block, kind),
            Err(reason) => bounded.remove(block, reason),
        }
    }
    for block in &blocks[last + 1..] {
        bounded.remove(block, "after_article");
    }
    Some(bounded)
}

impl<'b> Bounded<'b> {
    fn keep(&mut self, block: &'b Block, kind: PartKind) {
        let (text, credit) = split_credit(&block.line.text);
        if let Some(credit) = credit {
            self.credits.push(credit.to_owned());
            self.removed.push(Removed { text: credit.to_owned(), reason: "credit" });
        }
        if !text.is_empty() {
            let whole = credit.is_none();
            let squeezed =
                if whole { Cow::Borrowed(&block.squeezed) } else { Cow::Owned(Squeezed::of(text)) };
            self.squeezed.push(squeezed);
            self.parts.push(Part { kind, text: text.to_owned() });
        }
    }

    fn remove(&mut self, block: &Block, otherwise: &'static str) {
        let reason = match block.role {
            Role::Noise(reason) | Role::Stop(reason) => reason,
            Role::Prose | Role::Short => otherwise,
        };
        self.removed.push(Removed { text: block.line.text.clone(), reason });
    }
}

/// What each block of the article's stretch is, or why it goes.
fn kinds_inside(blocks: &[Block], page_head: Option<&Block>) -> Vec<Result<PartKind, &'static str>> {
    let mut kinds: Vec<Result<PartKind, &'static str>> = Vec::with_capacity(blocks.len());
    let mut in_recommendations = false;
    for (index, block) in blocks.iter().enumerate() {
        let kind = match block.role {
            Role::Noise(reason) => Err(reason),
            Role::Stop(reason) => {
                in_recommendations |= reason == "recommendation";
                Err(reason)
            }
            Role::Prose => {
                in_recommendations = false;
                Ok(PartKind::Paragraph)
            }
            Role::Short if in_recommendations => Err("recommendation"),
            Role::Short => short_inside(blocks, index, page_head),
        };
        kinds.push(kind);
    }
    kinds
}

fn short_inside(blocks: &[Block], index: usize, page_head: Option<&Block>) -> Result<PartKind, &'static str> {
    let block = &blocks[index];
    if block.line.is_link() || block.ends_in_date() {
        return Err("recommendation");
    }
    let repeats = |other: &Block| other.hanzi() >= 4 && block.squeezed.starts_with(&*other.squeezed);
    if block.hanzi() <= 30 && index > 0 && page_head.is_some_and(repeats) {
        return Err("repeated");
    }
    let neighbours = [index.checked_sub(1), Some(index + 1)];
    let is_twin = |other: &Block| *other.squeezed == *block.squeezed;
    if neighbours.into_iter().flatten().filter_map(|at| blocks.get(at)).any(is_twin) {
        return Err("repeated");
    }
    if block.line.row {
        return Ok(PartKind::Row);
    }
    let is_short = |block: &&Block| block.role == Role::Short;
    let before = blocks[..index].iter().rev().take_while(is_short).count();
    let after = blocks[index + 1..].iter().take_while(is_short).count();
    let introduces = block.hanzi() >= 4 && block.squeezed.ends_with(['：', ':']);
    let is_item = block.is_numbered() || block.has_figure() || block.on_topic || introduces;
    let heads_list = || {
        let next = blocks.get(index + 1);
        next.is_some_and(Block::is_item)
            && !block.has_figure()
            && (4..=LONGEST_LIST_HEAD).contains(&block.hanzi())
    };
    if before + after < 3 && after < 2 {
        let has_sentence_marks =
            block.squeezed.ends_with(['，', '、', '。', '”', '！', '；', ';', '：', ':'])
                || (block.has_figure() && block.squeezed.contains(['，', ',', '：', ':']));
        let is_heading = block.hanzi() <= 45 && !has_sentence_marks && !block.is_item();
        return Ok(if is_heading { PartKind::Heading } else { PartKind::Paragraph });
    }
    let before_prose = after == 0 && block.hanzi() >= 4;
    if block.line.heading.is_some() || (before_prose && !block.has_figure()) || heads_list() {
        Ok(PartKind::Heading)
    } else if is_item {
        Ok(PartKind::Paragraph)
    } else {
        Err("recommendation")
    }
}

/// Hanzi of the longest heading above the items of a list.
const LONGEST_LIST_HEAD: usize = 20;

/// Cuts a closing bracket that names people or another page: `（记者 某某）`, `（下转5版）`.
pub(super) fn split_credit(text: &str) -> (&str, Option<&str>) {
    let trimmed = text.trim_end();
    if !trimmed.ends_with([')', '）', '】', ']']) {
        return (text, None);
    }
    let Some(open) = trimmed.rfind(['(', '（', '【', '[']) else { return (text, None) };
    let inside = squeezed(trimmed[open..].trim_matches(['(', '（', '【', '[', ')', '）', '】', ']']));
    let before = trimmed[..open].trim_end();
    let ended = before.is_empty() || before.ends_with(['。', '！', '？', '”', '」', '；', '）', ')', '…']);
    if ended && inside.chars().count() <= 60 && !inside.contains('。') && is_credit(&inside) {
        (before, Some(&trimmed[open..]))
    } else {
        (text, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::line::Line;

    fn found(lines: &[&str]) -> (Vec<String>, Vec<&'static str>) {
        let blocks: Vec<Block> = lines.iter().map(|line| Block::of(Line::of(line))).collect();
        let bounded = find(&blocks).expect("prose");
        let texts = bounded.parts.into_iter().map(|part| part.text).collect();
        (texts, bounded.removed.into_iter().map(|removed| removed.reason).collect())
    }

    const FIRST: &str = "今年以来，全省公安机关破获电信网络诈骗案件二千三百起，抓获犯罪嫌疑人四千人。";
    const LAST: &str = "下一步，警方将继续保持对电信网络诈骗犯罪的严打高压态势，守护群众财产安全。";

    #[test]
    fn everything_around_the_article_goes_with_a_reason() {
        let (kept, removed) = found(&[
            "首页 > 要闻 > 正文",
            "某省反诈成效明显",
            FIRST,
            "强化预警",
            LAST,
            "相关阅读",
            "某地今年破案300起 2024-03-02",
        ]);
        assert_eq!(kept, [FIRST, "强化预警", LAST]);
        assert_eq!(removed, ["navigation", "before_article", "recommendation", "after_article"]);
    }

    #[test]
    fn spam_and_lists_inside_the_article_go_and_the_rest_stays_in_order() {
        let long = FIRST.repeat(4);
        let (kept, removed) = found(&[
            &long,
            "澳门新葡京娱乐城 时时彩 开户",
            &long,
            "推荐阅读",
            "某明星离婚",
            "某地暴雨",
            &long,
            LAST,
        ]);
        assert_eq!(kept, [&long, &long, &long, LAST]);
        assert_eq!(removed, ["spam", "recommendation", "recommendation", "recommendation"]);
    }

    #[test]
    fn a_closing_credit_ends_the_article() {
        let closing = format!("{LAST}（记者 某甲）");
        let photo = "图书馆里人头攒动，市民趁假期来此读书学习，感受书香氛围，工作人员忙着整理书架。";
        let (kept, removed) = found(&[FIRST, &closing, photo]);
        assert_eq!(kept, [FIRST, LAST]);
        assert_eq!(removed, ["credit", "after_article"]);
    }

    #[test]
    fn brackets_that_explain_are_no_credit() {
        assert_eq!(split_credit("拨打96110（反诈专线）").1, None);
        assert_eq!(
            split_credit("取得成效。（本报记者 某甲 通讯员 某乙）").1,
            Some("（本报记者 某甲 通讯员 某乙）")
        );
        assert_eq!(split_credit("取得成效。（更多内容见9版）").0, "取得成效。");
    }

    #[test]
    fn a_list_of_shares_stays() {
        let (kept, _) = found(&[
            FIRST,
            "刷单返利类 占25.65%",
            "虚假投资类 占18.2%",
            "冒充客服类 占11%",
            "网络贷款类 占9.3%",
            LAST,
        ]);
        assert_eq!(kept.len(), 6);
    }
}
