//! Proposes what a mistyped id was meant to be.
//!
//! A typed word and the known ones in, at most one of them out. Words a message no further.

use std::cmp::min;

/// The known id with the fewest slips of the key from `typed`; of equals the first in byte order.
///
/// A slip is a letter added, left out, changed or swapped with its neighbour. More than `limit`
/// slips, or slips in more than half of the letters, make a different word: `None`.
pub(super) fn closest_id<'a>(
    typed: &str,
    known: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let limit = min(limit, typed.chars().count() / 2);
    known.filter_map(|id| slips(&typed, id, limit).map(|count| (count, id))).min().map(|(_, id)| id)
}

/// The number of slips between two words, if it is at most `limit`.
pub(super) fn slips(typed: &str, known: &str, limit: usize) -> Option<usize> {
    // The difference in length is a lower bound and costs nothing.
    if known.is_ascii() && typed.is_ascii() && known.len().abs_diff(typed.len()) > limit {
        return None;
    }
    Some(strsim::osa_distance(typed, known)).filter(|count| *count <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_are_one_slip() {
        assert_eq!(slips("duoble", "double", 1), Some(1));
    }

    #[test]
    fn short_word_is_not_replaced_by_a_different_one() {
        assert_eq!(closest_id("ab", ["xy"].into_iter(), 2), None);
    }

    #[test]
    fn first_of_two_equally_close_ids_is_proposed() {
        assert_eq!(closest_id("curt", ["court", "cart"].into_iter(), 2), Some("cart"));
    }
}
