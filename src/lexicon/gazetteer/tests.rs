//! Holds the gazetteer's rules over the whole table, and well-known traps one by one.

use std::collections::BTreeSet;

use super::{Level, Place};
use crate::lexicon::{Gazetteer, Lexicon};

fn gazetteer() -> &'static Gazetteer {
    &Lexicon::embedded().gazetteer
}

fn id_of_code(code: u32) -> Option<&'static str> {
    gazetteer().iter().find(|place| place.code == code).map(|place| place.id)
}

fn nearest_id(typed: &str) -> Option<&'static str> {
    gazetteer().nearest(typed).map(|place| place.id)
}

#[test]
fn every_row_of_the_table_is_a_place() {
    let rows = include_str!("../data/gazetteer.tsv").lines().count() - 1;
    assert_eq!(gazetteer().iter().count(), rows);
}

#[test]
fn every_id_is_lower_case_ascii() {
    for place in gazetteer().iter() {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        assert!(place.id.bytes().all(allowed), "{}", place.id);
    }
}

#[test]
fn every_place_but_the_country_has_a_parent_above_it() {
    for place in gazetteer().iter() {
        match place.parent.and_then(|id| gazetteer().get(id)) {
            Some(parent) => assert!(parent.level < place.level, "{}", place.id),
            None => assert_eq!(place.id, "national"),
        }
    }
}

#[test]
fn codes_short_names_and_english_names_are_unique() {
    let count = gazetteer().iter().count();
    let distinct = |name: fn(&Place) -> &'static str| {
        let names: BTreeSet<&str> = gazetteer().iter().map(name).collect();
        names.len()
    };
    let codes: BTreeSet<u32> = gazetteer().iter().map(|place| place.code).collect();
    assert_eq!(codes.len(), count);
    assert_eq!(distinct(|place| place.short), count);
    assert_eq!(distinct(|place| place.en), count);
}

#[test]
fn every_syllable_has_its_character() {
    for place in gazetteer().iter() {
        let syllables = place.pinyin.split(' ').count();
        assert_eq!(place.proper_name().chars().count(), syllables, "{}", place.id);
    }
}

#[test]
fn there_are_34_provinces_and_353_prefectures() {
    let count = |level| gazetteer().iter().filter(|place| place.level == level).count();
    assert_eq!(count(Level::Province), 34);
    assert_eq!(count(Level::Prefecture), 353);
}

#[test]
fn smaller_code_keeps_the_bare_pinyin() {
    assert_eq!(id_of_code(320500), Some("suzhou"));
    assert_eq!(id_of_code(341300), Some("suzhou-anhui"));
    assert_eq!(id_of_code(321200), Some("taizhou"));
    assert_eq!(id_of_code(331000), Some("taizhou-zhejiang"));
    assert_eq!(id_of_code(140000), Some("shanxi"));
    assert_eq!(id_of_code(610000), Some("shaanxi"));
}

#[test]
fn higher_level_keeps_the_bare_pinyin() {
    assert_eq!(id_of_code(220200), Some("jilin-jilin"));
    assert_eq!(id_of_code(211300), Some("chaoyang"));
    assert_eq!(id_of_code(110105), Some("chaoyang-beijing"));
    assert_eq!(id_of_code(532901), Some("dali-yunnan"));
}

#[test]
fn polyphonic_names_are_read_as_people_there_read_them() {
    let expected = [
        (500000, "chongqing"),
        (350200, "xiamen"),
        (341500, "luan"),
        (140400, "changzhi"),
        (331100, "lishui"),
        (341600, "bozhou"),
        (340300, "bengbu"),
        (411100, "luohe"),
        (141100, "lvliang"),
        (150100, "huhehaote"),
        (540000, "xizang"),
        (410182, "xingyang"),
        (371722, "shanxian"),
        (652823, "yuli"),
        (330382, "yueqing"),
        (511100, "leshan"),
        (410621, "xunxian"),
        (141024, "hongtong"),
        (140428, "zhangzi"),
        (130225, "laoting"),
        (371481, "laoling"),
        (440113, "panyu"),
        (320116, "luhe"),
        (222404, "hunchun"),
        (231085, "muling"),
    ];
    for (code, id) in expected {
        assert_eq!(id_of_code(code), Some(id));
    }
}

#[test]
fn districts_of_chongqing_belong_to_it_directly() {
    for id in ["yubei", "beibei", "yuzhong", "wanzhou", "wulong"] {
        let parent = gazetteer().get(id).and_then(|place| place.parent);
        assert_eq!(parent, Some("chongqing"), "{id}");
    }
}

#[test]
fn ancestors_go_from_the_place_up_to_its_province() {
    let ids = |id| -> Vec<&str> { gazetteer().ancestors(id).map(|place| place.id).collect() };
    assert_eq!(ids("yuhang"), ["yuhang", "hangzhou", "zhejiang"]);
    assert_eq!(ids("chongqing"), ["chongqing"]);
    assert!(ids("national").is_empty());
    assert!(ids("atlantis").is_empty());
}

#[test]
fn province_of_a_county_is_two_steps_up() {
    let province = |id| gazetteer().province_of(id).map(|place| place.id);
    assert_eq!(province("yuhang"), Some("zhejiang"));
    assert_eq!(province("chongqing"), Some("chongqing"));
    assert_eq!(province("national"), None);
}

#[test]
fn name_shared_by_two_levels_lists_the_higher_first() {
    let ids = |name| -> Vec<&str> {
        let places = gazetteer().by_name(name);
        places.iter().map(|place| place.id).collect()
    };
    assert_eq!(ids("吉林"), ["jilin", "jilin-jilin"]);
    assert_eq!(ids("重庆市"), ["chongqing"]);
    assert_eq!(ids("恩施"), ["enshi", "enshi-hubei"]);
    assert_eq!(ids("鼓楼区").len(), 4);
    assert!(ids("达洲").is_empty());
}

#[test]
fn unknown_city_suggests_the_nearest_name() {
    assert_eq!(nearest_id("达洲"), Some("dazhou"));
    assert_eq!(nearest_id("福洲市"), Some("fuzhou"));
    assert_eq!(nearest_id("dazou"), Some("dazhou"));
    assert_eq!(nearest_id("chongqin"), Some("chongqing"));
    assert_eq!(nearest_id("玉溪市"), Some("yuxi"));
    assert_eq!(nearest_id("Harbin"), Some("haerbin"));
}

#[test]
fn word_that_is_no_place_suggests_nothing() {
    assert_eq!(nearest_id("atlantis-on-sea"), None);
    assert_eq!(nearest_id("亚特兰蒂斯"), None);
    assert_eq!(nearest_id("幽州"), None);
    assert_eq!(nearest_id("市"), None);
    assert_eq!(nearest_id(""), None);
}
