//! The spans of the library to upright text runs.

use pdf_oxide::layout::{FontWeight, TextSpan};

use super::layout::TextRun;

/// The largest coordinate that is accepted, in points: ISO 32000-1 allows pages of 14,400.
const MAX_COORDINATE: f32 = 20_000.0;

/// The runs of a page, turned upright, and whether the page had to be turned.
///
/// The direction of the page is that of most of its letters. Text in another direction stands in margins and on maps;
/// it is put below the rest.
pub(super) fn upright_runs(spans: Vec<TextSpan>) -> (Vec<TextRun>, bool) {
    let mut letters = [0_usize; 4];
    for span in &spans {
        letters[quarter_turns(span)] += span.text.len();
    }
    let main = (0..4)
        .max_by_key(|quarter| (letters[*quarter], 4 - quarter))
        .unwrap_or(0);
    let mut runs = Vec::with_capacity(spans.len());
    let mut aside = Vec::new();
    for span in spans {
        let turns = quarter_turns(&span);
        let b = &span.bbox;
        let plausible = [b.x, b.y, b.width, b.height, span.font_size]
            .iter()
            .all(|n| n.is_finite() && n.abs() < MAX_COORDINATE);
        if !plausible || span.text.trim().is_empty() {
            continue;
        }
        // The library gives where a run begins, and its length and height in its own direction.
        let (x, y) = match main {
            0 => (b.x, b.y),
            1 => (b.y, -b.x),
            2 => (-b.x, -b.y),
            _ => (-b.y, b.x),
        };
        let run = TextRun {
            x,
            y,
            width: b.width,
            size: span.font_size.abs().max(1.0),
            bold: matches!(
                span.font_weight,
                FontWeight::Bold | FontWeight::SemiBold | FontWeight::ExtraBold | FontWeight::Black
            ),
            text: span.text,
        };
        if turns == main {
            runs.push(run)
        } else {
            aside.push(run)
        }
    }
    // Below the page, one line each, in the order of the file.
    let lowest = runs.iter().map(|run| run.y).fold(0.0_f32, f32::min);
    for (n, mut run) in aside.into_iter().enumerate() {
        run.y = lowest - 100.0 - 20.0 * n as f32;
        runs.push(run);
    }
    (runs, main != 0)
}

/// The direction of a span in quarter turns, anticlockwise, `0..4`.
fn quarter_turns(span: &TextSpan) -> usize {
    let turns = (span.rotation_degrees / 90.0).round();
    if turns.is_finite() {
        (turns as i32).rem_euclid(4) as usize
    } else {
        0
    }
}
