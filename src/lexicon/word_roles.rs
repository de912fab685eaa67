//! What small words do in a sentence, and what shows that a number is no metric.
//!
//! The words of the role columns of `sentence_words.tsv` and `not_metrics.tsv` in, [`WordRole`]s and
//! sets of them out. The words themselves stand in the tables.

/// A role of a small word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordRole {
    /// 各级, 两级: stands between a place and its agencies.
    AgencyLevel,
    /// 力争, 争取: what follows is to be reached yet.
    Aims,
    /// 配合, 协助: beside it the agency of a part is the one whose case is told.
    Assists,
    /// 交办, 督办: what an authority does that only sets a case.
    Assigned,
    /// 会同, 移送: beside it an agency is not the one that reports.
    BesideAgency,
    /// 专项, 会战: a campaign.
    Campaign,
    /// 案件: cases that something is told of.
    CaseNoun,
    /// 同期, 相比: stands behind what a figure is compared with.
    Compared,
    /// 较, 比: stands in front of it.
    ComparedWith,
    /// 集中宣判, 返还仪式: what is done on one day before an audience.
    Ceremony,
    /// 罪: ends the name of a crime.
    Crime,
    /// 电, 讯: stands behind the day of a report.
    Dateline,
    /// 均, 各, 都.
    Each,
    /// 去年, 上月, 同期: opens the time of a figure that another is compared with.
    Earlier,
    /// 成立, 组建: begins a body.
    Founds,
    /// 由, 从: stands before what a figure came from.
    From,
    /// 银行, 分局: ends the name of one of the bodies that a list tells of.
    Institution,
    /// 骗案, 猜猜我是谁: a kind of fraud whose cases are counted without a verb.
    KindOfCase,
    /// 分别为, 主要是: stands before the first name of a list.
    Introduces,
    /// 启动, 开展.
    Launches,
    /// 和, 及, 与.
    Link,
    /// 环比.
    Mom,
    /// 居民, 女子: is of a place that stands before it.
    OfPlace,
    /// 据悉, 此外: may stand before a place that opens a clause.
    Opener,
    /// A change against something else.
    OtherBasis,
    /// 日均.
    PerDay,
    /// 月均.
    PerMonth,
    /// 率先, 前列: what a place is ranked by.
    Ranked,
    /// 创, 创下: a record.
    Record,
    /// 记者: a person who only tells.
    Reporter,
    /// 分别.
    Respectively,
    /// 升幅: how much something rose.
    Rises,
    /// 连续, 持续: goes on.
    Run,
    /// 以来.
    Since,
    /// 派出所: has its name from a street or a town.
    Station,
    /// 其中.
    Subset,
    /// 施行, 出现的: stands behind the day from which a law holds, or something was met with.
    TakesEffect,
    /// 合计, 累计: a total.
    Total,
    /// 资金, 款项: a sum that was stopped, returned or seized.
    SumNoun,
    /// 至, 到, before what was reached.
    Towards,
    /// A verb that counts other things.
    Verb,
    /// 受害人: people who are no suspects.
    Victim,
    /// 里, 中: behind a number that is only spoken of again.
    Within,
    /// 同比.
    Yoy,
    /// 成员单位: bodies that take part.
    Body,
    /// 发布会: the day is that of the report.
    Conference,
    /// 传单, 城市: what is counted and is no metric.
    Counted,
    /// 罪案: all crimes, where it stands behind the number.
    CountedBehind,
    /// 出动, 抽调: a crowd that was sent out.
    Crowd,
    /// 最大, 单笔: one case and no sum.
    Extreme,
    /// 平均每宗, 单笔最高: one case and no sum, wherever it stands before the number.
    OneCase,
    /// 某支行: only looks like a person.
    NoPerson,
    /// 交通, 毒品: a crime that is no fraud.
    OtherCrime,
    /// 先生, 化名: a person.
    Person,
    /// 大案: what a limit describes.
    ThresholdNoun,
    /// 以上: stands behind a limit.
    ThresholdUnit,
    /// A word of the table of scopes.
    NamesScope,
    /// A word of the table of what may rise or fall.
    NamesChange,
    /// A word of the table of agencies.
    NamesAgency,
    /// A word of the table of scams.
    NamesScam,
    /// A word of the table of topics.
    NamesTopic,
    /// A word of some row of wordings.
    OfRow,
}

