//! Word 97–2003 files to blocks: what Word shows of them, by way of a library that knows their tables of pieces,
//! properties and stories.
//!
//! The rules are those of DOCX: tracked changes count as accepted; hidden text, white text on paper and letters of one
//! point are left out; notes and text boxes are paragraphs of their own; comments, headers and footers are no text of
//! the document.
//!
//! The format is the Word Binary File Format (\[MS-DOC\]).

use std::io::Cursor;

use office_oxide::doc::DocError;
use office_oxide::ir::{Element, InlineContent, List, Paragraph, Table, TextSpan};
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat, DocumentIR, OfficeError};

use super::OfficeText;
use crate::document::{BlockKind, Warning, WarningCode};
use crate::extract::draft::Draft;
use crate::extract::warnings;

/// Letters of at most this size are not seen, in half points.
const MAX_TINY: u32 = 2;

/// The label by which the library marks comments among the notes.
const COMMENT: &str = "Comment";

/// Reads a Word 97–2003 file. Cost: linear; it is parsed twice, to know whether text is hidden.
pub(in crate::extract) fn read(bytes: &[u8]) -> OfficeText {
    let document = match parse(bytes, false) {
        Ok(document) => document,
        Err(warning) => return OfficeText::unreadable(warning),
    };
    let metadata = &document.metadata;
    let mut found: Vec<Warning> = Vec::new();
    if metadata.text_truncated {
        found.push(WarningCode::CutOff.into());
    }
    let unread = metadata.warnings.iter();
    let unread = unread.filter(|text| text.starts_with("embedded object"));
    found.extend(warnings::attachments(0, unread.count() as u32));
    let mut builder = BlockBuilder::new(&document);
    builder.document(&document);
    let mut hidden = builder.hidden;
    if let Ok(whole) = parse(bytes, true) {
        let mut all = BlockBuilder::new(&whole);
        all.document(&whole);
        hidden += letters(&all.draft)
            .saturating_sub(letters(&builder.draft))
            .min(1);
    }
    found.extend(warnings::hidden_text(hidden));
    OfficeText {
        draft: builder.draft,
        title: metadata.title.clone(),
        date: metadata
            .created
            .clone()
            .or_else(|| metadata.modified.clone()),
        warnings: found,
        embedded: Vec::new(),
    }
}

/// Parses a file; `with_hidden` keeps the text that it hides.
///
/// # Errors
/// The warning to give when it is locked with a password, damaged, or of a version that is not read.
fn parse(bytes: &[u8], with_hidden: bool) -> Result<DocumentIR, Warning> {
    let mut options = ParseOptions::default();
    options.include_hidden_text = with_hidden;
    let source = Cursor::new(bytes.to_vec());
    match Document::from_reader_with(source, DocumentFormat::Doc, &options) {
        Ok(document) => Ok(document.to_ir()),
        Err(OfficeError::Doc(DocError::Encrypted)) => Err(WarningCode::EncryptedOffice.into()),
        Err(OfficeError::Panic(_)) => Err(WarningCode::ReaderPanicked.into()),
        Err(_) => Err(WarningCode::LegacyWord.into()),
    }
}

fn letters(draft: &Draft) -> u32 {
    let texts = draft.blocks.iter().map(|block| block.text.as_str());
    let letters = texts.flat_map(str::chars).filter(|c| c.is_alphanumeric());
    u32::try_from(letters.count()).unwrap_or(u32::MAX)
}

/// Makes blocks of the elements of a document.
struct BlockBuilder {
    draft: Draft,
    /// Whether nothing but paper can be below the text.
    plain_ground: bool,
    /// How many stretches of text are not seen by their colour or size.
    hidden: u32,
}

impl BlockBuilder {
    fn new(document: &DocumentIR) -> Self {
        let elements = document.sections.iter().flat_map(|one| &one.elements);
        let is_drawn = |one: &Element| {
            matches!(
                one,
                Element::Image(_) | Element::Shape(_) | Element::TextBox(_)
            )
        };
        Self {
            draft: Draft::default(),
            plain_ground: !elements.into_iter().any(is_drawn),
            hidden: 0,
        }
    }

    fn document(&mut self, document: &DocumentIR) {
        for section in &document.sections {
            for element in &section.elements {
                self.element(element, BlockKind::Paragraph);
            }
        }
    }

