//! Finds navigation: tables of contents and menus, which repeat the headings and state nothing themselves.
//!
//! `entry` judges single lines, this file runs of blocks.

mod entry;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use entry::{
    MAX_ENTRY_BYTES, begins_with_section_number, ends_in_page_number, has_leader, is_browser_line,
    is_entry, is_short, key, without_page_number,
};

use super::draft::DraftBlock;
use crate::document::BlockKind;
use crate::text::WordList;

/// Headings above a table of contents, as keys (see [`key`]).
static TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../../data/extract/contents-titles.txt")));

/// Labels of menus and page turners, as keys (see [`key`]).
static MENU: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../../data/extract/menu-words.txt")));

/// Marks blocks of tables of contents and menus as [`BlockKind::Contents`].
///
/// There are five signs: a dot leader up to a page number; entries below a heading such as "Inhoudsopgave"; runs of
/// list items or rows that occur again as headings; runs of list items with menu words; runs of links. Cost:
/// `O(n log h)` for `n` blocks, `h` of them headings.
pub(super) fn mark(blocks: &mut [DraftBlock]) {
    let headings: BTreeSet<String> = blocks
        .iter()
        .filter(|block| is_heading(block.kind) && block.text.len() <= MAX_ENTRY_BYTES)
        .map(|block| key(&block.text))
        .filter(|key| !key.is_empty())
        .collect();
    let mut at = 0;
    while at < blocks.len() {
        let block = &blocks[at];
        if has_leader(&block.text) || is_browser_line(&block.text) {
            blocks[at].kind = BlockKind::Contents;
            at += 1;
        } else if is_title(&block.text) {
            at = mark_below_title(blocks, at, &headings);
        } else if matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow) {
            at = mark_run(blocks, at, &headings);
        } else {
            at += 1;
        }
    }
}

/// Whether a table of contents stands below this line.
pub(super) fn is_title(text: &str) -> bool {
    text.len() <= 40 && TITLES.contains(&key(text))
}

fn is_heading(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Heading(_) => true,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow | BlockKind::Contents => {
            false
        }
    }
}

/// Marks a title such as "Inhoudsopgave" and the entries that follow it; returns the next block to look at.
fn mark_below_title(blocks: &mut [DraftBlock], title: usize, headings: &BTreeSet<String>) -> usize {
    let mut at = title + 1;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(block) = blocks.get(at) {
        // The second occurrence of an entry is the heading that it refers to: the document itself begins.
        let again = is_heading(block.kind) && !seen.insert(key(without_page_number(&block.text)));
        let entry = match block.kind {
            BlockKind::Heading(_) => ends_in_page_number(&block.text),
            BlockKind::ListItem | BlockKind::TableRow => is_entry(&block.text),
            BlockKind::Paragraph => {
                is_entry(&block.text)
                    || (is_short(&block.text) && matches_heading(&block.text, headings))
            }
            BlockKind::Contents => true,
        } || has_leader(&block.text);
        if again || !entry {
            break;
        }
        seen.insert(key(without_page_number(&block.text)));
        at += 1;
    }
    // A title without entries is an ordinary heading.
    if at > title + 1 {
        for block in &mut blocks[title..at] {
            block.kind = BlockKind::Contents;
        }
    }
    at
}

/// Marks the run of list items or rows that starts at `start` when it is navigation; returns the block after it.
fn mark_run(blocks: &mut [DraftBlock], start: usize, headings: &BTreeSet<String>) -> usize {
    let kind = blocks[start].kind;
    let length = blocks[start..]
        .iter()
        .take_while(|block| block.kind == kind)
        .count();
    let end = start + length;
    let run = &blocks[start..end];
    if is_navigation(kind, run, headings) {
        for block in &mut blocks[start..end] {
            // A long item in between is text, whatever stands around it.
            if block.text.len() <= MAX_ENTRY_BYTES {
                block.kind = BlockKind::Contents;
            }
        }
    }
    end
}

