//! `fanzha check`: everything that a build would refuse or warn about, and nothing written.

use std::path::Path;

use super::arguments::{CheckOptions, ReportFormat};
use super::coverage;
use super::report::Reporter;
use crate::diag::{Catalogue, Class, Diagnostic, Diagnostics, Severity, counted};
use crate::output::Discard;
use crate::site::{self, Options};

/// Checks the site at `root`, or explains a kind of finding.
pub fn run(root: &Path, options: &CheckOptions, reporter: &Reporter) -> u8 {
    if let Some(code) = &options.explain {
        return explain(code, reporter);
    }
    if !options.accept.is_empty() {
        return coverage::accept(root, options, reporter);
    }
    if options.coverage {
        return coverage::run(root, options, reporter);
    }
    let site_options = Options { root: root.to_path_buf(), base_url: None, drafts: options.drafts };
    let (site, mut found) = site::load(&site_options);
    // What a template fails at shows only when pages are made.
    if let Some(faults) = site.as_ref().and_then(|site| site.emit(&Discard::default(), &|_, _| {}).err()) {
        found.extend(faults);
    }
    if !found.is_empty() || options.format == ReportFormat::Json {
        reporter.formatted(&found, options.format);
    }
    if let Some(site) = site.filter(|_| found.is_empty()) {
        let (articles, figures) = (site.knowledge.articles.len(), site.knowledge.figures().count());
        reporter.say(
            &format!("没有问题：{articles} 篇文章，{figures} 个数字，每个都有原句"),
            &format!(
                "no findings: {}, {}, each with its sentence",
                counted(articles, "article", "articles"),
                counted(figures, "figure", "figures")
            ),
        );
    }
    reporter.exit_code(&found, options.strict)
}

fn explain(code: &str, reporter: &Reporter) -> u8 {
    let Some(entry) = Catalogue::embedded().get(code) else {
        let fault: Diagnostics = Diagnostic::new("unknown-code").with("code", code).into();
        reporter.findings(&fault);
        return Class::Call.exit_code();
    };
    let language = reporter.language;
    let severity = match entry.severity {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("警告", "warning"),
    };
    let mut text = format!("{code} ({severity})\n\n");
    text.push_str(&format!(
        "{}\n  {}\n",
        language.pick("发现什么", "What it finds"),
        entry.message.text(language)
    ));
    text.push_str(&format!(
        "\n{}\n  {}\n",
        language.pick("为什么要紧", "Why it matters"),
        entry.why.text(language)
    ));
    for (number, help) in entry.help.values().enumerate() {
        if number == 0 {
            text.push_str(&format!("\n{}\n", language.pick("怎么办", "What to do")));
        }
        text.push_str(&format!("  {}\n", help.text(language)));
    }
    if let Some(example) = &entry.example {
        text.push_str(&format!("\n{}\n  {example}\n", language.pick("正确的写法", "A right example")));
    }
    reporter.output(&text);
    0
}
