//! Words whose conversion is easily wrong, in both directions, against what is right.
//!
//! The tables in `tests/cases/hanzi/` say for each word whether OpenCC alone gets it right or only with a
//! glossary: the program's words of the field, and for Taiwan the site's own `[glossary.zh-Hant]`. Each word is
//! converted alone and inside sentences.

use std::collections::BTreeSet;
use std::fs;

use fanzha::config::Config;
use fanzha::domain::Script;
use fanzha::hanzi::{Converter, Glossary, Profile};

use crate::sandbox::project;

/// What stands around a word: before and after it in Simplified, the same in Traditional.
const SENTENCES: &[[&str; 4]] = &[
    ["", "", "", ""],
    ["其中包括", "等情形", "其中包括", "等情形"],
    ["关于“", "”的情况", "關於“", "”的情況"],
    ["据介绍，", "。", "據介紹，", "。"],
];

/// A word of `golden.tsv`.
struct Golden {
    hans: String,
    /// What is right with `s2tw`, `s2hk` and `s2t`.
    hant: [String; 3],
    is_by_opencc: bool,
    /// What the rendering of Taiwan becomes on the way back.
    back: String,
}

/// The rows of a table below `tests/cases/hanzi/`, each with its cells.
pub fn rows(name: &str) -> Vec<Vec<String>> {
    let path = project().join("tests/cases/hanzi").join(name);
    let text = fs::read_to_string(path).expect("the table is readable");
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let columns = lines.next().expect("the table has a head").split('\t').count();
    let rows = lines.map(|line| {
        let cells: Vec<_> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(cells.len(), columns, "{name}: {line}");
        cells
    });
    rows.collect()
}

fn golden() -> Vec<Golden> {
    let filled = |cell: &str, other: &str| if cell.is_empty() { other.to_owned() } else { cell.to_owned() };
    let golden = rows("golden.tsv").into_iter().map(|cells| {
        let [hans, tw, hk, t, source, back] = <[String; 6]>::try_from(cells).expect("six columns");
        let hant = [tw.clone(), filled(&hk, &tw), filled(&t, &tw)];
        Golden { back: filled(&back, &hans), hans, hant, is_by_opencc: is_by_opencc(&source) }
    });
    golden.collect()
}

fn is_by_opencc(source: &str) -> bool {
    assert!(matches!(source, "opencc" | "glossary"), "{source}");
    source == "opencc"
}

/// The shipped site's own terms for Taiwan.
pub fn site_terms() -> Vec<(String, String)> {
    let config = Config::load(project()).expect("the shipped settings are sound");
    config.glossary.get("zh-Hant").cloned().expect("the shipped site has a glossary")
}

/// OpenCC alone, and with every glossary, for `s2tw`, `s2hk` and `s2t`.
fn into_traditional() -> [[Converter; 2]; 3] {
    [(Profile::S2tw, site_terms()), (Profile::S2hk, Vec::new()), (Profile::S2t, Vec::new())].map(
        |(profile, terms)| {
            let glossary = Glossary::of_site(Script::Hant, terms);
            [Converter::new(profile, &Glossary::default()), Converter::new(profile, &glossary)]
        },
    )
}

/// OpenCC alone, and with the words of the field, for the way back.
fn into_simplified(profile: Profile) -> [Converter; 2] {
    let glossary = Glossary::of_site(Script::Hans, []);
    [Converter::new(profile, &Glossary::default()), Converter::new(profile, &glossary)]
}

