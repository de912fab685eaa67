//! The words around a number: how exact it is, whether it rises or falls,
//! and what shows that it counts nothing.
//!
//! Tables of `data/` in, matches at the edges of a text out. Decides nothing
//! about a whole quantity (that is `extract`).
//!
//! `qualifiers.tsv`: `position` is before; before_power, only before a number
//! that begins with 十, 百, 千, 万 or 亿 (上百); inside, between digits and 万 or
//! the unit; after, behind the unit. A bound from above (以下, 不到) is nearly, the
//! only qualifier that never claims more than the text. `except` holds what may
//! not stand in front, since the two are another word (最近).
//! `directions.tsv`: words that touch the number but for 了 and a qualifier; a level
//! reached (下降至30%) is neither rise nor fall, as 至 stands between.
//! `number_lookalikes.tsv`: text before and after digits that count nothing; a row
//! of an empty `before` loses against a unit at least as long as `after`.
//! `quantity_words.tsv`: words that are whole quantities (半数). `count_nouns.tsv`:
//! nouns whose 数 is no 数 of 数十 (总数).

use std::cmp::Reverse;

use super::dictionary::Dictionary;
use super::names::NameMap;
use super::table;
use crate::domain::{Direction, Qualifier};

/// Where a qualifier's wording stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Before,
    BeforePower,
    Inside,
    After,
}

/// A wording with what it means and what may not stand in front of it.
#[derive(Debug, Clone)]
struct Wording<T> {
    text: String,
    meaning: T,
    except: Vec<String>,
}

impl<T: Copy> Wording<T> {
    fn ends(&self, text: &str) -> Option<(T, usize)> {
        let rest = text.strip_suffix(self.text.as_str())?;
        let other_word = self.except.iter().any(|head| rest.ends_with(head.as_str()));
        (!other_word).then_some((self.meaning, self.text.len()))
    }

    fn begins(&self, text: &str) -> Option<(T, usize)> {
        text.starts_with(self.text.as_str()).then_some((self.meaning, self.text.len()))
    }
}

/// A word that is a whole quantity by itself: 半数, 翻一番.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityWord {
    /// The word, in one script.
    pub wording: String,
    /// Its value in units of `unit`.
    pub value: f64,
    /// Canonical unit.
    pub unit: &'static str,
    /// How exact the word is.
    pub qualifier: Qualifier,
    /// Whether it tells a rise or a fall.
    pub direction: Option<Direction>,
}

/// The wordings around numbers, in both scripts.
#[derive(Debug, Clone)]
pub struct QuantityWordings {
    qualifiers: Edges<Qualifier>,
    directions: Edges<Direction>,
    /// Text before and after, by the last character before.
    lookalikes_before: NameMap<char, Vec<(String, String)>>,
    /// Text after alone, by its first character.
    lookalikes_after: NameMap<char, Vec<String>>,
    words: Dictionary<QuantityWord>,
    count_nouns: Vec<String>,
}

/// Wordings by the character that touches the number, the longest first.
#[derive(Debug, Clone)]
struct Edges<T> {
    before: NameMap<char, Vec<(Position, Wording<T>)>>,
    after: NameMap<char, Vec<(Position, Wording<T>)>>,
}

impl<T: Copy> Edges<T> {
    fn read(text: &'static str, meaning: fn(&str) -> Option<T>) -> Edges<T> {
        let mut edges = Edges { before: NameMap::default(), after: NameMap::default() };
        for (position, wording) in wordings(text, meaning) {
            let (side, edge) = match position {
                Position::Before | Position::BeforePower => {
                    (&mut edges.before, wording.text.chars().next_back())
                }
                Position::Inside | Position::After => (&mut edges.after, wording.text.chars().next()),
            };
            if let Some(edge) = edge {
                side.entry(edge).or_default().push((position, wording));
            }
        }
        edges
    }

    /// The longest wording in one of these places that `text` ends with.
    fn ending(&self, text: &str, places: &[Position]) -> Option<(T, usize)> {
        let wordings = self.before.get(&text.chars().next_back()?)?;
        wordings
            .iter()
            .filter(|(place, _)| places.contains(place))
            .find_map(|(_, wording)| wording.ends(text))
    }

