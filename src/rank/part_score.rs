//! One part of the score of a pair, with how much is known of it.

use super::Share;
use super::explanation::NEUTRAL;
use crate::similarity::NORMAL_QUANTILE_95;

/// What one part of the score says of a pair, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartScore {
    /// What was found, not shrunk, in `[0, 1]`.
    pub value: Share,
    /// The ratio of the variance of such values among pairs to the sampling variance of this one: 0 if nothing is known
    /// of the pair, 1 if half of what is seen is noise. At least 0, finite.
    pub precision: f64,
    /// The values between which 95 of 100 would lie had other passages been written, the lower first, in `[0, 1]`. They
    /// need not lie equally far from the value.
    pub interval: (f64, f64),
    /// The sampling variance of the precision.
    pub precision_variance: f64,
}

impl PartScore {
    /// Returns the interval of a value with this sampling variance, cut off at 0 and 1.
    pub(super) fn interval_from_variance(value: f64, variance: f64) -> (f64, f64) {
        let margin = NORMAL_QUANTILE_95 * variance.sqrt();
        ((value - margin).max(0.0), (value + margin).min(1.0))
    }

    /// Returns the value shrunk towards 0.5 by how little is known: `0.5 + (v − 0.5) · p / (1 + p)` for a precision `p`.
    ///
    /// This is the posterior mean of a normal value with prior mean 0.5, in units of the prior variance.
    pub fn shrunk(self) -> Share {
        let reliability = self.precision / (1.0 + self.precision);
        let shrunk = NEUTRAL + (self.value.get() - NEUTRAL) * reliability;
        Share::clamped(shrunk).expect("precisions are finite")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_evidence_shrinks_towards_one_half() {
        let shrunk = |precision| {
            let part = PartScore {
                value: Share::clamped(1.0).expect("a number"),
                precision,
                interval: (0.0, 1.0),
                precision_variance: 0.0,
            };
            part.shrunk().get()
        };
        assert_eq!((shrunk(0.0), shrunk(1.0), shrunk(3.0)), (0.5, 0.75, 0.875));
    }
}
