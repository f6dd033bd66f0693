//! What can go wrong with an index.

use std::path::PathBuf;

/// Why an index cannot be written, read or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The query is no query. Mend the query; `hint` says how.
    #[error("the query {query:?} cannot be read: {reason}\n{hint}")]
    Query {
        /// What was asked, cut off at 200 characters.
        query: String,
        /// What the parser says.
        reason: String,
        /// How to write it.
        hint: String,
    },
    /// tantivy could not make a segment. Build again; nothing was published.
    #[error(
        "cannot make a segment of the index: {0}\nbuild again, with fewer threads when memory is short"
    )]
    Write(tantivy::TantivyError),
    /// The index in this folder cannot be read. Build again, or roll back to another generation.
    #[error("cannot read the index in {}: {source}\nbuild again with `wiel build --full`", folder.display())]
    Read {
        /// The folder being read.
        folder: PathBuf,
        /// What tantivy says.
        source: tantivy::TantivyError,
    },
    /// A passage was asked for that the index does not hold.
    #[error("no passage has row {got}, the index holds {expected}")]
    Row {
        /// How many rows there are.
        expected: usize,
        /// Which was asked.
        got: usize,
    },
}

impl IndexError {
    pub(super) fn read(folder: &std::path::Path, source: tantivy::TantivyError) -> Self {
        Self::Read {
            folder: folder.to_owned(),
            source,
        }
    }
}
