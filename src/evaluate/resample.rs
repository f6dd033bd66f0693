//! Intervals and paired tests by drawing again with replacement (Efron & Tibshirani 1993, chapters 13 and 16).

use std::num::NonZeroU32;

use rand_mt::Mt;
use serde::Serialize;

/// How many draws, and from which seed.
///
/// The generator is MT19937 with masked rejection, so that the draws are those of
/// `numpy.random.RandomState(seed).randint(0, n, (draws, n))` and intervals can be checked against numpy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Resampling {
    /// How many draws; default 2,000, which leaves the ends of a 95 % interval an error of a few percent of
    /// its width.
    pub draws: NonZeroU32,
    /// The seed; default 1.
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

/// A figure with its 95 % percentile interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// The figure as measured.
    pub value: f64,
    /// The 2.5th percentile over the draws.
    pub low: f64,
    /// The 97.5th percentile over the draws.
    pub high: f64,
}

/// A paired bootstrap test: the difference of two figures over the same draws, first minus second.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PairedTest {
    /// The difference as measured; above 0 when the first is better.
    pub difference: f64,
    /// The 2.5th percentile of the difference over the draws.
    pub low: f64,
    /// The 97.5th percentile of the difference over the draws.
    pub high: f64,
    /// Two-sided: `min(1, 2·(1 + the smaller of #{d ≤ 0} and #{d ≥ 0}) / (draws + 1))`.
    pub p_value: f64,
}

/// Differences this small are none: the figures are means of fractions, which rounding moves by less.
const ROUNDING: f64 = 1e-12;

impl Figure {
    /// A figure with the interval of what the draws gave; of no draws the interval is the figure itself.
    pub(super) fn new(value: f64, drawn: &[f64]) -> Self {
        let (low, high) = interval(drawn).unwrap_or((value, value));
        Self { value, low, high }
    }
}

impl PairedTest {
    /// A test of a difference with what the draws gave for both sides, in the same order.
    pub(super) fn new(difference: f64, first: &[f64], second: &[f64]) -> Self {
        let drawn: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
        let (low, high) = interval(&drawn).unwrap_or((difference, difference));
        let below = drawn.iter().filter(|d| **d <= ROUNDING).count();
        let above = drawn.iter().filter(|d| **d >= -ROUNDING).count();
        let p_value = 2.0 * (1 + below.min(above)) as f64 / (drawn.len() + 1) as f64;
        Self {
            difference,
            low,
            high,
            p_value: p_value.min(1.0),
        }
    }
}

impl Resampling {
    /// The mean of each column over each draw of its rows; columns have the same length, at least 1, and
    /// share the draws. Result: for each column one mean per draw.
    pub(super) fn means(&self, columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let rows = columns.first().map_or(0, Vec::len);
        let mut means = vec![Vec::with_capacity(self.draws.get() as usize); columns.len()];
        self.each(rows, |drawn| {
            for (column, means) in columns.iter().zip(&mut means) {
                means.push(mean(drawn.iter().map(|row| column[*row])));
            }
        });
        means
    }

    /// Calls `with` once per draw with `rows` numbers below `rows`.
    pub(super) fn each(&self, rows: usize, mut with: impl FnMut(&[usize])) {
        let Some(largest) = rows.checked_sub(1) else {
            return;
        };
        let largest = u32::try_from(largest).expect("there are fewer rows than 2^32");
        let mask = u32::MAX.checked_shr(largest.leading_zeros()).unwrap_or(0);
        let mut source = Mt::new(self.seed);
        let mut drawn = vec![0; rows];
        for _ in 0..self.draws.get() {
            for row in &mut drawn {
                *row = below(&mut source, largest, mask);
            }
            with(&drawn);
        }
    }
}

/// A number from 0 to `largest`: numbers above it are drawn again; without choice nothing is drawn.
fn below(source: &mut Mt, largest: u32, mask: u32) -> usize {
    if largest == 0 {
        return 0;
    }
    loop {
        let number = source.next_u32() & mask;
        if number <= largest {
            return number as usize;
        }
    }
}

/// The mean, summed in order. Not a number when there is nothing.
pub(super) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

/// The 2.5th and 97.5th percentiles.
fn interval(drawn: &[f64]) -> Option<(f64, f64)> {
    let mut sorted = drawn.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some((percentile(&sorted, 0.025)?, percentile(&sorted, 0.975)?))
}

/// Between the two nearest values, linearly: numpy's default.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = share * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (at.floor() as usize, at.ceil() as usize);
    Some(sorted[below] + (sorted[above] - sorted[below]) * at.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(draws: u32, seed: u32) -> Resampling {
        let draws = NonZeroU32::new(draws).expect("some");
        Resampling { draws, seed }
    }

    #[test]
    fn draws_are_those_of_numpy() {
        let mut all = Vec::new();
        draws(3, 1).each(7, |drawn| all.extend_from_slice(drawn));
        // numpy.random.RandomState(1).randint(0, 7, (3, 7))
        let expected = [
            5, 3, 4, 0, 1, 3, 5, 0, 0, 1, 4, 5, 4, 6, 1, 2, 4, 6, 5, 2, 4,
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn few_rows_are_no_trouble() {
        let mut seen = 0;
        draws(4, 1).each(0, |_| seen += 1);
        assert_eq!(seen, 0);
        draws(4, 1).each(1, |drawn| {
            assert_eq!(drawn, [0]);
            seen += 1;
        });
        assert_eq!(seen, 4);
    }

    #[test]
    fn percentiles_lie_between_values() {
        // numpy.percentile([1, 2, 4, 8], [2.5, 97.5])
        let (low, high) = interval(&[8.0, 1.0, 4.0, 2.0]).expect("four values");
        assert!((low - 1.075).abs() < 1e-12 && (high - 7.7).abs() < 1e-12);
        assert_eq!(interval(&[3.0]), Some((3.0, 3.0)));
        assert_eq!(interval(&[]), None);
    }

    #[test]
    fn p_values_count_the_draws_on_the_other_side() {
        let test = PairedTest::new(0.5, &[1.0, 1.0, 1.0, 0.0], &[0.0, 0.0, 0.0, 1.0]);
        assert!((test.p_value - 0.8).abs() < 1e-12);
        let same = PairedTest::new(0.0, &[0.3, 0.4], &[0.3, 0.4]);
        assert_eq!((same.p_value, same.low, same.high), (1.0, 0.0, 0.0));
    }
}
