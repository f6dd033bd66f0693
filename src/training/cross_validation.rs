//! How well a classifier reads documents that it was not trained on.

use super::documents::{DocumentReadings, MeasuredPositions};
use super::examples::{DocumentExamples, UnitLabels};
use super::reliability::{Bin, Threshold, reliability};
use super::{Names, all_of};
use crate::stance::{Calibration, Calibrations, ContextModel, LabelledFeatures, UnitOdds};

/// The thresholds at which precision and recall are given.
const THRESHOLDS: [f64; 6] = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

/// What was measured.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The units that were read, and the stances in the labels of all.
    pub units: usize,
    /// Stances in units.
    pub stances: MeasuredKind,
    /// Tempo of units; `None` if no label names one.
    pub tempo: Option<MeasuredKind>,
    /// Themes of units; `None` if none is labelled.
    pub themes: Option<MeasuredKind>,
    /// What the units around it tell of a unit; `None` without whole documents.
    pub context: Option<ContextModel>,
    /// Stances of units in the light of those around them; `None` without whole documents.
    pub stances_in_context: Option<MeasuredKind>,
    /// Positions of documents; `None` if none is labelled.
    pub positions: Option<MeasuredPositions>,
}

impl Measured {
    /// What makes log-odds the probabilities of whole documents.
    pub fn calibrations(&self) -> Calibrations {
        let of_kind = |kind: &Option<MeasuredKind>| {
            kind.as_ref()
                .map_or(Calibration::NONE, |kind| kind.calibration)
        };
        Calibrations {
            stance: self.stances.calibration,
            tempo: of_kind(&self.tempo),
            theme: of_kind(&self.themes),
            context: self.context,
            position: self.positions.as_ref().map(|positions| positions.model),
        }
    }
}

/// How well one kind of label is read: stances, tempo or themes.
#[derive(Clone, Debug)]
pub struct MeasuredKind {
    /// The labels, of units that were read or not.
    pub labelled: usize,
    /// Makes log-odds the probabilities of whole documents.
    pub calibration: Calibration,
    /// Precision and recall of the rules alone.
    pub rules: (f64, f64),
    /// Precision and recall of the classifier, by threshold, ascending.
    pub thresholds: Vec<Threshold>,
    /// How often what gets a probability is so, in ten bins of equal width.
    pub reliability: Vec<Bin>,
}

/// What was read in units that a classifier was not trained on, for one kind of label: the log-odds, and whether it is so.
#[derive(Default)]
struct Readings(Vec<(f64, bool)>);

/// Reads each fold with a classifier trained on the others.
pub(super) fn measure(files: &[Vec<DocumentExamples>], names: &Names, folds: usize) -> Measured {
    // Collections of sentences are no whole documents; without any other, they must do.
    let documents: Vec<&DocumentExamples> = files.iter().flatten().collect();
    let only_collections = documents.iter().all(|document| document.is_collection);
    let counts = |document: &DocumentExamples| only_collections || !document.is_collection;
    let (mut stances, mut tempo, mut themes) = (
        Readings::default(),
        Readings::default(),
        Readings::default(),
    );
    let mut read_documents = DocumentReadings::default();
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
            .filter(|document| counts(document))
            .collect();
        if inside.is_empty() {
            continue;
        }
        let examples = all_of(outside.map(|(_, file)| file));
        let classifier = names.train(&examples, Calibrations::NONE);
        // A theme with too few examples is not read.
        let read_themes = names.places_of_themes(&classifier);
        for document in inside {
            let units = document.units.iter();
            let odds: Vec<UnitOdds> = units
                .map(|unit| classifier.log_odds(&unit.features))
                .collect();
            for (unit, odds) in document.units.iter().zip(&odds) {
                stances.add_stances(odds, unit);
                tempo.add_tempo(odds, unit);
                themes.add_themes(odds, unit, &read_themes);
            }
            read_documents.add(document, &odds);
        }
    }
    let whole: Vec<&DocumentExamples> = documents
        .iter()
        .copied()
        .filter(|document| counts(document))
        .collect();
    let labelled = whole.iter().map(|document| document.stances).sum();
    let rules = of_rules(&whole, labelled, stances_of);
    let stances = stances.measured(labelled, rules);
    let context = read_documents.read_in_context(stances.calibration);
    let in_context = read_documents.stances();
    Measured {
        units: documents.iter().map(|document| document.units.len()).sum(),
        stances_in_context: context
            .is_some()
            .then(|| of_probabilities(&in_context, labelled, rules)),
        context,
        positions: read_documents.positions(),
        stances,
        tempo: tempo.measured_if_labelled(&whole, tempo_of),
        themes: themes.measured_if_labelled(&whole, themes_of),
    }
}

