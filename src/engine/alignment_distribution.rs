//! The distribution of the alignments of all pairs, from which percentiles are read.

use std::sync::Arc;

use crate::municipality::Municipality;
use crate::rank::{Alignment, DistanceClass, PairFeatures, PolicyPosition, Share, Weights, score};
use crate::similarity::{Distribution, Model};
use crate::snapshot::Snapshot;

/// The most municipalities of which all pairs are scored; of more, the pairs of a sample are.
const MAX_EXACT: usize = 1_000;

/// The size of that sample.
const SAMPLE_SIZE: usize = 400;

/// A percentile within a distance class needs at least this many pairs.
const MIN_PAIRS_IN_CLASS: usize = 20;

/// The distribution of alignments over the pairs of a generation, with one set of weights.
pub(super) struct AlignmentDistribution {
    weights: Weights,
    /// The distance class and the parts of the score of each pair, which do not depend on the weights.
    pairs: Arc<[(DistanceClass, PairFeatures)]>,
    all: Distribution,
    /// The distribution within each distance class, in the order of [`DistanceClass::ALL`].
    at_distance: [Distribution; DistanceClass::ALL.len()],
}

impl AlignmentDistribution {
    /// Computes the distribution. `positions` are the policy positions, in register order.
    ///
    /// Cost: one score for each pair.
    pub(super) fn new(
        snapshot: &Snapshot,
        positions: &[PolicyPosition],
        weights: &Weights,
    ) -> Self {
        let municipalities: Vec<&Municipality> = snapshot.register.iter().collect();
        let pairs = pairs(municipalities.len()).filter_map(|(a, b)| {
            let features = pair_features(&snapshot.model, positions, a, b)?;
            // Pairs without a score are left out: they have no alignment to rank among.
            let class = DistanceClass::between(municipalities[a], municipalities[b]);
            Some((class, features))
        });
        Self::from_pairs(pairs.collect(), weights)
    }

    /// Computes the distribution of the same pairs with other weights.
    ///
    /// This is a fraction of the cost of [`AlignmentDistribution::new`], which is mostly that of the parts.
    pub(super) fn with_weights(&self, weights: &Weights) -> Self {
        // The parts are shared rather than copied: with a thousand municipalities there are half a million pairs.
        Self::from_pairs(Arc::clone(&self.pairs), weights)
    }

    fn from_pairs(pairs: Arc<[(DistanceClass, PairFeatures)]>, weights: &Weights) -> Self {
        let mut alignments = [const { Vec::new() }; DistanceClass::ALL.len()];
        for (class, features) in pairs.iter() {
            // The classes number the distributions, in the order of `DistanceClass::ALL`.
            alignments[*class as usize].push(score(features, weights).get());
        }
        Self {
            weights: *weights,
            pairs,
            // Over all classes, those of unknown distance included: the class matters for the second percentile only.
            all: Distribution::new(alignments.iter().flatten().copied()),
            at_distance: alignments.map(Distribution::new),
        }
    }

    /// Returns the weights of the distribution.
    pub(super) fn weights(&self) -> Weights {
        self.weights
    }

    /// Returns the share of all pairs that have a lower alignment.
    pub(super) fn percentile(&self, alignment: Alignment) -> Share {
        percentile(&self.all, alignment)
    }

    /// Returns the share of the pairs of a distance class that have a lower alignment.
    ///
    /// Returns `None` if the distance is unknown or the class has fewer than [`MIN_PAIRS_IN_CLASS`] pairs.
    pub(super) fn percentile_at(
        &self,
        class: DistanceClass,
        alignment: Alignment,
    ) -> Option<Share> {
        let pairs = &self.at_distance[class as usize];
        // Among a handful of pairs a percentile would jump with each of them.
        (class != DistanceClass::Unknown && pairs.len() >= MIN_PAIRS_IN_CLASS)
            .then(|| percentile(pairs, alignment))
    }
}

fn percentile(among: &Distribution, alignment: Alignment) -> Share {
    Share::clamped(among.percentile(alignment.get())).expect("a percentile is a number")
}

/// Computes the parts of the score of a pair, given by their places in register order.
///
/// Returns `None` if one side has no text in the model.
pub(super) fn pair_features(
    model: &Model,
    positions: &[PolicyPosition],
    a: usize,
    b: usize,
) -> Option<PairFeatures> {
    // The raw similarity has no scale of its own; its percentile among all pairs is spread evenly over `[0, 1]`.
    let text_similarity = Share::clamped(model.percentile(model.score(a, b)?));
    Some(PairFeatures {
        text_similarity,
        theme_similarity: positions[a].theme_similarity(&positions[b]),
        principle_agreement: positions[a].principle_agreement(&positions[b]),
    })
}

/// Iterates over the places of all pairs of `count` municipalities, or of those of an evenly spread sample.
fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    // The number of pairs grows with the square of the number of municipalities.
    let sampled = if count > MAX_EXACT {
        SAMPLE_SIZE
    } else {
        count
    };
    // Evenly spread over the register, so that all provinces are in the sample.
    let place = move |n: usize| n * count / sampled;
    (0..sampled).flat_map(move |a| (a + 1..sampled).map(move |b| (place(a), place(b))))
}
