//! Rows: text runs with nearly the same baseline.

use super::TextRun;

/// How far apart the baselines of one row may be, in font sizes: room for superscripts and small bullets.
const MAX_BASELINE_SHIFT: f32 = 0.38;

/// Text runs with nearly the same baseline, from left to right; at least one.
pub(super) type Row = Vec<TextRun>;

/// Groups runs into rows, from the top of the page to the bottom. Cost: that of sorting the runs.
pub(super) fn group_rows(mut runs: Vec<TextRun>) -> Vec<Row> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        // Only the last few rows can be near, since the runs come from top to bottom.
        let near = rows.iter_mut().rev().take(3).find(|row| {
            let anchor = widest(row);
            (anchor.y - run.y).abs() <= MAX_BASELINE_SHIFT * anchor.size.max(run.size)
        });
        match near {
            Some(row) => row.push(run),
            None => rows.push(vec![run]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    rows.sort_by(|a, b| widest(b).y.total_cmp(&widest(a).y));
    rows
}

/// The widest run of a row; its baseline is that of the row.
pub(super) fn widest(row: &[TextRun]) -> &TextRun {
    row.iter()
        .max_by(|a, b| a.width.total_cmp(&b.width))
        .expect("a row has a run")
}
