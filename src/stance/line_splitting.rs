//! Splits a sentence at the line breaks that end a heading or a list item.

use super::sentence_layout::CELL_SEPARATOR;
use crate::text::Span;

/// Lines of at most so many bytes are headings or list items; running text in a column is wider.
const MAX_NARROW_LINE_BYTES: usize = 60;

/// The lines of `sentence`, trimmed, without empty ones. A line break inside running text does not end a line.
pub(super) fn split_lines(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = sentence.range().start;
    let end = sentence.range().end;
    std::iter::from_fn(move || {
        if start >= end {
            return None;
        }
        let stop = line_end(text, start, end);
        let line = &text[start..stop];
        let trimmed_start = start + (line.len() - line.trim_start().len());
        let span = Span::new(trimmed_start, trimmed_start + line.trim().len());
        // The line break itself belongs to neither line.
        start = stop + 1;
        Some(span)
    })
    .filter(|span| !span.is_empty())
}

/// The offset of the first line break in `start..end` that ends a heading or item; `end` if there is none.
fn line_end(text: &str, start: usize, end: usize) -> usize {
    let mut from = start;
    while let Some(line_break) = text[from..end].find('\n').map(|found| from + found) {
        if !is_continued(text[start..line_break].trim_end(), &text[line_break..end]) {
            return line_break;
        }
        from = line_break + 1;
    }
    end
}

/// Whether a line goes on in `rest`: it is as wide as running text, does not end in a mark, and a lower-case letter or
/// digit follows.
fn is_continued(line: &str, rest: &str) -> bool {
    rest.trim_start()
        .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && line.len() > MAX_NARROW_LINE_BYTES
        && !line.contains(CELL_SEPARATOR)
        && !line.ends_with([';', ':', ',', '.'])
}
