//! `placeholder`: nothing of a skeleton of `fanzha new` is published unchanged.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::{Article, TopicText};
use crate::text::{Source, Span};

/// The texts that the skeletons hold for editors to write over; a test compares them.
const PLACEHOLDERS: &[&str] = &[
    "标题：谁在什么时候做了什么",
    "一两句话说清这篇讲什么",
    "报纸或机关名称",
    "来源的原标题",
    "行动名称",
    "诈骗类型",
    "一句能救人的话：看到什么就停手",
    "一句话：这是什么行动",
    "一句话：这里报道了什么",
    "页面标题",
    "一句话：这一页讲什么",
];

/// Warns of texts that a skeleton brought.
pub fn check<'a>(
    source: &Arc<Source>,
    texts: impl IntoIterator<Item = Option<&'a str>>,
    found: &mut Diagnostics,
) {
    for text in texts.into_iter().flatten().filter(|text| PLACEHOLDERS.contains(text)) {
        let start = source.text().find(text).unwrap_or(0);
        let finding = Diagnostic::new("placeholder").with("text", text);
        found.push(finding.at(source, Span::new(start, start + text.len())));
    }
}

/// The texts of an article that a skeleton brings.
pub fn of_article(article: &Article) -> [Option<&str>; 4] {
    let origin = &article.origin;
    [Some(&article.title), article.summary.as_deref(), Some(&origin.name), origin.title.as_deref()]
}

/// The texts of a topic or page that a skeleton brings.
pub fn of_topic(text: &TopicText) -> [Option<&str>; 2] {
    [text.name.as_deref(), text.summary.as_deref()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_stands_in_a_skeleton() {
        let skeletons = [
            include_str!("../cli/data/skeletons/article.md"),
            include_str!("../cli/data/skeletons/campaign.md"),
            include_str!("../cli/data/skeletons/city.md"),
            include_str!("../cli/data/skeletons/page.md"),
            include_str!("../cli/data/skeletons/scam.md"),
        ];
        for placeholder in PLACEHOLDERS {
            let quoted = format!("\"{placeholder}\"");
            assert!(skeletons.iter().any(|skeleton| skeleton.contains(&quoted)), "{placeholder}");
        }
    }
}
