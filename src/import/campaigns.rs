//! The special campaigns that an article names.
//!
//! The article's text in; names in Simplified words, without quotation marks and without 行动,
//! out. Known ones come from a table and from the site; a quoted name before 行动 that no table
//! has is proposed; slogans and methods of a table are none.

mod names;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::quoted::{quoted, quoted_at, runs_with_noun};
use super::squeezed::{Squeezed, Table};
use super::tables::PageRole::{
    self, Action, BeforeAction, BeginsAction, CaseAction, CodeName, KindOfAction, Link, NameEnding, NoAction,
    OfAKind, SureEnding,
};
pub use names::CampaignNames;
use names::{bare, is_distinct, is_possible};

/// A campaign that the article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its name in Simplified words.
    pub name: String,
    /// Whether a table or the site has it; else it is a proposal.
    pub known: bool,
}

/// It is asked of [`runs_with_noun`] alone, which have no longer quotations than names have.
const QUOTED: &str = "“[^“”]+”";

/// Names in quotation marks, then what they are names of. 等 closes any list.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let [link, kind, action, case] = [Link, KindOfAction, Action, CaseAction].map(|role| role.pattern());
    Regex::new(&format!("((?:{QUOTED}(?:[、,，]|{link})?)+)等?[一-龥0-9]{{0,6}}?{kind}*(?:{action}|{case})"))
        .ok()
});

/// What of which the text around it may name a campaign: what one is (断卡行动, 百日行动), quotation
/// marks, and 号, which numbers its stages: 雷霆21号.
pub(super) fn openings() -> impl Iterator<Item = (char, Option<char>)> {
    let words = Action.words().iter().copied().chain(["“", "‘", "’", "号"]).map(str::chars);
    words.filter_map(|mut word| Some((word.next()?, word.next())))
}

/// The campaigns in a text, in the order of their first mention.
pub(super) fn find(text: &Squeezed, names: &CampaignNames) -> Vec<Campaign> {
    let places: Vec<usize> = text.opened(Table::Campaign).collect();
    let single = places.iter().any(|at| text[*at..].starts_with(['‘', '’']));
    // These marks have as many bytes as those, so that every place stays.
    let text: Cow<'_, str> =
        if single { text.replace('‘', "“").replace('’', "”").into() } else { (&**text).into() };
    let mut found: Vec<(usize, Campaign)> = Vec::new();
    let quoted: Vec<(usize, &str)> = quoted_at(&text, places.iter().copied()).collect();
    quoted_lists(&text, &quoted, names, &mut found);
    quoted_known(&text, &quoted, names, &mut found);
    unquoted(&text, &places, names, &mut found);
    found.sort_by_key(|(at, _)| *at);
    let mut campaigns: Vec<Campaign> = Vec::new();
    for (_, campaign) in found {
        if !campaigns.iter().any(|known| known.name == campaign.name) {
            campaigns.push(campaign);
        }
    }
    campaigns
}

/// Where a list of names in quotation marks stands, and where ends what it names.
fn lists<'t>(text: &'t str, quoted: &'t [(usize, &'t str)]) -> Vec<(Range<usize>, usize)> {
    let Some(named) = NAMED.as_ref() else { return Vec::new() };
    let mut lists = Vec::new();
    for run in runs_with_noun(text, quoted) {
        for captures in named.captures_iter(&text[run.clone()]) {
            let (Some(whole), Some(list)) = (captures.get(0), captures.get(1)) else { continue };
            lists.push((run.start + list.start()..run.start + list.end(), run.start + whole.end()));
        }
    }
    lists
}

fn quoted_lists(
    text: &str,
    all: &[(usize, &str)],
    names: &CampaignNames,
    found: &mut Vec<(usize, Campaign)>,
) {
    for (list, end) in lists(text, all) {
        let between = &text[list.end..end];
        let of_a_case = CaseAction.cut_from(between);
        if NoAction.is_in(of_a_case.unwrap_or(between)) {
            continue;
        }
        for (at, inside) in quoted(&text[list.clone()]) {
            let at = list.start + at;
            let name = bare(inside);
            let proposed = |known: bool| Campaign { name: name.clone().into_owned(), known };
            if let Some(name) = names.known(&name) {
                found.push((at, Campaign { name: name.to_owned(), known: true }));
            } else if of_a_case.is_some() {
                // A case that no table has is no campaign.
            } else if names.is_stage(&name) {
                found.push((at, proposed(true)));
            } else if is_possible(&name) {
                found.push((at, proposed(false)));
            }
        }
    }
}

