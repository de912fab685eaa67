//! Every Chinese text of a knowledge base with the script it is declared to be in.
//!
//! A `Knowledge` in; the prose of each file, paragraph by paragraph, out. Judges nothing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::domain::{LocaleCode, Script};
use crate::hanzi::{self, Detection};
use crate::markdown::Body;
use crate::model::{Article, Knowledge, TopicText};
use crate::text::{Source, Span};

/// What a file is, which decides how its script can be declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article: its front matter declares the script.
    Article,
    /// A campaign, scam type, place or page: always Simplified.
    Topic,
    /// An edition written by hand: the file's name declares the script.
    Edition,
}

/// A text in Chinese.
#[derive(Debug)]
pub struct ChineseText<'a> {
    /// What it is.
    pub kind: Kind,
    /// The file.
    pub source: &'a Arc<Source>,
    /// The script it is declared to be in.
    pub script: Script,
    /// Title, summary and the like.
    pub short: Vec<&'a str>,
    body_start: usize,
    body: &'a Body,
}

/// A paragraph's prose, without code and without words whose language is declared.
#[derive(Debug)]
pub struct Paragraph {
    /// Its stretches in the plain text, in order.
    pub stretches: Vec<Range<usize>>,
    /// The script they are in.
    pub detection: Detection,
}

impl<'a> ChineseText<'a> {
    /// The paragraphs that hold any prose.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let plain = self.body.plain();
        let mut blocks: Vec<Vec<Range<usize>>> = Vec::new();
        for stretch in self.body.prose_ranges().filter(|stretch| !stretch.is_empty()) {
            match blocks.last_mut() {
                Some(block)
                    if block.last().is_some_and(|last| !plain[last.end..stretch.start].contains('\n')) =>
                {
                    block.push(stretch);
                }
                _ => blocks.push(vec![stretch]),
            }
        }
        let paragraph = |stretches: Vec<Range<usize>>| {
            let prose: String = stretches.iter().map(|stretch| &plain[stretch.clone()]).collect();
            Paragraph { stretches, detection: hanzi::detect(&prose) }
        };
        blocks.into_iter().map(paragraph).collect()
    }

    /// The text of a stretch.
    pub fn prose(&self, stretch: &Range<usize>) -> &'a str {
        &self.body.plain()[stretch.clone()]
    }

    /// Where something of the plain text stands in the file, up to the end of its line at most.
    pub fn span(&self, plain: &Range<usize>) -> Span {
        let start = self.body_start + self.body.source_offset(plain.start);
        let text = self.source.text();
        let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        Span::new(start, (start + plain.len()).min(line_end))
    }
}

/// Every Chinese text, in the order of the knowledge base.
pub fn of(knowledge: &Knowledge) -> Vec<ChineseText<'_>> {
    let mut texts: Vec<_> = knowledge.articles.iter().flat_map(of_article).collect();
    for campaign in &knowledge.campaigns {
        texts.extend(of_topic(&campaign.text, &campaign.translations));
    }
    for scam in &knowledge.scams {
        texts.extend(of_topic(&scam.text, &scam.translations));
    }
    for place in knowledge.place_texts.values() {
        texts.extend(of_topic(&place.text, &place.translations));
    }
    for page in &knowledge.pages {
        texts.extend(of_topic(&page.text, &page.translations));
    }
    texts
}

fn of_article(article: &Article) -> Vec<ChineseText<'_>> {
    let editions = article.translations.iter().filter_map(|(locale, edition)| {
        Some(ChineseText {
            kind: Kind::Edition,
            source: &edition.source,
            script: LocaleCode::new(locale)?.script()?,
            short: std::iter::once(edition.title.as_str()).chain(edition.summary.as_deref()).collect(),
            body_start: edition.body_start,
            body: &edition.body,
        })
    });
    let original = ChineseText {
        kind: Kind::Article,
        source: &article.source,
        script: article.script,
        short: std::iter::once(article.title.as_str()).chain(article.summary.as_deref()).collect(),
        body_start: article.body_start,
        body: &article.body,
    };
    std::iter::once(original).chain(editions).collect()
}

fn of_topic<'a>(
    original: &'a TopicText,
    editions: &'a BTreeMap<String, TopicText>,
) -> impl Iterator<Item = ChineseText<'a>> {
    let editions = editions.iter().filter_map(|(locale, edition)| {
        Some(topic_text(edition, Kind::Edition, LocaleCode::new(locale)?.script()?))
    });
    std::iter::once(topic_text(original, Kind::Topic, Script::Hans)).chain(editions)
}

fn topic_text(text: &TopicText, kind: Kind, script: Script) -> ChineseText<'_> {
    let short = text.name.as_deref().into_iter().chain(text.summary.as_deref());
    ChineseText {
        kind,
        source: &text.source,
        script,
        short: short.collect(),
        body_start: text.body_start,
        body: &text.body,
    }
}
