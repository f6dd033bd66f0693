//! What does not depend on weights or scope, computed once for every pair.

use crate::rank::{ComparedTopics, PairFeatures, PartScore, PolicyPosition, Share};
use crate::similarity::Model;

/// Up to this many municipalities the parts of the score of all pairs are kept: 17 MB for 500.
const MAX_TABLED: usize = 500;

/// The parts of the score of a pair, and what is compared.
pub(super) type PairParts = (PairFeatures, ComparedTopics);

/// The parts of the score of all pairs, by places in register order; empty for a larger register.
pub(super) struct PairTable {
    count: usize,
    /// Row after row, the pairs `a < b`; `None` where one of the two has no text.
    pairs: Vec<Option<PairParts>>,
}

impl PairTable {
    /// Computes the table. Cost: the parts of each pair.
    pub(super) fn new(model: &Model, positions: &[PolicyPosition]) -> Self {
        let count = positions.len();
        if count > MAX_TABLED {
            return Self {
                count: 0,
                pairs: Vec::new(),
            };
        }
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        Self {
            count,
            pairs: pairs
                .map(|(a, b)| pair_parts(model, positions, a, b))
                .collect(),
        }
    }

    /// Returns the parts of a pair, or `None` if it is not in the table. The order of the two does not matter.
    pub(super) fn get(&self, a: usize, b: usize) -> Option<Option<PairParts>> {
        let (a, b) = (a.min(b), a.max(b));
        if a == b || b >= self.count {
            return None;
        }
        // Pairs before row `a`: n − 1 of the first row, n − 2 of the second, and so on.
        let before = a * self.count - a * (a + 1) / 2;
        self.pairs.get(before + b - a - 1).copied()
    }
}

/// Computes the parts of the score of a pair, or `None` if one of the two has no text.
pub(super) fn pair_parts(
    model: &Model,
    positions: &[PolicyPosition],
    a: usize,
    b: usize,
) -> Option<PairParts> {
    let features = pair_features(model, positions, a, b)?;
    Some((features, positions[a].compared_topics(&positions[b])))
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
    let similarity = model.similarity(a, b)?;
    Some(PairFeatures {
        text: Some(PartScore {
            value: Share::clamped(similarity.percentile)?,
            precision: similarity.precision,
            interval: similarity.interval,
            precision_variance: 0.0,
        }),
        themes: positions[a].theme_similarity(&positions[b]),
        principles: positions[a].principle_agreement(&positions[b]),
    })
}