    /// The longest wording in that place that `text` begins with.
    fn beginning(&self, text: &str, place: Position) -> Option<(T, usize)> {
        let wordings = self.after.get(&text.chars().next()?)?;
        wordings.iter().filter(|(known, _)| *known == place).find_map(|(_, wording)| wording.begins(text))
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.before.values().chain(self.after.values()).map(Vec::len).sum()
    }
}

impl QuantityWordings {
    /// The tables of this binary.
    pub fn embedded() -> QuantityWordings {
        let words = table::rows(include_str!("data/quantity_words.tsv")).filter_map(quantity_word);
        let mut read = QuantityWordings {
            qualifiers: Edges::read(include_str!("data/qualifiers.tsv"), Qualifier::from_word),
            directions: Edges::read(include_str!("data/directions.tsv"), Direction::from_word),
            lookalikes_before: NameMap::default(),
            lookalikes_after: NameMap::default(),
            words: Dictionary::new(words.map(|word| (word.wording.clone(), word))),
            count_nouns: table::rows(include_str!("data/count_nouns.tsv"))
                .map(|[noun]| noun.to_owned())
                .collect(),
        };
        for [before, after] in table::rows(include_str!("data/number_lookalikes.tsv")) {
            if let Some(last) = before.chars().next_back() {
                let rows = read.lookalikes_before.entry(last).or_default();
                rows.push((before.to_owned(), after.to_owned()));
            } else if let Some(first) = after.chars().next() {
                read.lookalikes_after.entry(first).or_default().push(after.to_owned());
            }
        }
        read
    }

    /// The qualifier that `text` ends with, in front of a number, and its bytes.
    /// `power` tells whether the number begins with 十, 百, 千, 万 or 亿.
    pub fn qualifier_before(&self, text: &str, power: bool) -> Option<(Qualifier, usize)> {
        let places = [Position::Before, Position::BeforePower];
        self.qualifiers.ending(text, if power { &places } else { &places[..1] })
    }

    /// A text without the qualifiers in front of a number that it ends with.
    pub fn without_qualifiers<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text;
        while let Some((_, length)) = self.qualifier_before(rest, false) {
            rest = &rest[..rest.len() - length];
        }
        rest
    }

    /// The qualifier that `text` begins with inside a number (3300**余**万), and its bytes.
    pub fn qualifier_inside(&self, text: &str) -> Option<(Qualifier, usize)> {
        self.qualifiers.beginning(text, Position::Inside)
    }

    /// The qualifier that `text` begins with behind a unit (140%**以上**), and its bytes.
    pub fn qualifier_after(&self, text: &str) -> Option<(Qualifier, usize)> {
        self.qualifiers.beginning(text, Position::After)
    }

    /// Whether `text` ends with a word for a rise or a fall.
    pub fn direction_before(&self, text: &str) -> Option<Direction> {
        self.directions.ending(text, &[Position::Before]).map(|(direction, _)| direction)
    }

    /// Whether `text` begins with a word for a rise or a fall.
    pub fn direction_after(&self, text: &str) -> Option<Direction> {
        self.directions.beginning(text, Position::After).map(|(direction, _)| direction)
    }

    /// Whether a number between `before` and `after` counts nothing (第3批, 7月).
    /// `unit` is the bytes of the unit that `after` begins with, 0 for none.
    pub fn is_lookalike(&self, before: &str, after: &str, unit: usize) -> bool {
        let framed = before.chars().next_back().and_then(|last| self.lookalikes_before.get(&last));
        let followed = after.chars().next().and_then(|first| self.lookalikes_after.get(&first));
        framed.into_iter().flatten().any(|(head, tail)| before.ends_with(head) && after.starts_with(tail))
            || followed.into_iter().flatten().any(|tail| tail.len() > unit && after.starts_with(tail))
    }

    /// Whether a word that is a whole quantity may begin with the character of a code point.
    pub fn begins_quantity_word(&self, code: u32) -> bool {
        self.words.may_begin(code)
    }

    /// The first two characters of the words that are whole quantities.
    pub fn quantity_openings(&self) -> impl Iterator<Item = (char, Option<char>)> {
        self.words.openings()
    }

    /// The word that is a whole quantity and that `text` begins with; the longest wins.
    pub fn quantity_word(&self, text: &str) -> Option<&QuantityWord> {
        self.words.at(text, 0).last().and_then(|found| found.meanings.first())
    }

    /// Whether `text` ends with a noun such as 人数, whose 数 is no 数 of 数十.
    pub fn ends_with_count_noun(&self, text: &str) -> bool {
        self.count_nouns.iter().any(|noun| text.ends_with(noun.as_str()))
    }
}

