//! The score of a pair: the mean of its parts, each weighted by how much is known.

use super::explanation::NEUTRAL;
use super::{Explanation, Interval, Part, PartScore, Share, Weights};
use crate::similarity::NORMAL_QUANTILE_95;

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
const PRIOR_EVIDENCE: f64 = 0.02;

/// The key of the prior in an explanation.
const PRIOR_KEY: &str = "unsaid";

/// Returns by how much a part counts, apart from the weight of the user: the square of its precision.
///
/// The precision itself is inverse-variance weighting, which is best when errors are independent and precisions are
/// known; the higher the power, the more the best known part decides. Precisions are estimated, and a statement that was
/// misread spoils both the agreement and its precision, so more than 1 does better: 1.5 and 2 score alike.
fn evidence(features: &PairFeatures, part: Part) -> f64 {
    let precision = features.part(part).map_or(0.0, |score| score.precision);
    precision * precision
}

/// What the score of a pair is made from apart from the weights of the user: enough to score it with any weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScoreTerms {
    /// The evidence of each part, in the order of [`Part::ALL`].
    evidence: [f64; 3],
    /// How far each part pulls the score from 0.5: its evidence times its value minus 0.5.
    pull: [f64; 3],
}

impl From<&PairFeatures> for ScoreTerms {
    fn from(features: &PairFeatures) -> Self {
        let evidence = Part::ALL.map(|part| evidence(features, part));
        let from_neutral = |part| {
            features
                .part(part)
                .map_or(0.0, |one| one.value.get() - NEUTRAL)
        };
        let pull = [0, 1, 2].map(|n| evidence[n] * from_neutral(Part::ALL[n]));
        Self { evidence, pull }
    }
}

impl ScoreTerms {
    /// Computes the alignment as [`score`] does, in `[0, 1]`. Cost: one division.
    pub fn score(&self, weights: &Weights) -> f64 {
        let weights = Part::ALL.map(|part| weights.get(part));
        let sum = |terms: &[f64; 3]| {
            weights[0] * terms[0] + weights[1] * terms[1] + weights[2] * terms[2]
        };
        let score = NEUTRAL + sum(&self.pull) / (PRIOR_EVIDENCE + sum(&self.evidence));
        // Rounding may leave it just outside.
        score.clamp(0.0, 1.0)
    }
}

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
        let evidence = Part::ALL.map(|part| weights.get(part) * evidence(features, part));
        let unit = (PRIOR_EVIDENCE + evidence.iter().sum::<f64>()).recip();
        Self {
            parts: evidence.map(|evidence| evidence * unit),
            prior: PRIOR_EVIDENCE * unit,
            unit,
        }
    }
}

/// Computes the alignment of a pair: the mean of its parts and of a prior of 0.5, each weighted by how much is known.
///
/// `S = (Σ w_i · e_i · v_i + π · 0.5) / (Σ w_i · e_i + π)` with the weights `w` and values `v` of the parts, the evidence
/// `e = p²` for a precision `p`, and the evidence `π` of the prior. If each part is a noisy measure of one thing, how far two visions agree,
/// with independent normal errors, then the mean with weights in proportion to the precisions is the posterior mean
/// (Gelman et al. 2013, §2.5), and the best linear combination (inverse-variance weighting; Hedges & Olkin 1985, §6). A
/// part with nothing to say so leaves its weight to the others; silence moves the score neither way. The weights of a
/// user are a factor on top: how much each part matters to him, not how much is known.
pub fn score(features: &PairFeatures, weights: &Weights) -> Alignment {
    let score = ScoreTerms::from(features).score(weights);
    Share::clamped(score).expect("weights, precisions and values are finite")
}

/// Computes the alignments between which 95 of 100 would lie had other passages of both been written.
///
/// By the method of variance estimates recovery (Zou & Donner 2008): the distance from the alignment to either end is the
/// root of the summed squares of the distances of the parts to theirs, each times what the part counts for, so that an
/// interval that is not symmetric, as that of a percentile near 1, stays so. The variance of a precision comes in by the
/// delta method. The parts count as independent; of the prior, which stands for what is not known, any value is possible.
pub fn score_interval(features: &PairFeatures, weights: &Weights) -> Interval {
    let shares = Shares::new(features, weights);
    let score = score(features, weights).get();
    let of_prior = (shares.prior * NEUTRAL).powi(2);
    let (mut below, mut above) = (of_prior, of_prior);
    for (part, share) in Part::ALL.into_iter().zip(shares.parts) {
        let Some(found) = features.part(part) else {
            continue;
        };
        let value = found.value.get();
        // The derivative of the score by the precision of the part: the evidence is its square.
        let slope = weights.get(part) * shares.unit * (value - score) * 2.0 * found.precision;
        let by_precision = (NORMAL_QUANTILE_95 * slope).powi(2) * found.precision_variance;
        let (low, high) = found.interval;
        below += (share * (value - low)).powi(2) + by_precision;
        above += (share * (high - value)).powi(2) + by_precision;
    }
    let end = |value| Share::clamped(value).expect("precisions and their variances are finite");
    Interval {
        low: end(score - below.sqrt()),
        high: end(score + above.sqrt()),
    }
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
            interval: ((value - 0.2).max(0.0), (value + 0.1).min(1.0)),
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
            let Interval { low, high } = score_interval(&features, &weights);
            prop_assert!(low <= alignment && alignment <= high && low < high);
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
    fn an_interval_reaches_as_far_as_that_of_the_only_part() {
        let text = PairFeatures {
            text: Some(PartScore {
                interval: (0.4, 0.95),
                ..known((0.9, 50.0))
            }),
            ..PairFeatures::default()
        };
        let weights = Weights::new(1.0, 0.0, 0.0).expect("sound");
        let Interval { low, high } = score_interval(&text, &weights);
        let near = |found: Share, expected: f64| (found.get() - expected).abs() < 0.001;
        assert!(near(low, 0.4) && near(high, 0.95), "{low} {high}");
    }

    #[test]
    fn nothing_known_is_one_half() {
        let weights = Weights::new(0.0, 0.0, 1.0).expect("sound");
        let (alignment, explanation) =
            score_explained(&PairFeatures::default(), &Breakdown::default(), &weights);
        assert_eq!(alignment.get(), 0.5);
        assert_eq!(explanation.children[0].value, None);
        let Interval { low, high } = score_interval(&PairFeatures::default(), &weights);
        assert_eq!((low.get(), high.get()), (0.0, 1.0));
    }
}
