//! Arguments of the commands that ask the engine a question.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::FormatArg;
use crate::engine::SearchMode;
use crate::generation::GenerationId;
use crate::rank::{Scope, Weights};
use crate::report::render::csv::Dialect;

// `wiel match`.
#[derive(Debug, Args)]
pub(in crate::cli) struct MatchArgs {
    /// The municipality: its name, a former name or its code.
    pub(in crate::cli) name: String,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    /// Show at most this many partners [default: 10].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(in crate::cli) top: Option<u32>,
    /// How much each part counts: text=3,themes=1,principles=1.
    #[arg(long, value_name = "PART=W,…")]
    pub(in crate::cli) weights: Option<Weights>,
    /// Only partners that speak of this theme too, ranked by what both choose on it.
    #[arg(long)]
    pub(in crate::cli) theme: Option<String>,
    /// Only partners that are further than this municipality on a theme, such as ai.
    #[arg(long, value_name = "THEME")]
    pub(in crate::cli) ahead_on: Option<String>,
    /// Rank as if it chose for or against a principle: principle:collectief=for.
    #[arg(long, value_name = "principle:NAME=for|against")]
    pub(in crate::cli) what_if: Option<String>,
    /// Show for every partner why, with all quotes.
    #[arg(long)]
    pub(in crate::cli) explain: bool,
    /// How the answer is written; pdf is a report for paper, in a program built with --features pdf.
    #[arg(long, value_enum, default_value_t = MatchFormat::Table)]
    pub(in crate::cli) format: MatchFormat,
}

/// How a ranking is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MatchFormat {
    /// Text for people.
    Table,
    /// JSON with camelCase fields.
    Json,
    /// CSV with a header.
    Csv,
    /// A report for paper.
    Pdf,
}

// `wiel compare`.
#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// The first municipality.
    pub(in crate::cli) a: String,
    /// The second municipality.
    pub(in crate::cli) b: String,
    /// Write a guide for a talk between two aldermen, as Markdown unless --format says otherwise.
    #[arg(long)]
    pub(in crate::cli) guide: bool,
    /// How the answer is written; markdown, html and docx are for the guide.
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    pub(in crate::cli) format: CompareFormat,
}

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareFormat {
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
    /// The guide as a Word document, to go on writing in.
    Docx,
}

