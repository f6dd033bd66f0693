//! The alignments of all pairs with one set of weights, for percentiles.

use std::sync::Arc;

use crate::municipality::Municipality;
use crate::rank::{Alignment, DistanceClass, PairFeatures, PolicyPosition, Share, Weights, score};
use crate::similarity::{Distribution, Model};
use crate::snapshot::Snapshot;

/// More organisations than this, and percentiles rest on the pairs of evenly spread ones rather than on all.
const MOST_EXACT: usize = 1_000;

/// Then of so many.
const SAMPLED: usize = 400;

/// A percentile among fewer pairs says nothing.
const FEWEST_PAIRS: usize = 20;

/// How alignments are spread over the pairs of a generation, with one set of weights.
pub(super) struct AlignmentTable {
    pub(super) weights: Weights,
    /// What is known of each pair, whatever the weights.
    pairs: Arc<[(DistanceClass, PairFeatures)]>,
    all: Distribution,
    /// The same within each distance class, in the order of [`DistanceClass::ALL`].
    at_distance: [Distribution; DistanceClass::ALL.len()],
}

impl AlignmentTable {
    pub(super) fn new(snapshot: &Snapshot, courses: &[PolicyPosition], weights: &Weights) -> Self {
        let municipalities: Vec<&Municipality> = snapshot.register.iter().collect();
        let known = pairs(municipalities.len()).filter_map(|(a, b)| {
            let features = features(&snapshot.model, courses, a, b)?;
            let class = DistanceClass::between(municipalities[a], municipalities[b]);
            Some((class, features))
        });
        Self::of(known.collect(), weights)
    }

    /// The same pairs with other weights: a fraction of the work, which is mostly in what is known of the pairs.
    pub(super) fn weighed(&self, weights: &Weights) -> Self {
        Self::of(Arc::clone(&self.pairs), weights)
    }

    fn of(pairs: Arc<[(DistanceClass, PairFeatures)]>, weights: &Weights) -> Self {
        let mut alignments = [const { Vec::new() }; DistanceClass::ALL.len()];
        for (class, features) in pairs.iter() {
            alignments[*class as usize].push(score(features, weights).get());
        }
        Self {
            weights: *weights,
            pairs,
            all: Distribution::new(alignments.iter().flatten().copied()),
            at_distance: alignments.map(Distribution::new),
        }
    }

    pub(super) fn percentile(&self, alignment: Alignment) -> Share {
        percentile(&self.all, alignment)
    }

    /// The percentile among pairs of one distance class; nothing where the distance is not known, or too few
    /// pairs have the class.
    pub(super) fn percentile_at(
        &self,
        class: DistanceClass,
        alignment: Alignment,
    ) -> Option<Share> {
        let pairs = &self.at_distance[class as usize];
        (class != DistanceClass::Unknown && pairs.len() >= FEWEST_PAIRS)
            .then(|| percentile(pairs, alignment))
    }
}

fn percentile(among: &Distribution, alignment: Alignment) -> Share {
    Share::clamped(among.percentile(alignment.get())).expect("a percentile is a number")
}

/// What is known of a pair; nothing when one side has no text in the model.
pub(super) fn features(
    model: &Model,
    courses: &[PolicyPosition],
    a: usize,
    b: usize,
) -> Option<PairFeatures> {
    let text_similarity = Share::clamped(model.percentile(model.score(a, b)?));
    Some(PairFeatures {
        text_similarity,
        theme_similarity: courses[a].theme_similarity(&courses[b]),
        principle_agreement: courses[a].principle_agreement(&courses[b]),
    })
}

/// All pairs, or for very many organisations those of evenly spread ones.
fn pairs(organisations: usize) -> impl Iterator<Item = (usize, usize)> {
    let kept = if organisations > MOST_EXACT {
        SAMPLED
    } else {
        organisations
    };
    let place = move |n: usize| n * organisations / kept;
    (0..kept).flat_map(move |a| (a + 1..kept).map(move |b| (place(a), place(b))))
}
