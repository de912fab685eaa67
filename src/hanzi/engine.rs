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

    use opencc_rust::OpenCC;

    use super::{Engine, EngineError, Profile};

    /// OpenCC's C++ library, through the crate opencc-rust.
    pub struct OpenCcRust(BTreeMap<Profile, OpenCC>);

    impl OpenCcRust {
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
