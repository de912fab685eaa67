//! The headline of the article among the short lines around it, free of the site's name.
//!
//! Blocks, the article's place among them and the page's head in; the headline as the page
//! writes it out. A line counts by how near it stands above the article, by what the markup
//! makes of it, and by how much of its wording the article takes up.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::block::{Block, Role};
use super::boundaries::Bounded;
use super::dates;
use super::fold::squeezed;
use super::labels;
use super::line::{Head, hanzi_count};
use super::tables::{LineWords, SITE_SUFFIXES};

/// A line that may be the headline.
struct Candidate {
    text: String,
    score: f64,
}

/// A line with fewer points has nothing of a headline.
const LEAST: f64 = 1.5;
const SHORTEST: usize = 4;
const LONGEST: usize = 60;

/// The headline; `None` where nothing on the page can be one.
pub(super) fn find(blocks: &[Block], bounded: &Bounded, head: &Head) -> Option<String> {
    let body: String = bounded.parts.iter().map(|part| squeezed(&part.text)).collect();
    let pairs = pairs_of(&body);
    let mut candidates = from_head(head, &pairs);
    candidates.extend(original_title(blocks));
    candidates.extend(above(blocks, bounded, &pairs));
    candidates.extend(below(blocks, bounded, &pairs));
    let mut best: Option<Candidate> = None;
    for candidate in candidates {
        if best.as_ref().is_none_or(|known| candidate.score > known.score) {
            best = Some(candidate);
        }
    }
    best.filter(|candidate| candidate.score > LEAST).map(|candidate| candidate.text)
}

/// Pairs of neighbouring characters.
type Pairs = HashSet<u64, BuildHasherDefault<PairHasher>>;

/// Spreads a pair by one multiplication: a page has thousands, and none is chosen to collide.
#[derive(Default)]
struct PairHasher(u64);

impl Hasher for PairHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, pair: u64) {
        self.0 = (self.0 ^ pair).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }
}

fn pairs_of(squeezed: &str) -> Pairs {
    let pair = |(one, other): (char, char)| u64::from(u32::from(one)) << 32 | u64::from(u32::from(other));
    squeezed.chars().zip(squeezed.chars().skip(1)).map(pair).collect()
}

/// The share of a line's pairs of characters that the article has too, as points.
fn likeness(squeezed: &str, pairs: &Pairs) -> f64 {
    let own = pairs_of(squeezed);
    let shared = own.iter().filter(|pair| pairs.contains(pair)).count();
    let topic = if LineWords::read(squeezed).topic > 0 { 2.0 } else { 0.0 };
    8.0 * shared as f64 / own.len().max(1) as f64 + topic
}

fn is_possible(text: &str) -> bool {
    let length = text.chars().count();
    hanzi_count(text) >= SHORTEST && length <= LONGEST && !text.contains('。')
}

/// `<title>` and the titles of `<meta>`, without the site's name.
fn from_head(head: &Head, pairs: &Pairs) -> Vec<Candidate> {
    let named = [("articletitle", 6.0), ("og:title", 5.0), ("twitter:title", 4.0), ("title", 3.0)];
    let metas = named.iter().filter_map(|(name, bonus)| Some((head.first(&[name])?, *bonus)));
    let titles = head.title.as_deref().map(|title| (title, 3.0));
    metas
        .chain(titles)
        .map(|(text, bonus)| (without_site_name(text), bonus))
        .filter(|(text, _)| is_possible(text))
        .map(|(text, bonus)| Candidate { score: bonus + likeness(&squeezed(&text), pairs), text })
        .collect()
}

/// `（原标题：…）`, which pages repeat above or below the article.
fn original_title(blocks: &[Block]) -> Option<Candidate> {
    let block = blocks.iter().find(|block| block.role == Role::Noise("original_title"))?;
    let text = block.line.text.trim_matches(['(', '（', '【', ')', '）', '】']);
    let (_, text) = text.split_once([':', '：'])?;
    let text = text.trim();
    is_possible(text).then(|| Candidate { text: text.to_owned(), score: 6.0 })
}

fn above(blocks: &[Block], bounded: &Bounded, pairs: &Pairs) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut distance = 0.0;
    for index in (0..bounded.first).rev() {
        let block = &blocks[index];
        if block.role != Role::Short || block.line.row {
            continue;
        }
        if let Some(candidate) = candidate(blocks, index, pairs) {
            let near = (6.0 - distance * 0.6_f64).max(0.0);
            // The line that tells day and source stands under the headline, or under its second line.
            let by_line = [1, 2].iter().any(|below| blocks.get(index + below).is_some_and(is_by_line));
            let signed = if by_line { 2.5 } else { 0.0 };
            candidates.push(Candidate { score: candidate.score + near + signed, ..candidate });
        }
        distance += 1.0;
    }
    candidates
}

/// Whether a line tells when or by whom the article was published.
fn is_by_line(block: &Block) -> bool {
    let dated = dates::first_full(&block.line.text).is_some();
    !block.is_prose() && block.squeezed.len() < 200 && (dated || !labels::is_unlabelled(&block.line.text))
}

fn below(blocks: &[Block], bounded: &Bounded, pairs: &Pairs) -> Vec<Candidate> {
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
        if let Some(candidate) = candidate(blocks, index, pairs).filter(|_| block.topic > 0) {
            // A line under a headline that goes on with its figures is its summary.
            let is_deck = after_headline && block.squeezed.contains(['，', ',']);
            after_headline = true;
            let score = candidate.score - if is_deck { 8.0 } else { 0.0 };
            candidates.push(Candidate { score, ..candidate });
        } else {
            after_headline = false;
        }
    }
    candidates
}

fn candidate(blocks: &[Block], index: usize, pairs: &Pairs) -> Option<Candidate> {
    let block = &blocks[index];
    let mut text = without_site_name(&block.line.text);
    // A second line that opens with a dash belongs to the headline.
    if let Some(next) = blocks.get(index + 1).filter(|next| next.line.text.starts_with("——")) {
        text = format!("{text} {}", next.line.text);
    }
    if !is_possible(&text)
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
    let dated = if dates::first_full(&block.line.text).is_some() { -6.0 } else { 0.0 };
    // The site's or the author's name stands above many headlines, and the article repeats it.
    let named = if is_site_name(&text) { -6.0 } else { 0.0 };
    let brief = if hanzi_count(&text) < 7 { -2.0 } else { 0.0 };
    // 时效：有效 is a field of the page.
    let fields = block.squeezed.matches([':', '：']).count();
    let labelled = if fields < 2 && labels::is_unlabelled(&block.line.text) { 0.0 } else { -8.0 };
    let linked = if block.line.is_link() || block.line.chrome { -4.0 } else { 0.0 };
    Some(Candidate {
        score: likeness(&squeezed(&text), pairs)
            + markup
            + quoted
            + linked
            + dated
            + named
            + brief
            + labelled,
        text,
    })
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
    let piece = squeezed(piece);
    let short = piece.chars().count() <= 14;
    let latin = !piece.is_empty() && piece.is_ascii() && piece.chars().any(|c| c.is_ascii_alphabetic());
    short && (latin || SITE_SUFFIXES.ends(&piece))
}

fn cut_after(text: &str) -> Option<&str> {
    let (at, separator) = last_separator(text)?;
    let after = text[at + separator.len()..].trim();
    let before = text[..at].trim_end_matches(['-', '_', '|', '—', '–', ' ', '｜']);
    let always = separator == "_" && hanzi_count(after) <= hanzi_count(before);
    (always || is_site_name(after)).then_some(before)
}

fn last_separator(text: &str) -> Option<(usize, &'static str)> {
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
