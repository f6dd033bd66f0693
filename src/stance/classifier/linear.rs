//! Logistic regressions over the same features, one for each class, each weight kept in 8 bits.

use super::features::{COLUMNS, Features};
use super::regression::fit;

/// The intercept of a class that is never read.
const NEVER: f32 = -100.0;

/// A class with fewer examples cannot be learned.
const MIN_EXAMPLES: usize = 3;

/// With 1 probabilities are calibrated worse, with 0.5 less is found; chosen by cross-validation (`tests/reader/README.md`).
const EXPONENT: f64 = 0.7;

/// The figures of some classes.
#[derive(Debug)]
pub(super) struct LinearModel {
    /// For each column, the weights of all classes beside each other.
    pub(super) weights: Vec<i8>,
    /// For each class, what a weight of 1 stands for.
    pub(super) scales: Vec<f32>,
    /// For each class, the intercept.
    pub(super) intercepts: Vec<f32>,
}

/// How rare each column is in the examples: the logarithm of the inverse share of the examples that have it ("inverse
/// document frequency", Spärck Jones, Journal of Documentation 28(1), 1972) to the power [`EXPONENT`], scaled so that the
/// examples keep their mean squared length. The penalty on weights then holds rare columns, which tell more, less tightly than common ones.
pub(super) struct Rarity(Vec<f32>);

impl Rarity {
    /// Counts the examples. Cost: one pass over the non-zero values.
    pub(super) fn of<'a>(examples: impl Iterator<Item = &'a Features> + Clone) -> Self {
        let mut counts = vec![0_u32; COLUMNS];
        for (column, _) in examples.clone().flat_map(|one| &one.0) {
            counts[*column as usize] += 1;
        }
        let all = examples.clone().count() as f64;
        let mut factors: Vec<f64> = counts
            .iter()
            .map(|count| (all / f64::from((*count).max(1))).ln().powf(EXPONENT))
            .collect();
        let (mut before, mut after) = (0.0, 0.0);
        for (column, value) in examples.flat_map(|one| &one.0) {
            let squared = f64::from(value * value);
            before += squared;
            after += squared * factors[*column as usize].powi(2);
        }
        let scale = if after > 0.0 {
            (before / after).sqrt()
        } else {
            1.0
        };
        factors.iter_mut().for_each(|factor| *factor *= scale);
        Self(factors.into_iter().map(|factor| factor as f32).collect())
    }

    /// The same features, each value times the rarity of its column.
    pub(super) fn weighted(&self, features: &Features) -> Features {
        let values = features.0.iter();
        Features(
            values
                .map(|(column, value)| (*column, value * self.0[*column as usize]))
                .collect(),
        )
    }
}

impl LinearModel {
    /// A model in which no class is ever read.
    pub(super) fn untrained(classes: usize) -> Self {
        Self {
            weights: vec![0; COLUMNS * classes],
            scales: vec![0.0; classes],
            intercepts: vec![NEVER; classes],
        }
    }

    /// The number of classes.
    pub(super) fn classes(&self) -> usize {
        self.scales.len()
    }

    /// Trains one class on examples, weighted by `rarity`, and whether each is of it, one target for each example. A class
    /// with fewer than three examples is never read.
    pub(super) fn train(
        &mut self,
        class: usize,
        examples: &[&Features],
        targets: &[bool],
        rarity: &Rarity,
    ) {
        if targets.iter().filter(|target| **target).count() >= MIN_EXAMPLES {
            let mut weights = fit(examples, targets);
            // What is read later is not weighted, so its weights are.
            for (weight, factor) in weights.iter_mut().zip(&rarity.0) {
                *weight *= factor;
            }
            self.set(class, &weights);
        }
    }

    /// Keeps the weights of a class in 8 bits.
    fn set(&mut self, class: usize, weights: &[f32]) {
        let (weights, intercept) = weights.split_at(COLUMNS);
        let largest = weights
            .iter()
            .fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let scale = largest / f32::from(i8::MAX);
        let classes = self.classes();
        for (column, weight) in weights.iter().enumerate() {
            self.weights[column * classes + class] = (weight / scale).round() as i8;
        }
        self.scales[class] = scale;
        self.intercepts[class] = intercept[0];
    }

    /// The log-odds of each class. Cost: a multiplication for each class and non-zero value.
    pub(super) fn log_odds(&self, features: &Features) -> Vec<f64> {
        let classes = self.classes();
        let mut sums = vec![0.0_f32; classes];
        for (column, value) in &features.0 {
            let from = *column as usize * classes;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[from..from + classes]) {
                *sum += value * f32::from(*weight);
            }
        }
        let figures = self.scales.iter().zip(&self.intercepts);
        sums.iter()
            .zip(figures)
            .map(|(sum, (scale, intercept))| f64::from(sum * scale + intercept))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rare_weighs_more_and_lengths_stay() {
        let examples: Vec<Features> = (0..8)
            .map(|at| Features(vec![(0, 1.0), (1 + at % 4, 1.0)]))
            .collect();
        let rarity = Rarity::of(examples.iter());
        let weighted = rarity.weighted(&examples[0]);
        let [(_, common), (_, rare)] = weighted.0[..] else {
            panic!("two columns");
        };
        // Column 0 is in all examples, so it tells nothing.
        assert!(common.abs() < 1e-6 && (rare - 2.0_f32.sqrt()).abs() < 1e-5);
    }

    #[test]
    fn a_trained_class_reads_features_as_they_are() {
        let examples: Vec<Features> = (0..40)
            .map(|at| Features(vec![(at % 2, 1.0), (2 + at % 5, 0.5)]))
            .collect();
        let rarity = Rarity::of(examples.iter());
        let weighted: Vec<Features> = examples.iter().map(|one| rarity.weighted(one)).collect();
        let targets: Vec<bool> = (0..40).map(|at| at % 2 == 0).collect();
        let mut model = LinearModel::untrained(1);
        assert!(model.log_odds(&examples[0])[0] < -50.0);
        model.train(0, &weighted.iter().collect::<Vec<_>>(), &targets, &rarity);
        assert!(model.log_odds(&examples[0])[0] > 1.0);
        assert!(model.log_odds(&examples[1])[0] < -1.0);
    }
}
