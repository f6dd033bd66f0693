//! Lines in reading order to blocks: headings by their font, list items by their bullet, table rows by their cells,
//! paragraphs by the white between them.

use super::font_sizes::{FontSizes, MAX_HEADING_BYTES, MAX_LEVELS};
use super::layout::Line;
use crate::document::BlockKind;
use crate::extract::contents;
use crate::extract::plain::{heading_level, without_bullet};

/// A block before its text is tidied: lines are parted by line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawBlock {
    pub(super) kind: BlockKind,
    pub(super) text: String,
}

/// Divides the lines of one page into blocks, in order.
pub(super) fn blocks(lines: &[Line], fonts: &FontSizes) -> Vec<RawBlock> {
    let mut out: Vec<RawBlock> = Vec::new();
    let mut previous: Option<&Line> = None;
    let leading = leading(lines);
    let lists_contents = lines
        .iter()
        .take(10)
        .any(|line| contents::is_title(&line.text));
    for (at, line) in lines.iter().enumerate() {
        let kind = kind(lines, at, fonts);
        let continues_block = previous.is_some_and(|previous| {
            let entry = lists_contents && ends_in_digit(&previous.text);
            !entry
                && out.last().is_some_and(|block| {
                    continues(
                        block,
                        previous,
                        line,
                        kind,
                        leading,
                        column_width(lines, line.column),
                    )
                })
        });
        let text = match kind {
            BlockKind::ListItem => without_bullet(line.text.trim()).unwrap_or(&line.text),
            _ => line.text.as_str(),
        };
        // Gaps inside a line of running text or of a heading are no cells.
        let flat =
            (kind != BlockKind::TableRow && line.cells.len() > 1).then(|| text.replace(" | ", " "));
        let text = flat.as_deref().unwrap_or(text);
        match out.last_mut() {
            Some(block) if continues_block => {
                block.text.push('\n');
                block.text.push_str(text);
            }
            _ => out.push(RawBlock {
                kind,
                text: text.to_owned(),
            }),
        }
        previous = Some(line);
    }
    for block in &mut out {
        demote(block);
    }
    out
}

