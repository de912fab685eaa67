//! Words of the field that OpenCC's dictionaries render wrongly.
//!
//! The table `data/domain_terms.tsv` in, terms with their renderings out. Below a site's
//! own glossary; holds only renderings that every standard of their script shares.

use std::sync::LazyLock;

use super::glossary::{Glossary, Layer};
use crate::domain::Script;

type Terms = Vec<(&'static str, &'static str)>;

static TERMS: LazyLock<(Terms, Terms)> = LazyLock::new(|| {
    let rows = include_str!("data/domain_terms.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut terms = (Terms::new(), Terms::new());
    for row in rows {
        let mut cells = row.split('\t');
        match (cells.next(), cells.next(), cells.next()) {
            (Some("hans"), Some(term), Some(rendering)) => terms.0.push((term, rendering)),
            (Some("hant"), Some(term), Some(rendering)) => terms.1.push((term, rendering)),
            _ => {}
        }
    }
    terms
});

/// The words and their renderings in a script, in the order of the table.
pub fn domain_terms(into: Script) -> &'static [(&'static str, &'static str)] {
    match into {
        Script::Hans => &TERMS.0,
        Script::Hant => &TERMS.1,
    }
}

impl Glossary {
    /// A site's terms for a script, over the words of the field.
    pub fn of_site(into: Script, terms: impl IntoIterator<Item = (String, String)>) -> Self {
        let field = domain_terms(into).iter().map(|&(term, to)| (term.to_owned(), to.to_owned()));
        Glossary::default().with(Layer::Domain, field).with(Layer::Glossary, terms)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Converter, Profile};
    use super::*;

    fn converter(profile: Profile) -> Converter {
        Converter::new(profile, &Glossary::default())
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows =
            include_str!("data/domain_terms.tsv").lines().filter(|line| !line.starts_with('#')).count();
        let read = domain_terms(Script::Hans).len() + domain_terms(Script::Hant).len();
        assert_eq!(read, rows - 1);
        assert!(domain_terms(Script::Hans).len() > 10 && domain_terms(Script::Hant).len() > 50);
    }

    #[test]
    fn every_term_is_rendered_otherwise_by_the_dictionaries_or_keeps_a_word_whole() {
        for (script, profile) in [(Script::Hant, Profile::S2t), (Script::Hans, Profile::T2s)] {
            for &(term, rendering) in domain_terms(script) {
                let holds_another =
                    domain_terms(script).iter().any(|(other, _)| *other != term && term.contains(other));
                let is_otherwise = converter(profile).convert(term) != rendering;
                assert!(is_otherwise || holds_another || term == rendering, "{term}");
            }
        }
    }

    #[test]
    fn every_rendering_is_written_so_by_all_standards_of_its_script() {
        for &(term, rendering) in domain_terms(Script::Hant) {
            for profile in [Profile::T2tw, Profile::T2hk] {
                assert_eq!(converter(profile).convert(rendering), rendering, "{term}");
            }
            assert_eq!(converter(Profile::T2s).convert(rendering), term);
        }
    }

    #[test]
    fn a_site_may_render_a_word_of_the_field_otherwise() {
        let own = [("点赞".to_owned(), "按讚".to_owned())];
        let converter = Converter::new(Profile::S2tw, &Glossary::of_site(Script::Hant, own));
        assert_eq!(converter.convert("点赞，资金发放"), "按讚，資金發放");
    }
}
