//! Which rows of wordings take which unit.
//!
//! The rows and the units in, a [`RowSet`] for each unit out, made once.

use super::names::NameMap;
use super::units::{Unit, UnitKind, Units};
use super::wordings::{Wording, Wordings};

/// Some of the rows of wordings.
#[derive(Clone, Debug, Default)]
pub struct RowSet(Vec<bool>);

impl RowSet {
    /// Those that take a number with one of these units.
    fn taking(rows: &[Wording], units: &[&str]) -> RowSet {
        RowSet(rows.iter().map(|row| row.units.iter().any(|unit| units.contains(unit))).collect())
    }

    /// For each row whether it is among them.
    pub fn flags(&self) -> &[bool] {
        &self.0
    }
}

/// The rows by the units of their numbers.
#[derive(Debug)]
pub(crate) struct UnitRows {
    by_unit: NameMap<&'static str, RowSet>,
    /// Those that take a number without a unit.
    bare: RowSet,
    none: RowSet,
}

impl UnitRows {
    pub(super) fn of(wordings: &Wordings, units: &Units) -> UnitRows {
        let rows = wordings.rows();
        let by_unit = units.iter().map(|unit| (unit.name, RowSet::taking(rows, &names(unit))));
        UnitRows { by_unit: by_unit.collect(), bare: RowSet::taking(rows, &["-"]), none: RowSet::default() }
    }

    /// The rows whose numbers may have a unit, or none.
    pub(super) fn taking(&self, unit: Option<&str>) -> &RowSet {
        unit.map_or(&self.bare, |unit| self.by_unit.get(unit).unwrap_or(&self.none))
    }
}

/// What rows call a unit: itself, what it is the same as, `money`.
fn names(unit: &Unit) -> Vec<&str> {
    let money = (unit.kind == UnitKind::Money).then_some("money");
    [Some(unit.name), unit.same_as, money].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_unit_is_taken_by_its_own_name_by_what_it_is_the_same_as_and_as_money() {
        let lexicon = Lexicon::embedded();
        let takes = |unit: Option<&str>, named: &str| {
            let rows = lexicon.wordings.rows().iter().enumerate();
            let mut named = rows.filter(|(_, row)| row.units.contains(&named));
            named.all(|(row, _)| lexicon.rows_taking(unit).flags().get(row) == Some(&true))
        };
        assert!(takes(Some("名"), "人") && takes(Some("港元"), "money") && takes(None, "-"));
        assert!(!takes(Some("名"), "money") && !takes(Some("没有"), "人"));
    }
}
