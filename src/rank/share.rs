//! A number between 0 and 1.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A number in `[0, 1]`: finite by construction, and therefore totally ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(f64);

impl Share {
    /// Creates a share from `value`, clamped to `[0, 1]`.
    ///
    /// Returns `None` if `value` is NaN.
    pub fn clamped(value: f64) -> Option<Self> {
        // `clamp` passes NaN through, and then the total order would put it above 1.
        (!value.is_nan()).then(|| Self(value.clamp(0.0, 1.0)))
    }

    /// Returns the number, in `[0, 1]`.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Eq for Share {}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_clamped_and_nan_is_rejected() {
        let clamped = |value| Share::clamped(value).map(Share::get);
        assert_eq!(clamped(-0.5), Some(0.0));
        assert_eq!(clamped(0.25), Some(0.25));
        assert_eq!(clamped(f64::INFINITY), Some(1.0));
        assert_eq!(clamped(f64::NAN), None);
    }
}
