//! The vocabulary: what is measured, where, by whom and of which part.
//!
//! `data/*.tsv` in (embedded in the binary), [`Lexicon`] out, read once per run. Tables only:
//! recognises nothing in prose, knows no article, reads no files. Adding an indicator, a place,
//! an agency or a scope is a row in a table, never code here; `data/README.md` tells each
//! table's source, licence and date.

mod agencies;
mod dictionary;
mod edge_roles;
mod edge_words;
mod evidence;
mod gazetteer;
mod indicators;
mod names;
mod number_styles;
mod openers;
pub mod plural;
mod qualifiers;
mod scopes;
mod suggestion;
mod table;
mod unit_rows;
mod units;
mod word_roles;
mod wordings;

use std::sync::{LazyLock, OnceLock};

pub use agencies::{Agencies, Agency};
pub use dictionary::{Dictionary, Found, PairSets};
pub use edge_roles::{EdgeRole, EdgeRoles};
pub use edge_words::EdgeWords;
pub use evidence::EvidenceCounts;
pub use gazetteer::{Gazetteer, Level, Place};
pub use indicators::{Indicator, IndicatorGroup, Indicators};
pub use number_styles::{NumberStyle, NumberStyles, Scale, UnitNames};
pub use openers::{Opener, OpenerSet, Openers};
pub use qualifiers::{QuantityWord, QuantityWordings};
pub use scopes::{Scope, Scopes};
pub use unit_rows::RowSet;
pub use units::{EnglishNoun, Unit, UnitKind, Units};
pub use word_roles::{WordRole, WordRoles};
pub use wordings::{Accrual, Needs, Order, RowPart, Table, Told, Wording, Wordings, Words};

use unit_rows::UnitRows;

/// All tables, parsed.
#[derive(Debug)]
pub struct Lexicon {
    /// What figures count.
    pub indicators: Indicators,
    /// Where they hold.
    pub gazetteer: Gazetteer,
    /// Who reports them.
    pub agencies: Agencies,
    /// Which part of the whole they cover.
    pub scopes: Scopes,
    /// What they are counted in.
    pub units: Units,
    /// How each language writes them.
    pub number_styles: NumberStyles,
    /// How prose words them.
    pub wordings: Wordings,
    /// Which words stand at the edges of dates, numbers and names.
    pub edges: EdgeWords,
    /// How often each kind of evidence was right.
    pub evidence: EvidenceCounts,
    /// Which words may begin with a character.
    pub(crate) openers: OnceLock<Openers>,
    /// Which rows of wordings take a unit.
    pub(crate) unit_rows: OnceLock<UnitRows>,
}

impl Lexicon {
    /// The tables of this binary, parsed at the first call.
    pub fn embedded() -> &'static Lexicon {
        static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &EMBEDDED
    }

    /// The tables of this binary, parsed anew.
    pub(crate) fn read() -> Lexicon {
        Lexicon {
            indicators: Indicators::embedded(),
            gazetteer: Gazetteer::embedded(),
            agencies: Agencies::embedded(),
            scopes: Scopes::embedded(),
            units: Units::embedded(),
            number_styles: NumberStyles::embedded(),
            wordings: Wordings::embedded(),
            edges: EdgeWords::embedded(),
            evidence: EvidenceCounts::embedded(),
            openers: OnceLock::new(),
            unit_rows: OnceLock::new(),
        }
    }

    /// The rows of wordings whose numbers may have a unit, or none.
    pub fn rows_taking(&self, unit: Option<&str>) -> &RowSet {
        self.unit_rows.get_or_init(|| UnitRows::of(&self.wordings, &self.units)).taking(unit)
    }

    /// Which words of the tables may begin with a character.
    pub fn openers(&self) -> &Openers {
        self.openers.get_or_init(|| {
            let mut openers = Openers::none();
            openers.add(Opener::Word, self.wordings.openings());
            openers.add(Opener::Quantity, self.units.wordings().quantity_openings());
            openers.add(Opener::Period, self.wordings.periods.openings());
            openers.add(Opener::Place, self.wordings.places.openings());
            openers.add(Opener::Place, self.gazetteer.openings());
            openers
        })
    }
}
