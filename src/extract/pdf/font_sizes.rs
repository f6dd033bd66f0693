//! Font sizes: which lines of a document are set larger than its text, and at which level.

use std::collections::BTreeMap;

use super::layout::Line;

/// The font sizes of a document that tell headings from text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FontSizes {
    /// The size in which most letters are set, in points.
    pub(super) body: f32,
    /// The sizes of headings in points, largest first.
    pub(super) headings: Vec<f32>,
}

/// How many times the body size a font must have to be that of a heading.
const MIN_HEADING_RATIO: f32 = 1.12;

/// The longest heading, in bytes.
pub(super) const MAX_HEADING_BYTES: usize = 200;

/// The number of heading levels; smaller headings share the last.
pub(super) const MAX_LEVELS: usize = 5;

impl FontSizes {
    /// Measures the font sizes over all lines of a document.
    pub(super) fn measure<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
        for line in lines.clone() {
            *letters.entry(half_points(line.size)).or_default() += line.text.len();
        }
        let body = letters
            .iter()
            .max_by_key(|(_, count)| **count)
            .map_or(10.0, |(size, _)| *size as f32 / 2.0);
        let mut headings: Vec<i32> = lines
            .filter(|line| {
                line.size >= MIN_HEADING_RATIO * body
                    && line.text.len() <= MAX_HEADING_BYTES
                    && letter_count(&line.text) >= 4
            })
            .map(|line| half_points(line.size))
            .collect();
        headings.sort_unstable_by(|a, b| b.cmp(a));
        headings.dedup();
        Self {
            body,
            headings: headings.into_iter().map(|size| size as f32 / 2.0).collect(),
        }
    }

    /// The level of the heading that a line is by its size. Returns `None` for other lines.
    pub(super) fn level(&self, line: &Line) -> Option<u8> {
        if letter_count(&line.text) < 2 {
            return None;
        }
        if line.size >= MIN_HEADING_RATIO * self.body {
            let rank = self
                .headings
                .iter()
                .position(|size| line.size >= size - 0.3)
                .unwrap_or(self.headings.len());
            return Some(rank.min(MAX_LEVELS - 1) as u8 + 1);
        }
        None
    }
}

fn letter_count(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// A size in half points: sizes that differ less are the same.
fn half_points(size: f32) -> i32 {
    (size.clamp(0.0, 2_000.0) * 2.0).round() as i32
}
