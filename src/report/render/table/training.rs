//! How well a trained classifier reads.

use super::Style;
use crate::report::Language;
use crate::report::view::{TrainingFigures, TrainingReport};

/// A line on what was trained on; then for stances, tempo and themes a line for the cues alone and for each threshold, and
/// the calibration.
pub fn training(style: Style, view: &TrainingReport) -> String {
    let language = style.language;
    let trained_on = language.trained_on(view.documents, view.units, view.stances);
    let mut lines = vec![style.strong(&trained_on)];
    add_figures(&mut lines, language, &view.of_stances);
    for (heading, figures) in [
        (language.tempo_measured(), &view.tempo),
        (language.themes_measured(), &view.themes),
    ] {
        if let Some(figures) = figures {
            lines.push(style.strong(heading));
            add_figures(&mut lines, language, figures);
        }
    }
    lines.join("\n")
}

fn add_figures(lines: &mut Vec<String>, language: Language, figures: &TrainingFigures) {
    lines.push(language.precision_of_cues(figures.rules_precision, figures.rules_recall));
    lines.extend(
        figures
            .thresholds
            .iter()
            .map(|one| language.precision_of_threshold(one.threshold, one.precision, one.recall)),
    );
    lines.push(language.calibration_error(figures.calibration_error));
    lines.extend(
        figures
            .reliability
            .iter()
            .filter(|bin| bin.count > 0)
            .map(|bin| language.reliability(bin.count, bin.probability, bin.correct)),
    );
}
