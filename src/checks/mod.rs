//! Judges a knowledge base: one check per file, every finding of every check.
//!
//! A `Knowledge` in, findings out. Changes nothing, and reports no broken reference: those are load errors.

mod body_script;
mod chinese_text;
mod conversions;
mod coverage;
mod dead_link;
mod doubtful_conversion;
mod duplicate_metric;
mod locale_known;
mod missing_labels;
mod originals;
mod outdated_pin;
mod period_future;
mod placeholder;
mod quote_found;
mod quote_number;
mod reserved_page;
mod script_slip;
mod source_url;
mod stale_translation;
mod translation_quotes;

use std::collections::BTreeMap;

pub use conversions::{Reviewed, digests, document_names, review, reviewed_in};
pub use coverage::{Coverage, LocaleCoverage, StaleTranslation, coverage};
pub use missing_labels::MissingLabel;
pub use originals::{Original, Translated, all as originals};
use rayon::prelude::*;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics};
use crate::lexicon::Lexicon;
use crate::model::{Article, Knowledge, TopicText};

/// What a check may look at beside the article.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// The tables.
    pub lexicon: &'static Lexicon,
}

type Check = fn(&Article, Context<'_>, &mut Diagnostics);

/// Every check of an article, in the order of its findings' weight.
const CHECKS: &[Check] = &[
    quote_found::check,
    quote_number::check,
    period_future::check,
    duplicate_metric::check,
    source_url::check,
    translation_quotes::check,
    locale_known::check,
];

/// Runs every check over the whole knowledge base.
pub fn run(knowledge: &Knowledge, context: Context<'_>) -> Diagnostics {
    let found: Vec<Diagnostics> = knowledge
        .articles
        .par_iter()
        .map(|article| {
            let mut found = Diagnostics::new();
            CHECKS.iter().for_each(|check| check(article, context, &mut found));
            dead_link::check(knowledge, &article.source, article.body_start, &article.body, &mut found);
            placeholder::check(&article.source, placeholder::of_article(article), &mut found);
            for text in article.translations.values() {
                dead_link::check(knowledge, &text.source, text.body_start, &text.body, &mut found);
            }
            found
        })
        .collect();
    let mut all = Diagnostics::new();
    found.into_iter().for_each(|more| all.extend(more));
    for text in topic_texts(knowledge) {
        dead_link::check(knowledge, &text.source, text.body_start, &text.body, &mut all);
        placeholder::check(&text.source, placeholder::of_topic(text), &mut all);
    }
    stale_translation::check(knowledge, &mut all);
    all.extend(of_scripts(knowledge, context));
    doubtful_conversion::check(&review(knowledge, context), &mut all);
    outdated_pin::check(knowledge, &mut all);
    knowledge.pages.iter().for_each(|page| reserved_page::check(page, context, &mut all));
    all
}

/// What the checks of scripts find in every Chinese text.
fn of_scripts(knowledge: &Knowledge, context: Context<'_>) -> Vec<Diagnostic> {
    let texts = chinese_text::of(knowledge);
    let found = texts.par_iter().flat_map_iter(|text| {
        let mut found = Diagnostics::new();
        body_script::check(text, &mut found);
        script_slip::check(text, context, &mut found);
        found
    });
    found.collect()
}

/// Every text that isn't an article's: campaigns, scam types, places, pages, and their translations.
fn topic_texts(knowledge: &Knowledge) -> impl Iterator<Item = &TopicText> {
    topics(knowledge).flat_map(|(text, translations)| std::iter::once(text).chain(translations.values()))
}

/// The original text of every topic with its translations by locale tag.
fn topics(knowledge: &Knowledge) -> impl Iterator<Item = (&TopicText, &BTreeMap<String, TopicText>)> {
    let campaigns = knowledge.campaigns.iter().map(|topic| (&topic.text, &topic.translations));
    let scams = knowledge.scams.iter().map(|topic| (&topic.text, &topic.translations));
    let places = knowledge.place_texts.values().map(|topic| (&topic.text, &topic.translations));
    let pages = knowledge.pages.iter().map(|topic| (&topic.text, &topic.translations));
    campaigns.chain(scams).chain(places).chain(pages)
}
