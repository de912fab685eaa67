//! The headline of the article among the short lines around it, free of the site's name.
//!
//! Blocks, the article's place among them and the page's head in; the headline as the page
//! writes it out. A line counts by how near it stands above the article, by what the markup
//! makes of it, and by how much of its wording the article takes up.

use super::block::{Block, Role};
use super::boundaries::Bounded;
use super::fold::squeezed;
use super::line::{Head, hanzi_count, is_hanzi, is_menu};
use super::line_words::is_on_topic;
use super::pairs::Pairs;
use super::squeezed::Squeezed;
use super::tables::SITE_SUFFIXES;

/// A line that may be the headline.
struct Candidate {
    text: String,
    /// The same as it is compared with the article; `None` where the page itself calls it the title.
    squeezed: Option<Squeezed>,
    /// What speaks for it and against it beside its likeness to the article.
    points: Vec<f64>,
}

/// A line with fewer points has nothing of a headline.
const LEAST: f64 = 1.5;
const SHORTEST: usize = 4;
const LONGEST: usize = 60;

/// The headline; `None` where nothing on the page can be one.
pub(super) fn find(blocks: &[Block], bounded: &Bounded<'_>, head: &Head) -> Option<String> {
    let mut candidates = from_head(head);
    candidates.extend(original_title(blocks));
    candidates.extend(above(blocks, bounded));
    candidates.extend(below(blocks, bounded));
    if candidates.is_empty() {
        return named_below(blocks, bounded);
    }
    // One that has enough for itself needs no likeness.
    if let [only] = &*candidates
        && only.points.iter().sum::<f64>() > LEAST
    {
        return candidates.pop().map(|only| only.text);
    }
    let mut pairs = Pairs::of(candidates.iter().flat_map(|candidate| &candidate.squeezed));
    bounded.squeezed.iter().for_each(|text| pairs.meet(text));
    let mut best: Option<(f64, &Candidate)> = None;
    for candidate in &candidates {
        let score = candidate.score(&pairs);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, candidate));
        }
    }
    let (_, best) = best.filter(|(score, _)| *score > LEAST)?;
    Some(in_full(best, &candidates).text.clone())
}

/// The candidate that has a headline's second line too: portals set it in one line above the article
/// that begins with both.
fn in_full<'c>(best: &'c Candidate, candidates: &'c [Candidate]) -> &'c Candidate {
    let goes_on = |one: &&Candidate| {
        let rest = one.text.strip_prefix(&best.text).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.is_some_and(|rest| rest.trim_start().starts_with(is_hanzi) && !is_site_name(rest.trim()))
    };
    candidates.iter().find(goes_on).unwrap_or(best)
}

impl Candidate {
    fn score(&self, pairs: &Pairs) -> f64 {
        let likeness = self.squeezed.as_ref().map_or(0.0, |squeezed| likeness(squeezed, pairs));
        self.points.iter().fold(likeness, |sum, points| sum + points)
    }
}

/// The share of a line's pairs of characters that the article has too, as points.
fn likeness(squeezed: &Squeezed, pairs: &Pairs) -> f64 {
    let (shared, all) = pairs.shared_with(squeezed);
    let topic = if is_on_topic(squeezed) { 2.0 } else { 0.0 };
    8.0 * shared as f64 / all.max(1) as f64 + topic
}

fn is_possible(text: &str) -> bool {
    let length = text.chars().count();
    let is_address = || ADDRESSES.iter().any(|mark| text.contains(mark));
    hanzi_count(text) >= SHORTEST && length <= LONGEST && !text.contains('。') && !is_address()
}

/// What an address on the web has, and no headline.
const ADDRESSES: [&str; 2] = ["://", "www."];

/// `<title>` and the titles of `<meta>`, without the site's name.
fn from_head(head: &Head) -> Vec<Candidate> {
    let named = [("articletitle", 6.0), ("og:title", 5.0), ("twitter:title", 4.0), ("title", 3.0)];
    let metas = named.iter().filter_map(|(name, bonus)| Some((head.first(&[name])?, *bonus)));
    let titles = head.title.as_deref().map(|title| (title, 3.0));
    metas
        .chain(titles)
        .map(|(text, bonus)| (without_site_name(text), bonus))
        .filter(|(text, _)| is_possible(text))
        .map(|(text, bonus)| Candidate { squeezed: Some(Squeezed::of(&text)), text, points: vec![bonus] })
        .collect()
}

