//! Runs of glyphs on a page to lines in reading order: columns left to right, lines top to bottom.

/// Glyphs that one operator of the page shows, in points; the origin is the lower left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    /// Left edge.
    pub(super) x: f32,
    /// Baseline, or nearly so.
    pub(super) y: f32,
    pub(super) width: f32,
    /// Font size.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) text: String,
}

/// One line of text in one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) x: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    /// The font size of most of its letters.
    pub(super) size: f32,
    /// Whether most of its letters are bold.
    pub(super) bold: bool,
    /// The text, cells parted by ` | ` where `cells` says so.
    pub(super) text: String,
    /// The left edges of its cells when wide gaps part it into several, as in tables.
    pub(super) cells: Vec<f32>,
    /// The column of the page, counted in reading order; a block never goes on in another.
    pub(super) column: u32,
}

/// A gap as wide as this, in font sizes, parts cells. Justified text was seen with gaps of 1.1.
const CELL_GAP: f32 = 1.8;

/// A gap as wide as this, in font sizes, is a blank. Typical blanks are 0.25, kerning stays below 0.1.
const BLANK: f32 = 0.13;

/// How far two baselines of one line may lie apart, in font sizes: room for superscripts and small bullets.
const SAME_LINE: f32 = 0.38;

/// Columns inside columns that are looked for.
const MAX_DEPTH: u32 = 4;

/// The least width of the white between columns, in points. Narrower gutters were not seen below 10-point text.
const MIN_GUTTER: f32 = 9.0;

/// Runs on a page above which columns are not looked for: drawings and maps, not text.
const MAX_RUNS: usize = 20_000;

/// Puts the runs of one page in reading order.
///
/// Cost: sorting, then for each level of columns the number of runs times the candidates for a gutter.
pub(super) fn lines(runs: Vec<Run>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut column = 0;
    let depth = if runs.len() > MAX_RUNS { MAX_DEPTH } else { 0 };
    read_region(rows(runs), depth, &mut column, &mut out);
    out
}

/// Runs with nearly the same baseline, sorted from left to right.
type Row = Vec<Run>;

/// Groups runs into rows, from the top of the page down.
fn rows(mut runs: Vec<Run>) -> Vec<Row> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        // Only the last few rows can be near: those above are further up than any font is high.
        let near = rows.iter_mut().rev().take(3).find(|row| {
            let anchor = widest(row);
            (anchor.y - run.y).abs() <= SAME_LINE * anchor.size.max(run.size)
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

fn widest(row: &Row) -> &Run {
    row.iter()
        .max_by(|a, b| a.width.total_cmp(&b.width))
        .expect("a row has a run")
}

fn read_region(rows: Vec<Row>, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    let gutter = (depth < MAX_DEPTH).then(|| find_gutter(&rows)).flatten();
    let Some(gutter) = gutter else {
        out.extend(rows.iter().filter_map(|row| line(row, *column)));
        *column += 1;
        return;
    };
    // Bands of rows that keep clear of the gutter are read column by column; rows across it part them.
    let mut band: Vec<Row> = Vec::new();
    let mut full: Vec<Row> = Vec::new();
    for row in rows {
        if crosses(&row, gutter) {
            read_band(std::mem::take(&mut band), gutter, depth, column, out);
            full.push(row);
        } else {
            flush_full(&mut full, depth, column, out);
            band.push(row);
        }
    }
    flush_full(&mut full, depth, column, out);
    read_band(band, gutter, depth, column, out);
}

/// Reads the rows that go over the whole width, between two bands.
fn flush_full(full: &mut Vec<Row>, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    if !full.is_empty() {
        read_region(std::mem::take(full), depth + 1, column, out);
    }
}

fn read_band(band: Vec<Row>, gutter: f32, depth: u32, column: &mut u32, out: &mut Vec<Line>) {
    if band.is_empty() {
        return;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in band {
        let (l, r): (Row, Row) = row.into_iter().partition(|run| run.x < gutter);
        left.extend(l);
        right.extend(r);
    }
    for side in [left, right] {
        if !side.is_empty() {
            read_region(rows(side), depth + 1, column, out);
        }
    }
}

fn crosses(row: &Row, gutter: f32) -> bool {
    row.iter()
        .any(|run| run.x < gutter - 1.0 && run.x + run.width > gutter + 1.0)
        || {
            // Two runs of one word or phrase on both sides, set close together.
            row.windows(2).any(|pair| {
                let end = pair[0].x + pair[0].width;
                pair[0].x < gutter
                    && pair[1].x >= gutter
                    && pair[1].x - end < MIN_GUTTER.min(0.9 * pair[0].size.max(pair[1].size))
            })
        }
}

/// The middle of the white that parts two columns of running text, when there is one.
///
/// Columns of text have many letters a line on both sides; tables, whose cells are short, are left together so
/// that a row is read as a row.
fn find_gutter(rows: &[Row]) -> Option<f32> {
    if rows.len() < 4 {
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
    if !(right - left > 60.0 && right - left < 20_000.0) {
        return None;
    }
    // Where runs begin after a wide white gap, a column may begin.
    let mut starts: Vec<f32> = rows
        .iter()
        .flatten()
        .map(|run| run.x)
        .filter(|x| *x > left + 0.12 * (right - left) && *x < right - 0.08 * (right - left))
        .collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|a, b| (*a - *b).abs() < 4.0);
    let best = starts
        .into_iter()
        .filter_map(|start| judge(rows, start).map(|score| (score, start)))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)))?;
    Some(best.1 - 2.0)
}

