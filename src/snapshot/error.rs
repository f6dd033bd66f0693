//! Why the content of a generation cannot be used.

use std::path::PathBuf;

use crate::generation;
use crate::index::IndexError;
use crate::similarity::SimilarityError;

/// Why a snapshot cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// An artifact has the right length, but its content cannot be parsed.
    #[error("cannot use {}: {reason}\nroll back with `wiel generations rollback`, or build again with --full", path.display())]
    Artifact {
        /// The artifact.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The index cannot be written or opened.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The similarity model cannot be opened.
    #[error(transparent)]
    Similarity(#[from] SimilarityError),
    /// The generation cannot be read or written.
    #[error(transparent)]
    Generation(#[from] generation::Error),
}
