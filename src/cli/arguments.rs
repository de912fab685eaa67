//! What may stand on the command line. Its texts stand in `data/help.toml`, in two languages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::hanzi::Profile;

#[derive(Debug, Parser)]
#[command(name = "fanzha", version, propagate_version = true, disable_help_subcommand = true)]
pub struct Arguments {
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Build(BuildOptions),
    Check(CheckOptions),
    Serve(ServeOptions),
    Import(ImportOptions),
    Extract(ExtractOptions),
    New(NewOptions),
    Convert(ConvertOptions),
    Search(SearchOptions),
    Completions(CompletionsOptions),
}

/// How a report of findings is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Human,
    Concise,
    Json,
    Github,
}

/// How other results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ResultFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub struct BuildOptions {
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    #[arg(long)]
    pub drafts: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(long)]
    pub clean: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, value_enum, default_value = "human")]
    pub format: ResultFormat,
}

#[derive(Debug, Args)]
pub struct CheckOptions {
    #[arg(long, value_enum, default_value = "human")]
    pub format: ReportFormat,
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    #[arg(long)]
    pub drafts: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(long)]
    pub coverage: bool,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub accept: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ServeOptions {
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub port: u16,
    #[arg(long)]
    pub open: bool,
    #[arg(long)]
    pub drafts: bool,
}

/// What `new` can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    Article,
    City,
    Campaign,
    Scam,
    Page,
}

#[derive(Debug, Args)]
pub struct NewOptions {
    #[arg(value_enum)]
    pub kind: NewKind,
    pub slug: String,
}

/// How an imported page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DraftFormat {
    Md,
    Json,
}

#[derive(Debug, Args)]
pub struct ImportOptions {
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "md")]
    pub format: DraftFormat,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub show_removed: bool,
    #[arg(long)]
    pub keep_script: bool,
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Args)]
pub struct ExtractOptions {
    #[arg(required = true, value_name = "ARTICLE")]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "human")]
    pub format: ResultFormat,
    #[arg(long, conflicts_with = "quantities")]
    pub write: bool,
    #[arg(long, conflicts_with = "quantities")]
    pub explain: bool,
    #[arg(long)]
    pub quantities: bool,
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
}

#[derive(Debug, Args)]
pub struct ConvertOptions {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[arg(long, value_name = "LOCALE", conflicts_with = "profile")]
    pub to: Option<String>,
    #[arg(long, value_name = "PROFILE", value_parser = super::convert::profile)]
    pub profile: Option<Profile>,
    #[arg(long)]
    pub review: bool,
    #[arg(long, requires = "review", conflicts_with = "profile")]
    pub pin: bool,
    #[arg(long, conflicts_with_all = ["file", "to", "profile", "review"])]
    pub digest: bool,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "to", "profile", "review", "digest", "output"])]
    pub digest_against: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "human")]
    pub format: ResultFormat,
    #[arg(long, short, value_name = "PATH", conflicts_with = "review")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SearchOptions {
    pub query: String,
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[arg(long, value_enum, value_name = "KIND")]
    pub kind: Option<PageKind>,
    #[arg(long, value_name = "YEAR")]
    pub year: Option<u32>,
    #[arg(long, value_name = "ID")]
    pub place: Option<String>,
    #[arg(long, value_name = "ID")]
    pub campaign: Option<String>,
    #[arg(long)]
    pub facets: bool,
    #[arg(long, value_enum, default_value = "human")]
    pub format: ResultFormat,
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// What kind of page is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageKind {
    Article,
    City,
    Campaign,
    Indicator,
    Scam,
    Page,
}

#[derive(Debug, Args)]
pub struct CompletionsOptions {
    #[arg(value_enum)]
    pub shell: Shell,
}
