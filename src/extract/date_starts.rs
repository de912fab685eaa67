//! Tells where a date may begin, before it is read.
//!
//! The start of a folded text in, whether a date or what stands in front of one may begin there out, and the
//! marks between the ends of a range. Reads no date (that is `calendar`).

use super::digits::chinese_digit;
use crate::lexicon::{EdgeRole, EdgeRoles, EdgeWords};

/// The bytes of 至, 到 or dashes at the start.
pub(super) fn range_mark(text: &str) -> Option<usize> {
    let end = text.find(|mark| !is_range_mark(mark))?;
    (end > 0 && end <= 6).then_some(end)
}

/// The marks of ranges; 至 and 到 are such marks, too, and no words with a meaning of their own.
fn is_range_mark(mark: char) -> bool {
    matches!(mark, '至' | '到' | '—' | '–' | '-' | '~' | '～' | '－' | '─')
}

/// Whether a date, or what stands in front of one, may begin with a character.
pub(super) fn opens_date(first: char, edges: &EdgeWords) -> bool {
    is_digit(first) || edges.opens_date(first)
}

/// Whether a number of a date may have a character.
pub(super) fn is_digit(one: char) -> bool {
    one.is_ascii_digit() || one == '十' || chinese_digit(one).is_some()
}

/// Whether a date, or what stands in front of one, may begin at the start of `text`; `opening` is the word of
/// the table there, with its bytes.
pub(super) fn may_begin(text: &str, opening: Option<(EdgeRoles, usize)>) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if first.is_ascii_digit() {
        // Most numbers count something.
        let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
        return rest.starts_with(|next: char| is_digit(next) || goes_on_as_date(next));
    }
    if let Some((roles, length)) = opening.filter(|(roles, _)| roles.open_date()) {
        // 前 opens a date before a number alone.
        return !roles.has(EdgeRole::FirstMonths)
            || text.get(length..).is_some_and(|rest| rest.starts_with(is_digit));
    }
    is_digit(first) || text.starts_with("元月")
}

/// Whether what stands behind a number may make it a date: units of the calendar and what they begin
/// with (上旬, 个月, 半年, 季度), the marks of ranges.
fn goes_on_as_date(next: char) -> bool {
    matches!(next, '年' | '月' | '日' | '号' | '上' | '中' | '下' | '季' | '个' | '半') || is_range_mark(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn behind_digits_a_word_of_a_period_goes_on_as_a_date() {
        let lexicon = Lexicon::embedded();
        let words = lexicon.wordings.periods.iter().map(|(word, _)| word);
        let mut with_digits = words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        assert!(with_digits.all(|word| may_begin(&format!("12{word}"), None)));
    }

    #[test]
    fn a_number_of_months_must_stand_behind_the_first_ones() {
        let may_begin = |text| may_begin(text, Lexicon::embedded().edges.at(text));
        assert!(may_begin("前5个月") && may_begin("首三季") && may_begin("前年") && may_begin("截至6月"));
        assert!(!may_begin("前往") && !may_begin("首批") && !may_begin("本次") && !may_begin("上旬"));
    }
}
