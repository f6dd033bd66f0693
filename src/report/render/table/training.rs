//! How well a trained classifier reads.

use super::Style;
use crate::report::view::TrainingReport;

/// A line on what was trained on, a line for the cues alone and for each threshold, and the calibration.
pub fn training(style: Style, view: &TrainingReport) -> String {
    let language = style.language;
    let mut lines = vec![
        style.strong(&language.trained_on(view.documents, view.units, view.stances)),
        language.precision_of_cues(view.rules_precision, view.rules_recall),
    ];
    lines.extend(
        view.thresholds
            .iter()
            .map(|one| language.precision_of_threshold(one.threshold, one.precision, one.recall)),
    );
    lines.push(language.calibration_error(view.calibration_error));
    lines.extend(
        view.reliability
            .iter()
            .filter(|bin| bin.count > 0)
            .map(|bin| language.reliability(bin.count, bin.probability, bin.correct)),
    );
    lines.join("\n")
}
