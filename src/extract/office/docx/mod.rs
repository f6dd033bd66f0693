//! Word files to blocks: paragraphs by their style, lists, tables, contents fields; the text as it stands after
//! tracked changes.
//!
//! The format is Office Open XML (ECMA-376, part 1, `WordprocessingML`).

mod styles;

use styles::Styles;

use super::table::OpenRows;
use super::xml::{Element, Node, text_of, walk};
use super::{OfficeText, open};
use crate::document::{BlockKind, Warning, WarningCode};
use crate::extract::draft::Draft;

/// The part that holds the text.
const DOCUMENT: &str = "word/document.xml";

/// Reads a DOCX file, expanding at most `limit` bytes. Cost: linear.
pub(in crate::extract) fn read(bytes: &[u8], limit: u64) -> OfficeText {
    let (mut package, document) = match open(bytes, limit, DOCUMENT) {
        Ok(opened) => opened,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let styles = package
        .text("word/styles.xml")
        .map(|styles| Styles::parse(&styles))
        .unwrap_or_default();
    let mut found = Vec::new();
    let mut draft = Draft::default();
    read_part(&document, &styles, &mut draft, &mut found);
    // Notes stand in parts of their own; they follow the text.
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Ok(notes) = package.text(notes) {
            read_part(&notes, &styles, &mut draft, &mut found);
        }
    }
    let core = package.text("docProps/core.xml").unwrap_or_default();
    if package.is_damaged() {
        found.push(WarningCode::WrongChecksum.into());
    }
    OfficeText {
        draft,
        title: text_of(&core, "title"),
        date: text_of(&core, "created").or_else(|| text_of(&core, "modified")),
        warnings: found,
    }
}

/// Adds the blocks of one part to the draft.
fn read_part(source: &str, styles: &Styles, draft: &mut Draft, found: &mut Vec<Warning>) {
    let mut builder = BlockBuilder {
        styles,
        draft,
        paragraphs: Vec::new(),
        rows: OpenRows::default(),
        skipped: 0,
        in_text: false,
    };
    if walk(source, |node| builder.handle(node)).is_err() {
        builder.finish();
        found.push(WarningCode::BrokenXml.into());
    }
}

/// Elements whose text is not that of the document: the older twin of a drawing, deleted text, field codes.
const SKIPPED: &[&str] = &["Fallback", "del", "moveFrom", "instrText", "delText"];

/// Makes blocks of the elements of a part.
struct BlockBuilder<'a> {
    styles: &'a Styles,
    draft: &'a mut Draft,
    /// Paragraphs that are open: text boxes hold paragraphs inside a paragraph.
    paragraphs: Vec<Paragraph>,
    rows: OpenRows,
    /// How many skipped elements are open.
    skipped: u32,
    /// Whether a text element (`w:t`) is open.
    in_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    /// The kind of its style.
    kind: Option<BlockKind>,
    /// Whether it has a number or a bullet.
    numbered: bool,
}

impl BlockBuilder<'_> {
    fn handle(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&element.name()) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => {
                self.skipped = self.skipped.saturating_sub(1)
            }
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.in_text => self.push(&text),
            // White space between elements.
            Node::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "t" => self.in_text = true,
            "tab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tr" => self.rows.begin_row(),
            "tc" => self.rows.begin_cell(),
            "pStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                let kind = self.styles.kind(&style);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.kind = kind;
                }
            }
            "numPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.numbered = true;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(&paragraph);
                }
            }
            "tr" => self.rows.end_row(self.draft),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self, paragraph: &Paragraph) {
        let kind = match paragraph.kind {
            // The style goes first: numbered headings have a number like list items.
            Some(kind) => kind,
            None if paragraph.numbered => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        self.rows.add(kind, &paragraph.text, self.draft);
    }

    /// Keeps what was open when the XML broke off.
    fn finish(&mut self) {
        while let Some(paragraph) = self.paragraphs.pop() {
            self.end_paragraph(&paragraph);
        }
        self.rows.end_all(self.draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    #[test]
    fn reads_styles_lists_tables_and_properties() {
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
    fn keeps_text_before_an_xml_error() {
        let bytes = fixture::zip(&[(
            "word/document.xml",
            b"<w:p><w:r><w:t>Wij werken samen".as_slice(),
        )]);
        let read = read(&bytes, 1 << 20);
        assert_eq!(read.draft.blocks[0].text, "Wij werken samen");
        assert_eq!(read.warnings.len(), 1);
    }
}