    /// Adds an element; `kind` is that of its paragraphs.
    fn element(&mut self, element: &Element, kind: BlockKind) {
        match element {
            Element::Heading(heading) => {
                let text = self.text(&heading.content, self.plain_ground);
                let level = heading.level.clamp(1, 9);
                self.draft.push(BlockKind::Heading(level), &text);
            }
            Element::Paragraph(paragraph) => {
                let text = self.paragraph(paragraph, self.plain_ground);
                self.draft.push(kind_of(paragraph, kind), &text);
            }
            Element::List(list) => self.list(list),
            Element::Table(table) => self.table(table),
            Element::TextBox(text_box) => self.elements(&text_box.content),
            Element::Footnote(note) => self.elements(&note.content),
            Element::Endnote(note) if note.marker.as_deref() != Some(COMMENT) => {
                self.elements(&note.content);
            }
            Element::CodeBlock(code) => self.draft.push(BlockKind::Paragraph, &code.content),
            // Pictures, rules and breaks have no text; what the library will tell apart later is no text either.
            _ => {}
        }
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            self.element(element, BlockKind::Paragraph);
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            for element in &item.content {
                self.element(element, BlockKind::ListItem);
            }
            if let Some(nested) = &item.nested {
                self.list(nested);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| {
                let mut text = String::new();
                // Its ground may be coloured, and so may that of the table around it.
                self.cell(&cell.content, &mut text);
                text.trim().to_owned()
            });
            let cells: Vec<String> = cells.filter(|text| !text.is_empty()).collect();
            self.draft.push(BlockKind::TableRow, &cells.join(" | "));
        }
    }

    /// Adds the text of the elements of a cell.
    fn cell(&mut self, elements: &[Element], out: &mut String) {
        for element in elements {
            match element {
                Element::Heading(heading) => out.push_str(&self.text(&heading.content, false)),
                Element::Paragraph(paragraph) => {
                    out.push_str(&self.paragraph(paragraph, false));
                }
                Element::List(list) => self.cell_list(list, out),
                Element::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.cell(&cell.content, out);
                    }
                }
                Element::TextBox(text_box) => self.cell(&text_box.content, out),
                _ => {}
            }
            out.push(' ');
        }
    }

    fn cell_list(&mut self, list: &List, out: &mut String) {
        for item in &list.items {
            self.cell(&item.content, out);
            if let Some(nested) = &item.nested {
                self.cell_list(nested, out);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, plain_ground: bool) -> String {
        let plain_ground = plain_ground && paragraph.background_color.is_none();
        self.text(&paragraph.content, plain_ground)
    }

    /// The text of a paragraph that is seen.
    fn text(&mut self, content: &[InlineContent], plain_ground: bool) -> String {
        let mut text = String::new();
        for part in content {
            match part {
                InlineContent::Text(span) if is_unseen(span, plain_ground) => {
                    self.hidden += u32::from(span.text.chars().any(char::is_alphanumeric));
                }
                InlineContent::Text(span) => text.push_str(&span.text),
                InlineContent::LineBreak => text.push('\n'),
                // Marks of notes and comments.
                _ => {}
            }
        }
        text
    }
}

/// The kind of a paragraph: lines of a table of contents have styles of their own.
fn kind_of(paragraph: &Paragraph, kind: BlockKind) -> BlockKind {
    let style = paragraph
        .style
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    if style.starts_with("toc ") || style.starts_with("inhopg ") {
        BlockKind::Contents
    } else if matches!(style.as_str(), "title" | "titel") {
        BlockKind::Heading(1)
    } else {
        kind
    }
}

/// Whether letters are white on paper, or too small to be seen.
fn is_unseen(span: &TextSpan, plain_ground: bool) -> bool {
    let is_tiny = span.font_size_half_pt.is_some_and(|size| size <= MAX_TINY);
    let is_white = span.color == Some([255; 3]) && span.highlight.is_none();
    is_tiny || (is_white && plain_ground)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::fixture;

    fn outline(bytes: &[u8]) -> (Vec<(BlockKind, String)>, Vec<WarningCode>) {
        let read = read(bytes);
        let codes = read.warnings.iter().filter_map(Warning::parse);
        let codes = codes.map(|parsed| parsed.code).collect();
        let blocks = read.draft.outline().into_iter();
        let blocks = blocks.map(|(kind, text)| (kind, text.to_owned()));
        (blocks.collect(), codes)
    }

    #[test]
    fn reads_the_structure_of_a_file_of_an_office_program() {
        let bytes = include_bytes!("../../../tests/fixtures/extract/visie.doc");
        let (blocks, codes) = outline(bytes);
        let expected = [
            (BlockKind::Heading(1), "Digitale visie Aadrecht"),
            (
                BlockKind::Paragraph,
                "Wij werken samen aan de dienstverlening.",
            ),
            (BlockKind::Heading(2), "Keuzes"),
            (BlockKind::ListItem, "Wij kiezen voor open source."),
            (BlockKind::ListItem, "Wij delen een datateam."),
            (BlockKind::TableRow, "Jaar | Doel"),
            (BlockKind::TableRow, "2024 | Een gezamenlijk zaaksysteem"),
            (BlockKind::Paragraph, "Noord-Holland en coördinatie."),
            (BlockKind::Paragraph, "Een noot onder de tekst."),
        ];
        let expected = expected.map(|(kind, text)| (kind, text.to_owned()));
        assert_eq!((blocks, codes), (expected.to_vec(), vec![]));
    }

    #[test]
    fn hidden_text_is_left_out_and_told() {
        let texts = |pieces: &[(&str, bool)]| {
            let (blocks, codes) = outline(&fixture::word97(pieces));
            let texts: Vec<String> = blocks.into_iter().map(|(_, text)| text).collect();
            (texts.join("|"), codes)
        };
        let seen = texts(&[("Wij werken samen.\r", false), ("Slot.\r", false)]);
        assert_eq!(seen, ("Wij werken samen.|Slot.".to_owned(), vec![]));
        let hidden = texts(&[("Wij werken ", false), ("niet ", true), ("samen.\r", false)]);
        assert_eq!(
            hidden,
            (
                "Wij werken samen.".to_owned(),
                vec![WarningCode::HiddenText]
            )
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_says_why() {
        for bytes in [
            fixture::ole(&[("WordDocument", b"x"), ("1Table", b"x")]),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        ] {
            assert_eq!(outline(&bytes), (vec![], vec![WarningCode::LegacyWord]));
        }
    }
}
