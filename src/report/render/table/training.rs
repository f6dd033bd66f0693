//! How well a trained classifier reads.

use super::Style;
use crate::report::Language;
use crate::report::view::{TrainingBin, TrainingFigures, TrainingReport, TrainingThreshold};

/// A line on what was trained on; then for stances, tempo and themes a line for the cues alone and for each threshold, and
/// the calibration; then the same for positions of documents.
pub fn training(style: Style, view: &TrainingReport) -> String {
    let language = style.language;
    let trained_on = language.trained_on(view.documents, view.units, view.stances);
    let mut lines = vec![style.strong(&trained_on)];
    add_figures(&mut lines, language, &view.of_stances);
    for (heading, figures) in [
        (language.in_context_measured(), &view.stances_in_context),
        (language.tempo_measured(), &view.tempo),
        (language.themes_measured(), &view.themes),
    ] {
        if let Some(figures) = figures {
            lines.push(style.strong(heading));
            add_figures(&mut lines, language, figures);
        }
    }
    if let Some(positions) = &view.positions {
        lines.push(style.strong(&language.positions_measured(positions.labelled)));
        add_thresholds(&mut lines, language, &positions.thresholds);
        lines.push(language.calibration_error(positions.calibration_error));
        add_bins(&mut lines, language, &positions.reliability);
    }
    lines.join("\n")
}

fn add_figures(lines: &mut Vec<String>, language: Language, figures: &TrainingFigures) {
    lines.push(language.precision_of_cues(figures.rules_precision, figures.rules_recall));
    add_thresholds(lines, language, &figures.thresholds);
    lines.push(language.calibration_error(figures.calibration_error));
    add_bins(lines, language, &figures.reliability);
}

fn add_thresholds(lines: &mut Vec<String>, language: Language, thresholds: &[TrainingThreshold]) {
    let of_one = |one: &TrainingThreshold| {
        language.precision_of_threshold(one.threshold, one.precision, one.recall)
    };
    lines.extend(thresholds.iter().map(of_one));
}

fn add_bins(lines: &mut Vec<String>, language: Language, bins: &[TrainingBin]) {
    let of_one = |bin: &TrainingBin| language.reliability(bin.count, bin.probability, bin.correct);
    lines.extend(bins.iter().filter(|bin| bin.count > 0).map(of_one));
}
