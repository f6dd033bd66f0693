//! Makes blocks of the elements of a part of a Word file.

use super::run::{RunFormat, is_on};
use super::styles::Styles;
use crate::document::BlockKind;
use crate::extract::draft::Draft;
use crate::extract::office::table::OpenRows;
use crate::extract::office::xml::{Element, Node};

/// Elements whose text is not that of the document: the older twin of a drawing, deleted text, field codes, comments,
/// and what properties were before a tracked change.
const SKIPPED: &[&str] = &[
    "Fallback",
    "moveFrom",
    "instrText",
    "delText",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
];

/// Makes blocks of the elements of a part.
pub(super) struct BlockBuilder<'a> {
    styles: &'a Styles,
    plain_ground: bool,
    draft: &'a mut Draft,
    /// Paragraphs that are open: text boxes hold paragraphs inside a paragraph.
    paragraphs: Vec<Paragraph>,
    /// Runs that are open: a run may hold a drawing with text.
    runs: Vec<Run>,
    rows: OpenRows,
    /// Content controls that are open, each with whether it shows only a hint.
    controls: Vec<bool>,
    /// How many skipped elements are open.
    skipped: u32,
    /// How many elements of deleted text are open.
    deleted: u32,
    /// How many paragraph properties are open.
    properties: u32,
    /// How many tables and text boxes are open, whose ground may be coloured.
    grounds: u32,
    /// Whether a text element (`w:t`) is open.
    in_text: bool,
    found: Found,
}

/// What the elements hold beside blocks.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many stretches of hidden text there are.
    pub(super) hidden: u32,
    /// Documents that stand in the text: before which block, and the id of the relationship that names it.
    pub(super) chunks: Vec<(usize, String)>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The kind of its style.
    kind: Option<BlockKind>,
    /// Whether it has a number or a bullet.
    numbered: bool,
    /// The format that its style gives its letters.
    style: RunFormat,
    /// Whether its ground is coloured.
    ground: RunFormat,
    /// Whether its end was deleted or is hidden, so that the next paragraph continues it.
    continues: bool,
}

#[derive(Debug, Default)]
struct Run {
    own: RunFormat,
    style: RunFormat,
    /// Whether hidden text was counted.
    counted: bool,
}

impl<'a> BlockBuilder<'a> {
    pub(super) fn new(styles: &'a Styles, plain_ground: bool, draft: &'a mut Draft) -> Self {
        Self {
            styles,
            plain_ground,
            draft,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            rows: OpenRows::default(),
            controls: Vec::new(),
            skipped: 0,
            deleted: 0,
            properties: 0,
            grounds: 0,
            in_text: false,
            found: Found::default(),
        }
    }

    pub(super) fn handle(&mut self, node: Node<'_>) {
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
            "p" => self.begin_paragraph(),
            "r" => self.runs.push(Run::default()),
            "t" => self.in_text = true,
            "tab" if self.properties == 0 => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tr" => self.rows.begin_row(),
            "tc" => self.rows.begin_cell(),
            "tbl" | "txbxContent" => self.grounds += 1,
            "sdt" => self.controls.push(false),
            "showingPlcHdr" => {
                if let Some(hint) = self.controls.last_mut() {
                    *hint = is_on(element);
                }
            }
            "altChunk" => {
                let id = element.attribute("id").unwrap_or_default();
                self.found.chunks.push((self.draft.blocks.len(), id));
            }
            "pPr" => self.properties += 1,
            // In the properties of a paragraph these concern its mark, which ends it.
            "del" | "moveFromRangeStart" if self.properties > 0 => self.continue_paragraph(),
            "vanish" if self.properties > 0 => {
                if is_on(element) {
                    self.continue_paragraph();
                }
            }
            "del" => self.deleted += 1,
            "pStyle" => self.paragraph_style(&element.attribute("val").unwrap_or_default()),
            "rStyle" => {
                let style = element.attribute("val").unwrap_or_default();
                if let (Some(run), 0) = (self.runs.last_mut(), self.properties) {
                    run.style = self.styles.format(&style);
                }
            }
            "numPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.numbered = true;
                }
            }
            "shd" if self.properties > 0 => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.ground.set(element);
                }
            }
            _ => {
                if let (Some(run), 0) = (self.runs.last_mut(), self.properties) {
                    run.own.set(element);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(paragraph);
                }
            }
            "r" => {
                self.runs.pop();
            }
            "pPr" => self.properties = self.properties.saturating_sub(1),
            "del" if self.properties == 0 => self.deleted = self.deleted.saturating_sub(1),
            "tbl" | "txbxContent" => self.grounds = self.grounds.saturating_sub(1),
            "sdt" => {
                self.controls.pop();
            }
            "tr" => self.rows.end_row(self.draft),
            _ => {}
        }
    }

    /// Begins a paragraph, or goes on with the one whose mark is gone.
    fn begin_paragraph(&mut self) {
        // The paragraph that is left has the style of the second.
        let before = self.rows.take_continued();
        self.paragraphs.push(Paragraph {
            text: before.map(|(_, text)| text).unwrap_or_default(),
            ..Paragraph::default()
        });
    }

    fn continue_paragraph(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.continues = true;
        }
    }

    fn paragraph_style(&mut self, style: &str) {
        let (kind, format) = (self.styles.kind(style), self.styles.format(style));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.kind = paragraph.kind.or(kind);
            paragraph.style = format;
        }
    }

    /// Whether the text of the run that is open is seen.
    fn is_seen(&self) -> bool {
        let run = self.runs.last();
        let format = self
            .paragraphs
            .last()
            .map_or_else(RunFormat::default, |paragraph| {
                let run = run.map_or_else(RunFormat::default, |run| run.own.over(run.style));
                run.over(paragraph.ground).over(paragraph.style)
            });
        !format.is_unseen(self.plain_ground && self.grounds == 0)
    }

    fn push(&mut self, text: &str) {
        if self.deleted > 0 || self.controls.contains(&true) {
            return;
        }
        if !self.is_seen() {
            if let Some(run) = self.runs.last_mut()
                && text.chars().any(char::is_alphanumeric)
                && !std::mem::replace(&mut run.counted, true)
            {
                self.found.hidden += 1;
            }
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let kind = match paragraph.kind {
            // The style goes first: numbered headings have a number like list items.
            Some(kind) => kind,
            None if paragraph.numbered => BlockKind::ListItem,
            None => BlockKind::Paragraph,
        };
        if paragraph.continues {
            self.rows.keep_continued(kind, paragraph.text);
        } else {
            self.rows.add(kind, &paragraph.text, self.draft);
        }
    }

    /// Keeps what was open when the XML broke off, and returns what was found beside blocks.
    pub(super) fn finish(mut self) -> Found {
        while let Some(mut paragraph) = self.paragraphs.pop() {
            paragraph.continues = false;
            self.end_paragraph(paragraph);
        }
        self.rows.end_all(self.draft);
        self.found
    }
}
