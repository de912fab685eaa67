//! The sixteen conversions that OpenCC publishes, by name.
//!
//! `"s2tw"` in, [`Profile::S2tw`] out, and back. Says nothing about how one converts.

use std::fmt;
use std::str::FromStr;

use super::layout::PROFILE_NAMES;
use crate::domain::Script;

/// A conversion of OpenCC's: from which form of Chinese to which.
///
/// `s` is Simplified, `t` OpenCC's own Traditional standard (an intermediate form, not
/// one that a place writes), `tw` and `hk` the standards of Taiwan and Hong Kong, `jp`
/// Japanese; a final `p` also exchanges everyday words (软件 → 軟體), which damages
/// legal wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Simplified to OpenCC's Traditional.
    S2t,
    /// Simplified to Taiwan's Traditional.
    S2tw,
    /// Simplified to Taiwan's Traditional, with its words.
    S2twp,
    /// Simplified to Hong Kong's Traditional.
    S2hk,
    /// Simplified to Hong Kong's Traditional, with its words.
    S2hkp,
    /// OpenCC's Traditional to Simplified.
    T2s,
    /// OpenCC's Traditional to Taiwan's.
    T2tw,
    /// OpenCC's Traditional to Hong Kong's.
    T2hk,
    /// Taiwan's Traditional to Simplified.
    Tw2s,
    /// Taiwan's Traditional to Simplified, with mainland words.
    Tw2sp,
    /// Taiwan's Traditional to OpenCC's.
    Tw2t,
    /// Hong Kong's Traditional to Simplified.
    Hk2s,
    /// Hong Kong's Traditional to Simplified, with mainland words.
    Hk2sp,
    /// Hong Kong's Traditional to OpenCC's.
    Hk2t,
    /// Old Japanese characters (and OpenCC's Traditional) to new Japanese ones.
    T2jp,
    /// New Japanese characters to old ones.
    Jp2t,
}

impl Profile {
    /// Every profile, in the order of its row in the pack.
    const ALL: [Profile; PROFILE_NAMES.len()] = [
        Profile::S2t,
        Profile::S2tw,
        Profile::S2twp,
        Profile::S2hk,
        Profile::S2hkp,
        Profile::T2s,
        Profile::T2tw,
        Profile::T2hk,
        Profile::Tw2s,
        Profile::Tw2sp,
        Profile::Tw2t,
        Profile::Hk2s,
        Profile::Hk2sp,
        Profile::Hk2t,
        Profile::T2jp,
        Profile::Jp2t,
    ];

    /// Every profile, Simplified sources first.
    pub fn all() -> impl Iterator<Item = Profile> {
        Self::ALL.into_iter()
    }

    /// OpenCC's name for it: `s2tw`.
    pub fn name(self) -> &'static str {
        PROFILE_NAMES[self.row()]
    }

    /// The script of the result; Japanese counts as Traditional, being neither.
    pub fn target_script(self) -> Script {
        match self {
            Profile::T2s | Profile::Tw2s | Profile::Tw2sp | Profile::Hk2s | Profile::Hk2sp => Script::Hans,
            _ => Script::Hant,
        }
    }

    /// The conversion between the same two scripts the other way; `None` within one script.
    pub fn reverse(self) -> Option<Profile> {
        Some(match self {
            Profile::S2t => Profile::T2s,
            Profile::S2tw => Profile::Tw2s,
            Profile::S2twp => Profile::Tw2sp,
            Profile::S2hk => Profile::Hk2s,
            Profile::S2hkp => Profile::Hk2sp,
            Profile::T2s => Profile::S2t,
            Profile::Tw2s => Profile::S2tw,
            Profile::Tw2sp => Profile::S2twp,
            Profile::Hk2s => Profile::S2hk,
            Profile::Hk2sp => Profile::S2hkp,
            Profile::T2tw | Profile::T2hk | Profile::Tw2t | Profile::Hk2t | Profile::T2jp | Profile::Jp2t => {
                return None;
            }
        })
    }

    /// Its row in the pack.
    pub(super) fn row(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::all().find(|profile| profile.name() == name);
        found.ok_or_else(|| UnknownProfile(name.to_owned()))
    }
}

/// A name that is no profile's; holds the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProfile(pub String);

impl fmt::Display for UnknownProfile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = PROFILE_NAMES.join(", ");
        write!(formatter, "no OpenCC profile `{}`; there are {known}", self.0)
    }
}

impl std::error::Error for UnknownProfile {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_is_found_by_the_name_it_prints() {
        for (row, profile) in Profile::all().enumerate() {
            assert_eq!(profile.to_string().parse(), Ok(profile));
            assert_eq!(profile.row(), row);
            assert_eq!(format!("{profile:?}").to_lowercase(), profile.name());
        }
    }

    #[test]
    fn an_unknown_name_is_refused_and_the_known_ones_are_listed() {
        let error = "s2x".parse::<Profile>().unwrap_err();
        assert!(error.to_string().contains("`s2x`; there are s2t, s2tw"));
    }

    #[test]
    fn a_profile_to_simplified_has_a_name_that_says_so() {
        for profile in Profile::all() {
            let to_simplified = profile.name().contains("2s");
            assert_eq!(profile.target_script() == Script::Hans, to_simplified);
        }
    }
}
