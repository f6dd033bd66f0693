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
    /// The disk is full. Free space and build again; nothing was published.
    #[error("no space left while writing the index in {}\nfree space and build again", folder.display())]
    DiskFull {
        /// The folder being written.
        folder: PathBuf,
    },
    /// The index in this folder cannot be written.
    #[error("cannot write the index in {}: {source}", folder.display())]
    Write {
        /// The folder being written.
        folder: PathBuf,
        /// What tantivy says.
        source: tantivy::TantivyError,
    },
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
    pub(super) fn write(folder: &std::path::Path, source: tantivy::TantivyError) -> Self {
        let folder = folder.to_owned();
        if is_disk_full(&source) {
            Self::DiskFull { folder }
        } else {
            Self::Write { folder, source }
        }
    }

    pub(super) fn read(folder: &std::path::Path, source: tantivy::TantivyError) -> Self {
        Self::Read {
            folder: folder.to_owned(),
            source,
        }
    }
}

/// Whether any cause down the chain is a full disk; a worker thread reports it in words only.
fn is_disk_full(error: &tantivy::TantivyError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::StorageFull)
        {
            return true;
        }
        cause = error.source();
    }
    let told = format!("{error:?}");
    ["StorageFull", "No space left on device"]
        .iter()
        .any(|sign| told.contains(sign))
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyError;

    use super::*;

    #[test]
    fn a_full_disk_is_recognised_however_it_is_told() {
        let by_words = TantivyError::InternalError("No space left on device (os error 28)".into());
        let by_kind = TantivyError::from(std::io::Error::from(std::io::ErrorKind::StorageFull));
        for full in [by_words, by_kind] {
            assert!(matches!(
                IndexError::write("x".as_ref(), full),
                IndexError::DiskFull { .. }
            ));
        }
        let other = TantivyError::InternalError("a worker died".into());
        assert!(matches!(
            IndexError::write("x".as_ref(), other),
            IndexError::Write { .. }
        ));
    }
}
