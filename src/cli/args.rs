//! The arguments of every command, as clap reads them. Help is in English, answers are in `--lang`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::extract::SERVE_COMMAND;
use crate::generation::GenerationId;
use crate::rank::{Scope, Weights};
use crate::report::Language;
use crate::settings::Flags;

/// Finds, for a Dutch municipality, the partners in its region whose vision aligns with its own.
///
/// Without configuration wiel answers from an invented region, so that you can look around:
/// `wiel match Zilverhorne`
///
/// Exit codes: 0 done, 1 your input, 2 our fault.
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
    #[arg(long, global = true, value_enum, default_value_t = Lang::Nl)]
    pub(super) lang: Lang,
    /// Say nothing on standard error but errors.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// The languages by their code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Nl => Self::Dutch,
            Lang::En => Self::English,
        }
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
    /// Read the corpus and publish a new generation.
    Build(BuildArgs),
    /// Build every night at a set time, until told to stop.
    Nightly(NightlyArgs),
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
    /// Read files from standard input for a build: what the program starts itself with.
    #[command(name = SERVE_COMMAND, hide = true)]
    ReadFiles,
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct BuildArgs {
    /// Re-use nothing of the previous generation.
    #[arg(long)]
    pub(super) full: bool,
    /// Publish even when nothing changed or a guard objects.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct NightlyArgs {
    /// Do one night now, with its retries, and end: for a timer of the system.
    #[arg(long)]
    pub(super) once: bool,
}

#[derive(Debug, Args)]
pub(super) struct MatchArgs {
    /// The municipality: its name, a former name or its code.
    pub(super) name: String,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    /// Show at most this many partners [default: 10].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) top: Option<u32>,
    /// How much each part counts: text=3,themes=1,principles=1.
    #[arg(long, value_name = "PART=W,…")]
    pub(super) weights: Option<Weights>,
    /// Only partners that speak of this theme too, ranked by what both choose on it.
    #[arg(long)]
    pub(super) theme: Option<String>,
    /// Only partners that are further than this municipality on a theme, such as ai.
    #[arg(long, value_name = "THEME")]
    pub(super) ahead_on: Option<String>,
    /// Rank as if it chose for or against a principle: principle:collectief=for.
    #[arg(long, value_name = "principle:NAME=for|against")]
    pub(super) what_if: Option<String>,
    /// Show for every partner why, with all quotes.
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The first municipality.
    pub(super) a: String,
    /// The second municipality.
    pub(super) b: String,
    /// Write a guide for a talk between two aldermen, as Markdown unless --format says otherwise.
    #[arg(long)]
    pub(super) guide: bool,
    /// How the answer is written; markdown and html are for the guide.
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub(super) format: CompareFormat,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// Text for people.
    Table,
    /// JSON with camelCase fields.
    Json,
    /// CSV with a header.
    Csv,
    /// The guide in Markdown.
    Markdown,
    /// The guide as a page.
    Html,
}