/// Whether a line ends as an entry of a contents list does.
fn ends_in_digit(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// The kind of a line, given its neighbours.
fn kind(lines: &[Line], at: usize, fonts: &FontSizes) -> BlockKind {
    let line = &lines[at];
    if without_bullet(line.text.trim()).is_some() {
        return BlockKind::ListItem;
    }
    if let Some(level) = fonts.level(line) {
        return BlockKind::Heading(level);
    }
    if line.cells.len() > 1 && has_row_beside(lines, at) {
        return BlockKind::TableRow;
    }
    // Headings that are not larger than the text come below those that are.
    let last = (fonts.headings.len().min(MAX_LEVELS - 1) + 1) as u8;
    let alone =
        |text: &str| text.len() <= 100 && !text.trim_end().ends_with(['.', ',', ';', ':', '-']);
    if line.bold
        && line.size >= 0.95 * fonts.body
        && alone(&line.text)
        && line.text.contains(char::is_alphabetic)
    {
        return BlockKind::Heading(last);
    }
    let gap = |other: Option<&Line>| {
        other.is_none_or(|other| {
            other.column != line.column || (other.y - line.y).abs() > 1.7 * line.size
        })
    };
    let after_gap = gap(at.checked_sub(1).and_then(|at| lines.get(at)));
    if after_gap
        && line.text.starts_with(|c: char| c.is_ascii_digit())
        && let Some(level) = heading_level(line.text.trim())
    {
        return BlockKind::Heading(level.max(last));
    }
    BlockKind::Paragraph
}

/// Whether the line above or below has a cell that begins at the same place.
fn has_row_beside(lines: &[Line], at: usize) -> bool {
    let line = &lines[at];
    let beside = |other: Option<&Line>| {
        other.is_some_and(|other| {
            other.column == line.column
                && other.cells.len() > 1
                && line.cells[1..]
                    .iter()
                    .any(|x| other.cells[1..].iter().any(|y| (x - y).abs() < 8.0))
                && (other.y - line.y).abs() < 6.0 * line.size
        })
    };
    beside(at.checked_sub(1).and_then(|at| lines.get(at))) || beside(lines.get(at + 1))
}

/// Whether `line` continues the block whose last line is `previous`.
fn continues(
    block: &RawBlock,
    previous: &Line,
    line: &Line,
    kind: BlockKind,
    leading: f32,
    width: f32,
) -> bool {
    let ended = previous
        .text
        .trim_end()
        .ends_with(['.', ':', ';', '!', '?', '”', '"']);
    let lower = line.text.trim_start().starts_with(char::is_lowercase);
    if previous.column != line.column {
        // A paragraph that runs over into the next column.
        let text = kind == BlockKind::Paragraph
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
        return text && !ended && (lower || previous.text.trim_end().ends_with('-'));
    }
    let gap = previous.y - line.y;
    let wide = gap > 1.3 * leading.max(line.size) && gap > 1.25 * previous.size;
    match (block.kind, kind) {
        (BlockKind::Heading(a), BlockKind::Heading(b)) => {
            a == b
                && gap > 0.0
                && gap <= 1.9 * line.size
                && (previous.size - line.size).abs() < 0.6
                && !starts_with_digit(&line.text)
        }
        (BlockKind::Paragraph | BlockKind::ListItem, BlockKind::Paragraph) => {
            if wide || gap <= 0.0 || (previous.size - line.size).abs() > 0.12 * line.size.max(1.0) {
                return false;
            }
            // A line that ends a sentence well before the right edge ends its paragraph.
            let short = previous.right - previous.x.min(line.x) < 0.72 * width;
            let indented = block.kind == BlockKind::Paragraph
                && line.x - previous.x > 0.8 * line.size
                && ended;
            !((short && ended) || indented)
        }
        _ => false,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The leading: the median distance between lines of one column, in points; 14 when there are too few lines.
fn leading(lines: &[Line]) -> f32 {
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].column == pair[1].column)
        .map(|pair| pair[0].y - pair[1].y)
        .filter(|gap| *gap > 2.0 && *gap < 40.0)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(14.0)
}

/// The width of a column, in points.
fn column_width(lines: &[Line], column: u32) -> f32 {
    let in_column = || lines.iter().filter(|line| line.column == column);
    let left = in_column().map(|line| line.x).fold(f32::INFINITY, f32::min);
    let right = in_column()
        .map(|line| line.right)
        .fold(f32::NEG_INFINITY, f32::max);
    right - left
}

/// Makes a heading that is as long as a paragraph a paragraph, whatever its font.
fn demote(block: &mut RawBlock) {
    let long = block.text.len() > MAX_HEADING_BYTES;
    if long && matches!(block.kind, BlockKind::Heading(_)) {
        block.kind = BlockKind::Paragraph;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f32, size: f32, text: &str) -> Line {
        Line {
            x: 50.0,
            right: 50.0 + 5.0 * text.len() as f32,
            y,
            size,
            bold: false,
            text: text.to_owned(),
            cells: vec![50.0],
            column: 0,
        }
    }

    #[test]
    fn makes_headings_paragraphs_and_list_items() {
        let lines = [
            line(800.0, 20.0, "Visie op"),
            line(778.0, 20.0, "samenwerking"),
            line(
                740.0,
                10.0,
                "Wij werken samen met alle gemeenten in de regio en wij gaan",
            ),
            line(728.0, 10.0, "daarmee door."),
            line(
                716.0,
                10.0,
                "De volgende alinea begint hier en loopt over de hele breedte.",
            ),
            line(704.0, 10.0, "• een punt dat begint"),
            line(692.0, 10.0, "en doorloopt"),
            line(660.0, 10.0, "Slot na wit."),
        ];
        let fonts = FontSizes::measure(lines.iter());
        let blocks = blocks(&lines, &fonts);
        let texts: Vec<_> = blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                (BlockKind::Heading(1), "Visie op\nsamenwerking"),
                (
                    BlockKind::Paragraph,
                    "Wij werken samen met alle gemeenten in de regio en wij gaan\ndaarmee door."
                ),
                (
                    BlockKind::Paragraph,
                    "De volgende alinea begint hier en loopt over de hele breedte."
                ),
                (BlockKind::ListItem, "een punt dat begint\nen doorloopt"),
                (BlockKind::Paragraph, "Slot na wit."),
            ]
        );
    }
}
