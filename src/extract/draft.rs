//! Blocks as the reader of a format finds them, before tables of contents are marked and pages are laid out.

use super::tidy::tidy;
use crate::document::{BlockKind, Page, PageNumber};

/// One block with its text, tidied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftBlock {
    pub(super) page: PageNumber,
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Whether all of its text is a link, as in navigation menus.
    pub(super) linked: bool,
}

/// The blocks of one file in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) blocks: Vec<DraftBlock>,
}

impl Draft {
    /// Adds a block to the only page of a format without pages.
    pub(super) fn push(&mut self, kind: BlockKind, raw: &str) {
        self.push_on(PageNumber::FIRST, kind, raw, false);
    }

    /// Tidies the raw text of a block and adds it; a block without letters or digits is left out.
    pub(super) fn push_on(&mut self, page: PageNumber, kind: BlockKind, raw: &str, linked: bool) {
        let text = tidy(raw);
        if text.chars().any(char::is_alphanumeric) {
            self.blocks.push(DraftBlock {
                page,
                kind,
                text: text.trim().to_owned(),
                linked,
            });
        }
    }

    /// Kind and text of each block, in reading order.
    #[cfg(test)]
    pub(super) fn outline(&self) -> Vec<(BlockKind, &str)> {
        let blocks = self.blocks.iter();
        blocks
            .map(|block| (block.kind, block.text.as_str()))
            .collect()
    }

    /// Puts the blocks on their pages, in the order of the blocks.
    pub(super) fn into_pages(self) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        for block in &self.blocks {
            if pages.last().is_none_or(|page| page.number != block.page) {
                pages.push(Page::new(block.page));
            }
            if let Some(page) = pages.last_mut() {
                page.push(block.kind, &block.text);
            }
        }
        pages
    }
}