/// What goes wrong with a word, alone or in a sentence; a sentence's own words stand for themselves.
fn wrong(
    converter: &Converter,
    from: &str,
    to: &str,
    sides: fn(&[&'static str; 4]) -> [&'static str; 4],
) -> Vec<String> {
    let sentences = SENTENCES.iter().map(sides).map(|[before, after, before_to, after_to]| {
        let converted = converter.convert(&format!("{before}{from}{after}")).into_owned();
        let right = format!("{before_to}{to}{after_to}");
        (converted != right).then(|| format!("{}: {from} -> {converted}, not {right}", converter.profile()))
    });
    sentences.flatten().collect()
}

fn forth(sentence: &[&'static str; 4]) -> [&'static str; 4] {
    *sentence
}

fn back(&[hans_before, hans_after, hant_before, hant_after]: &[&'static str; 4]) -> [&'static str; 4] {
    [hant_before, hant_after, hans_before, hans_after]
}

#[track_caller]
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_golden_word_becomes_right_traditional() {
    let golden = golden();
    let converters = into_traditional();
    let each = |word: &Golden, with: usize| -> Vec<String> {
        let by_profile = converters.iter().zip(&word.hant);
        by_profile.flat_map(|(converter, hant)| wrong(&converter[with], &word.hans, hant, forth)).collect()
    };
    let faults: Vec<_> = golden.iter().flat_map(|word| each(word, 1)).collect();
    let by_opencc = golden.iter().filter(|word| each(word, 0).is_empty()).count();
    println!(
        "{} golden words with s2tw, s2hk and s2t: {by_opencc} right by OpenCC alone, {} by a glossary, {} wrong",
        golden.len(),
        golden.len() - by_opencc,
        faults.len(),
    );
    assert_none(&faults);
    let misjudged = golden.iter().filter(|word| each(word, 0).is_empty() != word.is_by_opencc);
    let misjudged: Vec<_> = misjudged.map(|word| word.hans.as_str()).collect();
    assert!(misjudged.is_empty(), "the column `source` is wrong for {misjudged:?}");
    assert!(golden.len() >= 300);
}

#[test]
fn every_golden_word_comes_back() {
    let mut faults = Vec::new();
    let profiles = [Profile::Tw2s, Profile::Hk2s, Profile::T2s];
    let converters = profiles.map(into_simplified);
    for word in golden() {
        for (index, (hant, converter)) in word.hant.iter().zip(&converters).enumerate() {
            let hans = if index == 0 { &word.back } else { &word.hans };
            faults.extend(wrong(&converter[1], hant, hans, back));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_traditional_golden_word_becomes_right_simplified() {
    let (mut words, mut by_opencc, mut faults) = (0, 0, Vec::new());
    let converters = [Profile::T2s, Profile::Tw2s, Profile::Hk2s].map(into_simplified);
    for cells in rows("golden_hant.tsv") {
        let [hant, hans, source] = <[String; 3]>::try_from(cells).expect("three columns");
        let each = |with: usize| -> Vec<String> {
            converters.iter().flat_map(|converter| wrong(&converter[with], &hant, &hans, back)).collect()
        };
        words += 1;
        let alone = each(0).is_empty();
        by_opencc += usize::from(alone);
        faults.extend(each(1));
        assert_eq!(alone, is_by_opencc(&source), "the column `source` is wrong for {hant}");
    }
    println!(
        "{words} Traditional golden words with t2s, tw2s and hk2s: {by_opencc} right by OpenCC alone, {} by a \
         glossary, {} wrong",
        words - by_opencc,
        faults.len(),
    );
    assert_none(&faults);
    assert!(words > 150);
}

#[test]
fn no_word_stands_twice_and_the_classic_traps_are_all_there() {
    let golden = golden();
    let words: BTreeSet<_> = golden.iter().map(|word| word.hans.as_str()).collect();
    assert_eq!(words.len(), golden.len());
    let traps = "头发 发布 皇后 以后 饼干 干扰 干部 公里 里面 于姓 于是 范姓 规范 面条 面对 台湾 平台 台风 复制 \
                 复杂 答复 准备 批准 制度 制造 松树 放松 采取 采访 丑时 丑陋 谷歌 山谷 划分 计划 系统 联系 占用 \
                 吁请 只有 一只 征收 特征 证券 证明 关系 冲突 冲洗 后台 注册 涉案账户 账号 止付 追赃 断卡 拔钉 斩链 \
                 跑分 刷单 杀猪盘 网络水军 人民检察院 万里 余杭 范县 台州 岳阳 云阳";
    let missing: Vec<_> = traps.split_whitespace().filter(|trap| !words.contains(trap)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
