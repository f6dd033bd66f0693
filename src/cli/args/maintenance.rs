//! Arguments of the commands that build, serve and keep generations, corpus and register.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::FormatArg;
use crate::generation::GenerationId;
use crate::rank::Scope;

// `wiel init`.
#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// Municipalities, with their neighbours, or regions: a province, a partnership or another region of the register.
    #[arg(required = true, value_name = "NAME")]
    pub(in crate::cli) names: Vec<String>,
    /// Where to make it; no file that is there is written over [default: the current folder].
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) dir: Option<PathBuf>,
}

// `wiel build`.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(in crate::cli) struct BuildArgs {
    /// Re-use nothing of the previous generation.
    #[arg(long)]
    pub(in crate::cli) full: bool,
    /// Publish even when nothing changed or a guard objects.
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

// `wiel nightly`.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct NightlyArgs {
    /// Do one night now, with its retries, and end: for a timer of the system.
    #[arg(long)]
    pub(in crate::cli) once: bool,
}

// `wiel serve`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArgs {
    /// Address and port to listen on [default: 127.0.0.1:8080].
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(in crate::cli) listen: Option<std::net::SocketAddr>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum GenerationsVerb {
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

// `wiel generations diff`.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// The earlier generation [default: the one before the later].
    pub(in crate::cli) old: Option<GenerationId>,
    /// The later generation [default: the one in use].
    pub(in crate::cli) new: Option<GenerationId>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    /// Look at the first so many partners.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(in crate::cli) top: u32,
    /// How the answer is written; markdown is the morning report.
    #[arg(long, value_enum, default_value_t = DiffFormat::Table)]
    pub(in crate::cli) format: DiffFormat,
}

/// How differences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
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
pub(in crate::cli) enum CorpusVerb {
    /// Read every document as a build would, and say what must be mended.
    Check(CorpusArgs),
    /// Propose a manifest for the documents that no manifest names yet, from their titles, names and dates.
    ///
    /// A list for a person to look through and correct: whose document each is, is a guess. It is written as CSV that
    /// a spreadsheet opens, on standard output or to a new file, and never over a file that is there.
    Propose(ProposeArgs),
}

// `wiel corpus propose`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProposeArgs {
    /// Write to this new file.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) out: Option<PathBuf>,
}

// `wiel corpus check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CorpusArgs {
    /// What a line of the CSV is about.
    #[arg(long, value_enum, default_value_t = LineOf::Document)]
    pub(in crate::cli) by: LineOf,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

/// What a line of the CSV of a corpus is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum LineOf {
    /// A document.
    Document,
    /// A municipality of the register.
    Municipality,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RegionsVerb {
    /// Take borders from a `GeoJSON` file, as PDOK, CBS or Kadaster give it, into the register.
    ///
    /// The file holds a `FeatureCollection` of areas with their code in `statcode`, `code` or `gemeentecode`, in
    /// degrees (EPSG:4326) or in the national grid (EPSG:28992). Written are `borders.geojson`, which the next
    /// build puts on the map, and `municipalities.csv` with centroids, areas and neighbours. Borders that touch
    /// themselves are repaired, and told. A feature that cannot be used is told and left out; the others are taken.
    /// Nothing is written when municipalities or neighbours of the register would be lost, unless forced. Exit
    /// code 1 when there was something to look at.
    Import(ImportArgs),
    /// Fetch the official list of municipalities (TOOI) and their borders (CBS, at PDOK) into the register.
    ///
    /// What changes is told first: municipalities that are new, that ended or have another name. Old codes and names go
    /// on to those of today, also in partnerships and regions. With the year to come and --out a merger of 1 January is
    /// prepared in a folder of its own. The checks are those of import: nothing is written when municipalities or
    /// neighbours would be lost, unless forced.
    Fetch(FetchArgs),
}

// `wiel regions fetch`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FetchArgs {
    /// The municipalities and borders of 1 January of this year [default: this year].
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(2000..=2100))]
    pub(in crate::cli) year: Option<i16>,
    /// Write the whole register into this folder [default: into the register of the configuration].
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Fetch the list of municipalities only.
    #[arg(long)]
    pub(in crate::cli) without_borders: bool,
    /// Take only the borders for the map, and leave centroids, areas and neighbours as they are.
    #[arg(long, conflicts_with = "without_borders")]
    pub(in crate::cli) borders_only: bool,
    /// Write also when municipalities or neighbours of the register are lost.
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

// `wiel regions import`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    /// The file.
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Write the whole register into this folder [default: into the register of the configuration].
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Write only the borders for the map, and leave centroids, areas and neighbours as they are.
    #[arg(long)]
    pub(in crate::cli) borders_only: bool,
    /// Write also when municipalities or neighbours of the register are lost.
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TaxonomyVerb {
    /// Report every problem with its file and line: duplicates, unknown ids, patterns that cannot be read or
    /// can never match. Exit code 1 when there is one.
    Check(TaxonomyArgs),
    /// Learn from labelled documents which sentences are for and against the principles of the taxonomy, measure it by
    /// cross-validation, and write the result for a build to use. Files in the format of data/reader/README.md.
    Train(TrainArgs),
}

// `wiel taxonomy train`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TrainArgs {
    /// Labelled documents (.tsv) and labelled sentences (.csv). Give a file to each writer: no file is both trained and
    /// measured on.
    #[arg(required = true, value_name = "FILE")]
    pub(in crate::cli) labelled: Vec<PathBuf>,
    /// Where the result goes. A build uses it if it stands as stance.safetensors.gz in the folder of the taxonomy.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) output: PathBuf,
    /// Files that together are one taxonomy [default: the taxonomy of the configuration].
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::cli) taxonomy: Vec<PathBuf>,
    /// Into how many parts the files are dealt out for the measurement.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    pub(in crate::cli) folds: u8,
    /// How the measurement is written.
    #[arg(long, value_enum, default_value_t = TaxonomyFormat::Table)]
    pub(in crate::cli) format: TaxonomyFormat,
}

// `wiel taxonomy check`.
#[derive(Debug, Args)]
pub(in crate::cli) struct TaxonomyArgs {
    /// Files that together are one taxonomy, checked with the general cues of wiel unless one is named cues.toml
    /// [default: the taxonomy of the configuration].
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::cli) taxonomy: Vec<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = TaxonomyFormat::Table)]
    pub(in crate::cli) format: TaxonomyFormat,
}

/// How the problems of a taxonomy are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TaxonomyFormat {
    /// Text for people, a line for each problem.
    Table,
    /// JSON with camelCase fields.
    Json,
}
