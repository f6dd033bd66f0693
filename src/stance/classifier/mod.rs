//! A linear classifier of stances: how likely a unit is for or against each principle.
//!
//! For each principle and each of the two stances, a logistic regression over hashed features: the words of the unit,
//! pairs of words and character n-grams; the words of its heading and of the line that introduces it; and what the rules
//! of this module read in it. It is trained on labelled documents (`crate::training`), and keeps each weight in 8 bits.
//!
//! Feature hashing: Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009. Calibration:
//! `calibration.rs`.

mod calibration;
mod features;
mod file;
mod regression;

pub use calibration::Calibration;
pub use features::Features;
pub(super) use features::UnitContext;
pub use file::ClassifierError;

use std::sync::{Arc, LazyLock};

use super::statement::Stance;
use features::COLUMNS;
use regression::fit;

/// The stances of the classes of one principle, in their order.
const STANCES: [Stance; 2] = [Stance::For, Stance::Against];

/// The probability of each stance of a unit on each principle.
#[derive(Debug)]
pub struct StanceClassifier {
    /// The names of the principles. Each has two classes: for it, and against it.
    principles: Vec<String>,
    /// For each column, the weights of all classes beside each other.
    weights: Vec<i8>,
    /// For each class, what a weight of 1 stands for.
    scales: Vec<f32>,
    /// For each class, the intercept.
    intercepts: Vec<f32>,
    /// Makes probabilities of the log-odds.
    calibration: Calibration,
}

/// A unit with what a reader says of it.
#[derive(Clone, Debug)]
pub struct LabelledFeatures {
    /// What the classifier sees.
    pub features: Features,
    /// The stances it takes, by the position of the principle in the names.
    pub stances: Vec<(usize, Stance)>,
}

impl StanceClassifier {
    /// Returns the classifier of the program, which all threads share. Cost: some milliseconds and 4 MB the first time.
    ///
    /// # Panics
    /// If the figures that were compiled into the program are damaged, which a test rules out.
    pub fn shared() -> Arc<Self> {
        static SHARED: LazyLock<Arc<StanceClassifier>> = LazyLock::new(|| {
            let read = StanceClassifier::from_bytes(file::BUILTIN);
            Arc::new(read.expect("the figures in the program are whole"))
        });
        Arc::clone(&SHARED)
    }

    /// Trains a classifier for principles with these names. The same examples in the same order give the same figures.
    ///
    /// A class with fewer than three examples is never read. Cost: some twelve passes over the examples for each class.
    pub fn train(
        principles: Vec<String>,
        examples: &[LabelledFeatures],
        calibration: Calibration,
    ) -> Self {
        let classes = 2 * principles.len();
        let features: Vec<&Features> = examples.iter().map(|one| &one.features).collect();
        let mut classifier = Self {
            principles,
            weights: vec![0; COLUMNS * classes],
            scales: vec![0.0; classes],
            intercepts: vec![NEVER; classes],
            calibration,
        };
        for class in 0..classes {
            let wanted = (class / 2, STANCES[class % 2]);
            let targets: Vec<bool> = examples
                .iter()
                .map(|one| one.stances.contains(&wanted))
                .collect();
            if targets.iter().filter(|target| **target).count() >= MIN_EXAMPLES {
                classifier.set(class, &fit(&features, &targets));
            }
        }
        classifier
    }

    /// Keeps the weights of a class in 8 bits.
    fn set(&mut self, class: usize, weights: &[f32]) {
        let (weights, intercept) = weights.split_at(COLUMNS);
        let largest = weights
            .iter()
            .fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
        let scale = largest / f32::from(i8::MAX);
        let classes = self.scales.len();
        for (column, weight) in weights.iter().enumerate() {
            self.weights[column * classes + class] = (weight / scale).round() as i8;
        }
        self.scales[class] = scale;
        self.intercepts[class] = intercept[0];
    }

    /// The names of its principles.
    pub fn principles(&self) -> &[String] {
        &self.principles
    }

    /// The log-odds before calibration: for each principle, for it and against it.
    pub fn log_odds(&self, features: &Features) -> Vec<[f64; 2]> {
        let classes = self.scales.len();
        let mut sums = vec![0.0_f32; classes];
        for (column, value) in &features.0 {
            let from = *column as usize * classes;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[from..from + classes]) {
                *sum += value * f32::from(*weight);
            }
        }
        let of_class =
            |class: usize| f64::from(sums[class] * self.scales[class] + self.intercepts[class]);
        (0..classes / 2)
            .map(|principle| [of_class(2 * principle), of_class(2 * principle + 1)])
            .collect()
    }

    /// The calibrated probabilities: for each principle, that the unit is for it and that it is against it, 0 to 1.
    pub fn probabilities(&self, features: &Features) -> Vec<[f64; 2]> {
        let log_odds = self.log_odds(features);
        log_odds
            .into_iter()
            .map(|pair| pair.map(|x| self.calibration.probability(x)))
            .collect()
    }

    /// The likelier stance on each principle, with its probability, where that is at least `threshold`; by principle.
    pub fn stances(&self, features: &Features, threshold: f64) -> Vec<(usize, Stance, f64)> {
        let likelier = |(principle, [for_it, against]): (usize, [f64; 2])| {
            let (stance, probability) = if for_it >= against {
                (Stance::For, for_it)
            } else {
                (Stance::Against, against)
            };
            (probability >= threshold).then_some((principle, stance, probability))
        };
        self.probabilities(features)
            .into_iter()
            .enumerate()
            .filter_map(likelier)
            .collect()
    }
}

/// The intercept of a class that is never read.
const NEVER: f32 = -100.0;

/// A class with fewer examples cannot be learned.
const MIN_EXAMPLES: usize = 3;
