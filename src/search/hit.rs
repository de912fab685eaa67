//! Makes what a reader sees of a record: the excerpt, and the figure that the query speaks of.
//!
//! A record and the phrases of a query in, a [`Hit`] out.

use super::excerpt::{Phrase, excerpt, find};
use super::plan::{Plan, Segment};
use super::record::{Record, StoredFigure};
use super::{Fold, FoldedText, Hit, HitFigure};

/// A record's fields, folded.
pub struct FoldedRecord {
    /// Its title.
    pub title: FoldedText,
    /// Its place and keywords.
    pub names: Vec<FoldedText>,
    /// Its text.
    pub text: FoldedText,
}

impl FoldedRecord {
    /// Folds a record.
    pub fn new(record: &Record, fold: &Fold) -> Self {
        Self {
            title: fold.text(&record.title),
            names: record.names().map(|name| fold.text(name)).collect(),
            text: fold.text(&record.text),
        }
    }

    /// Whether a field holds a phrase.
    pub fn holds(&self, phrase: Phrase<'_>, fold: &Fold) -> bool {
        let fields = [&self.text, &self.title].into_iter().chain(&self.names);
        fields.into_iter().any(|field| find(&field.chars, phrase, &fold.stems).is_some())
    }
}

/// A segment as what to find.
pub fn phrase(segment: &Segment) -> Phrase<'_> {
    Phrase { chars: &segment.chars, word: segment.word }
}

/// What a reader sees of a record.
pub fn hit(
    record: &Record,
    folded: &FoldedText,
    score: u32,
    relaxed: bool,
    plans: &[Plan],
    fold: &Fold,
) -> Hit {
    let stated = if relaxed { None } else { stated(record, folded, plans, fold) };
    let at = stated.map(|(_, at)| at).or_else(|| first_phrase(folded, plans, fold)).unwrap_or(0);
    let at = folded.origins.get(at).map_or(0, |&origin| origin as usize);
    let figure = stated.map(|(StoredFigure(_, _, label, value, fragment), _)| HitFigure {
        label: label.clone(),
        value: value.clone(),
        url: format!("{}{fragment}", record.url),
    });
    Hit {
        url: record.url.clone(),
        title: record.title.clone(),
        excerpt: excerpt(&record.text, at),
        date: record.date.clone().unwrap_or_default(),
        place: record.place.clone().unwrap_or_default(),
        kind: record.kind,
        score,
        relaxed,
        figure,
    }
}

/// Of the figures the one whose words hold most segments of a plan, and where the first of them stands; of a text that
/// holds none the first figure whose indicator's name does, and where its words stand.
fn stated<'a>(
    record: &'a Record,
    folded: &FoldedText,
    plans: &[Plan],
    fold: &Fold,
) -> Option<(&'a StoredFigure, usize)> {
    let at = |origin: u32| folded.origins.partition_point(|&own| own < origin);
    let mut best: Option<(usize, &StoredFigure, usize)> = None;
    for plan in plans {
        for figure in &record.figures {
            let (start, end) = (at(figure.0), at(figure.1));
            let words = folded.chars.get(start..end).unwrap_or_default();
            let places = plan.segments.iter().filter_map(|segment| find(words, phrase(segment), &fold.stems));
            let places: Vec<usize> = places.collect();
            if let Some(first) = places.first()
                && best.is_none_or(|(most, _, _)| places.len() > most)
            {
                best = Some((places.len(), figure, start + first));
            }
        }
    }
    if let Some((_, figure, at)) = best {
        return Some((figure, at));
    }
    let holds = |chars: &[char]| {
        let mut segments = plans.iter().flat_map(|plan| &plan.segments);
        segments.any(|segment| find(chars, phrase(segment), &fold.stems).is_some())
    };
    if holds(&folded.chars) {
        return None;
    }
    let named = record.figures.iter().find(|figure| holds(&fold.text(&figure.2).chars));
    named.map(|figure| (figure, at(figure.0)))
}

/// Where the text holds the whole query, else the first of its segments, else of its tokens, that it does.
fn first_phrase(folded: &FoldedText, plans: &[Plan], fold: &Fold) -> Option<usize> {
    let found = |phrase: Phrase<'_>| find(&folded.chars, phrase, &fold.stems);
    let whole = |plan: &Plan| found(Phrase { chars: &plan.whole, word: false });
    let segment = |plan: &Plan| plan.segments.iter().find_map(|segment| found(phrase(segment)));
    let token = |plan: &Plan| {
        plan.tokens.iter().find_map(|token| {
            let chars: Vec<char> = token.name.chars().collect();
            found(Phrase { chars: &chars, word: token.word })
        })
    };
    let first = plans.iter().find_map(whole).or_else(|| plans.iter().find_map(segment));
    first.or_else(|| plans.iter().find_map(token))
}
