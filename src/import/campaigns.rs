//! The special campaigns that an article names.
//!
//! The article's text in; names in Simplified words, without quotation marks and without 行动,
//! out. Known ones come from a table and from the site; a quoted name before 行动 that no table
//! has is proposed; slogans and methods of a table are none.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::quoted::{quoted, quoted_at, runs_with_noun};
use super::squeezed::{Squeezed, Table};
use super::tables::rows;
use crate::lexicon::{Dictionary, Found};

/// A campaign that the article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its name in Simplified words.
    pub name: String,
    /// Whether a table or the site has it; else it is a proposal.
    pub known: bool,
}

/// Names and other wordings of campaigns.
#[derive(Debug, Clone)]
pub struct CampaignNames {
    /// Wordings with the name each stands for, sorted.
    wordings: Vec<(String, String)>,
    /// The wordings alone: most stretches of a text are none.
    dictionary: Dictionary<()>,
    /// Characters of the longest one.
    longest: usize,
}

impl CampaignNames {
    /// The table's names and those of a site: each name with its other wordings, in either script.
    pub fn new(site: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let table = rows(include_str!("data/campaigns.tsv"));
        let mut names: Vec<(String, String)> =
            table.map(|[wording, name, _]| (wording.to_owned(), name.to_owned())).collect();
        for (name, aliases) in site {
            let name = bare(&super::fold::squeezed(&name)).into_owned();
            for wording in aliases.iter().map(|alias| bare(&super::fold::squeezed(alias)).into_owned()) {
                names.push((wording, name.clone()));
            }
            names.push((name.clone(), name));
        }
        names.retain(|(wording, _)| wording.chars().count() > 1);
        names.sort();
        names.dedup();
        let longest = names.iter().map(|(wording, _)| wording.chars().count()).max().unwrap_or(0);
        let dictionary = Dictionary::new(names.iter().map(|(wording, _)| (wording.as_str(), ())));
        CampaignNames { wordings: names, dictionary, longest }
    }

    fn known(&self, wording: &str) -> Option<&str> {
        if !self.dictionary.at(wording, 0).any(|found| found.end == wording.len()) {
            return None;
        }
        let found = self.wordings.binary_search_by(|(known, _)| known.as_str().cmp(wording)).ok()?;
        Some(self.wordings[found].1.as_str())
    }

    /// Whether it is a stage of a known one, such as 雷霆21号 or 净网2024, which is named in full.
    fn is_stage(&self, wording: &str) -> bool {
        let stem =
            wording.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '号' | '-' | '.' | '年'));
        stem != wording && self.wordings.iter().any(|(known, _)| known == stem)
    }
}

/// Slogans, and whether one makes a slogan of every name that it stands in.
static SLOGANS: LazyLock<Dictionary<bool>> = LazyLock::new(|| {
    let slogans = rows(include_str!("data/slogans.tsv"));
    Dictionary::new(slogans.map(|[slogan]| (slogan, slogan.chars().count() > 2)))
});

/// It is asked of [`runs_with_noun`] alone, which have no longer quotations than names have.
const QUOTED: &str = "“[^“”]+”";

/// Names in quotation marks, then what they are names of.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "((?:{QUOTED}[、和及与,，]?)+)(?:等)?(?:[一-龥0-9]{{0,6}}?)(?:系列)?(?:(?:专项|集中|统一|区域|全国|破案|收网|打击|整治|治理|清查)*(?:行动|会战|战役|攻势|专案))"
    ))
    .ok()
});

/// What follows names that stand without quotation marks: 断卡行动, 百日行动.
const ACTIONS: [&str; 4] = ["行动", "会战", "攻势", "战役"];

