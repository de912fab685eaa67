//! The command with its help in the user's language.

use std::collections::BTreeMap;

use clap::{Arg, ArgAction, Command, CommandFactory};
use serde::Deserialize;

use super::arguments::Arguments;
use crate::diag::Language;

#[derive(Deserialize)]
struct Wording {
    zh: String,
    en: String,
}

type Texts = BTreeMap<String, BTreeMap<String, Wording>>;

fn texts() -> Texts {
    // The table is part of the program; a test parses it.
    toml::from_str(include_str!("data/help.toml")).unwrap_or_default()
}

/// The command that parses the process's arguments, without a text to show.
pub fn bare_command() -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    Arguments::command().disable_help_flag(true).disable_version_flag(true).arg(help).arg(version)
}

/// The same with its help in the user's language.
pub fn command(language: Language) -> Command {
    let texts = texts();
    let pick = |command: &str, key: &str| {
        let wording = texts.get(command).and_then(|texts| texts.get(key));
        wording.map(|wording| language.pick(&wording.zh, &wording.en).to_owned()).unwrap_or_default()
    };
    let describe = |name: &str, command: Command| {
        command.about(pick(name, "about")).mut_args(|argument| {
            let own = pick(name, argument.get_id().as_str());
            let common = pick("fanzha", argument.get_id().as_str());
            let text = if own.is_empty() { common } else { own };
            argument.help(text)
        })
    };
    let whole = describe("fanzha", bare_command());
    let names: Vec<String> = whole.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.into_iter().fold(headed(whole, language), |whole, name| {
        whole.mut_subcommand(name.clone(), |command| headed(describe(&name, command), language))
    })
}

/// Puts the headings of the help into the language; clap writes English ones.
fn headed(command: Command, language: Language) -> Command {
    if language == Language::En {
        return command;
    }
    command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}")
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_args(|argument| {
            let heading = if argument.is_positional() { "参数" } else { "选项" };
            argument.help_heading(heading)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_is_described_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            let whole = command(language);
            for part in std::iter::once(&whole).chain(whole.get_subcommands()) {
                assert!(
                    part.get_about().is_some_and(|text| !text.to_string().is_empty()),
                    "{}",
                    part.get_name()
                );
                for argument in part.get_arguments() {
                    let described = argument.get_help().is_some_and(|text| !text.to_string().is_empty());
                    assert!(described, "{} {}", part.get_name(), argument.get_id());
                }
            }
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        command(Language::En).debug_assert();
    }
}
