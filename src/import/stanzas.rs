//! Posts whose sentences are broken into short lines without stops, as messengers' accounts set them.
//!
//! Blocks in, blocks out: the lines between two empty ones are one paragraph. Asked only where a page
//! says that it is such a post, or where no article stands in it otherwise.

use super::block::{Block, Role};
use super::line::Line;
use super::tables::SITES;

/// Characters of the longest line of a stanza.
const LONGEST_LINE: usize = 36;

/// Hanzi of a stanza after which no line is added.
const LONGEST_STANZA: usize = 240;

/// Hanzi of the longest line with a figure that goes on with the figure before it: 占比23.33%.
const LONGEST_TAIL: usize = 4;

/// What the table of portals says of one whose posts are set so.
pub(super) const SHORT_LINES: &str = "short_lines";

/// Whether a page is a post of a portal where sentences are broken into lines.
pub(super) fn is_post(blocks: &[Block]) -> bool {
    let of_kind = |site: usize| SITES.get(site).is_some_and(|[.., lines]| *lines == SHORT_LINES);
    blocks.iter().any(|block| block.site.is_some_and(of_kind))
}

/// The blocks with the cells of a row on one line, where each stood on its own: a name, then figures.
pub(super) fn with_cells_joined(blocks: Vec<Block>) -> Vec<Block> {
    let follows = |pair: &[Block]| matches!(pair, [name, cell] if names_cells(name) && is_cell(cell));
    if !blocks.windows(2).any(follows) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut in_row = false;
    for block in blocks {
        let goes_on = |name: &Block| is_cell(&block) && (in_row || names_cells(name));
        in_row = match joined.last_mut().filter(|name| goes_on(name)) {
            Some(name) => {
                let text = format!("{} {}", name.line.text, block.line.text);
                *name = Block::of(Line { text, ..name.line.clone() });
                true
            }
            None => {
                joined.push(block);
                false
            }
        };
    }
    joined
}

/// Whether a line is nothing but a figure: 12起, 占26.4%.
fn is_cell(block: &Block) -> bool {
    let opens = |one: char| one.is_ascii_digit();
    block.role == Role::Short
        && block.has_figure()
        && block.squeezed.chars().take(2).any(opens)
        && block.hanzi() <= LONGEST_CELL
        && !block.line.row
        && !block.line.is_link()
        && !block.ends_in_date()
}

/// Whether a line is a name to which the figures below may belong.
fn names_cells(block: &Block) -> bool {
    block.role == Role::Short
        && (2..=LONGEST_NAME).contains(&block.hanzi())
        && !block.squeezed.has_digit()
        && !block.line.row
        && !block.line.chrome
        && !block.line.is_link()
        && block.line.heading.is_none()
}

/// Hanzi of a figure with its unit alone: 占, 万元, 人次; 条评论 counts comments.
const LONGEST_CELL: usize = 2;

/// Hanzi of the longest name of a row.
const LONGEST_NAME: usize = 16;

/// The blocks with the lines of each stanza joined.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let head = head_of(&blocks);
    let parted = all_apart(blocks.get(head..).unwrap_or_default());
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut stanza: Vec<Block> = Vec::new();
    for (index, block) in blocks.into_iter().enumerate() {
        if index < head {
            joined.push(block);
            continue;
        }
        let begins = block.line.apart && !parted;
        if begins || !stanza.last().is_some_and(|last| goes_on(last, &stanza, &block)) {
            close(&mut stanza, &mut joined);
        }
        if may_stand_in_stanza(&block) {
            stanza.push(block);
        } else {
            joined.push(block);
        }
    }
    close(&mut stanza, &mut joined);
    joined
}

/// How many blocks stand above the text: up to the line that says when it was published, which portal's
/// it is or where it comes from, else the headline.
fn head_of(blocks: &[Block]) -> usize {
    let tells = |block: &Block| block.site.is_some() || has_clock(&block.squeezed) || block.labelled;
    blocks.iter().take(LONGEST_HEAD).rposition(tells).map_or(1, |last| last + 1)
}

/// Blocks of the longest head of a post.
const LONGEST_HEAD: usize = 12;

/// Whether an empty line stands before nearly every line, so that none tells where a stanza begins.
fn all_apart(blocks: &[Block]) -> bool {
    let lines = || blocks.iter().filter(|block| may_stand_in_stanza(block));
    lines().filter(|block| block.line.apart).count() * 5 > lines().count() * 4
}

