//! One interface to the engines that can convert.
//!
//! Profile and text in, converted text out; which engine did it shows nowhere else.
//! The site is converted by [`BuiltIn`]; `OpenCcRust` is there to compare with.

use std::collections::BTreeMap;
use std::fmt;

use super::converter::Converter;
use super::glossary::Glossary;
use super::profile::Profile;

/// Something that converts as OpenCC does.
pub trait Engine {
    /// The text, converted by the profile.
    ///
    /// Fails if the engine cannot be set up for the profile or cannot take the text.
    fn convert(&self, profile: Profile, text: &str) -> Result<String, EngineError>;
}

/// Why an engine did not convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineError(pub String);

impl fmt::Display for EngineError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for EngineError {}

/// The engine of this module, without a glossary. Never fails.
#[derive(Debug)]
pub struct BuiltIn(BTreeMap<Profile, Converter>);

impl BuiltIn {
    /// All profiles, ready to convert.
    pub fn new() -> Self {
        let converter = |profile| (profile, Converter::new(profile, &Glossary::default()));
        Self(Profile::all().map(converter).collect())
    }
}

impl Default for BuiltIn {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine for BuiltIn {
    fn convert(&self, profile: Profile, text: &str) -> Result<String, EngineError> {
        let converter = self.0.get(&profile).cloned();
        let converter = converter.unwrap_or_else(|| Converter::new(profile, &Glossary::default()));
        Ok(converter.convert(text).into_owned())
    }
}

#[cfg(feature = "opencc-rust")]
pub use linked::OpenCcRust;

#[cfg(feature = "opencc-rust")]
mod linked {
    use std::collections::BTreeMap;
    use std::fmt;
    use std::path::Path;

    use opencc_rust::{DefaultConfig, OpenCC, generate_static_dictionaries};

    use super::{Engine, EngineError, Profile};

    /// The profiles whose dictionaries the crate brings along: all.
    const BUNDLED: [DefaultConfig; 16] = [
        DefaultConfig::S2T,
        DefaultConfig::S2TW,
        DefaultConfig::S2TWP,
        DefaultConfig::S2HK,
        DefaultConfig::S2HKP,
        DefaultConfig::T2S,
        DefaultConfig::T2TW,
        DefaultConfig::T2HK,
        DefaultConfig::TW2S,
        DefaultConfig::TW2SP,
        DefaultConfig::TW2T,
        DefaultConfig::HK2S,
        DefaultConfig::HK2SP,
        DefaultConfig::HK2T,
        DefaultConfig::T2JP,
        DefaultConfig::JP2T,
    ];

    /// OpenCC's C++ library, through the crate opencc-rust.
    pub struct OpenCcRust(BTreeMap<Profile, OpenCC>);

    impl OpenCcRust {
        /// Opens all profiles with the dictionaries that the crate brings along.
        ///
        /// OpenCC reads files only, so they are put into `folder` first, which must exist
        /// until this returns. Fails if they cannot be written or a profile does not open.
        pub fn with_bundled_dictionaries(folder: &Path) -> Result<Self, EngineError> {
            generate_static_dictionaries(folder, &BUNDLED)
                .map_err(|error| EngineError(format!("{}: {error}", folder.display())))?;
            Self::open(folder)
        }

        /// Opens all profiles from a folder with OpenCC's configurations and compiled
        /// dictionaries (`s2t.json` …).
        ///
        /// Fails if a profile does not open.
        pub fn open(folder: &Path) -> Result<Self, EngineError> {
            let open = |profile: Profile| {
                let file = folder.join(format!("{profile}.json"));
                let opened = OpenCC::new(&file);
                let failed = |error| EngineError(format!("{}: {error}", file.display()));
                Ok((profile, opened.map_err(failed)?))
            };
            Ok(Self(Profile::all().map(open).collect::<Result<_, _>>()?))
        }
    }

    impl Engine for OpenCcRust {
        fn convert(&self, profile: Profile, text: &str) -> Result<String, EngineError> {
            let opened = self.0.get(&profile);
            let opened = opened.ok_or_else(|| EngineError(format!("{profile} is not open")))?;
            let failed = |error| EngineError(format!("{profile}: {error}"));
            opened.convert(text).map_err(failed)
        }
    }

    impl fmt::Debug for OpenCcRust {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.debug_tuple("OpenCcRust").finish_non_exhaustive()
        }
    }
}