// `wiel wheels`.
#[derive(Debug, Args)]
pub(in crate::cli) struct WheelsArgs {
    /// For which municipality; without it, all of the register.
    pub(in crate::cli) name: Option<String>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    /// Only what belongs to this theme, such as zaakgericht.
    #[arg(long)]
    pub(in crate::cli) theme: Option<String>,
    /// Show at most this many.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(in crate::cli) top: Option<u32>,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

// `wiel groups`.
#[derive(Debug, Args)]
pub(in crate::cli) struct GroupsArgs {
    /// The municipality that is in every group.
    #[arg(required_unless_present = "region", conflicts_with = "region")]
    pub(in crate::cli) name: Option<String>,
    /// Instead of a municipality: a region of the register, such as province:Utrecht or arbeidsmarktregio:Foodvalley, or
    /// all. Gives its best groups, and the whole region divided into groups.
    #[arg(long, value_name = "KIND:NAME")]
    pub(in crate::cli) region: Option<String>,
    /// How many there are in a group, itself included: 3, or 3..6 for all of these.
    #[arg(long, value_name = "N", default_value = "3", value_parser = sizes)]
    pub(in crate::cli) size: std::ops::RangeInclusive<usize>,
    /// How far to look: border, km:30, province, region:KIND or all [default: border]. In a region: what connects the
    /// members of a group, border, km:30 or all.
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    /// Show at most this many groups of each size.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(in crate::cli) top: u32,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

/// Reads `4` or `3..6`.
fn sizes(text: &str) -> Result<std::ops::RangeInclusive<usize>, String> {
    // A single number is a range of one.
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    // `3..=6` is accepted too, as Rust users write it.
    let number = |part: &str| part.trim_start_matches('=').parse::<usize>().ok();
    match (number(first), number(last)) {
        // Six is the limit of the search: larger groups take too many combinations.
        (Some(first), Some(last)) if first <= last && (3..=6).contains(&first) && last <= 6 => {
            Ok(first..=last)
        }
        _ => Err("expected a number from 3 to 6, or a range such as 3..6".to_owned()),
    }
}

// `wiel search`.
#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArgs {
    /// What to search for.
    pub(in crate::cli) query: String,
    /// Only in documents of this municipality.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) municipality: Option<String>,
    /// Only in documents of this kind, such as digitale-agenda.
    #[arg(long)]
    pub(in crate::cli) kind: Option<String>,
    /// Only in documents of this year.
    #[arg(long)]
    pub(in crate::cli) year: Option<i16>,
    /// Find passages with these words, with this meaning, or both: words, meaning or both.
    #[arg(long, default_value = "both")]
    pub(in crate::cli) mode: SearchMode,
    /// Show at most this many passages.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(in crate::cli) top: u32,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

// `wiel profile`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ProfileArgs {
    /// The municipality.
    pub(in crate::cli) name: String,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

// `wiel batch`.
#[derive(Debug, Args)]
pub(in crate::cli) struct BatchArgs {
    /// Folder to write in; made when it is not there.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
    /// How far to look: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    /// Only these municipalities: names or codes.
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(in crate::cli) only: Vec<String>,
    /// Only the municipalities of one region of the register, such as arbeidsmarktregio:Foodvalley or
    /// province:Utrecht.
    #[arg(long, value_name = "KIND:NAME")]
    pub(in crate::cli) region: Option<String>,
    /// Only municipalities of which a document came, went or changed since a day (2026-11-01) or a generation, or that
    /// have other first partners.
    #[arg(long, value_name = "DATE|GENERATION")]
    pub(in crate::cli) changed_since: Option<Since>,
    /// Also write pairs.csv: the parts of every pair, in both directions.
    #[arg(long)]
    pub(in crate::cli) pairs: bool,
    /// Also write matches.geojson: the first partners of each municipality as a layer for a map, with areas where the
    /// register has borders.
    #[arg(long)]
    pub(in crate::cli) map: bool,
    /// Also write reports/: a page for each municipality, to print or to mail, and index.html; pages that an
    /// earlier batch left there are replaced.
    #[arg(long)]
    pub(in crate::cli) reports: bool,
    /// Also write the reports as PDF in reports/, and region.pdf on all municipalities together; needs a program built with
    /// --features pdf.
    #[arg(long)]
    pub(in crate::cli) pdf: bool,
    /// Also write batch.xlsx: a workbook with partners, principles, shared initiatives, cautions and coverage.
    #[arg(long)]
    pub(in crate::cli) workbook: bool,
    /// Also write pairs, profiles, positions, statements and passages with their vectors as Parquet, for programs that
    /// compute with tables; needs a program built with --features parquet.
    #[arg(long)]
    pub(in crate::cli) parquet: bool,
    /// How the CSV files are written: plain (comma, decimal point) or excel-nl (semicolon, decimal comma, byte order
    /// mark), which a Dutch Excel opens in columns.
    #[arg(long, value_name = "DIALECT", default_value = "plain")]
    pub(in crate::cli) csv_dialect: CsvDialect,
}

/// Since when something must have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Since {
    /// A generation.
    Generation(GenerationId),
    /// The beginning of a day, in UTC.
    Day(Date),
}

impl FromStr for Since {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let generation = text.parse().map(Self::Generation);
        generation
            .or_else(|_| text.parse().map(Self::Day))
            .map_err(|_| {
                format!("expected a day such as 2026-11-01 or a generation, got {text:?}; “wiel generations list” lists them")
            })
    }
}

/// How CSV files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CsvDialect {
    /// Comma between cells, decimal point.
    Plain,
    /// Semicolon between cells, decimal comma, byte order mark.
    ExcelNl,
}

impl From<CsvDialect> for Dialect {
    fn from(dialect: CsvDialect) -> Self {
        match dialect {
            CsvDialect::Plain => Self::Plain,
            CsvDialect::ExcelNl => Self::ExcelNl,
        }
    }
}

// `wiel evaluate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct EvaluateArgs {
    /// CSV with id,organisation,year (the same organisation in another year), a,b,relation (partner,
    /// split or none) or question,document,fragment,grade (passages that a search must find).
    #[arg(long, value_name = "FILE", required_unless_present_any = ["partnerships", "mergers"])]
    pub(in crate::cli) truth: Option<PathBuf>,
    /// Instead of a file: municipalities that work together, by the partnerships of the register, against others that share
    /// a border.
    #[arg(long, conflicts_with_all = ["truth", "mergers", "ignore", "relations"])]
    pub(in crate::cli) partnerships: bool,
    /// Instead of a file: municipalities that merged later, by a list such as predecessors.csv of data/nl, against others in
    /// the scope. For a register that has them as they were before.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["truth", "ignore", "relations"])]
    pub(in crate::cli) mergers: Option<PathBuf>,
    /// CSV with id1,id2: pairs that are neither right nor wrong.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) ignore: Option<PathBuf>,
    /// CSV with a,b,relation: organisations that count as the same, or are ignored.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) relations: Option<PathBuf>,
    /// How far to look for known pairs: border, km:30, province, region:KIND or all [default: border].
    #[arg(long)]
    pub(in crate::cli) scope: Option<Scope>,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}
