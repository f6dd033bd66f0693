//! The paragraph of a budget in which the course for information often stands.

use std::sync::LazyLock;

use crate::document::{Block, BlockKind, Page};

/// A heading that is longer is a sentence.
const MAX_HEADING: usize = 80;

/// A paragraph on operations has some pages; what goes on longer is the rest of the budget.
const MAX_PAGES: usize = 25;

/// Fewer characters are a line of a table of contents or a reference.
const MIN_TEXT: usize = 300;

static HEADINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/harvest/budget-paragraphs.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// What follows the headings of `data/harvest/budget-paragraphs.txt`, as Markdown with the page numbers of the budget.
/// Returns `None` if the budget has no such paragraph.
pub(super) fn paragraph(title: &str, pages: &[Page]) -> Option<String> {
    let mut text = String::new();
    let mut level: Option<u8> = None;
    let mut taken = 0;
    for page in pages {
        let mut is_announced = false;
        for block in &page.blocks {
            let content = block.span.of(&page.text);
            if is_start(block, content) {
                level =
                    Some(level.map_or(heading_level(block), |open| open.min(heading_level(block))));
            } else if let (BlockKind::Heading(own), Some(open)) = (block.kind, level)
                && own <= open
            {
                level = None;
            }
            if level.is_none() || taken >= MAX_PAGES || matches!(block.kind, BlockKind::Contents) {
                continue;
            }
            if !is_announced {
                is_announced = true;
                taken += 1;
                text.push_str(&format!("_Bladzijde {} van de begroting_\n\n", page.number));
            }
            text.push_str(match block.kind {
                BlockKind::Heading(_) => "## ",
                BlockKind::ListItem => "- ",
                BlockKind::Paragraph | BlockKind::TableRow | BlockKind::Contents => "",
            });
            text.push_str(content);
            text.push_str("\n\n");
        }
    }
    (text.len() >= MIN_TEXT).then(|| format!("# Paragraaf bedrijfsvoering uit: {title}\n\n{text}"))
}

/// Whether a block is the heading of the paragraph: one in the layout, or a short line.
fn is_start(block: &Block, content: &str) -> bool {
    let may_be = match block.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Paragraph => {
            content.len() <= MAX_HEADING && !content.ends_with(['.', ':', ',', ';'])
        }
        BlockKind::ListItem | BlockKind::TableRow | BlockKind::Contents => false,
    };
    if !may_be || content.len() > MAX_HEADING {
        return false;
    }
    let lower = content.to_lowercase();
    // `4.5 Paragraaf Bedrijfsvoering`
    let bare = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    let bare = bare
        .strip_prefix("paragraaf")
        .unwrap_or(bare)
        .trim_start_matches(|c: char| !c.is_alphabetic());
    HEADINGS.iter().any(|heading| {
        let rest = bare.strip_prefix(heading);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

fn heading_level(block: &Block) -> u8 {
    match block.kind {
        BlockKind::Heading(level) => level,
        // A line that only looks like a heading ends at any heading.
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow | BlockKind::Contents => {
            u8::MAX
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ExtractConfig, extract};

    #[test]
    fn only_the_paragraph_is_taken() {
        let long = "Wij vervangen het zaaksysteem samen met de buren. ".repeat(8);
        let text = format!(
            "# Begroting\n\n## 4.4 Financiering\n\nRente.\n\n## 4.5 Paragraaf Bedrijfsvoering\n\n{long}\n\n### Personeel\n\nVacatures.\n\n## 4.6 Grondbeleid\n\nKavels.\n"
        );
        let read = extract(text.as_bytes(), "begroting.md", &ExtractConfig::default());
        let found = paragraph("Begroting 2025", &read.pages).expect("there is one");
        assert!(
            found.contains("zaaksysteem")
                && found.contains("Vacatures")
                && found.contains("_Bladzijde 1 ")
        );
        assert!(
            !found.contains("Rente") && !found.contains("Kavels"),
            "{found}"
        );
        let read = extract(
            b"# Begroting\n\n## Grondbeleid\n\nKavels.\n",
            "b.md",
            &ExtractConfig::default(),
        );
        assert_eq!(paragraph("x", &read.pages), None);
    }
}
