//! The language in which fanzha speaks to the person at the terminal.

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Chooses by the locale names of the environment, most telling first (`LC_ALL`, `LC_MESSAGES`, `LANG`).
    ///
    /// The first that is set and not empty decides: `zh…` is Chinese, anything else English.
    pub fn from_locale_names<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        match names.into_iter().flatten().find(|name| !name.is_empty()) {
            Some(name) if name.to_ascii_lowercase().starts_with("zh") => Language::Zh,
            _ => Language::En,
        }
    }

    /// Picks the text of this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_is_set_decides() {
        let choose = |names: [Option<&'static str>; 3]| Language::from_locale_names(names);
        assert_eq!(choose([None, None, Some("zh_CN.UTF-8")]), Language::Zh);
        assert_eq!(choose([Some("C"), None, Some("zh_CN.UTF-8")]), Language::En);
        assert_eq!(choose([Some(""), Some("zh_TW"), None]), Language::Zh);
        assert_eq!(choose([None, None, None]), Language::En);
    }
}