/// Every role that words of the tables have, with its word there.
const ROLES: &[(&str, WordRole)] = &[
    ("agency_level", WordRole::AgencyLevel),
    ("assigned", WordRole::Assigned),
    ("beside_agency", WordRole::BesideAgency),
    ("campaign", WordRole::Campaign),
    ("aims", WordRole::Aims),
    ("assists", WordRole::Assists),
    ("case_noun", WordRole::CaseNoun),
    ("ceremony", WordRole::Ceremony),
    ("compared", WordRole::Compared),
    ("compared_with", WordRole::ComparedWith),
    ("crime", WordRole::Crime),
    ("dateline", WordRole::Dateline),
    ("each", WordRole::Each),
    ("earlier", WordRole::Earlier),
    ("founds", WordRole::Founds),
    ("from", WordRole::From),
    ("institution", WordRole::Institution),
    ("kind_of_case", WordRole::KindOfCase),
    ("introduces", WordRole::Introduces),
    ("launches", WordRole::Launches),
    ("link", WordRole::Link),
    ("mom", WordRole::Mom),
    ("of_place", WordRole::OfPlace),
    ("opener", WordRole::Opener),
    ("other_basis", WordRole::OtherBasis),
    ("per_day", WordRole::PerDay),
    ("per_month", WordRole::PerMonth),
    ("ranked", WordRole::Ranked),
    ("record", WordRole::Record),
    ("reporter", WordRole::Reporter),
    ("respectively", WordRole::Respectively),
    ("rises", WordRole::Rises),
    ("run", WordRole::Run),
    ("since", WordRole::Since),
    ("station", WordRole::Station),
    ("subset", WordRole::Subset),
    ("sum_noun", WordRole::SumNoun),
    ("takes_effect", WordRole::TakesEffect),
    ("total", WordRole::Total),
    ("towards", WordRole::Towards),
    ("verb", WordRole::Verb),
    ("victim", WordRole::Victim),
    ("within", WordRole::Within),
    ("yoy", WordRole::Yoy),
    ("body", WordRole::Body),
    ("conference", WordRole::Conference),
    ("counted", WordRole::Counted),
    ("counted_behind", WordRole::CountedBehind),
    ("crowd", WordRole::Crowd),
    ("extreme", WordRole::Extreme),
    ("one_case", WordRole::OneCase),
    ("no_person", WordRole::NoPerson),
    ("other_crime", WordRole::OtherCrime),
    ("person", WordRole::Person),
    ("threshold_noun", WordRole::ThresholdNoun),
    ("threshold_unit", WordRole::ThresholdUnit),
];

impl WordRole {
    /// The role with this word in the tables.
    pub fn from_word(word: &str) -> Option<WordRole> {
        ROLES.iter().find(|(known, _)| *known == word).map(|(_, role)| *role)
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordRoles(u64);

impl WordRoles {
    /// With one role more.
    pub fn with(self, role: WordRole) -> WordRoles {
        WordRoles(self.0 | 1 << role as u32)
    }

    /// The roles of both.
    pub fn and(self, other: WordRoles) -> WordRoles {
        WordRoles(self.0 | other.0)
    }

    /// Whether a role is among them.
    pub fn has(self, role: WordRole) -> bool {
        self.0 & 1 << role as u32 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table;

    #[test]
    fn every_role_of_the_tables_is_known_but_that_of_fillers() {
        for text in [include_str!("data/sentence_words.tsv"), include_str!("data/not_metrics.tsv")] {
            for [word, roles] in table::rows(text) {
                for role in roles.split(' ').filter(|role| *role != "filler") {
                    assert!(WordRole::from_word(role).is_some(), "{word}: {role}");
                }
            }
        }
    }

    #[test]
    fn a_set_has_the_roles_that_were_put_in() {
        let set = WordRoles::default().with(WordRole::Yoy).and(WordRoles::default().with(WordRole::Link));
        assert!(set.has(WordRole::Yoy) && set.has(WordRole::Link) && !set.has(WordRole::Mom));
    }
}
