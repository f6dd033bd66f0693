//! The score of a pair.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::explanation::NEUTRAL;
use super::{Explanation, Part, Weights};

/// A number in `[0, 1]`, finite by construction and totally ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(f64);

impl Share {
    /// The number, cut off at 0 and 1; nothing for NaN.
    pub fn clamped(value: f64) -> Option<Self> {
        (!value.is_nan()).then(|| Self(value.clamp(0.0, 1.0)))
    }

    /// The number, `[0, 1]`.
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

/// How far two visions agree, `[0, 1]`: about course alone.
///
/// Symmetric, and the same whoever else is a candidate.
pub type Alignment = Share;

/// What is known of a pair, part by part; nothing where there is nothing to compare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairFeatures {
    /// T: the likeness of the texts as a share of all pairs that are less alike.
    pub text: Option<Share>,
    /// H: the likeness of what is stressed beyond the national mean.
    pub themes: Option<Share>,
    /// P: agreement on the principles that both mention; nothing when they share none.
    pub principles: Option<Share>,
}

impl PairFeatures {
    /// The feature of one part.
    pub fn of(&self, part: Part) -> Option<Share> {
        match part {
            Part::Text => self.text,
            Part::Themes => self.themes,
            Part::Principles => self.principles,
        }
    }
}

/// One thing that a part of the score rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The name of a theme or principle, or `unsaid` for what counts as 0.5.
    pub key: String,
    /// Agreement on it, `[0, 1]`; nothing where nothing was said.
    pub value: Option<f64>,
    /// How much of the part rests on it, `[0, 1]`; together 1.
    pub share: f64,
}

/// What the parts of a score rest on; empty for a part that is not taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounds {
    /// Of H, by theme.
    pub themes: Vec<Ground>,
    /// Of P, by principle.
    pub principles: Vec<Ground>,
}

impl Grounds {
    fn of(&self, part: Part) -> &[Ground] {
        match part {
            Part::Text => &[],
            Part::Themes => &self.themes,
            Part::Principles => &self.principles,
        }
    }
}

/// The alignment alone, for who asks many.
pub fn score(features: &PairFeatures, weights: &Weights) -> Alignment {
    let sum: f64 = Part::ALL
        .iter()
        .map(|part| weights.of(*part) * features.of(*part).map_or(NEUTRAL, Share::get))
        .sum();
    Share::clamped(sum).expect("weights and shares are finite")
}

/// `alignment = w_text·T + w_themes·H + w_principles·P`, where a part without anything to compare counts
/// 0.5: silence is neither agreement nor difference.
///
/// The leaves of the explanation add up to the alignment, to within rounding (1e-9).
pub fn align(
    features: &PairFeatures,
    grounds: &Grounds,
    weights: &Weights,
) -> (Alignment, Explanation) {
    let parts = Part::ALL
        .into_iter()
        .filter(|part| weights.of(*part) > 0.0)
        .map(|part| {
            let (weight, value) = (weights.of(part), features.of(part).map(Share::get));
            let grounds = grounds.of(part);
            if value.is_none() || grounds.is_empty() {
                return Explanation::leaf(part.name(), value, weight);
            }
            let leaves = grounds.iter().map(|ground| {
                Explanation::leaf(ground.key.as_str(), ground.value, weight * ground.share)
            });
            Explanation::sum(part.name(), leaves.collect())
        })
        .collect();
    let explanation = Explanation::sum("alignment", parts);
    (score(features, weights), explanation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share() -> impl Strategy<Value = Option<Share>> {
        prop::option::of((0.0..=1.0_f64).prop_map(|value| Share::clamped(value).expect("not NaN")))
    }

    proptest! {
        #[test]
        fn leaves_add_up_and_the_score_stays_in_range(
            text in share(), themes in share(), principles in share(),
            weights in (0.0..9.0_f64, 0.0..9.0_f64, 0.01..9.0_f64),
        ) {
            let weights = Weights::new(weights.0, weights.1, weights.2).expect("not all are zero");
            let (alignment, explanation) = align(&PairFeatures { text, themes, principles }, &Grounds::default(), &weights);
            let sum: f64 = explanation.leaves().iter().map(|leaf| leaf.contribution).sum();
            prop_assert!((sum - alignment.get()).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&alignment.get()));
        }
    }

    #[test]
    fn silence_counts_neither_way() {
        let weights = Weights::new(0.0, 0.0, 1.0).expect("sound");
        let (alignment, explanation) =
            align(&PairFeatures::default(), &Grounds::default(), &weights);
        assert_eq!(alignment.get(), 0.5);
        assert_eq!(explanation.value, None);
        assert_eq!(Share::clamped(f64::NAN), None);
    }
}
