//! Errors of the similarity model.

/// Why a model cannot be fitted or opened.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum SimilarityError {
    /// A setting is out of range.
    #[error("similarity.{key} must be {expected}, got {got}")]
    Setting {
        /// The name of the setting.
        key: &'static str,
        /// The accepted values.
        expected: &'static str,
        /// The value given.
        got: String,
    },
    /// A file of a stored model cannot be read, or does not fit the others.
    #[error(
        "cannot read {file} of the similarity model: {reason}\nbuild again with `wiel build --full`"
    )]
    Stored {
        /// The name of the file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A stored model was written by another version.
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
