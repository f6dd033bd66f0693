//! Blocks as the reader of a format finds them, before tables of contents are marked and pages are laid out.

use std::collections::BTreeMap;

use super::entities::resolve_entities;
use super::hyphen::{Spellings, UNDECIDED};
use super::lost;
use super::tidy::tidy;
use super::warnings;
use crate::document::{BlockKind, Extraction, Page, PageNumber, Warning};

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
    /// How many words have letters that are lost, by page.
    lost_words: BTreeMap<PageNumber, u32>,
    /// How many of these are in blocks that are left out, since nothing else is in them.
    words_left_out: u32,
}

impl Draft {
    /// Adds a block to the only page of a format without pages.
    pub(super) fn push(&mut self, kind: BlockKind, raw: &str) {
        self.push_on(PageNumber::FIRST, kind, raw, false);
    }

    /// Tidies the raw text of a block and adds it; a block without letters or digits is left out.
    pub(super) fn push_on(&mut self, page: PageNumber, kind: BlockKind, raw: &str, linked: bool) {
        let raw = resolve_entities(raw);
        let marked = lost::mark(&raw);
        if marked.words > 0 {
            *self.lost_words.entry(page).or_default() += marked.words;
        }
        let text = tidy(&marked.text);
        if !text.chars().any(char::is_alphanumeric) {
            self.words_left_out += marked.words;
        } else {
            self.blocks.push(DraftBlock {
                page,
                kind,
                text: text.trim().to_owned(),
                linked,
            });
        }
    }

    /// Puts the blocks of a document that stands inside this one before the block with this number.
    pub(super) fn insert(&mut self, at: usize, part: &Extraction) {
        let blocks = part.pages.iter().flat_map(|page| {
            page.blocks.iter().map(|block| DraftBlock {
                page: PageNumber::FIRST,
                kind: block.kind,
                text: block.span.of(&page.text).to_owned(),
                linked: false,
            })
        });
        let at = at.min(self.blocks.len());
        self.blocks.splice(at..at, blocks);
    }

    /// Decides of words that were broken at a line end whether their hyphen stays. To be called once, when all blocks
    /// are there.
    pub(super) fn decide_hyphens(&mut self) {
        let texts = self.blocks.iter().map(|block| block.text.as_str());
        if let Some(spellings) = Spellings::count(texts) {
            for block in &mut self.blocks {
                if block.text.contains(UNDECIDED) {
                    block.text = spellings.decide(&block.text);
                }
            }
        }
    }

    /// The warning about letters that are lost. Returns `None` if there are none.
    pub(super) fn lost_letters(&self) -> Option<Warning> {
        let (first, _) = self.lost_words.first_key_value()?;
        let lost: u32 = self.lost_words.values().sum();
        let texts = self.blocks.iter().map(|block| block.text.as_str());
        let words: usize = texts.map(|text| text.split_whitespace().count()).sum();
        let words = words + self.words_left_out as usize;
        Some(warnings::lost_letters(lost, words.max(lost as usize)).on_page(*first))
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
