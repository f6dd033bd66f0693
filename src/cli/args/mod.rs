//! The arguments of every command, as clap reads them. Help is in English, answers are in `--lang`.
//!
//! Here are the commands and what all of them take; `queries` has the arguments of those that ask the engine a
//! question, `maintenance` of the others. Doc comments in these files are the help texts of `wiel --help`.

mod harvest;
mod maintenance;
mod queries;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::extract::SERVE_COMMAND;
use crate::rank::Scope;
use crate::report::Language;
use crate::settings::Flags;

pub(super) use harvest::{HarvestArgs, HarvestVerb, ReviewArgs};
pub(super) use maintenance::{
    BuildArgs, CorpusArgs, CorpusVerb, DiffArgs, DiffFormat, FetchArgs, GenerationsVerb,
    ImportArgs, InitArgs, LineOf, NightlyArgs, ProposeArgs, RegionsVerb, ServeArgs, TaxonomyArgs,
    TaxonomyFormat, TaxonomyVerb, TrainArgs,
};
pub(super) use queries::{
    BatchArgs, CompareArgs, CompareFormat, EvaluateArgs, GroupsArgs, MatchArgs, MatchFormat,
    ProfileArgs, SearchArgs, Since, WheelsArgs,
};

/// Finds, for a Dutch municipality, the partners in its region whose vision aligns with its own.
///
/// Without configuration wiel answers from an invented region, so that you can look around:
/// `wiel match Zilverhorne`
///
/// Exit codes: 0 done, 1 your input, 2 our fault, 3 built without documents that may be read another time.
#[derive(Debug, Parser)]
#[command(name = "wiel", version, verbatim_doc_comment, propagate_version = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(super) struct Globals {
    /// Configuration file (TOML); may be repeated, later ones win.
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) config: Vec<PathBuf>,
    /// Folder where generations are kept [default: wiel-data].
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Language of answers and messages.
    #[arg(long, global = true, value_enum, default_value_t = Language::Dutch)]
    pub(super) lang: Language,
    /// Say nothing on standard error but errors.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// Written here and not derived, because `report` does not know clap.
impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Dutch, Self::English]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Dutch => "Dutch",
            Self::English => "English",
        };
        Some(PossibleValue::new(self.code_of_language()).help(help))
    }
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text for people.
    Table,
    /// JSON with camelCase fields.
    Json,
    /// CSV with a header.
    Csv,
}

/// How an answer is written, as every read command takes it.
#[derive(Debug, Args)]
pub(super) struct FormatArg {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a folder to begin in: settings, register and an empty corpus, for a municipality or a region.
    Init(InitArgs),
    /// Read the corpus and publish a new generation.
    Build(BuildArgs),
    /// Build every night at a set time, until told to stop.
    Nightly(NightlyArgs),
    /// Fetch documents from public sources into the corpus.
    Harvest(HarvestArgs),
    /// Rank possible partners of a municipality.
    Match(MatchArgs),
    /// Put two municipalities side by side.
    Compare(CompareArgs),
    /// Show what several municipalities plan, build or have, to take over or make together.
    Wheels(WheelsArgs),
    /// Find groups in which every pair is aligned.
    Groups(GroupsArgs),
    /// Search passages: words, +must, -not, AND, OR, "a phrase".
    Search(SearchArgs),
    /// Show what is known of one municipality.
    Profile(ProfileArgs),
    /// Match all municipalities at once, to files.
    Batch(BatchArgs),
    /// Serve the API and the pages, until Ctrl-C.
    Serve(ServeArgs),
    /// Measure the ranking against known answers, beside simpler ways.
    Evaluate(EvaluateArgs),
    /// List, check, restore or remove generations.
    #[command(subcommand)]
    Generations(GenerationsVerb),
    /// Check the corpus before a build.
    #[command(subcommand)]
    Corpus(CorpusVerb),
    /// Take the borders of municipalities from a map of others.
    #[command(subcommand)]
    Regions(RegionsVerb),
    /// Check the themes, principles and cues before a build.
    #[command(subcommand)]
    Taxonomy(TaxonomyVerb),
    /// Read files from standard input for a build: what the program starts itself with.
    #[command(name = SERVE_COMMAND, hide = true)]
    ReadFiles,
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// What the command says about settings.
    pub(super) fn flags(&self) -> Flags {
        // Several commands take a scope and nothing else of the settings.
        let scoped = |scope: &Option<Scope>| Flags {
            scope: scope.clone(),
            ..Flags::default()
        };
        match self {
            Self::Match(args) => Flags {
                top: args.top,
                weights: args.weights,
                ..scoped(&args.scope)
            },
            Self::Batch(args) => scoped(&args.scope),
            Self::Groups(args) => scoped(&args.scope),
            Self::Wheels(args) => scoped(&args.scope),
            Self::Evaluate(args) => scoped(&args.scope),
            Self::Generations(GenerationsVerb::Diff(args)) => scoped(&args.scope),
            Self::Serve(args) => Flags {
                listen: args.listen,
                ..Flags::default()
            },
            // Borders are imported into a register, and a first folder is for a corpus to come; no document is read.
            Self::Regions(_) | Self::Init(_) => Flags {
                needs_no_corpus: true,
                ..Flags::default()
            },
            // Listed one by one, so that a new command has to decide.
            Self::Build(_)
            | Self::Harvest(_)
            | Self::Nightly(_)
            | Self::Compare(_)
            | Self::Search(_)
            | Self::Profile(_)
            | Self::Generations(_)
            | Self::Corpus(_)
            | Self::Taxonomy(_)
            | Self::ReadFiles
            | Self::Completions { .. } => Flags::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn commands_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_follow_any_command() {
        let cli = Cli::try_parse_from([
            "wiel", "--lang", "en", "match", "Woerden", "--data", "d", "--scope", "km:30",
        ]);
        let cli = cli.expect("sound arguments");
        assert_eq!(cli.globals.lang, Language::English);
        assert_eq!(cli.globals.data, Some("d".into()));
        assert_eq!(
            cli.command.flags().scope.map(|scope| scope.to_string()),
            Some("km:30".into())
        );
    }
}
