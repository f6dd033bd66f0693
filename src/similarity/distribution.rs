//! The empirical distribution of scores, to turn a score into a percentile.

/// The empirical distribution of some values.
#[derive(Clone, Debug, Default)]
pub struct Distribution {
    sorted: Vec<f64>,
    variance: f64,
}

impl Distribution {
    /// The distribution of these values; NaN is left out. Cost: a sort.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        // NaN compares with nothing, so binary searches in the list would go wrong.
        let mut sorted: Vec<f64> = values.into_iter().filter(|value| !value.is_nan()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let count = sorted.len().max(1) as f64;
        let mean = sorted.iter().sum::<f64>() / count;
        let variance = sorted
            .iter()
            .map(|value| (value - mean).powi(2))
            .sum::<f64>()
            / count;
        Self { sorted, variance }
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Returns whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Returns the difference between the highest and the lowest value; 0 when there are none.
    pub fn spread(&self) -> f64 {
        match (self.sorted.first(), self.sorted.last()) {
            (Some(low), Some(high)) => high - low,
            _ => 0.0,
        }
    }

    /// Returns the population variance of the values; 0 when there are none.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// Returns the values, ascending.
    pub(super) fn values(&self) -> &[f64] {
        &self.sorted
    }

    /// Returns the mid-rank percentile of a value, `[0, 1]`: the share of values below it plus half the share equal
    /// to it. Returns 0.5 when there are no values. Cost: two binary searches.
    pub fn percentile(&self, value: f64) -> f64 {
        if self.sorted.is_empty() {
            // Without other pairs there is no reason to call a score high or low.
            return 0.5;
        }
        let below = self.sorted.partition_point(|other| *other < value);
        let up_to = self.sorted.partition_point(|other| *other <= value);
        // Mid-rank: with many equal scores, neither all of them get 0 nor all get 1.
        (below + up_to) as f64 / (2 * self.sorted.len()) as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn percentile_matches_counting(values in prop::collection::vec(-5_i8..5, 0..40), asked in -6_i8..6) {
            let distribution = Distribution::new(values.iter().map(|v| f64::from(*v)));
            let below = values.iter().filter(|v| **v < asked).count() as f64;
            let equal = values.iter().filter(|v| **v == asked).count() as f64;
            let expected = if values.is_empty() { 0.5 } else { (below + equal / 2.0) / values.len() as f64 };
            prop_assert!((distribution.percentile(f64::from(asked)) - expected).abs() < 1e-12);
        }
    }
}