#[derive(Debug, Args)]
pub(super) struct WheelsArgs {
    /// For which municipality; without it, all of the register.
    pub(super) name: Option<String>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    /// Only what belongs to this theme, such as zaakgericht.
    #[arg(long)]
    pub(super) theme: Option<String>,
    /// Show at most this many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) top: Option<u32>,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

#[derive(Debug, Args)]
pub(super) struct GroupsArgs {
    /// The municipality that is in every group.
    pub(super) name: String,
    /// How many there are in a group, itself included: 3, or 3..6 for all of these.
    #[arg(long, value_name = "N", default_value = "3", value_parser = sizes)]
    pub(super) size: std::ops::RangeInclusive<usize>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    /// Show at most this many groups of each size.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(super) top: u32,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

/// Reads `4` or `3..6`.
fn sizes(text: &str) -> Result<std::ops::RangeInclusive<usize>, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let number = |part: &str| part.trim_start_matches('=').parse::<usize>().ok();
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last && (3..=6).contains(&first) && last <= 6 => {
            Ok(first..=last)
        }
        _ => Err("expected a number from 3 to 6, or a range such as 3..6".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// What to search for.
    pub(super) query: String,
    /// Only in documents of this municipality.
    #[arg(long, value_name = "NAME")]
    pub(super) municipality: Option<String>,
    /// Only in documents of this kind, such as digitale-agenda.
    #[arg(long)]
    pub(super) kind: Option<String>,
    /// Only in documents of this year.
    #[arg(long)]
    pub(super) year: Option<i16>,
    /// Show at most this many passages.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) top: u32,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

#[derive(Debug, Args)]
pub(super) struct ProfileArgs {
    /// The municipality.
    pub(super) name: String,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    /// Folder to write in; made when it is not there.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    /// Also write pairs.csv: the parts of every pair, in both directions.
    #[arg(long)]
    pub(super) pairs: bool,
    /// Also write reports/: a page for each municipality, to print or to mail, and index.html; pages that an
    /// earlier batch left there are replaced.
    #[arg(long)]
    pub(super) reports: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Address and port to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(super) listen: Option<std::net::SocketAddr>,
}

#[derive(Debug, Args)]
pub(super) struct EvaluateArgs {
    /// CSV with id,organisation,year (the same organisation in another year) or a,b,relation (partner,
    /// split or none).
    #[arg(long, value_name = "FILE")]
    pub(super) truth: PathBuf,
    /// CSV with id1,id2: pairs that are neither right nor wrong.
    #[arg(long, value_name = "FILE")]
    pub(super) ignore: Option<PathBuf>,
    /// CSV with a,b,relation: organisations that count as the same, or are ignored.
    #[arg(long, value_name = "FILE")]
    pub(super) relations: Option<PathBuf>,
    /// How far to look for known pairs: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

#[derive(Debug, Subcommand)]
pub(super) enum GenerationsVerb {
    /// List all generations, newest first.
    List(FormatArg),
    /// Hold every file against its checksum.
    Verify {
        /// The generation [default: the one in use].
        id: Option<GenerationId>,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Tell what changed: documents, and whose first partners, by how much and why.
    Diff(DiffArgs),
    /// Put an earlier generation in use again.
    Rollback {
        /// The generation.
        id: GenerationId,
    },
    /// Remove old generations; the one in use always stays.
    Prune {
        /// Keep the newest so many.
        #[arg(long, value_name = "N", default_value_t = 5)]
        keep: usize,
        /// Also keep those of the last so many days.
        #[arg(long, value_name = "N", default_value_t = 0)]
        days: u32,
        #[command(flatten)]
        format: FormatArg,
    },
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The earlier generation [default: the one before the later].
    pub(super) old: Option<GenerationId>,
    /// The later generation [default: the one in use].
    pub(super) new: Option<GenerationId>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(super) scope: Option<Scope>,
    /// Look at the first so many partners.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(super) top: u32,
    /// How the answer is written; markdown is the morning report.
    #[arg(long, value_enum, default_value_t = DiffFormat::Table)]
    pub(super) format: DiffFormat,
}

/// How differences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// Text for people.
    Table,
    /// JSON with camelCase fields.
    Json,
    /// CSV with a header.
    Csv,
    /// A report in Markdown.
    Markdown,
}

#[derive(Debug, Subcommand)]
pub(super) enum CorpusVerb {
    /// Read every document as a build would, and say what must be mended.
    Check(CorpusArgs),
}

#[derive(Debug, Args)]
pub(super) struct CorpusArgs {
    /// What a line of the CSV is about.
    #[arg(long, value_enum, default_value_t = LineOf::Document)]
    pub(super) by: LineOf,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

/// What a line of the CSV of a corpus is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LineOf {
    /// A document.
    Document,
    /// A municipality of the register.
    Municipality,
}

#[derive(Debug, Subcommand)]
pub(super) enum RegionsVerb {
    /// Take borders from a `GeoJSON` file, as PDOK, CBS or Kadaster give it, into the register.
    ///
    /// The file holds a `FeatureCollection` of areas with their code in `statcode`, `code` or `gemeentecode`, in
    /// degrees (EPSG:4326) or in the national grid (EPSG:28992). Written are `borders.geojson`, which the next
    /// build puts on the map, and `municipalities.csv` with centroids, areas and neighbours. A feature that is
    /// not sound is told and left out; the others are taken. Exit code 1 when there was one.
    Import(ImportArgs),
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The file.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Write the whole register into this folder [default: into the register of the configuration].
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) format: FormatArg,
}

impl Command {
    /// What the command says about settings.
    pub(super) fn flags(&self) -> Flags {
        match self {
            Self::Match(args) => Flags {
                scope: args.scope.clone(),
                top: args.top,
                weights: args.weights,
                ..Flags::default()
            },
            Self::Batch(args) => Flags {
                scope: args.scope.clone(),
                ..Flags::default()
            },
            Self::Groups(args) => Flags {
                scope: args.scope.clone(),
                ..Flags::default()
            },
            Self::Wheels(args) => Flags {
                scope: args.scope.clone(),
                ..Flags::default()
            },
            Self::Evaluate(args) => Flags {
                scope: args.scope.clone(),
                ..Flags::default()
            },
            Self::Generations(GenerationsVerb::Diff(args)) => Flags {
                scope: args.scope.clone(),
                ..Flags::default()
            },
            Self::Serve(args) => Flags {
                listen: args.listen,
                ..Flags::default()
            },
            Self::Build(_)
            | Self::Nightly(_)
            | Self::Compare(_)
            | Self::Search(_)
            | Self::Profile(_)
            | Self::Generations(_)
            | Self::Corpus(_)
            | Self::Regions(_)
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
    fn the_tree_of_commands_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_may_stand_anywhere() {
        let cli = Cli::try_parse_from([
            "wiel", "--lang", "en", "match", "Woerden", "--data", "d", "--scope", "km:30",
        ]);
        let cli = cli.expect("sound arguments");
        assert_eq!(cli.globals.lang, Lang::En);
        assert_eq!(cli.globals.data, Some("d".into()));
        assert_eq!(
            cli.command.flags().scope.map(|scope| scope.to_string()),
            Some("km:30".into())
        );
    }
}
