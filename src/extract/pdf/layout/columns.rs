//! Columns: the gutter, the vertical white that parts two columns of running text.

use super::TextRun;
use super::rows::Row;

/// The least width of a gutter, in points. Narrower ones were not seen below 10-point text.
const MIN_GUTTER: f32 = 9.0;

/// How far left of the second column its gutter is placed, in points.
const GUTTER_INSET: f32 = 2.0;

/// The fewest rows of a column.
const MIN_ROWS: u32 = 4;

/// The fewest bytes of text in the mean row of a column; cells of tables have fewer.
const MIN_LETTERS: f32 = 14.0;

/// The same, where every row has text on both sides, as in tables.
const MIN_TABLE_LETTERS: f32 = 20.0;

/// The width of the text of a page in which columns are looked for, in points.
const TEXT_WIDTHS: std::ops::Range<f32> = 60.0..20_000.0;

/// The place of the gutter between two columns of running text. Returns `None` when there is one column.
///
/// Columns of text have many letters in a row on both sides. Tables, whose cells are short, are not divided, so that
/// their rows are read as rows. Cost: the rows times the distinct left edges of runs.
pub(super) fn find_gutter(rows: &[Row]) -> Option<f32> {
    if rows.len() < MIN_ROWS as usize {
        return None;
    }
    let left = rows
        .iter()
        .flatten()
        .map(|run| run.x)
        .min_by(f32::total_cmp)?;
    let right = rows
        .iter()
        .flatten()
        .map(|run| run.x + run.width)
        .max_by(f32::total_cmp)?;
    if right - left <= TEXT_WIDTHS.start || !TEXT_WIDTHS.contains(&(right - left)) {
        return None;
    }
    // A column may begin at the left edge of any run, but not near the edges of the page.
    let mut starts: Vec<f32> = rows
        .iter()
        .flatten()
        .map(|run| run.x)
        .filter(|x| *x > left + 0.12 * (right - left) && *x < right - 0.08 * (right - left))
        .collect();
    starts.sort_by(f32::total_cmp);
    // Edges that differ by less are those of one column.
    starts.dedup_by(|a, b| (*a - *b).abs() < 4.0);
    let best = starts
        .into_iter()
        .filter_map(|start| score(rows, start).map(|score| (score, start)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)))?;
    Some(best.1 - GUTTER_INSET)
}

/// The score of a column that begins at `start`: the letters of the smaller side, less where rows cross the gutter.
///
/// Returns `None` when the white at `start` does not part two columns of running text.
fn score(rows: &[Row], start: f32) -> Option<f32> {
    let sides = Sides::measure(rows, start);
    if sides.left.rows < MIN_ROWS
        || sides.right.rows < MIN_ROWS
        || sides.crossing > sides.left.rows.min(sides.right.rows)
        || sides.gutter_width() < MIN_GUTTER - 1.0
    {
        return None;
    }
    let (left, right) = (sides.left.mean_letters(), sides.right.mean_letters());
    let narrower = left.min(right);
    // Rows that always have both sides, one of them short, are a table.
    let is_table = sides.both == sides.left.rows && narrower < MIN_TABLE_LETTERS;
    if narrower < MIN_LETTERS || is_table {
        return None;
    }
    let letters = sides.left.letters.min(sides.right.letters) as f32;
    Some(letters / (1.0 + sides.crossing as f32))
}

/// The rows on one side of a gutter.
#[derive(Default)]
struct Side {
    /// How many rows have text on this side.
    rows: u32,
    /// The length of that text, in bytes.
    letters: usize,
}

impl Side {
    fn add(&mut self, letters: usize) {
        self.rows += u32::from(letters > 0);
        self.letters += letters;
    }

    fn mean_letters(&self) -> f32 {
        self.letters as f32 / self.rows.max(1) as f32
    }
}

/// What stands left and right of a gutter.
#[derive(Default)]
struct Sides {
    left: Side,
    right: Side,
    /// How many rows cross the gutter.
    crossing: u32,
    /// How many rows have text on both sides.
    both: u32,
    /// The width of the white right of each row of the left side, in points.
    whites: Vec<f32>,
}

impl Sides {
    fn measure(rows: &[Row], start: f32) -> Self {
        let gutter = start - GUTTER_INSET;
        let mut sides = Self::default();
        for row in rows {
            if crosses(row, gutter) {
                sides.crossing += 1;
                continue;
            }
            let is_left = |run: &&TextRun| run.x < gutter;
            let length = |run: &TextRun| run.text.trim().len();
            let left: usize = row.iter().filter(is_left).map(length).sum();
            let right: usize = row.iter().filter(|run| !is_left(run)).map(length).sum();
            sides.left.add(left);
            sides.right.add(right);
            sides.both += u32::from(left > 0 && right > 0);
            if left > 0 {
                let edge = row
                    .iter()
                    .filter(is_left)
                    .map(|run| run.x + run.width)
                    .fold(f32::NEG_INFINITY, f32::max);
                sides.whites.push(start - edge);
            }
        }
        sides.whites.sort_by(f32::total_cmp);
        sides
    }

    /// The width of the gutter, as the tenth percentile of the whites: ragged lines end far from it, but the longest
    /// nearly reach it.
    fn gutter_width(&self) -> f32 {
        let tenth = self.whites.get(self.whites.len() / 10);
        tenth.copied().unwrap_or(f32::INFINITY)
    }
}

/// Whether a row crosses the gutter: one run lies over it, or two runs on its sides are set close together.
pub(super) fn crosses(row: &[TextRun], gutter: f32) -> bool {
    row.iter()
        .any(|run| run.x < gutter - 1.0 && run.x + run.width > gutter + 1.0)
        || row.windows(2).any(|pair| {
            // Two words of one phrase on both sides are closer than columns are.
            let end = pair[0].x + pair[0].width;
            pair[0].x < gutter
                && pair[1].x >= gutter
                && pair[1].x - end < MIN_GUTTER.min(0.9 * pair[0].size.max(pair[1].size))
        })
}
