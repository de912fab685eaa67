//! `fanzha serve`: builds in memory, serves on this machine, rebuilds and reloads on change.

use std::path::Path;

use super::arguments::ServeOptions;
use super::report::Reporter;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::model::Route;
use crate::output::Memory;
use crate::serve::{self, Built, ServeEvent};
use crate::site::{self, Options};

/// Serves the site at `root` until the process is ended.
pub fn run(root: &Path, options: &ServeOptions, reporter: &Reporter) -> u8 {
    let config = match Config::load(root) {
        Ok(config) => config,
        Err(faults) => {
            reporter.findings(&faults);
            return reporter.exit_code(&faults, false);
        }
    };
    let not_found = config.locales.iter().map(|locale| {
        let prefix = format!("/{}", Route::Home.path_in(&locale.prefix));
        (prefix, Route::NotFound.file_in(&locale.prefix))
    });
    let serve_options = serve::ServeOptions {
        root: root.to_path_buf(),
        port: options.port,
        open: options.open,
        base_path: config.base_url.link(""),
        not_found: not_found.collect(),
    };
    let site_options = Options { root: root.to_path_buf(), base_url: None, drafts: options.drafts };
    let build = || build(&site_options);
    match serve::serve(&serve_options, &build, &|event| tell(event, reporter)) {
        Ok(()) => 0,
        Err(fault) => {
            let faults = Diagnostics::from(fault);
            reporter.findings(&faults);
            reporter.exit_code(&faults, false)
        }
    }
}

fn build(options: &Options) -> Built {
    let (site, mut diagnostics) = site::load(options);
    let memory = Memory::default();
    let Some(site) = site else { return Built { files: None, diagnostics } };
    match site.emit(&memory, &|_, _| {}) {
        Ok(_) => Built { files: Some(memory.into_files()), diagnostics },
        Err(faults) => {
            diagnostics.extend(faults);
            Built { files: None, diagnostics }
        }
    }
}

fn tell(event: ServeEvent, reporter: &Reporter) {
    match event {
        ServeEvent::Listening(url) => reporter
            .say(&format!("预览地址：{url}（按 Ctrl-C 结束）"), &format!("serving at {url} (Ctrl-C ends)")),
        ServeEvent::Changed(paths) => {
            let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            reporter.say(&format!("有改动：{}", shown.join("，")), &format!("changed: {}", shown.join(", ")));
        }
        ServeEvent::Rebuilt { milliseconds, pages, diagnostics } => {
            if !diagnostics.is_empty() {
                reporter.findings(&diagnostics);
            }
            reporter.say(
                &format!("已生成 {pages} 页，用时 {milliseconds} 毫秒"),
                &format!("built {pages} pages in {milliseconds} ms"),
            );
        }
        ServeEvent::Notice(finding) => reporter.findings(&finding.into()),
        ServeEvent::Broken(diagnostics) => {
            reporter.findings(&diagnostics);
            reporter
                .say("内容有误，页面保持上一次的样子", "the content is at fault; pages stay as they were");
        }
    }
}
