//! Small words of pages by what they do: 记者 before names, 当天 for a day told before, 行动 behind
//! the name of a campaign.
//!
//! `page_words.tsv` in, the words of each role out, the longest first. Whoever asks says where they
//! must stand. Words are folded, so that a text in either script is folded before it is asked.

use std::sync::LazyLock;

use super::rows;

/// What words do in a page. A word may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageRole {
    /// 行动, 会战: what a campaign is, behind its name.
    Action,
    /// 来源, 摄影: ends a list of reporters.
    AfterNames,
    /// 社, 报: ends the name of whoever sent a report, before the day on which it did.
    Agency,
    /// 专项, 集中: stands between a campaign's name and what it is, where no quotation marks do.
    BeforeAction,
    /// 启动, 开展: stands before the quoted name of a campaign that begins.
    BeginsAction,
    /// 专案: the same as [`PageRole::Action`], of campaigns that are known alone, else of cases.
    CaseAction,
    /// 人民银行: the central bank, before the seat of its branch.
    CentralBank,
    /// 据: what is told is from somebody else, and not said on the day.
    Cited,
    /// 市: ends the name of a city.
    City,
    /// 今天是: opens the site's clock.
    Clock,
    /// 代号: stands before the code name of a campaign.
    CodeName,
    /// 通讯员: stands before the names of correspondents.
    Correspondent,
    /// 起, 人: figures are often followed by it.
    Counted,
    /// 县: ends the name of a county.
    County,
    /// 电, 讯: stands behind the day on which a report was sent.
    Dateline,
    /// 前天: the day before yesterday.
    DayBefore,
    /// 专项, 打击: stands before what a campaign is, behind its quoted name.
    KindOfAction,
    /// 见习, 首席: stands between a paper and the word for its reporter.
    KindOfReporter,
    /// 和, 与: joins names.
    Link,
    /// 报, 网: ends the name of a paper that stands on a line of its own.
    Masthead,
    /// 行动, 专项: what a quoted name of a campaign may end in and goes without.
    NameEnding,
    /// 本报讯: opens the next story of a printed page.
    NextStory,
    /// 违法, 活动: between a quoted name and what it is, that is no campaign.
    NoAction,
    /// 日前: some day that isn't told.
    NoDay,
    /// 从, 在: behind the word for reporters no name begins with it, but what they did.
    NoReporter,
    /// 线索, 类: behind a campaign's name something is of that kind alone.
    OfAKind,
    /// 县, 旗: what the official name of a county may end in.
    PlaceKind,
    /// 会上: ends the line that says where a report was read.
    ReadAt,
    /// 记者: stands before the names of reporters.
    Reporter,
    /// 以来, 上半年: behind a year that has not ended when it is told of.
    Running,
    /// 当天: the day told before.
    SameDay,
    /// 在, 赴: stands before the places where something was done.
    Site,
    /// 起, 以来: behind a day from which something is counted.
    Span,
    /// 专项行动: a quoted name that ends so is a campaign's, whatever stands around it.
    SureEnding,
    /// 本月: may stand before a day without its month.
    ThisMonth,
    /// 今年: the year of publication.
    ThisYear,
    /// 今天; a word of one character is asked only where nothing but a day follows.
    Today,
    /// 至, 到: stands between two days.
    Until,
    /// 昨天; a word of one character is asked as that of [`PageRole::Today`] is.
    Yesterday,
}

/// Every role with its word in the table.
const ROLES: &[(&str, PageRole)] = &[
    ("action", PageRole::Action),
    ("after_names", PageRole::AfterNames),
    ("agency", PageRole::Agency),
    ("before_action", PageRole::BeforeAction),
    ("begins_action", PageRole::BeginsAction),
    ("case_action", PageRole::CaseAction),
    ("central_bank", PageRole::CentralBank),
    ("cited", PageRole::Cited),
    ("city", PageRole::City),
    ("clock", PageRole::Clock),
    ("code_name", PageRole::CodeName),
    ("correspondent", PageRole::Correspondent),
    ("counted", PageRole::Counted),
    ("county", PageRole::County),
    ("dateline", PageRole::Dateline),
    ("day_before", PageRole::DayBefore),
    ("kind_of_action", PageRole::KindOfAction),
    ("kind_of_reporter", PageRole::KindOfReporter),
    ("link", PageRole::Link),
    ("masthead", PageRole::Masthead),
    ("name_ending", PageRole::NameEnding),
    ("next_story", PageRole::NextStory),
    ("no_action", PageRole::NoAction),
    ("no_day", PageRole::NoDay),
    ("no_reporter", PageRole::NoReporter),
    ("of_a_kind", PageRole::OfAKind),
    ("place_kind", PageRole::PlaceKind),
    ("read_at", PageRole::ReadAt),
    ("reporter", PageRole::Reporter),
    ("running", PageRole::Running),
    ("same_day", PageRole::SameDay),
    ("site", PageRole::Site),
    ("span", PageRole::Span),
    ("sure_ending", PageRole::SureEnding),
    ("this_month", PageRole::ThisMonth),
    ("this_year", PageRole::ThisYear),
    ("today", PageRole::Today),
    ("until", PageRole::Until),
    ("yesterday", PageRole::Yesterday),
];

