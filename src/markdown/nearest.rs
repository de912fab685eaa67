//! The stretch of a text most like a given one.
//!
//! Plain text and a quote in, a stretch of the text out. Slides a window of the quote's length over
//! each line and counts shared pairs of characters; linear in both lengths. Decides nothing.

use std::collections::HashMap;

/// The least share of the quote's pairs that a stretch must have, in percent.
const LEAST_SHARE: usize = 40;

/// The first stretch with the most pairs of characters in common with the quote.
///
/// Among equals, one that begins and ends like the quote comes first.
pub(super) fn nearest<'text>(text: &'text str, quote: &str) -> Option<&'text str> {
    let quote: Vec<char> = quote.chars().collect();
    if quote.len() < 2 {
        return None;
    }
    let mut wanted: HashMap<(char, char), i32> = HashMap::new();
    for pair in quote.windows(2) {
        *wanted.entry((pair[0], pair[1])).or_default() += 1;
    }
    let mut best: Option<(usize, bool, bool, &str)> = None;
    for line in text.split('\n') {
        if let Some(candidate) = best_window(line, &quote, &wanted)
            && best.is_none_or(|best| (candidate.0, candidate.1, candidate.2) > (best.0, best.1, best.2))
        {
            best = Some(candidate);
        }
    }
    let (shared, _, _, stretch) = best?;
    (shared > 0 && shared * 100 >= (quote.len() - 1) * LEAST_SHARE).then_some(stretch)
}

fn best_window<'text>(
    line: &'text str,
    quote: &[char],
    wanted: &HashMap<(char, char), i32>,
) -> Option<(usize, bool, bool, &'text str)> {
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let length = quote.len().min(characters.len());
    if length < 2 {
        return None;
    }
    let mut left = wanted.clone();
    let mut shared = 0;
    let mut best: Option<(usize, bool, bool, usize)> = None;
    for end in 1..characters.len() {
        if let Some(count) = left.get_mut(&(characters[end - 1].1, characters[end].1)) {
            *count -= 1;
            shared += usize::from(*count >= 0);
        }
        if end + 1 < length {
            continue;
        }
        let start = end + 1 - length;
        let candidate =
            (shared, characters[start].1 == quote[0], characters[end].1 == quote[quote.len() - 1], start);
        if best.is_none_or(|best| (candidate.0, candidate.1, candidate.2) > (best.0, best.1, best.2)) {
            best = Some(candidate);
        }
        if let Some(count) = left.get_mut(&(characters[start].1, characters[start + 1].1)) {
            shared -= usize::from(*count >= 0);
            *count += 1;
        }
    }
    let (shared, begins, ends, start) = best?;
    let from = characters[start].0;
    let to = characters.get(start + length).map_or(line.len(), |next| next.0);
    Some((shared, begins, ends, &line[from..to]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_ending_is_found() {
        let text = "重庆市公安局通报。\n今年以来抓获犯罪嫌疑人7790余人，返还2.45亿元。";
        assert_eq!(nearest(text, "抓获犯罪嫌疑人7790余名"), Some("抓获犯罪嫌疑人7790余人"));
    }

    #[test]
    fn a_quote_unlike_everything_has_no_nearest() {
        assert_eq!(nearest("警方抓获嫌疑人", "返还资金两亿元"), None);
        assert_eq!(nearest("", "返还"), None);
        assert_eq!(nearest("返", "返还"), None);
    }

    #[test]
    fn a_line_shorter_than_the_quote_counts() {
        assert_eq!(nearest("破案1234起", "共破案1234起左右"), Some("破案1234起"));
    }
}
