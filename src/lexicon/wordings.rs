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

use super::table;

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

/// Words with their meanings, the longest first.
#[derive(Clone, Debug)]
pub struct Words {
    all: Vec<(&'static str, &'static str)>,
    by_first: BTreeMap<char, Vec<(&'static str, &'static str)>>,
    by_meaning: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Words {
    fn read(text: &'static str) -> Words {
        let mut words: Vec<_> = table::rows(text).map(|[word, meaning]| (word, meaning)).collect();
        words.sort_by_key(|(word, _)| Reverse(word.len()));
        let mut by_first: BTreeMap<char, Vec<_>> = BTreeMap::new();
        let mut by_meaning: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (word, meanings) in &words {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((*word, *meanings));
            }
            for meaning in meanings.split(' ') {
                by_meaning.entry(meaning).or_default().push(*word);
            }
        }
        Words { all: words, by_first, by_meaning }
    }

    /// All words with their meanings, the longest first.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.all.iter().copied()
    }

    /// The words of one meaning, the longest first; a word may have several.
    pub fn of(&self, meaning: &str) -> impl Iterator<Item = &'static str> + use<'_> {
        self.by_meaning.get(meaning).into_iter().flatten().copied()
    }

    /// The longest word that `text` begins with, and its meaning.
    pub fn begins(&self, text: &str) -> Option<(&'static str, &'static str)> {
        let candidates = self.by_first.get(&text.chars().next()?)?;
        candidates.iter().copied().find(|(word, _)| text.starts_with(word))
    }

    /// Whether `text` holds a word of that meaning.
    pub fn any_in(&self, meaning: &str, text: &str) -> bool {
        self.of(meaning).any(|word| text.contains(word))
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
    /// Words for a part of the whole, with the scope as it is written.
    pub scopes: Words,
    /// What may rise or fall, with the indicator.
    pub changes: Words,
    /// Small words of a sentence, by their role.
    pub sentence: Words,
    /// What shows that a number is no metric, by its kind.
    pub not_metrics: Words,
    /// Names of agencies, with the id.
    pub agencies: Words,
    /// Names of scams, with the id of the scam type.
    pub scams: Words,
    variants: BTreeMap<char, char>,
}

impl Wordings {
    pub(super) fn embedded() -> Wordings {
        let variants = table::rows(include_str!("data/variant_characters.tsv"))
            .filter_map(|[variant, character]| Some((variant.chars().next()?, character.chars().next()?)));
        Wordings {
            rows: table::rows(include_str!("data/wordings.tsv")).filter_map(read_wording).collect(),
            periods: Words::read(include_str!("data/period_words.tsv")),
            places: Words::read(include_str!("data/place_words.tsv")),
            scopes: Words::read(include_str!("data/scope_words.tsv")),
            changes: Words::read(include_str!("data/change_words.tsv")),
            sentence: Words::read(include_str!("data/sentence_words.tsv")),
            not_metrics: Words::read(include_str!("data/not_metrics.tsv")),
            agencies: Words::read(include_str!("data/agency_words.tsv")),
            scams: Words::read(include_str!("data/scam_words.tsv")),
            variants: variants.collect(),
        }
    }

    /// The ways of wording indicators, by key.
    pub fn rows(&self) -> &[Wording] {
        &self.rows
    }

    /// The usual form of a character that is written in several ways: 账 for 帐.
    pub fn usual(&self, character: char) -> char {
        self.variants.get(&character).copied().unwrap_or(character)
    }
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
        for (word, indicator) in lexicon.wordings.changes.iter() {
            assert!(lexicon.indicators.get(indicator).is_some(), "{word}");
        }
        for (word, agency) in lexicon.wordings.agencies.iter() {
            assert!(lexicon.agencies.get(agency).is_some(), "{word}");
        }
    }
}
