//! The answer of `wiel taxonomy train`.

use serde::Serialize;

use crate::training::{
    Bin, Measured, MeasuredKind, MeasuredPositions, Threshold, calibration_error,
};

/// How well a classifier reads documents that it was not trained on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingReport {
    /// Labelled documents; a file of sentences is one.
    pub documents: usize,
    /// Units that were trained on.
    pub units: usize,
    /// Own stances in the labels of whole documents.
    pub stances: usize,
    /// The size of the result in bytes.
    pub bytes: usize,
    /// How well stances are read.
    #[serde(flatten)]
    pub of_stances: TrainingFigures,
    /// How well tempo is read; null if the labels have too little of it.
    pub tempo: Option<TrainingFigures>,
    /// How well themes are read; null if the labels have too little of them.
    pub themes: Option<TrainingFigures>,
    /// How well stances are read in the light of the sentences around; null without whole documents.
    pub stances_in_context: Option<TrainingFigures>,
    /// How well the positions of documents are read; null if none is labelled.
    pub positions: Option<TrainingPositions>,
}

/// How well the positions of documents are read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingPositions {
    /// The positions in the labels.
    pub labelled: usize,
    /// Precision and recall by the least probability that there is a position, ascending.
    pub thresholds: Vec<TrainingThreshold>,
    /// The expected calibration error of probabilities from 0.2, 0 to 1.
    pub calibration_error: f64,
    /// How often the likeliest position of a document is so.
    pub reliability: Vec<TrainingBin>,
}

/// How well one kind of label is read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingFigures {
    /// Of what the cues alone read, the share that is in the labels, 0 to 1.
    pub rules_precision: f64,
    /// Of the labels, the share that the cues alone read, 0 to 1.
    pub rules_recall: f64,
    /// The same for the classifier, by threshold, ascending.
    pub thresholds: Vec<TrainingThreshold>,
    /// The expected calibration error of probabilities from 0.2, 0 to 1.
    pub calibration_error: f64,
    /// How often what gets a probability is so.
    pub reliability: Vec<TrainingBin>,
}

/// Precision and recall of readings with at least a certain probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingThreshold {
    /// The least probability, 0 to 1.
    pub threshold: f64,
    /// 0 to 1.
    pub precision: f64,
    /// 0 to 1.
    pub recall: f64,
}

/// Readings with about the same probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TrainingBin {
    /// How many.
    pub count: usize,
    /// Their mean probability, 0 to 1.
    pub probability: f64,
    /// The share that is in the labels, 0 to 1.
    pub correct: f64,
}

/// What is less likely is not read.
const MIN_PROBABILITY: f64 = 0.2;

impl TrainingReport {
    /// The view of what was measured on `documents`, for a result of `bytes` bytes.
    pub fn new(documents: usize, bytes: usize, measured: &Measured) -> Self {
        Self {
            documents,
            units: measured.units,
            stances: measured.stances.labelled,
            bytes,
            of_stances: TrainingFigures::new(&measured.stances),
            tempo: measured.tempo.as_ref().map(TrainingFigures::new),
            themes: measured.themes.as_ref().map(TrainingFigures::new),
            stances_in_context: measured
                .stances_in_context
                .as_ref()
                .map(TrainingFigures::new),
            positions: measured.positions.as_ref().map(TrainingPositions::new),
        }
    }
}

impl TrainingFigures {
    fn new(measured: &MeasuredKind) -> Self {
        Self {
            rules_precision: measured.rules.0,
            rules_recall: measured.rules.1,
            thresholds: thresholds(&measured.thresholds),
            calibration_error: calibration_error(&measured.reliability, MIN_PROBABILITY),
            reliability: bins(&measured.reliability),
        }
    }
}

impl TrainingPositions {
    fn new(measured: &MeasuredPositions) -> Self {
        Self {
            labelled: measured.labelled,
            thresholds: thresholds(&measured.thresholds),
            calibration_error: calibration_error(&measured.reliability, MIN_PROBABILITY),
            reliability: bins(&measured.reliability),
        }
    }
}

fn thresholds(measured: &[Threshold]) -> Vec<TrainingThreshold> {
    let views = measured.iter().map(|one| TrainingThreshold {
        threshold: one.threshold,
        precision: one.precision,
        recall: one.recall,
    });
    views.collect()
}

fn bins(measured: &[Bin]) -> Vec<TrainingBin> {
    let views = measured.iter().map(|one| TrainingBin {
        count: one.count,
        probability: one.probability,
        correct: one.correct,
    });
    views.collect()
}
