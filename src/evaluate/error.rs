//! Errors of an evaluation.

use std::fmt::Write as _;

use crate::engine::EngineError;
use crate::municipality::LineError;

/// Why an evaluation cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// Every error of every truth file, in the order of the files and then of the lines.
    ///
    /// The message shows the first 20 and the number of the others.
    #[error("{}", message(.0))]
    Faults(Vec<LineError>),
    /// The truth file has the columns of no task.
    #[error(
        "{file}: expected the columns id,party,year or a,b,relation or a,b,year,distance or question,document,fragment,grade\n\
         the first are for documents of several years, the second for known pairs, the third for distances by experts, \
         the fourth for searches"
    )]
    UnknownTruth {
        /// The name of the file.
        file: String,
    },
    /// No document has a relevant other document.
    #[error(
        "{file}: none of the {documents} documents has another of the same organisation in another year\n\
         add documents of other years, or relations that say which organisations are the same"
    )]
    NoQueries {
        /// The name of the key file.
        file: String,
        /// The number of documents in the key.
        documents: usize,
    },
    /// A register tells no pair that belongs together.
    #[error("{missing}")]
    NoKnownPairs {
        /// What is missing, and what to do.
        missing: &'static str,
    },
    /// Two runs do not answer the same queries.
    #[error(
        "the runs answer different queries: expected {expected} queries of one key, got {got} that differ\n\
         evaluate both with the same key, ignore list and relations"
    )]
    OtherQueries {
        /// The number of queries of the first run.
        expected: usize,
        /// The number of queries of either run that the other does not have.
        got: usize,
    },
    /// The engine cannot answer, for example because the register does not hold what the scope needs.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl EvaluateError {
    /// Returns whether the truth files or the query are wrong, rather than what is on disk.
    pub fn is_callers_fault(&self) -> bool {
        match self {
            Self::Faults(_)
            | Self::UnknownTruth { .. }
            | Self::NoQueries { .. }
            | Self::NoKnownPairs { .. }
            | Self::OtherQueries { .. } => true,
            Self::Engine(error) => error.is_callers_fault(),
        }
    }
}

/// The maximum number of errors in a message: about one screen.
const MAX_SHOWN: usize = 20;

/// Lists the errors, one a line.
fn message(faults: &[LineError]) -> String {
    let noun = if faults.len() == 1 { "fault" } else { "faults" };
    let mut text = format!("the truth has {} {noun}", faults.len());
    for fault in faults.iter().take(MAX_SHOWN) {
        // Writing to a string does not fail.
        let _ = write!(text, "\n  {fault}");
    }
    if faults.len() > MAX_SHOWN {
        let _ = write!(text, "\n  … and {} more", faults.len() - MAX_SHOWN);
    }
    text
}
