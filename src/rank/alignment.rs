//! The score of a pair: the mean of its parts, each weighted by how much is known.

use super::explanation::NEUTRAL;
use super::{Explanation, Part, PartScore, Share, Weights};

/// How well two visions align, in `[0, 1]`: 1 for the same policy position, 0.5 if nothing is known.
///
/// It is symmetric, and does not depend on which other municipalities are candidates.
pub type Alignment = Share;

/// The three parts of the score of a pair. A part is `None` if the two have nothing to compare on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PairFeatures {
    /// T, the text similarity: the share of all pairs of municipalities whose texts are less similar.
    pub text: Option<PartScore>,
    /// H, the theme similarity: how similar the two are in what they stress beyond the national mean.
    pub themes: Option<PartScore>,
    /// P, the principle agreement, over the principles that both mention.
    pub principles: Option<PartScore>,
}

impl PairFeatures {
    /// Returns one part with its evidence.
    pub fn part(&self, part: Part) -> Option<PartScore> {
        match part {
            Part::Text => self.text,
            Part::Themes => self.themes,
            Part::Principles => self.principles,
        }
    }

    /// Returns the value of one part taken by itself: H and P shrunk towards 0.5 by how little is known, T as it is.
    pub fn get(&self, part: Part) -> Option<Share> {
        match part {
            Part::Text => self.text.map(|part| part.value),
            Part::Themes | Part::Principles => self.part(part).map(PartScore::shrunk),
        }
    }
}

/// What one theme or principle adds to a part of the score.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakdownItem {
    /// The name of the theme or principle in the taxonomy.
    pub key: String,
    /// The agreement on it, in `[0, 1]`.
    pub value: f64,
    /// Its share in the part, in `[0, 1]`. The shares of one part add up to 1.
    pub share: f64,
}

/// The parts of a score broken down by theme and principle; empty for a part that cannot be broken down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Breakdown {
    /// H by theme: the sum of `share · value` is H before it is shrunk.
    pub themes: Vec<BreakdownItem>,
    /// P by principle: the sum of `share · value` is P before it is shrunk.
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

/// The evidence for the prior, whose value is 0.5: what two municipalities get of which nothing is known.
///
/// Chosen on election programmes and on the demonstration together (see `benches/RESULTS.md`): less ranks pairs of which
/// little is known too high, more lets the length of the texts decide.
const PRIOR_EVIDENCE: f64 = 0.05;

/// The power of a precision by which a part counts. 1 is inverse-variance weighting, which is best when errors are
/// independent and precisions are known; the higher the power, the more the best known part decides. Precisions are
/// estimated, and a statement that was misread spoils both the agreement and its precision, so a little more than 1 does
/// better: 1.5 to 2 score alike.
const EVIDENCE_POWER: f64 = 1.5;

/// The key of the prior in an explanation.
const PRIOR_KEY: &str = "unsaid";

/// What each part counts for in the score of a pair: the shares of the parts, in the order of [`Part::ALL`], and that of
/// the prior. They add up to 1.
struct Shares {
    parts: [f64; 3],
    prior: f64,
    /// What one unit of evidence counts for.
    unit: f64,
}

impl Shares {
    fn new(features: &PairFeatures, weights: &Weights) -> Self {
        let evidence = Part::ALL.map(|part| {
            let precision = features.part(part).map_or(0.0, |score| score.precision);
            weights.get(part) * precision.powf(EVIDENCE_POWER)
        });
        let unit = (PRIOR_EVIDENCE + evidence.iter().sum::<f64>()).recip();
        Self {
            parts: evidence.map(|evidence| evidence * unit),
            prior: PRIOR_EVIDENCE * unit,
            unit,
        }
    }

    fn score(&self, features: &PairFeatures) -> f64 {
        let parts = Part::ALL.into_iter().zip(self.parts);
        let value = |part| features.part(part).map_or(NEUTRAL, |one| one.value.get());
        parts.map(|(part, share)| share * value(part)).sum::<f64>() + self.prior * NEUTRAL
    }
}

/// Computes the alignment of a pair: the mean of its parts and of a prior of 0.5, each weighted by how much is known.
///
/// `S = (Σ w_i · e_i · v_i + π · 0.5) / (Σ w_i · e_i + π)` with the weights `w` and values `v` of the parts, the evidence
/// `e = p^1.5` for a precision `p`, and the evidence `π` of the prior. If each part is a noisy measure of one thing, how far two visions agree,
/// with independent normal errors, then the mean with weights in proportion to the precisions is the posterior mean
/// (Gelman et al. 2013, §2.5), and the best linear combination (inverse-variance weighting; Hedges & Olkin 1985, §6). A
/// part with nothing to say so leaves its weight to the others; silence moves the score neither way. The weights of a
/// user are a factor on top: how much each part matters to him, not how much is known.
pub fn score(features: &PairFeatures, weights: &Weights) -> Alignment {
    let sum = Shares::new(features, weights).score(features);
    Share::clamped(sum).expect("weights, precisions and values are finite")
}

