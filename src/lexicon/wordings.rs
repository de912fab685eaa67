//! How prose words what it counts: verbs and objects of indicators, words of period, place,
//! scope, scam, agency and change.
//!
//! `data/wordings.tsv` and the word tables beside it in, [`Wordings`] out, all in Simplified
//! characters: a text is folded before it is asked. Reads no text itself (that is `extract`).
//!
//! Columns of `wordings.tsv`: `key`, the indicator and the kind of wording; `indicator`; `units`
//! that the number may have (`money` for any currency, `-` for none); `verbs` and `objects`, one of
//! which must stand by the number; `needs`, whether verb, object or both; `order`, whether the verb
//! stands before the number, behind it or on any side; `not`, words beside the number that rule the
//! row out; `context`, of which one must stand in the paragraph; `accrual`, how the figure takes a
//! period: a flow takes the one that is carried over, a stock that of its own sentence, others none.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dictionary::{Dictionary, Standing};
use super::names::NameMap;
use super::table;
use super::word_roles::{WordRole, WordRoles};

/// Which words of a row must be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// The verb; an object adds to the evidence.
    Verb,
    /// The object; a verb adds to the evidence.
    Object,
    /// Both.
    Both,
}

/// On which side of the number the verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 抓获嫌疑人30名.
    VerbFirst,
    /// 30名嫌疑人落网.
    NumberFirst,
    /// Either.
    Any,
}

/// How a figure takes its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accrual {
    /// It adds up over the period that the text is speaking of.
    Flow,
    /// It holds at a moment: only a period of its own sentence counts, and no 截至.
    Stock,
    /// As a stock, or the period carried over where 截至 is not said.
    CarriedStock,
    /// It never has one.
    Never,
}

/// One way of wording an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Names the row: `cases_solved/verb`.
    pub key: &'static str,
    /// Id of the indicator.
    pub indicator: &'static str,
    /// Units that the number may have; `money`, and `-` for none.
    pub units: Vec<&'static str>,
    /// Verbs, the longest first.
    pub verbs: Vec<&'static str>,
    /// Things counted, the longest first.
    pub objects: Vec<&'static str>,
    /// Which of both must be found.
    pub needs: Needs,
    /// Where the verb stands.
    pub order: Order,
    /// Words beside the number that rule this row out.
    pub not: Vec<&'static str>,
    /// Words of which the paragraph must hold one, unless empty.
    pub context: Vec<&'static str>,
    /// How the figure takes its period.
    pub accrual: Accrual,
}

/// Words with their meanings, the longest first; a word may have several meanings.
#[derive(Clone, Debug)]
pub struct Words {
    all: Vec<(&'static str, &'static str)>,
    dictionary: Dictionary<&'static str>,
}

impl Words {
    fn read(text: &'static str) -> Words {
        let mut words: Vec<_> = table::rows(text).map(|[word, meaning]| (word, meaning)).collect();
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        Words { dictionary: Dictionary::new(words.iter().copied()), all: words }
    }

    /// All words with their meanings, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.all.iter().copied()
    }

    /// The longest word that stands at byte `at`: the byte behind it, and its meaning.
    pub fn longest_at(&self, text: &str, at: usize) -> Option<(usize, &'static str)> {
        let found = self.dictionary.longest_at(text, at)?;
        Some((found.end, found.meanings.first()?))
    }

    /// The first two characters of every word.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.dictionary.openings()
    }
}

/// The tables of words beside that of wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Words for a part of the whole, with the scope as it is written.
    Scopes,
    /// What may rise or fall, with the indicator.
    Changes,
    /// Names of agencies, with the id.
    Agencies,
    /// Names of scams, with the id of the scam type.
    Scams,
    /// What a text may be about: fraud, other crime, crime in general.
    Topics,
}

impl Table {
    /// The role of all its words.
    pub fn role(self) -> WordRole {
        match self {
            Table::Scopes => WordRole::NamesScope,
            Table::Changes => WordRole::NamesChange,
            Table::Agencies => WordRole::NamesAgency,
            Table::Scams => WordRole::NamesScam,
            Table::Topics => WordRole::NamesTopic,
        }
    }
}

/// Which part of a row of wordings a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPart {
    /// One of its verbs.
    Verb,
    /// One of the things counted.
    Object,
    /// A word that rules it out.
    Not,
}