/// `“断卡行动”`, `“云剑-2020”` and other known names in quotation marks.
fn quoted_known(
    text: &str,
    quoted: &[(usize, &str)],
    names: &CampaignNames,
    found: &mut Vec<(usize, Campaign)>,
) {
    for (at, inside) in quoted.iter().copied() {
        let name = bare(inside);
        let names_action = NameEnding.is_in(inside) && name != inside;
        let before = &text[..at];
        let behind = &text[at + '“'.len_utf8() + inside.len() + '”'.len_utf8()..];
        // “断卡”线索 are clues of that kind.
        let alone = || is_distinct(&name) && OfAKind.begins(behind).is_none();
        let ends_in = |role: PageRole, text: &str| role.ends(text).is_some();
        // 执行“斩金行动”.
        let told = names_action && (ends_in(SureEnding, inside) || ends_in(BeginsAction, before));
        // 警方反诈骗行动“谋攻”: the name behind what it is the name of.
        let behind_noun = || ends_in(Action, before);
        if let Some(known) = names.known(&name).filter(|_| names_action || alone() || behind_noun()) {
            found.push((at, Campaign { name: known.to_owned(), known: true }));
        } else if (told || ends_in(CodeName, before)) && is_possible(&name) {
            found.push((at, Campaign { name: name.into_owned(), known: false }));
        }
    }
}

/// Whether the clause behind a name says of which crime the case is that has it: 跨境诈骗专案.
fn is_of_case(behind: &str) -> bool {
    let clause = behind.split(['，', ',', '。', '；']).next().unwrap_or_default();
    let mut cases = CaseAction.words().iter().filter_map(|word| clause.find(word));
    cases.any(|at| NoAction.is_in(&clause[..at]))
}

fn unquoted(text: &str, places: &[usize], names: &CampaignNames, found: &mut Vec<(usize, Campaign)>) {
    for at in places.iter().copied().filter(|at| Action.begins(&text[*at..]).is_some()) {
        let before = &text[..at];
        let before = BeforeAction.cut_from(before).unwrap_or(before);
        // From the furthest back, so that the longest name is found first.
        let starts = before.char_indices().rev().take(names.longest).map(|(at, _)| at);
        let named = |at: usize| Some((at, names.known(&before[at..])?));
        if let Some((at, name)) = starts.filter_map(named).last() {
            found.push((at, Campaign { name: name.to_owned(), known: true }));
        }
    }
    for end in places.iter().copied().filter(|at| text[*at..].starts_with('号')) {
        let before = &text[..end];
        let named = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let Some((at, _)) = named.char_indices().rev().nth(1).filter(|_| named.len() < end) else { continue };
        let stage = end + '号'.len_utf8();
        if names.known(&named[at..]).is_some() && !is_of_case(&text[stage..]) {
            let name = text[at..stage].to_owned();
            found.push((at, Campaign { name, known: true }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let names = CampaignNames::new([("净域".to_owned(), vec!["淨域行動".to_owned()])]);
        find(&Squeezed::of(text), &names)
            .into_iter()
            .map(|campaign| campaign.name + if campaign.known { "" } else { "?" })
            .collect()
    }

    #[test]
    fn a_list_of_quoted_names_shares_one_noun() {
        assert_eq!(
            named("深入推进“云剑”“斷卡”、「拔釘」和“百縣破案會戰”等專項行動"),
            ["云剑", "断卡", "拔钉", "百县破案会战"]
        );
    }

    #[test]
    fn known_names_need_no_quotation_marks_before_their_noun() {
        assert_eq!(
            named("持续开展断卡行动和夏季治安打击整治行动，“百日行动”收官，雷霆21号收网"),
            ["断卡", "夏季", "百日", "雷霆21号"]
        );
        assert_eq!(named("推进‘断卡’行动"), ["断卡"]);
    }

    #[test]
    fn slogans_methods_and_case_names_are_none() {
        for text in [
            "打击“两卡”违法犯罪人员，开展专项行动",
            "“六防一打”“四断”工作法；营造“全民反诈、全社会反诈”氛围",
            "组织“拒赌反诈e起行动”“银龄反诈”等主题宣传活动",
            "侦破“2·22”“4·27”断卡案",
            "投入“飓风55号”跨境诈骗专案收网",
            "“全民反诈”专项行动",
        ] {
            assert!(named(text).is_empty(), "{text} {:?}", named(text));
        }
    }

    #[test]
    fn an_unknown_quoted_name_before_its_noun_is_proposed() {
        assert_eq!(named("部署开展“清源”专项行动和“净域”行动"), ["清源?", "净域"]);
    }
}
