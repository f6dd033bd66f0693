//! `OpenDocument` text files to blocks: headings, lists, tables and tables of contents by their elements.
//!
//! The format is `OpenDocument` (OASIS, version 1.3, part 3: schema).

use super::table::OpenRows;
use super::xml::{Element, Node, text_of, walk};
use super::{OfficeText, open};
use crate::document::{BlockKind, WarningCode};
use crate::extract::draft::Draft;

/// The part that holds the text.
const CONTENT: &str = "content.xml";

/// Reads an ODT file, expanding at most `limit` bytes. Cost: linear.
pub(in crate::extract) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let (mut package, content) = match open(bytes, limit, CONTENT) {
        Ok(opened) => opened,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let mut builder = BlockBuilder::default();
    let mut found = Vec::new();
    if walk(&content, |node| builder.handle(node)).is_err() {
        builder.finish();
        found.push(WarningCode::BrokenXml.into());
    }
    let meta = package.text("meta.xml").unwrap_or_default();
    if package.is_damaged() {
        found.push(WarningCode::WrongChecksum.into());
    }
    OfficeText {
        draft: builder.draft,
        title: text_of(&meta, "title"),
        date: text_of(&meta, "creation-date").or_else(|| text_of(&meta, "date")),
        warnings: found,
    }
}

/// Elements whose text is not that of the document.
const SKIPPED: &[&str] = &[
    "tracked-changes",
    "annotation",
    "note-citation",
    "scripts",
    "title",
    "desc",
    "index-title-template",
    "forms",
];

/// Makes blocks of the elements of the content.
#[derive(Default)]
struct BlockBuilder {
    draft: Draft,
    /// Headings and paragraphs that are open: notes and frames hold paragraphs inside a paragraph.
    open: Vec<(BlockKind, String)>,
    rows: OpenRows,
    /// How many list items are open: lists nest.
    items: u32,
    /// How many tables of contents are open.
    contents: u32,
    /// How many skipped elements are open.
    skipped: u32,
}

/// Blanks that one element may stand for: a wrong count must not fill the memory.
const MAX_BLANKS: usize = 8;

impl BlockBuilder {
    fn handle(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) => {
                if let Some((_, open)) = self.open.last_mut() {
                    // Line ends in the XML are white space.
                    open.extend(
                        text.chars()
                            .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }),
                    );
                }
            }
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "h" => {
                let level = element
                    .attribute("outline-level")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(1);
                self.open
                    .push((BlockKind::Heading(u8::clamp(level, 1, 9)), String::new()));
            }
            "p" => {
                let style = element.attribute("style-name").unwrap_or_default();
                // An entry of a table of contents may be a list item too.
                let kind = if self.contents > 0 {
                    BlockKind::Contents
                } else if style == "Title" {
                    BlockKind::Heading(1)
                } else if self.items > 0 {
                    BlockKind::ListItem
                } else {
                    BlockKind::Paragraph
                };
                self.open.push((kind, String::new()));
            }
            "list-item" => self.items += 1,
            "table-of-content" => self.contents += 1,
            "table-row" => self.rows.begin_row(),
            "table-cell" => self.rows.begin_cell(),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            // Repeated blanks are written as one element with a count.
            "s" => {
                let count = element
                    .attribute("c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1);
                self.push(&" ".repeat(usize::min(count, MAX_BLANKS)));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, open)) = self.open.last_mut() {
            open.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "h" | "p" => {
                if let Some((kind, text)) = self.open.pop() {
                    self.rows.add(kind, &text, &mut self.draft);
                }
            }
            "list-item" => self.items = self.items.saturating_sub(1),
            "table-of-content" => self.contents = self.contents.saturating_sub(1),
            "table-row" => self.rows.end_row(&mut self.draft),
            _ => {}
        }
    }

    /// Keeps what was open when the XML broke off.
    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.close("p");
        }
        self.rows.end_all(&mut self.draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn reads_headings_lists_notes_and_tables() {
        let content = "<office:document-content><office:body><office:text>\
            <text:h text:outline-level='2'>Doel</text:h>\
            <text:table-of-content><text:p>Doel<text:tab/>3</text:p></text:table-of-content>\
            <text:p>Wij werken<text:s text:c='2'/>samen<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot.</text:p></text:note-body></text:note>.</text:p>\
            <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>\
            <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
            </office:text></office:body></office:document-content>";
        let bytes = fixture::zip(&[("content.xml", content.as_bytes())]);
        let read = read(&bytes, 1 << 20);
        let blocks = read.draft.outline();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading(2), "Doel"),
                (BlockKind::Contents, "Doel 3"),
                (BlockKind::Paragraph, "Noot."),
                (BlockKind::Paragraph, "Wij werken samen."),
                (BlockKind::ListItem, "punt"),
                (BlockKind::TableRow, "a | b"),
            ]
        );
    }
}
