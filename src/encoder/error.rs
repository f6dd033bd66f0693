//! Errors of the encoder.

/// Why figures or vectors cannot be read.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum EncoderError {
    /// The figures of the network are damaged or incomplete.
    #[error("cannot read the figures of the sentence encoder: {reason}")]
    Figures {
        /// What is wrong.
        reason: String,
    },
    /// A stored table of vectors is damaged, or of another size.
    #[error(
        "cannot read {file} of the sentence encoder: {reason}\nbuild again with `wiel build --full`"
    )]
    Stored {
        /// The name of the file.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl EncoderError {
    /// Creates an error about the figures.
    // By value, so that `map_err` can take it as it is.
    #[expect(clippy::needless_pass_by_value)]
    pub(super) fn figures(reason: impl ToString) -> Self {
        Self::Figures {
            reason: reason.to_string(),
        }
    }
}

impl From<crate::tensors::TensorsError> for EncoderError {
    fn from(error: crate::tensors::TensorsError) -> Self {
        Self::figures(error)
    }
}
