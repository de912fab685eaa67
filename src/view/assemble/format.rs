//! Dates, periods, changes and figures in the words of a locale.

use jiff::civil::Date;

use super::edition::Edition;
use crate::content::Launch;
use crate::domain::{Basis, Change, Direction, Metric, Period, PeriodKind, Qualifier};
use crate::lexicon::{EnglishNoun, NumberStyle, UnitNames};
use crate::view::figure::Figure;
use crate::view::parts::{ChangeText, DateText, PeriodText};

impl Edition<'_> {
    /// How numbers are written.
    pub fn number_style(&self) -> Option<&NumberStyle> {
        self.labels.number_style()
    }

    /// A value with its unit, as `write` writes it; the bare value where a table has no row for it.
    fn written(
        &self,
        value: f64,
        unit: &str,
        qualifier: Qualifier,
        indicator: &str,
        write: impl Fn(&Figure<'_>, &NumberStyle) -> String,
    ) -> String {
        let units = &self.world.lexicon.units;
        match (units.get(unit), self.number_style()) {
            (Some(unit), Some(style)) => {
                let figure = Figure::new(value, unit, qualifier);
                match self.unit_noun(unit.name, value) {
                    Some(own) => {
                        let noun = EnglishNoun { one: own.to_owned(), other: own.to_owned() };
                        write(&figure.counting(&noun), style)
                    }
                    None => write(&figure.counting(units.noun(unit, indicator)), style),
                }
            }
            _ => format!("{value}{unit}"),
        }
    }

    fn month_name(&self, month: i8) -> String {
        self.labels.get(&format!("month.{month}")).to_owned()
    }

    /// A day.
    pub fn date(&self, day: Date) -> DateText {
        let text = self.labels.fill(
            "format.date",
            &[
                ("y", &day.year().to_string()),
                ("m", &day.month().to_string()),
                ("d", &day.day().to_string()),
                ("month", &self.month_name(day.month())),
            ],
        );
        DateText { text, iso: day.to_string() }
    }

    /// When a campaign began, as exactly as is known.
    pub fn launch(&self, launch: Launch) -> DateText {
        match launch {
            Launch::Day(day) => self.date(day),
            Launch::Month(year, month) => DateText {
                text: self.labels.fill(
                    "format.month",
                    &[
                        ("y", &year.to_string()),
                        ("m", &month.to_string()),
                        ("month", &self.month_name(month)),
                    ],
                ),
                iso: format!("{year:04}-{month:02}"),
            },
            Launch::Year(year) => DateText {
                text: self.labels.fill("format.year", &[("y", &year.to_string())]),
                iso: format!("{year:04}"),
            },
        }
    }

    /// The days that a figure counts.
    pub fn period(&self, period: Option<Period>) -> PeriodText {
        let Some(period) = period else {
            return PeriodText { text: self.labels.get("period.none").to_owned(), start: None, end: None };
        };
        let (from, to) = (period.from(), period.to());
        let key = format!("period.{}", pattern_of(period));
        let quarter = (from.month() + 2) / 3;
        let text = self.labels.fill(
            &key,
            &[
                ("y", &from.year().to_string()),
                ("m", &from.month().to_string()),
                ("d", &from.day().to_string()),
                ("month", &self.month_name(from.month())),
                ("q", &quarter.to_string()),
                ("y1", &from.year().to_string()),
                ("m1", &from.month().to_string()),
                ("d1", &from.day().to_string()),
                ("month1", &self.month_name(from.month())),
                ("y2", &to.year().to_string()),
                ("m2", &to.month().to_string()),
                ("d2", &to.day().to_string()),
                ("month2", &self.month_name(to.month())),
            ],
        );
        PeriodText { text, start: Some(from.to_string()), end: Some(to.to_string()) }
    }

    /// The length of a period as captions of charts name it; days of the year where it has no name.
    pub fn shape(&self, period: Period) -> String {
        let (from, to) = (period.from(), period.to());
        let key = match period.kind() {
            PeriodKind::Day => "day",
            PeriodKind::Month(_) => "month",
            PeriodKind::Quarter(_) => "quarter",
            PeriodKind::Half(1) => "half_1",
            PeriodKind::Half(_) => "half_2",
            PeriodKind::Year => "year",
            PeriodKind::Other if from.year() == to.year() => "range",
            PeriodKind::Other => "other",
        };
        self.labels.fill(
            &format!("shape.{key}"),
            &[
                ("q", &((from.month() + 2) / 3).to_string()),
                ("m1", &from.month().to_string()),
                ("d1", &from.day().to_string()),
                ("month1", &self.month_name(from.month())),
                ("m2", &to.month().to_string()),
                ("d2", &to.day().to_string()),
                ("month2", &self.month_name(to.month())),
            ],
        )
    }

    /// A year.
    pub fn year(&self, year: i16) -> String {
        self.labels.fill("format.year", &[("y", &year.to_string())])
    }

    /// A figure with its unit and qualifier; one that only tells a change says which way it went.
    pub fn figure(&self, metric: &Metric) -> String {
        let derived =
            self.indicator(&metric.indicator).is_some_and(|indicator| indicator.derived_from.is_some());
        if derived {
            return self.written(
                metric.value,
                &metric.unit,
                metric.qualifier,
                &metric.indicator,
                |figure, style| figure.change_text(style),
            );
        }
        self.written(metric.value, &metric.unit, metric.qualifier, &metric.indicator, |figure, style| {
            figure.text(style)
        })
    }

    /// A figure as short as the mark of a chart wants it, without its qualifier.
    pub fn mark_label(&self, metric: &Metric) -> String {
        self.written(metric.value, &metric.unit, metric.qualifier, &metric.indicator, |figure, style| {
            figure.axis_label(style)
        })
    }

    /// A round value of the same unit, for an axis.
    pub fn axis_label(&self, value: f64, metric: &Metric) -> String {
        self.written(value, &metric.unit, Qualifier::Exact, &metric.indicator, |figure, style| {
            figure.axis_label(style)
        })
    }

    /// The name of a unit.
    pub fn unit_name(&self, unit: &str) -> String {
        if let Some(own) = self.unit_noun(unit, f64::INFINITY) {
            return own.to_owned();
        }
        match (self.world.lexicon.units.get(unit), self.number_style()) {
            (Some(unit), Some(style)) => match &unit.symbol {
                Some(symbol) if style.names == UnitNames::English => symbol.clone(),
                _ => style.unit_name(unit).to_owned(),
            },
            _ => unit.to_owned(),
        }
    }

    /// A reported change.
    pub fn change(&self, change: &Change) -> ChangeText {
        let kind = match change.unit.as_str() {
            "%" => "percent",
            "倍" => "times",
            _ => "amount",
        };
        let (key, direction) = match change.direction {
            Direction::Up => (format!("change.{kind}_up"), "up"),
            Direction::Down => (format!("change.{kind}_down"), "down"),
        };
        let value = self
            .written(change.value, &change.unit, Qualifier::Exact, "", |figure, style| figure.text(style));
        let words = self.labels.fill(&key, &[("v", &value)]);
        let basis = match change.basis {
            Basis::Yoy => "basis.yoy",
            Basis::Mom => "basis.mom",
            Basis::Other => "basis.other",
        };
        ChangeText { text: self.labels.fill(basis, &[("change", &words)]), direction: direction.to_owned() }
    }

    /// Words in a running list.
    pub fn join(&self, words: &[String]) -> String {
        words.join(self.labels.get("format.list_separator"))
    }
}

