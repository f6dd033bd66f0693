//! The scale of intensity: how far a plan has come.

use serde::{Deserialize, Serialize};

/// How far a plan has come, 0 to 5.
///
/// 0 only mentioned · 1 signalled or valued · 2 explored · 3 intended or chosen · 4 being done · 5 done. For a negative
/// decision it tells how firm that decision is, 3 or 4, and for a statement of another party it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Intensity(u8);

/// The error for a number outside the scale.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an intensity is a number from 0 to 5, got {got}")]
pub struct InvalidIntensity {
    /// The number.
    pub got: u8,
}

impl Intensity {
    /// Only mentioned, or not the municipality's own.
    pub const NONE: Self = Self(0);
    /// Signalled or valued.
    pub const SIGNAL: Self = Self(1);
    /// Explored.
    pub const EXPLORE: Self = Self(2);
    /// Intended, chosen, set as a rule.
    pub const INTEND: Self = Self(3);
    /// Being done, or decided with a date.
    pub const EXECUTE: Self = Self(4);
    /// Done.
    pub const REALISED: Self = Self(5);

    /// The number, 0 to 5.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Intensity {
    type Error = InvalidIntensity;

    fn try_from(number: u8) -> Result<Self, InvalidIntensity> {
        if number <= Self::REALISED.0 {
            Ok(Self(number))
        } else {
            Err(InvalidIntensity { got: number })
        }
    }
}

impl From<Intensity> for u8 {
    fn from(intensity: Intensity) -> Self {
        intensity.0
    }
}
