//! The title of a document, from its properties and its headings.
//!
//! Heuristic, for documents whose manifest gives no title; a manifest goes first.

use std::sync::LazyLock;

use super::draft::Draft;
use crate::document::BlockKind;
use crate::text::WordList;

/// Titles that programs write when the writer gave none.
static NO_TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/program-titles.txt")));

/// Headings of parts, not of documents.
static PART_TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/part-titles.txt")));

/// The fewest letters of a title.
const MIN_LETTERS: usize = 4;

/// The title of a document.
///
/// That of its properties (`given`), unless a program made it up; else the first of the highest headings that is not
/// the heading of a part. Returns `None` when there is neither.
pub(super) fn guess_title(given: Option<String>, draft: &Draft) -> Option<String> {
    let given = given.filter(|title| {
        let lower = title.to_lowercase();
        // Some programs write the name of the file.
        let file_name = [".doc", ".docx", ".pdf", ".indd", ".odt", ".pptx"]
            .iter()
            .any(|end| lower.ends_with(end));
        let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
        !file_name
            && letters >= MIN_LETTERS
            && !NO_TITLES
                .iter()
                .any(|start| lower == start || (start.contains(' ') && lower.starts_with(start)))
    });
    given.or_else(|| {
        let headings = || {
            draft.blocks.iter().filter_map(|block| match block.kind {
                BlockKind::Heading(level) => Some((level, block.text.as_str())),
                BlockKind::Paragraph
                | BlockKind::ListItem
                | BlockKind::TableRow
                | BlockKind::Contents => None,
            })
        };
        // Headings of the whole document; of these the highest level goes first.
        let whole = headings().filter(|(_, text)| !is_part(text));
        let best = whole.clone().map(|(level, _)| level).min()?;
        let (_, text) = whole.into_iter().find(|(level, _)| *level == best)?;
        Some(text.to_owned())
    })
}

/// Whether this is the heading of a part of a document: "Inleiding", "1 Doel", "Hoofdstuk 2".
fn is_part(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let numbered = first.bytes().all(|byte| byte.is_ascii_digit()) && first.len() < 4;
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    letters < MIN_LETTERS
        || numbered
        || lower.ends_with(':')
        || first == "hoofdstuk"
        || PART_TITLES.contains(lower.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_titles_of_programs_and_parts() {
        let check = |given: &str, markdown: &str, expected: Option<&str>| {
            let (draft, _) = crate::extract::markdown::read(markdown);
            assert_eq!(
                guess_title(Some(given.to_owned()), &draft).as_deref(),
                expected
            );
        };
        check("Visie 2030", "# Anders", Some("Visie 2030"));
        check(
            "Microsoft Word - visie3.docx",
            "# Inleiding\n\n# Samen verder",
            Some("Samen verder"),
        );
        check("untitled", "## 1 Inleiding\n\n### 1.1 Doel", None);
    }
}
