//! The arguments of `wiel harvest`.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Format, FormatArg};
use crate::harvest::SourceName;

// `wiel harvest`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct HarvestArgs {
    #[command(subcommand)]
    pub(in crate::cli) verb: Option<HarvestVerb>,
    /// The sources to ask [default: those of the settings].
    #[arg(value_name = "SOURCE", value_parser = source)]
    pub(in crate::cli) sources: Vec<SourceName>,
    /// The same, as a flag; may be repeated.
    #[arg(long = "source", value_name = "SOURCE", value_parser = source)]
    pub(in crate::cli) more_sources: Vec<SourceName>,
    /// Ask about this municipality only, by name or code; may be repeated [default: those of the settings, or else all].
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) municipality: Vec<String>,
    /// Documents of this day or later, such as 2024-01-01 [default: that of the settings].
    #[arg(long, value_name = "DAY")]
    pub(in crate::cli) since: Option<Date>,
    /// Ask nobody; say which hosts would be asked, and how often.
    #[arg(long)]
    pub(in crate::cli) plan: bool,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

impl HarvestArgs {
    /// A harvest as the settings say.
    pub(in crate::cli) fn of_settings() -> Self {
        Self {
            verb: None,
            sources: Vec::new(),
            more_sources: Vec::new(),
            municipality: Vec::new(),
            since: None,
            plan: false,
            format: FormatArg {
                format: Format::Table,
            },
        }
    }
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HarvestVerb {
    /// List the documents that a person has to judge, and accept or reject them.
    ///
    /// A decision is remembered. The next harvest fetches what was accepted, and takes what was rejected out of the corpus.
    Review(ReviewArgs),
}

// `wiel harvest review`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    /// Take this document, by its key in the list; may be repeated.
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) accept: Vec<String>,
    /// Never take this document; may be repeated.
    #[arg(long, value_name = "KEY")]
    pub(in crate::cli) reject: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) format: FormatArg,
}

fn source(name: &str) -> Result<SourceName, String> {
    let known = || SourceName::ALL.map(SourceName::name).join(", ");
    SourceName::from_name(name).ok_or_else(|| format!("expected one of {}", known()))
}
