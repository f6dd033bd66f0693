//! From which probabilities stances and positions are read.

use serde::{Deserialize, Serialize};

/// The settings of reading, as configured; [`StanceConfig::check`] validates them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StanceConfig {
    /// The least probability of a stance of a sentence that is read, from 0.2 to 0.95. Default 0.5: what is more likely
    /// misread than meant is left out.
    pub min_probability: f64,
    /// The least probability, given all sentences of a document, that it takes a position on a principle: below it no
    /// sentence of the document counts for or against. From 0.2 to 0.95, default 0.8.
    pub min_position_probability: f64,
}

impl Default for StanceConfig {
    fn default() -> Self {
        Self {
            min_probability: 0.5,
            min_position_probability: 0.8,
        }
    }
}

/// Why the settings are not valid.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum StanceConfigError {
    /// A probability is outside its range.
    #[error("stance.{setting} must be from 0.2 to 0.95, got {got}")]
    Probability {
        /// The name of the setting.
        setting: &'static str,
        /// The configured value.
        got: f64,
    },
}

impl StanceConfig {
    /// Validates the settings.
    ///
    /// # Errors
    /// [`StanceConfigError::Probability`] when a probability is below 0.2 or above 0.95.
    pub fn check(self) -> Result<Self, StanceConfigError> {
        for (setting, got) in [
            ("min_probability", self.min_probability),
            ("min_position_probability", self.min_position_probability),
        ] {
            // A value that is not a number lies in no range.
            if !(0.2..=0.95).contains(&got) {
                return Err(StanceConfigError::Probability { setting, got });
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_outside_the_range_is_refused() {
        for (probability, is_valid) in [
            (0.5, true),
            (0.2, true),
            (0.95, true),
            (0.1, false),
            (1.0, false),
            (f64::NAN, false),
        ] {
            let of_sentences = StanceConfig {
                min_probability: probability,
                ..StanceConfig::default()
            };
            let of_positions = StanceConfig {
                min_position_probability: probability,
                ..StanceConfig::default()
            };
            for config in [of_sentences, of_positions] {
                assert_eq!(config.check().is_ok(), is_valid, "{config:?}");
            }
        }
    }
}
