//! The distribution of the alignments of all pairs, from which percentiles are read.

use super::pair_table::{PairTable, pair_features, pair_parts};
use crate::municipality::Municipality;
use crate::rank::{
    Alignment, DistanceClass, PairFeatures, PairStatus, PolicyPosition, ScoreTerms, Share, Weights,
};
use crate::similarity::Distribution;
use crate::snapshot::Snapshot;

/// The most municipalities of which all pairs are scored; of more, the pairs of a sample are.
const MAX_EXACT: usize = 1_000;

/// The size of that sample.
const SAMPLE_SIZE: usize = 400;

/// A percentile needs at least this many pairs: among fewer, one pair moves it by more than a twentieth.
const MIN_PAIRS: usize = 20;

/// Alignments that lie closer together than this are the same to a reader, and a percentile among them says nothing.
const MIN_SPREAD: f64 = 0.01;

/// Up to this many alignments are compared with each pair; for more it is quicker to sort the pairs.
const MAX_COUNTED: usize = 24;

/// Pairs scored at a time: their scores stay in the nearest cache while they are counted.
const CHUNK: usize = 256;

/// The distribution of alignments over the pairs of a generation, with one set of weights.
pub(super) struct AlignmentDistribution {
    weights: Weights,
    /// What the scores of the pairs of which the visions are compared are made from, by distance class in the order of
    /// [`DistanceClass::ALL`].
    pairs: [Vec<ScoreTerms>; DistanceClass::ALL.len()],
    all: Distribution,
    /// The distribution within each distance class, in the order of [`DistanceClass::ALL`].
    at_distance: [Distribution; DistanceClass::ALL.len()],
}

/// Where an alignment stands: `None` if there are fewer than [`MIN_PAIRS`] pairs, or all have nearly the same alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Percentiles {
    /// The share of all pairs that have a lower alignment.
    pub(super) among_all: Option<Share>,
    /// The same among the pairs of the same distance class; `None` as well if the distance is unknown.
    pub(super) at_distance: Option<Share>,
}

impl AlignmentDistribution {
    /// Computes the distribution over the pairs of which the visions are compared.
    ///
    /// `positions` are the policy positions of all that was read, in register order; `table` holds their pairs. Cost: one
    /// score for each pair.
    pub(super) fn from_read(
        snapshot: &Snapshot,
        positions: &[PolicyPosition],
        table: &PairTable,
        weights: &Weights,
    ) -> Self {
        let parts = |a, b| {
            let (features, topics) = table
                .get(a, b)
                .unwrap_or_else(|| pair_parts(&snapshot.model, positions, a, b))?;
            (topics.status() == PairStatus::VisionsCompared).then_some(features)
        };
        Self::new(snapshot, parts, weights)
    }

    /// Computes the distribution of the alignments on one theme over the same pairs.
    ///
    /// `positions` are the policy positions within the theme, in register order, and `read` those of all that was read,
    /// which decide what is compared. Cost: the parts of each pair.
    pub(super) fn on_theme(
        snapshot: &Snapshot,
        positions: &[PolicyPosition],
        read: &[PolicyPosition],
        weights: &Weights,
    ) -> Self {
        let parts = |a: usize, b: usize| {
            let status = read[a].compared_topics(&read[b]).status();
            (status == PairStatus::VisionsCompared)
                .then(|| pair_features(&snapshot.model, positions, a, b))
                .flatten()
        };
        Self::new(snapshot, parts, weights)
    }

    fn new(
        snapshot: &Snapshot,
        parts: impl Fn(usize, usize) -> Option<PairFeatures>,
        weights: &Weights,
    ) -> Self {
        let municipalities: Vec<&Municipality> = snapshot.register.iter().collect();
        let mut by_class = [const { Vec::new() }; DistanceClass::ALL.len()];
        for (a, b) in pairs(municipalities.len()) {
            if let Some(features) = parts(a, b) {
                let class = DistanceClass::between(municipalities[a], municipalities[b]);
                // The classes number the lists, in the order of `DistanceClass::ALL`.
                by_class[class as usize].push(ScoreTerms::from(&features));
            }
        }
        Self::of_pairs(by_class, weights)
    }

    fn of_pairs(pairs: [Vec<ScoreTerms>; DistanceClass::ALL.len()], weights: &Weights) -> Self {
        let scores = |terms: &ScoreTerms| terms.score(weights);
        Self {
            weights: *weights,
            // Over all classes, those of unknown distance included: the class matters for the second percentile only.
            all: Distribution::new(pairs.iter().flatten().map(scores)),
            at_distance: pairs
                .each_ref()
                .map(|of_class| Distribution::new(of_class.iter().map(scores))),
            pairs,
        }
    }

    /// Returns the percentiles of alignments, each with its distance class, that were computed with these weights.
    ///
    /// Cost: two binary searches for each with the weights of the distribution; with others one score for each pair, and
    /// to count or sort them.
    pub(super) fn percentiles(
        &self,
        weights: &Weights,
        asked: &[(DistanceClass, Alignment)],
    ) -> Vec<Percentiles> {
        // The comparison is exact: weights that differ by a rounding error cost time, never a wrong percentile.
        if *weights == self.weights {
            return self.percentiles_as_scored(asked);
        }
        let mut bounds: Vec<f64> = asked.iter().map(|(_, alignment)| alignment.get()).collect();
        bounds.sort_unstable_by(f64::total_cmp);
        bounds.dedup();
        if bounds.len() > MAX_COUNTED {
            return Self::of_pairs(self.pairs.clone(), weights).percentiles_as_scored(asked);
        }
        self.counted_percentiles(weights, &bounds, asked)
    }

