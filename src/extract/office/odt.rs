//! Text files of the Open Document Format to blocks: headings, lists, tables and contents lists by their elements.

use super::draft::Draft;
use super::office::{OfficeText, member_refusal};
use super::package::{MemberError, Package};
use super::refusal;
use super::xml::{Element, Node, text_of, walk};
use crate::document::BlockKind;

const CONTENT: &str = "content.xml";

/// Reads an ODT file, unpacking at most `limit` bytes. Cost: linear.
pub(super) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let mut package = match Package::open(bytes, limit) {
        Ok(package) => package,
        Err(warning) => return OfficeText::refused(warning),
    };
    let manifest = package.text("META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return OfficeText::refused(refusal::encrypted_odt());
    }
    let content = match package.text(CONTENT) {
        Ok(content) => content,
        Err(MemberError::Missing) => {
            return OfficeText::refused(refusal::no_document_inside(CONTENT));
        }
        Err(error) => return OfficeText::refused(member_refusal(error, &package)),
    };
    let mut reading = Reading::default();
    let mut warnings = Vec::new();
    if walk(&content, |node| reading.take(node)).is_err() {
        reading.finish();
        warnings.push(refusal::broken_xml());
    }
    let meta = package.text("meta.xml").unwrap_or_default();
    if package.is_damaged() {
        warnings.push(refusal::wrong_checksum());
    }
    OfficeText {
        draft: reading.draft,
        title: text_of(&meta, "title"),
        date: text_of(&meta, "creation-date").or_else(|| text_of(&meta, "date")),
        warnings,
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

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// Headings and paragraphs that are open: notes and frames hold paragraphs inside a paragraph.
    open: Vec<(BlockKind, String)>,
    rows: Vec<Vec<String>>,
    items: u32,
    contents: u32,
    skipped: u32,
}

/// Rows inside rows that are kept apart; deeper ones join the row around them.
const MAX_ROWS: usize = 16;

/// Blanks that one element may stand for.
const MAX_BLANKS: usize = 8;

impl Reading {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.begin(element),
            Node::Close(name) => self.end(name),
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

    fn begin(&mut self, element: &Element<'_>) {
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
            "table-row" if self.rows.len() < MAX_ROWS => self.rows.push(Vec::new()),
            "table-cell" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
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

    fn end(&mut self, name: &str) {
        match name {
            "h" | "p" => {
                if let Some((kind, text)) = self.open.pop() {
                    self.end_block(kind, &text);
                }
            }
            "list-item" => self.items = self.items.saturating_sub(1),
            "table-of-content" => self.contents = self.contents.saturating_sub(1),
            "table-row" => {
                if let Some(row) = self.rows.pop() {
                    let cells: Vec<&str> = row
                        .iter()
                        .map(|cell| cell.trim())
                        .filter(|cell| !cell.is_empty())
                        .collect();
                    self.end_block(BlockKind::TableRow, &cells.join(" | "));
                }
            }
            _ => {}
        }
    }

    fn end_block(&mut self, kind: BlockKind, text: &str) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                cell.push(' ');
                cell.push_str(text);
            }
            None => self.draft.push(kind, text),
        }
    }

    /// Keeps what was open when the XML broke off.
    fn finish(&mut self) {
        while !self.open.is_empty() {
            self.end("p");
        }
        while !self.rows.is_empty() {
            self.end("table-row");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn elements_become_blocks() {
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
