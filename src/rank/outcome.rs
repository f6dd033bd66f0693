//! How two municipalities stand to each other on one theme or principle.

use serde::Serialize;

use crate::profile::PrincipleCounts;

/// How two municipalities stand to each other on one theme or principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Both mention it and want the same.
    Aligned,
    /// Both mention it and want different things.
    Differs,
    /// At least one of them does not mention it. Silence is never disagreement.
    NotMentioned,
}

/// Balances (-1 to 1) that lie further apart than this differ. 0.6: against and mixed differ, for and mostly for
/// do not.
const MAX_ALIGNED_DIFFERENCE: f64 = 0.6;

impl Outcome {
    /// Compares two positions on one principle. Symmetric.
    pub fn from_principle(ours: &PrincipleCounts, theirs: &PrincipleCounts) -> Self {
        match (ours.balance(), theirs.balance()) {
            (Some(a), Some(b)) if (a - b).abs() > MAX_ALIGNED_DIFFERENCE => Self::Differs,
            (Some(_), Some(_)) => Self::Aligned,
            (None, _) | (_, None) => Self::NotMentioned,
        }
    }

    /// Compares what two municipalities state on one theme.
    ///
    /// `ours` and `theirs` hold their positions by principle, in the statements on the theme only, and
    /// `both_mention` tells whether each has such a statement. They differ on a theme if they differ on any
    /// principle within it.
    pub fn from_theme(
        ours: &[PrincipleCounts],
        theirs: &[PrincipleCounts],
        both_mention: bool,
    ) -> Self {
        // Before the principles: two empty lists of principles would otherwise count as aligned.
        if !both_mention {
            return Self::NotMentioned;
        }
        let mut pairs = ours.iter().zip(theirs);
        // One principle is enough: a theme on which they disagree once is a theme to talk about.
        if pairs.any(|(ours, theirs)| Self::from_principle(ours, theirs) == Self::Differs) {
            Self::Differs
        } else {
            Self::Aligned
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_not_an_outcome_and_sides_can_be_swapped() {
        let cell = PrincipleCounts::certain;
        for (ours, theirs, outcome) in [
            (cell(3, 0), cell(5, 1), Outcome::Aligned),
            (cell(3, 0), cell(0, 2), Outcome::Differs),
            (cell(3, 0), cell(2, 2), Outcome::Differs),
            (cell(3, 0), cell(0, 0), Outcome::NotMentioned),
        ] {
            assert_eq!(Outcome::from_principle(&ours, &theirs), outcome);
            assert_eq!(Outcome::from_principle(&theirs, &ours), outcome);
        }
    }
}
