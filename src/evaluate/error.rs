//! Why something cannot be evaluated.

use std::fmt::Write as _;

use crate::engine::EngineError;
use crate::municipality::Fault;

/// Why something cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// Every fault of every truth file, in the order of the files and then of the lines. Mend them all.
    ///
    /// The message shows the first 20 and counts the rest.
    #[error("{}", shown(.0))]
    Faults(Vec<Fault>),
    /// The truth file is of neither task.
    #[error(
        "{file}: expected the columns id,party,year or a,b,relation\n\
         the first are for documents of several years, the second for known pairs"
    )]
    UnknownTruth {
        /// The name of the file.
        file: String,
    },
    /// There is nothing to find.
    #[error(
        "{file}: none of the {documents} documents has another of the same organisation in another year\n\
         add documents of other years, or relations that say which organisations are the same"
    )]
    NoQueries {
        /// The name of the key file.
        file: String,
        /// How many documents the key has.
        documents: usize,
    },
    /// Two runs that do not answer the same queries.
    #[error(
        "the runs answer different queries: expected {expected} queries of one key, got {got} that differ\n\
         evaluate both with the same key, ignore list and relations"
    )]
    OtherQueries {
        /// How many queries the first run has.
        expected: usize,
        /// How many queries of either run the other does not have.
        got: usize,
    },
    /// The engine cannot answer; a scope that the register cannot tell is here too.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl EvaluateError {
    /// Whether the truth files or the question are at fault, rather than what is on disk.
    pub fn is_callers_fault(&self) -> bool {
        match self {
            Self::Faults(_)
            | Self::UnknownTruth { .. }
            | Self::NoQueries { .. }
            | Self::OtherQueries { .. } => true,
            Self::Engine(error) => error.is_callers_fault(),
        }
    }
}

/// The most faults that a message shows: about one screen.
const SHOWN: usize = 20;

fn shown(faults: &[Fault]) -> String {
    let noun = if faults.len() == 1 { "fault" } else { "faults" };
    let mut text = format!("the truth has {} {noun}", faults.len());
    for fault in faults.iter().take(SHOWN) {
        let _ = write!(text, "\n  {fault}");
    }
    if faults.len() > SHOWN {
        let _ = write!(text, "\n  … and {} more", faults.len() - SHOWN);
    }
    text
}
