//! Errors of queries.

use crate::index::IndexError;
use crate::municipality::GemeenteCode;
use crate::rank::{NotScoredReason, RankError};
use crate::snapshot::SnapshotError;

/// An error of a query, or of opening a generation.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The generation cannot be opened.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The index cannot be read, or a search does not parse.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The scope or the weights cannot be used.
    #[error(transparent)]
    Rank(#[from] RankError),
    /// The register of the generation has no such municipality.
    #[error("the register of this generation has no municipality {code}")]
    UnknownCode {
        /// The code.
        code: GemeenteCode,
    },
    /// The municipality has no text, so it cannot be scored.
    #[error(
        "{name} has no text in this generation: {reason}\nadd its documents to the corpus and build again"
    )]
    NotScored {
        /// Its name.
        name: String,
        /// The reason.
        reason: NotScoredReason,
    },
    /// A municipality cannot be compared with itself.
    #[error("both names are {name}\nname two different municipalities")]
    SameMunicipality {
        /// Its name.
        name: String,
    },
    /// The region has too many municipalities to form groups of.
    #[error(
        "{count} municipalities are too many to form groups of\nhint: name a smaller region, of {max} at most"
    )]
    RegionTooLarge {
        /// How many there are.
        count: usize,
        /// The most that there may be.
        max: usize,
    },
    /// The taxonomy has no such theme.
    #[error("there is no theme {name:?}\nhint: use one of {known}")]
    UnknownTheme {
        /// The name as given.
        name: String,
        /// The names that exist, comma-separated.
        known: String,
    },
    /// The taxonomy has no such principle.
    #[error("there is no principle {name:?}\nhint: use one of {known}")]
    UnknownPrinciple {
        /// The name as given.
        name: String,
        /// The names that exist, comma-separated.
        known: String,
    },
    /// Whoever asked the question gave up.
    #[error("the question was given up before its answer was there")]
    Stopped,
    /// The text of a supposed stance cannot be parsed.
    #[error(
        "cannot suppose {text:?}\nhint: write it as principle:collectief=for or principle:collectief=against"
    )]
    InvalidWhatIf {
        /// The text as given.
        text: String,
    },
}

impl EngineError {
    /// Returns whether the query is wrong, rather than what is on disk.
    pub fn is_callers_fault(&self) -> bool {
        match self {
            // A damaged generation and a question that was given up are nobody's mistake in asking.
            Self::Snapshot(_) | Self::Stopped => false,
            // An index error is the caller's only when the search text does not parse.
            Self::Index(error) => matches!(error, IndexError::Query { .. }),
            Self::Rank(_)
            | Self::UnknownCode { .. }
            | Self::NotScored { .. }
            | Self::SameMunicipality { .. }
            | Self::RegionTooLarge { .. }
            | Self::UnknownTheme { .. }
            | Self::UnknownPrinciple { .. }
            | Self::InvalidWhatIf { .. } => true,
        }
    }
}
