//! Word files to blocks: paragraphs by their style, lists, tables, contents fields; the text as it stands after
//! tracked changes.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::office::{OfficeText, member_refusal};
use super::package::{MemberError, Package};
use super::refusal;
use super::xml::{Element, Node, text_of, walk};
use crate::document::{BlockKind, Warning};

const DOCUMENT: &str = "word/document.xml";

/// Reads a DOCX file, unpacking at most `limit` bytes. Cost: linear.
pub(super) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let mut package = match Package::open(bytes, limit) {
        Ok(package) => package,
        Err(warning) => return OfficeText::refused(warning),
    };
    let document = match package.text(DOCUMENT) {
        Ok(document) => document,
        Err(MemberError::Missing) => {
            return OfficeText::refused(refusal::no_document_inside(DOCUMENT));
        }
        Err(error) => return OfficeText::refused(member_refusal(error, &package)),
    };
    let styles = package
        .text("word/styles.xml")
        .map(|styles| kinds_of_styles(&styles))
        .unwrap_or_default();
    let mut warnings = Vec::new();
    let mut draft = Draft::default();
    read_part(&document, &styles, &mut draft, &mut warnings);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Ok(notes) = package.text(notes) {
            read_part(&notes, &styles, &mut draft, &mut warnings);
        }
    }
    let core = package.text("docProps/core.xml").unwrap_or_default();
    if package.is_damaged() {
        warnings.push(refusal::wrong_checksum());
    }
    OfficeText {
        draft,
        title: text_of(&core, "title"),
        date: text_of(&core, "created").or_else(|| text_of(&core, "modified")),
        warnings,
    }
}

fn read_part(
    source: &str,
    styles: &BTreeMap<String, BlockKind>,
    draft: &mut Draft,
    warnings: &mut Vec<Warning>,
) {
    let mut reading = Reading {
        styles,
        draft,
        paragraphs: Vec::new(),
        rows: Vec::new(),
        skipped: 0,
        text: false,
    };
    if walk(source, |node| reading.take(node)).is_err() {
        reading.finish();
        warnings.push(refusal::broken_xml());
    }
}

/// Which styles are headings or contents lines. Ids are in the language of the writer (`Kop1`), names are
/// not (`heading 1`); an outline level makes a heading of any style.
fn kinds_of_styles(source: &str) -> BTreeMap<String, BlockKind> {
    let mut kinds = BTreeMap::new();
    let mut id = String::new();
    let _ = walk(source, |node| {
        if let Node::Open(element) = node {
            match element.name() {
                "style" => id = element.attribute("styleId").unwrap_or_default(),
                "name" => {
                    if let Some(kind) = element
                        .attribute("val")
                        .and_then(|name| kind_of_name(&name))
                    {
                        kinds.insert(id.clone(), kind);
                    }
                }
                "outlineLvl" => {
                    if let Some(level @ 0..=8) = element
                        .attribute("val")
                        .and_then(|level| level.parse::<u8>().ok())
                    {
                        kinds
                            .entry(id.clone())
                            .or_insert(BlockKind::Heading(level + 1));
                    }
                }
                _ => {}
            }
        }
    });
    kinds
}

/// The kind that a style name stands for, in English or Dutch, with or without blank.
fn kind_of_name(name: &str) -> Option<BlockKind> {
    let name: String = name
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let level = |prefix: &str| {
        name.strip_prefix(prefix)
            .and_then(|level| level.parse::<u8>().ok())
    };
    if name == "title" || name == "titel" {
        return Some(BlockKind::Heading(1));
    }
    if let Some(level @ 1..=9) = level("heading").or_else(|| level("kop")) {
        return Some(BlockKind::Heading(level));
    }
    if level("toc").or_else(|| level("inhopg")).is_some() {
        return Some(BlockKind::Contents);
    }
    (name.starts_with("listparagraph")
        || name.starts_with("listbullet")
        || name.starts_with("lijstalinea")
        || name.starts_with("lijstopsom"))
    .then_some(BlockKind::ListItem)
}

