//! New figures and quantities of articles, as TOML to paste, as lines, or as JSON.

use std::borrow::Cow;

use super::Found;
use super::article::Article;
use crate::cli::arguments::{ExtractOptions, ResultFormat};
use crate::cli::json::{Fields, Value, array, json, key, object};
use crate::cli::phrases::{counted, phrase};
use crate::cli::proposed::{MetricTable, add_figure, commented, explain, is_doubtful, label};
use crate::cli::report::Reporter;
use crate::diag::Language;
use crate::extract::{self, Proposal, QuantityTold};

/// Prints the new figures of each article.
pub fn metrics(found: &[Found], options: &ExtractOptions, reporter: &Reporter) {
    if options.format == ResultFormat::Json {
        let all = found.iter().flat_map(|one| {
            let file = file_name(&one.article, options);
            one.proposals.iter().map(move |proposal| {
                object(move |fields| {
                    file.iter().for_each(|file| fields.add(key!("file"), *file));
                    add_figure(fields, proposal);
                })
            })
        });
        reporter.output(&lines(array(all)));
        return;
    }
    for one in found {
        reporter.output(&tables(one, options, reporter.language));
        reporter.tell(&summary(one, reporter.language));
        left_out(one, reporter);
    }
}

/// Names the figures that seem to be of other crime, so that a person can say otherwise.
pub fn left_out(found: &Found, reporter: &Reporter) {
    let language = reporter.language;
    let quotes: Vec<&str> = found.left_out.iter().map(|proposal| &*proposal.quote).collect();
    if quotes.is_empty() {
        return;
    }
    let (number, quotes) = (quotes.len().to_string(), quotes.join(language.pick("；", "; ")));
    let values = [("name", found.article.source.name()), ("number", &number), ("quotes", &quotes)];
    reporter.tell(&phrase(language, "extract-left-out", &values));
}

/// The file's name where there is more than one.
fn file_name<'a>(article: &'a Article, options: &ExtractOptions) -> Option<&'a str> {
    (options.files.len() > 1).then(|| article.source.name())
}

/// JSON over many lines.
fn lines(values: impl Value) -> String {
    String::from_utf8(json(values, true, 0)).unwrap_or_default() + "\n"
}

/// The tables of one article, the doubtful ones as comments below a line that says so.
fn tables(found: &Found, options: &ExtractOptions, language: Language) -> String {
    let (doubtful, sure): (Vec<&Proposal>, Vec<&Proposal>) =
        found.proposals.iter().partition(|proposal| is_doubtful(proposal));
    let mut blocks: Vec<String> = Vec::new();
    if !found.proposals.is_empty() {
        blocks.extend(file_name(&found.article, options).map(|name| format!("# {name}\n")));
    }
    let shown = |proposal: &&Proposal| shown_table(&found.article, proposal, options, language);
    blocks.extend(sure.iter().map(shown));
    if !doubtful.is_empty() {
        blocks.push(format!("# ---- {} ----\n", phrase(language, "extract-doubtful", &[])));
    }
    blocks.extend(doubtful.iter().map(|proposal| commented(&shown(proposal))));
    let text = blocks.join("\n");
    if text.is_empty() || options.files.len() == 1 { text } else { text + "\n" }
}

fn shown_table(
    article: &Article,
    proposal: &Proposal,
    options: &ExtractOptions,
    language: Language,
) -> String {
    let notes = if options.explain { explain(proposal, language) } else { Vec::new() };
    MetricTable { heading: Some(label(proposal, language)), notes, ..table(article, proposal) }.toml()
}

/// The table as it is written into an article.
pub fn bare_table(article: &Article, proposal: &Proposal) -> String {
    table(article, proposal).toml()
}

fn table<'a>(article: &Article, proposal: &'a Proposal) -> MetricTable<'a> {
    MetricTable {
        proposal,
        heading: None,
        notes: Vec::new(),
        place: (proposal.place != article.place()).then_some(proposal.place),
        scope: proposal.scope.as_deref().map(Cow::Borrowed),
        quote: &proposal.quote,
    }
}

/// Why a figure was read so, as lines for people.
pub fn explained(proposal: &Proposal, language: Language) -> String {
    let mut lines = vec![format!("{} {}", label(proposal, language), proposal.quote)];
    lines.extend(explain(proposal, language).into_iter().map(|line| format!("  {line}")));
    lines.join("\n")
}

