//! Plain text to blocks: paragraphs at blank lines, headings and list items by their form, pages at form feeds.

use super::draft::Draft;
use super::hyphen::{Joint, joint};
use crate::document::{BlockKind, PageNumber};

/// The longest line of a wrapped text, in bytes. In a text that is not wrapped every line is a paragraph.
const MAX_WRAPPED_LINE: usize = 130;

/// Reads plain text; returns the draft and the number of pages. A form feed begins a page.
pub(super) fn read(text: &str) -> (Draft, u32) {
    let mut draft = Draft::default();
    let mut pages = 0;
    let wrapped = is_wrapped(text);
    for (page, number) in text.split('\u{c}').zip(1_u32..) {
        // A form feed at the very end begins no page.
        if number > 1 && page.trim().is_empty() {
            continue;
        }
        pages = number;
        let Some(number) = PageNumber::new(number) else {
            break;
        };
        read_page(page, number, wrapped, &mut draft);
    }
    (draft, pages)
}

/// Whether a text was wrapped by hand or by a converter: at most one line in twenty is longer.
fn is_wrapped(text: &str) -> bool {
    let (mut long, mut all) = (0_usize, 0_usize);
    for line in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(2_000)
    {
        all += 1;
        long += usize::from(line.len() > MAX_WRAPPED_LINE);
    }
    long * 20 <= all
}

fn read_page(page: &str, number: PageNumber, wrapped: bool, draft: &mut Draft) {
    let mut block = String::new();
    let mut kind = BlockKind::Paragraph;
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.is_empty() {
            end_block(draft, number, &mut block, &mut kind);
            continue;
        }
        if let Some(item) = without_bullet(line) {
            end_block(draft, number, &mut block, &mut kind);
            kind = BlockKind::ListItem;
            block.push_str(item);
            continue;
        }
        // A heading stands between blank lines.
        let alone = block.is_empty() && lines.peek().is_none_or(|next| next.trim().is_empty());
        if alone && let Some(level) = heading_level(line) {
            draft.push_on(number, BlockKind::Heading(level), line, false);
            continue;
        }
        // A word that is broken at the line end goes on, however long the lines are.
        if !wrapped && !is_broken(&block, line) {
            end_block(draft, number, &mut block, &mut kind);
        }
        if !block.is_empty() {
            block.push('\n');
        }
        block.push_str(line);
    }
    end_block(draft, number, &mut block, &mut kind);
}

/// Whether a line goes on with the word that the text before it breaks.
fn is_broken(before: &str, line: &str) -> bool {
    matches!(
        joint(before, line),
        Some(Joint::WithoutHyphen | Joint::Undecided)
    )
}

/// Adds the block that is being read to the draft and begins a paragraph.
fn end_block(draft: &mut Draft, number: PageNumber, block: &mut String, kind: &mut BlockKind) {
    draft.push_on(number, *kind, block, false);
    block.clear();
    *kind = BlockKind::Paragraph;
}

/// The text of a list item. Returns `None` when the line does not begin with a bullet and a blank.
pub(super) fn without_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(|c: char| {
        const BULLETS: [char; 15] = [
            '•', '▪', '■', '●', '○', '◦', '‣', '⁃', '–', '-', '*', '✓', '✔', '➢', '►',
        ];
        // Signs of Symbol and Wingdings have codes for private use.
        BULLETS.contains(&c) || ('\u{f020}'..='\u{f0ff}').contains(&c)
    })?;
    let item = rest.trim_start();
    (rest.len() > item.len() && !item.is_empty()).then_some(item)
}

/// The level of a line in the form of a heading: `Hoofdstuk 2`, `2.1 Titel`, or all capitals. Returns `None` for other
/// lines.
pub(super) fn heading_level(line: &str) -> Option<u8> {
    if line.chars().count() > 90
        || line.ends_with(['.', ',', ';', ':', '?', '!'])
        || !line.contains(char::is_alphabetic)
    {
        return None;
    }
    let mut words = line.split_whitespace();
    let first = words.next()?;
    if matches!(
        first.to_lowercase().as_str(),
        "hoofdstuk" | "deel" | "bijlage"
    ) && words.next().is_some_and(|word| word.len() <= 4)
    {
        return Some(1);
    }
    let number = first.trim_end_matches('.');
    let parts = number.split('.').count();
    let numbered = number.split('.').all(|part| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let title = line[first.len()..].trim_start();
    if numbered && title.chars().next().is_some_and(char::is_uppercase) {
        return Some(parts.min(6) as u8);
    }
    // All capitals, at least four of them: fewer are an abbreviation.
    let letters = line.chars().filter(|c| c.is_alphabetic());
    (letters.clone().count() >= 4 && !letters.into_iter().any(char::is_lowercase)).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind::{Heading, ListItem, Paragraph};

    fn check(source: &str, expected: &[(u32, BlockKind, &str)]) {
        let (draft, _) = read(source);
        let blocks: Vec<_> = draft
            .blocks
            .iter()
            .map(|block| (block.page.get(), block.kind, block.text.as_str()))
            .collect();
        assert_eq!(blocks, expected, "{source}");
    }

    #[test]
    fn reads_paragraphs_headings_items_and_pages() {
        check(
            "VISIE 2030\n\nWij werken\nsamen.\n\nSlot.",
            &[
                (1, Heading(2), "VISIE 2030"),
                (1, Paragraph, "Wij werken samen."),
                (1, Paragraph, "Slot."),
            ],
        );
        check(
            "2.1 Doel\n\n- een\n  vervolg\n- twee\n",
            &[
                (1, Heading(2), "2.1 Doel"),
                (1, ListItem, "een vervolg"),
                (1, ListItem, "twee"),
            ],
        );
        check(
            "een\u{c}twee\u{c}",
            &[(1, Paragraph, "een"), (2, Paragraph, "twee")],
        );
        let line = "woord ".repeat(30);
        let line = line.trim();
        check(
            &format!("{line}\n{line}"),
            &[(1, Paragraph, line), (1, Paragraph, line)],
        );
        let broken = format!("Visie op dienst\u{ad}\nverlening.\n{line}");
        check(
            &broken,
            &[
                (1, Paragraph, "Visie op dienstverlening."),
                (1, Paragraph, line),
            ],
        );
        assert_eq!(read("een\u{c}twee\u{c}").1, 2);
        assert_eq!(read("").1, 1);
    }

    #[test]
    fn recognises_headings_by_their_form() {
        for (line, level) in [
            ("Hoofdstuk 2 Visie", Some(1)),
            ("3.2.1 Samen", Some(3)),
            ("SAMEN VERDER", Some(2)),
            ("Wij gaan door.", None),
            ("5 gemeenten", None),
            ("2023", None),
            ("Samen verder", None),
        ] {
            assert_eq!(heading_level(line), level, "{line}");
        }
    }
}