struct Reading<'a> {
    styles: &'a BTreeMap<String, BlockKind>,
    draft: &'a mut Draft,
    /// Paragraphs that are open: text boxes hold paragraphs inside a paragraph.
    paragraphs: Vec<Paragraph>,
    /// Table rows that are open, each with its cells: tables nest.
    rows: Vec<Vec<String>>,
    /// Open elements of which nothing is read.
    skipped: u32,
    text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    kind: Option<BlockKind>,
    listed: bool,
}

/// Elements whose text is not that of the document: the older twin of a drawing, deleted text, field codes.
const SKIPPED: &[&str] = &["Fallback", "del", "moveFrom", "instrText", "delText"];

/// Rows inside rows that are kept apart; deeper ones join the row around them.
const MAX_ROWS: usize = 16;

impl Reading<'_> {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.text => self.push(&text),
            Node::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "t" => self.text = true,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tr" if self.rows.len() < MAX_ROWS => self.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                let kind = self
                    .styles
                    .get(&style)
                    .copied()
                    .or_else(|| kind_of_name(&style));
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.kind = kind;
                }
            }
            "numPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.listed = true;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.text = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(&paragraph);
                }
            }
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    let cells: Vec<&str> = row
                        .iter()
                        .map(|cell| cell.trim())
                        .filter(|cell| !cell.is_empty())
                        .collect();
                    let row = cells.join(" | ");
                    match self.rows.last_mut().and_then(|outer| outer.last_mut()) {
                        Some(outer) => {
                            outer.push(' ');
                            outer.push_str(&row);
                        }
                        None => self.draft.push(BlockKind::TableRow, &row),
                    }
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.push(' ');
            cell.push_str(&paragraph.text);
            return;
        }
        let kind = match paragraph.kind {
            // Numbered headings have a number like list items.
            Some(kind) => kind,
            None if paragraph.listed => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        self.draft.push(kind, &paragraph.text);
    }

    /// Keeps what was open when the XML broke off.
    fn finish(&mut self) {
        while let Some(paragraph) = self.paragraphs.pop() {
            self.end_paragraph(&paragraph);
        }
        while !self.rows.is_empty() {
            self.close("tr");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn styles_lists_and_tables() {
        let styles = "<w:styles><w:style w:styleId='Kop1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='X'><w:name w:val='Eigen'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>";
        let body = "<w:document><w:body>\
            <w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Visie</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='X'/></w:pPr><w:r><w:t>Doel</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>Doel</w:t><w:tab/><w:t>3</w:t></w:r></w:p>\
            <w:p><w:r><w:t xml:space='preserve'>Wij werken </w:t></w:r><w:del><w:r><w:delText>niet </w:delText></w:r></w:del><w:r><w:t>samen &amp; snel.</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>punt</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
            </w:body></w:document>";
        let core = "<p><dc:title>De visie</dc:title><dcterms:created>2021-05-06T10:00:00Z</dcterms:created></p>";
        let bytes = fixture::zip(&[
            ("[Content_Types].xml", b"<Types/>".as_slice()),
            ("word/document.xml", body.as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ]);
        let read = read(&bytes, 1 << 20);
        let blocks = read.draft.outline();
        assert_eq!(
            blocks,
            [
                (BlockKind::Heading(1), "Visie"),
                (BlockKind::Heading(2), "Doel"),
                (BlockKind::Contents, "Doel 3"),
                (BlockKind::Paragraph, "Wij werken samen & snel."),
                (BlockKind::ListItem, "punt"),
                (BlockKind::TableRow, "a | b c"),
            ]
        );
        assert_eq!(read.title.as_deref(), Some("De visie"));
        assert_eq!(read.date.as_deref(), Some("2021-05-06T10:00:00Z"));
        assert!(read.warnings.is_empty());
    }

    #[test]
    fn broken_xml_keeps_what_came_before() {
        let bytes = fixture::zip(&[(
            "word/document.xml",
            b"<w:p><w:r><w:t>Wij werken samen".as_slice(),
        )]);
        let read = read(&bytes, 1 << 20);
        assert_eq!(read.draft.blocks[0].text, "Wij werken samen");
        assert_eq!(read.warnings.len(), 1);
    }
}
