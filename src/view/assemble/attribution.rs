//! Which figures a report attributes to a campaign.
//!
//! A figure is a campaign's where its scope names the campaign, or the paragraph that holds its sentence does.
//! What a report says of its whole city is not the campaign's, though the report names it.
//!
//! A paragraph names a campaign by its name between quotation marks or before 行动, 专项, 会战 and the like, or
//! by another name of four characters or more. Script and shape of the marks make no difference.

use crate::hanzi::simplified;
use crate::model::{Article, Campaign, FigureRef, Knowledge};

/// Marks that stand around a name.
const OPENING: &[char] = &['“', '‘', '「', '『', '《', '"', '\''];
const CLOSING: &[char] = &['”', '’', '」', '』', '》', '"', '\''];
/// What stands behind the name of a campaign.
const KINDS: &[&str] = &["行动", "专项", "会战", "战役", "集中", "攻坚"];
/// From this many characters on a name is its own proof.
const TELLING: usize = 4;

/// The figures of each campaign, by its index; articles newest first.
#[derive(Debug, Default)]
pub struct Attribution {
    by_campaign: Vec<Vec<FigureRef>>,
}

impl Attribution {
    /// Reads every article that belongs to a campaign.
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut by_campaign = vec![Vec::new(); knowledge.campaigns.len()];
        let names: Vec<Names> = knowledge.campaigns.iter().map(Names::of).collect();
        for (index, article) in knowledge.articles.iter().enumerate() {
            let paragraphs = Paragraphs::of(article);
            for campaign in &article.campaigns {
                let Some((names, figures)) = names.get(*campaign).zip(by_campaign.get_mut(*campaign)) else {
                    continue;
                };
                let named = paragraphs.that_name(names);
                let own = article.figures.iter().enumerate().filter(|(_, figure)| {
                    let scope = figure.metric.scope.as_deref();
                    scope.is_some_and(|scope| names.are_in_scope(&folded(scope)))
                        || figure.range.as_ref().is_some_and(|range| paragraphs.is_in(&named, range.start))
                });
                figures.extend(own.map(|(figure, _)| FigureRef { article: index, figure }));
            }
        }
        Attribution { by_campaign }
    }

    /// The figures that reports attribute to a campaign, newest article first.
    pub fn of_campaign(&self, campaign: usize) -> &[FigureRef] {
        self.by_campaign.get(campaign).map_or(&[], Vec::as_slice)
    }
}

/// The names of a campaign, folded.
struct Names(Vec<String>);

impl Names {
    fn of(campaign: &Campaign) -> Names {
        let all = std::iter::once(&campaign.name).chain(&campaign.text.aliases);
        let names = all.map(|name| folded(name)).filter(|name| !name.is_empty());
        Names(names.collect())
    }

    fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|name| text.match_indices(name.as_str()).any(|(at, _)| is_named(text, at, name)))
    }

    /// A scope is short: a name in it is the campaign's.
    fn are_in_scope(&self, scope: &str) -> bool {
        self.0.iter().any(|name| scope.contains(name.as_str()))
    }
}

/// Whether what stands at `at` is used as a name there.
fn is_named(text: &str, at: usize, name: &str) -> bool {
    if name.chars().count() >= TELLING {
        return true;
    }
    let behind = text.get(at + name.len()..).unwrap_or_default();
    let quoted =
        text.get(..at).is_some_and(|before| before.ends_with(OPENING)) && behind.starts_with(CLOSING);
    quoted || KINDS.iter().any(|kind| behind.starts_with(kind))
}

/// A text in Simplified characters. Single characters are enough to know a name again.
fn folded(text: &str) -> String {
    text.chars().map(simplified).collect()
}

/// The paragraphs of an article: where each begins in the plain text, and its folded words.
struct Paragraphs(Vec<(usize, String)>);

impl Paragraphs {
    fn of(article: &Article) -> Paragraphs {
        if article.campaigns.is_empty() {
            return Paragraphs(Vec::new());
        }
        let mut start = 0;
        let lines = article.body.plain().split_inclusive('\n').map(|line| {
            let paragraph = (start, folded(line));
            start += line.len();
            paragraph
        });
        Paragraphs(lines.collect())
    }

    /// Which of them name a campaign, by number.
    fn that_name(&self, names: &Names) -> Vec<usize> {
        let paragraphs = self.0.iter().enumerate();
        paragraphs.filter(|(_, (_, text))| names.are_in(text)).map(|(number, _)| number).collect()
    }

    /// Whether the offset lies in one of some paragraphs.
    fn is_in(&self, some: &[usize], offset: usize) -> bool {
        let after = self.0.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).is_some_and(|number| some.binary_search(&number).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(all: &[&str]) -> Names {
        Names(all.iter().map(|name| folded(name)).collect())
    }

    #[test]
    fn a_short_name_counts_between_marks_or_before_its_kind() {
        let duanliu = names(&["断流"]);
        assert!(duanliu.are_in("“断流”行动开展以来"));
        assert!(duanliu.are_in(&folded("「斷流」專案")));
        assert!(duanliu.are_in("断流行动"));
        assert!(!duanliu.are_in("黄河断流的年份"));
    }

    #[test]
    fn a_long_name_counts_anywhere() {
        assert!(names(&["百县", "百县破案会战"]).are_in("开展百县破案会战以来"));
        assert!(!names(&["百县"]).are_in("全国百县调查"));
    }
}
