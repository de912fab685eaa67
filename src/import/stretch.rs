//! The stretch of a page's blocks that holds most prose for the least of anything else.
//!
//! Blocks in, the first and the last of the article's out. Decides nothing about single blocks inside.

use super::block::{Block, Role};
use super::boundaries::split_credit;

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
        // 本报讯 opens the next story of a printed page.
        let is_next_story = sum > 0.0 && !block.on_topic && block.squeezed.starts_with("本报讯");
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

/// Takes in a numbered heading just before the first paragraph, and items just after the last.
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
    let ended = split_credit(&blocks[last].line.text).1.is_some();
    let items = (last + 1..blocks.len()).take_while(|index| !ended && belongs(*index)).count();
    (first, last + items)
}
