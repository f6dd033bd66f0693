//! Errors of the index.

use std::path::PathBuf;

/// Why an index cannot be written, read or searched.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The query does not parse, or has no terms; `hint` says how to fix it.
    #[error("the query {query:?} cannot be read: {reason}\n{hint}")]
    Query {
        /// The query, truncated to 200 characters.
        query: String,
        /// The error of the parser.
        reason: String,
        /// How to fix it.
        hint: String,
    },
    /// tantivy could not make a segment.
    #[error(
        "cannot make a segment of the index: {0}\nbuild again, with fewer threads when memory is short"
    )]
    Write(tantivy::TantivyError),
    /// The index in this folder cannot be read.
    #[error("cannot read the index in {}: {source}\nbuild again with `wiel build --full`", folder.display())]
    Read {
        /// The folder of the index.
        folder: PathBuf,
        /// The error of tantivy.
        source: tantivy::TantivyError,
    },
    /// Whoever asked the question gave up.
    #[error("the search was stopped before its end")]
    Stopped,
    /// There is no passage with the requested row.
    #[error("no passage has row {got}, the index holds {expected}")]
    Row {
        /// The number of rows.
        expected: usize,
        /// The row requested.
        got: usize,
    },
}

impl IndexError {
    /// Returns an [`IndexError::Read`].
    pub(super) fn read(folder: &std::path::Path, source: tantivy::TantivyError) -> Self {
        Self::Read {
            folder: folder.to_owned(),
            source,
        }
    }
}
