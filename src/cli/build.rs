//! `fanzha build`: content → a folder that any static host can serve.

use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::arguments::{BuildOptions, ResultFormat};
use super::report::Reporter;
use crate::diag::Diagnostics;
use crate::output::{Size, Staging};
use crate::site::{self, Emitted, Options};

/// What was built, for programs. Holds no time: the same input gives the same report.
#[derive(Serialize)]
struct Report<'a> {
    output: String,
    pages: &'a std::collections::BTreeMap<String, std::collections::BTreeMap<&'static str, usize>>,
    files: usize,
    bytes: u64,
    warnings: usize,
}

/// Builds the site at `root`.
pub fn run(root: &Path, options: &BuildOptions, reporter: &Reporter) -> u8 {
    let threads = options.threads.map_or(0, usize::from);
    // The pool can be made once only; a second call finds the first, which is as wanted.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    let started = Instant::now();
    let site_options =
        Options { root: root.to_path_buf(), base_url: options.base_url.clone(), drafts: options.drafts };
    let (site, found) = site::load(&site_options);
    let code = reporter.exit_code(&found, options.strict);
    if !found.is_empty() {
        reporter.findings(&found);
    }
    let Some(site) = site.filter(|_| code == 0) else { return code };
    let target = options.output.clone().unwrap_or_else(|| root.join("public"));
    match write(&site, &target, root, options.clean, reporter) {
        Ok((emitted, size)) => {
            let report = Report {
                output: target.display().to_string(),
                pages: &emitted.pages,
                files: size.files,
                bytes: size.bytes,
                warnings: found.warnings(),
            };
            match options.format {
                // The report holds nothing but names and numbers, which JSON can always state.
                ResultFormat::Json => {
                    reporter.output(&(serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"));
                }
                ResultFormat::Human => tell(&report, emitted.total(), started, reporter),
            }
            0
        }
        Err(faults) => {
            reporter.findings(&faults);
            reporter.exit_code(&faults, options.strict)
        }
    }
}

fn write(
    site: &site::Site,
    target: &Path,
    root: &Path,
    clean: bool,
    reporter: &Reporter,
) -> Result<(Emitted, Size), Diagnostics> {
    let staging = Staging::begin(target, root, clean).map_err(Diagnostics::from)?;
    let bar = progress_bar(reporter);
    let emitted = site.emit(&staging, &|done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    match emitted {
        Ok(emitted) => {
            let size = staging.publish().map_err(Diagnostics::from)?;
            Ok((emitted, size))
        }
        Err(faults) => {
            staging.discard();
            Err(faults)
        }
    }
}

/// Shown on a terminal only.
fn progress_bar(reporter: &Reporter) -> ProgressBar {
    if reporter.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn tell(report: &Report<'_>, pages: usize, started: Instant, reporter: &Reporter) {
    let locales: Vec<String> = report
        .pages
        .iter()
        .map(|(locale, kinds)| format!("{locale} {}", kinds.values().sum::<usize>()))
        .collect();
    let (shown, locales) = (&report.output, locales.join(", "));
    let (files, megabytes) = (report.files, report.bytes as f64 / 1e6);
    let seconds = started.elapsed().as_secs_f64();
    reporter.say(
        &format!("已生成 {pages} 页（{locales}），共 {files} 个文件、{megabytes:.1} MB，在 {shown}，用时 {seconds:.2} 秒"),
        &format!("built {pages} pages ({locales}), {files} files, {megabytes:.1} MB in {shown}, {seconds:.2} s"),
    );
}
