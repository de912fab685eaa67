//! Writes figures as readers of a language expect them.
//!
//! A value, its unit and qualifier, and a `NumberStyle` in, text out: 3300余万元,
//! “over CN¥33 million”. Holds no wordings (they are the style's) and reads none.
//!
//! Chinese is always exact: 亿 from 100 million where at most four decimals say
//! it, else 万, from 100,000 with up to four decimals, below with up to two
//! (1.34万, but 11012 and 11000余), else plain digits. English counts in millions and
//! billions from a million on: four significant digits where they are exact,
//! else three, cut so that “over” stays true; [`Figure::exact_text`] has the rest.

use super::decimal::{Decimal, Rounding};
use crate::domain::Qualifier;
use crate::lexicon::{EnglishNoun, Unit, UnitKind};
use crate::lexicon::{NumberStyle, Scale, UnitNames};

/// A figure to be written.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'u> {
    value: f64,
    unit: &'u Unit,
    qualifier: Qualifier,
    noun: &'u EnglishNoun,
}

/// A number on its way into a text: digits, then a scale word.
struct Written<'s> {
    number: Decimal,
    digits: String,
    scale: Option<&'s Scale>,
}

impl<'u> Figure<'u> {
    /// A figure in base units of `unit`.
    pub fn new(value: f64, unit: &'u Unit, qualifier: Qualifier) -> Self {
        Self { value, unit, qualifier, noun: &unit.english }
    }

    /// The same figure, counted in English as `noun` (calls rather than times).
    pub fn counting(mut self, noun: &'u EnglishNoun) -> Self {
        self.noun = noun;
        self
    }

    /// The figure in running text: 7790余人, “over 7,790 people”, −43.88%.
    pub fn text(&self, style: &NumberStyle) -> String {
        let mut written = self.scaled(style);
        let small = written.number.decimals() > 0 && !Decimal::new(self.value).reaches(5);
        if small && self.qualifier == Qualifier::Over && !style.templates.over_round.is_empty() {
            written = self.plain(style);
        }
        self.qualified(&written, self.sign(), style)
    }

    /// The figure to the last digit, for a title or a table of data: “46,209,700 calls”.
    pub fn exact_text(&self, style: &NumberStyle) -> String {
        let written = self.plain(style);
        self.qualified(&written, self.sign(), style)
    }

    /// The figure as a rise or a fall: 下降43.88%, “up 157%”; zero is written as it is.
    pub fn change_text(&self, style: &NumberStyle) -> String {
        let amount = self.qualified(&self.scaled(style), "", style);
        let templates = &style.templates;
        match self.value {
            value if value < 0.0 => templates.down.replace("{figure}", &amount),
            value if value > 0.0 => templates.up.replace("{figure}", &amount),
            _ => amount,
        }
    }

    /// The number alone, short, for an axis or a mark: 2.45亿, “245 million”, 48.37%.
    /// From 100,000 (Chinese) or a million on at most four significant digits, cut as the
    /// qualifier asks; plain digits below.
    pub fn axis_label(&self, style: &NumberStyle) -> String {
        let number = Decimal::new(self.value);
        let from = style.scales.first().map(|scale| if style.rounds { scale.power } else { scale.power + 1 });
        let written = if self.takes_scale() && from.is_some_and(|power| number.reaches(power)) {
            let number = number.rounded(4, self.rounding());
            write_scaled(&number, largest_scale(&number, style), style)
        } else {
            self.plain(style)
        };
        let digits = join_scale(&written, style);
        let percent = self.unit.symbol.as_deref().filter(|_| self.unit.kind == UnitKind::Percent);
        format!("{}{digits}{}", self.sign(), percent.unwrap_or(""))
    }