fn summary(found: &Found, language: Language) -> String {
    let name = found.article.source.name();
    if found.proposals.is_empty() {
        return phrase(language, "extract-none", &[("name", name)]);
    }
    let doubtful = found.proposals.iter().filter(|proposal| is_doubtful(proposal)).count();
    let mut figures = counted(language, ("new-one", "new-many"), found.proposals.len());
    if doubtful > 0 {
        let number = doubtful.to_string();
        figures = phrase(language, "with-doubtful", &[("figures", &figures), ("number", &number)]);
    }
    let values = [("name", name), ("figures", figures.as_str())];
    match found.article.front {
        Some(_) => phrase(language, "extract-shown", &values),
        None => phrase(language, "extract-text", &values),
    }
}

/// Prints every quantity of each article.
pub fn quantities(articles: &[Article], options: &ExtractOptions, reporter: &Reporter) {
    let told: Vec<(&Article, Vec<QuantityTold>)> = articles
        .iter()
        .map(|article| (article, extract::quantities(&article.texts(), &article.context())))
        .collect();
    if options.format == ResultFormat::Json {
        let all = told.iter().flat_map(|(article, told)| {
            let file = file_name(article, options);
            told.iter().map(move |one| {
                object(move |fields| {
                    file.iter().for_each(|file| fields.add(key!("file"), *file));
                    add_told(fields, one);
                })
            })
        });
        reporter.output(&lines(array(all)));
        return;
    }
    for (article, told) in &told {
        if let Some(name) = file_name(article, options) {
            reporter.output(&format!("# {name}\n"));
        }
        told.iter().for_each(|one| reporter.output(&line(one, reporter.language)));
    }
}

fn add_told(fields: &mut Fields<'_>, told: &QuantityTold) {
    fields.add(key!("text"), &*told.text);
    fields.add(key!("value"), told.quantity.value);
    fields.add(key!("unit"), told.quantity.unit);
    fields.add(key!("qualifier"), told.quantity.qualifier.word());
    fields.add(key!("period"), told.period.map(|period| array([period.from(), period.to()])));
}

/// What is written, the value in base units, how exact, and the period; tabs between them.
fn line(told: &QuantityTold, language: Language) -> String {
    let quantity = &told.quantity;
    let value = String::from_utf8(json(quantity.value, false, 0)).unwrap_or_default();
    let value = format!("{value} {}", quantity.unit.unwrap_or(""));
    let period = told.period.map(|period| {
        let (from, to) = (period.from().to_string(), period.to().to_string());
        phrase(language, "quantity-period", &[("from", &from), ("to", &to)])
    });
    let cells =
        [told.text.as_str(), value.trim_end(), quantity.qualifier.word(), period.as_deref().unwrap_or("-")];
    cells.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::super::article::lines_of;
    use super::*;
    use crate::extract::Context;
    use crate::lexicon::Lexicon;
    use crate::text::Source;

    #[test]
    fn doubtful_figures_are_comments_below_a_line_that_says_so() {
        let text = "全市破获案件12起，抓获犯罪嫌疑人30名。";
        let lexicon = Lexicon::embedded();
        let context = Context { event_date: None, published: None, place: None, headline: None, lexicon };
        let article = Article {
            path: PathBuf::new(),
            source: Arc::new(Source::new("a.txt", text)),
            front: None,
            lines: lines_of(text, &|_| false),
            known: context,
        };
        let mut proposals = extract::extract(&article.paragraphs(), &context).proposals;
        proposals.iter_mut().take(1).for_each(|first| first.confidence = 0.2);
        let found = Found { article, proposals, left_out: Vec::new() };
        let options = ExtractOptions {
            files: vec![PathBuf::from("a.txt")],
            format: ResultFormat::Human,
            write: false,
            explain: false,
            quantities: false,
            date: None,
            place: None,
        };
        let shown = tables(&found, &options, Language::En);
        let (sure, doubtful) = shown.split_once("\n# ---- doubtful figures").expect("a heading");
        assert!(sure.starts_with("[[metrics]]  # Suspects arrested\n"), "{shown}");
        assert!(doubtful.contains("\n# [[metrics]]  # Cases solved\n# indicator"), "{shown}");
        assert!(summary(&found, Language::En).contains("2 new figures (1 of them doubtful)"));
        let metrics: toml::Table = toml::from_str(&shown).expect("TOML");
        assert_eq!(metrics["metrics"].as_array().map(Vec::len), Some(1));
    }
}
