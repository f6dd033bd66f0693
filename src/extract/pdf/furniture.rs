//! Finds page furniture: running headers and footers and page numbers, which are no part of the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::layout::Line;
use crate::text::WordList;

/// Words beside a page number, in lower case.
static PAGE_NUMBER_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../../data/extract/page-number-words.txt")));

/// The share of the page height, at the top and at the bottom, in which furniture stands.
const MARGIN: f32 = 0.13;

/// Pages on which the same line must stand at the same height to be furniture. Two would take headings of two
/// chapters that begin alike.
const MIN_PAGES: usize = 3;

/// The lines of one page, in reading order.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    pub(super) lines: Vec<Line>,
    /// The lower and upper edge of the page, in points.
    pub(super) bottom: f32,
    pub(super) top: f32,
}

/// Whether each line of each page is furniture, in the shape of the input. Cost: `O(n log n)` for `n` lines.
pub(super) fn find(pages: &[PageLines]) -> Vec<Vec<bool>> {
    let mut seen: BTreeMap<(String, i32), usize> = BTreeMap::new();
    for page in pages {
        let mut on_page: Vec<(String, i32)> = page
            .lines
            .iter()
            .filter(|line| in_margin(page, line))
            .map(|line| (key(&line.text), height(line)))
            .collect();
        on_page.sort();
        on_page.dedup();
        for key in on_page {
            *seen.entry(key).or_default() += 1;
        }
    }
    let recurs = |line: &Line| {
        let (key, height) = (key(&line.text), height(line));
        // The height is rounded: the neighbours hold those that were rounded the other way.
        let count: usize = (height - 1..=height + 1)
            .filter_map(|height| seen.get(&(key.clone(), height)))
            .sum();
        count >= MIN_PAGES
    };
    pages
        .iter()
        .map(|page| {
            let next = page.lines.iter().skip(1).map(Some).chain([None]);
            page.lines
                .iter()
                .zip(next)
                .map(|(line, next)| {
                    in_margin(page, line)
                        && (is_page_number(&line.text) || recurs(line))
                        && !next.is_some_and(|next| is_table_head(line, next))
                })
                .collect()
        })
        .collect()
}

/// How far below the head of a table its first row stands, in font sizes.
const MAX_ROW_DISTANCE: f32 = 2.5;

/// How far the cells of a row may stand from those of the head, in points.
const MAX_CELL_SHIFT: f32 = 3.0;

/// Whether a line that recurs is the head of a table that goes on over pages: the next line has its cells.
fn is_table_head(line: &Line, next: &Line) -> bool {
    let distance = (line.y - next.y).abs();
    let cells = line.cells.iter().zip(&next.cells);
    line.cells.len() >= 2
        && line.cells.len() == next.cells.len()
        && distance <= MAX_ROW_DISTANCE * line.size.max(next.size)
        && cells
            .into_iter()
            .all(|(head, cell)| (head - cell).abs() <= MAX_CELL_SHIFT)
}

/// Whether a line stands in the upper or lower margin of its page.
fn in_margin(page: &PageLines, line: &Line) -> bool {
    let height = page.top - page.bottom;
    line.y > page.top - MARGIN * height || line.y < page.bottom + MARGIN * height
}

/// The height of a line on the page, in units of three points: scans and conversions shift lines a little.
fn height(line: &Line) -> i32 {
    (line.y / 3.0).round() as i32
}

/// The line without digits and blanks, so that `Visie 3` and `Visie 4` are the same.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a line is a page number: `12`, `- 12 -`, `pagina 3 van 28`, `3 / 28`, `IV`.
fn is_page_number(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let number = |word: &&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let roman = |word: &str| {
        word.len() <= 5
            && word
                .bytes()
                .all(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l'))
    };
    let named = |word: &&str| PAGE_NUMBER_WORDS.contains(&word.to_lowercase());
    match words.as_slice() {
        [] => false,
        [word] => number(word) || roman(word),
        words => {
            words.len() <= 5
                && words.iter().any(number)
                && words.iter().all(|word| number(word) || named(word))
                && (words.iter().any(named) || text.contains('/'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f32, text: &str) -> Line {
        Line {
            x: 50.0,
            right: 300.0,
            y,
            size: 10.0,
            bold: false,
            text: text.to_owned(),
            cells: vec![50.0],
            column: 0,
        }
    }

    #[test]
    fn finds_lines_that_recur_in_the_margins() {
        let pages: Vec<PageLines> = (1..=4)
            .map(|n| PageLines {
                lines: vec![
                    line(800.0, &format!("Visie {n}")),
                    line(
                        790.0,
                        &format!("Hoofdstuk over onderwerp {}", ["a", "b", "c", "d"][n - 1]),
                    ),
                    line(400.0, "Visie"),
                    line(30.0, &format!("pagina {n} van 4")),
                ],
                bottom: 0.0,
                top: 842.0,
            })
            .collect();
        for furniture in find(&pages) {
            assert_eq!(furniture, [true, false, false, true]);
        }
        // Two pages show no pattern, but page numbers need none.
        assert_eq!(find(&pages[..2])[0], [false, false, false, true]);
    }

    #[test]
    fn the_head_of_a_table_that_goes_on_over_pages_is_kept() {
        let row = |y: f32, text: &str, cells: &[f32]| Line {
            cells: cells.to_vec(),
            ..line(y, text)
        };
        let page = |second: &[f32]| PageLines {
            lines: vec![
                row(800.0, "Gemeente | Visie", &[50.0, 300.0]),
                row(780.0, "Jaar | Doel", &[50.0, 160.0]),
                row(764.0, "2024 | Een zaaksysteem", second),
            ],
            bottom: 0.0,
            top: 842.0,
        };
        let is = |second: &[f32], expected: [bool; 3]| {
            let pages = [page(second), page(second), page(second)];
            assert_eq!(find(&pages)[0][..2], expected[..2], "{second:?}");
        };
        is(&[50.0, 161.0], [true, false, false]);
        is(&[50.0, 250.0], [true, true, false]);
        is(&[50.0], [true, true, false]);
    }

    #[test]
    fn recognises_page_numbers() {
        for number in ["12", "- 12 -", "Pagina 3 van 28", "3/28", "iv", "p. 7"] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["2023 tot 2026", "12 gemeenten", "", "—", "Woningen"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
