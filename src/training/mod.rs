//! Training the classifier of stances, tempo and themes on labelled documents, and measuring it by cross-validation.
//!
//! **In** come texts of labelled documents (`labelled`), **out** goes a [`StanceClassifier`] with how well it reads
//! documents that it was not trained on. The documents are read as a build reads them (`examples`), so the classifier sees
//! headings, lists and tables as it will later. This module opens no file.
//!
//! **Reading order**: `labelled`, `examples`, `reliability`, `documents`, `cross_validation`.

mod cross_validation;
mod documents;
mod examples;
mod labelled;
mod reliability;
#[cfg(test)]
mod tests;

pub use cross_validation::{Measured, MeasuredKind};
pub use documents::MeasuredPositions;
pub use examples::{DocumentExamples, UnitLabels, examples};
pub use labelled::{LabelError, LabelledDocument, LabelledTheme, LabelledUnit};
pub use reliability::{Bin, Threshold, calibration_error, reliability};

use crate::stance::{Calibrations, Detector, LabelledFeatures, StanceClassifier};
use crate::taxonomy::Taxonomy;

/// A classifier with what was measured of it.
#[derive(Debug)]
pub struct Trained {
    /// Trained on all documents.
    pub classifier: StanceClassifier,
    /// How classifiers that were trained without them read the documents of each fold.
    pub measured: Measured,
}

/// Trains a classifier for all principles of `taxonomy` on labelled documents, given by file; and for tempo and those themes
/// of which there are labels enough.
///
/// Files are dealt out over `folds` folds, from 2, in order: documents of one file often have one writer, so a file is
/// never both trained and measured on. With fewer files than folds their units are dealt out, which measures better than
/// new text would. The log-odds are calibrated on documents that are whole, not on collections of
/// sentences ([`LabelledDocument::is_collection`]), if there are any. Cost: `folds` + 1 trainings, each some seconds for
/// ten thousand units.
pub fn train(files: &[Vec<LabelledDocument>], taxonomy: &Taxonomy, folds: usize) -> Trained {
    let detector = Detector::rules_only(taxonomy);
    let files: Vec<Vec<DocumentExamples>> = files
        .iter()
        .map(|documents| {
            documents
                .iter()
                .map(|document| examples(document, &detector, taxonomy))
                .collect()
        })
        .collect();
    let files = dealt_out(files, folds.max(2));
    let names = Names::of(taxonomy);
    let measured = cross_validation::measure(&files, &names, folds.max(2));
    let classifier = names.train(&all_of(files.iter()), measured.calibrations());
    Trained {
        classifier,
        measured,
    }
}

/// The same files; or, if there are fewer than `folds`, as many with every `folds`th unit of each document.
fn dealt_out(files: Vec<Vec<DocumentExamples>>, folds: usize) -> Vec<Vec<DocumentExamples>> {
    if files.len() >= folds {
        return files;
    }
    let documents: Vec<DocumentExamples> = files.into_iter().flatten().collect();
    let of_fold = |fold| {
        let documents = documents.iter();
        documents
            .map(|document| document.every(folds, fold))
            .collect()
    };
    (0..folds).map(of_fold).collect()
}

/// The examples of some files, in order.
fn all_of<'a>(files: impl Iterator<Item = &'a Vec<DocumentExamples>>) -> Vec<LabelledFeatures> {
    files
        .flatten()
        .flat_map(|document| document.units.iter().cloned())
        .collect()
}

/// The names of what is learned, in the order of the taxonomy.
struct Names {
    principles: Vec<String>,
    themes: Vec<String>,
}

impl Names {
    fn of(taxonomy: &Taxonomy) -> Self {
        let principles = taxonomy.principles().iter();
        let themes = taxonomy.themes().iter();
        Self {
            principles: principles.map(|one| one.name.clone()).collect(),
            themes: themes.map(|one| one.name.clone()).collect(),
        }
    }

    fn train(&self, examples: &[LabelledFeatures], calibrations: Calibrations) -> StanceClassifier {
        StanceClassifier::train(
            self.principles.clone(),
            &self.themes,
            examples,
            calibrations,
        )
    }

    /// The place of each theme that a classifier reads, in its order.
    fn places_of_themes(&self, classifier: &StanceClassifier) -> Vec<usize> {
        let names = classifier.themes().iter();
        names
            .filter_map(|name| self.themes.iter().position(|one| one == name))
            .collect()
    }
}
