//! The command line: one file per command, and how findings reach the person or the program that called.
//!
//! Arguments in, exit code out. Holds no logic of its own: `site`, `serve` and `search` do the work.

mod arguments;
mod build;
mod check;
mod completions;
mod convert;
mod coverage;
mod extract;
mod help;
mod import;
mod input;
mod json;
mod new;
mod phrases;
mod proposed;
mod report;
mod scripts;
mod search;
mod serve;

use std::process::ExitCode;

use clap::FromArgMatches;

use arguments::{Arguments, Command};
use report::Reporter;

use crate::diag::Language;

/// Runs fanzha with the arguments and the environment of the process.
pub fn run() -> ExitCode {
    let names: Vec<Option<String>> =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().map(|name| std::env::var(name).ok()).collect();
    let language = Language::from_locale_names(names.iter().map(Option::as_deref));
    // Help and complaints need every text of the command line; most runs show none.
    let matches = help::bare_command().try_get_matches();
    let matches = matches.unwrap_or_else(|_| help::command(language).get_matches());
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let reporter = Reporter::new(language, arguments.quiet);
    let root = arguments.root.clone();
    let code = match arguments.command {
        Command::Build(options) => build::run(&root, &options, &reporter),
        Command::Check(options) => check::run(&root, &options, &reporter),
        Command::Serve(options) => serve::run(&root, &options, &reporter),
        Command::Import(options) => import::run(&root, &options, &reporter),
        Command::Extract(options) => extract::run(&root, &options, &reporter),
        Command::Convert(options) => convert::run(&root, &options, &reporter),
        Command::New(options) => new::run(&root, &options, &reporter),
        Command::Search(options) => search::run(&root, &options, &reporter),
        Command::Completions(options) => completions::run(&options, language),
    };
    ExitCode::from(code)
}
