//! How good a ranking is.

use super::{Style, unknown};
use crate::evaluate::Report;
use crate::report::view::EvaluationLine;

/// The measures of an evaluation, one on a line, with their intervals, and what they do and do not prove.
pub fn evaluation(style: Style, report: &Report, lines: &[EvaluationLine]) -> String {
    let language = style.language;
    let number = |value: f64| language.number(value, 4);
    let rows = lines.iter().map(|line| {
        let mut row = vec![line.method.clone(), line.measure.clone()];
        row.extend(match &line.figure {
            Some(figure) => [figure.value, figure.low, figure.high].map(number),
            None => [unknown(), String::new(), String::new()],
        });
        row
    });
    let table = style.table(
        &language.evaluation_columns(),
        &[2, 3, 4],
        1,
        rows.collect(),
    );
    let meaning = style.wrapped(&language.evaluation_meaning(report), "", "");
    format!("{table}\n\n{meaning}")
}
