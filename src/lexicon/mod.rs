//! The vocabulary: what is measured, where, by whom and of which part.
//!
//! `data/*.tsv` in (embedded in the binary), [`Lexicon`] out, read once per run. Tables only:
//! recognises nothing in prose, knows no article, reads no files. Adding an indicator, a place,
//! an agency or a scope is a row in a table, never code here; `data/README.md` tells each
//! table's source, licence and date.

mod agencies;
mod dictionary;
mod evidence;
mod gazetteer;
mod indicators;
mod number_styles;
pub mod plural;
mod qualifiers;
mod scopes;
mod suggestion;
mod table;
mod units;
mod wordings;

use std::sync::LazyLock;

pub use agencies::{Agencies, Agency};
pub use dictionary::{Dictionary, Found};
pub use evidence::EvidenceCounts;
pub use gazetteer::{Gazetteer, Level, Place};
pub use indicators::{Indicator, IndicatorGroup, Indicators};
pub use number_styles::{NumberStyle, NumberStyles, Scale, UnitNames};
pub use qualifiers::{QuantityWord, QuantityWordings};
pub use scopes::{Scope, Scopes};
pub use units::{EnglishNoun, Unit, UnitKind, Units};
pub use wordings::{Accrual, Needs, Order, RowPart, Sense, Table, Wording, Wordings, Words};

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
    /// How often each kind of evidence was right.
    pub evidence: EvidenceCounts,
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
            evidence: EvidenceCounts::embedded(),
        }
    }
}
