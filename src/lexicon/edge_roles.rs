//! What a word does at the edge of a date, a number or a name.
//!
//! The words of the role column of `edge_words.tsv` in, [`EdgeRole`]s and sets of them out. The words themselves
//! stand in the table.

/// What a word does at an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeRole {
    /// 方面: ends a clause that only says what a paragraph is about.
    Aspect,
    /// 初: behind a year or a month, its beginning.
    Beginning,
    /// 期间: behind a period, says no more.
    BehindPeriod,
    /// 市: ends the name of a county that speaks of itself as a city.
    CityEnding,
    /// 本月, 上月: a day of it may follow.
    DayOfMonth,
    /// 前, 首: before a number of months, the first ones of a year.
    FirstMonths,
    /// 上旬: the first ten days of a month.
    FirstThird,
    /// 自, 从: before the day from which something holds.
    FromDay,
    /// 含: the limit itself is within.
    Inclusive,
    /// 和, 及: before one more thing of a list.
    JoinsItems,
    /// 和, 及, 与: before one more number of a list.
    JoinsNumbers,
    /// 去年.
    LastYear,
    /// 底, 下旬: up to a month's last day.
    MonthEnd,
    /// 初步, 起诉: only begins like a word of another role.
    OtherWord,
    /// 人民币: a bare 元 is the renminbi, wherever the page is from.
    Renminbi,
    /// 民国: before a year of the Republic.
    Republic,
    /// 近: before a number that only says roughly how many.
    Roughly,
    /// 中旬: up to a month's twentieth day.
    SecondThird,
    /// 以来, 起: behind the day from which something holds.
    Since,
    /// 今年.
    ThisYear,
    /// 今（: this year, its digits in brackets: 今（2025）年.
    ThisYearInBrackets,
    /// 截至: before the last day.
    Until,
    /// 前，: behind the last day.
    UntilDay,
    /// 今 of 至今.
    UpToNow,
    /// 全年: behind a year, all of it.
    WholeYear,
    /// 前年.
    YearBeforeLast,
    /// 年底: behind a year, its last day.
    YearEnd,
}

/// Every role, in the order of its number, with its word in the table.
const ROLES: &[(&str, EdgeRole)] = &[
    ("aspect", EdgeRole::Aspect),
    ("beginning", EdgeRole::Beginning),
    ("behind_period", EdgeRole::BehindPeriod),
    ("city_ending", EdgeRole::CityEnding),
    ("day_of_month", EdgeRole::DayOfMonth),
    ("first_months", EdgeRole::FirstMonths),
    ("first_third", EdgeRole::FirstThird),
    ("from_day", EdgeRole::FromDay),
    ("inclusive", EdgeRole::Inclusive),
    ("joins_items", EdgeRole::JoinsItems),
    ("joins_numbers", EdgeRole::JoinsNumbers),
    ("last_year", EdgeRole::LastYear),
    ("month_end", EdgeRole::MonthEnd),
    ("other_word", EdgeRole::OtherWord),
    ("renminbi", EdgeRole::Renminbi),
    ("republic", EdgeRole::Republic),
    ("roughly", EdgeRole::Roughly),
    ("second_third", EdgeRole::SecondThird),
    ("since", EdgeRole::Since),
    ("this_year", EdgeRole::ThisYear),
    ("this_year_in_brackets", EdgeRole::ThisYearInBrackets),
    ("until", EdgeRole::Until),
    ("until_day", EdgeRole::UntilDay),
    ("up_to_now", EdgeRole::UpToNow),
    ("whole_year", EdgeRole::WholeYear),
    ("year_before_last", EdgeRole::YearBeforeLast),
    ("year_end", EdgeRole::YearEnd),
];

impl EdgeRole {
    /// Every role, in the order of its number.
    pub(super) fn all() -> impl Iterator<Item = EdgeRole> {
        ROLES.iter().map(|(_, role)| *role)
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EdgeRoles(u32);

impl EdgeRoles {
    /// What a date, or the words before one, may begin with.
    const OPENS_DATE: EdgeRoles = EdgeRoles(
        1 << EdgeRole::DayOfMonth as u32
            | 1 << EdgeRole::FirstMonths as u32
            | 1 << EdgeRole::FromDay as u32
            | 1 << EdgeRole::LastYear as u32
            | 1 << EdgeRole::Republic as u32
            | 1 << EdgeRole::ThisYear as u32
            | 1 << EdgeRole::ThisYearInBrackets as u32
            | 1 << EdgeRole::Until as u32
            | 1 << EdgeRole::YearBeforeLast as u32,
    );

    /// The roles that a cell of the table names.
    pub(super) fn read(cell: &str) -> EdgeRoles {
        let known = cell.split(' ').filter_map(|role| ROLES.iter().find(|(word, _)| *word == role));
        EdgeRoles(known.fold(0, |bits, (_, role)| bits | 1 << *role as u32))
    }

    /// Whether a role is among them.
    #[inline]
    pub fn has(self, role: EdgeRole) -> bool {
        self.0 & 1 << role as u32 != 0
    }

    /// Whether a date, or the words before one, may begin with such a word.
    #[inline]
    pub fn open_date(self) -> bool {
        self.0 & EdgeRoles::OPENS_DATE.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table;

    #[test]
    fn every_role_of_the_table_is_known_and_stands_at_its_number() {
        for [word, roles] in table::rows(include_str!("data/edge_words.tsv")) {
            for role in roles.split(' ') {
                assert!(ROLES.iter().any(|(known, _)| *known == role), "{word}: {role}");
            }
        }
        assert!(EdgeRole::all().enumerate().all(|(number, role)| number == role as usize));
    }
}