    fn sign(&self) -> &'static str {
        if self.value < 0.0 { "\u{2212}" } else { "" }
    }

    /// Only counts and money are told in 万 or millions.
    fn takes_scale(&self) -> bool {
        matches!(self.unit.kind, UnitKind::Count | UnitKind::Money)
    }

    fn plain<'s>(&self, style: &NumberStyle) -> Written<'s> {
        let number = Decimal::new(self.value);
        Written { digits: number.to_text(&style.group), number, scale: None }
    }

    fn scaled<'s>(&self, style: &'s NumberStyle) -> Written<'s> {
        let number = Decimal::new(self.value);
        if !self.takes_scale() {
            return self.plain(style);
        }
        if !style.rounds {
            return write_scaled(&number, readable_scale(&number, style), style);
        }
        if !style.scales.first().is_some_and(|scale| number.reaches(scale.power)) {
            return self.plain(style);
        }
        let number = if number.significant() > 4 { number.rounded(3, self.rounding()) } else { number };
        write_scaled(&number, largest_scale(&number, style), style)
    }

    /// Cut so that “over” and “nearly” stay true.
    fn rounding(&self) -> Rounding {
        match self.qualifier {
            Qualifier::Exact | Qualifier::About => Rounding::Nearest,
            Qualifier::Over | Qualifier::AtLeast => Rounding::Down,
            Qualifier::Nearly => Rounding::Up,
        }
    }

    fn qualified(&self, written: &Written<'_>, sign: &str, style: &NumberStyle) -> String {
        let templates = &style.templates;
        let template = match self.qualifier {
            Qualifier::Exact => return self.with_unit(written, sign, style),
            Qualifier::Over => return self.over(written, sign, style),
            Qualifier::About => &templates.about,
            Qualifier::Nearly => &templates.nearly,
            Qualifier::AtLeast => &templates.at_least,
        };
        template.replace("{figure}", &self.with_unit(written, sign, style))
    }

    /// Over: 余 fits round numbers and scale words, 以上 rates and small counts, 超 the rest.
    fn over(&self, written: &Written<'_>, sign: &str, style: &NumberStyle) -> String {
        let templates = &style.templates;
        let number = &written.number;
        let round = number.trailing_zeros() >= 1 && (written.scale.is_none() || number.reaches(2));
        let inside = if !self.takes_scale() || number.decimals() > 0 {
            ""
        } else if round {
            &templates.over_round
        } else if written.scale.is_some() {
            &templates.over_scale
        } else {
            ""
        };
        if !inside.is_empty() {
            let scale = written.scale.map_or("", |scale| scale.word.as_str());
            return inside
                .replace("{number}", &format!("{sign}{}", written.digits))
                .replace("{scale}", scale)
                .replace("{unit}", style.unit_name(self.unit));
        }
        let figure = self.with_unit(written, sign, style);
        let small = !self.takes_scale() || !(number.reaches(1));
        let template =
            if small && !templates.over_behind.is_empty() { &templates.over_behind } else { &templates.over };
        template.replace("{figure}", &figure)
    }

    fn with_unit(&self, written: &Written<'_>, sign: &str, style: &NumberStyle) -> String {
        let digits = join_scale(written, style);
        if style.names == UnitNames::English {
            match (&self.unit.symbol, self.unit.kind) {
                (Some(symbol), UnitKind::Percent) => return format!("{sign}{digits}{symbol}"),
                (Some(symbol), _) if symbol.ends_with(char::is_alphabetic) => {
                    return format!("{sign}{symbol}\u{a0}{digits}");
                }
                (Some(symbol), _) => return format!("{sign}{symbol}{digits}"),
                (None, _) => {}
            }
        }
        let unit = match style.names {
            UnitNames::English => style.noun(self.value, self.noun),
            UnitNames::Hans | UnitNames::Hant => style.unit_name(self.unit),
        };
        let number = format!("{sign}{digits}");
        if unit.is_empty() {
            return number;
        }
        style.templates.unit.replace("{number}", &number).replace("{unit}", unit)
    }
}

/// The largest scale that keeps the number readable and exact, if any.
fn readable_scale<'s>(number: &Decimal, style: &'s NumberStyle) -> Option<&'s Scale> {
    style.scales.iter().rev().find(|scale| {
        let decimals = number.shifted(scale.power).decimals();
        let most = if number.reaches(scale.power + 1) || scale.power > 4 { 4 } else { 2 };
        number.reaches(scale.power) && decimals <= most
    })
}

