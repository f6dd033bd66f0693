//! One part of the score of a pair, with how much is known of it.

use super::Share;
use super::explanation::NEUTRAL;

/// What one part of the score says of a pair, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PartScore {
    /// What was found, not shrunk, in `[0, 1]`.
    pub value: Share,
    /// The ratio of the variance of such values among pairs to the sampling variance of this one: 0 if nothing is known
    /// of the pair, 1 if half of what is seen is noise. At least 0, finite.
    pub precision: f64,
    /// The sampling variance of the value: how far it would move had other passages been written.
    pub variance: f64,
    /// The sampling variance of the precision.
    pub precision_variance: f64,
}

impl PartScore {
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
                variance: 0.0,
                precision_variance: 0.0,
            };
            part.shrunk().get()
        };
        assert_eq!((shrunk(0.0), shrunk(1.0), shrunk(3.0)), (0.5, 0.75, 0.875));
    }
}
