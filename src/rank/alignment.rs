//! The score of a pair: a weighted mean of three parts.

use super::explanation::NEUTRAL;
use super::{Explanation, Part, Share, Weights};

/// How well two visions align, in `[0, 1]`: 1 for the same policy position, 0.5 if nothing is known.
///
/// It is symmetric, and does not depend on which other municipalities are candidates.
pub type Alignment = Share;

/// The three parts of the score of a pair. A part is `None` if the two have nothing to compare on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairFeatures {
    /// T, the text similarity: the share of all pairs of municipalities whose texts are less similar.
    pub text_similarity: Option<Share>,
    /// H, the theme similarity: how similar the two are in what they stress beyond the national mean.
    pub theme_similarity: Option<Share>,
    /// P, the principle agreement, over the principles that both mention.
    pub principle_agreement: Option<Share>,
}

impl PairFeatures {
    /// Returns the value of one part of the score.
    pub fn get(&self, part: Part) -> Option<Share> {
        match part {
            Part::Text => self.text_similarity,
            Part::Themes => self.theme_similarity,
            Part::Principles => self.principle_agreement,
        }
    }
}

/// What one theme or principle adds to a part of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakdownItem {
    /// The name of the theme or principle in the taxonomy, or `unsaid` for the prior that counts as 0.5.
    pub key: String,
    /// The agreement on it, in `[0, 1]`; `None` for the prior.
    pub value: Option<f64>,
    /// Its share in the part, in `[0, 1]`. The shares of one part add up to 1.
    pub share: f64,
}

/// The parts of a score broken down by theme and principle; empty for a part that cannot be broken down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// H by theme: the sum of `share · value` is H.
    pub themes: Vec<BreakdownItem>,
    /// P by principle: the sum of `share · value` is P.
    pub principles: Vec<BreakdownItem>,
}

impl Breakdown {
    fn items(&self, part: Part) -> &[BreakdownItem] {
        match part {
            // The text similarity is a rank among all pairs: it has no additive terms.
            Part::Text => &[],
            Part::Themes => &self.themes,
            Part::Principles => &self.principles,
        }
    }
}

/// Computes the alignment of a pair, `w_text·T + w_themes·H + w_principles·P`.
///
/// A part that is `None` counts as 0.5: silence is neither agreement nor difference.
pub fn score(features: &PairFeatures, weights: &Weights) -> Alignment {
    let sum: f64 = Part::ALL
        .iter()
        // A missing part keeps its weight; spreading it over the others would reward a municipality for saying
        // nothing.
        .map(|part| weights.get(*part) * features.get(*part).map_or(NEUTRAL, Share::get))
        .sum();
    // Rounding of the weights may bring the sum just above 1.
    Share::clamped(sum).expect("weights and shares are finite")
}

/// Computes the alignment of a pair as [`score`] does, with an explanation of it.
///
/// The contributions of the explanation's leaves add up to the alignment, to within rounding (1e-9). Parts with
/// weight 0 are left out of it.
pub fn score_explained(
    features: &PairFeatures,
    breakdown: &Breakdown,
    weights: &Weights,
) -> (Alignment, Explanation) {
    let parts = Part::ALL
        .into_iter()
        // A part that counts for nothing would only be noise to the reader of the explanation.
        .filter(|part| weights.get(*part) > 0.0)
        .map(|part| {
            let (weight, value) = (weights.get(part), features.get(part).map(Share::get));
            let items = breakdown.items(part);
            // Without a value the whole part counts as 0.5, so there is nothing to divide.
            if value.is_none() || items.is_empty() {
                return Explanation::leaf(part.name(), value, weight);
            }
            // A leaf weighs its share of the part, so that the leaves of a part add up to its contribution.
            let leaves = items
                .iter()
                .map(|item| Explanation::leaf(item.key.as_str(), item.value, weight * item.share));
            Explanation::sum(part.name(), leaves.collect())
        })
        .collect();
    let explanation = Explanation::sum("alignment", parts);
    // The score is computed on its own rather than read from the tree, so that it has the same bits as `score`.
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
            text_similarity in share(), theme_similarity in share(), principle_agreement in share(),
            weights in (0.0..9.0_f64, 0.0..9.0_f64, 0.01..9.0_f64),
        ) {
            let weights = Weights::new(weights.0, weights.1, weights.2).expect("not all are zero");
            let features = PairFeatures { text_similarity, theme_similarity, principle_agreement };
            let (alignment, explanation) = score_explained(&features, &Breakdown::default(), &weights);
            let sum: f64 = explanation.leaves().iter().map(|leaf| leaf.contribution).sum();
            prop_assert!((sum - alignment.get()).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&alignment.get()));
        }
    }

    #[test]
    fn missing_parts_count_as_one_half() {
        let weights = Weights::new(0.0, 0.0, 1.0).expect("sound");
        let (alignment, explanation) =
            score_explained(&PairFeatures::default(), &Breakdown::default(), &weights);
        assert_eq!(alignment.get(), 0.5);
        assert_eq!(explanation.value, None);
    }
}
