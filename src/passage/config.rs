//! Passage lengths.

use serde::{Deserialize, Serialize};

/// The settings of passages, as configured; [`PassageConfig::check`] validates them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PassageConfig {
    /// A passage ends at the first sentence end at or after this many words, from 20 to 2,000. Default 120: the length
    /// on which the similarity model was measured.
    pub target_words: u32,
    /// Shorter passages are joined to a neighbour; without neighbour they are left out of the model. At most
    /// `target_words`. Default 30: below it a vector is mostly noise.
    pub min_words: u32,
}

impl Default for PassageConfig {
    fn default() -> Self {
        Self {
            target_words: 120,
            min_words: 30,
        }
    }
}

/// Why passage lengths are not valid.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PassageError {
    /// The target is outside its range.
    #[error("passage.target_words must be from 20 to 2000, got {got}")]
    Target {
        /// The configured value.
        got: u32,
    },
    /// The minimum is above the target.
    #[error("passage.min_words must be at most target_words ({target}), got {got}")]
    Minimum {
        /// The target length.
        target: u32,
        /// The configured value.
        got: u32,
    },
}

/// Validated passage lengths, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PassageParams {
    pub(super) target_words: usize,
    pub(super) min_words: usize,
}

impl PassageParams {
    /// The fewest words of a passage that the similarity model uses.
    pub fn min_words(&self) -> usize {
        self.min_words
    }
}

impl PassageConfig {
    /// Validates the lengths.
    ///
    /// # Errors
    /// 1. [`PassageError::Target`] when the target is below 20 or above 2,000 words;
    /// 2. [`PassageError::Minimum`] when the minimum is above the target.
    pub fn check(&self) -> Result<PassageParams, PassageError> {
        if !(20..=2000).contains(&self.target_words) {
            return Err(PassageError::Target {
                got: self.target_words,
            });
        }
        // With a minimum above the target every passage would be joined to the next, up to whole pages.
        if self.min_words > self.target_words {
            return Err(PassageError::Minimum {
                target: self.target_words,
                got: self.min_words,
            });
        }
        Ok(PassageParams {
            target_words: self.target_words as usize,
            min_words: self.min_words as usize,
        })
    }
}
