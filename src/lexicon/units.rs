//! The units that figures are counted in.
//!
//! `data/units.tsv` and `counted_nouns.tsv` in, lookups by name and by the
//! wording at a place of a text out, with the [`QuantityWordings`] that stand
//! around numbers. Reads no numbers (that is `extract`), formats none (`view`).
//!
//! Columns of `units.tsv`: `unit`, the canonical Simplified name; `hant`, its
//! Traditional form; `kind`, count, money, percent, ratio or duration;
//! `same_as`, the unit it counts the same thing as (名 is 人); `scale`, how many
//! of `same_as` one is, read as that unit (三成 is 30 %); `wordings`, further
//! spellings behind a number; `before`, spellings in front of one (新臺幣3億元);
//! `not_before`, what may not follow, since the two are another word (人 in
//! 2025人民); `en_one`, `en_other`, the English noun, empty where the number
//! stands alone; `symbol`, what English writes onto the number. Cells of
//! several words part them with spaces. `counted_nouns.tsv` has the noun for an
//! indicator, where English must say more than the unit does.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dictionary::Dictionary;
use super::names::NameMap;
use super::qualifiers::QuantityWordings;
use super::table;

/// What a unit measures; only like kinds share an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Things or persons counted: 人, 起, 张.
    Count,
    /// An amount in one currency; amounts of two currencies never compare.
    Money,
    /// Parts of a hundred or a thousand: %, ‰, 百分点.
    Percent,
    /// A multiple: 倍.
    Ratio,
    /// A length of time: 分钟, 个月.
    Duration,
}

/// A noun in English, for one and for several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnglishNoun {
    /// For one: `person`; empty where the number stands alone.
    pub one: String,
    /// For any other number: `people`.
    pub other: String,
}

/// One unit of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Canonical Simplified name: `人`, `元`, `%`.
    pub name: &'static str,
    /// The name in Traditional characters.
    pub hant: String,
    /// What it measures.
    pub kind: UnitKind,
    /// The unit it counts the same thing as: 人 for 名.
    pub same_as: Option<&'static str>,
    /// How many of `same_as` it is, where it is read as that unit (成: 10 %).
    pub scale: Option<f64>,
    /// English noun.
    pub english: EnglishNoun,
    /// What English writes onto the number: `CN¥`, `%`.
    pub symbol: Option<String>,
    not_before: Vec<&'static str>,
}

/// The table of units, with the wordings that surround them.
#[derive(Debug, Clone)]
pub struct Units {
    units: Vec<Unit>,
    by_name: NameMap<&'static str, usize>,
    /// Every spelling behind a number.
    behind: Dictionary<usize>,
    /// By their last character, the longest first.
    in_front: NameMap<char, Vec<(String, usize)>>,
    nouns: BTreeMap<(String, String), EnglishNoun>,
    wordings: QuantityWordings,
    /// Places with the currency that 元 means there.
    local: Vec<(&'static str, &'static str)>,
}

impl Units {
    /// The tables of this binary.
    pub fn embedded() -> Units {
        let mut units = Units {
            units: Vec::new(),
            by_name: NameMap::default(),
            behind: Dictionary::new(spellings()),
            in_front: NameMap::default(),
            nouns: BTreeMap::new(),
            wordings: QuantityWordings::embedded(),
            local: table::rows(include_str!("data/local_currencies.tsv"))
                .map(|[place, unit]| (place, unit))
                .collect(),
        };
        for row in table::rows(include_str!("data/units.tsv")) {
            units.add(row);
        }
        for [indicator, unit, one, other] in table::rows(include_str!("data/counted_nouns.tsv")) {
            let key = (indicator.to_owned(), unit.to_owned());
            units.nouns.insert(key, english_noun(one, other));
        }
        for wordings in units.in_front.values_mut() {
            wordings.sort_by_key(|(wording, _)| Reverse(wording.len()));
        }
        units
    }

    fn add(&mut self, row: UnitRow) {
        let index = self.units.len();
        let [name, _, _, _, _, _, in_front, ..] = row;
        for wording in in_front.split_whitespace() {
            if let Some(last) = wording.chars().next_back() {
                self.in_front.entry(last).or_default().push((wording.to_owned(), index));
            }
        }
        self.by_name.insert(name, index);
        self.units.push(read_unit(row));
    }

    /// The unit of that canonical name.
    pub fn get(&self, name: &str) -> Option<&Unit> {
        self.by_name.get(name).and_then(|index| self.units.get(*index))
    }

    /// All units in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// The unit that `name` counts the same thing as: 人 for 名; itself when none.
    pub fn canonical<'n>(&'n self, name: &'n str) -> &'n str {
        self.get(name).and_then(|unit| unit.same_as).unwrap_or(name)
    }

    /// Whether two units count the same thing: 名 ≡ 人, 宗 ≡ 起 ≡ 例, 百分点 ≡ %.
    pub fn same_kind(&self, first: &str, second: &str) -> bool {
        first == second || self.canonical(first) == self.canonical(second)
    }