/// `（原标题：…）`, which pages repeat above or below the article.
fn original_title(blocks: &[Block]) -> Option<Candidate> {
    let block = blocks.iter().find(|block| block.role == Role::Noise("original_title"))?;
    let text = block.line.text.trim_matches(['(', '（', '【', ')', '）', '】']);
    let (_, text) = text.split_once([':', '：'])?;
    let text = text.trim();
    is_possible(text).then(|| Candidate { text: text.to_owned(), squeezed: None, points: vec![6.0] })
}

/// The name that a site gives the article where it asks to be named: `《…》由某网发布`.
fn named_below(blocks: &[Block], bounded: &Bounded<'_>) -> Option<String> {
    let is_claim =
        |block: &&Block| matches!(block.role, Role::Stop("disclaimer") | Role::Noise("disclaimer"));
    let claim = blocks[bounded.last + 1..].iter().find(is_claim)?;
    let (name, _) = claim.line.text.strip_prefix('《')?.split_once('》')?;
    is_possible(name).then(|| name.to_owned())
}

/// The line that tells day and source under a headline; short lines below it are headings of the article.
pub(super) fn under_headline(blocks: &[Block], first: usize) -> Option<usize> {
    let is_headline = |block: &Block| {
        block.role == Role::Short && block.on_topic && !block.labelled && is_possible(&block.line.text)
    };
    let is_under = |index: &usize| {
        let above = &blocks[index.saturating_sub(2)..*index];
        blocks[*index].labelled && is_by_line(&blocks[*index]) && above.iter().any(is_headline)
    };
    (0..first).rev().find(is_under)
}

fn above(blocks: &[Block], bounded: &Bounded<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let by_line_below = under_headline(blocks, bounded.first);
    let mut distance = 0.0;
    for index in (0..bounded.first).rev() {
        let block = &blocks[index];
        if block.role != Role::Short || block.line.row {
            continue;
        }
        if let Some(mut candidate) = candidate(blocks, index) {
            let near = (6.0 - distance * 0.6_f64).max(0.0);
            // The line that tells day and source stands under the headline, or under its second line.
            let by_line = [1, 2].iter().any(|below| blocks.get(index + below).is_some_and(is_by_line));
            let signed = if by_line { 2.5 } else { 0.0 };
            let deck = if is_deck(blocks, index) { -6.0 } else { 0.0 };
            let inside = if by_line_below.is_some_and(|line| line < index) { -6.0 } else { 0.0 };
            candidate.points.extend([near, signed, deck, inside]);
            candidates.push(candidate);
        }
        distance += 1.0;
    }
    candidates
}

/// Whether a line states the figures of the headline right above it, which has none itself.
fn is_deck(blocks: &[Block], index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| blocks.get(above));
    let opens = blocks[index].squeezed.starts_with(|first: char| first.is_ascii_digit());
    let is_headline = |above: &Block| {
        above.role == Role::Short
            && (above.on_topic || opens)
            && !above.has_figure()
            && !above.line.row
            && !above.is_numbered()
            && !is_by_line(above)
            && is_possible(&above.line.text)
            && !is_site_name(&above.line.text)
    };
    blocks[index].has_figure() && blocks[index].line.heading.is_none() && above.is_some_and(is_headline)
}

/// Whether a line tells when or by whom the article was published.
fn is_by_line(block: &Block) -> bool {
    !block.is_prose() && block.squeezed.len() < 200 && (block.labelled || block.day().is_some())
}

fn below(blocks: &[Block], bounded: &Bounded<'_>) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut after_headline = false;
    for index in bounded.last + 1..blocks.len() {
        let block = &blocks[index];
        if let Role::Stop(_) = block.role {
            break;
        }
        if block.role != Role::Short || block.line.row || block.ends_in_date() {
            after_headline = false;
            continue;
        }
        if let Some(mut candidate) = candidate(blocks, index).filter(|_| block.on_topic) {
            // A line under a headline that goes on with its figures is its summary.
            let is_deck = after_headline && block.squeezed.contains(['，', ',']);
            after_headline = true;
            candidate.points.push(if is_deck { -8.0 } else { 0.0 });
            candidates.push(candidate);
        } else {
            after_headline = false;
        }
    }
    candidates
}

