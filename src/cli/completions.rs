//! `fanzha completions SHELL`.

use super::arguments::CompletionsOptions;
use super::help;
use crate::diag::Language;

/// Prints a completion script with help in the user's language.
pub fn run(options: &CompletionsOptions, language: Language) -> u8 {
    clap_complete::generate(options.shell, &mut help::command(language), "fanzha", &mut std::io::stdout());
    0
}
