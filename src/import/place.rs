//! The place that an article is about.
//!
//! Headline, article and the lines around it in; a place of the gazetteer out. Names are weighed
//! by where they stand and by what follows them (警方, 日报); 全市, 我省 and the like say of which
//! level the place is, and some wordings (全港, 新台幣) which place it is.

mod names;
mod tally;

use std::sync::LazyLock;

use super::squeezed::Squeezed;
use super::tables::rows;
use crate::lexicon::{Dictionary, Level, Place};
pub(super) use names::openings_of_names;
use tally::Tally;

/// A stretch of folded text without blanks, and how much a name in it counts.
pub(super) struct Zone<'a> {
    /// The text.
    pub text: &'a Squeezed,
    /// Weight of a name in it.
    pub weight: f64,
}

/// What a wording says about where.
enum Where {
    Level(Level),
    City,
    Place(&'static str),
}

static CUES: LazyLock<Dictionary<Where>> = LazyLock::new(|| {
    Dictionary::new(rows(include_str!("data/place_cues.tsv")).map(|[wording, told]| {
        let told = match told {
            "country" => Where::Level(Level::Country),
            "province" => Where::Level(Level::Province),
            "county" => Where::Level(Level::County),
            "city" => Where::City,
            place => Where::Place(place),
        };
        (wording, told)
    }))
});

/// The first two characters of the wordings that say of which level a place is.
pub(super) fn openings_of_cues() -> impl Iterator<Item = (char, Option<char>)> {
    CUES.openings()
}

/// Whether a line opens with the name of a place, as that of a site.
pub(super) fn opens(line: &Squeezed) -> bool {
    names::names_in(line).first().is_some_and(|(start, ..)| *start == 0)
}

/// The place; `None` where nothing names one.
pub(super) fn find(zones: &[Zone<'_>]) -> Option<&'static Place> {
    let mut tally = Tally::default();
    for zone in zones {
        tally.add_cues(zone);
        tally.add_names(zone);
    }
    tally.best()
}

#[cfg(test)]
mod tests {
    use super::names::names_in;
    use super::*;

    fn place(title: &str, body: &str) -> Option<&'static str> {
        let (title, body) = (Squeezed::of(title), Squeezed::of(body));
        let zones = [Zone { text: &title, weight: 5.0 }, Zone { text: &body, weight: 1.0 }];
        find(&zones).map(|place| place.short)
    }

    #[test]
    fn the_whole_city_is_the_one_that_is_named() {
        let body = "全市公安机关破案一百起。我市推进专项行动，人民银行达州市中心支行介绍，全国排名靠前。";
        assert_eq!(place("我市召开打击治理电信网络诈骗新闻发布会", body), Some("达州"));
    }

    #[test]
    fn levels_tell_a_province_from_its_cities() {
        let body = "全省公安机关破案一百起，济南、青岛、烟台公安机关协同作战。省公安厅介绍，全省发案下降。";
        assert_eq!(place("山东公布反诈成绩单", body), Some("山东"));
    }

    #[test]
    fn the_country_wins_where_many_cities_are_named_in_passing() {
        let body = "公安部组织北京、上海、江苏、浙江公安机关赴境外开展工作，全国公安机关破案八万起。";
        assert_eq!(place("我国打击治理电信诈骗能力不断提升", body), Some("全国"));
    }

    #[test]
    fn hong_kong_and_taiwan_are_known_by_their_words() {
        assert_eq!(place("警方反诈骗协调中心拦截骗款", "全港今年录得骗案，涉款三亿港元。"), Some("香港"));
        assert_eq!(
            place("打诈新四法上路", "刑事局统计，民众财损新台币八亿元，警政署呼吁拨打165。"),
            Some("台湾")
        );
    }

    #[test]
    fn a_county_of_taiwan_wins_where_its_police_report() {
        let body = "彰化县警察局公布打诈仪表板，上月受理诈欺案五百件，财损新台币一亿元，彰化分局查获车手。";
        assert_eq!(place("彰警打诈成果丰硕", body), Some("彰化"));
        let body =
            "刑事局统计，全台诈欺案件下降，财损新台币八亿元；台中市有民众遭骗，警政署呼吁拨打165专线。";
        assert_eq!(place("打诈有成", body), Some("台湾"));
    }

    #[test]
    fn a_word_that_is_a_county_without_its_ending_is_no_place() {
        assert!(names_in(&Squeezed::of("公安机关和平处置")).is_empty());
    }
}
