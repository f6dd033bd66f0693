//! Why a model cannot be made or opened.

/// Why a model cannot be made or opened.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum SimilarityError {
    /// A setting is out of range.
    #[error("similarity.{key} must be {expected}, got {got}")]
    Setting {
        /// The setting.
        key: &'static str,
        /// What it may be.
        expected: &'static str,
        /// What it is.
        got: String,
    },
    /// A stored model cannot be read. Build again.
    #[error(
        "cannot read {file} of the similarity model: {reason}\nbuild again with `wiel build --full`"
    )]
    Stored {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A stored model was made by another version.
    #[error(
        "the similarity model has version {got}, this program reads {expected}\nbuild again with `wiel build --full`"
    )]
    Version {
        /// The version of this program.
        expected: u32,
        /// The version stored.
        got: u32,
    },
}