fn largest_scale<'s>(number: &Decimal, style: &'s NumberStyle) -> Option<&'s Scale> {
    style.scales.iter().rev().find(|scale| number.reaches(scale.power))
}

fn write_scaled<'s>(number: &Decimal, scale: Option<&'s Scale>, style: &NumberStyle) -> Written<'s> {
    let number = number.shifted(scale.map_or(0, |scale| scale.power));
    Written { digits: number.to_text(&style.group), number, scale }
}

fn join_scale(written: &Written<'_>, style: &NumberStyle) -> String {
    match written.scale {
        None => written.digits.clone(),
        Some(scale) if style.templates.scale.is_empty() => {
            format!("{}{}", written.digits, scale.word)
        }
        Some(scale) => {
            style.templates.scale.replace("{number}", &written.digits).replace("{scale}", &scale.word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::NumberStyles;
    use crate::lexicon::Units;

    fn write(value: f64, unit: &str, qualifier: Qualifier, locale: &str) -> String {
        let units = Units::embedded();
        let styles = NumberStyles::embedded();
        let unit = units.get(unit).unwrap();
        Figure::new(value, unit, qualifier).text(styles.for_locale(locale).unwrap())
    }

    #[test]
    fn every_case_figure_is_written_as_expected() {
        let cases = include_str!("../../tests/cases/figures.tsv");
        let wrong: Vec<String> = cases
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                let [value, unit, qualifier, hans, hant, english] = fields[..] else {
                    return Some(format!("{line}: six fields belong"));
                };
                let value: f64 = value.parse().unwrap();
                let qualifier = Qualifier::from_word(qualifier).unwrap();
                let texts = ["zh-Hans", "zh-Hant", "en"].map(|locale| write(value, unit, qualifier, locale));
                (texts != [hans, hant, english]).then(|| format!("{line}: {texts:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_indicator_says_what_english_counts() {
        let units = Units::embedded();
        let styles = NumberStyles::embedded();
        let times = units.get("次").unwrap();
        let calls =
            Figure::new(46_209_700.0, times, Qualifier::Exact).counting(units.noun(times, "calls_blocked"));
        let english = styles.for_locale("en").unwrap();
        assert_eq!(calls.text(english), "46.2 million calls");
        assert_eq!(calls.exact_text(english), "46,209,700 calls");
    }

    #[test]
    fn a_change_says_which_way() {
        let units = Units::embedded();
        let styles = NumberStyles::embedded();
        let fall = Figure::new(-43.88, units.get("%").unwrap(), Qualifier::Exact);
        assert_eq!(fall.change_text(styles.for_locale("zh-Hans").unwrap()), "下降43.88%");
        assert_eq!(fall.change_text(styles.for_locale("en").unwrap()), "down 43.88%");
    }

    #[test]
    fn an_axis_label_has_four_digits_and_no_noun() {
        let units = Units::embedded();
        let styles = NumberStyles::embedded();
        let label = |value, unit, locale| {
            Figure::new(value, units.get(unit).unwrap(), Qualifier::Over)
                .axis_label(styles.for_locale(locale).unwrap())
        };
        assert_eq!(label(245_000_000.0, "元", "zh-Hans"), "2.45亿");
        assert_eq!(label(46_209_700.0, "次", "zh-Hant"), "4620萬");
        assert_eq!(label(11_988.0, "起", "zh-Hans"), "11988");
        assert_eq!(label(245_000_000.0, "元", "en"), "245 million");
        assert_eq!(label(-48.37, "%", "en"), "\u{2212}48.37%");
        assert_eq!(label(0.0, "起", "en"), "0");
    }

    #[test]
    fn what_chinese_writes_can_be_read_back() {
        let units = Units::embedded();
        for value in [3.0, 11_012.0, 11_000.0, 123_456_789.0, 4.6e9, 1_125_700.0, 99_999_999.0] {
            let text = write(value, "元", Qualifier::Exact, "zh-Hans");
            let read = crate::extract::read_quantities(&text, &units);
            assert_eq!(read.first().map(|quantity| quantity.value), Some(value), "{text}");
        }
    }
}