    /// The currency that 元 means in reports of a place, by the place's id; `None` for the renminbi.
    pub fn local_yuan(&self, province: &str) -> Option<&'static str> {
        self.local.iter().find(|(place, _)| *place == province).map(|(_, unit)| *unit)
    }

    /// Whether people somewhere write a currency as 元.
    pub fn is_local_yuan(&self, unit: &str) -> bool {
        self.local.iter().any(|(_, local)| *local == unit)
    }

    /// The English noun for what `indicator` counts in `unit`, else the unit's own.
    pub fn noun<'u>(&'u self, unit: &'u Unit, indicator: &str) -> &'u EnglishNoun {
        self.nouns.get(&(indicator.to_owned(), unit.name.to_owned())).unwrap_or(&unit.english)
    }

    /// The wordings of qualifiers, directions and lookalikes.
    pub fn wordings(&self) -> &QuantityWordings {
        &self.wordings
    }

    /// The unit that `text` begins with, and the bytes of its wording; the longest wins.
    pub fn behind(&self, text: &str) -> Option<(&Unit, usize)> {
        let found = self.behind.at(text, 0).filter_map(|found| {
            let rest = text.get(found.end..)?;
            // The second byte tells most hanzi apart, which saves comparing them.
            let second = rest.as_bytes().get(1);
            let may_go_on = |tail: &str| tail.as_bytes().get(1).is_none_or(|byte| Some(byte) == second);
            let goes_on = |tail: &&str| may_go_on(tail) && rest.starts_with(tail);
            let is_word = |unit: &&Unit| !unit.not_before.iter().any(goes_on);
            let mut units = found.meanings.iter().filter_map(|index| self.units.get(*index));
            Some((units.find(is_word)?, found.end))
        });
        found.last()
    }

    /// The unit that `text` ends with, as currencies do in front of a number,
    /// and the bytes of its wording.
    pub fn in_front(&self, text: &str) -> Option<(&Unit, usize)> {
        self.in_front.get(&text.chars().next_back()?)?.iter().find_map(|(wording, index)| {
            text.ends_with(wording.as_str())
                .then(|| self.units.get(*index))
                .flatten()
                .map(|unit| (unit, wording.len()))
        })
    }
}

type UnitRow = [&'static str; 11];

/// Every spelling of a unit behind a number, with the unit's row.
fn spellings() -> Vec<(&'static str, usize)> {
    let mut spellings = Vec::new();
    for (index, row) in table::rows(include_str!("data/units.tsv")).enumerate() {
        let [name, hant, _, _, _, wordings, ..]: UnitRow = row;
        spellings.extend(wordings.split_whitespace().chain([name, hant]).map(|spelling| (spelling, index)));
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

fn read_unit(row: UnitRow) -> Unit {
    let [name, hant, kind, same_as, scale, _, _, not_before, one, other, symbol] = row;
    Unit {
        name,
        hant: hant.to_owned(),
        kind: unit_kind(kind).unwrap_or(UnitKind::Count),
        same_as: Some(same_as).filter(|name| !name.is_empty()),
        scale: scale.parse().ok(),
        english: english_noun(one, other),
        symbol: filled(symbol),
        not_before: not_before.split_whitespace().collect(),
    }
}

fn unit_kind(word: &str) -> Option<UnitKind> {
    Some(match word {
        "count" => UnitKind::Count,
        "money" => UnitKind::Money,
        "percent" => UnitKind::Percent,
        "ratio" => UnitKind::Ratio,
        "duration" => UnitKind::Duration,
        _ => return None,
    })
}

fn filled(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn english_noun(one: &str, other: &str) -> EnglishNoun {
    EnglishNoun { one: one.to_owned(), other: other.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_and_cases_have_several_names() {
        let units = Units::embedded();
        assert!(units.same_kind("名", "人"));
        assert!(units.same_kind("宗", "例"));
        assert!(!units.same_kind("人次", "人"));
        assert!(!units.same_kind("元", "港元"));
    }

    #[test]
    fn the_longest_wording_wins() {
        let units = Units::embedded();
        let name = |text| units.behind(text).map(|(unit, _)| unit.name);
        assert_eq!(name("人次,同比"), Some("人次"));
        assert_eq!(name("個百分點"), Some("百分点"));
        assert_eq!(name("新臺幣"), Some("新台币元"));
    }

    #[test]
    fn a_unit_that_begins_another_word_is_none() {
        let units = Units::embedded();
        assert!(units.behind("人民日报").is_none());
        assert!(units.behind("部门联合").is_none());
    }

    #[test]
    fn every_unit_of_an_indicator_is_known() {
        let units = Units::embedded();
        for [indicator, _, unit] in table::rows(include_str!("data/indicators.tsv")) {
            assert!(units.get(unit).is_some(), "{indicator}: {unit}");
        }
        for [indicator, unit] in table::rows(include_str!("data/counted_nouns.tsv")) {
            assert!(units.get(unit).is_some(), "{indicator}: {unit}");
        }
    }

    #[test]
    fn every_row_names_its_kind_and_an_existing_unit() {
        let units = Units::embedded();
        for [name, _, kind, same_as, scale] in table::rows(include_str!("data/units.tsv")) {
            assert!(unit_kind(kind).is_some(), "{name}: {kind}");
            assert!(same_as.is_empty() || units.get(same_as).is_some(), "{name}: {same_as}");
            assert!(scale.is_empty() || scale.parse::<f64>().is_ok(), "{name}: {scale}");
        }
    }
}
