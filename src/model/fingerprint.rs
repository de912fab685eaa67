//! Fingerprints of originals, which translations record to tell when they are out of date.
//!
//! Everything that a translator turns into another language goes in: headline, summary, names, the words of
//! the figures, corrections, events and the body. Values, ids, dates and settings don't, so that a figure's
//! period put right makes no translation stale; nor do spans that only tell how Chinese is converted. The same text gives the same fingerprint however its lines end.

use xxhash_rust::xxh3::Xxh3;

use super::article::Article;
use super::topic::TopicText;
use crate::text::Source;

/// The fingerprint of an article, as `xxh3:` and 16 hexadecimal digits.
pub fn of_article(article: &Article) -> String {
    let mut print = Print::new();
    print.add(&article.title);
    print.add(article.summary.as_deref().unwrap_or_default());
    print.add(&article.origin.name);
    print.add(article.origin.via.as_deref().unwrap_or_default());
    print.all(article.figures.iter().map(|figure| figure.metric.quote.as_str()));
    print.all(article.figures.iter().filter_map(|figure| figure.metric.scope.as_deref()));
    print.all(article.corrections.iter().map(|correction| correction.text.as_str()));
    print.all(article.events.iter().map(|event| event.title.as_str()));
    print.body(&article.source, article.body_start);
    print.finish()
}

/// The fingerprint of a campaign, a scam type, a place's text or a plain page.
pub fn of_topic(text: &TopicText) -> String {
    let mut print = Print::new();
    print.add(text.name.as_deref().unwrap_or_default());
    print.add(text.summary.as_deref().unwrap_or_default());
    print.all(text.aliases.iter().map(String::as_str));
    print.all(text.agencies.iter().map(String::as_str));
    print.body(&text.source, text.body_start);
    print.finish()
}

/// A text without its `<span …>` and `</span>` tags.
fn without_spans(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        kept.push_str(before);
        let is_span = tag.starts_with("<span ") || tag.starts_with("<span>") || tag.starts_with("</span>");
        let length = match tag.find('>') {
            Some(end) if is_span => end + 1,
            _ => {
                kept.push('<');
                1
            }
        };
        rest = tag.get(length..).unwrap_or_default();
    }
    kept + rest
}

/// Texts on their way into a fingerprint; each is closed, so that none runs into the next.
struct Print(Xxh3);

impl Print {
    fn new() -> Self {
        Print(Xxh3::new())
    }

    fn add(&mut self, text: &str) {
        self.0.update(text.as_bytes());
        self.0.update(&[0]);
    }

    fn all<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        texts.for_each(|text| self.add(text));
        self.0.update(&[1]);
    }

    fn body(&mut self, source: &Source, start: usize) {
        let body = source.text().get(start..).unwrap_or_default();
        without_spans(body).trim().lines().for_each(|line| self.add(line.trim_end()));
    }

    fn finish(self) -> String {
        format!("xxh3:{:016x}", self.0.digest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_span_tags_go() {
        let text = "a<b，<span data-zh-hant=\"頭髮\">头发</span>与<em>发展</em> <spans>";
        assert_eq!(without_spans(text), "a<b，头发与<em>发展</em> <spans>");
    }

    #[test]
    fn a_text_does_not_run_into_the_next() {
        let print = |texts: &[&str]| {
            let mut print = Print::new();
            texts.iter().for_each(|text| print.add(text));
            print.finish()
        };
        assert_ne!(print(&["甲乙", "丙"]), print(&["甲", "乙丙"]));
    }
}
