//! Finds what leads the way through a document and says nothing itself: contents lists and menus.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::draft::DraftBlock;
use super::word_list::WordList;
use crate::document::BlockKind;

/// Headings above a table of contents, as keys (see [`key`]).
static TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/contents-titles.txt")));

/// Labels of menus and page turners, as keys (see [`key`]).
static MENU: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/menu-words.txt")));

/// Beginnings of lines that are there for the browser, in lower case.
static BROWSER_LINES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/browser-lines.txt")));

/// Words before the number of a section, in lower case.
static SECTION_LABELS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/section-labels.txt")));

/// The longest entry, in bytes: a chapter title and its page number.
const MAX_ENTRY: usize = 160;

/// Marks blocks of contents lists and menus as [`BlockKind::Contents`].
///
/// Five signs: dots up to a page number; entries below a heading such as "Inhoudsopgave"; runs of list items
/// or rows that return as headings; runs of list items with menu words; runs of links. Cost: linear, headings
/// looked up in a sorted set.
pub(super) fn mark(blocks: &mut [DraftBlock]) {
    let headings: BTreeSet<String> = blocks
        .iter()
        .filter(|block| is_heading(block.kind) && block.text.len() <= MAX_ENTRY)
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

/// Whether a contents list stands below this line.
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
        // An entry for the second time is the heading it pointed at: the document itself begins.
        let again = is_heading(block.kind) && !seen.insert(key(without_page(&block.text)));
        let entry = match block.kind {
            BlockKind::Heading(_) => ends_in_page(&block.text),
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
        seen.insert(key(without_page(&block.text)));
        at += 1;
    }
    if at > title + 1 {
        for block in &mut blocks[title..at] {
            block.kind = BlockKind::Contents;
        }
    }
    at
}

/// Judges the run of list items or rows that starts at `start`; returns the block after it.
fn mark_run(blocks: &mut [DraftBlock], start: usize, headings: &BTreeSet<String>) -> usize {
    let kind = blocks[start].kind;
    let length = blocks[start..]
        .iter()
        .take_while(|block| block.kind == kind)
        .count();
    let end = start + length;
    let run = &blocks[start..end];
    let share = |test: &dyn Fn(&DraftBlock) -> bool| {
        run.iter().filter(|block| test(block)).count() as f64 / length as f64
    };
    let leads = if kind == BlockKind::ListItem {
        let menu_words = run
            .iter()
            .filter(|block| MENU.contains(&key(&block.text)))
            .count();
        let linked = length >= 3 && share(&|block| block.linked && block.text.len() <= 80) >= 0.8;
        let returns = length >= 3
            && share(&|block| is_short(&block.text) && matches_heading(&block.text, headings))
                >= 0.6;
        let numbered =
            length >= 4 && share(&|block| is_short(&block.text) && is_numbered(&block.text)) >= 0.8;
        (menu_words >= 2 && share(&|block| block.text.len() <= 60) >= 0.9)
            || linked
            || returns
            || numbered
    } else {
        // The number may be glued to the title where a line break was lost.
        let ends_in_digit = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        length >= 4
            && share(&|block| ends_in_digit(&block.text) && matches_heading(&block.text, headings))
                >= 0.5
    };
    if leads {
        for block in &mut blocks[start..end] {
            // A long item in between is text, whatever stands around it.
            if block.text.len() <= MAX_ENTRY {
                block.kind = BlockKind::Contents;
            }
        }
    }
    end
}

/// `Inleiding ........ 5`, also with other dots and with blanks between them.
fn has_leader(text: &str) -> bool {
    let line = without_page(text);
    if line.len() == text.len() && !text.ends_with(['.', '…', '_']) {
        return false;
    }
    let dots = line
        .chars()
        .rev()
        .take_while(|c| matches!(c, '.' | '…' | '_' | '·' | ' '));
    let (mut count, mut ellipsis) = (0, 0);
    for c in dots {
        match c {
            '…' => ellipsis += 1,
            ' ' => {}
            _ => count += 1,
        }
    }
    count >= 5 || ellipsis >= 2 || (count >= 4 && line.len() < text.len())
}

/// The text without a page number at its end.
fn without_page(text: &str) -> &str {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() == text.len() || text.len() - head.len() > 4 {
        return text;
    }
    head.trim_end_matches([' ', '|'])
}

fn ends_in_page(text: &str) -> bool {
    let head = without_page(text);
    head.len() < text.len() && !head.is_empty() && text[head.len()..].starts_with([' ', '|'])
}

fn is_entry(text: &str) -> bool {
    is_short(text)
        && (ends_in_page(text) || is_numbered(text) || !text.ends_with(['.', ';', ':', ',']))
}

fn is_short(text: &str) -> bool {
    text.len() <= MAX_ENTRY && !text.ends_with(['.', ';', ':', ',', '?']) && !text.contains(". ")
        || (text.len() <= MAX_ENTRY && is_numbered(text) && !text.ends_with(['.', ';', ':', ',']))
}

/// `Hoofdstuk 3 Beleid`, `3.1 Rijksbeleid`, `Bijlage 2 Nota`; a bare `1.` is a list, no contents.
fn is_numbered(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let numeral = |word: &str| {
        word.trim_end_matches([':', '.'])
            .chars()
            .all(|c| c.is_ascii_alphanumeric())
            && word.len() <= 4
    };
    if SECTION_LABELS.contains(&first.to_lowercase()) {
        return words.next().is_some_and(numeral);
    }
    let mut parts = first.trim_end_matches('.').split('.');
    let numbers = parts.clone().count();
    numbers >= 2
        && parts.all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
        && words.next().is_some()
}

fn matches_heading(text: &str, headings: &BTreeSet<String>) -> bool {
    headings.contains(&key(text)) || headings.contains(&key(without_page(text)))
}

fn is_browser_line(text: &str) -> bool {
    text.len() <= 200
        && BROWSER_LINES.iter().any(|start| {
            text.get(..start.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(start))
        })
}

/// Letters and digits in lower case: what two spellings of a heading have in common.
fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
    fn menus_and_contents_lists_are_found() {
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
    fn lists_that_say_something_stay() {
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
