//! A page as it was read: its text, and which parts of it are headings, paragraphs or lists.

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The number of a page, counted from 1 as in the file, so that a quote can be found there.
///
/// Formats without pages (Markdown, HTML, text) have one page, number 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(NonZeroU32);

impl PageNumber {
    /// The first page.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The page with this number; nothing for 0.
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

/// One page with its readable text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its number in the file.
    pub number: PageNumber,
    /// The text in reading order: repaired, ligatures and hyphenation undone, blocks parted by a line break.
    pub text: String,
    /// The blocks of `text`, in order, not overlapping; together they hold all of it but line breaks.
    pub blocks: Vec<Block>,
}

/// A part of a page that belongs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands in the page's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of a list, without its mark.
    ListItem,
    /// One row of a table, cells parted by ` | `.
    TableRow,
    /// A line of a table of contents; never part of a passage.
    Contents,
}

impl Page {
    /// A page without text; blocks are added with [`Page::push`].
    pub fn new(number: PageNumber) -> Self {
        Self {
            number,
            text: String::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds a block at the end; a text of white space alone is left out.
    pub fn push(&mut self, kind: BlockKind, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
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
    fn blocks_point_at_their_text() {
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