/// What of which the text around it may name a campaign: [`ACTIONS`], quotation marks, 雷霆21号.
pub(super) fn openings() -> impl Iterator<Item = (char, Option<char>)> {
    let words = ACTIONS.into_iter().chain(["“", "‘", "’", "号"]).map(str::chars);
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
        let between = text[list.end..end].replace("专案行动", "行动");
        let of_a_case = between.ends_with("专案");
        let between = between.trim_end_matches("专案");
        if ["宣传", "违法", "犯罪", "活动", "诈骗", "人员", "团伙", "案", "开展"]
            .iter()
            .any(|word| between.contains(word))
        {
            continue;
        }
        for (at, inside) in quoted(&text[list.clone()]) {
            let at = list.start + at;
            let name = bare(inside);
            let proposed = |known: bool| Campaign { name: name.clone().into_owned(), known };
            if let Some(name) = names.known(&name) {
                found.push((at, Campaign { name: name.to_owned(), known: true }));
            } else if of_a_case {
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
        let names_action = ENDINGS.iter().any(|ending| inside.contains(ending)) && name != inside;
        let ends_before = |words: &[&str]| words.iter().any(|word| text[..at].ends_with(word));
        let behind = &text[at + '“'.len_utf8() + inside.len() + '”'.len_utf8()..];
        // “断卡”线索 are clues of that kind.
        let alone = || DISTINCT.contains(&*name) && !OF_A_KIND.iter().any(|word| behind.starts_with(word));
        let told = names_action && (inside.ends_with("专项行动") || ends_before(&BEGUN));
        // 警方反诈骗行动“谋攻”: the name behind what it is the name of.
        let behind_noun = || ends_before(&ACTIONS);
        if let Some(known) = names.known(&name).filter(|_| names_action || alone() || behind_noun()) {
            found.push((at, Campaign { name: known.to_owned(), known: true }));
        } else if (told || ends_before(&CODE)) && is_possible(&name) {
            found.push((at, Campaign { name: name.into_owned(), known: false }));
        }
    }
}

/// What follows a campaign's name that only tells of which kind something is.
const OF_A_KIND: [&str; 2] = ["线索", "类"];

/// What stands before the name of a campaign that is quoted with its noun: 执行“斩金行动”.
const BEGUN: [&str; 6] = ["执行", "展开", "发起", "启动", "开展", "部署"];

/// What stands before the code name of a campaign.
const CODE: [&str; 2] = ["代号", "代号为"];

/// Names that are nothing but a campaign's, even where no 行动 follows them.
static DISTINCT: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("data/campaigns.tsv"))
        .filter_map(|[wording, _, alone]| (alone == "alone").then_some(wording))
        .collect()
});

fn unquoted(text: &str, places: &[usize], names: &CampaignNames, found: &mut Vec<(usize, Campaign)>) {
    let begins = |at: &usize, words: &[&str]| words.iter().any(|word| text[*at..].starts_with(word));
    for at in places.iter().copied().filter(|at| begins(at, &ACTIONS)) {
        let before = &text[..at];
        let of_kind = ["专项", "集中"].iter().find_map(|kind| before.strip_suffix(kind));
        let before = of_kind.unwrap_or(before);
        // From the furthest back, so that the longest name is found first.
        let starts = before.char_indices().rev().take(names.longest).map(|(at, _)| at);
        let named = |at: usize| Some((at, names.known(&before[at..])?));
        if let Some((at, name)) = starts.filter_map(named).last() {
            found.push((at, Campaign { name: name.to_owned(), known: true }));
        }
    }
    for end in places.iter().copied().filter(|at| begins(at, &["号"])) {
        let before = &text[..end];
        let named = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let Some((at, _)) = named.char_indices().rev().nth(1).filter(|_| named.len() < end) else { continue };
        if names.known(&named[at..]).is_some() {
            let name = text[at..end + '号'.len_utf8()].to_owned();
            found.push((at, Campaign { name, known: true }));
        }
    }
}

/// What a campaign's name may end in.
const ENDINGS: [&str; 4] = ["专项行动", "集中行动", "行动", "专项"];

/// A name without quotation marks and without what it is the name of.
fn bare(name: &str) -> Cow<'_, str> {
    let marks = ['“', '”', '"', '‘', '’'];
    if name.contains(marks) {
        return Cow::Owned(bare(&name.replace(marks, "")).into_owned());
    }
    let mut name = name;
    for ending in ENDINGS {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    // “打猫（池）”: what stands in brackets only explains the name.
    let named = name.strip_suffix([')', '）']).and_then(|name| name.split_once(['(', '（']));
    Cow::Borrowed(named.map_or(name, |(name, _)| name))
}

fn is_possible(name: &str) -> bool {
    let hanzi = super::line::hanzi_count(name);
    let is_all = |slogan: &Found<'_, bool>| slogan.end - slogan.start == name.len();
    (2..=8).contains(&hanzi)
        && !name.contains(['·', '，', '、', '。', '.', '+'])
        && !SLOGANS.scan(name).any(|slogan| slogan.meanings.contains(&true) || is_all(&slogan))
        && !name.ends_with("反诈")
        && !name.starts_with("全民")
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
