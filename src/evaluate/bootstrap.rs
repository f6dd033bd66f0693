//! Bootstrap intervals and paired bootstrap tests (Efron & Tibshirani 1993, chapters 13 and 16).

use std::num::NonZeroU32;

use rand_mt::Mt;
use serde::Serialize;

/// The number of bootstrap draws, and the seed.
///
/// The generator is MT19937 with masked rejection, so that the draws are those of
/// `numpy.random.RandomState(seed).randint(0, n, (draws, n))` and intervals can be checked against numpy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Resampling {
    /// The number of draws. Default 2,000, with which the ends of a 95 % interval have an error of a few percent of
    /// its width.
    pub draws: NonZeroU32,
    /// The seed. Default 1.
    pub seed: u32,
}

impl Default for Resampling {
    fn default() -> Self {
        Self {
            draws: NonZeroU32::new(2000).expect("2000 is not 0"),
            seed: 1,
        }
    }
}

/// An estimate with its 95 % percentile bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The point estimate.
    pub value: f64,
    /// The 2.5th percentile over the draws.
    pub low: f64,
    /// The 97.5th percentile over the draws.
    pub high: f64,
}

/// A paired bootstrap test: the difference of two estimates over the same draws, first minus second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PairedTest {
    /// The observed difference; above 0 when the first is better.
    pub difference: f64,
    /// The 2.5th percentile of the difference over the draws.
    pub low: f64,
    /// The 97.5th percentile of the difference over the draws.
    pub high: f64,
    /// The two-sided p-value: `min(1, 2·(1 + the smaller of #{d ≤ 0} and #{d ≥ 0}) / (draws + 1))`.
    pub p_value: f64,
}

/// Differences up to this count as 0: estimates are means of fractions, whose rounding errors are smaller.
const ROUNDING_ERROR: f64 = 1e-12;

impl Estimate {
    /// An estimate with the interval of its values over the draws; without draws the interval is the estimate itself.
    pub(super) fn new(value: f64, draws: &[f64]) -> Self {
        let (low, high) = percentile_interval(draws).unwrap_or((value, value));
        Self { value, low, high }
    }
}

impl PairedTest {
    /// A test of a difference from the values of both sides over the same draws.
    pub(super) fn new(difference: f64, first: &[f64], second: &[f64]) -> Self {
        let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        // Without draws there is nothing to resample, and the point estimate stands alone.
        let (low, high) = percentile_interval(&differences).unwrap_or((difference, difference));
        // Draws without a difference count on both sides.
        let below = differences.iter().filter(|d| **d <= ROUNDING_ERROR).count();
        let above = differences
            .iter()
            .filter(|d| **d >= -ROUNDING_ERROR)
            .count();
        // Adding 1 to both counts keeps the p-value above 0 (Davison & Hinkley 1997, chapter 4).
        let p_value = 2.0 * (1 + below.min(above)) as f64 / (differences.len() + 1) as f64;
        Self {
            difference,
            low,
            high,
            p_value: p_value.min(1.0),
        }
    }
}

impl Resampling {
    /// Returns for each column the means over each draw of its rows. Columns must have the same length, at least 1,
    /// and share the draws.
    pub(super) fn bootstrap_means(&self, columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let rows = columns.first().map_or(0, Vec::len);
        let mut means = vec![Vec::with_capacity(self.draws.get() as usize); columns.len()];
        // All columns see the same rows, so differences between them are paired.
        self.for_each_draw(rows, |drawn| {
            for (column, means) in columns.iter().zip(&mut means) {
                means.push(mean(drawn.iter().map(|row| column[*row])));
            }
        });
        means
    }

    /// Calls `visit` once per draw with `rows` numbers below `rows`, drawn with replacement. Without rows it is never
    /// called.
    pub(super) fn for_each_draw(&self, rows: usize, mut visit: impl FnMut(&[usize])) {
        let Some(max) = rows.checked_sub(1) else {
            return;
        };
        let max = u32::try_from(max).expect("there are fewer rows than 2^32");
        // The smallest mask of ones that covers `max`: fewer than half of the draws are rejected.
        let mask = u32::MAX.checked_shr(max.leading_zeros()).unwrap_or(0);
        let mut rng = Mt::new(self.seed);
        let mut drawn = vec![0; rows];
        for _ in 0..self.draws.get() {
            for row in &mut drawn {
                // In the order of numpy, so that intervals can be checked against it.
                *row = random_up_to(&mut rng, max, mask);
            }
            visit(&drawn);
        }
    }
}

/// Returns a random number from 0 to `max` by rejection: numbers above it are drawn again.
fn random_up_to(rng: &mut Mt, max: u32, mask: u32) -> usize {
    // numpy makes no draw if there is a single choice.
    if max == 0 {
        return 0;
    }
    loop {
        // Rejection keeps every number equally likely; a remainder would favour small ones.
        let number = rng.next_u32() & mask;
        if number <= max {
            return number as usize;
        }
    }
}

/// Returns the mean, summed in order; NaN when there are no values.
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

/// Returns the 2.5th and 97.5th percentiles. Returns `None` when there are no values.
fn percentile_interval(values: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some((percentile(&sorted, 0.025)?, percentile(&sorted, 0.975)?))
}

/// Returns a percentile, interpolated linearly between the two nearest values, which is numpy's default.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    // No values have no percentile.
    let rank = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (rank.floor() as usize, rank.ceil() as usize);
    Some(sorted[below] + (sorted[above] - sorted[below]) * rank.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(draws: u32, seed: u32) -> Resampling {
        let draws = NonZeroU32::new(draws).expect("some");
        Resampling { draws, seed }
    }

    #[test]
    fn draws_match_numpy() {
        let mut all = Vec::new();
        draws(3, 1).for_each_draw(7, |drawn| all.extend_from_slice(drawn));
        // numpy.random.RandomState(1).randint(0, 7, (3, 7))
        let expected = [
            5, 3, 4, 0, 1, 3, 5, 0, 0, 1, 4, 5, 4, 6, 1, 2, 4, 6, 5, 2, 4,
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn draws_from_no_or_one_row() {
        let mut seen = 0;
        draws(4, 1).for_each_draw(0, |_| seen += 1);
        assert_eq!(seen, 0);
        draws(4, 1).for_each_draw(1, |drawn| {
            assert_eq!(drawn, [0]);
            seen += 1;
        });
        assert_eq!(seen, 4);
    }

    #[test]
    fn percentiles_are_interpolated() {
        // numpy.percentile([1, 2, 4, 8], [2.5, 97.5])
        let (low, high) = percentile_interval(&[8.0, 1.0, 4.0, 2.0]).expect("four values");
        assert!((low - 1.075).abs() < 1e-12 && (high - 7.7).abs() < 1e-12);
        assert_eq!(percentile_interval(&[3.0]), Some((3.0, 3.0)));
        assert_eq!(percentile_interval(&[]), None);
    }

    #[test]
    fn p_value_counts_draws_on_the_other_side() {
        let test = PairedTest::new(0.5, &[1.0, 1.0, 1.0, 0.0], &[0.0, 0.0, 0.0, 1.0]);
        assert!((test.p_value - 0.8).abs() < 1e-12);
        let same = PairedTest::new(0.0, &[0.3, 0.4], &[0.3, 0.4]);
        assert_eq!((same.p_value, same.low, same.high), (1.0, 0.0, 0.0));
    }
}
