//! Whole documents that a classifier was not trained on: what the units around it tell of a unit, and what all of them tell of
//! the position of the document.

use super::examples::DocumentExamples;
use super::reliability::{Bin, Threshold, reliability};
use crate::stance::{
    Calibration, ContextModel, DocumentPosition, DocumentStances, PositionEvidence, PositionModel,
    Stance, UnitOdds,
};

/// The probabilities of a position at which precision and recall are given.
const THRESHOLDS: [f64; 6] = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9];

/// How well the positions of documents are read.
#[derive(Clone, Debug)]
pub struct MeasuredPositions {
    /// Makes positions of the stances of units.
    pub model: PositionModel,
    /// The positions in the labels.
    pub labelled: usize,
    /// Precision and recall, by the least probability that there is a position, ascending.
    pub thresholds: Vec<Threshold>,
    /// How often the likeliest position of a document is so, in ten bins of equal width.
    pub reliability: Vec<Bin>,
}

/// Whole documents with the stances of their units: log-odds, until they are read in context.
#[derive(Default)]
pub(super) struct DocumentReadings(Vec<DocumentReading>);

struct DocumentReading {
    units: DocumentStances,
    /// The stances in the labels, by unit.
    labels: Vec<Vec<(usize, Stance)>>,
    /// By unit, whether it is evidence of a position.
    is_evidence: Vec<bool>,
    /// By principle; `None` where nobody labelled them.
    positions: Option<Vec<Option<DocumentPosition>>>,
}

impl DocumentReadings {
    /// Adds a document of which `odds` has those of each unit. A collection of sentences is passed over.
    pub(super) fn add(&mut self, document: &DocumentExamples, odds: &[UnitOdds]) {
        if document.is_collection {
            return;
        }
        let units = document.units.iter();
        self.0.push(DocumentReading {
            units: DocumentStances {
                headings: document.headings.clone(),
                stances: odds.iter().map(|odds| odds.stances.clone()).collect(),
            },
            labels: units.map(|unit| unit.stances.clone()).collect(),
            is_evidence: document.is_evidence.clone(),
            positions: document.positions.clone(),
        });
    }

    /// Makes probabilities of all log-odds, first by `calibration` and then in the light of the units around, by the model
    /// that is trained on them and returned: its few figures cannot learn documents by heart. Returns `None` without
    /// documents.
    pub(super) fn read_in_context(&mut self, calibration: Calibration) -> Option<ContextModel> {
        if self.0.is_empty() {
            return None;
        }
        for stances in self.0.iter_mut().flat_map(|one| &mut one.units.stances) {
            for pair in stances {
                *pair = pair.map(|odds| calibration.probability(odds));
            }
        }
        let examples: Vec<_> = self
            .0
            .iter()
            .map(|one| (one.units.clone(), one.labels.clone()))
            .collect();
        let model = ContextModel::fit(&examples);
        for one in &mut self.0 {
            one.units.stances = model.apply(&one.units);
        }
        Some(model)
    }

    /// The probability of the likelier stance of each unit on each principle, with whether it is in the labels.
    pub(super) fn stances(&self) -> Vec<(f64, bool)> {
        let documents = self.0.iter();
        let units = documents.flat_map(|one| one.units.stances.iter().zip(&one.labels));
        let stances = units.flat_map(|(stances, labels)| {
            stances.iter().enumerate().map(|(principle, [yes, no])| {
                let (probability, stance) = if yes >= no {
                    (*yes, Stance::For)
                } else {
                    (*no, Stance::Against)
                };
                (probability, labels.contains(&(principle, stance)))
            })
        });
        stances.collect()
    }

    /// Trains the model of positions and measures it, on the same documents as above. Returns `None` if no position is
    /// labelled.
    pub(super) fn positions(&self) -> Option<MeasuredPositions> {
        let examples: Vec<(PositionEvidence, Option<DocumentPosition>)> =
            self.0.iter().flat_map(DocumentReading::examples).collect();
        if examples.is_empty() {
            return None;
        }
        let model = PositionModel::fit(&examples);
        let labelled = examples
            .iter()
            .filter(|(_, position)| position.is_some())
            .count();
        let thresholds = THRESHOLDS.map(|threshold| {
            let read = examples.iter().filter_map(|(evidence, position)| {
                let found = model.position(evidence, threshold)?;
                Some(Some(found) == *position)
            });
            let (mut count, mut correct) = (0_usize, 0_usize);
            for is_correct in read {
                count += 1;
                correct += usize::from(is_correct);
            }
            Threshold {
                threshold,
                precision: correct as f64 / count.max(1) as f64,
                recall: correct as f64 / labelled.max(1) as f64,
            }
        });
        let likeliest: Vec<(f64, bool)> = examples
            .iter()
            .map(|(evidence, position)| {
                let (found, probability) = model.likeliest(evidence);
                (probability, Some(found) == *position)
            })
            .collect();
        Some(MeasuredPositions {
            model,
            labelled,
            thresholds: thresholds.to_vec(),
            reliability: reliability(&likeliest),
        })
    }
}

impl DocumentReading {
    /// What its units are evidence of on each principle, with its position.
    fn examples(&self) -> Vec<(PositionEvidence, Option<DocumentPosition>)> {
        let positions = self.positions.iter().flatten().enumerate();
        let of_principle = |(principle, position): (usize, &Option<DocumentPosition>)| {
            let mut evidence = PositionEvidence::default();
            let units = self.units.stances.iter().zip(&self.is_evidence);
            for (unit, _) in units.filter(|(_, is_evidence)| **is_evidence) {
                evidence.add(unit[principle]);
            }
            (evidence, *position)
        };
        positions.map(of_principle).collect()
    }
}
