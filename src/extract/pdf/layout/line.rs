//! Lines: the runs of a row joined to text, with blanks and cells where the gaps say so.

use super::rows::widest;
use super::{Line, TextRun};
use crate::extract::hyphen::{Joint, joint, suspends};

/// The gap that parts two cells, in font sizes. Justified text was seen with gaps of 1.1.
const CELL_GAP: f32 = 1.8;

/// The gap that is a blank, in font sizes. Typical blanks are 0.25, kerning stays below 0.1.
const BLANK_GAP: f32 = 0.13;

/// Joins the runs of a row to a line of this column. Returns `None` for a row of blanks.
pub(super) fn join_runs(row: &[TextRun], column: u32) -> Option<Line> {
    let mut text = String::new();
    let mut cells: Vec<f32> = Vec::new();
    let mut right = f32::NEG_INFINITY;
    let mut fonts = FontCounts::default();
    let mut previous: Option<&TextRun> = None;
    for run in row {
        if run.text.trim().is_empty() || previous.is_some_and(|previous| is_double(previous, run)) {
            continue;
        }
        let size = run
            .size
            .max(previous.map_or(0.0, |previous| previous.size))
            .max(1.0);
        let gap = run.x - right;
        // The first run begins the first cell; after that a wide gap begins a cell and a small one is a blank.
        if previous.is_none() {
            cells.push(run.x);
        } else if gap > CELL_GAP * size && !is_bullet(&text) {
            text.truncate(text.trim_end().len());
            text.push_str(" | ");
            cells.push(run.x);
        } else if gap > blank_gap(previous, run) * size && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(&run.text);
        fonts.add(run);
        right = right.max(run.x + visible_width(run));
        previous = Some(run);
    }
    let text = with_painted_hyphens(text);
    let anchor = widest(row);
    (!text.trim().is_empty()).then(|| Line {
        x: cells.first().copied().unwrap_or(anchor.x),
        right,
        y: anchor.y,
        size: fonts.main_size,
        bold: fonts.is_bold(),
        text,
        cells,
        column,
    })
}

/// A line in which a soft hyphen inside it is a hyphen where no syllable can end: some programs write every hyphen as a
/// soft one, and a PDF paints every glyph that it has (ISO 32000-1, 14.8.2.2.3). Elsewhere it stays a soft one.
fn with_painted_hyphens(text: String) -> String {
    const SOFT: char = '\u{ad}';
    let inside = text.trim_end().trim_end_matches(SOFT).len();
    if !text[..inside].contains(SOFT) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        if c != SOFT || at >= inside {
            out.push(c);
        } else if (after.starts_with(' ') && suspends(after.trim_start()))
            || joint(&text[..at + c.len_utf8()], after) == Some(Joint::WithHyphen)
        {
            // A hyphen before it is the same one.
            out.truncate(out.trim_end_matches('-').len());
            out.push('-');
        } else {
            out.push(SOFT);
        }
    }
    out
}

/// The fonts in which the letters of a line are set.
#[derive(Default)]
struct FontCounts {
    letters: usize,
    bold_letters: usize,
    /// The size and the letters of the run with most letters; the last of several.
    main_size: f32,
    main_letters: usize,
}

impl FontCounts {
    fn add(&mut self, run: &TextRun) {
        let letters = run.text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold_letters += if run.bold { letters } else { 0 };
        if letters >= self.main_letters {
            (self.main_letters, self.main_size) = (letters, run.size);
        }
    }

    /// Whether more than four in five letters are bold.
    fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold_letters * 10 > self.letters * 8
    }
}

/// Whether a run repeats the one before it: shadows and fake bold show the same glyphs twice at nearly one place.
fn is_double(previous: &TextRun, run: &TextRun) -> bool {
    previous.text == run.text && (previous.x - run.x).abs() < 0.25 * run.size
}

/// The gap from which two runs are two words, in font sizes. A small number after a word is an index (CO₂, m²) and
/// stands a little apart.
fn blank_gap(previous: Option<&TextRun>, run: &TextRun) -> f32 {
    let is_index = previous.is_some_and(|previous| run.size < 0.8 * previous.size)
        && run.text.trim().len() <= 2
        && run.text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if is_index { 2.5 * BLANK_GAP } else { BLANK_GAP }
}

/// The width of a run without its trailing blanks, which have a width in the font but are not seen.
fn visible_width(run: &TextRun) -> f32 {
    let all = run.text.chars().count();
    let kept = run.text.trim_end().chars().count();
    if all == kept || all == 0 {
        return run.width;
    }
    // A blank is a quarter of the font size wide in most fonts.
    (run.width - 0.25 * run.size * (all - kept) as f32).max(0.3 * run.width)
}

/// Whether a text is as short as a bullet or the number of a list item; the gap after it parts no cells.
fn is_bullet(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 3 && !text.is_empty()
}