/// Computes the sampling variance of the alignment: how far it would move had other passages been written.
///
/// By the delta method, from the variance of each value and of each precision; the parts count as independent.
pub fn score_variance(features: &PairFeatures, weights: &Weights) -> f64 {
    let shares = Shares::new(features, weights);
    let score = shares.score(features);
    let parts = Part::ALL.into_iter().zip(shares.parts);
    parts
        .filter_map(|(part, share)| {
            let found = features.part(part)?;
            // The derivative of the score by the precision of the part.
            let by_evidence = weights.get(part) * shares.unit * (found.value.get() - score);
            let slope = EVIDENCE_POWER * found.precision.powf(EVIDENCE_POWER - 1.0);
            let by_precision = by_evidence * slope;
            Some(share.powi(2) * found.variance + by_precision.powi(2) * found.precision_variance)
        })
        .sum()
}

/// Computes the alignment of a pair as [`score`] does, with an explanation of it.
///
/// The contributions of the explanation's leaves add up to the alignment, to within rounding (1e-9). The weight of a
/// part in it is what it counts for in this pair. Parts to which the user gives weight 0 are left out.
pub fn score_explained(
    features: &PairFeatures,
    breakdown: &Breakdown,
    weights: &Weights,
) -> (Alignment, Explanation) {
    let shares = Shares::new(features, weights);
    let mut parts: Vec<Explanation> = Part::ALL
        .into_iter()
        .zip(shares.parts)
        // A part that the user switched off explains nothing of his score.
        .filter(|(part, _)| weights.get(*part) > 0.0)
        .map(|(part, share)| {
            // A part of which nothing is known counts for nothing, whatever its value is.
            let known = features.part(part).filter(|one| one.precision > 0.0);
            let value = known.map(|one| one.value.get());
            let items = breakdown.items(part);
            if value.is_none() || items.is_empty() {
                return Explanation::leaf(part.name(), value, share);
            }
            // A leaf weighs its share of the part, so that the leaves of a part add up to its contribution.
            let leaves = items.iter().map(|item| {
                Explanation::leaf(item.key.as_str(), Some(item.value), share * item.share)
            });
            Explanation::sum(part.name(), leaves.collect())
        })
        .collect();
    parts.push(Explanation::leaf(PRIOR_KEY, Some(NEUTRAL), shares.prior));
    let explanation = Explanation::sum("alignment", parts);
    (score(features, weights), explanation)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part() -> impl Strategy<Value = Option<PartScore>> {
        prop::option::of((0.0..=1.0_f64, 0.0..30.0_f64).prop_map(known))
    }

    fn known((value, precision): (f64, f64)) -> PartScore {
        PartScore {
            value: Share::clamped(value).expect("not NaN"),
            precision,
            variance: 0.01,
            precision_variance: precision / 10.0,
        }
    }

    proptest! {
        #[test]
        fn leaves_add_up_and_the_score_stays_in_range(
            text in part(), themes in part(), principles in part(),
            weights in (0.0..9.0_f64, 0.0..9.0_f64, 0.01..9.0_f64),
        ) {
            let weights = Weights::new(weights.0, weights.1, weights.2).expect("not all are zero");
            let features = PairFeatures { text, themes, principles };
            let (alignment, explanation) = score_explained(&features, &Breakdown::default(), &weights);
            let sum: f64 = explanation.leaves().iter().map(|leaf| leaf.contribution).sum();
            prop_assert!((sum - alignment.get()).abs() < 1e-12);
            prop_assert!((explanation.weight - 1.0).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&alignment.get()));
            prop_assert!(score_variance(&features, &weights) >= 0.0);
        }

        #[test]
        fn silence_counts_neither_way(text in part(), themes in part(), value in 0.0..=1.0_f64) {
            let weights = Weights::default();
            let silent = PairFeatures { text, themes, principles: None };
            let unsure = PairFeatures { principles: Some(known((value, 0.0))), ..silent };
            prop_assert_eq!(score(&silent, &weights), score(&unsure, &weights));
        }
    }

    #[test]
    fn a_part_with_nothing_to_say_leaves_its_weight_to_the_others() {
        let weights = Weights::new(1.0, 1.0, 1.0).expect("sound");
        let text = PairFeatures {
            text: Some(known((0.9, 5.0))),
            ..PairFeatures::default()
        };
        let alone = score(&text, &Weights::new(1.0, 0.0, 0.0).expect("sound")).get();
        assert!((score(&text, &weights).get() - alone).abs() < 0.05);
        // Much evidence on the other side outweighs the words.
        let opposed = PairFeatures {
            principles: Some(known((0.0, 20.0))),
            ..text
        };
        assert!(score(&opposed, &weights).get() < 0.25);
    }

    #[test]
    fn nothing_known_is_one_half() {
        let weights = Weights::new(0.0, 0.0, 1.0).expect("sound");
        let (alignment, explanation) =
            score_explained(&PairFeatures::default(), &Breakdown::default(), &weights);
        assert_eq!(alignment.get(), 0.5);
        assert_eq!(explanation.children[0].value, None);
    }
}