/// All that a word found in a text stands for.
// Hundreds are looked up for each page, from all over the table: each takes one look at memory.
#[repr(align(64))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What it does in a sentence.
    pub roles: WordRoles,
    /// Its characters.
    pub length: u32,
    /// What it means in tables of names.
    pub names: Box<[(Table, &'static str)]>,
    /// The rows of wordings that it belongs to, by their index, and as what.
    pub rows: Box<[(usize, RowPart)]>,
    /// The rows of wordings of whose context it is.
    pub contexts: Box<[usize]>,
}

/// The same while the tables are read.
#[derive(Default)]
struct Gathered {
    roles: WordRoles,
    names: Vec<(Table, &'static str)>,
    rows: Vec<(usize, RowPart)>,
    contexts: Vec<usize>,
}

impl Gathered {
    fn told_by(self, word: &str) -> Told {
        let Gathered { roles, names, rows, contexts } = self;
        let length = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
        Told { roles, length, names: names.into(), rows: rows.into(), contexts: contexts.into() }
    }
}

/// The tables of wordings.
#[derive(Clone, Debug)]
pub struct Wordings {
    rows: Vec<Wording>,
    /// 今年以来, 上半年 … and the period each stands for.
    pub periods: Words,
    /// 全市, 全国 … and the level of the place each stands for.
    pub places: Words,
    /// Names of agencies, with the id.
    pub agencies: Words,
    /// Every other word, and those of the rows.
    words: Dictionary<Told>,
    /// Small words that say nothing beside a number, by their last character, the longest first.
    fillers: NameMap<char, Vec<&'static str>>,
    variants: BTreeMap<char, char>,
    /// One bit for the last ten bits of each variant, as most characters have none.
    variant_bits: [u64; 16],
}

/// The role of small words that are passed over.
const FILLER: &str = "filler";

impl Wordings {
    pub(super) fn embedded() -> Wordings {
        Wordings::read(include_str!("data/wordings.tsv"))
    }

    /// The rows of a table in the format of `wordings.tsv`, with the tables of words beside it.
    pub(crate) fn read(table: &'static str) -> Wordings {
        let rows: Vec<Wording> = table::rows(table).filter_map(read_wording).collect();
        let variants = table::rows(include_str!("data/variant_characters.tsv"))
            .filter_map(|[variant, character]| Some((variant.chars().next()?, character.chars().next()?)));
        let variants: BTreeMap<char, char> = variants.collect();
        Wordings {
            words: Dictionary::new(told(&rows)),
            rows,
            periods: Words::read(include_str!("data/period_words.tsv")),
            places: Words::read(include_str!("data/place_words.tsv")),
            agencies: Words::read(include_str!("data/agency_words.tsv")),
            fillers: fillers(),
            variant_bits: variants.keys().fold([0; 16], |mut bits, variant| {
                let (word, bit) = low_bits(*variant);
                bits[word] |= bit;
                bits
            }),
            variants,
        }
    }

    /// The ways of wording indicators, by key.
    pub fn rows(&self) -> &[Wording] {
        &self.rows
    }

    /// The first two characters of every word of the tables.
    pub fn openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.words.openings()
    }

    /// The words of the tables that begin at byte `at` of a folded text, the shorter first.
    ///
    /// Periods, places and fillers are asked for where they may stand instead.
    #[inline]
    pub fn words_at<'t, 'd>(&'d self, text: &'t str, at: usize) -> Standing<'t, 'd, Told> {
        self.words.at(text, at)
    }

    /// Takes small words off the end of `text`.
    pub fn without_fillers_behind<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        while let Some(last) = rest.chars().next_back()
            && let Some(fillers) = self.fillers.get(&last)
            && let Some(shorter) = fillers.iter().find_map(|word| rest.strip_suffix(word))
        {
            rest = shorter;
        }
        rest
    }

    /// The usual form of a character that is written in several ways: 账 for 帐.
    #[inline]
    pub fn usual(&self, character: char) -> char {
        let (word, bit) = low_bits(character);
        if self.variant_bits[word] & bit == 0 {
            return character;
        }
        self.variants.get(&character).copied().unwrap_or(character)
    }
}

/// A word of the bits of variants, and the bit in it.
fn low_bits(character: char) -> (usize, u64) {
    let low = u32::from(character) % 1024;
    (low as usize / 64, 1 << (low % 64))
}

/// The tables of names that may stand anywhere.
const TABLES: [(Table, &str); 5] = [
    (Table::Scopes, include_str!("data/scope_words.tsv")),
    (Table::Changes, include_str!("data/change_words.tsv")),
    (Table::Agencies, include_str!("data/agency_words.tsv")),
    (Table::Scams, include_str!("data/scam_words.tsv")),
    (Table::Topics, include_str!("data/topic_words.tsv")),
];

const SENTENCE_WORDS: &str = include_str!("data/sentence_words.tsv");
const NOT_METRICS: &str = include_str!("data/not_metrics.tsv");