    fn percentiles_as_scored(&self, asked: &[(DistanceClass, Alignment)]) -> Vec<Percentiles> {
        let percentiles = |(class, alignment): &(DistanceClass, Alignment)| Percentiles {
            among_all: self.percentile(*alignment),
            at_distance: self.percentile_at(*class, *alignment),
        };
        asked.iter().map(percentiles).collect()
    }

    /// Computes percentiles with other weights without ordering the pairs anew: those below and at each of the few
    /// `bounds`, which are the alignments that are asked for, are counted.
    fn counted_percentiles(
        &self,
        weights: &Weights,
        bounds: &[f64],
        asked: &[(DistanceClass, Alignment)],
    ) -> Vec<Percentiles> {
        let at_distance = self.pairs.each_ref().map(|of_class| {
            let mut tally = Tally::new(bounds.len());
            let mut scores = [0.0; CHUNK];
            for chunk in of_class.chunks(CHUNK) {
                let scores = &mut scores[..chunk.len()];
                let terms = scores.iter_mut().zip(chunk);
                terms.for_each(|(score, terms)| *score = terms.score(weights));
                tally.add(scores, bounds);
            }
            tally
        });
        let all = Tally::sum(&at_distance, bounds.len());
        let percentiles = |(class, alignment): &(DistanceClass, Alignment)| {
            let place = bounds.partition_point(|bound| *bound < alignment.get());
            let of_class = &at_distance[*class as usize];
            Percentiles {
                among_all: all.percentile(place),
                at_distance: (*class != DistanceClass::Unknown)
                    .then(|| of_class.percentile(place))
                    .flatten(),
            }
        };
        asked.iter().map(percentiles).collect()
    }

    /// Returns the share of all pairs that have a lower alignment, with the weights of the distribution.
    ///
    /// Returns `None` if there are fewer than [`MIN_PAIRS`] pairs, or all have nearly the same alignment.
    pub(super) fn percentile(&self, alignment: Alignment) -> Option<Share> {
        percentile(&self.all, alignment)
    }

    /// Returns the share of the pairs of a distance class that have a lower alignment.
    ///
    /// Returns `None` as [`AlignmentDistribution::percentile`] does, and if the distance is unknown.
    pub(super) fn percentile_at(
        &self,
        class: DistanceClass,
        alignment: Alignment,
    ) -> Option<Share> {
        let pairs = &self.at_distance[class as usize];
        (class != DistanceClass::Unknown)
            .then(|| percentile(pairs, alignment))
            .flatten()
    }
}

fn percentile(among: &Distribution, alignment: Alignment) -> Option<Share> {
    (among.len() >= MIN_PAIRS && among.spread() >= MIN_SPREAD)
        .then(|| Share::clamped(among.percentile(alignment.get())))
        .flatten()
}

/// How many values lie below and at some bounds.
struct Tally {
    below: Vec<usize>,
    equal: Vec<usize>,
    count: usize,
    low: f64,
    high: f64,
}

impl Tally {
    fn new(bounds: usize) -> Self {
        Self {
            below: vec![0; bounds],
            equal: vec![0; bounds],
            count: 0,
            low: f64::INFINITY,
            high: f64::NEG_INFINITY,
        }
    }

    fn add(&mut self, values: &[f64], bounds: &[f64]) {
        for ((below, equal), bound) in self.below.iter_mut().zip(&mut self.equal).zip(bounds) {
            // Without branches, so that several values are compared at once.
            *below += values.iter().filter(|value| *value < bound).count();
            *equal += values.iter().filter(|value| *value == bound).count();
        }
        self.count += values.len();
        self.low = values.iter().copied().fold(self.low, f64::min);
        self.high = values.iter().copied().fold(self.high, f64::max);
    }

    /// Adds up tallies of the same bounds.
    fn sum(tallies: &[Self], bounds: usize) -> Self {
        let mut sum = Self::new(bounds);
        for tally in tallies {
            let add = |(sum, count): (&mut usize, &usize)| *sum += count;
            sum.below.iter_mut().zip(&tally.below).for_each(add);
            sum.equal.iter_mut().zip(&tally.equal).for_each(add);
            sum.count += tally.count;
            sum.low = sum.low.min(tally.low);
            sum.high = sum.high.max(tally.high);
        }
        sum
    }

    /// Returns the mid-rank percentile of the bound at `place`, as [`Distribution::percentile`] does.
    fn percentile(&self, place: usize) -> Option<Share> {
        if self.count < MIN_PAIRS || self.high - self.low < MIN_SPREAD {
            return None;
        }
        let up_to = self.below[place] + self.equal[place];
        Share::clamped((self.below[place] + up_to) as f64 / (2 * self.count) as f64)
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tallies_give_the_percentiles_of_a_sorted_distribution(
            values in prop::collection::vec(0_u8..40, 20..80),
            asked in prop::collection::vec(0_u8..40, 1..8),
        ) {
            let value = |number: u8| f64::from(number) / 40.0;
            let mut bounds: Vec<f64> = asked.iter().copied().map(value).collect();
            bounds.sort_unstable_by(f64::total_cmp);
            bounds.dedup();
            let mut tallies = [Tally::new(bounds.len()), Tally::new(bounds.len())];
            for (number, at) in values.iter().zip(0..) {
                tallies[at % 2].add(&[value(*number)], &bounds);
            }
            let all = Tally::sum(&tallies, bounds.len());
            let sorted = Distribution::new(values.iter().copied().map(value));
            for (place, bound) in bounds.iter().enumerate() {
                let expected = percentile(&sorted, Share::clamped(*bound).expect("a number"));
                prop_assert_eq!(all.percentile(place), expected);
            }
        }
    }
}