fn candidate(blocks: &[Block], index: usize) -> Option<Candidate> {
    let block = &blocks[index];
    let text = without_site_name(&block.line.text);
    if !is_possible(&text)
        || is_menu(&block.line.text)
        || block.line.text.starts_with("——") && index > 0 && blocks[index - 1].role == Role::Short
    {
        return None;
    }
    let markup = match block.line.heading {
        Some(1) => 6.0,
        Some(2 | 3) => 3.0,
        _ => 0.0,
    };
    let quoted = if block.squeezed.ends_with(['，', '：', '、', ',']) { -4.0 } else { 0.0 };
    // A day stands in the head of a printed page.
    let dated = if block.day().is_some() { -6.0 } else { 0.0 };
    // The site's or the author's name stands above many headlines, and the article repeats it.
    let named = if is_site_name(&text) { -6.0 } else { 0.0 };
    let brief = if hanzi_count(&text) < 7 { -2.0 } else { 0.0 };
    // 时效：有效 is a field of the page.
    let fields = if block.squeezed.has_colon() { block.squeezed.matches([':', '：']).count() } else { 0 };
    let labelled = if fields < 2 && !block.labelled { 0.0 } else { -8.0 };
    let linked = if block.line.is_link() || block.line.chrome { -4.0 } else { 0.0 };
    let points = vec![markup, quoted, linked, dated, named, brief, labelled];
    Some(Candidate { squeezed: Some(Squeezed::of(&text)), text, points })
}

/// Cuts the names of the site and its sections from either end.
pub(super) fn without_site_name(title: &str) -> String {
    let mut text = title.trim();
    loop {
        let shorter = cut_after(text).or_else(|| cut_before(text));
        match shorter {
            Some(shorter) if hanzi_count(shorter) >= SHORTEST => text = shorter,
            _ => return text.to_owned(),
        }
    }
}

fn is_site_name(piece: &str) -> bool {
    if piece.chars().filter(|c| !c.is_whitespace()).nth(LONGEST_SITE_NAME).is_some() {
        return false;
    }
    let piece = squeezed(piece);
    let latin = !piece.is_empty() && piece.is_ascii() && piece.chars().any(|c| c.is_ascii_alphabetic());
    latin || SITE_SUFFIXES.ends(&piece)
}

/// Characters of the longest name of a site or one of its sections.
const LONGEST_SITE_NAME: usize = 14;

fn cut_after(text: &str) -> Option<&str> {
    let (at, separator) = last_separator(text)?;
    let after = text[at + separator.len()..].trim();
    let before = text[..at].trim_end_matches(['-', '_', '|', '—', '–', ' ', '｜']);
    let always = separator == "_" && hanzi_count(after) <= hanzi_count(before);
    (always || is_site_name(after)).then_some(before)
}

fn last_separator(text: &str) -> Option<(usize, &'static str)> {
    // Most lines have none, which is told in one look.
    if !text.contains(['_', '|', '｜', '-', '–', '—']) {
        return None;
    }
    ["_", "|", "｜", " - ", " – ", " — ", "--", "-", "—"]
        .into_iter()
        .filter_map(|separator| Some((text.rfind(separator)?, separator)))
        .max_by_key(|(at, separator)| (*at, separator.len()))
}

fn cut_before(text: &str) -> Option<&str> {
    let (before, after) = text.split_once(['_', '|', '｜'])?;
    (is_site_name(before) && hanzi_count(after) > hanzi_count(before)).then_some(after.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_cut() {
        for (title, clean) in [
            ("今年以来某市追赃返还千万元_某某日报网", "今年以来某市追赃返还千万元"),
            ("某省反诈半年报 - 新闻中心 - 某省人民政府门户网站", "某省反诈半年报"),
            ("守護群眾的“錢袋子” ——我市打擊電詐綜述", "守護群眾的“錢袋子” ——我市打擊電詐綜述"),
            ("警方拘捕十二人 | 某報 | hknews.example", "警方拘捕十二人"),
            ("“五级”预警劝阻 筑起防骗穹顶", "“五级”预警劝阻 筑起防骗穹顶"),
        ] {
            assert_eq!(without_site_name(title), clean);
        }
    }
}
