//! Why a question has no answer.

use crate::index::IndexError;
use crate::municipality::GemeenteCode;
use crate::rank::{NotScoredReason, RankError};
use crate::snapshot::SnapshotError;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The generation cannot be used.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The index cannot be asked; a query that does not parse is here too.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The question itself is wrong.
    #[error(transparent)]
    Rank(#[from] RankError),
    /// No such municipality in the generation's register.
    #[error("the register of this generation has no municipality {code}")]
    UnknownCode {
        /// The code asked for.
        code: GemeenteCode,
    },
    /// There is nothing to compare with.
    #[error(
        "{name} has no text in this generation: {reason}\nadd its documents to the corpus and build again"
    )]
    NotScored {
        /// The name of the municipality.
        name: String,
        /// Why it has none.
        reason: NotScoredReason,
    },
    /// A municipality is compared with itself.
    #[error("both names are {name}\nname two different municipalities")]
    SameMunicipality {
        /// The name.
        name: String,
    },
    /// The taxonomy has no such theme.
    #[error("there is no theme {name:?}\nhint: use one of {known}")]
    UnknownTheme {
        /// The name asked for.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// The taxonomy has no such principle.
    #[error("there is no principle {name:?}\nhint: use one of {known}")]
    UnknownPrinciple {
        /// The name asked for.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// What is supposed is not a principle with a side.
    #[error(
        "cannot suppose {text:?}\nhint: write it as principle:collectief=for or principle:collectief=against"
    )]
    Supposition {
        /// What was written.
        text: String,
    },
}

impl EngineError {
    /// Whether the question is at fault, rather than what is on disk.
    pub fn is_callers_fault(&self) -> bool {
        match self {
            Self::Snapshot(_) => false,
            Self::Index(error) => matches!(error, IndexError::Query { .. }),
            Self::Rank(_)
            | Self::UnknownCode { .. }
            | Self::NotScored { .. }
            | Self::SameMunicipality { .. }
            | Self::UnknownTheme { .. }
            | Self::UnknownPrinciple { .. }
            | Self::Supposition { .. } => true,
        }
    }
}