/// How well a column begins at `start`: the letters right of it, or nothing when it is no column.
fn judge(rows: &[Row], start: f32) -> Option<f32> {
    let gutter = start - 2.0;
    let (mut left_rows, mut right_rows, mut crossing, mut both) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut left_letters, mut right_letters) = (0_usize, 0_usize);
    let mut white = f32::INFINITY;
    let mut whites: Vec<f32> = Vec::new();
    for row in rows {
        if crosses(row, gutter) {
            crossing += 1;
            continue;
        }
        let is_left = |run: &&Run| run.x < gutter;
        let left: usize = row
            .iter()
            .filter(is_left)
            .map(|run| run.text.trim().len())
            .sum();
        let right: usize = row
            .iter()
            .filter(|run| !is_left(run))
            .map(|run| run.text.trim().len())
            .sum();
        left_rows += u32::from(left > 0);
        right_rows += u32::from(right > 0);
        both += u32::from(left > 0 && right > 0);
        left_letters += left;
        right_letters += right;
        if left > 0 {
            let edge = row
                .iter()
                .filter(is_left)
                .map(|run| run.x + run.width)
                .fold(f32::NEG_INFINITY, f32::max);
            whites.push(start - edge);
            white = white.min(start - edge);
        }
    }
    if left_rows < 4 || right_rows < 4 || crossing > left_rows.min(right_rows) {
        return None;
    }
    // Ragged lines end far from the gutter, but the longest nearly reach it.
    whites.sort_by(f32::total_cmp);
    let near = whites.get(whites.len() / 10).copied().unwrap_or(white);
    if near < MIN_GUTTER - 1.0 {
        return None;
    }
    let per_row = |letters: usize, rows: u32| letters as f32 / rows.max(1) as f32;
    let (left_mean, right_mean) = (
        per_row(left_letters, left_rows),
        per_row(right_letters, right_rows),
    );
    // Rows that always have both sides, one of them short, are a table.
    if left_mean < 14.0
        || right_mean < 14.0
        || (both == left_rows && left_mean.min(right_mean) < 20.0)
    {
        return None;
    }
    Some(right_letters.min(left_letters) as f32 / (1.0 + crossing as f32))
}

/// Joins the runs of a row to a line; nothing for a row of blanks.
fn line(row: &Row, column: u32) -> Option<Line> {
    let mut text = String::new();
    let mut cells: Vec<f32> = Vec::new();
    let mut right = f32::NEG_INFINITY;
    let (mut letters, mut bold, mut best) = (0_usize, 0_usize, (0_usize, 0.0_f32));
    let mut previous: Option<&Run> = None;
    for run in row {
        if run.text.trim().is_empty() {
            continue;
        }
        // Shadows and fake bold show the same glyphs twice at nearly the same place.
        if previous.is_some_and(|p| p.text == run.text && (p.x - run.x).abs() < 0.25 * run.size) {
            continue;
        }
        let size = run.size.max(previous.map_or(0.0, |p| p.size)).max(1.0);
        if previous.is_none() {
            cells.push(run.x);
        } else if run.x - right > CELL_GAP * size && !is_bullet(&text) {
            text.truncate(text.trim_end().len());
            text.push_str(" | ");
            cells.push(run.x);
        } else if run.x - right > blank(previous, run) * size
            && !text.ends_with(char::is_whitespace)
        {
            text.push(' ');
        }
        text.push_str(&run.text);
        let count = run.text.chars().filter(|c| c.is_alphanumeric()).count();
        letters += count;
        bold += if run.bold { count } else { 0 };
        if count >= best.0 {
            best = (count, run.size);
        }
        right = right.max(run.x + trimmed_width(run));
        previous = Some(run);
    }
    let anchor = widest(row);
    (!text.trim().is_empty()).then(|| Line {
        x: cells.first().copied().unwrap_or(anchor.x),
        right,
        y: anchor.y,
        size: best.1,
        bold: letters > 0 && bold * 10 > letters * 8,
        text,
        cells,
        column,
    })
}

/// The gap from which two runs are two words. A small number after a word is an index (CO₂, m²) and stands a
/// little apart.
fn blank(previous: Option<&Run>, run: &Run) -> f32 {
    let index = previous.is_some_and(|previous| run.size < 0.8 * previous.size)
        && run.text.trim().len() <= 2
        && run.text.trim().bytes().all(|byte| byte.is_ascii_digit());
    if index { 2.5 * BLANK } else { BLANK }
}

/// The width without trailing blanks, which count as letters in the font but not to the eye.
fn trimmed_width(run: &Run) -> f32 {
    let all = run.text.chars().count();
    let kept = run.text.trim_end().chars().count();
    if all == kept || all == 0 {
        return run.width;
    }
    (run.width - 0.25 * run.size * (all - kept) as f32).max(0.3 * run.width)
}

fn is_bullet(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 3 && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(x: f32, y: f32, text: &str) -> Run {
        Run {
            x,
            y,
            width: 5.0 * text.len() as f32,
            size: 10.0,
            bold: false,
            text: text.to_owned(),
        }
    }

    fn texts(runs: Vec<Run>) -> Vec<String> {
        lines(runs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
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
    fn tables_are_read_by_row() {
        let runs = (0..6)
            .flat_map(|n| {
                let y = 700.0 - 12.0 * n as f32;
                [run(50.0, y, "Jaar"), run(200.0, y, "Bedrag")]
            })
            .collect();
        assert!(texts(runs).iter().all(|text| text == "Jaar | Bedrag"));
    }

    #[test]
    fn blanks_come_from_gaps() {
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
    fn strange_numbers_do_no_harm() {
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