fn position(word: &str) -> Option<Position> {
    Some(match word {
        "before" => Position::Before,
        "before_power" => Position::BeforePower,
        "inside" => Position::Inside,
        "after" => Position::After,
        _ => return None,
    })
}

/// The rows of a table of wordings, the longest first.
fn wordings<T>(text: &'static str, meaning: fn(&str) -> Option<T>) -> Vec<(Position, Wording<T>)> {
    let mut wordings: Vec<_> = table::rows(text)
        .filter_map(|[wording, place, word, except]| {
            let wording = Wording {
                text: wording.to_owned(),
                meaning: meaning(word)?,
                except: except.split_whitespace().map(str::to_owned).collect(),
            };
            Some((position(place)?, wording))
        })
        .collect();
    wordings.sort_by_key(|(_, wording)| Reverse(wording.text.len()));
    wordings
}

fn quantity_word(row: [&'static str; 5]) -> Option<QuantityWord> {
    let [wording, value, unit, qualifier, direction] = row;
    Some(QuantityWord {
        wording: wording.to_owned(),
        value: value.parse().ok()?,
        unit,
        qualifier: Qualifier::from_word(qualifier)?,
        direction: Direction::from_word(direction),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_qualifier_wins() {
        let wordings = QuantityWordings::embedded();
        assert_eq!(wordings.qualifier_before("不超过", false), Some((Qualifier::Nearly, "不超过".len())));
        assert_eq!(wordings.qualifier_before("均超过", false).map(|found| found.0), Some(Qualifier::Over));
    }

    #[test]
    fn a_syllable_of_another_word_is_no_qualifier() {
        let wordings = QuantityWordings::embedded();
        assert_eq!(wordings.qualifier_before("最近", false), None);
        assert_eq!(wordings.qualifier_before("节约", false), None);
    }

    #[test]
    fn shang_is_a_qualifier_before_a_power_only() {
        let wordings = QuantityWordings::embedded();
        assert!(wordings.qualifier_before("涉及上", true).is_some());
        assert!(wordings.qualifier_before("涉及上", false).is_none());
    }

    #[test]
    fn a_level_reached_is_no_direction() {
        let wordings = QuantityWordings::embedded();
        assert_eq!(wordings.direction_before("下降"), Some(Direction::Down));
        assert_eq!(wordings.direction_before("下降至"), None);
    }

    #[test]
    fn every_row_of_the_tables_is_understood() {
        let wordings = QuantityWordings::embedded();
        let count = |text: &'static str| table::rows::<1>(text).count();
        assert_eq!(wordings.qualifiers.len(), count(include_str!("data/qualifiers.tsv")));
        assert_eq!(wordings.directions.len(), count(include_str!("data/directions.tsv")));
        for [wording, _, _, _, direction] in table::rows(include_str!("data/quantity_words.tsv")) {
            assert!(wordings.quantity_word(wording).is_some_and(|word| word.wording == wording), "{wording}");
            let known = direction.is_empty() || Direction::from_word(direction).is_some();
            assert!(known, "{wording}: {direction}");
        }
    }

    #[test]
    fn rows_are_sorted_and_unique() {
        for text in [
            include_str!("data/count_nouns.tsv"),
            include_str!("data/counted_nouns.tsv"),
            include_str!("data/directions.tsv"),
            include_str!("data/number_lookalikes.tsv"),
            include_str!("data/number_styles.tsv"),
            include_str!("data/qualifiers.tsv"),
            include_str!("data/quantity_words.tsv"),
            include_str!("data/units.tsv"),
        ] {
            let rows: Vec<&str> = text.lines().skip(1).collect();
            for pair in rows.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }
}
