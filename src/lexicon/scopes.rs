//! English for the wordings that limit a figure to a part: 跨境, 50万元以上案件 and so on.
//!
//! `data/scopes.tsv` in, [`Scopes`] out. A scope may be any text; the table holds the usual ones.

use super::table;

/// A usual wording of a scope in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// As written in the front matter's `scope`, in Simplified Chinese.
    pub zh: &'static str,
    /// English, to follow a label after a comma.
    pub en: &'static str,
}

/// The table of scopes.
#[derive(Debug)]
pub struct Scopes {
    by_zh: Vec<Scope>,
}

impl Scopes {
    pub(super) fn embedded() -> Scopes {
        let by_zh = table::rows(include_str!("data/scopes.tsv")).map(|[zh, en]| Scope { zh, en }).collect();
        Scopes { by_zh }
    }

    /// The English of a scope, if it is a usual one.
    pub fn english(&self, zh: &str) -> Option<&'static str> {
        let found = self.by_zh.binary_search_by(|scope| scope.zh.cmp(zh));
        found.ok().map(|index| self.by_zh[index].en)
    }

    /// All usual scopes, in byte order of the Chinese.
    pub fn iter(&self) -> impl Iterator<Item = &Scope> {
        self.by_zh.iter()
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn usual_scope_has_english_and_a_free_one_has_none() {
        let scopes = &Lexicon::embedded().scopes;
        assert_eq!(scopes.english("跨境"), Some("cross-border"));
        assert_eq!(scopes.english("50万元以上案件"), Some("cases over CN¥500,000"));
        assert_eq!(scopes.english("某小区"), None);
    }

    #[test]
    fn every_scope_has_both_languages() {
        for scope in Lexicon::embedded().scopes.iter() {
            assert!(!scope.zh.is_empty() && !scope.en.is_empty(), "{scope:?}");
        }
    }
}
