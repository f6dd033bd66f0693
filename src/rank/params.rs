//! Settings of the ranking.

use serde::{Deserialize, Serialize};

use super::{RankError, Weights};

/// Settings of the ranking as written in a configuration file; [`RankConfig::check`] validates them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RankConfig {
    /// The weights of the parts; scaled to add up to 1.
    pub weights: Weights,
    /// A municipality with fewer passages than this gets the caution *thin coverage*. Default 10: about three
    /// pages, below which resampling the passages moves a percentile by a third of the scale.
    pub thin_passages: u32,
    /// A municipality whose newest document is at least this many years old gets the caution *old text*.
    /// Default 4: one council term.
    pub old_years: u16,
    /// How many quotes of each side a ranked partner carries. Default 3.
    pub evidence: u8,
}

impl Default for RankConfig {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            thin_passages: 10,
            old_years: 4,
            evidence: 3,
        }
    }
}

/// Validated settings of the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct RankParams {
    /// The default weights.
    pub weights: Weights,
    /// The weights with which hubs are counted, whatever a question asks for: those of the configuration.
    pub hub_weights: Weights,
    /// See [`RankConfig::thin_passages`].
    pub thin_passages: u32,
    /// See [`RankConfig::old_years`].
    pub old_years: u16,
    /// See [`RankConfig::evidence`].
    pub evidence: usize,
}

impl RankConfig {
    /// Validates the settings.
    ///
    /// # Errors
    /// Returns [`RankError::Setting`] if a number is out of range.
    pub fn check(&self) -> Result<RankParams, RankError> {
        // 0 would give every document the caution, also one of today.
        if self.old_years == 0 {
            let got = self.old_years.to_string();
            return Err(RankError::Setting {
                key: "match.old_years",
                expected: "at least 1",
                got,
            });
        }
        // Every partner carries this many quotes, so a large number makes each page and each file many times longer.
        if self.evidence > 20 {
            let got = self.evidence.to_string();
            return Err(RankError::Setting {
                key: "match.evidence",
                expected: "at most 20",
                got,
            });
        }
        Ok(RankParams {
            weights: self.weights,
            hub_weights: self.weights,
            thin_passages: self.thin_passages,
            old_years: self.old_years,
            evidence: usize::from(self.evidence),
        })
    }
}
