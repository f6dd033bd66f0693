//! How well a classifier reads documents that it was not trained on.

use super::examples::DocumentExamples;
use super::{all_of, uncalibrated};
use crate::stance::{Calibration, Stance};

/// The thresholds at which precision and recall are given.
const THRESHOLDS: [f64; 6] = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

/// What was measured.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The units that were read, and the stances in the labels of all.
    pub units: usize,
    /// The stances in the labels, of units that were read or not.
    pub stances: usize,
    /// Makes log-odds the probabilities of whole documents.
    pub calibration: Calibration,
    /// Precision and recall of the rules alone, of stances in units.
    pub rules: (f64, f64),
    /// Precision and recall of the classifier, by threshold, ascending.
    pub thresholds: Vec<Threshold>,
    /// How often what gets a probability is so, in ten bins of equal width.
    pub reliability: Vec<Bin>,
}

/// Precision and recall of stances whose probability is at least `threshold`.
#[derive(Clone, Copy, Debug)]
pub struct Threshold {
    /// From 0 to 1.
    pub threshold: f64,
    /// Of the stances read, those in the labels; 0 to 1.
    pub precision: f64,
    /// Of the stances in the labels, those read; 0 to 1.
    pub recall: f64,
}

/// Stances with about the same probability.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// Their mean probability, 0 to 1.
    pub probability: f64,
    /// The share that is in the labels, 0 to 1.
    pub correct: f64,
}

/// The likelier stance on one principle in one unit.
struct Reading {
    log_odds: f64,
    is_correct: bool,
    is_in_document: bool,
}

/// Reads each fold with a classifier trained on the others.
pub(super) fn measure(files: &[Vec<DocumentExamples>], names: &[String], folds: usize) -> Measured {
    let mut readings = Vec::new();
    for fold in 0..folds {
        let outside = files
            .iter()
            .enumerate()
            .filter(|(at, _)| at % folds != fold);
        let inside: Vec<&DocumentExamples> = files
            .iter()
            .enumerate()
            .filter(|(at, _)| at % folds == fold)
            .flat_map(|(_, file)| file)
            .collect();
        if inside.is_empty() {
            continue;
        }
        let classifier = uncalibrated(names, &all_of(outside.map(|(_, file)| file)));
        for document in inside {
            for unit in &document.units {
                for (principle, [for_it, against]) in
                    classifier.log_odds(&unit.features).into_iter().enumerate()
                {
                    let (stance, log_odds) = if for_it >= against {
                        (Stance::For, for_it)
                    } else {
                        (Stance::Against, against)
                    };
                    readings.push(Reading {
                        log_odds,
                        is_correct: unit.stances.contains(&(principle, stance)),
                        is_in_document: !document.is_collection,
                    });
                }
            }
        }
    }
    let documents: Vec<&DocumentExamples> = files.iter().flatten().collect();
    let only_collections = documents.iter().all(|document| document.is_collection);
    let counts = |one: &&Reading| only_collections || one.is_in_document;
    let pairs: Vec<(f64, bool)> = readings
        .iter()
        .filter(counts)
        .map(|one| (one.log_odds, one.is_correct))
        .collect();
    let calibration = Calibration::fit(&pairs);
    let whole: Vec<&DocumentExamples> = documents
        .iter()
        .copied()
        .filter(|document| only_collections || !document.is_collection)
        .collect();
    let stances = whole.iter().map(|document| document.stances).sum();
    let probabilities: Vec<(f64, bool)> = pairs
        .into_iter()
        .map(|(log_odds, is_correct)| (calibration.probability(log_odds), is_correct))
        .collect();
    Measured {
        units: documents.iter().map(|document| document.units.len()).sum(),
        stances,
        calibration,
        rules: of_rules(&whole, stances),
        thresholds: THRESHOLDS
            .iter()
            .map(|threshold| at(*threshold, &probabilities, stances))
            .collect(),
        reliability: reliability(&probabilities),
    }
}

fn at(threshold: f64, readings: &[(f64, bool)], stances: usize) -> Threshold {
    let read: Vec<bool> = readings
        .iter()
        .filter(|(probability, _)| *probability >= threshold)
        .map(|(_, is_correct)| *is_correct)
        .collect();
    let correct = read.iter().filter(|is_correct| **is_correct).count();
    let (precision, recall) = shares(correct, read.len(), stances);
    Threshold {
        threshold,
        precision,
        recall,
    }
}

fn of_rules(documents: &[&DocumentExamples], stances: usize) -> (f64, f64) {
    let (mut read, mut correct) = (0, 0);
    for document in documents {
        for (unit, by_rules) in document.units.iter().zip(&document.by_rules) {
            read += by_rules.len();
            correct += by_rules
                .iter()
                .filter(|one| unit.stances.contains(one))
                .count();
        }
    }
    shares(correct, read, stances)
}

fn shares(correct: usize, read: usize, wanted: usize) -> (f64, f64) {
    let share = |of: usize| correct as f64 / of.max(1) as f64;
    (share(read), share(wanted))
}

/// How often what gets a probability is so, in ten bins of equal width: of pairs of a probability and whether it is so.
pub fn reliability(readings: &[(f64, bool)]) -> Vec<Bin> {
    let mut bins = vec![Bin::default(); 10];
    for (probability, is_correct) in readings {
        let bin = &mut bins[((probability * 10.0) as usize).min(9)];
        bin.count += 1;
        bin.probability += probability;
        bin.correct += f64::from(u8::from(*is_correct));
    }
    for bin in &mut bins {
        let count = bin.count.max(1) as f64;
        bin.probability /= count;
        bin.correct /= count;
    }
    bins
}

/// The expected calibration error of the bins from `least` on: the mean difference between probability and share, weighted
/// by count (Naeini, Cooper & Hauskrecht, AAAI 2015). Returns 0 without readings.
pub fn calibration_error(bins: &[Bin], least: f64) -> f64 {
    let counted: Vec<&Bin> = bins
        .iter()
        .filter(|bin| bin.count > 0 && bin.probability >= least)
        .collect();
    let all: usize = counted.iter().map(|bin| bin.count).sum();
    let errors = counted
        .iter()
        .map(|bin| bin.count as f64 * (bin.probability - bin.correct).abs());
    errors.sum::<f64>() / all.max(1) as f64
}
