//! From which probability a stance is read.

use serde::{Deserialize, Serialize};

/// The settings of reading, as configured; [`StanceConfig::check`] validates them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StanceConfig {
    /// The least probability of a stance that is read, from 0.2 to 0.95. Default 0.6: what is more likely misread
    /// than meant is left out, and what is about as likely.
    pub min_probability: f64,
}

impl Default for StanceConfig {
    fn default() -> Self {
        Self {
            min_probability: 0.6,
        }
    }
}

/// Why the settings are not valid.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum StanceConfigError {
    /// The probability is outside its range.
    #[error("stance.min_probability must be from 0.2 to 0.95, got {got}")]
    MinProbability {
        /// The configured value.
        got: f64,
    },
}

impl StanceConfig {
    /// Validates the settings.
    ///
    /// # Errors
    /// [`StanceConfigError::MinProbability`] when the probability is below 0.2 or above 0.95.
    pub fn check(self) -> Result<Self, StanceConfigError> {
        // A value that is not a number lies in no range.
        if (0.2..=0.95).contains(&self.min_probability) {
            Ok(self)
        } else {
            Err(StanceConfigError::MinProbability {
                got: self.min_probability,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_outside_the_range_is_refused() {
        for (min_probability, is_valid) in [
            (0.5, true),
            (0.2, true),
            (0.95, true),
            (0.1, false),
            (1.0, false),
            (f64::NAN, false),
        ] {
            let checked = StanceConfig { min_probability }.check();
            assert_eq!(checked.is_ok(), is_valid, "{min_probability}");
        }
    }
}