/// Whether a run of list items or of rows is a table of contents or a menu.
fn is_navigation(kind: BlockKind, run: &[DraftBlock], headings: &BTreeSet<String>) -> bool {
    let length = run.len();
    let share = |test: &dyn Fn(&DraftBlock) -> bool| {
        run.iter().filter(|block| test(block)).count() as f64 / length as f64
    };
    if kind != BlockKind::ListItem {
        // The page number may be glued to the title where a line break was lost.
        let ends_in_digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        return length >= 4
            && share(&|block| {
                ends_in_digit(&block.text) && matches_heading(&block.text, headings)
            }) >= 0.5;
    }
    let menu_words = run
        .iter()
        .filter(|block| MENU.contains(&key(&block.text)))
        .count();
    let is_menu = menu_words >= 2 && share(&|block| block.text.len() <= 60) >= 0.9;
    let is_linked = length >= 3 && share(&|block| block.linked && block.text.len() <= 80) >= 0.8;
    let repeats_headings = length >= 3
        && share(&|block| is_short(&block.text) && matches_heading(&block.text, headings)) >= 0.6;
    let is_numbered = length >= 4
        && share(&|block| is_short(&block.text) && begins_with_section_number(&block.text)) >= 0.8;
    is_menu || is_linked || repeats_headings || is_numbered
}

fn matches_heading(text: &str, headings: &BTreeSet<String>) -> bool {
    headings.contains(&key(text)) || headings.contains(&key(without_page_number(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::draft::Draft;

    const HEADING: BlockKind = BlockKind::Heading(2);
    const ITEM: BlockKind = BlockKind::ListItem;
    const ROW: BlockKind = BlockKind::TableRow;
    const TEXT: BlockKind = BlockKind::Paragraph;

    /// Which of the blocks are contents, as `x` and `.`.
    fn marked(blocks: &[(BlockKind, &str)]) -> String {
        let mut draft = Draft::default();
        for (kind, text) in blocks {
            draft.push(*kind, text);
        }
        mark(&mut draft.blocks);
        draft
            .blocks
            .iter()
            .map(|block| {
                if block.kind == BlockKind::Contents {
                    'x'
                } else {
                    '.'
                }
            })
            .collect()
    }

    #[test]
    fn marks_menus_and_tables_of_contents() {
        let menu = [
            (ITEM, "Toelichting"),
            (ITEM, "Begin"),
            (ITEM, "Vorige"),
            (ITEM, "Volgende"),
        ];
        assert_eq!(marked(&menu), "xxxx");
        let list = [
            (ITEM, "Hoofdstuk 1 Inleiding"),
            (ITEM, "1.1 Aanleiding"),
            (ITEM, "Slot"),
            (TEXT, "Lopende tekst."),
            (HEADING, "Hoofdstuk 1: Inleiding"),
            (HEADING, "1.1 Aanleiding"),
            (TEXT, "Wij werken samen."),
        ];
        assert_eq!(marked(&list), "xxx....");
        let dotted = [
            (TEXT, "Inleiding ........ 5"),
            (TEXT, "2 Visie . . . . . . 12"),
            (TEXT, "Wij wachten... 5"),
        ];
        assert_eq!(marked(&dotted), "xx.");
        let titled = [
            (HEADING, "Inhoudsopgave"),
            (TEXT, "1 Inleiding 3"),
            (HEADING, "2 Visie 5"),
            (ROW, "2.1 | Samen | 6"),
            (HEADING, "Inleiding"),
            (TEXT, "Wij werken samen."),
        ];
        assert_eq!(marked(&titled), "xxxx..");
    }

    #[test]
    fn keeps_lists_and_tables_of_text() {
        let list = [
            (ITEM, "wij werken samen met buurgemeenten;"),
            (ITEM, "wij delen gegevens;"),
            (ITEM, "wij kopen samen in."),
        ];
        assert_eq!(marked(&list), "...");
        let short = [
            (ITEM, "samenwerken"),
            (ITEM, "versnellen"),
            (ITEM, "vernieuwen"),
            (HEADING, "Samenwerken"),
        ];
        assert_eq!(marked(&short), "....");
        let table = [
            (ROW, "Jaar | 2019"),
            (ROW, "Jaar | 2020"),
            (ROW, "Jaar | 2021"),
            (ROW, "Jaar | 2022"),
        ];
        assert_eq!(marked(&table), "....");
    }
}
