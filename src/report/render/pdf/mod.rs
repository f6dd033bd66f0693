//! A document to read or print as PDF, from the same blocks as the page and the Word document.
//!
//! It is tagged for screen readers (PDF/UA-1, ISO 14289-1), with its title, language, headings and links. The same blocks
//! give the same bytes.
//!
//! krilla writes the PDF and checks it; where lines and pages end is decided here: `font` measures, `layout` breaks lines
//! and pages, `map` draws a map, `paper` holds the pages and writes them. A typesetting library would do that too, at the
//! price of its bibliography, its highlighter and its `WebAssembly` in the build.

mod font;
mod layout;
mod map;
mod paper;

use super::printable::Block;
use crate::report::Language;
use crate::report::view::PrintMap;

use font::Fonts;
use layout::Layout;

/// A PDF could not be made: it would not be as PDF/UA-1 wants it.
#[derive(Debug, thiserror::Error)]
#[error("the PDF cannot be made: {0}")]
pub struct PdfError(String);

/// The document as a file. `title` is what its properties say; a map comes behind the first table.
///
/// # Errors
/// When the PDF would not be as PDF/UA-1 wants it.
pub(super) fn pdf(
    language: Language,
    title: &str,
    blocks: &[Block],
    map: Option<&PrintMap>,
) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::new();
    let mut layout = Layout::new(&fonts, language);
    let mut map = map;
    for run in super::printable::runs(blocks) {
        layout.push(run);
        let is_table = matches!(run, [Block::Table { .. }]);
        if let Some(map) = map.take_if(|map| is_table && !map.shapes.is_empty()) {
            layout.push_map(map);
        }
    }
    let (paper, structure) = layout.finish(title);
    paper.write(&fonts, language, &fonts.printable(title), structure)
}

#[cfg(test)]
mod tests;