/// Every word with all that it stands for.
fn told(rows: &[Wording]) -> impl Iterator<Item = (&'static str, Told)> + use<> {
    let mut told: BTreeMap<&'static str, Gathered> = BTreeMap::new();
    for [word, roles] in table::rows(SENTENCE_WORDS).chain(table::rows(NOT_METRICS)) {
        for role in roles.split(' ').filter_map(WordRole::from_word) {
            let known = told.entry(word).or_default();
            known.roles = known.roles.with(role);
        }
    }
    for (name, text) in TABLES {
        for [word, meaning] in table::rows(text) {
            let known = told.entry(word).or_default();
            known.roles = known.roles.with(name.role());
            known.names.push((name, meaning));
        }
    }
    for (index, row) in rows.iter().enumerate() {
        let parts = [(&row.verbs, RowPart::Verb), (&row.objects, RowPart::Object), (&row.not, RowPart::Not)];
        for word in &row.context {
            told.entry(word).or_default().contexts.push(index);
        }
        for (words, part) in parts {
            for word in words {
                let known = told.entry(word).or_default();
                known.roles = known.roles.with(WordRole::OfRow);
                known.rows.push((index, part));
            }
        }
    }
    told.into_iter().map(|(word, all)| (word, all.told_by(word)))
}

fn fillers() -> NameMap<char, Vec<&'static str>> {
    let mut fillers: NameMap<char, Vec<&str>> = NameMap::default();
    for [word, roles] in table::rows(SENTENCE_WORDS) {
        if let Some(last) = word.chars().next_back().filter(|_| roles.split(' ').any(|role| role == FILLER)) {
            fillers.entry(last).or_default().push(word);
        }
    }
    for words in fillers.values_mut() {
        words.sort_by_key(|word| Reverse(word.len()));
    }
    fillers
}

fn read_wording(row: [&'static str; 10]) -> Option<Wording> {
    let [key, indicator, units, verbs, objects, needs, order, not, context, accrual] = row;
    Some(Wording {
        key,
        indicator,
        units: units.split(' ').collect(),
        verbs: longest_first(verbs),
        objects: longest_first(objects),
        needs: match needs {
            "verb" => Needs::Verb,
            "object" => Needs::Object,
            "both" => Needs::Both,
            _ => return None,
        },
        order: match order {
            "verb_first" => Order::VerbFirst,
            "number_first" => Order::NumberFirst,
            "any" => Order::Any,
            _ => return None,
        },
        not: longest_first(not),
        context: longest_first(context),
        accrual: match accrual {
            "flow" => Accrual::Flow,
            "stock" => Accrual::Stock,
            "stock_or_carried" => Accrual::CarriedStock,
            "never" => Accrual::Never,
            _ => return None,
        },
    })
}

fn longest_first(cell: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = cell.split_whitespace().collect();
    words.sort_by_key(|word| Reverse(word.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_row_is_understood_and_names_an_indicator() {
        let lexicon = Lexicon::embedded();
        let rows = table::rows::<1>(include_str!("data/wordings.tsv")).count();
        assert_eq!(lexicon.wordings.rows().len(), rows);
        for row in lexicon.wordings.rows() {
            assert!(lexicon.indicators.get(row.indicator).is_some(), "{}", row.key);
            assert!(row.key.starts_with(row.indicator), "{}", row.key);
            assert!(!row.verbs.is_empty() || row.needs == Needs::Object, "{}", row.key);
            assert!(!row.objects.is_empty() || row.needs == Needs::Verb, "{}", row.key);
            for unit in row.units.iter().filter(|unit| !matches!(**unit, "-" | "money")) {
                assert!(lexicon.units.get(unit).is_some(), "{}: {unit}", row.key);
            }
        }
    }

    #[test]
    fn every_indicator_has_a_wording() {
        let lexicon = Lexicon::embedded();
        for indicator in lexicon.indicators.iter().filter(|one| one.derived_from.is_none()) {
            let known = lexicon.wordings.rows().iter().any(|row| row.indicator == indicator.id);
            assert!(known, "{}", indicator.id);
        }
    }

    #[test]
    fn words_of_changes_and_agencies_name_known_ids() {
        let lexicon = Lexicon::embedded();
        for [word, indicator] in table::rows(include_str!("data/change_words.tsv")) {
            assert!(lexicon.indicators.get(indicator).is_some(), "{word}");
        }
        for (word, agency) in lexicon.wordings.agencies.iter() {
            assert!(lexicon.agencies.get(agency).is_some(), "{word}");
        }
    }
}