impl Readings {
    fn add_stances(&mut self, odds: &UnitOdds, unit: &LabelledFeatures) {
        let likelier = odds.likelier_stances().enumerate();
        self.0.extend(likelier.map(|(principle, (stance, odds))| {
            (odds, unit.stances.contains(&(principle, stance)))
        }));
    }

    fn add_tempo(&mut self, odds: &UnitOdds, unit: &LabelledFeatures) {
        let likelier = odds.likelier_tempo().into_iter();
        self.0
            .extend(likelier.map(|(tempo, odds)| (odds, unit.tempo == Some(tempo))));
    }

    /// `places` are those of the themes of the classifier among the labels.
    fn add_themes(&mut self, odds: &UnitOdds, unit: &LabelledFeatures, places: &[usize]) {
        let Some(labelled) = &unit.themes else { return };
        let read = places.iter().zip(&odds.themes);
        self.0
            .extend(read.map(|(theme, odds)| (*odds, labelled.contains(theme))));
    }

    /// What was measured with so many labels. Returns `None` without labels or readings.
    fn measured_if_labelled(
        self,
        documents: &[&DocumentExamples],
        labels: fn(&UnitLabels) -> Vec<Label>,
    ) -> Option<MeasuredKind> {
        let units = documents.iter().flat_map(|document| &document.units);
        let labelled = units.map(|unit| labels(&labels_of(unit)).len()).sum();
        (labelled > 0 && !self.0.is_empty())
            .then(|| self.measured(labelled, of_rules(documents, labelled, labels)))
    }

    fn measured(self, labelled: usize, rules: (f64, f64)) -> MeasuredKind {
        let calibration = Calibration::fit(&self.0);
        let probabilities: Vec<(f64, bool)> = self
            .0
            .into_iter()
            .map(|(log_odds, is_correct)| (calibration.probability(log_odds), is_correct))
            .collect();
        MeasuredKind {
            calibration,
            ..of_probabilities(&probabilities, labelled, rules)
        }
    }
}

/// What was measured of probabilities that need no calibration.
fn of_probabilities(
    probabilities: &[(f64, bool)],
    labelled: usize,
    rules: (f64, f64),
) -> MeasuredKind {
    let thresholds = THRESHOLDS.iter();
    MeasuredKind {
        labelled,
        calibration: Calibration::NONE,
        rules,
        thresholds: thresholds
            .map(|threshold| at(*threshold, probabilities, labelled))
            .collect(),
        reliability: reliability(probabilities),
    }
}

fn at(threshold: f64, readings: &[(f64, bool)], labelled: usize) -> Threshold {
    let read: Vec<bool> = readings
        .iter()
        .filter(|(probability, _)| *probability >= threshold)
        .map(|(_, is_correct)| *is_correct)
        .collect();
    let correct = read.iter().filter(|is_correct| **is_correct).count();
    let (precision, recall) = shares(correct, read.len(), labelled);
    Threshold {
        threshold,
        precision,
        recall,
    }
}

/// A label of any kind as a number, so that kinds are compared in the same way.
type Label = usize;

fn stances_of(unit: &UnitLabels) -> Vec<Label> {
    let stances = unit.stances.iter();
    stances
        .map(|(principle, stance)| 2 * principle + *stance as usize)
        .collect()
}

fn tempo_of(unit: &UnitLabels) -> Vec<Label> {
    unit.tempo.iter().map(|tempo| *tempo as usize).collect()
}

fn themes_of(unit: &UnitLabels) -> Vec<Label> {
    unit.themes.clone()
}

/// The labels of a unit in the form in which the rules give theirs.
fn labels_of(unit: &LabelledFeatures) -> UnitLabels {
    UnitLabels {
        stances: unit.stances.clone(),
        tempo: unit.tempo,
        themes: unit.themes.clone().unwrap_or_default(),
    }
}

/// Precision and recall of what the rules read.
fn of_rules(
    documents: &[&DocumentExamples],
    labelled: usize,
    labels: fn(&UnitLabels) -> Vec<Label>,
) -> (f64, f64) {
    let (mut read, mut correct) = (0, 0);
    for document in documents {
        for (unit, by_rules) in document.units.iter().zip(&document.by_rules) {
            let (wanted, found) = (labels(&labels_of(unit)), labels(by_rules));
            read += found.len();
            correct += found.iter().filter(|one| wanted.contains(one)).count();
        }
    }
    shares(correct, read, labelled)
}

fn shares(correct: usize, read: usize, wanted: usize) -> (f64, f64) {
    let share = |of: usize| correct as f64 / of.max(1) as f64;
    (share(read), share(wanted))
}
