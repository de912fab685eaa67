//! A page's own renderings: `[convert]` of a front matter.
//!
//! A table in, terms by locale out. Converts nothing.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::domain::LocaleCode;
use crate::strict_toml::Table;

/// Terms of one page and how they are rendered where the page is converted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTerms {
    /// For every locale of the other script.
    general: Vec<(String, String)>,
    /// By locale tag: `zh-Hant` for all locales in Traditional, `zh-Hant-HK` for one.
    by_tag: BTreeMap<String, Vec<(String, String)>>,
}

impl OwnTerms {
    /// Reads `[convert]` with its tables; a table whose name is no tag of Chinese is told.
    pub fn read(table: &Table<'_>) -> OwnTerms {
        let (texts, maps) = table.texts_and_maps("convert");
        let mut by_tag = BTreeMap::new();
        for (tag, terms) in maps {
            match LocaleCode::new(&tag.value).filter(|code| code.script().is_some()) {
                Some(code) => {
                    by_tag.insert(code.as_str().to_owned(), terms);
                }
                None => table.report(Diagnostic::new("bad-convert-locale").with("code", tag.value), tag.span),
            }
        }
        OwnTerms { general: texts.into_iter().map(|(term, text)| (term, text.value)).collect(), by_tag }
    }

    /// The terms for a locale, the strongest last.
    pub fn for_locale<'a>(&'a self, locale: &'a LocaleCode) -> impl Iterator<Item = &'a (String, String)> {
        let layers = locale.layers().into_iter().filter_map(|tag| self.by_tag.get(tag));
        self.general.iter().chain(layers.flatten())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Diagnostics;
    use crate::strict_toml;
    use crate::text::{Source, Span};

    fn read(text: &str) -> (OwnTerms, usize) {
        let source = Arc::new(Source::new("a.md", text));
        let mut found = Diagnostics::new();
        let whole = Span::new(0, text.len());
        let terms = strict_toml::read(&source, whole, &mut found, |table| Some(OwnTerms::read(table)));
        (terms.expect("a table"), found.errors())
    }

    #[test]
    fn terms_of_a_locale_follow_those_of_its_script() {
        let (terms, errors) = read(
            "[convert]\n\"甲\" = \"一\"\n[convert.zh-Hant-HK]\n\"甲\" = \"三\"\n[convert.zh-hant]\n\"甲\" = \"二\"\n",
        );
        let of = |tag: &str| {
            let code = LocaleCode::new(tag).expect("a tag");
            terms.for_locale(&code).map(|(_, to)| to.as_str()).collect::<String>()
        };
        assert_eq!(
            (of("zh-Hant-HK"), of("zh-Hant"), of("zh-Hans")),
            ("一二三".into(), "一二".into(), "一".into())
        );
        assert_eq!(errors, 0);
    }

    #[test]
    fn a_table_for_no_chinese_locale_is_told() {
        assert_eq!(read("[convert.en]\n\"甲\" = \"a\"\n").1, 1);
        assert_eq!(read("[convert.zh_Hant]\n\"甲\" = \"a\"\n").1, 1);
    }
}
