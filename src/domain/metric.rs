//! A figure of an article, and the words that a front matter may use for its parts.

use serde::Serialize;

use super::Period;

/// Declares an enum whose values have one written form each, the one of the front matter.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name { $($(#[$value_doc])* #[serde(rename = $word)] $value),+ }

        impl $name {
            /// Every written form, in the order of the contract.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The value of a written form.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$value),)+ _ => None }
            }

            /// The written form.
            pub fn word(self) -> &'static str {
                match self { $($name::$value => $word),+ }
            }
        }
    };
}

words! {
    /// How exact a figure is, as its wording says.
    #[derive(Default)]
    Qualifier {
        /// Stated as it is.
        #[default]
        Exact = "exact",
        /// 余, 多, 超, 以上: the real figure is larger.
        Over = "over",
        /// 约, 左右.
        About = "about",
        /// 近: the real figure is a little smaller.
        Nearly = "nearly",
        /// 至少, 不少于.
        AtLeast = "at_least",
    }
}

words! {
    /// Which way a figure changed.
    Direction {
        /// It rose.
        Up = "up",
        /// It fell.
        Down = "down",
    }
}

words! {
    /// What a change is measured against.
    Basis {
        /// 同比: the same period of the year before.
        Yoy = "yoy",
        /// 环比: the period before.
        Mom = "mom",
        /// Anything else the source names.
        Other = "other",
    }
}

words! {
    /// The stretch that an average is per.
    Per {
        /// 日均.
        Day = "day",
        /// 月均.
        Month = "month",
    }
}

words! {
    /// What an entry on a timeline is.
    EventKind {
        /// A campaign begins.
        Launch = "launch",
        /// A strike or round-up.
        Operation = "operation",
        /// A press conference.
        Conference = "conference",
        /// An outcome is announced.
        Result = "result",
    }
}

/// A change that a source reports together with a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// By how much; never negative.
    pub value: f64,
    /// `%`, `倍` or the unit of the figure.
    pub unit: String,
    /// Against what.
    pub basis: Basis,
}

/// A figure of one article, with everything that decides what it may be compared with.
///
/// Ids are those of the lexicon; the figure was read out of `quote`.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// Indicator id.
    pub indicator: String,
    /// Value in base units: 2.45亿元 is 245 000 000. Finite; negative only for a change.
    pub value: f64,
    /// Unit as the table writes it: 人, 起, 元, %.
    pub unit: String,
    /// How exact the wording is.
    pub qualifier: Qualifier,
    /// The days counted; `None` where the source sets no bounds.
    pub period: Option<Period>,
    /// Place id.
    pub place: &'static str,
    /// Agency id: who reports it.
    pub agency: Option<String>,
    /// The subset that is counted, in the words of the article; never compared with the whole.
    pub scope: Option<String>,
    /// Scam type id, where the figure is about that type alone.
    pub scam: Option<String>,
    /// Set for averages.
    pub per: Option<Per>,
    /// The change reported with it.
    pub change: Option<Change>,
    /// The sentence of the body that states it, in the script of the article.
    pub quote: String,
}

impl Metric {
    /// Everything but period and value that figures must share to stand on one scale.
    pub fn likeness(&self) -> impl Ord + '_ {
        (
            self.indicator.as_str(),
            self.place,
            self.unit.as_str(),
            self.scope.as_deref(),
            self.scam.as_deref(),
            self.per,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_its_value() {
        for word in Qualifier::WORDS {
            assert_eq!(Qualifier::from_word(word).map(Qualifier::word), Some(*word));
        }
        assert_eq!(Qualifier::from_word("Over"), None);
    }
}