const TABLE: &str = include_str!("../data/page_words.tsv");

/// The words of each role, so few that each is compared in turn.
static BY_ROLE: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_role = vec![Vec::new(); ROLES.len()];
    for [word, roles] in rows(TABLE) {
        let named = roles.split(' ').filter_map(|role| ROLES.iter().find(|(known, _)| *known == role));
        for (_, role) in named {
            if let Some(words) = by_role.get_mut(*role as usize) {
                words.push(word);
            }
        }
    }
    by_role.iter_mut().for_each(|words| words.sort_by_key(|word| std::cmp::Reverse(word.len())));
    by_role
});

impl PageRole {
    /// The words that have it, the longest first.
    pub fn words(self) -> &'static [&'static str] {
        BY_ROLE.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// The longest of them that a text begins with.
    #[inline]
    pub fn begins(self, text: &str) -> Option<&'static str> {
        // Most texts differ in the first byte, which is told without a call.
        let first = text.as_bytes().first();
        self.words().iter().find(|word| word.as_bytes().first() == first && text.starts_with(**word)).copied()
    }

    /// The longest of them that a text ends with.
    #[inline]
    pub fn ends(self, text: &str) -> Option<&'static str> {
        let last = text.as_bytes().last();
        self.words().iter().find(|word| word.as_bytes().last() == last && text.ends_with(**word)).copied()
    }

    /// A text without the one that it ends with.
    pub fn cut_from(self, text: &str) -> Option<&str> {
        text.strip_suffix(self.ends(text)?)
    }

    /// Whether one of them stands in a text.
    pub fn is_in(self, text: &str) -> bool {
        self.words().iter().any(|word| text.contains(word))
    }

    /// A pattern that any of them fulfils, the longest first.
    pub fn pattern(self) -> String {
        pattern_of(self.words())
    }
}

/// A pattern that any of these words fulfils, and no part of a pattern around it; without words
/// nothing does.
pub fn pattern_of(words: &[&str]) -> String {
    if words.is_empty() {
        return r"[^\s\S]".to_owned();
    }
    let words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
    format!("(?:{})", words.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_of_the_table_is_known_and_each_has_words() {
        for [word, roles] in rows(TABLE) {
            for role in roles.split(' ') {
                assert!(ROLES.iter().any(|(known, _)| *known == role), "{word}: {role}");
            }
        }
        assert!(ROLES.iter().all(|(_, role)| !role.words().is_empty()));
    }

    #[test]
    fn rows_are_sorted_and_each_word_stands_once() {
        let words: Vec<&str> = rows(TABLE).map(|[word, _]: [&str; 2]| word).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn a_pattern_of_no_words_is_never_fulfilled() {
        let fulfils = |words: &[&str]| regex::Regex::new(&pattern_of(words)).unwrap().is_match("记者1\n");
        assert!(fulfils(&["记者", "1"]) && !fulfils(&["2"]) && !fulfils(&[]));
    }

    #[test]
    fn the_longest_word_of_a_role_is_found_first() {
        assert_eq!(PageRole::Today.begins("今天公布"), Some("今天"));
        assert_eq!(PageRole::NameEnding.cut_from("断卡专项行动"), Some("断卡"));
        assert!(PageRole::SameDay.is_in("新闻发布会当日") && !PageRole::SameDay.is_in("昨日"));
        assert_eq!(PageRole::Until.pattern(), "(?:到|至)");
    }
}