/// The pattern by which a period is written.
fn pattern_of(period: Period) -> &'static str {
    let (from, to) = (period.from(), period.to());
    let whole_months = from.day() == 1 && to == to.last_of_month();
    let same_year = from.year() == to.year();
    match period.kind() {
        PeriodKind::Day => "day",
        PeriodKind::Month(_) => "month",
        PeriodKind::Quarter(_) => "quarter",
        PeriodKind::Half(1) => "half_1",
        PeriodKind::Half(_) => "half_2",
        PeriodKind::Year => "year",
        PeriodKind::Other if whole_months && from.month() == 1 && to.month() == 12 => "years",
        PeriodKind::Other if whole_months && same_year => "months_same_year",
        PeriodKind::Other if whole_months => "months",
        PeriodKind::Other if same_year && from.month() == to.month() => "range_same_month",
        PeriodKind::Other if same_year => "range_same_year",
        PeriodKind::Other => "range",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_length_of_period_has_its_pattern() {
        let pattern = |from, to| Period::new(from, to).map(pattern_of);
        assert_eq!(pattern(date(2025, 1, 1), date(2025, 7, 17)), Some("range_same_year"));
        assert_eq!(pattern(date(2025, 1, 1), date(2025, 5, 31)), Some("months_same_year"));
        assert_eq!(pattern(date(2015, 1, 1), date(2017, 2, 3)), Some("range"));
        assert_eq!(pattern(date(2021, 1, 1), date(2023, 12, 31)), Some("years"));
        assert_eq!(pattern(date(2025, 7, 1), date(2025, 7, 17)), Some("range_same_month"));
    }
}
