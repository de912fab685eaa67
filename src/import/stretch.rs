//! The stretch of a page's blocks that holds most prose for the least of anything else.
//!
//! Blocks in, the first and the last of the article's out. Decides nothing about single blocks inside.

use super::block::{Block, Role};
use super::boundaries::split_credit;
use super::dates;
use super::headline::under_headline;
use super::tables::PageRole;

/// A wording after which nothing belongs to the article weighs as much as some paragraphs.
const STOP: f64 = -30.0;
/// Lists of other news also stand inside articles.
const RECOMMENDATION: f64 = -16.0;
const AFTER_CREDIT: f64 = -20.0;
/// What stands between two paragraphs of an article weighs no more than this.
const LONGEST_RUN: f64 = -5.0;

/// How much a block speaks for being inside the article.
fn weight(block: &Block) -> f64 {
    match block.role {
        Role::Prose => {
            let length = 1.0 + block.hanzi().min(150) as f64 / 10.0;
            let on_topic = if block.on_topic { 1.0 } else { 0.6 };
            // A sentence on fraud that states a figure is what is looked for.
            let states = if block.on_topic && block.has_figure() { 1.5 } else { 0.0 };
            (length * on_topic + states) * if block.line.chrome { 0.2 } else { 1.0 }
        }
        Role::Short if block.line.is_link() || block.ends_in_date() => -3.0,
        Role::Short | Role::Noise(_) | Role::Stop("recommendation") if block.line.chrome => -0.5,
        Role::Short if block.is_item() => -0.2,
        Role::Short if block.is_numbered() || block.line.row || block.line.heading.is_some() => -0.3,
        Role::Short => -1.0,
        Role::Noise(_) => -1.5,
        Role::Stop("recommendation") => RECOMMENDATION,
        Role::Stop(_) => STOP,
    }
}

/// The stretch of the greatest weight; the first of equals.
pub(super) fn heaviest_stretch(blocks: &[Block]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    let (mut sum, mut start) = (0.0, 0);
    let mut run = 0.0;
    for (index, block) in blocks.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        let is_next_story =
            sum > 0.0 && !block.on_topic && PageRole::NextStory.begins(&block.squeezed).is_some();
        let own = if is_next_story { STOP } else { weight(block) };
        let is_stop = matches!(block.role, Role::Stop(_));
        run = if own < 0.0 && !is_stop { run + own } else { 0.0 };
        // A list of links inside an article weighs no more the longer it is.
        sum += if own < 0.0 && !is_stop { own.max(LONGEST_RUN - (run - own)).min(0.0) } else { own };
        if block.is_prose() && best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, start, index));
        }
        if block.is_prose() && split_credit(&block.line.text).1.is_some() {
            sum += AFTER_CREDIT;
        }
    }
    let (_, start, end) = best?;
    let first = (start..=end).find(|index| blocks[*index].is_prose())?;
    Some((first, end))
}

/// Takes in a numbered heading or the days spoken of just before the first paragraph, and items just
/// after the last.
pub(super) fn widen(blocks: &[Block], (first, last): (usize, usize)) -> (usize, usize) {
    let belongs = |index: usize| {
        let block = &blocks[index];
        block.role == Role::Short
            && (block.is_numbered() || block.is_item())
            && !block.line.is_link()
            && !block.ends_in_date()
    };
    let first = match first.checked_sub(1) {
        Some(before)
            if belongs(before) && blocks[before].is_numbered() && blocks[before].line.heading != Some(1) =>
        {
            before
        }
        _ => first,
    };
    let first = span_above(blocks, first).or_else(|| figures_above(blocks, first)).unwrap_or(first);
    let ended = split_credit(&blocks[last].line.text).1.is_some();
    let items = (last + 1..blocks.len()).take_while(|index| !ended && belongs(*index)).count();
    (first, last + items)
}

/// Where short lines with figures begin that stand between the line under the headline and the first
/// sentence: they are the article's, too.
fn figures_above(blocks: &[Block], first: usize) -> Option<usize> {
    let short = |block: &&Block| {
        block.role == Role::Short && !block.line.is_link() && !block.labelled && !block.ends_in_date()
    };
    let lines = blocks.get(..first)?.iter().rev().take_while(short);
    let (count, figures) =
        lines.fold((0, 0), |(count, figures), block| (count + 1, figures + usize::from(block.has_figure())));
    // Most pages have none.
    let from = first - count;
    (figures >= LEAST_FIGURES && under_headline(blocks, first)? < from).then_some(from)
}

/// Lines with figures that no other part of a page has in that place.
const LEAST_FIGURES: usize = 3;

/// A short line right above the article that says which days it speaks of: `一周警情（5月30日—6月5日）`.
fn span_above(blocks: &[Block], first: usize) -> Option<usize> {
    let from = first.saturating_sub(NEAR_ABOVE);
    let mut above = (from..first).rev().take_while(|index| {
        let below = blocks.get(index + 1..first).unwrap_or_default();
        below.iter().all(|block| block.role != Role::Short || !block.on_topic)
    });
    above.find(|index| {
        let block = &blocks[*index];
        let is_line = matches!(block.role, Role::Short | Role::Prose) && !block.line.is_link();
        is_line && !block.labelled && block.hanzi() <= LONGEST_SPAN && tells_span(&block.squeezed)
    })
}

/// Lines above an article among which is looked for the days that it speaks of.
const NEAR_ABOVE: usize = 4;

/// Hanzi of the longest line that tells them.
const LONGEST_SPAN: usize = 20;

/// Whether a squeezed text names two days, the first with its month and none with a year.
fn tells_span(text: &str) -> bool {
    let days = dates::in_folded(text);
    let second = days.first().and_then(|first| text.get(first.end..));
    let until =
        |rest: &str| rest.starts_with(['—', '-', '－', '~', '～']) || PageRole::Until.begins(rest).is_some();
    let goes_on = second.is_some_and(until);
    goes_on && days.iter().all(|day| day.year.is_none())
}
