//! A page of a document: its text, divided into blocks such as headings, paragraphs and list items.

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The number of a page, counted from 1 as PDF viewers do, so that a quotation can be found in the file.
///
/// Formats without pages (Markdown, HTML, text) have one page, number 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The page with this number. Returns `None` for 0.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// The number, from 1.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One page with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its number in the file.
    pub number: PageNumber,
    /// The text in reading order, normalised, with a line break between blocks.
    pub text: String,
    /// The blocks of `text`, in order and disjoint; together they cover all of it but the line breaks between them.
    pub blocks: Vec<Block>,
}

/// A block of a page: a heading, a paragraph, a list item or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its bytes in the text of the page.
    pub span: Span,
    /// Its kind.
    pub kind: BlockKind,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list, without its bullet.
    ListItem,
    /// One row of a table, cells parted by ` | `.
    TableRow,
    /// A line of a table of contents; never part of a passage.
    Contents,
}

impl Page {
    /// Creates a page without text.
    pub fn new(number: PageNumber) -> Self {
        Self {
            number,
            text: String::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds a block at the end; text of white space alone is left out.
    pub fn push(&mut self, kind: BlockKind, text: &str) {
        // Trimmed here, so that no span begins or ends in white space and a quotation needs no cleaning.
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        // The line break belongs to no block, so that the span of a block is exactly its text.
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block {
            span: Span::new(start, self.text.len()),
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_blocks_cover_their_text() {
        let mut page = Page::new(PageNumber::FIRST);
        page.push(BlockKind::Heading(1), " Visie ");
        page.push(BlockKind::Paragraph, "  ");
        page.push(BlockKind::Paragraph, "Wij werken samen.");
        let texts: Vec<_> = page
            .blocks
            .iter()
            .map(|block| block.span.of(&page.text))
            .collect();
        assert_eq!(texts, ["Visie", "Wij werken samen."]);
    }
}
