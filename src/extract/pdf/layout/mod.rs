//! Layout analysis: the text runs of a page to lines in reading order, columns left to right, lines top to bottom.
//!
//! A variant of the recursive X-Y cut (G. Nagy and S. Seth, *Hierarchical representation of optically scanned
//! documents*, 1984) on text runs instead of pixels: `rows` groups runs by baseline, `columns` finds the gutter at which
//! a region is divided, `line` joins the runs of a row.

mod columns;
mod line;
mod rows;

use columns::{crosses, find_gutter};
use line::join_runs;
use rows::{Row, group_rows};

/// A text run: the glyphs that one operator of the page shows. Lengths are in points; the origin is the lower left
/// corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract::pdf) struct TextRun {
    /// Left edge.
    pub(in crate::extract::pdf) x: f32,
    /// The baseline, or nearly so.
    pub(in crate::extract::pdf) y: f32,
    pub(in crate::extract::pdf) width: f32,
    /// Font size.
    pub(in crate::extract::pdf) size: f32,
    pub(in crate::extract::pdf) bold: bool,
    pub(in crate::extract::pdf) text: String,
}

/// One line of text in one column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::extract::pdf) struct Line {
    /// Left edge.
    pub(in crate::extract::pdf) x: f32,
    /// Right edge.
    pub(in crate::extract::pdf) right: f32,
    /// The baseline of its widest run.
    pub(in crate::extract::pdf) y: f32,
    /// The font size of most of its letters.
    pub(in crate::extract::pdf) size: f32,
    /// Whether most of its letters are bold.
    pub(in crate::extract::pdf) bold: bool,
    /// The text, cells parted by ` | ` where `cells` says so.
    pub(in crate::extract::pdf) text: String,
    /// The left edges of its cells, at least one; several when wide gaps part them, as in tables.
    pub(in crate::extract::pdf) cells: Vec<f32>,
    /// The column of the page, from 0, in reading order.
    pub(in crate::extract::pdf) column: u32,
}

/// How deep columns inside columns are looked for.
const MAX_COLUMN_DEPTH: u32 = 4;

/// Runs on a page above which columns are not looked for: drawings and maps, not text.
const MAX_RUNS: usize = 20_000;

/// Puts the runs of one page in reading order.
///
/// Cost: that of sorting, then for each level of columns the number of runs times the candidates for a gutter.
pub(super) fn lines(runs: Vec<TextRun>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut column = 0;
    let depth = if runs.len() > MAX_RUNS {
        MAX_COLUMN_DEPTH
    } else {
        0
    };
    read_region(group_rows(runs), depth, &mut column, &mut out);
    out
}

/// Reads the rows of a region: divides it at its gutter, or makes lines of it when it has none.
fn read_region(rows: Vec<Row>, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    let gutter = (depth < MAX_COLUMN_DEPTH)
        .then(|| find_gutter(&rows))
        .flatten();
    let Some(gutter) = gutter else {
        out.extend(rows.iter().filter_map(|row| join_runs(row, *column)));
        *column += 1;
        return;
    };
    // Bands of rows that do not cross the gutter are read column by column; rows that cross it part the bands.
    let mut band: Vec<Row> = Vec::new();
    let mut full: Vec<Row> = Vec::new();
    for row in rows {
        if crosses(&row, gutter) {
            read_band(std::mem::take(&mut band), gutter, depth, column, out);
            full.push(row);
        } else {
            read_full_rows(&mut full, depth, column, out);
            band.push(row);
        }
    }
    read_full_rows(&mut full, depth, column, out);
    read_band(band, gutter, depth, column, out);
}

/// Reads the rows over the whole width between two bands, and empties them.
fn read_full_rows(full: &mut Vec<Row>, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    if !full.is_empty() {
        read_region(std::mem::take(full), depth + 1, column, out);
    }
}

/// Reads the rows of a band: first all that is left of the gutter, then all that is right of it.
fn read_band(band: Vec<Row>, gutter: f32, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    if band.is_empty() {
        return;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in band {
        // No run lies over the gutter here, so its left edge decides.
        let (l, r): (Row, Row) = row.into_iter().partition(|run| run.x < gutter);
        left.extend(l);
        right.extend(r);
    }
    for side in [left, right] {
        if !side.is_empty() {
            // Grouped anew: the baselines of the two columns need not agree.
            read_region(group_rows(side), depth + 1, column, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f32, y: f32, text: &str) -> TextRun {
        TextRun {
            x,
            y,
            width: 5.0 * text.len() as f32,
            size: 10.0,
            bold: false,
            text: text.to_owned(),
        }
    }

    fn texts(runs: Vec<TextRun>) -> Vec<String> {
        lines(runs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn reads_columns_one_after_the_other() {
        let mut runs = vec![run(
            50.0,
            800.0,
            "Een kop die over de volle breedte van de hele pagina loopt, met veel woorden erin.",
        )];
        for n in 0..6 {
            let y = 780.0 - 12.0 * n as f32;
            runs.push(run(
                50.0,
                y,
                &format!("links regel {n} met gewone tekst er in"),
            ));
            runs.push(run(
                300.0,
                y,
                &format!("rechts regel {n} met gewone tekst er in"),
            ));
        }
        let texts = texts(runs);
        assert!(texts[0].starts_with("Een kop"), "{texts:?}");
        assert!(
            texts[1..7].iter().all(|text| text.starts_with("links")),
            "{texts:?}"
        );
        assert!(
            texts[7..].iter().all(|text| text.starts_with("rechts")),
            "{texts:?}"
        );
    }

    #[test]
    fn reads_tables_by_row() {
        let runs = (0..6)
            .flat_map(|n| {
                let y = 700.0 - 12.0 * n as f32;
                [run(50.0, y, "Jaar"), run(200.0, y, "Bedrag")]
            })
            .collect();
        assert!(texts(runs).iter().all(|text| text == "Jaar | Bedrag"));
    }

    #[test]
    fn puts_blanks_where_gaps_are() {
        assert_eq!(
            texts(vec![run(50.0, 700.0, "samen"), run(75.0, 700.0, "werken")]),
            ["samenwerken"]
        );
        assert_eq!(
            texts(vec![run(50.0, 700.0, "samen"), run(78.0, 700.0, "werken")]),
            ["samen werken"]
        );
        assert_eq!(
            texts(vec![run(50.0, 700.0, "kop"), run(50.5, 700.0, "kop")]),
            ["kop"]
        );
        assert_eq!(
            texts(vec![run(50.0, 700.0, "m"), run(55.0, 703.0, "2")]),
            ["m2"]
        );
    }

    #[test]
    fn accepts_extreme_and_undefined_coordinates() {
        let runs = vec![
            run(f32::MAX, 1.0, "a"),
            run(f32::MIN, 1.0, "b"),
            run(0.0, f32::INFINITY, "c"),
            run(f32::NAN, f32::NAN, "d"),
        ];
        // Two of them share a baseline.
        assert_eq!(lines(runs).len(), 3);
    }
}