/// Whether a block is a line of text that may be a part of a sentence.
fn may_stand_in_stanza(block: &Block) -> bool {
    matches!(block.role, Role::Short | Role::Prose)
        && !block.line.row
        && !block.line.chrome
        && !block.line.is_link()
        && block.line.heading.is_none()
        && block.hanzi() > 0
        && block.line.text.chars().count() <= LONGEST_LINE
        && !block.is_numbered()
        && !block.is_item()
        && !has_clock(&block.squeezed)
        && !block.squeezed.starts_with(is_ornament)
}

/// Whether a block goes on with the stanza that ends with `last`.
fn goes_on(last: &Block, stanza: &[Block], block: &Block) -> bool {
    let hanzi: usize = stanza.iter().map(Block::hanzi).sum();
    let ended = last.squeezed.ends_with(['：', ':', '。', '！', '？', '；']);
    let next_figure = last.has_figure() && block.has_figure() && block.hanzi() > LONGEST_TAIL;
    may_stand_in_stanza(block)
        && !ended
        && !next_figure
        && !block.squeezed.starts_with('【')
        && hanzi <= LONGEST_STANZA
}

/// Whether a text tells a time of day, as lines do that say when a post was published: 18:32.
fn has_clock(text: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let stands = |at: usize| at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1));
    memchr::memchr_iter(b':', bytes).any(stands)
}

/// Whether a line opens with a sign that is neither writing nor a quotation mark: ▶, ↓.
fn is_ornament(first: char) -> bool {
    matches!(first, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '·' | '•' | '-' | '—' | '#')
}

/// Adds a stanza to the blocks: as one paragraph, or an only line without a figure as it was.
fn close(stanza: &mut Vec<Block>, joined: &mut Vec<Block>) {
    if let [only] = stanza.as_slice()
        && !only.has_figure()
    {
        joined.append(stanza);
        return;
    }
    let mut lines = stanza.drain(..).map(|block| block.line);
    let Some(mut whole) = lines.next() else { return };
    for line in lines {
        whole.text.push(' ');
        whole.text.push_str(&line.text);
        whole.linked += line.linked;
    }
    joined.push(as_sentence(whole));
}

/// A line that is read as a sentence though it has no stop.
fn as_sentence(line: Line) -> Block {
    Block::of(Line { broken: true, ..line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[(&str, bool)]) -> Vec<String> {
        let line = |(text, apart): &(&str, bool)| Line { apart: *apart, ..Line::of(text) };
        let blocks = lines.iter().map(|one| Block::of(line(one))).collect();
        joined(blocks).into_iter().map(|block| block.line.text).collect()
    }

    #[test]
    fn lines_between_empty_ones_are_a_paragraph() {
        let found = texts(&[
            ("某县公安反诈周报", true),
            ("某县公安 2023-05-08 09:10", true),
            ("上周全县共发生", true),
            ("电信网络诈骗案件12起", false),
            ("较上周持平", false),
            ("①刷单返利类：5起", true),
            ("②冒充客服类：4起", false),
        ]);
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(found[2], "上周全县共发生 电信网络诈骗案件12起 较上周持平");
    }

    #[test]
    fn where_every_line_stands_apart_they_are_joined_up_to_a_figure() {
        let lines = ["本周形势", "今年1至4月", "全区共发诈骗案件7起", "财产损失39万元", "持平"];
        let blocks = lines.iter().map(|line| Block::of(Line::of(line))).collect();
        let found = joined(blocks);
        let texts: Vec<&str> = found.iter().map(|block| block.line.text.as_str()).collect();
        assert_eq!(texts, ["本周形势", "今年1至4月 全区共发诈骗案件7起", "财产损失39万元 持平"]);
        assert!(found[1].is_prose() && found[2].is_prose());
    }

    #[test]
    fn cells_on_lines_of_their_own_stand_behind_their_name() {
        let lines = ["刷单返利类", "12起", "35.2万元", "投资理财类", "占26.4%", "抓获9人"];
        let blocks = lines.iter().map(|line| Block::of(Line::of(line))).collect();
        let found = with_cells_joined(blocks);
        let texts: Vec<&str> = found.iter().map(|block| block.line.text.as_str()).collect();
        assert_eq!(texts, ["刷单返利类 12起 35.2万元", "投资理财类 占26.4%", "抓获9人"]);
    }
}
