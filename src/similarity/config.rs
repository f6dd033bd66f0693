//! Settings of the model. Every default lies on a plateau of the measure: see `benches/RESULTS.md`.

use serde::{Deserialize, Serialize};

use super::SimilarityError;

/// Settings of the model as they stand in a configuration file; [`SimilarityConfig::check`] validates them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SimilarityConfig {
    /// Dimensions of the passage vectors, 2 to 1,000. Default 200: 100 to 300 score alike.
    pub dimensions: u32,
    /// Power iterations of the decomposition, 0 to 20. Default 1: 2 and 4 score alike.
    pub power_iterations: u32,
    /// The seed of every random draw, any number. The same seed gives the same model. Default 1.
    pub seed: u64,
    /// The maximum number of passages of one organisation in the passage view, evenly spaced over its documents;
    /// 10 to 5,000. Default 200: more brings no gain, 100 costs 0.004 of mean average precision.
    pub passages: u32,
    /// The weight of the passage view relative to the lexical view, 0 to 5. Default 0.15: 0 to 0.33 score alike,
    /// and the more the view weighs, the more the seed matters.
    pub passage_weight: f64,
}

impl Default for SimilarityConfig {
    fn default() -> Self {
        Self {
            dimensions: 200,
            power_iterations: 1,
            seed: 1,
            passages: 200,
            passage_weight: 0.15,
        }
    }
}

/// Validated settings of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarityParams {
    pub(super) dimensions: usize,
    pub(super) power_iterations: usize,
    pub(super) seed: u64,
    pub(super) passages: usize,
    pub(super) passage_weight: f64,
}

impl SimilarityConfig {
    /// Validates the settings.
    ///
    /// # Errors
    /// [`SimilarityError::Setting`] for the first setting that is out of range.
    pub fn check(&self) -> Result<SimilarityParams, SimilarityError> {
        let within = |key, got: u32, min: u32, max: u32, expected| {
            if (min..=max).contains(&got) {
                return Ok(got as usize);
            }
            Err(SimilarityError::Setting {
                key,
                expected,
                got: got.to_string(),
            })
        };
        let weight = |key, got: f64| {
            // NaN lies in no range, so it is refused as well.
            if (0.0..=5.0).contains(&got) {
                return Ok(got);
            }
            Err(SimilarityError::Setting {
                key,
                expected: "from 0 to 5",
                got: got.to_string(),
            })
        };
        Ok(SimilarityParams {
            dimensions: within("dimensions", self.dimensions, 2, 1000, "from 2 to 1000")?,
            power_iterations: within(
                "power_iterations",
                self.power_iterations,
                0,
                20,
                "from 0 to 20",
            )?,
            seed: self.seed,
            passages: within("passages", self.passages, 10, 5000, "from 10 to 5000")?,
            passage_weight: weight("passage_weight", self.passage_weight)?,
        })
    }
}
