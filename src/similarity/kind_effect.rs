//! The effect of the kind of document on a score, and its removal.
//!
//! A plan for information and a coalition agreement are written in other words, whoever writes them. Two organisations of
//! which the texts are of one kind look alike for that alone, and one with a plan looks unlike one with an agreement. So
//! the part of the score that the kinds explain is taken out: the slope of a regression of the scores of all pairs on how
//! far their kinds overlap.

use ndarray::{Array1, Array2};

use super::grouping::Grouping;

/// Added to the sum of squares of the overlap, as much as five pairs of which half are of one kind have: few pairs say
/// little of what kinds do.
const PRIOR_SQUARES: f64 = 1.25;

/// How far the kinds of documents move the score of a pair.
#[derive(Clone, Debug)]
pub(super) struct KindEffect {
    /// The shares of the passages of each organisation that are of each kind, `n × n_kinds`, with at least one column. A row
    /// of zeros if no kind is known.
    pub(super) shares: Array2<f32>,
    /// The mean overlap of pairs.
    pub(super) mean: f64,
    /// By how much the score of a pair of one kind is higher than that of a pair of different kinds.
    pub(super) slope: f64,
}

/// Returns the shares of the passages of each organisation that are of each kind, among those of known kind.
pub(super) fn kind_shares(grouping: &Grouping) -> Array2<f32> {
    let mut kinds: Vec<u16> = grouping.kinds.iter().flatten().copied().collect();
    kinds.sort_unstable();
    kinds.dedup();
    // One column at least: a file without numbers cannot be told from a damaged one.
    let mut shares = Array2::zeros((grouping.members.len(), kinds.len().max(1)));
    for (mut row, members) in shares.rows_mut().into_iter().zip(&grouping.members) {
        let known = members.iter().filter_map(|index| grouping.kinds[*index]);
        for kind in known {
            row[kinds
                .binary_search(&kind)
                .expect("every known kind is listed")] += 1.0;
        }
        let sum: f32 = row.sum();
        if sum > 0.0 {
            row /= sum;
        }
    }
    shares
}

impl KindEffect {
    /// Fits the effect to the scores of pairs. Cost: two passes over the pairs.
    pub(super) fn fit(
        shares: Array2<f32>,
        pairs: impl Iterator<Item = ((usize, usize), f64)> + Clone,
    ) -> Self {
        let known = pairs.filter_map(|(pair, score)| Some((overlap(&shares, pair)?, score)));
        let (mut count, mut overlaps, mut scores) = (0.0_f64, 0.0, 0.0);
        for (overlap, score) in known.clone() {
            count += 1.0;
            overlaps += overlap;
            scores += score;
        }
        let (mean, mean_score) = (overlaps / count.max(1.0), scores / count.max(1.0));
        let (mut products, mut squares) = (0.0, PRIOR_SQUARES);
        for (overlap, score) in known {
            products += (overlap - mean) * (score - mean_score);
            squares += (overlap - mean).powi(2);
        }
        Self {
            mean,
            // Texts of different kinds are not more alike for that; a negative slope is chance.
            slope: (products / squares).max(0.0),
            shares,
        }
    }

    /// Returns what the kinds of documents add to the score of a pair; 0 if those of one are unknown.
    pub(super) fn of(&self, pair: (usize, usize)) -> f64 {
        overlap(&self.shares, pair).map_or(0.0, |overlap| self.slope * (overlap - self.mean))
    }

    /// Returns the mean overlap and the slope, as they are stored.
    pub(super) fn coefficients(&self) -> Array1<f64> {
        Array1::from(vec![self.mean, self.slope])
    }
}

/// Returns the probability that a passage of one and a passage of the other are of one kind. Returns `None` if no kind of
/// one of them is known.
fn overlap(shares: &Array2<f32>, (a, b): (usize, usize)) -> Option<f64> {
    let (ours, theirs) = (shares.row(a), shares.row(b));
    let is_known = ours.sum() > 0.0 && theirs.sum() > 0.0;
    is_known.then(|| f64::from(ours.dot(&theirs)))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn what_kinds_explain_is_taken_out() {
        // The last has no known kind.
        let mut shares = Array2::zeros((21, 2));
        for organisation in 0..20 {
            shares[(organisation, organisation % 2)] = 1.0;
        }
        let pairs: Vec<(usize, usize)> = (0..21)
            .flat_map(|a| (a + 1..21).map(move |b| (a, b)))
            .collect();
        let score = |(a, b): (usize, usize)| {
            let same = f64::from(u8::from(a % 2 == b % 2));
            2.0 * same + ((7 * a + 3 * b) % 5) as f64 / 10.0
        };
        let effect = KindEffect::fit(shares, pairs.iter().map(|pair| (*pair, score(*pair))));
        assert!((1.8..=2.0).contains(&effect.slope), "{}", effect.slope);
        assert!(effect.of((0, 2)) > 0.0 && effect.of((0, 1)) < 0.0);
        assert!((effect.of((0, 2)) - effect.of((0, 1)) - effect.slope).abs() < 1e-12);
        assert_eq!(effect.of((0, 20)), 0.0);
    }

    #[test]
    fn few_pairs_and_one_kind_correct_little_or_nothing() {
        let effect = KindEffect::fit(
            array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
            [((0, 1), 3.0), ((0, 2), 0.0), ((1, 2), 0.0)].into_iter(),
        );
        assert!((0.5..1.5).contains(&effect.slope), "{}", effect.slope);
        let one_kind = KindEffect::fit(
            array![[1.0], [1.0], [1.0]],
            [((0, 1), 3.0), ((0, 2), 0.0), ((1, 2), 0.0)].into_iter(),
        );
        assert_eq!(one_kind.of((0, 1)), 0.0);
        // Pairs of different kinds that are more alike are chance.
        let chance = KindEffect::fit(
            array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
            [((0, 1), 0.0), ((0, 2), 3.0), ((1, 2), 3.0)].into_iter(),
        );
        assert_eq!(chance.slope, 0.0);
    }
}
